/**
 * Whose is what.
 *
 * @packageDocumentation
 */

/** What a tenant can own: a number as its carrier writes it, or a VoIP user. */
export type Owned =
  { readonly carrier: "aculab" | "aql"; readonly number: string } | { readonly carrier: "aql"; readonly user: string };

/**
 * Knows what belongs to which tenant. The relay asks before it shows or changes anything, and tells it what a tenant bought
 * and gave back. `MemoryStore` and `SqliteStore` are ready ones.
 */
export interface Ownership {
  /** Whether it belongs to that tenant. Only `true` is a yes. */
  owns(tenant: string, thing: Owned): boolean | Promise<boolean>;
  /** From now on it belongs to that tenant, whoever had it. */
  grant(tenant: string, thing: Owned): void | Promise<void>;
  /** It does not belong to that tenant any more. */
  revoke(tenant: string, thing: Owned): void | Promise<void>;
}

/**
 * What it is called, for stores that need one text for it.
 *
 * @internal
 */
export function keyOf(thing: Owned): string {
  return "user" in thing ? `${thing.carrier} user ${thing.user}` : `${thing.carrier} number ${thing.number}`;
}

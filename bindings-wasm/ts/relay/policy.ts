/**
 * Who may do what, as data and functions. What is not permitted is refused.
 *
 * @packageDocumentation
 */

import type { Settings } from "../aql/settings.js";
import type { CallName } from "../callName.js";
import type { aculab, aql } from "../slim.js";
import { TelwireError } from "../slim.js";
import type { Report } from "./orders.js";
import type { Ownership } from "./ownership.js";
import type { RefusalCode } from "./refusal.js";

/** Who asks. */
export interface Session {
  /** The customer of the portal, by whatever names it. */
  readonly tenant: string;
  /**
   * What the page must repeat in the header `telwire-token` for everything that does more than read: a secret of the
   * session's that no other site can know. Without it the session only reads.
   */
  readonly token?: string | undefined;
}

/** What a tenant may do. */
export interface Policy<Env = unknown> {
  /**
   * Who sends the request; `null` is nobody, and refused. `"anyone"` goes without: all are the tenant `anyone`, and need no
   * token.
   */
  readonly check: "anyone" | ((request: Request, env: Env) => Session | null | Promise<Session | null>);
  /** The origins of the portal's pages, such as `https://portal.example`; the header `Origin` must be one of them. */
  readonly origins: readonly string[];
  /** The hosts that the relay is reached by, such as `portal.example`; the header `Host` must be one of them. */
  readonly hosts: readonly string[];
  /** The calls that are permitted; `orders` are those that run in the relay. */
  readonly calls: readonly (CallName | "orders")[];
  /** Whose numbers and users are whose. */
  readonly ownership: Ownership;
  /** The settings that `change_user` may make, each with what says whether it may have that value. None if left out. */
  readonly changeUser?: ChangeUserRules | undefined;
  /** The services that a purchase may be based on. None if left out. */
  readonly basedOn?: readonly string[] | undefined;
  /** The regulation addresses that tenants see and may give. None if left out. */
  readonly regulationAddress?: readonly string[] | undefined;
  /**
   * Whether the page that bought gets the SIP passwords, this once. `withheld` if left out: it gets the text `withheld` in
   * their place, and {@link Policy.onPurchase} is where they go.
   */
  readonly passwords?: "once" | "withheld" | undefined;
  /**
   * Is told what a purchase or an order bought, before the page is, of an order at least once: it may hold the only copy of
   * SIP passwords. Required where
   * `assign_numbers` is permitted and passwords are withheld.
   */
  readonly onPurchase?: ((purchased: PurchasedBy) => unknown) | undefined;
  /** Is told of each refusal of the relay's own: for the log of the portal. No secret is in it. */
  readonly onRefusal?: ((refusal: Refused) => unknown) | undefined;
}

/** What says whether a setting may have a value, which is a text as aql writes it: `1` for `true`. Only `true` is a yes. */
export type ChangeUserRules = {
  readonly [Name in keyof Settings]?:
    ((value: string, change: SettingChange) => boolean | Promise<boolean>) | undefined;
};

/** Who wants to change which user. */
export interface SettingChange {
  /** Who asks. */
  readonly tenant: string;
  /** The VoIP user, one of the tenant's. */
  readonly user: string;
}

/** What a tenant bought. */
export type PurchasedBy =
  | { readonly tenant: string; readonly call: "assign_numbers"; readonly answer: aql.Assigned }
  | { readonly tenant: string; readonly call: "tel_purchase"; readonly answer: aculab.Purchased }
  | { readonly tenant: string; readonly call: "orders"; readonly id: string; readonly answer: Report };

/** A refusal as the portal's log has it. */
export interface Refused {
  /** A text that never changes. */
  readonly code: RefusalCode;
  /** A sentence that says it. */
  readonly message: string;
  /** Who asked; `null` if nobody knew yet. */
  readonly tenant: string | null;
  /** What was asked for; `null` if nobody knew yet. */
  readonly call: CallName | "orders" | null;
}

/**
 * The policy, if it leaves nothing open that must be said.
 *
 * @throws TelwireError `invalid_input`
 */
export function checked<Env>(policy: Policy<Env>): Policy<Env> {
  // Callers without types may have left anything out.
  const given = policy as Partial<Policy<Env>>;
  const { check, ownership, passwords = "withheld", onPurchase } = given;
  if (check !== "anyone" && typeof check !== "function") {
    throw invalid("check", "must say who sends a request, or be `anyone`");
  }
  for (const name of ["origins", "hosts", "calls"] as const) {
    if (!Array.isArray(given[name])) {
      throw invalid(name, "must be a list: what is not in it is refused");
    }
  }
  if (typeof ownership?.owns !== "function") {
    throw invalid(
      "ownership",
      "must have `owns`, `grant` and `revoke`: take `new MemoryStore()` or `new SqliteStore(…)`",
    );
  }
  if (passwords !== "once" && onPurchase === undefined && policy.calls.includes("assign_numbers")) {
    throw invalid("onPurchase", "is where SIP passwords go that are withheld from the page: else they would be lost");
  }
  return policy;
}

/**
 * Whether that is `true` and nothing like it: functions without types may return anything.
 *
 * @internal
 */
export function isYes(verdict: unknown): boolean {
  return verdict === true;
}

/**
 * The error for what the relay cannot be made of.
 *
 * @internal
 */
export function invalid(field: string, message: string): TelwireError {
  const details = { kind: "invalid_input", code: "missing", outcome: "not_sent", retryable: false, field } as const;
  return new TelwireError(`\`${field}\` ${message}`, details);
}

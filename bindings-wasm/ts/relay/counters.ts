/**
 * What tenants used of their limits.
 *
 * @packageDocumentation
 */

/** So much of what is limited. */
export interface Amount {
  /** How many numbers. */
  readonly numbers: number;
  /** What they cost a month, in millionths: a whole number. */
  readonly spend: number;
}

/** How much there may be of each; `null` is as much as anybody likes. */
export interface Ceiling {
  /** How many numbers. */
  readonly numbers: number | null;
  /** What they cost a month, in millionths. */
  readonly spend: number | null;
}

/** Counts what each tenant used on a day. `MemoryStore` and `SqliteStore` are ready ones. */
export interface Counters {
  /**
   * Adds `amount` to what the tenant used on that day, unless it would be more than `ceiling` then. It is one step: of two
   * that come at once, also from two processes, the second sees the first.
   *
   * @param day - in UTC, such as `2026-11-22`
   * @returns what would have been too much, and nothing is added; `null` if it is added
   */
  take(
    tenant: string,
    day: string,
    amount: Amount,
    ceiling: Ceiling,
  ): keyof Amount | null | Promise<keyof Amount | null>;
  /** Takes `amount` off what the tenant used on that day. */
  giveBack(tenant: string, day: string, amount: Amount): void | Promise<void>;
  /** What the tenant used on that day, which is the latest that was counted. */
  used(tenant: string, day: string): Amount | Promise<Amount>;
}

/**
 * What of `ceiling` would be passed if `amount` came to `used`: for stores that count.
 *
 * @internal
 */
export function passed(used: Amount, amount: Amount, ceiling: Ceiling): keyof Amount | null {
  const isPassed = (of: keyof Amount): boolean => {
    const most = ceiling[of];
    return most !== null && used[of] + amount[of] > most;
  };
  return (["numbers", "spend"] as const).find(isPassed) ?? null;
}

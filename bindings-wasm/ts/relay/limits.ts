/**
 * How much a tenant may buy on a day.
 *
 * @packageDocumentation
 */

import type { Asked } from "./asked.js";
import type { Amount, Ceiling, Counters } from "./counters.js";
import { invalid } from "./policy.js";
import { Refusal } from "./refusal.js";
import type { Sent } from "./send.js";

/** How much each tenant may buy on a day in UTC. */
export interface Limits {
  /** Where it is counted. */
  readonly counters: Counters;
  /** How many numbers; as many as anybody likes if left out. */
  readonly numbersPerDay?: number | undefined;
  /**
   * What they may cost a month, as a decimal such as `25.00`; {@link Limits.monthlyPrice} must say what a number costs. As
   * much as anybody likes if left out.
   */
  readonly spendPerDay?: string | undefined;
  /**
   * What one number of a purchase costs a month, as a decimal: the carriers do not tell before. `null` is unknown, and
   * refused where there is a limit.
   */
  readonly monthlyPrice?: ((purchase: Purchase) => string | null | Promise<string | null>) | undefined;
}

/** What a tenant wants to buy. */
export interface Purchase {
  /** Who wants to buy. */
  readonly tenant: string;
  /** Where. */
  readonly carrier: "aculab" | "aql";
  /** How many numbers. */
  readonly numbers: number;
  /** The options of the call or of the order. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** The purchase that a call is, if it is one. */
export function purchaseOf(asked: Asked): Purchase | null {
  switch (asked.name) {
    case "assign_numbers": {
      const { tenant, options } = asked;
      return { tenant, carrier: "aql", numbers: (options["items"] as readonly unknown[]).length, options };
    }
    case "tel_purchase": {
      const { tenant, options } = asked;
      return { tenant, carrier: "aculab", numbers: (options["quantity"] as number | undefined) ?? 1, options };
    }
    default:
      return null;
  }
}

/**
 * Whether the purchase certainly bought nothing. Not all that the carriers document is certain: at aql some errors are said
 * to have assigned nothing, and of several numbers Aculab may have sold some.
 */
export function boughtNothing({ carrier, numbers }: Purchase, sent: Sent): boolean {
  if (!sent.hasLeft) {
    return true;
  }
  if (sent.outcome === null || "answer" in sent.outcome) {
    return false;
  }
  const { outcome, code } = sent.outcome.error;
  const isTrusted = carrier === "aql" ? !["gen_error", "temp_error"].includes(code) : numbers === 1;
  return outcome === "not_changed" && isTrusted;
}

/** Counts purchases, and refuses what would be too much. */
export class Quota {
  readonly #limits: Limits;
  readonly #ceiling: Ceiling;

  /**
   * The quota of these limits.
   *
   * @throws TelwireError `invalid_input`
   */
  constructor(limits: Limits) {
    const { numbersPerDay = null, spendPerDay, monthlyPrice } = limits;
    if (numbersPerDay !== null && !(Number.isSafeInteger(numbersPerDay) && numbersPerDay >= 0)) {
      throw invalid("numbersPerDay", "must be a whole number from 0 on");
    }
    if (spendPerDay !== undefined && monthlyPrice === undefined) {
      throw invalid("monthlyPrice", "must say what a number costs where there is a limit to it");
    }
    const spend = spendPerDay === undefined ? null : millionths(spendPerDay);
    if (Number.isNaN(spend)) {
      throw invalid("spendPerDay", "must be a decimal such as `25.00`");
    }
    this.#limits = limits;
    this.#ceiling = { numbers: numbersPerDay, spend };
  }

  /**
   * Counts a purchase before it is sent.
   *
   * @param now - in milliseconds since 1970
   * @throws Refusal if it is too much, or nobody knows what it costs
   */
  async count(purchase: Purchase, now: number): Promise<void> {
    const amount = { numbers: purchase.numbers, spend: await this.#spend(purchase) };
    const tooMuch = await this.#limits.counters.take(purchase.tenant, dayOf(now), amount, this.#ceiling);
    if (tooMuch !== null) {
      throw tooMuchOf(tooMuch);
    }
  }

  /** Takes back what was counted then: so much was certainly not bought. */
  async giveBack(purchase: Purchase, then: number): Promise<void> {
    const amount = { numbers: purchase.numbers, spend: await this.#spend(purchase) };
    await this.#limits.counters.giveBack(purchase.tenant, dayOf(then), amount);
  }

  async #spend(purchase: Purchase): Promise<number> {
    if (this.#ceiling.spend === null) {
      return 0;
    }
    const price = await this.#limits.monthlyPrice?.(purchase);
    const spend = millionths(price ?? "") * purchase.numbers;
    if (!Number.isSafeInteger(spend)) {
      throw new Refusal("price_unknown", "nobody knows what the numbers cost, and there is a limit to it");
    }
    return spend;
  }
}

/** In UTC, such as `2026-11-22`. */
function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, "2026-11-22".length);
}

function tooMuchOf(what: keyof Amount): Refusal {
  return what === "numbers"
    ? new Refusal("numbers_limit", "the tenant would buy more numbers today than the limit")
    : new Refusal("spend_limit", "the tenant's numbers of today would cost more a month than the limit");
}

/** The decimal in millionths, which are whole; `NaN` if it is none, or has more places. */
function millionths(decimal: string): number {
  const [, whole, fraction = ""] = /^(\d{1,9})(?:\.(\d{1,6}))?$/.exec(decimal) ?? [];
  return whole === undefined ? NaN : Number(whole + fraction.padEnd(6, "0"));
}

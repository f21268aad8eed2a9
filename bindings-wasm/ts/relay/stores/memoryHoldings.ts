/**
 * What tenants own and used, in the memory of one process.
 *
 * @packageDocumentation
 */

import { type Amount, type Ceiling, type Counters, passed } from "../counters.js";
import { keyOf, type Owned, type Ownership } from "../ownership.js";

const NOTHING: Amount = { numbers: 0, spend: 0 };

/**
 * Ownership and counters of one process, gone when it ends.
 *
 * @internal
 */
export class MemoryHoldings implements Counters, Ownership {
  readonly #owners = new Map<string, string>();
  readonly #used = new Map<string, Amount>();
  #day = "";

  owns(tenant: string, thing: Owned): boolean {
    return this.#owners.get(keyOf(thing)) === tenant;
  }

  grant(tenant: string, thing: Owned): void {
    this.#owners.set(keyOf(thing), tenant);
  }

  revoke(tenant: string, thing: Owned): void {
    if (this.owns(tenant, thing)) {
      this.#owners.delete(keyOf(thing));
    }
  }

  take(tenant: string, day: string, amount: Amount, ceiling: Ceiling): keyof Amount | null {
    this.#begin(day);
    const used = this.#used.get(tenant) ?? NOTHING;
    const tooMuch = passed(used, amount, ceiling);
    if (tooMuch === null) {
      this.#used.set(tenant, { numbers: used.numbers + amount.numbers, spend: used.spend + amount.spend });
    }
    return tooMuch;
  }

  giveBack(tenant: string, day: string, amount: Amount): void {
    const used = this.#used.get(tenant);
    if (day === this.#day && used !== undefined) {
      this.#used.set(tenant, { numbers: used.numbers - amount.numbers, spend: used.spend - amount.spend });
    }
  }

  used(tenant: string, day: string): Amount {
    return (day === this.#day ? this.#used.get(tenant) : undefined) ?? NOTHING;
  }

  /** Forgets the days before. */
  #begin(day: string): void {
    if (day > this.#day) {
      this.#day = day;
      this.#used.clear();
    }
  }
}

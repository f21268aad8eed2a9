/**
 * Orders that were sent together, from the button to the last SIP password.
 *
 * @packageDocumentation
 */

import { computed, signal } from "@preact/signals";

import type { Basket, Purchase } from "./basket.js";
import { type Failure, failureOf } from "./failure.js";
import { kept } from "./kept.js";
import type { Order } from "./order.js";
import type { Orders } from "./orders.js";

/** One of the orders, before and after the relay has it. */
export class Placing {
  /** What is ordered. */
  readonly purchase: Purchase;
  /** The order; `null` until the relay has it. */
  readonly order = signal<Order | null>(null);
  /** Why the relay does not take it; `null` if it does, or has not said. */
  readonly failure = signal<Failure | null>(null);

  readonly #orders: Orders;

  /** An order to be. Nothing is sent yet. */
  constructor(purchase: Purchase, orders: Orders) {
    this.purchase = purchase;
    this.#orders = orders;
  }

  /** Whether every number of it is bought: there is nothing more to be said of it than that. */
  readonly isBought = computed(
    () =>
      this.failure.value === null &&
      this.order.value?.failure.value === null &&
      this.order.value.slots.value.every((item) => item?.status === "bought"),
  );

  /** Sends it; again with the same key, where that is in doubt. Never throws: see `failure`. */
  async send(): Promise<void> {
    const { carrier, options, key } = this.purchase;
    this.failure.value = null;
    try {
      this.order.value = await this.#orders.place(carrier, options, key);
    } catch (error) {
      this.failure.value = failureOf(error);
    }
  }
}

/** What was ordered last in this tab. It outlives a reload: its keys are kept before anything is sent. */
export class Checkout {
  /** The orders; empty where there is nothing to be seen any more. */
  readonly placings = signal<readonly Placing[]>([]);
  /** Whether the relay has not said of all of them how they ended. */
  readonly isRunning = computed(() => this.placings.value.some(isAtWork));
  /** Those that the relay has. */
  readonly orders = computed(() =>
    this.placings.value.map(({ order }) => order.value).filter((order) => order !== null),
  );
  /** Whether SIP passwords wait to be saved. */
  readonly hasUnsaved = computed(() => this.orders.value.some(({ hasUnsaved }) => hasUnsaved.value));

  readonly #orders: Orders;
  readonly #kept;
  #isResumed = false;

  /** The last orders of that user in this tab. */
  constructor(user: string, orders: Orders) {
    this.#orders = orders;
    this.#kept = kept<readonly Purchase[]>(`checkout:${user}`);
  }

  /** Orders what is in the basket, and empties it: a second click finds nothing to order. */
  begin(basket: Basket): void {
    const purchases = basket.purchases();
    if (purchases.length > 0) {
      this.#isResumed = true;
      this.#kept.save(purchases);
      basket.clear();
      this.#send(purchases);
    }
  }

  /** Goes on after a reload: sends what was sent, by the same keys. */
  resume(): void {
    if (!this.#isResumed) {
      this.#isResumed = true;
      this.#send(this.#kept.load() ?? []);
    }
  }

  /** Everything is where it belongs. */
  finish(): void {
    this.#kept.forget();
    this.placings.value = [];
  }

  #send(purchases: readonly Purchase[]): void {
    this.placings.value = purchases.map((purchase) => new Placing(purchase, this.#orders));
    for (const placing of this.placings.peek()) {
      void placing.send();
    }
  }
}

function isAtWork({ order, failure }: Placing): boolean {
  return order.value === null ? failure.value === null : order.value.state.value === "running";
}

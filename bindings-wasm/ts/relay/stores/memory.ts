/**
 * The store that is none.
 *
 * @packageDocumentation
 */

import { type Journal, MemoryJournal } from "../../slim.js";
import type { NewOrder, OrderStore, StoredEvent, StoredOrder } from "../orders/store.js";
import { MemoryHoldings } from "./memoryHoldings.js";

interface Kept {
  order: StoredOrder;
  driver: string | null;
  readonly journal: Journal;
  readonly events: StoredEvent[];
}

/**
 * Keeps everything in the memory of one process, and is gone when that ends: for tests, and for whoever can afford to lose
 * what was bought.
 */
export class MemoryStore extends MemoryHoldings implements OrderStore {
  readonly #kept = new Map<string, Kept>();

  create(order: NewOrder): StoredOrder {
    const before = this.find(order.tenant, order.key);
    if (before !== null) {
      return before;
    }
    const stored: StoredOrder = { ...order, state: "running", leasedUntil: 0 };
    this.#kept.set(order.id, { order: stored, driver: null, journal: new MemoryJournal(), events: [] });
    return stored;
  }

  get(tenant: string, id: string): StoredOrder | null {
    const order = this.#kept.get(id)?.order;
    return order?.tenant === tenant ? order : null;
  }

  find(tenant: string, key: string): StoredOrder | null {
    return this.#orders().find((order) => order.tenant === tenant && order.key === key) ?? null;
  }

  list(tenant: string): readonly StoredOrder[] {
    return this.#orders()
      .filter((order) => order.tenant === tenant)
      .reverse();
  }

  running(): readonly StoredOrder[] {
    return this.#orders().filter(({ state }) => state === "running");
  }

  journal(id: string): Journal {
    return this.#of(id).journal;
  }

  claim(id: string, driver: string, until: number): boolean {
    const kept = this.#of(id);
    const isFree = kept.driver === driver || kept.order.leasedUntil <= Date.now();
    if (isFree) {
      kept.driver = driver;
      kept.order = { ...kept.order, leasedUntil: until };
    }
    return isFree;
  }

  release(id: string, driver: string): void {
    const kept = this.#of(id);
    if (kept.driver === driver) {
      kept.driver = null;
      kept.order = { ...kept.order, leasedUntil: 0 };
    }
  }

  record(id: string, event: string): number {
    const { events } = this.#of(id);
    return events.push({ id: events.length + 1, event });
  }

  events(id: string, after: number): readonly StoredEvent[] {
    return this.#of(id).events.slice(after);
  }

  end(id: string, state: Exclude<StoredOrder["state"], "running">, event: string): boolean {
    const kept = this.#of(id);
    const isFirst = kept.order.state === "running";
    if (isFirst) {
      kept.order = { ...kept.order, state };
      this.record(id, event);
    }
    return isFirst;
  }

  #orders(): StoredOrder[] {
    return [...this.#kept.values()].map(({ order }) => order);
  }

  #of(id: string): Kept {
    const kept = this.#kept.get(id);
    if (kept === undefined) {
      throw new RangeError(`there is no order \`${id}\``);
    }
    return kept;
  }
}

/**
 * Where orders are kept.
 *
 * @packageDocumentation
 */

import type { Carrier, OrderState } from "../../orderWire.js";
import type { Journal } from "../../slim.js";

/** An order as it came. */
export interface NewOrder {
  /** What it is called: nobody can guess it. */
  readonly id: string;
  /** Whose it is. */
  readonly tenant: string;
  /** What the page calls it: a tenant has one order of each key. */
  readonly key: string;
  /** Where it buys. */
  readonly carrier: Carrier;
  /** What it buys, as JSON. */
  readonly options: string;
  /** When it came, in milliseconds since 1970. */
  readonly created: number;
}

/** An order, and who is at it. */
export interface StoredOrder extends NewOrder {
  /** Whether it is at work, or how it ended. */
  readonly state: OrderState;
  /** Until when its driver has it, in milliseconds since 1970; `0` if none has. */
  readonly leasedUntil: number;
}

/** What happened to an order. */
export interface StoredEvent {
  /** Its number: later events of the order have higher ones. */
  readonly id: number;
  /** What happened, as JSON. */
  readonly event: string;
}

/** What comes at once, or later. */
export type Awaitable<Value> = Promise<Value> | Value;

/**
 * Keeps orders, their journals, and what happened to them. `MemoryStore` and `SqliteStore` are ready ones; of your own each
 * method is one step, also where several processes share the store, and what it wrote is durable when it returns.
 *
 * A journal holds SIP passwords until the order is sealed: keep it as safe as them.
 */
export interface OrderStore {
  /** Keeps the order, unless the tenant has one of that key. Gives the one that is kept. */
  create(order: NewOrder): Awaitable<StoredOrder>;
  /** The order of that id, if it is that tenant's. */
  get(tenant: string, id: string): Awaitable<StoredOrder | null>;
  /** The order of that key, if that tenant has one. */
  find(tenant: string, key: string): Awaitable<StoredOrder | null>;
  /** The orders of that tenant, the latest first. */
  list(tenant: string): Awaitable<readonly StoredOrder[]>;
  /** The orders that have no end yet. */
  running(): Awaitable<readonly StoredOrder[]>;
  /** Where the order writes what it is about to do. */
  journal(id: string): Journal;
  /**
   * Lets that driver have the order until then, in milliseconds since 1970, and says `true`: if it has it already, or no
   * other has it now.
   */
  claim(id: string, driver: string, until: number): Awaitable<boolean>;
  /** Lets others have the order that this driver has. */
  release(id: string, driver: string): Awaitable<void>;
  /** Adds what happened to the order, and gives it its number. */
  record(id: string, event: string): Awaitable<number>;
  /** What happened to the order after the event of that number, from 0, in its order. */
  events(id: string, after: number): Awaitable<readonly StoredEvent[]>;
  /** Says how the order ended, and adds that event; `false`, and nothing is added, if it had ended before. */
  end(id: string, state: Exclude<OrderState, "running">, event: string): Awaitable<boolean>;
}

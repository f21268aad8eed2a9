/**
 * Who is at which order.
 *
 * @packageDocumentation
 */

import type { Journaled } from "../../client.js";
import type { OrderEvent } from "../../orderWire.js";
import { Aborted, type aculab, type aql, type Journal, TelwireError } from "../../slim.js";
import type { Owned } from "../ownership.js";
import { isToStop, logOf } from "./log.js";
import { type Item, type Report, shownItem, shownReport, stateOf } from "./shown.js";
import type { Awaitable, NewOrder, OrderStore, StoredOrder } from "./store.js";

/** The clients that sign and send: one for each carrier where the tenant may order. */
export interface Clients {
  readonly aql?: aql.Client | undefined;
  readonly aculab?: aculab.Client | undefined;
}

/** What an order needs of the portal, whichever request it is driven by. */
export interface Backing {
  /** What signs and sends for the tenant. */
  readonly clients: Clients;
  /** Is told what the tenant bought, at least once. */
  readonly grant: (tenant: string, thing: Owned) => Awaitable<unknown>;
  /** Whether the tenant has it. */
  readonly owns: (tenant: string, thing: Owned) => Awaitable<boolean>;
  /** Is told of the whole report, SIP passwords included, at least once, before the page hears of the end. */
  readonly onReport: (order: StoredOrder, report: Report) => unknown;
  /** Is told of the end, at most once, and how many numbers certainly were not bought. */
  readonly onEnd: (order: NewOrder, notBought: number) => unknown;
}

/** How often a driver says within its lease that it is alive, and looks whether it is to stop. */
const BEATS = 10;

/** Why a driver stops. */
type Reason = "asked" | "lost";

/**
 * The drivers of this process: one for each order that it has.
 *
 * An order is a driver's by a lease in the store. Whoever dies says no more that it is alive, and another goes on from the
 * journal then. Should two be at it, as one was asleep for longer than its lease, the journal lets one of them save: so
 * nothing is bought twice even then.
 */
export class Drivers {
  /** Has an event by the name of the order each time that something happens to it here. */
  readonly news = new EventTarget();

  readonly #store: OrderStore;
  readonly #lease: number;
  readonly #name = crypto.randomUUID();
  readonly #driving = new Map<string, AbortController>();

  /** @param lease - for how many milliseconds a driver has an order without saying that it is alive */
  constructor(store: OrderStore, lease: number) {
    this.#store = store;
    this.#lease = lease;
  }

  /** Drives the order from here, unless it is over, or somebody has it. Returns when that is known, not at its end. */
  async drive(order: StoredOrder, backing: Backing): Promise<void> {
    if (order.state !== "running" || this.#driving.has(order.id) || order.leasedUntil > Date.now()) {
      return;
    }
    const stopping = new AbortController();
    this.#driving.set(order.id, stopping);
    if (await this.#claim(order)) {
      void this.#run(order, backing, stopping);
    } else {
      this.#driving.delete(order.id);
    }
  }

  /** Stops the order if it is driven from here; elsewhere its driver looks by itself. */
  stop(id: string): void {
    this.#driving.get(id)?.abort("asked" satisfies Reason);
  }

  /**
   * Up to the end. What goes wrong here, such as a store that does not answer, ends no order: it stays leased, and somebody
   * goes on when that has passed.
   */
  async #run(order: StoredOrder, backing: Backing, stopping: AbortController): Promise<void> {
    const heart = setInterval(() => void this.#beat(order, stopping), this.#lease / BEATS);
    try {
      await this.#beat(order, stopping);
      await this.#end(order, backing, await this.#report(order, backing, stopping.signal));
    } catch (error) {
      if (!isOvertaken(error, stopping.signal)) {
        console.error(`telwire: the driver of the order \`${order.id}\` failed`, error);
      }
    } finally {
      clearInterval(heart);
      this.#driving.delete(order.id);
    }
  }

  /** Says that the driver is alive, and looks whether it is to stop. */
  async #beat(order: StoredOrder, stopping: AbortController): Promise<void> {
    try {
      if (!(await this.#claim(order))) {
        stopping.abort("lost" satisfies Reason);
      } else if (isToStop(await logOf(this.#store, order.id))) {
        stopping.abort("asked" satisfies Reason);
      }
    } catch (error) {
      // The next beat may find the store in better health; without one the lease passes.
      console.error(`telwire: the lease of the order \`${order.id}\` could not be renewed`, error);
    }
  }

  async #claim({ id }: StoredOrder): Promise<boolean> {
    return this.#store.claim(id, this.#name, Date.now() + this.#lease);
  }

  async #report(order: StoredOrder, backing: Backing, signal: AbortSignal): Promise<Report> {
    const watching = {
      journal: this.#store.journal(order.id),
      signal,
      onItem: (index: number, item: Item) => this.#onItem(order, backing, index, item),
      onProgress: (progress: OrderEvent) => this.#record(order, progress),
    };
    try {
      return await run(order, backing.clients, watching);
    } catch (error) {
      if (error instanceof Aborted && signal.reason === "asked") {
        return error.report as Report;
      }
      throw error;
    }
  }

  async #onItem(order: StoredOrder, { grant }: Backing, index: number, item: Item): Promise<void> {
    for (const thing of boughtBy(order, item)) {
      await grant(order.tenant, thing);
    }
    await this.#record(order, { type: "item", index, item: shownItem(item) });
  }

  async #end(order: StoredOrder, { owns, onReport, onEnd }: Backing, report: Report): Promise<void> {
    const { stopped } = report;
    if (TelwireError.is(stopped) && stopped.kind === "misuse") {
      // The journal is another driver's, or could not be written: the order is not over.
      throw stopped;
    }
    const state = stateOf(report);
    await onReport(order, report);
    const shown = await shownReport(order.carrier, report, (thing) => owns(order.tenant, thing));
    const end: OrderEvent = { type: "end", state, report: shown };
    if (await this.#store.end(order.id, state, JSON.stringify(end))) {
      this.news.dispatchEvent(new Event(order.id));
      await onEnd(order, report.items.filter(({ status }) => status === "not_bought").length);
    }
    await this.#store.release(order.id, this.#name);
  }

  async #record({ id }: StoredOrder, event: OrderEvent): Promise<void> {
    await this.#store.record(id, JSON.stringify(event));
    this.news.dispatchEvent(new Event(id));
  }
}

/** Whether it is no failure: another driver is at it, as the lease or the journal says. */
function isOvertaken(error: unknown, { reason }: AbortSignal): boolean {
  return reason === "lost" || (TelwireError.is(error) && error.code === "journal_in_use");
}

/** Whom the order at either carrier tells, and where it writes. */
type Watching = Omit<Journaled<never>, "onItem"> & {
  readonly journal: Journal;
  readonly onItem: (index: number, item: Item) => unknown;
};

async function run({ carrier, options }: StoredOrder, clients: Clients, watching: Watching): Promise<Report> {
  const client = clients[carrier];
  if (client === undefined) {
    throw new TypeError(`there is no account at \`${carrier}\` any more`);
  }
  return client.order(JSON.parse(options) as never, watching);
}

/** What is on the account without an answer that says so may be another tenant's: the portal decides about that. */
function boughtBy({ carrier }: StoredOrder, item: Item): readonly Owned[] {
  if (item.status !== "bought" || item.number === null) {
    return [];
  }
  if (carrier === "aculab") {
    return [{ carrier, number: item.number as string }];
  }
  const { number, voipnumber } = item as Extract<Item, { voipnumber: unknown }>;
  const things: Owned[] = [];
  if (number !== null) {
    things.push({ carrier: "aql", number: number.number });
  }
  if (voipnumber !== null) {
    things.push({ carrier: "aql", user: voipnumber });
  }
  return things;
}

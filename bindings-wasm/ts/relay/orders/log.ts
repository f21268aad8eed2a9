/**
 * What happened to an order, read from its events.
 *
 * @packageDocumentation
 */

import type { OrderEvent, OrderView } from "../../orderWire.js";
import type { OrderStore, StoredEvent, StoredOrder } from "./store.js";

type End = Extract<OrderEvent, { type: "end" }>;

/** What that event says. */
export function read({ event }: StoredEvent): OrderEvent {
  return JSON.parse(event) as OrderEvent;
}

/** Everything that happened to the order. */
export async function logOf(store: OrderStore, id: string): Promise<readonly OrderEvent[]> {
  return (await store.events(id, 0)).map(read);
}

/** How it ended; `null` if it has not. */
export function endOf(log: readonly OrderEvent[]): End | null {
  return log.find((event): event is End => event.type === "end") ?? null;
}

/** Whether the page asked for an early end. */
export function isToStop(log: readonly OrderEvent[]): boolean {
  return log.some(({ type }) => type === "stop");
}

/** Whether its passwords are shown no more. */
export function isSealed(log: readonly OrderEvent[]): boolean {
  return log.some(({ type }) => type === "sealed");
}

/** Where the order is. */
export function viewOf({ id, carrier }: StoredOrder, log: readonly OrderEvent[]): OrderView {
  const end = endOf(log);
  const progress = log.filter((event) => event.type === "progress").pop() ?? null;
  return {
    id,
    carrier,
    state: end?.state ?? "running",
    items: end?.report.items ?? itemsOf(log),
    progress,
    report: end?.report ?? null,
  };
}

/** The last of each position counts. */
function itemsOf(log: readonly OrderEvent[]): readonly object[] {
  const items: Record<number, object> = {};
  for (const event of log) {
    if (event.type === "item") {
      items[event.index] = event.item;
    }
  }
  return Object.values(items);
}

/**
 * Orders that run in the relay.
 *
 * ```
 * orders.ts       what pages ask for: place, show, events, stop, passwords, seal
 * route.ts        by which paths; wanted.ts: what a page may order
 * drivers.ts      who is at which order: lease, takeover, the end
 * store.ts        where orders are kept
 * log.ts          what happened to an order; eventStream.ts: as server-sent events
 * shown.ts        what of it a page sees; passwords.ts: the SIP passwords
 * ```
 *
 * @packageDocumentation
 */

export type { Backing, Clients } from "./orders/drivers.js";
export { Orders, type OrdersContext, type OrdersOptions } from "./orders/orders.js";
export { isReading, type Route, routeOf } from "./orders/route.js";
export type { Report } from "./orders/shown.js";
export type { Awaitable, NewOrder, OrderStore, StoredEvent, StoredOrder } from "./orders/store.js";

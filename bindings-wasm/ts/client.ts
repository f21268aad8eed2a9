/**
 * Clients: what sends the requests, keeps the journal and waits, around workflows that only say what they want.
 *
 * ```
 * aql.ts, aculab.ts     what a client of the carrier can do, each call and workflow once
 * order.ts inventory.ts what both carriers have
 * driver.ts             what their clients have in common
 * plan.ts               a workflow to be driven: where it begins, its journal, whom to tell
 * run.ts                the run of a workflow
 * flights.ts            requests on their way
 * route.ts              straight to the carrier, or to a relay: relay.ts, and relay/ for the orders that run there
 * transport.ts          from a request to its answer; rejection.ts: what it means that there is none
 * hooks.ts clock.ts     what callers hand in
 * ```
 *
 * @packageDocumentation
 */

export type { Clock } from "./client/clock.js";
export type { ClientOptions } from "./client/driver.js";
export type { Answered, HookOptions } from "./client/hooks.js";
export type { Inventory } from "./client/inventory.js";
export type { Resolved } from "./client/order.js";
export type { Journaled, Stoppable, Watching } from "./client/plan.js";
export type { PageOptions } from "./client/relay.js";
export type { Keyed } from "./client/relay/orders.js";
export { send, type SendOptions } from "./client/send.js";
export type { Fetch } from "./client/transport.js";
export type { ListedOrder, OrderState } from "./orderWire.js";

/**
 * What a relay and a page say to each other about orders, beside what the carriers' calls look like.
 *
 * ```
 * POST orders                   the order, with an Idempotency-Key   → its id
 * GET  orders                                                        → those of the tenant, the latest first
 * GET  orders/ID                                                     → where it is
 * GET  orders/ID/events         server-sent events, from Last-Event-ID on
 * POST orders/ID/stop           at the next safe point
 * POST orders/ID/passwords      of an order that is over             → its SIP passwords, until they are sealed
 * POST orders/ID/seal           they are where they belong
 * ```
 *
 * @packageDocumentation
 */

import type { Kind, Outcome } from "./errors.js";
import type { Progress } from "./workflow.js";

/** A carrier, by its name in this package. */
export type Carrier = "aculab" | "aql";

/** How an order is: at work, or over. `unknown`: something of it could not be found out, and its report says what. */
export type OrderState = "done" | "running" | "stopped" | "unknown";

/** What a page orders. */
export interface Wanted {
  readonly carrier: Carrier;
  /** Those of {@link workflow.AqlOrder} or {@link workflow.AculabOrder}. */
  readonly options: object;
}

/** What happened to an order, as a page sees it. */
export type OrderEvent =
  | { readonly type: "end"; readonly state: OrderState; readonly report: WireReport }
  | { readonly type: "item"; readonly index: number; readonly item: object }
  | Progress
  /** The SIP passwords were shown, and are not any more. */
  | { readonly type: "sealed" }
  /** The page asked for an early end. */
  | { readonly type: "stop" };

/** A report as JSON has it: without SIP passwords, and without what is not known to be the tenant's. */
export interface WireReport {
  readonly items: readonly object[];
  readonly stopped: "by_caller" | WireError | null;
  readonly [name: string]: unknown;
}

/** An error as JSON has it: without what the carrier sent. */
export interface WireError {
  readonly kind: Kind;
  readonly code: string;
  readonly outcome: Outcome;
  readonly retryable: boolean;
  readonly message: string;
  readonly [name: string]: unknown;
}

/** An order of a list. */
export interface ListedOrder {
  /** What the relay calls it: for `attach`. */
  readonly id: string;
  /** What the page called it. */
  readonly key: string;
  /** Where it buys. */
  readonly carrier: Carrier;
  /** Whether it is at work, or how it ended. */
  readonly state: OrderState;
  /** When it came, in milliseconds since 1970. */
  readonly created: number;
  /** What it buys: those of {@link workflow.AqlOrder} or {@link workflow.AculabOrder}. */
  readonly options: object;
}

/** Where an order is. */
export interface OrderView {
  readonly id: string;
  readonly carrier: Carrier;
  readonly state: OrderState;
  /** What is known of each slot, in their order; those of which nothing is known yet are left out. */
  readonly items: readonly object[];
  /** How far it is; `null` if it has not begun. */
  readonly progress: Progress | null;
  /** What comes at the end. */
  readonly report: WireReport | null;
}

/** SIP passwords by their VoIP users; `null` if there are none to be shown, or none any more. */
export interface PasswordsView {
  readonly passwords: Readonly<Record<string, string>> | null;
}

/** The header of everything that a page sends to a relay: browsers let no other site's page send it. */
export const RELAY_HEADER = "telwire-relay";

/** The header that repeats the token of the session, for what does more than read. */
export const TOKEN_HEADER = "telwire-token";

/** The header that tells a refusal of a relay's from an answer of a carrier's. It holds the code. */
export const REFUSAL_HEADER = "telwire-refusal";

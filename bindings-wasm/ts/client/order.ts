/**
 * What the orders of all carriers have in common.
 *
 * @packageDocumentation
 */

import type { Request } from "../http.js";
import type { Order, Resolution } from "../workflow.js";
import { type Journaled, journaled, loading, type Plan } from "./plan.js";

/** What became of a purchase that an order could not find out. */
export interface Resolved<Piece> extends Journaled<Piece> {
  /** The purchase, by its position in `attempts` of the report. */
  readonly attempt: number;
  /** What became of it: after `not_bought` it is bought again. */
  readonly resolution: Resolution;
}

/**
 * Goes on with the order in the journal, once it knows.
 *
 * @internal
 */
export function resolving<Piece, Report>(
  resolved: Resolved<Piece>,
  load: (checkpoint: Uint8Array) => Order<Piece, Report>,
  now: () => number,
): Plan<Piece, Report> {
  const begin = loading((checkpoint) => {
    const order = load(checkpoint);
    order.resolve(now(), resolved.attempt, resolved.resolution);
    return order;
  });
  return { ...journaled(resolved), begin };
}

/**
 * The first requests of an order that is not begun.
 *
 * @internal
 */
export function dryRun(order: Order<unknown, unknown>): readonly Request[] {
  try {
    return order.dryRun();
  } finally {
    order.free();
  }
}

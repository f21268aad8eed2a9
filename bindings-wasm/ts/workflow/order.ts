/**
 * What the orders of both carriers have in common.
 *
 * @packageDocumentation
 */

import type { Request } from "../http.js";
import type { Machine } from "../wasm.js";
import { Workflow } from "./workflow.js";

/**
 * What became of a slot of an order:
 *
 * - `bought`: the carrier's answer says so
 * - `not_bought`: certainly not, and nothing for it is under way
 * - `on_account`: the account has it, and no answer said that we bought it
 * - `unknown`: a purchase for it was sent, and nothing tells what became of it
 */
export type Status = "bought" | "not_bought" | "on_account" | "unknown";

/**
 * Why a slot of an order got nothing:
 *
 * - `blocked`: an earlier purchase is open, nothing more is bought until it is resolved
 * - `contested`: the carrier refused again and again, and does not say which number is the matter
 * - `deadline`: the order's deadline passed first
 * - `no_match`: no number of the pool is left
 * - `no_pool`: the slot may have any number, and the order has no pool
 * - `price_limit`: the price of a number was above the limit, or unknown, and nothing more was bought
 * - `refused`: the carrier refused
 * - `shortage`: the carrier sold fewer than were asked for
 * - `stopped`: the order stopped first; resuming it goes on
 * - `taken`: the number is not to be had, and nothing may take its place
 */
export type Why =
  | "blocked"
  | "contested"
  | "deadline"
  | "no_match"
  | "no_pool"
  | "price_limit"
  | "refused"
  | "shortage"
  | "stopped"
  | "taken";

/**
 * What is known of a purchase that was sent:
 *
 * - `done`: a success came
 * - `never_left`: it certainly never left
 * - `open`: no answer, or one that does not say: it may have been done, or still be
 * - `refused`: a refusal came that is known to have changed nothing
 */
export type Fate = "done" | "never_left" | "open" | "refused";

/**
 * What the caller knows about a purchase that an order could not find out:
 *
 * - `bought`: it was done, and nothing more of it is to come
 * - `not_bought`: it was not done, and will not be: the order may buy again
 */
export type Resolution = "bought" | "not_bought";

/** A purchase as it was sent, and what is known of it. Times are in UTC, such as `2026-11-22T09:00:00.000Z`. */
export interface Sent {
  /** The request: the `id` of its `Send`. */
  readonly id: string;
  /** When it was handed to the host, or was about to be. */
  readonly at: string;
  /** When the answer, or the word that there is none, came. */
  readonly answered: string | null;
  /** What that means. */
  readonly fate: Fate;
  /**
   * The answer's code, such as `simul_error` or `no_answer`, with the status of HTTP where that is all that came; `ok` for
   * a success.
   */
  readonly answer: string | null;
}

/** What only orders can do. */
export class Order<Piece, Report> extends Workflow<Piece, Report> {
  /** What is known now. */
  report(): Report {
    return this.use((machine) => machine.report());
  }

  /**
   * Tells what became of the purchase `attempt` of the report, which the order could not find out, and lets it go on: for
   * so long as its deadline says, from now.
   *
   * @throws TelwireError `misuse`: `not_open` if there is no such purchase, or nothing about it is unknown;
   * `not_finished` while the order is at work, or if it stopped early: resume it first
   */
  resolve(now: number, attempt: number, resolution: Resolution): void {
    this.use((machine) => machine.resolve(now, attempt, resolution));
  }

  /** The first requests of the order, unsigned, without sending any. */
  dryRun(): readonly Request[] {
    return this.use((machine) => machine.dry_run());
  }
}

/**
 * An order of that class, around what was not begun by its options.
 *
 * @internal
 */
export function made<Class extends Order<unknown, unknown>>(
  { prototype }: { readonly prototype: Class },
  machine: Machine,
): Class {
  return Reflect.construct(Order, [machine], prototype.constructor as typeof Order) as Class;
}

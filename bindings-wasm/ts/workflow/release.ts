/**
 * Giving numbers back, and knowing of each whether it is gone.
 *
 * @packageDocumentation
 */

import type { TelDeleteNumbersOptions } from "../aculab/telDeleteNumbers.js";
import type { AculabSetup } from "./setup.js";
import { begun, type Stopped, Workflow } from "./workflow.js";

/** What a {@link Release} gives back. */
export interface ReleaseOptions extends TelDeleteNumbersOptions {
  /** At most so many numbers in one deletion; 50 if left out. */
  readonly batchSize?: number | null | undefined;
}

/**
 * What became of a number that was to be given back:
 *
 * - `gone`: it is gone by a deletion whose answer was lost
 * - `kept`: the carrier refused to delete it, or refused the whole call: nothing was done
 * - `not_ours`: it does not belong to the account, and no deletion without an answer explains that
 * - `not_tried`: no deletion of it ever left
 * - `released`: the carrier says that it is deleted
 * - `unknown`: it may be deleted or not: look at the listing later
 */
export type Released = "gone" | "kept" | "not_ours" | "not_tried" | "released" | "unknown";

/** What became of each number. */
export interface ReleaseReport {
  /** One for each number, in the caller's order. */
  readonly items: readonly ReleaseItem[];
  /** Why the release ended early; `null` if it did all that it could. What is in the journal can be resumed. */
  readonly stopped: Stopped;
  /** The same for people, in lines of at most 80 characters. */
  readonly text: string;
}

/** What became of a number, and the evidence. */
export interface ReleaseItem {
  /** The number. */
  readonly number: string;
  /** What became of it. */
  readonly status: Released;
  /** When deletions that named it left, or may have left: in UTC, such as `2026-11-22T09:00:00.000Z`. */
  readonly sent: readonly string[];
  /** The carrier's code for the last refusal, such as `0300`. */
  readonly carrierCode: string | null;
  /** The carrier's words for it. */
  readonly carrierMessage: string | null;
  /** Whether the last whole listing showed it; `null` if there was none. Only what is unclear is looked up. */
  readonly listed: boolean | null;
}

/**
 * Gives numbers back to Aculab Cloud, in batches, one after another, and says of each number what became of it.
 *
 * A deletion whose answer is lost is found out about: the release waits, looks at the whole listing, and deletes again
 * what is open, three times at most. An item is a {@link ReleaseItem}, its index the position of the number; the report is
 * a {@link ReleaseReport}. Services that `basedOn` made for the numbers are not documented to go with them.
 */
export class Release extends Workflow<ReleaseItem, ReleaseReport> {
  /** @internal */
  static override readonly name: string = "Release";

  /** @throws TelwireError `invalid_input` */
  constructor(options: ReleaseOptions, setup: AculabSetup) {
    super(begun("release", options, setup));
  }
}

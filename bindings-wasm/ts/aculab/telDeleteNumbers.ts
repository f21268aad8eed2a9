/**
 * `tel_delete_numbers`.
 *
 * @packageDocumentation
 */

import { Call } from "../call.js";
import type { AccountLike, Gateway } from "./account.js";

/** The options of {@link telDeleteNumbers}. */
export interface TelDeleteNumbersOptions {
  /** The numbers, each once: digits as {@link telListNumbers} gives them. */
  readonly numbers: readonly string[];
}

/** A number that was not deleted, and why. */
export interface NotDeleted {
  /** The number, as it came. */
  readonly number: string;
  /** Why, in the carrier's words. */
  readonly description: string;
  /** The carrier's code, such as `0300`: the number is not yours, or gone already. */
  readonly code: string;
}

/** What became of the numbers. */
export interface Deleted {
  /** `OK` (all), `PARTIAL` (at least one), `FAIL` (none), or whatever came. */
  readonly status: "FAIL" | "OK" | "PARTIAL" | (string & {});
  /** The numbers that were not deleted, in the order of the wire. */
  readonly notDeleted: readonly NotDeleted[];
}

/** Deletes numbers of the account. */
export type TelDeleteNumbers = Call<TelDeleteNumbersOptions, Deleted, AccountLike, Gateway>;

/**
 * Deletes numbers of the account (Managing Inbound Telephone Numbers, "Tel Delete Numbers"). **A number that was deleted
 * may not be had again.**
 *
 * That some or all were not deleted is a result, not an error.
 *
 * @throws TelwireError `invalid_input`
 */
export function telDeleteNumbers(options: TelDeleteNumbersOptions): TelDeleteNumbers {
  return new Call("tel_delete_numbers", options);
}

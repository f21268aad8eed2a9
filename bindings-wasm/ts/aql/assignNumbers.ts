/**
 * `assignnumberapi.php`.
 *
 * @packageDocumentation
 */

import { Call } from "../call.js";
import type { Answer } from "../answer.js";
import type { Body, SipPassword } from "../secret.js";
import type { AccountLike, Gateway } from "./account.js";
import type { AqlNumber, NumberLike } from "./number.js";

/** One number to buy, and who gets it. aql's lists are separated by `_`: a text with one is refused. */
export interface Item {
  /** The number. */
  readonly number: NumberLike;
  /** The first name. */
  readonly firstName?: string | null | undefined;
  /** The last name. */
  readonly lastName?: string | null | undefined;
  /** The e-mail address. */
  readonly email?: string | null | undefined;
}

/** What kind of VoIP users the numbers are given. */
export type Protocol = "iax" | "sip";

/** The options of {@link assignNumbers}. */
export interface AssignNumbersOptions {
  /** The numbers, each once. A number alone is given to nobody in particular. */
  readonly items: readonly (Item | NumberLike)[];
  /** `sip` if left out. */
  readonly protocol?: Protocol | null | undefined;
}

/** A number that was bought, its VoIP user and that user's password. */
export interface AssignedNumber {
  /** The number. */
  readonly number: AqlNumber;
  /** The VoIP user that it was given. */
  readonly voipnumber: string;
  /** The password of the VoIP user. No other answer holds it. */
  readonly password: SipPassword;
}

/** What is wrong with the answer to an assign. */
export interface AssignProblem {
  /** What exactly. */
  readonly code:
    "foreign_row" | "missing_row" | "out_of_order" | "repeated_row" | "unreadable_line" | "unterminated_line";
  /** A sentence that says it. */
  readonly message: string;
  /** Which of the rows, from 0. */
  readonly row: number | null;
  /** The number that has no row. */
  readonly number: AqlNumber | null;
  /** The line as it came; it may hold a password. */
  readonly line: Body | null;
}

/** What an assign bought. No `problems` means: checked, and exactly what was asked for. */
export interface Assigned extends Answer<AssignedNumber, AssignProblem> {
  /** A row for each number that was bought. */
  readonly rows: readonly AssignedNumber[];
  /** What does not fit the request. */
  readonly problems: readonly AssignProblem[];
}

/** A purchase at aql. */
export type AssignNumbers = Call<AssignNumbersOptions, Assigned, AccountLike, Gateway>;

/**
 * Buys numbers (number provisioning API, "Assigning numbers"). **Each time it is sent it may buy.**
 *
 * No other answer ever holds the passwords. {@link requireComplete} gives the rows where there are no problems.
 *
 * @throws TelwireError `invalid_input`
 */
export function assignNumbers(options: AssignNumbersOptions): AssignNumbers {
  return new Call("assign_numbers", options);
}

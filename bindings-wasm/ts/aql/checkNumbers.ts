/**
 * `checknumberapi.php`.
 *
 * @packageDocumentation
 */

import { Call } from "../call.js";
import { packedNumbers } from "../packed.js";
import type { AccountLike, Gateway } from "./account.js";
import type { AqlNumber } from "./number.js";

/** Which numbers a search shows by their use for SMS: all, those without, those with. */
export type SmsEnabled = "ignore" | "no" | "yes";

/** Which numbers a search is for: as one text, or as its three parts. */
export type PatternOptions =
  | {
      /** As a person dials it, `0113 312012*`, or `44-113-312012*`. */
      readonly pattern: string;
    }
  | {
      /** The country code, such as `44`. */
      readonly country: string;
      /** The area code without its leading zero, such as `113`. */
      readonly areaCode: string;
      /** The rest, with `*` for any digits, such as `312012*`. */
      readonly subCode: string;
    };

/** How much of what a search finds, and of what kind. */
export interface PageOptions {
  /** How many matches to leave out; 0 if left out. */
  readonly skip?: number | null | undefined;
  /** How many numbers to ask for at most; 100 if left out. The gateway may answer with fewer even if there are more. */
  readonly show?: number | null | undefined;
  /** `yes` if left out: numbers without SMS do **not** show unless this is `ignore` or `no`. */
  readonly smsEnabled?: SmsEnabled | null | undefined;
}

/** The options of {@link checkNumbers}. */
export type CheckNumbersOptions = PatternOptions & PageOptions;

/** Asks for available numbers that match a pattern. */
export type CheckNumbers = Call<CheckNumbersOptions, readonly AqlNumber[], AccountLike, Gateway>;

/**
 * Asks for available numbers that match a pattern (number provisioning API, "Querying available numbers").
 *
 * The answer is empty where nothing matches. Its numbers are plain objects and, unlike other answers, not frozen.
 *
 * @throws TelwireError `invalid_input`
 */
export function checkNumbers(options: CheckNumbersOptions): CheckNumbers {
  return new Call("check_numbers", options, packedNumbers);
}

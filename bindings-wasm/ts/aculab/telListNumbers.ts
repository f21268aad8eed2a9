/**
 * `tel_list_numbers`.
 *
 * @packageDocumentation
 */

import { Call } from "../call.js";
import { packedOwned } from "../packed.js";
import type { AccountLike, Gateway } from "./account.js";
import type { AnyDidType, DidType } from "./didType.js";

/** The options of {@link telListNumbers}: which numbers to list, all of them where nothing is said. */
export interface TelListNumbersOptions {
  /** Only those in that country. */
  readonly country?: string | null | undefined;
  /** Only those in that state; valid for some countries. */
  readonly state?: string | null | undefined;
  /** Only those in that region, a name or a prefix. */
  readonly region?: string | null | undefined;
  /** Only those of that type. */
  readonly didType?: DidType | null | undefined;
}

/** A number of the account. */
export interface OwnedNumber {
  /** The number: digits, not necessarily E.164. */
  readonly number: string;
  /** The country; empty where the answer leaves it out. */
  readonly country: string;
  /** The state, only where countries have them. */
  readonly state: string | null;
  /** The region, a name, or a prefix for toll-free and national numbers; empty where the answer leaves it out. */
  readonly region: string;
  /** The price per month in US dollars, exactly as it came; `null` where it is left out, or unreadable and in `other`. */
  readonly price: string | null;
  /** The day on which it was bought, such as `2011-09-14`; `null` as for the price. */
  readonly purchased: string | null;
  /** The type; empty where the answer leaves it out. */
  readonly didType: AnyDidType;
  /** Documented members that stand there twice or could not be read: pairs of name and JSON text. */
  readonly other: readonly (readonly [name: string, json: string])[];
}

/** Asks for the numbers of the account. */
export type TelListNumbers = Call<TelListNumbersOptions, readonly OwnedNumber[], AccountLike, Gateway>;

/**
 * Asks for the numbers of the account, all of them unless filtered (Managing Inbound Telephone Numbers, "Tel List
 * Numbers").
 *
 * The answer is in the order of the wire. Its elements are plain objects and, unlike other answers, not frozen.
 *
 * @throws TelwireError `invalid_input`
 */
export function telListNumbers(options: TelListNumbersOptions = {}): TelListNumbers {
  return new Call("tel_list_numbers", options, packedOwned);
}

/**
 * Numbers as aql writes them.
 *
 * @packageDocumentation
 */

/** A telephone number: country code, area code, subscriber number. */
export interface AqlNumber {
  /** All of it, such as `44-113-3120120`. */
  readonly number: string;
  /** The country code, such as `44`. */
  readonly country: string;
  /** The area code without its leading zero, such as `113`. */
  readonly areaCode: string;
  /** The rest, such as `3120120`. */
  readonly subscriber: string;
  /** All digits without signs between, such as `441133120120`: the spelling of `pstnnumber` in a user. */
  readonly e164: string;
}

/** A number as it may be given: its text, such as `44-113-3120120`, or one of an answer. */
export type NumberLike = string | AqlNumber;

/**
 * Types of numbers.
 *
 * @packageDocumentation
 */

/** A type of numbers that the documents list. */
export type DidType = "geographic" | "mobile" | "national" | "tollfree";

/** A type in an answer: a documented one, or whatever came. */
// The empty intersection keeps editors proposing the documented ones.
export type AnyDidType = DidType | (string & {});

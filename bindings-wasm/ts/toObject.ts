/**
 * Answers as plain data.
 *
 * @packageDocumentation
 */

import { misuse } from "./errors.js";
import { Body, SipPassword } from "./secret.js";

/** What {@link toObject} makes of a value: secrets as their text or bytes. */
export type Plain<Value> = Value extends SipPassword
  ? string
  : Value extends Body
    ? Uint8Array
    : Value extends readonly (infer Element)[]
      ? Plain<Element>[]
      : Value extends object
        ? { -readonly [Name in keyof Value]: Plain<Value[Name]> }
        : Value;

/**
 * An answer or a report as plain data that can be changed and stored, a copy.
 *
 * @param options - `reveal` puts the text of a SIP password in its place, and the bytes that may hold one
 * @throws TelwireError `misuse`, `confidential`: a secret is among the values, and `reveal` is not `true`
 */
export function toObject<Value>(value: Value, options: { readonly reveal?: boolean | undefined } = {}): Plain<Value> {
  return plain(value, options.reveal === true) as Plain<Value>;
}

function plain(value: unknown, reveal: boolean): unknown {
  if (value instanceof SipPassword || value instanceof Body) {
    if (!reveal) {
      throw misuse(
        "confidential",
        "a SIP password is among the values: say `toObject(answer, { reveal: true })`, or take it by `reveal()`",
      );
    }
    return value.reveal();
  }
  if (Array.isArray(value)) {
    return value.map((element) => plain(element, reveal));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if (value instanceof Error && "toJSON" in value) {
    return (value as Error & { toJSON: () => unknown }).toJSON();
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member, reveal)]));
}

/**
 * Makes what people see of what the module gives: frozen objects, and instances in the place of marked ones.
 *
 * @packageDocumentation
 */

import { type ErrorDetails, raised } from "./errors.js";
import { type RawRequest, Request } from "./http.js";
import { Body, SipPassword } from "./secret.js";
import { Save } from "./workflow/output.js";

/** What the call is called that an answer is of; see {@link callOf}. */
const CALL: unique symbol = Symbol.for("telwire.call") as never;

type Raw = Record<string, unknown>;

/**
 * The value, with everything in it revived and frozen.
 *
 * @internal
 */
export function revive(raw: unknown): unknown {
  if (Array.isArray(raw)) {
    return Object.freeze(reviveAll(raw));
  }
  if (!isPlain(raw)) {
    return raw;
  }
  if ("$sipPassword" in raw) {
    return new SipPassword(raw["$sipPassword"] as string);
  }
  if ("$body" in raw) {
    return new Body(raw["$body"] as Uint8Array);
  }
  if ("$request" in raw) {
    return new Request(raw["$request"] as RawRequest);
  }
  if ("$save" in raw) {
    return new Save(raw["$save"] as number, raw["checkpoint"] as Uint8Array);
  }
  if ("$error" in raw) {
    return raised(reviveMembers(raw["$error"] as Raw) as unknown as ErrorDetails & { message: string });
  }
  return Object.freeze(withCall(reviveMembers(raw)));
}

/**
 * The name of the call that this is the answer of, where answers of several calls look the same.
 *
 * @internal
 */
export function callOf(answer: object): string | null {
  return CALL in answer ? (answer[CALL] as string) : null;
}

function isPlain(raw: unknown): raw is Raw {
  return typeof raw === "object" && raw !== null && Object.getPrototypeOf(raw) === Object.prototype;
}

function reviveAll(raw: unknown[]): unknown[] {
  for (let index = 0; index < raw.length; index += 1) {
    raw[index] = revive(raw[index]);
  }
  return raw;
}

function reviveMembers(raw: Raw): Raw {
  for (const name in raw) {
    raw[name] = revive(raw[name]);
  }
  return raw;
}

function withCall(raw: Raw): Raw {
  const { $call: call, ...answer } = raw;
  return call === undefined ? raw : Object.defineProperty(answer, CALL, { value: call });
}

/**
 * What goes wrong: whose fault, what exactly, and what happened to the money.
 *
 * @packageDocumentation
 */

import type { Journal } from "./journal.js";
import type { Body } from "./secret.js";

/** Whose fault an error is. */
export type Kind = "aborted" | "invalid_input" | "malformed" | "misuse" | "refused" | "transport";

/** What happened to the money, as far as one exchange tells. */
export type Outcome = "applied" | "not_changed" | "not_sent" | "unknown";

/** What a host knows of a request that got no answer. */
export type Failure = "no_answer" | "not_sent";

const BRAND: unique symbol = Symbol.for("telwire.error") as never;

/** What only some errors have; the others have `null` there. */
const ABSENT = {
  carrierCode: null,
  carrierMessage: null,
  field: null,
  item: null,
  call: null,
  status: null,
  position: null,
  expected: null,
  body: null,
  salvaged: null,
} as const;

/** @internal */
export interface ErrorDetails {
  readonly kind: Kind;
  readonly code: string;
  readonly outcome: Outcome;
  readonly retryable: boolean;
  readonly [name: string]: unknown;
}

/**
 * The one class of all that telwire throws. `message` says what was wrong and what to do.
 *
 * After `TelwireError.is(error)` the `kind` tells TypeScript which details there are.
 */
export class TelwireError extends Error {
  /** @internal */
  static override readonly name: string = "TelwireError";

  /** Whose fault it is. */
  declare readonly kind: Kind;
  /** What exactly: a text that never changes, the same in every language. */
  declare readonly code: string;
  /** What happened to the money. */
  declare readonly outcome: Outcome;
  /** Whether the identical request may be sent again without harm, and has a chance to succeed then. */
  declare readonly retryable: boolean;
  /** The carrier's own code, where one came. */
  declare readonly carrierCode: string | null;
  /** The carrier's own words, where they came. */
  declare readonly carrierMessage: string | null;
  /** Of `invalid_input`: the parameter, by the carrier's own name. */
  declare readonly field: string | null;
  /** Of `invalid_input`: which item of a list, from 0. */
  declare readonly item: number | null;
  /** The call that it happened to. */
  declare readonly call: string | null;
  /** Of `refused`: the HTTP status. */
  declare readonly status: number | null;
  /** Of `malformed`: where the answer stops making sense, in bytes. */
  declare readonly position: number | null;
  /** Of `malformed`: what should have stood there. */
  declare readonly expected: string | null;
  /** The answer as it came. */
  declare readonly body: Body | null;
  /** Of `malformed`: what the beginning says, as the call would have answered it. */
  declare readonly salvaged: unknown;

  /** @internal */
  constructor(message: string, details: ErrorDetails, cause?: ErrorOptions) {
    super(message, cause);
    Object.assign(this, details);
  }

  /**
   * Whether that is an error of telwire, of any copy of the package.
   *
   * @param error - whatever was caught
   */
  static is(error: unknown): error is AnyTelwireError {
    return typeof error === "object" && error !== null && BRAND in error;
  }

  /** What programs compare, and a sentence for people. What came is left out: it may hold secrets. */
  toJSON(): { kind: Kind; code: string; outcome: Outcome; message: string } {
    const { kind, code, outcome, message } = this;
    return { kind, code, outcome, message };
  }
}

Object.assign(TelwireError.prototype, ABSENT, { name: "TelwireError", [BRAND]: true });

/** A parameter cannot be sent as it is. Nothing was built, nothing was sent. */
export interface InvalidInput extends TelwireError {
  readonly kind: "invalid_input";
  readonly field: string;
}

/** An answer came and could not be understood, or is not known to be whole. */
export interface Malformed extends TelwireError {
  readonly kind: "malformed";
  readonly call: string;
  readonly position: number;
  readonly expected: string;
  readonly body: Body;
}

/** The library was used against its contract, or the host could not do its part, such as writing the journal. */
export interface Misuse extends TelwireError {
  readonly kind: "misuse";
}

/** The carrier said no, or something between here and there answered in its place. */
export interface Refused extends TelwireError {
  readonly kind: "refused";
  readonly call: string;
  readonly status: number;
  readonly body: Body;
}

/** No answer came. */
export interface TransportError extends TelwireError {
  readonly kind: "transport";
  readonly code: Failure;
}

/** Any error of telwire, told apart by its `kind`. */
export type AnyTelwireError = Aborted | InvalidInput | Malformed | Misuse | Refused | TransportError;

/**
 * The request certainly never left: the name did not resolve, the connection was refused, the handshake failed.
 *
 * Transports throw it: `throw new NotSent("connection refused", { cause })`.
 */
export class NotSent extends TelwireError implements TransportError {
  /** @internal */
  static override readonly name: string = "NotSent";

  declare readonly kind: "transport";
  declare readonly code: "not_sent";

  /** An error that says so in `message`. */
  constructor(message: string, options?: ErrorOptions) {
    super(message, { kind: "transport", code: "not_sent", outcome: "not_sent", retryable: false }, options);
  }
}

/**
 * The request left, or may have left, and no answer came.
 *
 * Transports throw it: `throw new NoAnswer("the connection was reset", { cause })`.
 */
export class NoAnswer extends TelwireError implements TransportError {
  /** @internal */
  static override readonly name: string = "NoAnswer";

  declare readonly kind: "transport";
  declare readonly code: "no_answer";

  /** An error that says so in `message`. */
  constructor(message: string, options?: ErrorOptions) {
    super(message, { kind: "transport", code: "no_answer", outcome: "unknown", retryable: false }, options);
  }
}

/**
 * The `signal` of a client's call said so. A workflow is at a safe point then, and has saved what it did.
 *
 * Its `cause` is the reason of the signal, its `name` that of all such errors.
 */
export class Aborted extends TelwireError {
  /** @internal */
  static override readonly name: string = "Aborted";

  declare readonly kind: "aborted";
  /** How far a workflow came: the report of what it had done. `null` of a call alone. */
  declare readonly report: unknown;
  /** The journal to go on from, where there is one. */
  declare readonly journal: Journal | null;

  /** @internal */
  constructor(message: string, outcome: Outcome, cause: unknown, report: unknown, journal: Journal | null) {
    super(message, { kind: "aborted", code: "aborted", outcome, retryable: false, report, journal }, { cause });
  }

  static {
    Object.assign(this.prototype, { name: "AbortError" });
  }
}

/** @internal */
export function misuse(code: string, message: string): TelwireError {
  return new TelwireError(message, { kind: "misuse", code, outcome: "not_sent", retryable: false });
}

/** @internal */
export function invalidInput(field: string, code: string, message: string): TelwireError {
  const details = { kind: "invalid_input", code, outcome: "not_sent", retryable: false, field } as const;
  return new TelwireError(`\`${field}\` ${message}`, details);
}

/**
 * The error that the module told of.
 *
 * @internal
 */
export function raised({ message, ...details }: ErrorDetails & { readonly message: string }): TelwireError {
  if (details.kind !== "transport") {
    return new TelwireError(message, details);
  }
  const error = details.code === "not_sent" ? new NotSent(message) : new NoAnswer(message);
  return Object.assign(error, details);
}

/**
 * What prints as a placeholder, and has one way out.
 *
 * @packageDocumentation
 */

import { Confidential, contentOf } from "./confidential.js";
import { misuse } from "./errors.js";

const PLACEHOLDER = "[secret]";

/**
 * The password of a VoIP user, as the answer to an assign gave it: no other answer ever holds it.
 *
 * It prints as a placeholder; `JSON.stringify` and `structuredClone` refuse it. {@link SipPassword.reveal} is the way
 * out.
 */
export class SipPassword extends Confidential<string> {
  /** @internal */
  static override readonly name: string = "SipPassword";

  /** A password from its text. */
  constructor(text: string) {
    super(text, refusePassword);
    Object.freeze(this);
  }

  /** The password. Hand it to what needs it, and to nothing that logs. */
  reveal(): string {
    return contentOf<string>(this);
  }

  /** `[secret]`. */
  override toString(): string {
    return PLACEHOLDER;
  }
}

/**
 * The bytes of an answer as they came, kept with the error that they caused.
 *
 * They may hold SIP passwords: they print as their size; `JSON.stringify` and `structuredClone` refuse them.
 * {@link Body.reveal} is the way out.
 */
export class Body extends Confidential<Uint8Array> {
  /** @internal */
  static override readonly name: string = "Body";

  /** A body of these bytes. */
  constructor(bytes: Uint8Array) {
    super(bytes, refuseBody);
    Object.freeze(this);
  }

  /** How many bytes there are. */
  get length(): number {
    return contentOf<Uint8Array>(this).length;
  }

  /** The bytes, a copy. */
  reveal(): Uint8Array {
    return contentOf<Uint8Array>(this).slice();
  }

  /** Their size, such as `[12 bytes]`. */
  override toString(): string {
    return `[${this.length} bytes]`;
  }
}

function refusePassword(): never {
  throw misuse(
    "confidential",
    "a SIP password is not serialised by itself: take its text with `reveal()` and store that where it belongs",
  );
}

function refuseBody(): never {
  throw misuse(
    "confidential",
    "the bytes of an answer are not serialised by themselves: take them with `reveal()`, they may hold SIP passwords",
  );
}

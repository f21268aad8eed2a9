/**
 * The wasm module of the relay: the server side of the calls.
 *
 * @packageDocumentation
 */

import * as glue from "telwire-wasm-relay";

import type { CallName } from "../callName.js";
import type { RawRequest } from "../http.js";
import type { Carrier } from "../orderWire.js";
import { Request as SignedRequest, TelwireError, type WasmSource } from "../slim.js";
import { type RefusalCode, Refusal } from "./refusal.js";

/** A call that was received, as `relay/src/received.rs` says it. */
export interface ReceivedCall {
  name(): CallName;
  options(): Options;
  reads(): boolean;
  sign(signer: Signer): RawRequest;
  parse(status: number, body: Uint8Array, complete: boolean, now: number): ReceivedAnswer;
  free(): void;
}

/** An account at a carrier and its gateway, as `relay/src/signer.rs` says it. */
export interface Signer {
  free(): void;
}

/** What a carrier answered to it. */
export interface ReceivedAnswer {
  names(): readonly [text: string, ends: Uint32Array] | undefined;
  shared(keep: Uint32Array | undefined, withhold: boolean): Answer;
  free(): void;
}

/** The options of a call: texts, but for counts, flags and lists. Settings are as aql writes them. */
export type Options = Readonly<Record<string, unknown>>;

/** What the page is answered. */
export interface Answer {
  readonly status: number;
  readonly headers: [name: string, value: string][];
  readonly body: Uint8Array<ArrayBuffer>;
}

interface Exports {
  readonly ReceivedCall: { decode(path: string, form: Uint8Array): ReceivedCall };
  readonly Signer: Readonly<Record<Carrier, (account: object, gateway: unknown) => Signer>>;
}

/** Makes the module ready. */
export function start(source: WasmSource): void {
  glue.initSync({ module: source });
}

/**
 * The call of a form that was posted to `path`, wherever the relay is mounted.
 *
 * @throws Refusal
 */
export function decode(path: string, form: Uint8Array): ReceivedCall {
  const { ReceivedCall } = glue as unknown as Exports;
  return checked(() => ReceivedCall.decode(path, form), refusalOf);
}

/**
 * What signs by that account for that gateway of the carrier.
 *
 * @throws TelwireError `invalid_input`: the account or the gateway is none
 */
export function signerOf(carrier: Carrier, account: object, gateway: unknown): Signer {
  const { Signer } = glue as unknown as Exports;
  return checked(() => Signer[carrier](account, gateway), errorOf);
}

/**
 * The request for the carrier, as the core writes the call.
 *
 * @throws TelwireError `invalid_input`: the account is at another carrier
 */
export function signed(call: ReceivedCall, signer: Signer): SignedRequest {
  return new SignedRequest(checked(() => call.sign(signer), errorOf));
}

/** What the list that the answer is or has holds, each by its name; nothing of an answer that was not understood. */
export function namesIn(answer: ReceivedAnswer): readonly string[] | undefined {
  const names = answer.names();
  if (names === undefined) {
    return undefined;
  }
  const [text, ends] = names;
  return Array.from(ends, (end, position) => text.slice(ends[position - 1] ?? 0, end));
}

/** What the module makes; what it refuses is thrown as the error that `errorFor` makes of it. */
function checked<Made>(make: () => Made, errorFor: (refused: Refused) => Error): Made {
  try {
    return make();
  } catch (thrown) {
    throw thrown instanceof Error ? thrown : errorFor(thrown as Refused);
  }
}

interface Refused {
  readonly code: RefusalCode;
  readonly field: string;
  readonly message: string;
}

function refusalOf({ code, message }: Refused): Refusal {
  return new Refusal(code, message);
}

/** It is the portal's to hear, not the page's. */
function errorOf({ message, ...details }: Refused): TelwireError {
  return new TelwireError(message, { kind: "invalid_input", outcome: "not_sent", retryable: false, ...details });
}

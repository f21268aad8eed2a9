/**
 * The wasm module of the relay: the server side of the calls.
 *
 * @packageDocumentation
 */

import * as glue from "telwire-wasm-relay";

import type { CallName } from "../callName.js";
import type { WasmSource } from "../slim.js";
import { type RefusalCode, Refusal } from "./refusal.js";

/** A call that was received, as `relay/src/received.rs` says it. */
export interface ReceivedCall {
  name(): CallName;
  options(): Options;
  reads(): boolean;
  answer(
    status: number,
    body: Uint8Array,
    complete: boolean,
    keep: Uint32Array | undefined,
    withhold: boolean,
    now: number,
  ): Answer;
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
  try {
    return ReceivedCall.decode(path, form);
  } catch (thrown) {
    throw thrown instanceof Error ? thrown : refusalOf(thrown as Refused);
  }
}

interface Refused {
  readonly code: RefusalCode;
  readonly message: string;
}

function refusalOf({ code, message }: Refused): Refusal {
  return new Refusal(code, message);
}

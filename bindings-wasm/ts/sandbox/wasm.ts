/**
 * The wasm module of the sandbox, another than that of the calls: each sandbox is an object in it.
 *
 * @packageDocumentation
 */

import * as glue from "telwire-wasm-sandbox";

import { TelwireError, type WasmSource } from "../slim.js";
import type { FlatHeaders } from "../wasm.js";

/**
 * What comes back on the connection; `announced` is longer than the body where the connection breaks within it, and
 * `timeout` is how long a client waits for an answer that never comes.
 */
export type Reply =
  | {
      readonly type: "answer";
      readonly status: number;
      readonly headers: [name: string, value: string][];
      readonly body: Uint8Array<ArrayBuffer>;
      readonly announced: number;
    }
  | { readonly type: "no_answer"; readonly timeout: number }
  | { readonly type: "not_sent" };

/** Both carriers, as `sandbox/src/world.rs` says it. Times are milliseconds since 1970. */
export interface World {
  advance(now: number): void;
  handle(method: string, url: string, headers: FlatHeaders, body: Uint8Array, now: number): Reply;
  add_fault(fault: object): void;
  fail_by_chance(percent: number, seed: number): void;
  clear_faults(): void;
  owned_aculab(): unknown;
  owned_aql(): unknown;
}

/** What the module exports. */
export interface Exports {
  readonly World: new (options: object) => World;
  readonly environment: (url: string) => [name: string, value: string][];
  readonly introduction: (url: string) => string;
}

/** Makes the module ready. */
export function start(source: WasmSource): void {
  glue.initSync({ module: source });
}

/** Calls the module; what it refuses becomes a {@link TelwireError}. */
export function wasm<Answer>(use: (exports: Exports) => Answer): Answer {
  try {
    return use(glue as unknown as Exports);
  } catch (thrown) {
    throw thrown instanceof Error ? thrown : refusal(thrown as Refusal);
  }
}

interface Refusal {
  readonly code: string;
  readonly field: string;
  readonly message: string;
}

function refusal({ message, ...what }: Refusal): TelwireError {
  return new TelwireError(message, { kind: "invalid_input", outcome: "not_sent", retryable: false, ...what });
}

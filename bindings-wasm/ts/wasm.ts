/**
 * The one holder of the wasm module: everything else calls it through {@link wasm}.
 *
 * @packageDocumentation
 */

import * as glue from "telwire-wasm";

import { misuse } from "./errors.js";
import { revive } from "./revive.js";

/** What the module may be made of where it is made at once: its bytes, or what was compiled of them already. */
export type WasmSource = ArrayBuffer | ArrayBufferView | CompiledModule;

/** A `WebAssembly.Module`, in projects whose types know of it: those of Node 20 do not. */
export type CompiledModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } }
  ? Module
  : object;

/** Names and values of headers, in turn. */
export type FlatHeaders = string[];

/**
 * What the module exports, as `src/lib.rs` says it. Raw answers and errors are plain objects, to be revived.
 *
 * @internal
 */
export interface Exports {
  readonly check: (name: string, options: object) => void;
  readonly request: (name: string, options: object) => unknown;
  readonly sign: (name: string, options: object, account: object, gateway: unknown) => unknown;
  readonly parse: (
    name: string,
    options: object,
    status: number,
    headers: FlatHeaders,
    body: Uint8Array,
    complete: boolean,
  ) => unknown;
  readonly failed: (name: string, options: object, failure: string) => unknown;
  readonly with_problems: (name: string, problem: string) => unknown;
  readonly packed_memory: () => { readonly buffer: ArrayBuffer };
  readonly packed_input: (length: number) => number;
  readonly pack_numbers: (length: number) => number;
  readonly pack_owned: (length: number) => number;
  readonly Workflow: {
    new (name: string, options: object, setup: object): Machine;
    load(name: string, checkpoint: Uint8Array, setup: object): Machine;
  };
  readonly check_aculab_account: (account: object) => void;
  readonly check_aql_account: (account: object) => void;
}

/**
 * A workflow in the module.
 *
 * @internal
 */
export interface Machine {
  poll(now: number): unknown;
  respond(now: number, id: string, status: number, headers: FlatHeaders, body: Uint8Array, complete: boolean): void;
  fail(now: number, id: string, failure: string): void;
  saved(now: number, seq: number): void;
  save_failed(now: number, seq: number, conflict: boolean): void;
  stop(now: number): void;
  checkpoint(): Uint8Array;
  resume(checkpoint: Uint8Array): void;
  report(): unknown;
  resolve(now: number, attempt: number, resolution: string): void;
  seal(): void;
  dry_run(): unknown;
  free(): void;
}

let isReady = false;

/**
 * How many calls of the module failed until now. Behind any of them there may be another instance of it.
 *
 * @internal
 */
export let failures = 0;

/**
 * Makes the module ready, asynchronously: from its address, the answer to a request for it, a compiled module, or its
 * bytes. The main entry has done that already; doing it again does nothing.
 *
 * @param source - such as `new URL("telwire/telwire.wasm", import.meta.url)`, or `fetch(…)`
 */
export async function init(source: string | URL | Request | Response | Promise<Response> | WasmSource): Promise<void> {
  await glue.default({ module_or_path: source });
  isReady = true;
}

/**
 * Makes the module ready at once, from a compiled module or its bytes. Doing it again does nothing.
 */
export function initSync(source: WasmSource): void {
  glue.initSync({ module: source });
  isReady = true;
}

/**
 * Calls the module, and makes what people see of what it gives or throws.
 *
 * @internal
 */
export function wasm<Answer>(use: (exports: Exports) => unknown): Answer {
  return raw((exports) => revive(use(exports))) as Answer;
}

/**
 * Calls the module, and makes what people see of what it throws alone.
 *
 * @internal
 */
export function raw<Answer>(use: (exports: Exports) => Answer): Answer {
  if (!isReady) {
    throw misuse("not_ready", "the wasm module is not loaded: await `init` of `telwire/slim` first");
  }
  const exports = glue as unknown as Exports;
  try {
    return use(exports);
  } catch (thrown) {
    failures += 1;
    // After a panic the glue makes a fresh instance before the next call, but behind the passing of its arguments, which
    // would then be in the old one: so a call without any comes first.
    exports.packed_memory();
    throw revive(thrown);
  }
}

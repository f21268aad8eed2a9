/**
 * All of telwire, without the wasm module: {@link init} it first, from `telwire/telwire.wasm`.
 *
 * @packageDocumentation
 */

export * as aql from "./aql.js";
export * from "./errors.js";
export * from "./http.js";
export * from "./secret.js";
export { init, initSync, type WasmSource } from "./wasm.js";

/**
 * The sandbox for workerd, which refuses to compile bytes: the runtime compiles the module.
 *
 * @packageDocumentation
 */

import module from "./sandbox.wasm";

import { start } from "./wasm.js";

export * from "./exports.js";

start(module);

/**
 * The relay for workerd, which refuses to compile bytes: the runtime compiles the module.
 *
 * @packageDocumentation
 */

import module from "./relay.wasm";

import "../workerd.js";
import { start } from "./wasm.js";

export * from "./exports.js";

start(module);

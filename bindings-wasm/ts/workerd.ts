/**
 * The main entry for workerd, which refuses to compile bytes: the runtime compiles the module.
 *
 * @packageDocumentation
 */

import module from "./telwire.wasm";

import { initSync } from "./slim.js";

export * from "./slim.js";

initSync(module);

/**
 * The main entry for Vercel's edge runtime, which refuses to compile bytes: its bundler compiles the module.
 *
 * @packageDocumentation
 */

import module from "./telwire.wasm?module";

import { ofThisRealm } from "./realm.js";
import { initSync } from "./slim.js";

export * from "./slim.js";

initSync(ofThisRealm(module));

/**
 * The relay for Vercel's edge runtime, which refuses to compile bytes: its bundler compiles the module.
 *
 * @packageDocumentation
 */

import module from "./relay.wasm?module";

import "../edge-light.js";
import { ofThisRealm } from "../realm.js";
import { start } from "./wasm.js";

export * from "./exports.js";

start(ofThisRealm(module));

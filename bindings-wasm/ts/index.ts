/**
 * telwire provisions telephone numbers at aql (UK) and Aculab Cloud: search, buy, configure, list, release.
 *
 * This entry holds its wasm module and is ready when it is imported; `telwire/slim` is the same without it.
 *
 * @packageDocumentation
 */

import inlined from "telwire.wasm?inline";

import { decoded } from "./inline.js";
import { initSync } from "./slim.js";

export * from "./slim.js";

initSync(decoded(inlined));

/**
 * aql and Aculab Cloud without spending money, in this process: for your own tests.
 *
 * A {@link Sandbox} answers as the carriers' documents say, refuses what they refuse, remembers what was bought, and
 * fails on demand. Time is virtual in it: nothing waits.
 *
 * @example
 * ```ts
 * import { aql } from "telwire";
 * import { Sandbox } from "telwire/sandbox";
 *
 * const sandbox = new Sandbox({ faults: [{ kind: "no_answer", call: "assign_numbers", done: "now" }] });
 * const order = aql.assignNumbers({ items: ["44-113-3120120"] }).request({ account: sandbox.account.aql });
 * await sandbox.fetch(order.url, order).catch((error) => console.log(error.message)); // no answer came within 120 seconds
 * console.log(sandbox.owned.aql[0].number.number); // 44-113-3120120: the answer is lost, though the number is bought
 * ```
 *
 * This entry holds its wasm module and is ready when it is imported.
 *
 * @packageDocumentation
 */

import inlined from "sandbox.wasm?inline";

import { decoded } from "../inline.js";
import { start } from "./wasm.js";

export * from "./exports.js";

start(decoded(inlined));

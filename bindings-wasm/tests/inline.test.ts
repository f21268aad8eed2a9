/** Modules as they stand in a bundle: text, and out of it the same bytes again. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { inlined } from "../inline.mjs";
import { decoded } from "../ts/inline.js";

const MODULES: Record<string, Uint8Array> = {
  "telwire.wasm": readFileSync(join(import.meta.dirname, "../dist/telwire.wasm")),
  "sandbox.wasm": readFileSync(join(import.meta.dirname, "../dist/sandbox.wasm")),
  "every byte, as often as it is large": Uint8Array.from(
    Array.from({ length: 256 }, (_, byte) => Array<number>(byte + 1).fill(byte)).flat(),
  ),
  nothing: new Uint8Array(),
};

describe.each(Object.entries(MODULES))("%s", (_, module) => {
  test("comes out as it went in", () => {
    expect(Buffer.compare(decoded(inlined(module)), module)).toBe(0);
  });

  test("has no character that JavaScript escapes", () => {
    expect(inlined(module).text).toMatch(/^[^\0-\x1f"'`\\$\x7f-\uffff]*$/);
  });
});

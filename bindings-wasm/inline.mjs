/**
 * A wasm module as text within JavaScript, and the small module that makes it bytes again.
 *
 * Each byte is one character of ASCII, the rarer ones two. base64 would shift them against each other, so that a
 * compressor finds little that repeats: what a page downloads would be a quarter larger.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";

import binaryen from "binaryen";

const DECODER = readFileSync(join(import.meta.dirname, "inline.wat"), "utf8");

/** The characters that no string or template needs to escape, but the last two: they say which row comes next. */
const CHARACTERS = Array.from({ length: 93 }, (_, index) => 32 + index).filter(
  (code) => !"\"'`\\$".includes(String.fromCharCode(code)),
);
const LAST = 124;
const ROW = 128;

/**
 * What `ts/inline.ts` takes: the module as text, and the decoder of that text as base64.
 *
 * @param {Uint8Array} module
 */
export function inlined(module) {
  const places = placesOf(module);
  return {
    text: Array.from(module, (byte) => characters(places[byte])).join(""),
    decoder: Buffer.from(decoder(places)).toString("base64"),
  };
}

/** Where each byte stands: the more frequent ones first. */
function placesOf(module) {
  const counts = new Uint32Array(256);
  for (const byte of module) {
    counts[byte] += 1;
  }
  const places = new Uint8Array(256);
  const byFrequency = [...counts.keys()].sort((a, b) => counts[b] - counts[a]);
  byFrequency.forEach((byte, place) => (places[byte] = place));
  return places;
}

function characters(place) {
  const [row, column] = [Math.floor(place / CHARACTERS.length), CHARACTERS[place % CHARACTERS.length]];
  return row === 0 ? String.fromCharCode(column) : String.fromCharCode(LAST + row, column);
}

/** The module of `inline.wat`, with the table of these places in it. */
function decoder(places) {
  const table = new Uint8Array(3 * ROW);
  places.forEach((place, byte) => {
    table[Math.floor(place / CHARACTERS.length) * ROW + CHARACTERS[place % CHARACTERS.length]] = byte;
  });
  const escaped = Array.from(table, (byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");
  return binaryen.parseText(DECODER.replace("TABLE", escaped)).emitBinary();
}

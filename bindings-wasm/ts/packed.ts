/**
 * The two lists that may be long: integers come across, and the objects are made here, of slices of the text.
 *
 * `packed` is the other side. What it finds to be no list (`null` here) is parsed as any other answer. The elements are not
 * frozen: freezing them would cost more than everything else together.
 *
 * @packageDocumentation
 */

import type { OwnedNumber } from "./aculab/telListNumbers.js";
import type { AqlNumber } from "./aql/number.js";
import type { Received } from "./http.js";
import { type Exports, failures, raw } from "./wasm.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const utf16 = new TextDecoder("utf-16le", { ignoreBOM: true });

/**
 * How many integers there are in front of a list: how many values it has, and texts; where in the memory the bounds of these
 * are; where, and how many, the UTF-16 units are of those that do not stand in the answer as they are.
 */
const HEAD = 5;

/** So many UTF-16 units are sooner made a string without a decoder. */
const FEW_UNITS = 64;

/** How many integers there are of an owned number, without the pairs of its `other`. */
const OWNED = 9;

/** Of an integer of a number: that country code and area code are those of the one before. */
const SAME_AREA = 1 << 12;

const NOTHING: readonly never[] = Object.freeze([]);

interface Packed {
  readonly text: string;
  /** The memory of the module, in which the integers stand. */
  readonly integers: Uint32Array;
  /** Where their head begins. */
  readonly head: number;
}

/**
 * The numbers of a search, or `null` if the answer is unusual.
 *
 * @internal
 */
export function packedNumbers({ status, body, complete = true }: Received): readonly AqlNumber[] | null {
  const packed = status === 200 && complete ? pack(body, "pack_numbers") : null;
  return packed && numbersOf(packed);
}

/**
 * The entries of a listing, or `null` if the answer is none.
 *
 * @internal
 */
export function packedOwned({ status, body }: Received): readonly OwnedNumber[] | null {
  const packed = status === 200 ? pack(body, "pack_owned") : null;
  return packed && ownedOf(packed);
}

function numbersOf({ text, integers, head }: Packed): AqlNumber[] {
  const count = integers[head] as number;
  const begin = head + HEAD;
  const numbers = new Array<AqlNumber>(count);
  let [country, areaCode, both] = ["", "", ""];
  let start = 0;
  for (let index = 0; index < count; index += 1) {
    const integer = integers[begin + index] as number;
    start = nextDigit(text, start);
    const area = start + (integer & 15) + 1;
    const rest = area + ((integer >> 4) & 15) + 1;
    const behind = rest + ((integer >> 8) & 15);
    if ((integer & SAME_AREA) === 0) {
      country = text.slice(start, area - 1);
      areaCode = text.slice(area, rest - 1);
      both = country + areaCode;
    }
    const subscriber = text.slice(rest, behind);
    numbers[index] = { number: text.slice(start, behind), country, areaCode, subscriber, e164: both + subscriber };
    start = behind;
  }
  return numbers;
}

/** Between two numbers, and in front of the first, there is no digit. */
function nextDigit(text: string, start: number): number {
  let position = start;
  for (let code = text.charCodeAt(position); code < 48 || code > 57; code = text.charCodeAt(position)) {
    position += 1;
  }
  return position;
}

function ownedOf({ text, integers, head }: Packed): OwnedNumber[] {
  const count = integers[head] as number;
  const apart = apartOf(integers, head);
  const texts = textsOf(text, apart, integers, head) as string[];
  const owned = new Array<OwnedNumber>(count);
  let at = head + HEAD;
  for (let index = 0; index < count; index += 1) {
    const pairs = integers[at] as number;
    owned[index] = {
      number: slice(text, apart, integers, at + 1),
      country: texts[integers[at + 3] as number] as string,
      state: texts[integers[at + 4] as number] as string | null,
      region: texts[integers[at + 5] as number] as string,
      price: texts[integers[at + 6] as number] as string | null,
      purchased: texts[integers[at + 7] as number] as string | null,
      didType: texts[integers[at + 8] as number] as string,
      other: pairs === 0 ? NOTHING : pairsOf(texts, integers, at + OWNED, pairs),
    };
    at += OWNED + 2 * pairs;
  }
  return owned;
}

/** The texts by their numbers, and for what is not there, which is number 0, `null`. */
function textsOf(text: string, apart: string, integers: Uint32Array, head: number): (string | null)[] {
  const count = integers[head + 1] as number;
  const texts = new Array<string | null>(count + 1);
  texts[0] = null;
  let at = (integers[head + 2] as number) / Uint32Array.BYTES_PER_ELEMENT;
  for (let number = 1; number <= count; number += 1, at += 2) {
    texts[number] = slice(text, apart, integers, at);
  }
  return texts;
}

/** A text between its bounds: those behind the answer count on from its end. */
function slice(text: string, apart: string, integers: Uint32Array, at: number): string {
  const start = integers[at] as number;
  const end = integers[at + 1] as number;
  const { length } = text;
  return start < length ? text.slice(start, end) : apart.slice(start - length, end - length);
}

/** The texts that do not stand in the answer as they are, one behind the other. */
function apartOf(integers: Uint32Array, head: number): string {
  const start = integers[head + 3] as number;
  const count = integers[head + 4] as number;
  if (count > FEW_UNITS) {
    return utf16.decode(bytes.subarray(start, start + count * Uint16Array.BYTES_PER_ELEMENT));
  }
  const begin = start / Uint16Array.BYTES_PER_ELEMENT;
  const few: number[] = [];
  for (let at = begin; at < begin + count; at += 1) {
    few.push(units[at] as number);
  }
  return String.fromCharCode(...few);
}

function pairsOf(texts: readonly string[], integers: Uint32Array, begin: number, count: number): [string, string][] {
  return Array.from({ length: count }, (_, index) => {
    const at = begin + 2 * index;
    return [texts[integers[at] as number] as string, texts[integers[at + 1] as number] as string];
  });
}

/** The memory of the module. */
let bytes = new Uint8Array();
let words = new Uint32Array();
let units = new Uint16Array();

/** Where in it bodies are put, and how long they may be. */
let input = 0;
let room = -1;

/** What {@link failures} was when that was said. */
let known = failures;

/** Hands the body over and takes the integers; `null` if it is no list. */
function pack(body: Uint8Array | string, list: "pack_numbers" | "pack_owned"): Packed | null {
  return raw((exports) => {
    const at = exports[list](typeof body === "string" ? putText(exports, body) : putBytes(exports, body));
    if (at === 0) {
      return null;
    }
    look(exports);
    const head = at / Uint32Array.BYTES_PER_ELEMENT;
    const text = typeof body === "string" ? body : decoder.decode(body);
    return { text, integers: words, head };
  });
}

function putBytes(exports: Exports, body: Uint8Array): number {
  makeRoom(exports, body.length);
  bytes.set(body, input);
  return body.length;
}

function putText(exports: Exports, body: string): number {
  // A UTF-16 unit is three bytes at most.
  makeRoom(exports, body.length * 3);
  return encoder.encodeInto(body, bytes.subarray(input, input + room)).written;
}

/** Sees to it that a body of that length can be put there. */
function makeRoom(exports: Exports, length: number): void {
  if (known !== failures || room < length) {
    input = exports.packed_input(length);
    room = length;
    known = failures;
    // It may be that of another instance.
    bytes = new Uint8Array();
  }
  look(exports);
}

/** Looks at the memory again where it has grown: what was looked at is then empty. */
function look(exports: Exports): void {
  if (bytes.length === 0) {
    const { buffer } = exports.packed_memory();
    bytes = new Uint8Array(buffer);
    words = new Uint32Array(buffer);
    units = new Uint16Array(buffer);
  }
}

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

/**
 * How many integers there are in front of a list: how many values it has; where in the memory, and in how many bytes, the
 * texts are that do not stand in the answer as they are.
 */
const HEAD = 3;

/** How many texts there are of an owned number; the bounds of each are two integers. */
const TEXTS = 7;

/** Of an integer of a number: that country code and area code are those of the one before. */
const SAME_AREA = 1 << 12;

const NOTHING: readonly never[] = Object.freeze([]);

interface Packed {
  readonly text: string;
  /** The texts that do not stand in it as they are. Their positions count on from its end. */
  readonly apart: string;
  /** The memory of the module, in which the integers stand. */
  readonly integers: Uint32Array;
  /** Where they begin. */
  readonly begin: number;
  /** How many values there are. */
  readonly count: number;
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

function numbersOf({ text, integers, begin, count }: Packed): AqlNumber[] {
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

function ownedOf(packed: Packed): OwnedNumber[] {
  const { integers, begin, count } = packed;
  const owned = new Array<OwnedNumber>(count);
  let at = begin;
  for (let index = 0; index < count; index += 1) {
    const pairs = integers[at] as number;
    owned[index] = ownedNumber(packed, at + 1, pairs);
    at += 1 + 2 * TEXTS + 4 * pairs;
  }
  return owned;
}

/** The one whose bounds begin at `at`, with so many pairs behind them. */
function ownedNumber(packed: Packed, at: number, pairs: number): OwnedNumber {
  return {
    number: slice(packed, at),
    country: slice(packed, at + 2),
    state: sliceIfAny(packed, at + 4),
    region: slice(packed, at + 6),
    price: sliceIfAny(packed, at + 8),
    purchased: sliceIfAny(packed, at + 10),
    didType: slice(packed, at + 12),
    other: pairs === 0 ? NOTHING : pairsOf(packed, at + 2 * TEXTS, pairs),
  };
}

function pairsOf(packed: Packed, begin: number, count: number): [string, string][] {
  return Array.from({ length: count }, (_, index) => {
    const at = begin + 4 * index;
    return [slice(packed, at), slice(packed, at + 2)];
  });
}

function sliceIfAny(packed: Packed, at: number): string | null {
  return packed.integers[at + 1] === 0 ? null : slice(packed, at);
}

function slice({ text, apart, integers }: Packed, at: number): string {
  const start = integers[at] as number;
  const end = integers[at + 1] as number;
  const { length } = text;
  return start < length ? text.slice(start, end) : apart.slice(start - length, end - length);
}

/** The memory of the module. */
let bytes = new Uint8Array();
let words = new Uint32Array();

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
    const apart = textAt(words[head + 1] as number, words[head + 2] as number);
    return { text, apart, integers: words, begin: head + HEAD, count: words[head] as number };
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

function textAt(start: number, length: number): string {
  return length === 0 ? "" : decoder.decode(bytes.subarray(start, start + length));
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
  }
}

/**
 * The two lists that may be long: integers come across, and the objects are made here, of slices of the text.
 *
 * `src/packed.rs` is the other side. What it gives up on (`null` here) is parsed as any other answer. The elements are not
 * frozen: freezing them would cost more than everything else together.
 *
 * @packageDocumentation
 */

import type { OwnedNumber } from "./aculab/telListNumbers.js";
import type { AqlNumber } from "./aql/number.js";
import type { Received } from "./http.js";
import { type Exports, raw } from "./wasm.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** How many integers there are of an owned number: the bounds of seven texts. */
const OWNED = 14;

const NOTHING: readonly never[] = Object.freeze([]);

interface Packed {
  readonly text: string;
  /** The memory of the module, in which the integers stand. */
  readonly integers: Uint32Array;
  /** Where they begin and end. */
  readonly begin: number;
  readonly end: number;
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
 * The entries of a listing, or `null` if the answer is unusual.
 *
 * @internal
 */
export function packedOwned({ status, body }: Received): readonly OwnedNumber[] | null {
  const packed = status === 200 ? pack(body, "pack_owned") : null;
  return packed && ownedOf(packed);
}

function numbersOf({ text, integers, begin, end }: Packed): AqlNumber[] {
  const numbers = new Array<AqlNumber>(end - begin);
  let start = 0;
  for (let index = begin; index < end; index += 1) {
    const lengths = integers[index] as number;
    start = nextDigit(text, start);
    const area = start + (lengths & 15) + 1;
    const rest = area + ((lengths >> 4) & 15) + 1;
    const behind = rest + (lengths >> 8);
    const country = text.slice(start, area - 1);
    const areaCode = text.slice(area, rest - 1);
    const subscriber = text.slice(rest, behind);
    const number = text.slice(start, behind);
    numbers[index - begin] = { number, country, areaCode, subscriber, e164: country + areaCode + subscriber };
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

function ownedOf({ text, integers, begin, end }: Packed): OwnedNumber[] {
  const slice = (at: number): string => text.slice(integers[at], integers[at + 1]);
  const owned = new Array<OwnedNumber>((end - begin) / OWNED);
  for (let index = 0, at = begin; at < end; index += 1, at += OWNED) {
    owned[index] = {
      number: slice(at),
      country: slice(at + 2),
      state: integers[at + 5] === 0 ? null : slice(at + 4),
      region: slice(at + 6),
      price: slice(at + 8),
      purchased: slice(at + 10),
      didType: slice(at + 12),
      other: NOTHING,
    };
  }
  return owned;
}

/** The memory of the module, until it grows or a panic replaces it. */
let bytes = new Uint8Array();
let words = new Uint32Array();

function look(exports: Exports): void {
  const { buffer } = exports.packed_memory();
  if (bytes.buffer !== buffer) {
    bytes = new Uint8Array(buffer);
    words = new Uint32Array(buffer);
  }
}

/** Hands the body over and takes the integers; `null` if it is unusual. */
function pack(body: Uint8Array | string, list: "pack_numbers" | "pack_owned"): Packed | null {
  return raw((exports) => {
    const count = exports[list](typeof body === "string" ? putText(exports, body) : putBytes(exports, body));
    if (count < 0) {
      return null;
    }
    look(exports);
    const text = typeof body === "string" ? body : decoder.decode(body);
    const begin = exports.packed_output() / Uint32Array.BYTES_PER_ELEMENT;
    return { text, integers: words, begin, end: begin + count };
  });
}

function putBytes(exports: Exports, body: Uint8Array): number {
  const at = exports.packed_input(body.length);
  look(exports);
  bytes.set(body, at);
  return body.length;
}

function putText(exports: Exports, body: string): number {
  // A UTF-16 unit is three bytes at most.
  const room = body.length * 3;
  const at = exports.packed_input(room);
  look(exports);
  return encoder.encodeInto(body, bytes.subarray(at, at + room)).written;
}

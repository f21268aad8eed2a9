/**
 * The module as it stands in a bundle, see `inline.mjs`.
 *
 * @packageDocumentation
 */

/** A module as text. */
export interface Inlined {
  /** Its bytes, as characters of ASCII. */
  readonly text: string;
  /** The wasm module that makes the one of the other, as base64: as JavaScript it would take as long as the rest. */
  readonly decoder: string;
}

/** What `inline.wat` exports. */
interface Decoder {
  readonly memory: WebAssembly.Memory;
  readonly decode: (length: number) => number;
}

/** Where the decoder takes the text from, and puts the bytes. */
const START = 512;
const PAGE = 65_536;

/** The bytes of the module. */
export function decoded({ text, decoder }: Inlined): Uint8Array<ArrayBuffer> {
  const module = new WebAssembly.Module(Uint8Array.from(atob(decoder), (character) => character.charCodeAt(0)));
  const { memory, decode } = new WebAssembly.Instance(module).exports as unknown as Decoder;
  memory.grow(Math.ceil(text.length / PAGE));
  new TextEncoder().encodeInto(text, new Uint8Array(memory.buffer, START));
  return new Uint8Array(memory.buffer, START, decode(text.length));
}

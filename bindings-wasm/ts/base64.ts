/**
 * The module as it stands in a bundle.
 *
 * @packageDocumentation
 */

/** What runtimes have for this; `Buffer` where `fromBase64` is not there yet, as in Node 20. */
interface Decoders {
  readonly Buffer?: { from(text: string, encoding: "base64"): Uint8Array<ArrayBuffer> };
  readonly Uint8Array: { fromBase64?(text: string): Uint8Array<ArrayBuffer> };
}

/** The bytes, decoded by the runtime if it can: a loop takes as long as compiling the module. */
export function decoded(base64: string): Uint8Array<ArrayBuffer> {
  const { Buffer, Uint8Array: Bytes } = globalThis as unknown as Decoders;
  return Bytes.fromBase64?.(base64) ?? Buffer?.from(base64, "base64") ?? byLoop(atob(base64));
}

function byLoop(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    bytes[index] = text.charCodeAt(index);
  }
  return bytes;
}

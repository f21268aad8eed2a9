/**
 * Bodies that come in pieces.
 *
 * @packageDocumentation
 */

/**
 * The bytes of the pieces; of the only one without a copy, as most bodies come in one.
 *
 * @internal
 */
export function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [first] = chunks;
  if (first !== undefined && chunks.length === 1) {
    return first;
  }
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let position = 0;
  for (const chunk of chunks) {
    whole.set(chunk, position);
    position += chunk.length;
  }
  return whole;
}

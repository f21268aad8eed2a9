/**
 * Modules that another realm has compiled.
 *
 * @packageDocumentation
 */

/**
 * The module, as one of this realm: the edge runtime of Next.js compiles it outside, and the glue of wasm-bindgen would
 * take it for bytes.
 */
export function ofThisRealm(module: WebAssembly.Module): WebAssembly.Module {
  return Object.setPrototypeOf(module, WebAssembly.Module.prototype) as WebAssembly.Module;
}

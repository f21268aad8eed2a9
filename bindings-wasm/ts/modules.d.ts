/** The glue that wasm-bindgen writes; `wasm.ts` says what it exports. */
declare module "telwire-wasm" {
  export default function init(source: { module_or_path: unknown }): Promise<unknown>;
  export function initSync(source: { module: BufferSource | WebAssembly.Module }): unknown;
}

/** The bytes of the module, in the bundle. */
declare module "telwire.wasm?inline" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

/** The module, compiled by the runtime. */
declare module "*/telwire.wasm" {
  const module: WebAssembly.Module;
  export default module;
}

/** The module, compiled by the runtime. */
declare module "*/telwire.wasm?module" {
  const module: WebAssembly.Module;
  export default module;
}

/** The glue that wasm-bindgen writes; `wasm.ts` says what it exports. */
declare module "telwire-wasm" {
  export default function init(source: { module_or_path: unknown }): Promise<unknown>;
  export function initSync(source: { module: BufferSource | WebAssembly.Module }): unknown;
}

/** The same of the sandbox; `sandbox/wasm.ts` says what it exports. */
declare module "telwire-wasm-sandbox" {
  export function initSync(source: { module: BufferSource | WebAssembly.Module }): unknown;
}

/** The same of the relay; `relay/wasm.ts` says what it exports. */
declare module "telwire-wasm-relay" {
  export function initSync(source: { module: BufferSource | WebAssembly.Module }): unknown;
}

/** A module as text, in the bundle. */
declare module "*.wasm?inline" {
  const inlined: import("./inline.js").Inlined;
  export default inlined;
}

/** A module, compiled by the runtime. */
declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}

/** A module, compiled by the runtime. */
declare module "*.wasm?module" {
  const module: WebAssembly.Module;
  export default module;
}

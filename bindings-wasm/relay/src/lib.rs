//! The WebAssembly half of `telwire/relay`: the server side of every call. Who may do what is decided in TypeScript.
//!
//! What stands here and the classes of `received.rs` and `signer.rs` are what JavaScript may call; `ts/relay/wasm.ts` says it
//! in TypeScript.

mod aculab;
mod aql;
mod call;
mod decode;
mod names;
mod options;
mod received;
mod signer;

use std::panic;

use wasm_bindgen::prelude::*;

/// Sees to it that a panic reaches JavaScript as an `Error` with its message. Other calls live on.
#[wasm_bindgen(start)]
pub fn start() {
    panic::set_hook(Box::new(|panic| {
        wasm_bindgen::throw_str(&format!("the relay broke down, which is a defect of telwire: {panic}"));
    }));
}

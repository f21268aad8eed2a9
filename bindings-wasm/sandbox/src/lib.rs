//! The WebAssembly half of `telwire/sandbox`: it converts, and nothing else. What the carriers do is in `telwire-sandbox`.
//!
//! What stands here is what JavaScript may call; `ts/sandbox/wasm.ts` says it in TypeScript. Unlike the module of the
//! calls it holds state, a [`World`](world::World) for each sandbox, which JavaScript frees when nothing refers to it.

mod faults;
mod owned;
mod reply;
mod world;

use std::panic;

use telwire_sandbox::demo;
use telwire_wasm_convert::view;
use wasm_bindgen::prelude::*;

/// Sees to it that a panic reaches JavaScript as an `Error` with its message. Other sandboxes live on.
#[wasm_bindgen(start)]
pub fn start() {
    panic::set_hook(Box::new(|panic| {
        wasm_bindgen::throw_str(&format!("the sandbox broke down, which is a defect of telwire: {panic}"));
    }));
}

/// The variables that point a program to the demo accounts, served at the base URL `url`: pairs of name and value.
#[wasm_bindgen]
pub fn environment(url: &str) -> JsValue {
    view::js(&demo::environment(url))
}

/// What a program says that serves the demo accounts at the base URL `url`.
#[wasm_bindgen]
pub fn introduction(url: &str) -> String {
    demo::introduction(url)
}

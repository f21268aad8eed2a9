/**
 * The wasm module, fetched and compiled once, beside the first view and not before it.
 *
 * @packageDocumentation
 */

import { signal } from "@preact/signals";
import { init } from "telwire/slim";
import address from "telwire/telwire.wasm?url";

import { portalFetch } from "./reach.js";

/** Whether telwire can be called already: for what checks while somebody types. */
export const isReady = signal(false);

let loading: Promise<void> | null = null;

/** Resolves when telwire can be called. A load that failed is tried again by the next caller. */
export async function ready(): Promise<void> {
  loading ??= init(portalFetch(address));
  try {
    await loading;
    isReady.value = true;
  } catch (error) {
    loading = null;
    throw error;
  }
}

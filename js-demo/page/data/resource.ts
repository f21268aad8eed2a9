/**
 * Something that is fetched, shown, and fetched again.
 *
 * @packageDocumentation
 */

import { signal } from "@preact/signals";

import { type Failure, failureOf } from "./failure.js";

/** What was fetched last, whether it is being fetched, and why it could not be. */
export class Resource<Value> {
  /** What came last; `null` before anything did. */
  readonly value = signal<Value | null>(null);
  /** Whether it is being fetched. */
  readonly isLoading = signal(false);
  /** Why the last fetch failed; `null` if it did not. */
  readonly failure = signal<Failure | null>(null);

  readonly #fetch: () => Promise<Value>;
  #loading: Promise<void> | null = null;

  /** Something that `fetch` gets. Nothing is fetched yet. */
  constructor(fetch: () => Promise<Value>) {
    this.#fetch = fetch;
  }

  /** Fetches it anew; who asks meanwhile waits for the same. Never throws: see `failure`. */
  load(): Promise<void> {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  /** Fetches it, unless it is there or on its way. */
  async need(): Promise<void> {
    if (this.value.peek() === null) {
      await this.load();
    }
  }

  async #load(): Promise<void> {
    this.isLoading.value = true;
    try {
      this.value.value = await this.#fetch();
      this.failure.value = null;
    } catch (error) {
      this.failure.value = failureOf(error);
    } finally {
      this.isLoading.value = false;
    }
  }
}

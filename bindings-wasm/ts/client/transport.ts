/**
 * From a request to its answer, by `fetch`.
 *
 * - {@link NotSent} is said only where the request certainly never left; whatever else goes wrong is {@link NoAnswer}. Of
 *   a `fetch` that was handed in nobody knows what it tried before it failed: only its own `NotSent` counts.
 * - A body that breaks off is an answer that is not `complete`, and so is one whose end nothing announced.
 * - A request is sent once. Redirects are answers.
 * - `request.timeout` is the time for the whole exchange.
 *
 * @packageDocumentation
 */

import { NoAnswer, NotSent, TelwireError, type TransportError } from "../errors.js";
import { type Arrived, received, type Request } from "../http.js";
import type { Landing } from "./hooks.js";
import { codeOf, isQuotingAnswer, neverLeft } from "./rejection.js";

/** What sends a request: `fetch`, or a function like it. It may throw {@link NotSent} and {@link NoAnswer}. */
export type Fetch = (url: string, init: RequestInit & { readonly timeout: number }) => Promise<Response>;

const TIMED_OUT = "timed out";

/** @internal */
export class Transport {
  readonly #given: Fetch | undefined;

  constructor(given: Fetch | undefined) {
    // The runtime's own says why it failed, however it comes here.
    this.#given = given === globalThis.fetch ? undefined : given;
  }

  /** Sends the request once, and says what came of it, also when `limit` ends it. Never fails. */
  async exchange(request: Request, limit: AbortController): Promise<Landing> {
    const start = performance.now();
    const result = await this.#result(request, limit).catch((error: unknown) => this.#failure(request, error));
    return { result, ms: performance.now() - start };
  }

  async #result(request: Request, limit: AbortController): Promise<Arrived> {
    const timer = setTimeout(() => limit.abort(new NoAnswer(noAnswer(request, TIMED_OUT))), request.timeout);
    try {
      const response = await this.#response(request, limit.signal);
      const answer = await received(response, limit.signal);
      return isWhole(request, response) ? answer : { ...answer, complete: false };
    } finally {
      clearTimeout(timer);
    }
  }

  /** The head of the answer. Ends when `signal` says so, whether `fetch` listens to it or not. */
  async #response(request: Request, signal: AbortSignal): Promise<Response> {
    const fetch = this.#given ?? globalThis.fetch;
    const { url, method, body, cache, redirect } = request;
    // Of a compressed body Node does not notice that its end is missing. Browsers decide by themselves.
    const headers = { ...request.headers, "Accept-Encoding": "identity" };
    // Some runtimes refuse to be told about a cache: nothing is said to them then.
    const caching = (cache as string | undefined) === undefined ? {} : { cache };
    const ended = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    });
    // The timeout is for a sandbox, which has a clock of its own.
    const init = { method, headers, body, redirect, signal, timeout: request.timeout, ...caching };
    return Promise.race([fetch(url, init), ended]);
  }

  #failure(request: Request, error: unknown): TransportError {
    if (TelwireError.is(error) && error.kind === "transport") {
      return error;
    }
    // A cause that quotes what the server sent may hold a password.
    const cause = isQuotingAnswer(error) ? undefined : { cause: error };
    if (this.#given !== undefined) {
      return new NoAnswer(`the \`fetch\` that was handed in failed: \`${codeOf(error)}\``, cause);
    }
    if (neverLeft(error)) {
      return new NotSent(`could not connect to \`${originOf(request)}\`: \`${codeOf(error)}\``, cause);
    }
    return new NoAnswer(noAnswer(request, `\`${codeOf(error)}\``), cause);
  }
}

/**
 * Whether the end of the body was announced, where that matters most: by HTTP/2 nothing else tells, so a list may be
 * believed, but a password whose end is missing must not be.
 */
function isWhole({ effect }: Request, { headers }: Response): boolean {
  return effect !== "purchase" || headers.has("content-length") || headers.has("transfer-encoding");
}

function noAnswer(request: Request, why: string): string {
  return `no answer from \`${originOf(request)}\`: ${why}`;
}

function originOf(request: Request): string {
  return new URL(request.url).origin;
}

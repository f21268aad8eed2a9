/**
 * What can be seen of each request.
 *
 * @packageDocumentation
 */

import type { TransportError } from "../errors.js";
import type { Arrived, Request } from "../http.js";
import { Body } from "../secret.js";

/** An answer as hooks see it: it prints without what it holds. */
export interface Answered {
  /** The status code. */
  readonly status: number;
  /** The headers, their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes of the body; they may hold SIP passwords. */
  readonly body: Body;
  /** Whether the body is known to be whole. */
  readonly complete: boolean;
}

/** What a client calls around each request. It waits for what they return. */
export interface HookOptions {
  /** Called before a request is sent. If it throws, the request does not leave, and the caller gets the error. */
  readonly onRequest?: ((request: Request) => unknown) | undefined;
  /**
   * Called with what came of a request, and after how many milliseconds. What it throws is written to the console and
   * goes no further: an answer that came is never dropped.
   */
  readonly onResponse?: ((request: Request, result: Answered | TransportError, ms: number) => unknown) | undefined;
}

/**
 * What came of a request.
 *
 * @internal
 */
export interface Landing {
  /** The answer, or why there is none. */
  readonly result: Arrived | TransportError;
  /** How many milliseconds it took. */
  readonly ms: number;
}

/** @internal */
export class Hooks {
  readonly #options: HookOptions;

  constructor(options: HookOptions) {
    this.#options = options;
  }

  /** A request is about to leave. */
  async sending(request: Request): Promise<void> {
    await this.#options.onRequest?.(request);
  }

  /** An answer came, or none will. Never fails. */
  async landed(request: Request, { result, ms }: Landing): Promise<void> {
    try {
      await this.#options.onResponse?.(request, isAnswer(result) ? shown(result) : result, ms);
    } catch (error) {
      console.error(`telwire: \`onResponse\` threw after \`${request.call}\``, error);
    }
  }
}

/** @internal */
export function isAnswer(result: Arrived | TransportError): result is Arrived {
  return !(result instanceof Error);
}

function shown({ status, headers, body, complete }: Arrived): Answered {
  const pairs = new Headers(headers as HeadersInit | undefined);
  return Object.freeze({ status, headers: Object.fromEntries(pairs), body: new Body(body), complete });
}

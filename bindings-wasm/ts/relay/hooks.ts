/**
 * What the portal can see of each request that the relay sends.
 *
 * @packageDocumentation
 */

import type { Answered, HookOptions, Request as SignedRequest, TransportError } from "../slim.js";

/** For whom the relay sends. */
export interface OnBehalf {
  /** The customer of the portal. */
  readonly tenant: string;
}

/** What a relay calls around each request to a carrier, those of orders too. It waits for what they return. */
export interface RelayHooks {
  /** Called before a request is sent. If it throws, the request does not leave. */
  readonly onRequest?: ((request: SignedRequest, who: OnBehalf) => unknown) | undefined;
  /** Called with what came of a request, and after how many milliseconds. What it throws is written to the console. */
  readonly onResponse?:
    ((request: SignedRequest, result: Answered | TransportError, ms: number, who: OnBehalf) => unknown) | undefined;
}

/** The hooks of a client that sends for that tenant. */
export function hooksFor(tenant: string, { onRequest, onResponse }: RelayHooks): HookOptions {
  const who: OnBehalf = Object.freeze({ tenant });
  return {
    onRequest: onRequest && ((request) => onRequest(request, who)),
    onResponse: onResponse && ((request, result, ms) => onResponse(request, result, ms, who)),
  };
}

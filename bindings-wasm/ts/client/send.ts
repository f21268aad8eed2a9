/**
 * Sends one request, for drivers of your own.
 *
 * @packageDocumentation
 */

import type { Arrived, Request } from "../http.js";
import { type HookOptions, Hooks, isAnswer } from "./hooks.js";
import { type Fetch, Transport } from "./transport.js";

/** How a request is sent. */
export interface SendOptions extends HookOptions {
  /** What sends it: a function like `fetch`, which is what is taken if left out. */
  readonly fetch?: Fetch | undefined;
}

/**
 * Sends a signed request once, as clients do: no redirect is followed and nothing cached. What comes is for `call.parse`;
 * it waits as long as `request.timeout` says.
 *
 * @returns the answer, with `complete` where the body is known to be whole
 * @throws NotSent where the request certainly never left, NoAnswer where nobody knows: `call.failed(error.code)` says what
 *   that means
 */
export async function send(request: Request, { fetch, ...options }: SendOptions = {}): Promise<Arrived> {
  const hooks = new Hooks(options);
  await hooks.sending(request);
  const landing = await new Transport(fetch).exchange(request, new AbortController());
  await hooks.landed(request, landing);
  if (!isAnswer(landing.result)) {
    throw landing.result;
  }
  return landing.result;
}

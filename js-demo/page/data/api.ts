/**
 * What the page asks its own server, beside the relay.
 *
 * @packageDocumentation
 */

import type { Problem } from "../../shared/portal.js";
import { portalFetch } from "./reach.js";
import { session } from "./session.js";

/** The portal's server said no, or nothing. */
export class ApiError extends Error {
  /** The HTTP status; `0` if no answer came. */
  readonly status: number;
  /** A text that never changes, such as `wrong_login`; `null` if the server gave none. */
  readonly code: string | null;

  /** An error with a sentence for people. */
  constructor({ message, code }: Partial<Problem>, status: number, options?: ErrorOptions) {
    super(message ?? `the portal's server answered with ${status}`, options);
    this.status = status;
    this.code = code ?? null;
  }
}

/** What the page sends. */
interface Asked {
  readonly method?: "DELETE" | "GET" | "POST";
  readonly body?: object;
  /** Ends the wait. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * What the server answers at that path, as JSON; `null` where it answers with nothing.
 *
 * @throws ApiError
 */
export async function api<Value>(path: string, asked: Asked = {}): Promise<Value> {
  const response = await answered(path, asked);
  const text = await response.text();
  if (!response.ok) {
    throw new ApiError(problemOf(text), response.status);
  }
  return (text === "" ? null : JSON.parse(text)) as Value;
}

async function answered(path: string, { method = "GET", body, signal }: Asked): Promise<Response> {
  const headers = { ...tokenFor(method), ...(body !== undefined && { "content-type": "application/json" }) };
  const content = body === undefined ? null : JSON.stringify(body);
  try {
    return await portalFetch(path, { method, headers, body: content, signal: signal ?? null });
  } catch (cause) {
    signal?.throwIfAborted();
    throw new ApiError({ message: "the portal's server does not answer" }, 0, { cause });
  }
}

/** What only this page knows: no other site can send it along with the cookie. */
function tokenFor(method: string): Record<string, string> {
  const token = session.peek()?.token;
  return method === "GET" || token === undefined ? {} : { "telwire-token": token };
}

function problemOf(text: string): Partial<Problem> {
  try {
    return JSON.parse(text) as Partial<Problem>;
  } catch {
    return {};
  }
}

/**
 * Requests to send and answers that came.
 *
 * @packageDocumentation
 */

import { Confidential, contentOf } from "./confidential.js";
import { misuse } from "./errors.js";
import { joined } from "./joined.js";
import type { FlatHeaders } from "./wasm.js";

/** What sending a call a second time means: nothing new, the same again, money, or a number that is gone. */
export type Effect = "change" | "purchase" | "read" | "release";

/**
 * What the module says of a request.
 *
 * @internal
 */
export interface RawRequest {
  readonly call: string;
  readonly effect: Effect;
  readonly timeout: number;
  readonly method: "GET" | "POST";
  readonly url: string | null;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  readonly text: string;
}

/**
 * A request, ready to be sent if it is signed: `fetch(request.url, request)`.
 *
 * It prints without its secrets; `JSON.stringify` and `structuredClone` refuse it.
 */
export class Request extends Confidential<RawRequest> {
  /** @internal */
  static override readonly name: string = "Request";

  /** @internal */
  constructor(raw: RawRequest) {
    super(raw, refuseRequest);
    Object.freeze(this);
  }

  /** The name of the call, such as `check_numbers`. */
  get call(): string {
    return contentOf<RawRequest>(this).call;
  }

  /** What sending it twice would mean. */
  get effect(): Effect {
    return contentOf<RawRequest>(this).effect;
  }

  /** How long to wait for the answer, in milliseconds: 30,000, or 120,000 where giving up leaves unknown what was done. */
  get timeout(): number {
    return contentOf<RawRequest>(this).timeout;
  }

  /** Whether it holds the credentials and the host of an account. */
  get isSigned(): boolean {
    return contentOf<RawRequest>(this).url !== null;
  }

  /** `POST`. */
  get method(): "GET" | "POST" {
    return contentOf<RawRequest>(this).method;
  }

  /**
   * The whole address.
   *
   * @throws TelwireError `misuse`, `unsigned_request`: it has no host
   */
  get url(): string {
    const { url } = contentOf<RawRequest>(this);
    if (url === null) {
      throw misuse("unsigned_request", "an unsigned request has no host: give `account` to `request`");
    }
    return url;
  }

  /** What stands behind the host in the address. */
  get path(): string {
    return contentOf<RawRequest>(this).path;
  }

  /** The headers in the order in which they are to be sent. Those of a signed request may hold its credentials. */
  get headers(): Readonly<Record<string, string>> {
    return Object.fromEntries(contentOf<RawRequest>(this).headers);
  }

  /** The form. That of a signed request may hold its credentials. */
  get body(): string {
    return contentOf<RawRequest>(this).body;
  }

  /** For `fetch`: nothing of an exchange is kept. `undefined` where the runtime refuses to be told. */
  get cache(): "no-store" {
    return ("cache" in globalThis.Request.prototype ? "no-store" : undefined) as "no-store";
  }

  /** For `fetch`: credentials follow no redirect. */
  get redirect(): "manual" {
    return "manual";
  }

  /** Method, address, headers and form as a human reads them, secrets replaced by a placeholder. */
  override toString(): string {
    return contentOf<RawRequest>(this).text;
  }
}

function refuseRequest(): never {
  throw misuse(
    "confidential",
    "a request is not serialised by itself, as it may hold credentials: take `path` and `body` of an unsigned one",
  );
}

/** Headers as they may be given. */
export type HeadersLike = Headers | Iterable<readonly [string, string]> | Readonly<Record<string, string>>;

/** An answer, as an HTTP library gave it. */
export interface Received {
  /** The status code. */
  readonly status: number;
  /** The headers; none if left out. */
  readonly headers?: HeadersLike | undefined;
  /** The body; text is taken as UTF-8. */
  readonly body: Uint8Array | string;
  /** Whether the HTTP library vouches that the body is whole; `true` if left out. */
  readonly complete?: boolean | undefined;
}

/** An answer as a client got it: in bytes, and known to be whole or not. */
export interface Arrived extends Received {
  readonly body: Uint8Array;
  readonly complete: boolean;
}

/**
 * Names and values in turn.
 *
 * @internal
 */
export function flat(headers: HeadersLike | undefined): FlatHeaders {
  if (headers === undefined) {
    return [];
  }
  const pairs = Symbol.iterator in headers ? [...headers] : Object.entries(headers);
  return pairs.flat();
}

const encoder = new TextEncoder();

/** @internal */
export function bytes(body: Uint8Array | string): Uint8Array {
  return typeof body === "string" ? encoder.encode(body) : body;
}

/** How many bytes of an answer are read: a listing of the largest account is well below. */
const BODY_LIMIT = 64 * 2 ** 20;

/**
 * What came of a web-standard response. Where it breaks off, by itself or by `signal`, what came until then is kept, and
 * said not to be whole. For drivers of your own.
 */
export async function received(response: Response, signal?: AbortSignal): Promise<Arrived> {
  const { headers } = response;
  const { chunks, ended } = await chunksOf(response, signal);
  const body = joined(chunks);
  const complete = ended && !endsByClosing(headers) && !isShort(response, body.length);
  return { status: statusOf(response), headers, body, complete };
}

/** Browsers do not say which redirect it is that they did not follow: one stands for all. */
function statusOf({ type, status }: Response): number {
  return type === "opaqueredirect" ? 302 : status;
}

interface Chunks {
  readonly chunks: Uint8Array[];
  /** Whether the body ended by itself: not by an error, not too late, and not too long. */
  readonly ended: boolean;
}

async function chunksOf(response: Response, signal: AbortSignal | undefined): Promise<Chunks> {
  const body = response.body as Partial<ReadableStream<Uint8Array>> | null;
  if (body === null) {
    return { chunks: [], ended: true };
  }
  // What other libraries call a response may have another kind of body.
  return body.getReader === undefined
    ? whole(response)
    : read((body as ReadableStream<Uint8Array>).getReader(), signal);
}

async function whole(response: Response): Promise<Chunks> {
  try {
    return { chunks: [new Uint8Array(await response.arrayBuffer())], ended: true };
  } catch {
    return { chunks: [], ended: false };
  }
}

async function read(reader: ReadableStreamDefaultReader<Uint8Array>, signal: AbortSignal | undefined): Promise<Chunks> {
  const chunks: Uint8Array[] = [];
  const cancel = () => void reader.cancel().catch(() => undefined);
  signal?.addEventListener("abort", cancel, { once: true });
  let length = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.length;
      if (length > BODY_LIMIT) {
        cancel();
        return { chunks, ended: false };
      }
      chunks.push(part.value);
    }
    return { chunks, ended: signal?.aborted !== true };
  } catch {
    return { chunks, ended: false };
  } finally {
    signal?.removeEventListener("abort", cancel);
  }
}

/** Whether fewer bytes came than were announced, where they are known to be counted in the same way. */
function isShort({ headers, type }: Response, length: number): boolean {
  // Of another site's answers a page is told their length, but not whether they were compressed.
  const isPlain = !headers.has("content-encoding") && type !== "cors";
  return isPlain && length < Number(headers.get("content-length"));
}

/** Whether nothing but the end of the connection ends the body: then nobody knows whether it is whole. */
function endsByClosing(headers: Headers): boolean {
  const isAnnounced = headers.has("content-length") || headers.has("transfer-encoding");
  return !isAnnounced && headers.get("connection")?.toLowerCase() === "close";
}

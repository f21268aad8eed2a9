/**
 * What a request must be, whatever it asks for. Browsers see to it that no other site's page can send the like.
 *
 * @packageDocumentation
 */

import { joined } from "../joined.js";
import { RELAY_HEADER } from "../orderWire.js";
import type { Policy } from "./policy.js";
import { Refusal } from "./refusal.js";

const FORM_TYPE = /^application\/x-www-form-urlencoded(?:; *charset=utf-8)?$/i;

/** The longest list that makes sense is far below. */
const BODY_LIMIT = 2 ** 18;

/** How long a page may take to send a body, in milliseconds. */
const BODY_TIMEOUT = 10_000;

/**
 * Refuses what no page of the portal's sends, whatever it is for.
 *
 * @throws Refusal
 */
export function checkEnvelope({ method, headers, url }: Request, { origins, hosts }: Policy<never>): void {
  const host = headers.get("host") ?? new URL(url).host;
  if (!hosts.includes(host)) {
    throw new Refusal("wrong_host", "the request is for another host than those of the policy");
  }
  const origin = headers.get("origin");
  // To its own origin a page names none where it only reads.
  if (origin === null ? method !== "GET" : !origins.includes(origin)) {
    throw new Refusal("wrong_origin", "the request is from a page of another origin than those of the policy");
  }
  if (headers.get(RELAY_HEADER) !== "1") {
    throw new Refusal("no_relay_header", `the request has no header \`${RELAY_HEADER}: 1\``);
  }
  if (url.includes("?")) {
    throw new Refusal("query_string", "the address has a query string, which no call has");
  }
}

/**
 * Refuses what is no form that was posted.
 *
 * @throws Refusal
 */
export function checkForm({ method, headers }: Request): void {
  if (method !== "POST") {
    throw new Refusal("method_not_allowed", `calls are sent by POST, not by ${method}`);
  }
  if (!FORM_TYPE.test(headers.get("content-type") ?? "") || headers.has("content-encoding")) {
    throw new Refusal("wrong_content_type", "the body must be `application/x-www-form-urlencoded`");
  }
}

/**
 * The bytes of the body.
 *
 * @throws Refusal if they are too many, or come too slowly
 */
export async function bodyOf(request: Request): Promise<Uint8Array> {
  if (request.body === null) {
    return new Uint8Array();
  }
  const reader = (request.body as ReadableStream<Uint8Array>).getReader();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooSlow = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Refusal("body_too_slow", `the body did not come within ${BODY_TIMEOUT / 1000} seconds`));
    }, BODY_TIMEOUT);
  });
  try {
    return await Promise.race([read(reader), tooSlow]);
  } catch (error) {
    reader.cancel().catch(() => undefined);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > BODY_LIMIT) {
      throw new Refusal("body_too_large", `the body has more than ${BODY_LIMIT} bytes`);
    }
    chunks.push(part.value);
  }
  return joined(chunks);
}

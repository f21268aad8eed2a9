/**
 * When the relay says no, itself.
 *
 * @packageDocumentation
 */

import { REFUSAL_HEADER } from "../orderWire.js";

/** The HTTP status of each refusal of the relay's own. What stands here was never sent to a carrier. */
const STATUS = {
  body_too_large: 413,
  body_too_slow: 408,
  call_not_allowed: 403,
  carrier_not_served: 404,
  carrier_unreachable: 503,
  credentials: 400,
  field_not_allowed: 403,
  key_reused: 409,
  method_not_allowed: 405,
  no_key: 400,
  no_relay_header: 403,
  no_session: 401,
  not_over: 409,
  not_owned: 403,
  numbers_limit: 429,
  price_unknown: 403,
  query_string: 400,
  spend_limit: 429,
  unknown_call: 404,
  unknown_order: 404,
  value_not_allowed: 403,
  wrong_content_type: 415,
  wrong_host: 421,
  wrong_origin: 403,
  wrong_token: 403,
} as const;

/**
 * Why the relay refuses: a text that never changes. Beside these there are the codes of `invalid_input`, such as
 * `unknown_field` or `repeated`, of requests that are no call as telwire makes them.
 */
export type RefusalCode = keyof typeof STATUS | (string & {});

/** What a request that is no call as telwire makes them is answered with. */
const BAD_REQUEST = 400;

/** A refusal on its way to the page. */
export class Refusal extends Error {
  readonly code: RefusalCode;

  /** A refusal with a sentence for whoever reads the log. */
  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }

  /** What the page is answered. */
  response(): Response {
    const { code, message } = this;
    const status = Object.hasOwn(STATUS, code) ? STATUS[code as keyof typeof STATUS] : BAD_REQUEST;
    const headers = { "cache-control": "no-store", "content-type": "application/json", [REFUSAL_HEADER]: code };
    return new Response(JSON.stringify({ code, message }), { status, headers });
  }
}

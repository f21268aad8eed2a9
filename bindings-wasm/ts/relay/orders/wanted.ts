/**
 * What a page may order.
 *
 * @packageDocumentation
 */

import type { Carrier, Wanted } from "../../orderWire.js";
import { TelwireError, type workflow } from "../../slim.js";
import { Refusal } from "../refusal.js";
import type { Clients } from "./drivers.js";

const KEY_HEADER = "idempotency-key";
const KEY = /^[\x21-\x7e]{1,255}$/;

const JSON_TYPE = /^application\/json(?:; *charset=utf-8)?$/i;

/**
 * What the page calls its order.
 *
 * @throws Refusal
 */
export function keyOf({ headers }: Request): string {
  const key = headers.get(KEY_HEADER);
  if (key === null || !KEY.test(key)) {
    throw new Refusal("no_key", "an order needs an `Idempotency-Key` of 1 to 255 visible ASCII characters");
  }
  return key;
}

/**
 * What the page orders, its names checked; the carrier's client checks the options.
 *
 * @throws Refusal
 */
export function wantedOf({ headers }: Request, body: Uint8Array): Wanted {
  if (!JSON_TYPE.test(headers.get("content-type") ?? "") || headers.has("content-encoding")) {
    throw new Refusal("wrong_content_type", "the body of an order must be `application/json`");
  }
  const wanted = parsed(body);
  if (!isWanted(wanted)) {
    throw new Refusal("wrong_format", "an order is `{ carrier, options }`, and `carrier` is `aql` or `aculab`");
  }
  return wanted;
}

/**
 * Refuses options that no order has, or none of a page's: another tenant's purchases on the account show to whoever says
 * that nobody else buys there.
 *
 * @throws Refusal
 */
export function checkOptions({ carrier, options }: Wanted, clients: Clients): void {
  const client = clients[carrier];
  if (client === undefined) {
    throw new Refusal("carrier_not_served", `the relay has no account at \`${carrier}\``);
  }
  if ("exclusiveBuyer" in options) {
    throw new Refusal("field_not_allowed", "`exclusiveBuyer` is not a page's to say");
  }
  try {
    client.dryRunOrder(options as never);
  } catch (error) {
    throw TelwireError.is(error) ? new Refusal(error.code, error.message) : error;
  }
}

/** How many numbers it would buy. */
export function quantityOf({ carrier, options }: Wanted): number {
  if (carrier === "aculab") {
    return (options as workflow.AculabOrderOptions).quantity ?? 1;
  }
  const { slots } = options as workflow.AqlOrderOptions;
  return typeof slots === "number" ? slots : slots.length;
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new Refusal("wrong_format", "the body of an order must be JSON");
  }
}

function isWanted(value: unknown): value is Wanted {
  const { carrier, options, ...rest } = (value ?? {}) as { carrier?: Carrier; options?: unknown };
  const isPlain = typeof options === "object" && options !== null && !Array.isArray(options);
  return (carrier === "aql" || carrier === "aculab") && isPlain && Object.keys(rest).length === 0;
}

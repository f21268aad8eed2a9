/**
 * The result of an order as a file.
 *
 * @packageDocumentation
 */

import type { Row } from "./files.js";
import { hasPassword, type Item, type Order } from "./order.js";
import { CARRIERS, STATUSES, WHYS } from "./words.js";

/** A row for each number that was ordered, with its SIP password while that is shown. */
export function resultOf({ listed, slots }: Order): readonly Row[] {
  const { carrier } = listed.peek();
  return slots.peek().map((item, position) => ({
    order: listed.peek().id,
    carrier: CARRIERS[carrier],
    position: position + 1,
    status: item === null ? "Running" : STATUSES[item.status],
    number: numberOf(item),
    "VoIP user": item !== null && "voipnumber" in item ? item.voipnumber : null,
    "SIP password": hasPassword(item) ? (item.password?.reveal() ?? null) : null,
    "price per month (USD)": item !== null && !("voipnumber" in item) ? (item.listed?.price ?? null) : null,
    why: item?.why == null ? null : WHYS[item.why],
  }));
}

/** The number of an item, as its carrier writes it; `null` if it has none. */
export function numberOf(item: Item | null): string | null {
  const number = item?.number ?? null;
  return typeof number === "object" ? (number?.number ?? null) : number;
}

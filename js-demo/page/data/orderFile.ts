/**
 * The result of an order as a file.
 *
 * @packageDocumentation
 */

import type { Row } from "./files.js";
import { hasPassword, type Item, type Order, type Report, userOf } from "./order.js";
import { customerOf } from "./placed.js";
import { SIP_SERVER } from "./terms.js";
import { CARRIERS, STATUSES, WHYS } from "./words.js";

/** A row for each number that was ordered, with its SIP password while that is shown. */
export function resultOf(order: Order): readonly Row[] {
  const { carrier, id } = order.listed.peek();
  return order.slots.peek().map((item, slot) => {
    const { firstName, lastName, email } = customerOf(order, slot);
    return {
      order: id,
      carrier: CARRIERS[carrier],
      position: slot + 1,
      status: item === null ? "Running" : STATUSES[item.status],
      why: item?.why == null ? null : WHYS[item.why],
      number: digitsOf(item),
      "first name": firstName,
      "last name": lastName,
      "e-mail": email,
      ...endpointOf(item, order.report.peek()),
      "price per month (USD)": item !== null && !("voipnumber" in item) ? (item.listed?.price ?? null) : null,
    };
  });
}

/** Where a telephone with the number registers. */
function endpointOf(item: Item | null, report: Report | null): Row {
  const user = userOf(item, report);
  const password = hasPassword(item) ? item.password : null;
  return { "SIP server": user === null ? null : SIP_SERVER, "SIP user": user, "SIP password": password };
}

/** All digits of the number, as the carriers list it; `null` if it has none. */
function digitsOf(item: Item | null): string | null {
  const number = item?.number ?? null;
  return typeof number === "object" ? (number?.e164 ?? null) : number;
}

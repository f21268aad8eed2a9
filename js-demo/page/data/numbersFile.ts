/**
 * The list of numbers as a file.
 *
 * @packageDocumentation
 */

import type { Row } from "./files.js";
import type { Owned } from "./owned.js";
import { CARRIERS } from "./words.js";

/** The row of a number. */
export function rowOf(number: Owned): Row {
  const { carrier, digits, place, type, price, purchased } = number;
  const user = number.carrier === "aql" ? number.user : null;
  return {
    carrier: CARRIERS[carrier],
    number: digits,
    "VoIP user": number.carrier === "aql" ? number.voipnumber : null,
    place,
    type,
    "price per month": price,
    currency: price === null ? null : "USD",
    bought: purchased,
    "forwarded to": user?.settings.forwardactive === true ? user.settings.forwardto : null,
    credit: user?.credit ?? null,
  };
}

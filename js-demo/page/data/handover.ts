/**
 * What a customer needs to use a number, from the order that bought it.
 *
 * @packageDocumentation
 */

import type { workflow } from "telwire/slim";

import type { Customer } from "./customer.js";
import { hasPassword, isOwn, type Item, type Order, userOf } from "./order.js";
import { customerOf } from "./placed.js";
import { spelled } from "./spelling.js";
import { SIP_SERVER } from "./terms.js";

/** A number that is now on the account at aql: a telephone registers as its SIP user. */
export interface UkHandover {
  readonly carrier: "aql";
  readonly id: string;
  /** As people dial it. */
  readonly number: string;
  readonly customer: Customer;
  readonly user: string;
  /** Whether its SIP password was lost with an answer: the account has the number all the same. */
  readonly isLost: boolean;
  /** Its text on demand; `null` where it is lost, or not shown any more. */
  readonly password: (() => string) | null;
  /** What became of an e-mail address that could not be part of the order; `null` if it could. */
  readonly email: workflow.LateEmail | null;
}

/** A number that was bought at Aculab Cloud. */
export interface WorldHandover {
  readonly carrier: "aculab";
  readonly id: string;
  readonly number: string;
  readonly place: string;
  /** A month in US dollars; `null` where the listing did not show it yet. */
  readonly price: string | null;
}

/** A number to be handed over. */
export type Handover = UkHandover | WorldHandover;

/** The numbers that the account has by an order. */
export function handoversOf(order: Order): readonly Handover[] {
  return order.slots.value.flatMap((item) => handover(item, order) ?? []);
}

/** All that the customer needs, as the text of an e-mail. It holds the SIP password. */
export function emailOf({ number, customer, user, password }: UkHandover): string {
  const name = `${customer.firstName} ${customer.lastName}`.trim();
  return [
    name === "" ? "Hello," : `Hello ${name},`,
    "",
    `your telephone number ${number} is ready. Set up your telephone with:`,
    "",
    `SIP server: ${SIP_SERVER}`,
    `User: ${user}`,
    `Password: ${password?.() ?? "(sent separately)"}`,
    "",
  ].join("\r\n");
}

function handover(item: Item | null, order: Order): Handover | null {
  const report = order.report.value;
  if (item?.number == null || !isOwn(item, report)) {
    return null;
  }
  const id = `${order.id}:${item.slot}`;
  if ("voipnumber" in item) {
    return {
      carrier: "aql",
      id,
      number: spelled(item.number.number),
      customer: customerOf(order, item.slot),
      user: userOf(item, report) ?? "",
      isLost: item.status !== "bought",
      password: hasPassword(item) ? () => item.password?.reveal() ?? "" : null,
      email: item.email,
    };
  }
  return { carrier: "aculab", id, number: item.number, place: placeOf(order), price: item.listed?.price ?? null };
}

function placeOf(order: Order): string {
  const { region, state, country } = order.listed.value.options as workflow.AculabOrderOptions;
  return [region, state, country].filter((part) => typeof part === "string" && part !== "").join(", ");
}

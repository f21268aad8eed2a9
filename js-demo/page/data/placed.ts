/**
 * The numbers of an order, beside what was wanted of each.
 *
 * @packageDocumentation
 */

import type { workflow } from "telwire/slim";

import { type Customer, NOBODY } from "./customer.js";
import type { Item, Order } from "./order.js";
import { spelled } from "./spelling.js";

/** One number of an order. */
export interface Placed {
  /** Its position, from 0. */
  readonly slot: number;
  /** As people write it; `null` where it is not known yet. */
  readonly number: string | null;
  readonly customer: Customer;
  /** What is known of it; `null` where nothing is yet. */
  readonly item: Item | null;
}

/** Each number of an order. */
export function placedOf(order: Order): readonly Placed[] {
  return order.slots.value.map((item, slot) => {
    const number = numberOf(item) ?? wantedNumber(order, slot);
    return { slot, number, customer: customerOf(order, slot), item };
  });
}

/** Whom a number of an order is for. */
export function customerOf(order: Order, slot: number): Customer {
  const wanted = wantedAt(order, slot);
  if (typeof wanted !== "object" || "e164" in wanted) {
    return NOBODY;
  }
  const { firstName, lastName, email } = wanted;
  return { firstName: firstName ?? "", lastName: lastName ?? "", email: email ?? "" };
}

/** The number that was asked for; `null` if any would do. */
function wantedNumber(order: Order, slot: number): string | null {
  const wanted = wantedAt(order, slot);
  const number = typeof wanted === "object" ? wanted.number : wanted;
  const text = typeof number === "object" ? number?.number : number;
  return text === undefined ? null : spelled(text);
}

function wantedAt(order: Order, slot: number) {
  const { slots } = order.listed.value.options as Partial<workflow.AqlOrderOptions>;
  return typeof slots === "object" ? slots[slot] : undefined;
}

/** The number of an item, as people write it; `null` if it has none. */
export function numberOf(item: Item | null): string | null {
  const number = item?.number ?? null;
  // Those of Aculab Cloud are opaque: they stay as they came.
  return typeof number === "object" ? number && spelled(number.number) : number;
}

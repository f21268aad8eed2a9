/**
 * Everything in this page that is one user's: another user gets another.
 *
 * @packageDocumentation
 */

import { computed } from "@preact/signals";

import type { AuditEntry, PortalSession } from "../../shared/portal.js";
import { api } from "./api.js";
import { Basket } from "./basket.js";
import { Checkout } from "./checkout.js";
import { type Clients, clientsOf } from "./clients.js";
import { Numbers, type Served } from "./numbers.js";
import { Orders } from "./orders.js";
import { Resource } from "./resource.js";
import { portal } from "./session.js";

/** What the page knows for whoever is signed in. */
export class Desk {
  /** The carriers, once telwire is loaded. */
  readonly clients: () => Promise<Clients>;
  /** The numbers at both carriers. */
  readonly numbers: Numbers;
  /** The orders. */
  readonly orders: Orders;
  /** What is about to be ordered. */
  readonly basket: Basket;
  /** What was ordered last. */
  readonly checkout: Checkout;
  /** Who did what, when, and what came of it; the latest first. */
  readonly audit = new Resource(() => api<readonly AuditEntry[]>("api/audit"));

  /** An empty desk. Nothing is asked for yet. */
  constructor({ user, token }: PortalSession, served: Served) {
    this.clients = clientsOf(token);
    this.numbers = new Numbers(this.clients, served);
    this.orders = new Orders(this.clients);
    this.basket = new Basket(user);
    this.checkout = new Checkout(user, this.orders);
  }
}

const token = computed(() => portal.value?.session?.token ?? null);

/** The desk of whoever is signed in; `null` if nobody is. It stays the same until somebody signs in anew. */
export const desk = computed<Desk | null>(() => {
  // What else changes about the portal, such as the numbers bought today, leaves the desk as it is.
  const isSignedIn = token.value !== null;
  const { session = null, gateways } = portal.peek() ?? {};
  if (!isSignedIn || session === null || gateways === undefined) {
    return null;
  }
  return new Desk(session, { aql: gateways.aql !== null, aculab: gateways.aculab !== null });
});

/**
 * The desk, where places are shown: somebody is signed in there.
 *
 * @throws Error if nobody is
 */
export function useDesk(): Desk {
  if (desk.value === null) {
    throw new Error("places are for those who are signed in");
  }
  return desk.value;
}

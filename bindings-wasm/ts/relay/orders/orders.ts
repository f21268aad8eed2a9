/**
 * What pages ask for of their orders.
 *
 * @packageDocumentation
 */

import type { ListedOrder, OrderEvent, PasswordsView, Wanted } from "../../orderWire.js";
import { Refusal } from "../refusal.js";
import { type Backing, Drivers } from "./drivers.js";
import { eventStream, newsOf } from "./eventStream.js";
import { endOf, isSealed, isToStop, logOf, viewOf } from "./log.js";
import { passwordsOf, sealJournal } from "./passwords.js";
import type { Route } from "./route.js";
import type { NewOrder, OrderStore, StoredOrder } from "./store.js";
import { checkOptions, keyOf, quantityOf, wantedOf } from "./wanted.js";

const LEASE = 30_000;

const CREATED = 201;
const OK = 200;

/** What orders in a relay are made of. */
export interface OrdersOptions {
  /** Where they are kept. */
  readonly store: OrderStore;
  /** The time, in milliseconds since 1970. */
  readonly now: () => number;
  /** For how many milliseconds a driver has an order without saying that it is alive; 30,000 if left out. */
  readonly lease?: number | undefined;
}

/** Who asks, as the relay has found out, and what with. */
export interface OrdersContext extends Backing {
  /** The tenant of the session. */
  readonly tenant: string;
  /** Whether the page gets the SIP passwords of what it ordered. */
  readonly passwords: "once" | "withheld";
  /** The body of the request. */
  readonly body: Uint8Array;
  /**
   * Asks the policy about a new order, and counts its numbers. Called once for each, before it is kept.
   *
   * @throws Refusal
   */
  readonly admit: (order: NewOrder, quantity: number) => unknown;
}

/**
 * Orders that run in the relay: a page places one, and may leave, reload or change the device.
 *
 * What reaches this has passed the relay's checks: method and path by `routeOf`, origin, host, session and token.
 */
export class Orders {
  readonly #options: OrdersOptions;
  readonly #drivers: Drivers;

  constructor(options: OrdersOptions) {
    this.#options = options;
    this.#drivers = new Drivers(options.store, options.lease ?? LEASE);
  }

  /**
   * Answers what a page asks for.
   *
   * @throws Refusal
   */
  async answer(route: Route, request: Request, context: OrdersContext): Promise<Response> {
    if (route.act === "place") {
      return this.#place(request, context);
    }
    if (route.act === "list") {
      return this.#list(context);
    }
    const order = await this.#options.store.get(context.tenant, route.id);
    if (order === null) {
      throw new Refusal("unknown_order", "the tenant has no order of that id");
    }
    switch (route.act) {
      case "events":
        return this.#events(order, request, context);
      case "passwords":
        return this.#passwords(order, context);
      case "seal":
        return this.#seal(order, context);
      case "show":
        return this.#show(order, context);
      case "stop":
        return this.#stop(order, context);
    }
  }

  /** Goes on with orders whose driver died, while no page watches them. */
  async resume(backing: Backing, isMeant: (order: StoredOrder) => boolean): Promise<void> {
    for (const order of (await this.#options.store.running()).filter(isMeant)) {
      await this.#drivers.drive(order, backing);
    }
  }

  async #place(request: Request, context: OrdersContext): Promise<Response> {
    const { tenant, clients, body } = context;
    const key = keyOf(request);
    const wanted = wantedOf(request, body);
    const { store, now } = this.#options;
    const before = await store.find(tenant, key);
    if (before !== null) {
      return this.#again(before, wanted, context);
    }
    checkOptions(wanted, clients);
    const order = newOrder(tenant, key, wanted, now());
    await context.admit(order, quantityOf(wanted));
    const kept = await store.create(order);
    if (kept.id !== order.id) {
      // The same came twice at once: what was counted for this one is not bought.
      await context.onEnd(order, quantityOf(wanted));
      return this.#again(kept, wanted, context);
    }
    await this.#drivers.drive(kept, context);
    return json({ id: kept.id }, CREATED);
  }

  /** The same key is the same order, whatever became of the first answer. */
  async #again(order: StoredOrder, { carrier, options }: Wanted, context: OrdersContext): Promise<Response> {
    if (order.carrier !== carrier || order.options !== JSON.stringify(options)) {
      throw new Refusal("key_reused", "the tenant has another order of that `Idempotency-Key`");
    }
    await this.#drivers.drive(order, context);
    return json({ id: order.id });
  }

  async #list({ tenant }: OrdersContext): Promise<Response> {
    const orders = await this.#options.store.list(tenant);
    return json(orders.map(listed));
  }

  async #show(order: StoredOrder, context: OrdersContext): Promise<Response> {
    await this.#drivers.drive(order, context);
    return json(viewOf(order, await logOf(this.#options.store, order.id)));
  }

  #events({ id }: StoredOrder, { headers }: Request, context: OrdersContext): Response {
    const { store } = this.#options;
    const stream = eventStream({
      after: lastSeen(headers),
      pause: async (ms, signal) => newsOf(this.#drivers.news, id, ms, signal),
      events: async (after) => store.events(id, after),
      isOpen: async () => {
        const order = await store.get(context.tenant, id);
        if (order?.state === "running") {
          await this.#drivers.drive(order, context);
          return true;
        }
        return false;
      },
    });
    return new Response(stream, { headers: { "cache-control": "no-store", "content-type": "text/event-stream" } });
  }

  async #stop(order: StoredOrder, context: OrdersContext): Promise<Response> {
    const { id } = order;
    if (order.state === "running" && !isToStop(await logOf(this.#options.store, id))) {
      await this.#record(id, { type: "stop" });
    }
    this.#drivers.stop(id);
    // Where nobody was at it, somebody must be, to end it.
    await this.#drivers.drive(order, context);
    return json({ id });
  }

  async #passwords(order: StoredOrder, { clients, passwords }: OrdersContext): Promise<Response> {
    const log = await this.#over(order);
    const isShown = passwords === "once" && order.carrier === "aql" && !isSealed(log);
    const journal = this.#options.store.journal(order.id);
    const shown = isShown && clients.aql !== undefined ? await passwordsOf(clients.aql, journal) : null;
    return json({ passwords: shown } satisfies PasswordsView);
  }

  async #seal(order: StoredOrder, { clients, passwords }: OrdersContext): Promise<Response> {
    const log = await this.#over(order);
    if (passwords === "once" && order.carrier === "aql" && clients.aql !== undefined) {
      // Shown no more, whatever becomes of the journal: asking again seals that.
      if (!isSealed(log)) {
        await this.#record(order.id, { type: "sealed" });
      }
      await sealJournal(clients.aql, this.#options.store.journal(order.id));
    }
    return json({ id: order.id });
  }

  async #over({ id }: StoredOrder): Promise<readonly OrderEvent[]> {
    const log = await logOf(this.#options.store, id);
    if (endOf(log) === null) {
      throw new Refusal("not_over", "the order is still at work: its passwords come at the end");
    }
    return log;
  }

  async #record(id: string, event: OrderEvent): Promise<void> {
    await this.#options.store.record(id, JSON.stringify(event));
  }
}

function newOrder(tenant: string, key: string, { carrier, options }: Wanted, created: number): NewOrder {
  const id = crypto.randomUUID();
  return { id, tenant, key, carrier, options: JSON.stringify(options), created };
}

function listed({ id, key, carrier, state, created, options }: StoredOrder): ListedOrder {
  return { id, key, carrier, state, created, options: JSON.parse(options) as object };
}

/** The number of the event that the page saw last: `0` where it says none, or no number. */
function lastSeen(headers: Headers): number {
  const said = headers.get("last-event-id") ?? "";
  return /^\d{1,15}$/.test(said) ? Number(said) : 0;
}

function json(value: object, status = OK): Response {
  return Response.json(value, { status, headers: { "cache-control": "no-store" } });
}

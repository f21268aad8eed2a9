/**
 * A page's link to the orders of its relay.
 *
 * @packageDocumentation
 */

import { NoAnswer, TelwireError } from "../../errors.js";
import { received } from "../../http.js";
import type { ListedOrder, OrderEvent, PasswordsView, Wanted } from "../../orderWire.js";
import { type PageOptions, refusalOf, type RelayRoute } from "../relay.js";
import { codeOf } from "../rejection.js";
import { eventsOf } from "./eventSource.js";

/** How often in a row it is tried in vain, and how long it waits between, in milliseconds: the longest is the last. */
const WAITS = [500, 1000, 2000, 4000, 8000, 8000, 8000];

/** How long an answer may take to begin, in milliseconds. */
const TIMEOUT = 30_000;

/** What is asked for of orders. */
interface Asked {
  readonly path: string;
  readonly method: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * Asks for orders. Whatever it asks for may be asked again: so it does while the relay cannot be reached.
 *
 * @internal
 */
export class Link {
  readonly #route: RelayRoute;
  readonly #options: Pick<PageOptions, "clock" | "fetch">;

  constructor(route: RelayRoute, options: Pick<PageOptions, "clock" | "fetch">) {
    this.#route = route;
    this.#options = options;
  }

  /** Places an order, and says what it is called. */
  async place(wanted: Wanted, key: string): Promise<string> {
    const headers = { "content-type": "application/json", "idempotency-key": key };
    const { id } = await this.#json<{ id: string }>({
      path: "/orders",
      method: "POST",
      headers,
      body: JSON.stringify(wanted),
    });
    return id;
  }

  /** The orders of the tenant, the latest first. */
  async list(): Promise<readonly ListedOrder[]> {
    return this.#json({ path: "/orders", method: "GET" });
  }

  /** Asks for an early end. */
  async stop(id: string): Promise<void> {
    await this.#json({ path: pathOf(id, "stop"), method: "POST" });
  }

  /** The SIP passwords of an order that is over; `null` if there are none to be shown. */
  async passwords(id: string): Promise<PasswordsView["passwords"]> {
    const { passwords } = await this.#json<PasswordsView>({ path: pathOf(id, "passwords"), method: "POST" });
    return passwords;
  }

  /** Says that the passwords are where they belong. */
  async seal(id: string): Promise<void> {
    await this.#json({ path: pathOf(id, "seal"), method: "POST" });
  }

  /** What happened to the order, and what does, up to its end. Where the stream breaks off it goes on. */
  async *events(id: string, signal: AbortSignal): AsyncGenerator<OrderEvent, void, undefined> {
    let last = "0";
    for (let failures = 0; ; failures += 1) {
      try {
        const asked = { path: pathOf(id, "events"), method: "GET", headers: { "last-event-id": last } } as const;
        const { body } = await this.#response(asked, signal);
        for await (const sent of eventsOf(body as ReadableStream<Uint8Array>)) {
          const event = JSON.parse(sent.data) as OrderEvent;
          yield event;
          if (event.type === "end") {
            return;
          }
          [last, failures] = [sent.id, 0];
        }
      } catch (error) {
        signal.throwIfAborted();
        checkPatience(error, failures);
      }
      await this.#pause(failures);
    }
  }

  async #json<Value>(asked: Asked): Promise<Value> {
    for (let failures = 0; ; failures += 1) {
      try {
        const response = await this.#response(asked, AbortSignal.timeout(TIMEOUT));
        return (await response.json()) as Value;
      } catch (error) {
        checkPatience(error, failures);
      }
      await this.#pause(failures);
    }
  }

  /** What the relay answers. Throws what it refuses, and whatever else is no success. */
  async #response({ path, method, headers, body }: Asked, signal: AbortSignal): Promise<Response> {
    const { fetch = globalThis.fetch } = this.#options;
    const all = { ...(await this.#route.headers(method === "GET")), ...headers };
    const init = { method, headers: all, body: body ?? null, signal, redirect: "manual", timeout: TIMEOUT } as const;
    const response = await fetch(this.#route.base + path, init);
    if (!response.ok) {
      throw refusalOf(await received(response), "orders") ?? new Error(`the status ${response.status}`);
    }
    return response;
  }

  async #pause(failures: number): Promise<void> {
    const ms = WAITS[failures] ?? 0;
    const { clock } = this.#options;
    await (clock === undefined ? new Promise((resolve) => setTimeout(resolve, ms)) : clock.sleep(ms));
  }
}

function pathOf(id: string, act: string): string {
  return `/orders/${encodeURIComponent(id)}/${act}`;
}

/** Throws what no further try mends. */
function checkPatience(error: unknown, failures: number): void {
  if (TelwireError.is(error) && error.kind === "refused") {
    throw error;
  }
  if (failures >= WAITS.length) {
    throw new NoAnswer(`the relay does not answer: \`${codeOf(error)}\`; the order goes on there`, { cause: error });
  }
}

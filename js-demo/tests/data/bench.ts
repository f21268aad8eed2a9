/** The clients of a page, over a relay and a sandbox in this process. */

import { aculab, aql, type Fetch } from "telwire";
import { type Limits, MemoryStore, relay } from "telwire/relay";
import { Sandbox } from "telwire/sandbox";

import type { Clients } from "../../page/data/clients.js";
import { Numbers } from "../../page/data/numbers.js";
import { Orders } from "../../page/data/orders.js";

const HOST = "portal.example";
const ORIGIN = `https://${HOST}`;
const TOKEN = "token";

/** A portal of one user, `ada`, and what her pages hold. */
export class Bench {
  readonly sandbox = new Sandbox();
  /** What is called instead of the relay. */
  intercept: Fetch | null = null;
  readonly #relay;

  constructor(limits: Partial<Limits> = {}) {
    const store = new MemoryStore();
    this.#relay = relay({
      accounts: this.sandbox.account,
      policy: {
        check: () => ({ tenant: "ada", token: TOKEN }),
        origins: [ORIGIN],
        hosts: [HOST],
        calls: ["change_user", "get_user", "list_users", "orders", "tel_delete_numbers", "tel_list_numbers"],
        changeUser: { forwardto: (number) => number.startsWith("01"), forwardactive: () => true },
        ownership: store,
        passwords: "once",
      },
      fetch: this.sandbox.fetch,
      clock: this.sandbox.clock,
      journal: store,
      limits: { counters: store, ...limits },
    });
  }

  /** The clients of one page. */
  readonly clients = async (): Promise<Clients> => {
    const options = { relay: `${ORIGIN}/api/telwire`, token: TOKEN, fetch: this.#fetch, clock: this.sandbox.clock };
    return Promise.resolve({ aql: new aql.Client(options), aculab: new aculab.Client(options) });
  };

  /** The orders, as one more page has them. */
  orders(): Orders {
    return new Orders(this.clients);
  }

  /** The numbers, as one more page has them. */
  numbers(): Numbers {
    return new Numbers(this.clients, { aql: true, aculab: true });
  }

  readonly #fetch: Fetch = async (url, init) => {
    if (this.intercept !== null) {
      return this.intercept(url, init);
    }
    const headers = new Headers(init.headers);
    headers.set("origin", ORIGIN);
    headers.set("host", HOST);
    return this.#relay(new Request(url, { ...init, headers }));
  };
}

/** The value, which is there. */
export function known<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) {
    throw new Error("it is not there");
  }
  return value;
}

/**
 * The orders of whoever is signed in.
 *
 * @packageDocumentation
 */

import { computed, signal } from "@preact/signals";
import type { Keyed, ListedOrder, Watching, workflow } from "telwire/slim";

import type { Clients } from "./clients.js";
import { type Follow, type Item, Order, type Report } from "./order.js";
import { Resource } from "./resource.js";

/** What can be ordered, by carrier. */
export interface Wanted {
  readonly aql: workflow.AqlOrderOptions;
  readonly aculab: workflow.AculabOrderOptions;
}

/** So many orders are followed without being asked for: a browser has six connections to a server, for all tabs together. */
const FOLLOWED = 2;

/** So many orders that are over are asked whether their SIP passwords were saved. */
const ASKED = 5;

/** All orders, from whichever device they were placed. */
export class Orders {
  /** The orders, the latest first. */
  readonly all = signal<readonly Order[]>([]);
  /** The list of the relay. */
  readonly list: Resource<readonly ListedOrder[]>;
  /** Those at work. */
  readonly running = computed(() => this.all.value.filter(({ state }) => state.value === "running"));
  /** Those of which something could not be found out. */
  readonly unknown = computed(() => this.all.value.filter(({ state }) => state.value === "unknown"));
  /** Those whose SIP passwords wait to be saved. */
  readonly unsaved = computed(() => this.all.value.filter(({ hasUnsaved }) => hasUnsaved.value));

  readonly #clients: () => Promise<Clients>;

  /** The orders that these clients find. Nothing is asked for yet. */
  constructor(clients: () => Promise<Clients>) {
    this.#clients = clients;
    this.list = new Resource(async () => listed(await clients()));
  }

  /** Asks the relay for the list, and follows what is at work. Never throws: see `list`. */
  async load(): Promise<void> {
    await this.list.load();
    for (const listed of [...(this.list.value.peek() ?? [])].reverse()) {
      this.#meet(listed);
    }
    this.#followSome();
  }

  /** The order of that id, if it is known. */
  find(id: string): Order | null {
    return this.all.value.find((order) => order.id === id) ?? null;
  }

  /**
   * Places an order, and follows it. Resolves when the relay has it: from then on it goes on without this page. The same
   * key is the same order, however often it is placed.
   *
   * @throws TelwireError if the relay refuses it, or does not answer
   */
  place<Carrier extends keyof Wanted>(carrier: Carrier, options: Wanted[Carrier], key: string): Promise<Order> {
    const before = { key, carrier, options, state: "running", created: Date.now() } as const;
    return new Promise((resolve, reject) => {
      const order = new Order({ ...before, id: "" }, (watching) => {
        const end = this.#clients().then((clients) => ordered(clients, before, { ...watching, key, onPlaced }));
        end.catch(reject);
        return end;
      });
      const onPlaced = (id: string): void => {
        order.listed.value = { ...before, id };
        this.all.value = [order, ...this.all.peek().filter((known) => known.id !== id)];
        resolve(order);
      };
      void order.follow();
    });
  }

  /** Keeps what the relay says of an order. */
  #meet(listed: ListedOrder): void {
    const known = this.find(listed.id);
    if (known === null) {
      this.all.value = [new Order(listed, this.#attach(listed)), ...this.all.peek()];
    } else {
      known.listed.value = listed;
    }
  }

  #attach({ carrier, id }: ListedOrder): Follow {
    return async (watching) => {
      const clients = await this.#clients();
      return carrier === "aql" ? clients.aql.attach(id, watching) : clients.aculab.attach(id, watching);
    };
  }

  #followSome(): void {
    const over = this.all
      .peek()
      .filter(({ listed, state }) => listed.peek().carrier === "aql" && state.peek() !== "running");
    for (const order of [...this.running.peek().slice(0, FOLLOWED), ...over.slice(0, ASKED)]) {
      void order.follow();
    }
  }
}

/** Those of both carriers, the latest first. */
async function listed({ aql, aculab }: Clients): Promise<readonly ListedOrder[]> {
  const lists = await Promise.all([aql.orders(), aculab.orders()]);
  return lists.flat().sort((one, other) => other.created - one.created);
}

function ordered(
  { aql, aculab }: Clients,
  { carrier, options }: Pick<ListedOrder, "carrier" | "options">,
  keyed: Keyed<never> & Watching<Item>,
): Promise<Report> {
  return carrier === "aql"
    ? aql.order(options as Wanted["aql"], keyed)
    : aculab.order(options as Wanted["aculab"], keyed);
}

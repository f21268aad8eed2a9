/** Where the portal buys. */

import type { Clock, Fetch } from "telwire";
import {
  type Accounts,
  type Counters,
  type Gateways,
  MemoryStore,
  type OrderStore,
  type Ownership,
} from "telwire/relay";
import { Sandbox } from "telwire/sandbox";

import type { Carrier } from "../shared/portal.js";
import { MemoryRecords, type Records } from "./records.js";

/** What the relay keeps. */
export type Store = Counters & OrderStore & Ownership;

/** What the portal buys from, and where it keeps what it knows. */
export interface World {
  /** `null`: the carriers are real, and money is spent. */
  readonly test: TestBench | null;
  readonly accounts: Accounts;
  readonly gateway: Gateways;
  /** The hosts that the page shows; `null` is a carrier that is not served. */
  readonly hosts: Readonly<Record<Carrier, string | null>>;
  readonly store: Store;
  readonly records: Records;
  readonly fetch: Fetch | undefined;
  readonly clock: Clock | undefined;
}

/** Both carriers in this process, where nothing costs money and nobody waits. */
export function testWorld(): World & { readonly test: TestBench } {
  const test = new TestBench();
  const { sandbox } = test;
  return {
    test,
    accounts: sandbox.account,
    gateway: {},
    hosts: { aql: "sandbox", aculab: "sandbox" },
    store: new MemoryStore(),
    records: new MemoryRecords(),
    fetch: test.fetch,
    clock: sandbox.clock,
  };
}

/** A sandbox whose answers take as long as somebody wants to watch. */
export class TestBench {
  readonly sandbox = new Sandbox({ now: Date.now() });

  /** How many real milliseconds each answer takes. */
  pace = 0;

  constructor() {
    // Time goes on by itself, and jumps where an order would wait.
    this.sandbox.clock.run();
  }

  readonly fetch: Fetch = async (url, init) => {
    const { clock, fetch } = this.sandbox;
    await clock.during(() => pause(this.pace));
    return fetch(url, init);
  };
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

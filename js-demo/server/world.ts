/** Where the portal buys: a sandbox in this process, or the carriers. */

import { type Clock, type Fetch } from "telwire";
import {
  type Accounts,
  type Gateways,
  type Counters,
  MemoryStore,
  type OrderStore,
  type Ownership,
} from "telwire/relay";
import { Sandbox } from "telwire/sandbox";

import type { Carrier, Mode } from "../shared/portal.js";

/** What the relay keeps. */
export type Store = Counters & OrderStore & Ownership;

/** What the portal buys from, and with what. */
export interface World {
  readonly mode: Mode;
  /** `null` outside of TEST. */
  readonly sandbox: Sandbox | null;
  readonly accounts: Accounts;
  readonly gateway: Gateways;
  /** The hosts that the page shows. */
  readonly hosts: Readonly<Record<Carrier, string | null>>;
  readonly store: Store;
  readonly fetch: Fetch | undefined;
  readonly clock: Clock | undefined;
}

/** A world in memory where nothing costs money and nobody waits. */
export function testWorld(): World {
  const sandbox = new Sandbox({ now: Date.now() });
  return {
    mode: "TEST",
    sandbox,
    accounts: sandbox.account,
    gateway: {},
    hosts: { aql: "sandbox", aculab: "sandbox" },
    store: new MemoryStore(),
    fetch: sandbox.fetch,
    clock: sandbox.clock,
  };
}

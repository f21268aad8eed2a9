/**
 * The same job and the same fault twice, in two sandboxes of the same seed: by a loop that tries again on any failure, and by
 * an order. Both are really run.
 */

import { aculab, aql, type Clock, type Fetch, MemoryJournal } from "telwire";
import { type Fault, Sandbox } from "telwire/sandbox";

import type { Carrier, Comparison, Experiment, Result } from "../shared/portal.js";

/** How a program does the job; it gives what it believes in the end. */
type Job<Client> = (client: Client, clock: Clock) => Promise<string>;

interface Jobs {
  readonly aql: Job<aql.Client>;
  readonly aculab: Job<aculab.Client>;
}

const WANTED = 1;

/** How often the loop tries. */
const TRIES = 5;

/** How many milliseconds it waits before it tries again. */
const PAUSE = 1000;

/** Long enough for whatever the fault delays. */
const LATE = 3_600_000;

/** What buys at each carrier, and so what the fault happens to if it does not say. */
const PURCHASE = { aql: "assign_numbers", aculab: "tel_purchase" } as const;

const POOL = { country: "44", areaCode: "113", subCode: "312012*" } as const;
const PLACE = { country: "Germany", region: "Berlin", quantity: WANTED } as const;

const NAIVE: Jobs = {
  aql: async (client, clock) =>
    again(clock, async () => {
      const [number = ""] = await client.checkNumbers({ ...POOL, show: 1 });
      const { rows } = await client.assignNumbers({ items: [number] });
      return rows.map((row) => row.number.number);
    }),
  aculab: async (client, clock) => again(clock, async () => (await client.telPurchase(PLACE)).rows),
};

const TELWIRE: Jobs = {
  aql: async (client) => {
    const options = { slots: WANTED, pool: "0113 312012*", substitute: true };
    return (await client.order(options, { journal: new MemoryJournal() })).text;
  },
  aculab: async (client) => (await client.order(PLACE, { journal: new MemoryJournal() })).text,
};

/** @throws TelwireError `invalid_input`: the fault is none */
export async function compared({ carrier, fault }: Experiment): Promise<Comparison> {
  const placed = at(PURCHASE[carrier], fault);
  return {
    wanted: WANTED,
    naive: await result(carrier, placed, NAIVE),
    telwire: await result(carrier, placed, TELWIRE),
  };
}

function at(call: "assign_numbers" | "tel_purchase", fault: Fault): Fault {
  const details = typeof fault === "string" ? { kind: fault } : fault;
  return details.kind === "stale_listing" ? details : { call, ...details };
}

async function result(carrier: Carrier, fault: Fault, jobs: Jobs): Promise<Result> {
  const sandbox = new Sandbox({ faults: [fault] });
  let requests = 0;
  const fetch: Fetch = async (url, init) => {
    requests += 1;
    return sandbox.fetch(url, init);
  };
  const { account, clock } = sandbox;
  const report =
    carrier === "aql"
      ? await jobs.aql(new aql.Client({ account: account.aql, fetch, clock }), clock)
      : await jobs.aculab(new aculab.Client({ account: account.aculab, fetch, clock }), clock);
  sandbox.advance(LATE);
  const { aql: users, aculab: numbers } = sandbox.owned;
  const bought =
    carrier === "aql"
      ? users.filter(({ byRival }) => !byRival).map(({ number }) => number.number)
      : numbers.slice(isRivals(fault) ? 1 : 0).map(({ number }) => number);
  return { bought, report, requests };
}

/** Whether the first number of the account is somebody else's: who buys just before. */
function isRivals(fault: Fault): boolean {
  return typeof fault === "object" && fault.kind === "rival_on_account";
}

/** What people write who have not lost an answer yet. */
async function again(clock: Clock, buy: () => Promise<readonly string[]>): Promise<string> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    try {
      const numbers = await buy();
      return `bought ${numbers.join(", ")} with try ${tries}`;
    } catch {
      await clock.sleep(PAUSE);
    }
  }
  return `gave up after ${TRIES} tries`;
}

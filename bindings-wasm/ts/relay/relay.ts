/**
 * The relay: a web-standard handler.
 *
 * @packageDocumentation
 */

import type { Clock, Fetch } from "../slim.js";
import { type Limits, Quota } from "./limits.js";
import { Orders, type OrderStore } from "./orders.js";
import { checked, invalid, type Policy } from "./policy.js";
import type { Accounts, Gateways } from "./send.js";
import { Visit } from "./visit.js";

/** What a relay is made of. */
export interface RelayOptions<Env = unknown> {
  /** Whose credentials go with the requests: they stay here. */
  readonly accounts: Accounts | ((request: Request, env: Env) => Accounts | Promise<Accounts>);
  /** Who may do what. What it does not permit is refused. */
  readonly policy: Policy<Env> | ((request: Request, env: Env) => Policy<Env> | Promise<Policy<Env>>);
  /** Where orders are kept, and what they do; required where the policy permits `orders`. */
  readonly journal?: OrderStore | undefined;
  /** Where the carriers are; their own hosts if left out. */
  readonly gateway?: Gateways | undefined;
  /** How much a tenant may buy on a day; as much as anybody likes if left out. */
  readonly limits?: Limits | undefined;
  /** What sends; the runtime's own `fetch` if left out. */
  readonly fetch?: Fetch | undefined;
  /** The time, in tests. */
  readonly clock?: Clock | undefined;
}

/** Answers what pages ask for. `env` is what the runtime gives beside the request. */
export type Relay<Env = unknown> = (request: Request, env?: Env) => Promise<Response>;

/**
 * Makes a relay: a web-standard handler for Node (by `serve` of `telwire/node`), Next.js, Workers, Deno and Bun.
 *
 * It answers at the carriers' paths wherever it is mounted, such as `/api/telwire/tel_list_numbers`. A refusal of its own has
 * the header `telwire-refusal`, and nothing was sent then; whatever else it answers is what the carrier said, or a status
 * from 500 on where the carrier said nothing that makes sense.
 *
 * @throws TelwireError `invalid_input`: the policy or the limits leave something open
 */
export function relay<Env = unknown>(options: RelayOptions<Env>): Relay<Env> {
  const { accounts, policy, journal, gateway = {}, limits, fetch, clock } = options;
  const permitted = (given: Policy<Env>): Policy<Env> => withJournal(checked(given), journal);
  if (typeof policy !== "function") {
    permitted(policy);
  }
  const now = (): number => clock?.now() ?? Date.now();
  const orders = journal === undefined ? null : new Orders({ store: journal, now });
  const quota = limits === undefined ? null : new Quota(limits);
  const sending = { gateway, fetch, clock };
  return async (request, given) => {
    const env = given as Env;
    const rules = permitted(typeof policy === "function" ? await policy(request, env) : policy);
    const open = async (): Promise<Accounts> => (typeof accounts === "function" ? accounts(request, env) : accounts);
    return new Visit(request, env, rules, { accounts: open, orders, quota, sending, now }).response();
  };
}

function withJournal<Env>(policy: Policy<Env>, journal: OrderStore | undefined): Policy<Env> {
  if (policy.calls.includes("orders") && journal === undefined) {
    throw invalid("journal", "is where orders are kept that the policy permits: take `new SqliteStore(…)`");
  }
  return policy;
}

/**
 * The relay: a web-standard handler.
 *
 * @packageDocumentation
 */

import type { Clock, Fetch } from "../slim.js";
import { hooksFor, type RelayHooks } from "./hooks.js";
import { type Limits, Quota } from "./limits.js";
import { Orders, type OrderStore } from "./orders.js";
import { checked, invalid, type Policy } from "./policy.js";
import type { Sending } from "./send.js";
import { type Accounts, type Gateways, Signers } from "./signers.js";
import { Visit } from "./visit.js";

/** What a relay is made of. */
export interface RelayOptions<Env = unknown> extends RelayHooks {
  /** Whose credentials go with the requests: they stay here. */
  readonly accounts: Accounts | ((request: Request, env: Env) => Accounts | Promise<Accounts>);
  /** Who may do what. What it does not permit is refused. */
  readonly policy: Policy<Env> | ((request: Request, env: Env) => Policy<Env> | Promise<Policy<Env>>);
  /** Where orders are kept, and what they do; required where the policy permits `orders`. */
  readonly journal?: OrderStore | undefined;
  /**
   * For how many milliseconds an order is a server's that says no more that it is alive: 30,000 if left out. Another takes it
   * then.
   */
  readonly lease?: number | undefined;
  /** Where the carriers are; their own hosts if left out. */
  readonly gateway?: Gateways | undefined;
  /** How much a tenant may buy on a day; as much as anybody likes if left out. */
  readonly limits?: Limits | undefined;
  /** What sends; the runtime's own `fetch` if left out. */
  readonly fetch?: Fetch | undefined;
  /** The time, in tests. */
  readonly clock?: Clock | undefined;
}

/** A web-standard handler for what pages ask for. */
export interface Relay<Env = unknown> {
  /** Answers a page. `env` is what the runtime gives beside the request. */
  (request: Request, env?: Env): Promise<Response>;
  /**
   * Goes on with a tenant's orders whose server died, while no page of the tenant's is there to ask for them: those go on by
   * themselves. For a task of the portal's that runs now and then.
   *
   * @param request - what accounts and policy are asked for, where they are functions
   */
  resume(tenant: string, request: Request, env?: Env): Promise<void>;
}

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
  const { accounts, policy, journal, lease, gateway = {}, limits, fetch, clock } = options;
  const permitted = (given: Policy<Env>): Policy<Env> => withJournal(checked(given), journal);
  if (typeof policy !== "function") {
    permitted(policy);
  }
  const now = (): number => clock?.now() ?? Date.now();
  const orders = journal === undefined ? null : new Orders({ store: journal, now, lease });
  const quota = limits === undefined ? null : new Quota(limits);
  const signers = new Signers(gateway);
  const sending = (tenant: string): Sending => ({ signers, fetch, clock, hooks: hooksFor(tenant, options) });
  const visit = async (request: Request, given: Env | undefined): Promise<Visit<Env>> => {
    const env = given as Env;
    const rules = permitted(typeof policy === "function" ? await policy(request, env) : policy);
    const open = async (): Promise<Accounts> => (typeof accounts === "function" ? accounts(request, env) : accounts);
    return new Visit(request, env, rules, { accounts: open, orders, quota, sending, now });
  };
  const handle = async (request: Request, env?: Env): Promise<Response> => (await visit(request, env)).response();
  const resume: Relay<Env>["resume"] = async (tenant, request, env) => (await visit(request, env)).resume(tenant);
  return Object.assign(handle, { resume });
}

function withJournal<Env>(policy: Policy<Env>, journal: OrderStore | undefined): Policy<Env> {
  if (policy.calls.includes("orders") && journal === undefined) {
    throw invalid("journal", "is where orders are kept that the policy permits: take `new SqliteStore(…)`");
  }
  return policy;
}

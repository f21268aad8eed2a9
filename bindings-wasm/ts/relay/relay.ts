/**
 * The relay: a web-standard handler.
 *
 * @packageDocumentation
 */

import type { Clock, Fetch } from "../slim.js";
import { type Limits, Quota } from "./limits.js";
import { checked, type Policy } from "./policy.js";
import type { Accounts, Gateways } from "./send.js";
import { Visit } from "./visit.js";

/** What a relay is made of. */
export interface RelayOptions<Env = unknown> {
  /** Whose credentials go with the requests: they stay here. */
  readonly accounts: Accounts | ((request: Request, env: Env) => Accounts | Promise<Accounts>);
  /** Who may do what. What it does not permit is refused. */
  readonly policy: Policy<Env> | ((request: Request, env: Env) => Policy<Env> | Promise<Policy<Env>>);
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
  const { accounts, policy, gateway = {}, limits, fetch, clock } = options;
  if (typeof policy !== "function") {
    checked(policy);
  }
  const now = (): number => clock?.now() ?? Date.now();
  const quota = limits === undefined ? null : new Quota(limits, now);
  const sending = { gateway, fetch, clock };
  return async (request, given) => {
    const env = given as Env;
    const rules = checked(typeof policy === "function" ? await policy(request, env) : policy);
    const open = async (): Promise<Accounts> => (typeof accounts === "function" ? accounts(request, env) : accounts);
    return new Visit(request, env, rules, { accounts: open, quota, sending, now }).response();
  };
}

/**
 * From a permitted call to what the carrier answered.
 *
 * The call is made anew of its options by the functions that everybody calls: not a byte of what a page sent goes on.
 *
 * @packageDocumentation
 */

import type { AculabCallName, AqlCallName, CallName } from "../callName.js";
import {
  aculab,
  type Answered,
  type AnyTelwireError,
  aql,
  type Clock,
  type Fetch,
  type HookOptions,
  type Request as SignedRequest,
  TelwireError,
  type TransportError,
} from "../slim.js";
import type { Clients } from "./orders.js";
import { Refusal } from "./refusal.js";
import type { Options } from "./wasm.js";

/** The accounts of the reseller that the relay sends with. A carrier without one is not served. */
export interface Accounts {
  /** At aql. */
  readonly aql?: aql.AccountLike | undefined;
  /** At Aculab Cloud. */
  readonly aculab?: aculab.AccountLike | undefined;
}

/** Where the carriers are; their own hosts where that is left out. */
export interface Gateways {
  /** aql. */
  readonly aql?: aql.Gateway | undefined;
  /** Aculab Cloud. */
  readonly aculab?: aculab.Gateway | undefined;
}

/** What sends, the time, and whom to tell. */
export interface Sending {
  readonly gateway: Gateways;
  readonly fetch: Fetch | undefined;
  readonly clock: Clock | undefined;
  readonly hooks: HookOptions;
}

/** What came of a call. */
export interface Sent {
  /** What the answer says, or why there is none. */
  readonly result: { readonly answer: unknown } | { readonly error: AnyTelwireError };
  /** The last answer as it came; `null` if none did. */
  readonly raw: Answered | null;
  /** Whether it may have reached the carrier, by any of the tries. */
  readonly hasLeft: boolean;
  /** The password or access key that went with it. */
  readonly secret: string | null;
}

/** How a client sends each call, with options that the core has checked. */
type Methods<Name extends CallName, Client> = Readonly<
  Record<Name, (client: Client, options: never) => Promise<unknown>>
>;

const AQL: Methods<AqlCallName, aql.Client> = {
  assign_numbers: (client, options) => client.assignNumbers(options),
  change_user: (client, options) => client.changeUser(options),
  check_numbers: (client, options) => client.checkNumbers(options),
  get_user: (client, options) => client.getUser(options),
  list_users: (client) => client.listUsers(),
};

const ACULAB: Methods<AculabCallName, aculab.Client> = {
  tel_delete_numbers: (client, options) => client.telDeleteNumbers(options),
  tel_get_supported_countries: (client, options) => client.telGetSupportedCountries(options),
  tel_get_supported_regions: (client, options) => client.telGetSupportedRegions(options),
  tel_get_supported_states: (client, options) => client.telGetSupportedStates(options),
  tel_list_numbers: (client, options) => client.telListNumbers(options),
  tel_list_regulation_addresses: (client) => client.telListRegulationAddresses(),
  tel_purchase: (client, options) => client.telPurchase(options),
  tel_purchase_development: (client, options) => client.telPurchaseDevelopment(options),
};

/** Sends a call with an account of the reseller's: what reads or changes as often as a client does, the rest once. */
export type Send = (options: Options) => Promise<Sent>;

/**
 * What sends calls of that name.
 *
 * @throws Refusal if there is no account at its carrier
 */
export function sendingOf(name: CallName, accounts: Accounts, sending: Sending): Send {
  const landed: Landed = { last: null, hasLeft: false, secret: null };
  const method = isOfAql(name)
    ? aqlMethod(name, accounts, sending, landed)
    : aculabMethod(name, accounts, sending, landed);
  return async (options) => {
    const result = await resultOf(method(options as never));
    const { last, hasLeft, secret } = landed;
    return { result, raw: isNone(last) ? null : last, hasLeft, secret };
  };
}

/** Whether it is a call of aql's. */
function isOfAql(name: CallName): name is AqlCallName {
  return name in AQL;
}

/** What came last, and for what went out. */
interface Landed {
  last: Answered | TransportError | null;
  hasLeft: boolean;
  secret: string | null;
}

type Method = (options: never) => Promise<unknown>;

function aqlMethod(name: AqlCallName, { aql: account }: Accounts, sending: Sending, landed: Landed): Method {
  if (account === undefined) {
    throw notServed("aql");
  }
  const client = aqlClient(account, withLanded(sending, landed));
  return (options) => AQL[name](client, options);
}

function aculabMethod(name: AculabCallName, { aculab: account }: Accounts, sending: Sending, landed: Landed): Method {
  if (account === undefined) {
    throw notServed("Aculab Cloud");
  }
  const client = aculabClient(account, withLanded(sending, landed));
  return (options) => ACULAB[name](client, options);
}

/** The same, and what lands is noted. */
function withLanded(sending: Sending, landed: Landed): Sending {
  const { onRequest, onResponse } = sending.hooks;
  const hooks: HookOptions = {
    onRequest: async (request) => {
      landed.secret = secretOf(request);
      await onRequest?.(request);
    },
    onResponse: async (request, result, ms) => {
      landed.last = result;
      landed.hasLeft ||= !(isNone(result) && result.code === "not_sent");
      await onResponse?.(request, result, ms);
    },
  };
  return { ...sending, hooks };
}

function isNone(result: Answered | TransportError | null): result is TransportError {
  return result instanceof Error;
}

/** The clients of the accounts, for orders. */
export function clientsOf(accounts: Accounts, sending: Sending): Clients {
  return {
    aql: accounts.aql && aqlClient(accounts.aql, sending),
    aculab: accounts.aculab && aculabClient(accounts.aculab, sending),
  };
}

function aqlClient(account: aql.AccountLike, { gateway, hooks, ...sending }: Sending): aql.Client {
  return new aql.Client({ account, gateway: gateway.aql, ...sending, ...hooks });
}

function aculabClient(account: aculab.AccountLike, { gateway, hooks, ...sending }: Sending): aculab.Client {
  return new aculab.Client({ account, gateway: gateway.aculab, ...sending, ...hooks });
}

/** What of a signed request no page may ever see. */
function secretOf({ body, headers }: SignedRequest): string | null {
  const { Authorization: authorization } = headers;
  if (authorization === undefined) {
    return new URLSearchParams(body).get("password");
  }
  const login = Uint8Array.from(atob(authorization.slice("Basic ".length)), (char) => char.charCodeAt(0));
  return new TextDecoder().decode(login).split(":").slice(1).join(":");
}

function notServed(carrier: string): Refusal {
  return new Refusal("carrier_not_served", `the relay has no account at ${carrier}`);
}

async function resultOf(sent: Promise<unknown>): Promise<Sent["result"]> {
  try {
    return { answer: await sent };
  } catch (error) {
    if (TelwireError.is(error)) {
      return { error };
    }
    throw error;
  }
}

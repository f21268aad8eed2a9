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
  type AnyTelwireError,
  aql,
  type Arrived,
  type Call,
  type Clock,
  type Fetch,
  type HookOptions,
  type Request as SignedRequest,
  send,
  type Signing,
  TelwireError,
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
  /** The answer as it came; `null` if none did. */
  readonly raw: Arrived | null;
  /** Whether it may have reached the carrier. */
  readonly hasLeft: boolean;
  /** The password or access key that went with it. */
  readonly secret: string | null;
}

/** Each call, made of options that the core has checked. */
type Makers<Name extends CallName, Account extends object, Gateway> = Readonly<
  Record<Name, (options: never) => Call<object, unknown, Account, Gateway>>
>;

const AQL: Makers<AqlCallName, aql.AccountLike, aql.Gateway> = {
  assign_numbers: aql.assignNumbers,
  change_user: aql.changeUser,
  check_numbers: aql.checkNumbers,
  get_user: aql.getUser,
  list_users: aql.listUsers,
};

const ACULAB: Makers<AculabCallName, aculab.AccountLike, aculab.Gateway> = {
  tel_delete_numbers: aculab.telDeleteNumbers,
  tel_get_supported_countries: aculab.telGetSupportedCountries,
  tel_get_supported_regions: aculab.telGetSupportedRegions,
  tel_get_supported_states: aculab.telGetSupportedStates,
  tel_list_numbers: aculab.telListNumbers,
  tel_list_regulation_addresses: aculab.telListRegulationAddresses,
  tel_purchase: aculab.telPurchase,
  tel_purchase_development: aculab.telPurchaseDevelopment,
};

/** Sends a call with an account of the reseller's: once, as the page that wants it repeats it where that may help. */
export type Send = (options: Options) => Promise<Sent>;

/**
 * What sends calls of that name.
 *
 * @throws Refusal if there is no account at its carrier
 */
export function sendingOf(name: CallName, accounts: Accounts, sending: Sending): Send {
  const { gateway } = sending;
  return isOfAql(name)
    ? sender(AQL[name], { account: served(accounts.aql, "aql"), gateway: gateway.aql }, sending)
    : sender(ACULAB[name], { account: served(accounts.aculab, "Aculab Cloud"), gateway: gateway.aculab }, sending);
}

/** Whether it is a call of aql's. */
function isOfAql(name: CallName): name is AqlCallName {
  return name in AQL;
}

function served<Account>(account: Account | undefined, carrier: string): Account {
  if (account === undefined) {
    throw new Refusal("carrier_not_served", `the relay has no account at ${carrier}`);
  }
  return account;
}

function sender<Account extends object, Gateway>(
  make: (options: never) => Call<object, unknown, Account, Gateway>,
  signing: Signing<Account, Gateway>,
  { fetch, hooks }: Sending,
): Send {
  return async (options) => {
    const call = make(options as never);
    const request = call.request(signing);
    const secret = secretOf(request);
    try {
      const raw = await send(request, { fetch, ...hooks });
      return { result: resultOf(call, raw), raw, hasLeft: true, secret };
    } catch (error) {
      if (!TelwireError.is(error) || error.kind !== "transport") {
        throw error;
      }
      const { code } = error;
      return { result: { error: call.failed(code) }, raw: null, hasLeft: code !== "not_sent", secret };
    }
  };
}

function resultOf(call: Call<object, unknown, never, never>, raw: Arrived): Sent["result"] {
  try {
    return { answer: call.parse(raw) };
  } catch (error) {
    if (TelwireError.is(error)) {
      return { error };
    }
    throw error;
  }
}

/** The clients of the accounts, for orders. */
export function clientsOf({ aql: atAql, aculab: atAculab }: Accounts, sending: Sending): Clients {
  const { gateway, hooks, ...rest } = sending;
  return {
    aql: atAql && new aql.Client({ account: atAql, gateway: gateway.aql, ...rest, ...hooks }),
    aculab: atAculab && new aculab.Client({ account: atAculab, gateway: gateway.aculab, ...rest, ...hooks }),
  };
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

/**
 * From a permitted call to what the carrier answered.
 *
 * The module writes the request of the call that it has read, as for everybody: not a byte of what a page sent goes on.
 *
 * @packageDocumentation
 */

import {
  aculab,
  aql,
  type Arrived,
  type Clock,
  type Fetch,
  type HookOptions,
  type Request as SignedRequest,
  send,
  TelwireError,
} from "../slim.js";
import type { Asked } from "./asked.js";
import type { Clients } from "./orders.js";
import { type Outcome, outcomeOf } from "./outcome.js";
import type { Accounts, Signers } from "./signers.js";

/** What sends, the time, and whom to tell. */
export interface Sending {
  readonly signers: Signers;
  readonly fetch: Fetch | undefined;
  readonly clock: Clock | undefined;
  readonly hooks: HookOptions;
}

/** What came of a call. */
export interface Sent {
  /** What was sent, with the credentials of the account. */
  readonly request: SignedRequest;
  /** The answer as it came; `null` if none did. */
  readonly raw: Arrived | null;
  /** Whether it may have reached the carrier. */
  readonly hasLeft: boolean;
  /** What the answer says, where numbers change hands by the call. */
  readonly outcome: Outcome | null;
}

/** Sends a call with an account of the reseller's: once, as the page that wants it repeats it where that may help. */
export type Send = () => Promise<Sent>;

/**
 * What sends the call.
 *
 * @throws Refusal if there is no account at its carrier
 */
export function sendingOf(asked: Asked, accounts: Accounts, sending: Sending): Send {
  const sign = sending.signers.for(asked.name, accounts);
  return async () => exchanged(asked, sign(asked.call), sending);
}

async function exchanged(asked: Asked, request: SignedRequest, { fetch, hooks }: Sending): Promise<Sent> {
  try {
    const raw = await send(request, { fetch, ...hooks });
    return { request, raw, hasLeft: true, outcome: outcomeOf(asked, raw) };
  } catch (error) {
    if (!TelwireError.is(error) || error.kind !== "transport") {
      throw error;
    }
    return { request, raw: null, hasLeft: error.code !== "not_sent", outcome: null };
  }
}

/** The clients of the accounts, for orders. */
export function clientsOf({ aql: atAql, aculab: atAculab }: Accounts, sending: Sending): Clients {
  const { signers, fetch, clock, hooks } = sending;
  const { gateways } = signers;
  return {
    aql: atAql && new aql.Client({ account: atAql, gateway: gateways.aql, fetch, clock, ...hooks }),
    aculab: atAculab && new aculab.Client({ account: atAculab, gateway: gateways.aculab, fetch, clock, ...hooks }),
  };
}

/** What of a signed request no page may ever see: the password or the access key. */
export function secretOf({ body, headers }: SignedRequest): string | null {
  const { Authorization: authorization } = headers;
  if (authorization === undefined) {
    return new URLSearchParams(body).get("password");
  }
  const login = Uint8Array.from(atob(authorization.slice("Basic ".length)), (char) => char.charCodeAt(0));
  return new TextDecoder().decode(login).split(":").slice(1).join(":");
}

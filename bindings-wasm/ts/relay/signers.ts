/**
 * Who signs.
 *
 * @packageDocumentation
 */

import type { CallName } from "../callName.js";
import type { Carrier } from "../orderWire.js";
import { type aculab, type aql, plainAccount, type Request as SignedRequest } from "../slim.js";
import { Refusal } from "./refusal.js";
import { type ReceivedCall, signed, type Signer, signerOf } from "./wasm.js";

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

/** Signs a call that was received. */
export type Sign = (call: ReceivedCall) => SignedRequest;

const CARRIERS: Readonly<Record<Carrier, string>> = { aculab: "Aculab Cloud", aql: "aql" };

/** What signs for a relay. Of an account that never changes the module keeps what it read. */
export class Signers {
  /** Where it signs for. */
  readonly gateways: Gateways;
  readonly #kept = new WeakMap<object, Signer>();

  /** Signs for these gateways. */
  constructor(gateways: Gateways) {
    this.gateways = gateways;
  }

  /**
   * What signs a call of that name.
   *
   * @throws Refusal if there is no account at its carrier
   */
  for(name: CallName, accounts: Accounts): Sign {
    const carrier = name.startsWith("tel_") ? "aculab" : "aql";
    const account = accounts[carrier];
    if (account === undefined) {
      throw new Refusal("carrier_not_served", `the relay has no account at ${CARRIERS[carrier]}`);
    }
    return (call) => this.#signed(call, carrier, account);
  }

  #signed(call: ReceivedCall, carrier: Carrier, account: object): SignedRequest {
    const kept = this.#kept.get(account);
    if (kept !== undefined) {
      return signed(call, kept);
    }
    const credentials = plainAccount(account);
    const signer = signerOf(carrier, credentials, this.gateways[carrier]);
    // Credentials as they stand may be others the next time; those of an `Account` are not.
    if (credentials !== account) {
      this.#kept.set(account, signer);
      return signed(call, signer);
    }
    try {
      return signed(call, signer);
    } finally {
      signer.free();
    }
  }
}

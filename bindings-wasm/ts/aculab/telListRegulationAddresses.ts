/**
 * `tel_list_regulation_addresses`.
 *
 * @packageDocumentation
 */

import { Call, type NoOptions } from "../call.js";
import type { AccountLike, Gateway } from "./account.js";

/** An address registered on the account. */
export interface RegulationAddress {
  /** The name that a purchase gives as `regulationAddress`. */
  readonly name: string;
  /** The country; empty where the answer leaves it out. */
  readonly country: string;
  /** The region; empty where the answer leaves it out. */
  readonly region: string;
}

/** Asks for the addresses registered for countries that ask for one. */
export type TelListRegulationAddresses = Call<NoOptions, readonly RegulationAddress[], AccountLike, Gateway>;

/**
 * Asks for the addresses registered for countries that ask for one (Managing Inbound Telephone Numbers, "Tel List
 * Regulation Addresses").
 *
 * The answer is in the order of the wire.
 */
export function telListRegulationAddresses(options: NoOptions = {}): TelListRegulationAddresses {
  return new Call("tel_list_regulation_addresses", options);
}

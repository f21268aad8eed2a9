/**
 * `tel_get_supported_states`.
 *
 * @packageDocumentation
 */

import { Call } from "../call.js";
import type { AccountLike, Gateway } from "./account.js";

/** The options of {@link telGetSupportedStates}. */
export interface TelGetSupportedStatesOptions {
  /** A name as {@link telGetSupportedCountries} gives it. */
  readonly country: string;
}

/** Asks in which states of a country numbers can be bought. */
export type TelGetSupportedStates = Call<TelGetSupportedStatesOptions, readonly string[], AccountLike, Gateway>;

/**
 * Asks in which states of a country numbers can be bought (Managing Inbound Telephone Numbers, "Tel Get Supported
 * States"). Not all countries have states.
 *
 * The answer is names, in the order of the wire.
 *
 * @throws TelwireError `invalid_input`
 */
export function telGetSupportedStates(options: TelGetSupportedStatesOptions): TelGetSupportedStates {
  return new Call("tel_get_supported_states", options);
}

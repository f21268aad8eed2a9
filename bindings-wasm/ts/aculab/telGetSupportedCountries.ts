/**
 * `tel_get_supported_countries`.
 *
 * @packageDocumentation
 */

import { Call } from "../call.js";
import type { AccountLike, Gateway } from "./account.js";
import type { DidType } from "./didType.js";

/** The options of {@link telGetSupportedCountries}. */
export interface TelGetSupportedCountriesOptions {
  /** `geographic` if left out. */
  readonly didType?: DidType | null | undefined;
}

/** Asks in which countries numbers can be bought. */
export type TelGetSupportedCountries = Call<TelGetSupportedCountriesOptions, readonly string[], AccountLike, Gateway>;

/**
 * Asks in which countries numbers can be bought (Managing Inbound Telephone Numbers, "Tel Get Supported Countries").
 *
 * The answer is names, in the order of the wire.
 *
 * @throws TelwireError `invalid_input`
 */
export function telGetSupportedCountries(options: TelGetSupportedCountriesOptions = {}): TelGetSupportedCountries {
  return new Call("tel_get_supported_countries", options);
}

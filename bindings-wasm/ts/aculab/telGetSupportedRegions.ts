/**
 * `tel_get_supported_regions`.
 *
 * @packageDocumentation
 */

import { Call } from "../call.js";
import type { AccountLike, Gateway } from "./account.js";
import type { DidType } from "./didType.js";

/** The options of {@link telGetSupportedRegions}. */
export interface TelGetSupportedRegionsOptions {
  /** A name as {@link telGetSupportedCountries} gives it. */
  readonly country: string;
  /** One of its states. */
  readonly state?: string | null | undefined;
  /** `geographic` if left out. */
  readonly didType?: DidType | null | undefined;
}

/** Asks in which regions of a country numbers can be bought. */
export type TelGetSupportedRegions = Call<TelGetSupportedRegionsOptions, readonly string[], AccountLike, Gateway>;

/**
 * Asks in which regions of a country numbers can be bought (Managing Inbound Telephone Numbers, "Tel Get Supported
 * Regions").
 *
 * The answer is names, or prefixes for national and toll-free numbers, in the order of the wire.
 *
 * @throws TelwireError `invalid_input`
 */
export function telGetSupportedRegions(options: TelGetSupportedRegionsOptions): TelGetSupportedRegions {
  return new Call("tel_get_supported_regions", options);
}

/**
 * `tel_purchase_development`.
 *
 * @packageDocumentation
 */

import type { Answer } from "../answer.js";
import { Call } from "../call.js";
import type { AccountLike, Gateway } from "./account.js";
import type { PurchaseProblem, TelPurchaseOptions } from "./telPurchase.js";

/** What a rehearsal answers: numbers that nobody owns now. */
export interface MimickedPurchase extends Answer<string, PurchaseProblem> {
  /** Every number of the answer, in its order. None of them is bought. */
  readonly rows: readonly string[];
}

/** A rehearsal of a purchase. */
export type TelPurchaseDevelopment = Call<TelPurchaseOptions, MimickedPurchase, AccountLike, Gateway>;

/**
 * Rehearses a purchase: it **buys nothing** and costs nothing, with the options and the answer of {@link telPurchase}
 * (Managing Inbound Telephone Numbers, "Tel Purchase Development").
 *
 * @throws TelwireError `invalid_input`
 */
export function telPurchaseDevelopment(options: TelPurchaseOptions): TelPurchaseDevelopment {
  return new Call("tel_purchase_development", options);
}

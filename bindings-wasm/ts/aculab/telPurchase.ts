/**
 * `tel_purchase`.
 *
 * @packageDocumentation
 */

import type { Answer } from "../answer.js";
import { Call } from "../call.js";
import type { AccountLike, Gateway } from "./account.js";
import type { DidType } from "./didType.js";

/** The options of {@link telPurchase}, and of its rehearsal. */
export interface TelPurchaseOptions {
  /** A name as {@link telGetSupportedCountries} gives it. */
  readonly country: string;
  /** A name as {@link telGetSupportedRegions} gives it, or a prefix for toll-free and national numbers. */
  readonly region: string;
  /** The state; some countries require it. */
  readonly state?: string | null | undefined;
  /** The name of a registered address; some countries require it. */
  readonly regulationAddress?: string | null | undefined;
  /** How many numbers; 1 if left out. */
  readonly quantity?: number | null | undefined;
  /** An inbound service to copy for each number. */
  readonly basedOn?: string | null | undefined;
  /** Whether fewer numbers are a success; not if left out. */
  readonly allowPartial?: boolean | null | undefined;
  /** `geographic` if left out. A toll-free number needs one of the three below. */
  readonly didType?: DidType | null | undefined;
  /** Whether landlines can call a toll-free number. */
  readonly allowLandline?: boolean | null | undefined;
  /** Whether mobile telephones can. */
  readonly allowCellular?: boolean | null | undefined;
  /** Whether payphones can. */
  readonly allowPayphone?: boolean | null | undefined;
}

/** What is wrong with the answer to a purchase, or to its rehearsal. */
export interface PurchaseProblem {
  /** What exactly. */
  readonly code: "long_purchase" | "repeated_row" | "short_purchase" | "unreadable_element";
  /** A sentence that says it. */
  readonly message: string;
  /** How many numbers were asked for. */
  readonly asked: number | null;
  /** How many different numbers came. */
  readonly received: number | null;
  /** Which of the rows, from 0. */
  readonly row: number | null;
  /** The JSON text of an element that is no number. */
  readonly element: string | null;
}

/** What a purchase bought. No `problems` means: as many as asked for, or fewer where that is allowed. */
export interface Purchased extends Answer<string, PurchaseProblem> {
  /** Every number of the answer, in its order. **All of them are bought**, whatever `problems` says. */
  readonly rows: readonly string[];
}

/** A purchase at Aculab Cloud. */
export type TelPurchase = Call<TelPurchaseOptions, Purchased, AccountLike, Gateway>;

/**
 * Buys numbers in a region (Managing Inbound Telephone Numbers, "Tel Purchase"). **Each time it is sent it may buy**, at
 * once and every month.
 *
 * {@link requireComplete} gives the numbers where there are no problems.
 *
 * @throws TelwireError `invalid_input`
 */
export function telPurchase(options: TelPurchaseOptions): TelPurchase {
  return new Call("tel_purchase", options);
}

/**
 * What somebody is about to choose at Aculab Cloud.
 *
 * @packageDocumentation
 */

import type { aculab, workflow } from "telwire/slim";
import { TelwireError } from "telwire/slim";

import type { Clients } from "./clients.js";
import { sentence } from "./failure.js";

/** Who may call a toll-free number. */
export interface Callers {
  readonly allowLandline: boolean;
  readonly allowCellular: boolean;
  readonly allowPayphone: boolean;
}

/** The fields of the form, as they are typed. What is empty is not chosen. */
export interface Draft {
  readonly didType: aculab.DidType;
  readonly country: string;
  readonly state: string;
  readonly region: string;
  readonly callers: Callers;
  readonly regulationAddress: string;
  readonly quantity: string;
  readonly priceLimit: string;
  readonly allowPartial: boolean;
}

/** A field with an error: by the carrier's own names, which telwire's errors have. */
export type DraftErrors = Readonly<Partial<Record<string, string>>>;

/** The form as it is opened. */
export const EMPTY_DRAFT: Draft = {
  didType: "geographic",
  country: "",
  state: "",
  region: "",
  callers: { allowLandline: true, allowCellular: true, allowPayphone: false },
  regulationAddress: "",
  quantity: "1",
  priceLimit: "",
  allowPartial: false,
};

/** What an order of that would be. */
export function optionsOf(draft: Draft): workflow.AculabOrderOptions {
  const { priceLimit } = draft;
  return { ...purchaseOf(draft), ...(priceLimit !== "" && { priceLimit: priceLimit.trim() }) };
}

/** What a purchase of that would be: a rehearsal knows no limit. */
export function purchaseOf(draft: Draft): aculab.TelPurchaseOptions {
  const { didType, country, state, region, callers, regulationAddress, quantity, allowPartial } = draft;
  return {
    didType,
    country,
    region,
    quantity: Number(quantity),
    ...(state !== "" && { state }),
    ...(regulationAddress !== "" && { regulationAddress }),
    ...(allowPartial && { allowPartial }),
    ...(didType === "tollfree" && callers),
  };
}

/** What telwire says of it, if that is no order; sends nothing. */
export function errorsIn(draft: Draft, { aculab }: Clients): DraftErrors {
  try {
    aculab.dryRunOrder(optionsOf(draft));
    return {};
  } catch (error) {
    if (TelwireError.is(error) && error.kind === "invalid_input") {
      return { [error.field]: WORDS[error.field] ?? sentence(error.message) };
    }
    throw error;
  }
}

const WORDS: Readonly<Record<string, string>> = {
  country: "Choose a country.",
  did_type: "Somebody must be able to call it: allow at least one of the three.",
  priceLimit: "An amount such as 5.00.",
  quantity: "A whole number from 1 on.",
  region: "Choose a region.",
};

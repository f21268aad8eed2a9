/**
 * What the answer to a call says, where numbers change hands by it.
 *
 * @packageDocumentation
 */

import type { CallName } from "../callName.js";
import { aculab, type AnyTelwireError, aql, type Arrived, type Call, TelwireError } from "../slim.js";
import type { Asked } from "./asked.js";

/** The answer as the portal's own code would get it, or the error. */
export type Outcome = { readonly answer: unknown } | { readonly error: AnyTelwireError };

/** The calls by which numbers change hands, made of options that the core has checked. */
const MAKERS: Partial<Record<CallName, (options: never) => Call<object, unknown, never, never>>> = {
  assign_numbers: aql.assignNumbers,
  tel_delete_numbers: aculab.telDeleteNumbers,
  tel_purchase: aculab.telPurchase,
};

/** What the answer says; `null` where nothing changes hands, whatever it says. */
export function outcomeOf(asked: Asked, raw: Arrived): Outcome | null {
  const make = MAKERS[asked.name];
  if (make === undefined) {
    return null;
  }
  try {
    return { answer: make(asked.options as never).parse(raw) };
  } catch (error) {
    if (TelwireError.is(error)) {
      return { error };
    }
    throw error;
  }
}

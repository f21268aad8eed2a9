/**
 * How an order ended, in a sentence.
 *
 * @packageDocumentation
 */

import { TelwireError } from "telwire/slim";

import { failureOf } from "./failure.js";
import type { Report } from "./order.js";

/** How an order ended. */
export interface Outcome {
  /** `bad`: look at the evidence; `warn`: not all is as it was wanted; `good`: it is. */
  readonly tone: "bad" | "good" | "warn";
  readonly title: string;
  readonly text: string;
}

/** How the order of that report ended. */
export function outcomeOf(report: Report): Outcome {
  const { items, stopped } = report;
  const [bought, lost, unknown] = (["bought", "on_account", "unknown"] as const).map(
    (wanted) => items.filter(({ status }) => status === wanted).length,
  ) as [number, number, number];
  const count = `${bought} of ${items.length}`;
  if (unknown > 0) {
    const text = "Nothing was bought twice, and nothing more is bought. Look at the evidence before you order again.";
    return { tone: "bad", title: `${count} bought, and something is not known`, text };
  }
  if (stopped === "by_caller") {
    const text = "You asked for it. What was bought stays; order the rest anew if you still want it.";
    return { tone: "warn", title: `Stopped: ${count} bought`, text };
  }
  if (TelwireError.is(stopped)) {
    const { text, advice } = failureOf(stopped);
    return { tone: "warn", title: `Ended early: ${count} bought`, text: `${text} ${advice}` };
  }
  if (lost > 0) {
    const text = "An answer of the carrier was lost, and nothing was bought twice for it. Ask for a new SIP password.";
    return { tone: "warn", title: `${count} bought, ${lost} on the account without a SIP password`, text };
  }
  if (bought < items.length) {
    const text = "The table says why the others were not. Nothing was spent on them.";
    return { tone: "warn", title: `${count} bought`, text };
  }
  const title = bought === 1 ? "The number is bought" : `All ${bought} numbers are bought`;
  return { tone: "good", title, text: "Each was bought once, and the account was asked to confirm it." };
}

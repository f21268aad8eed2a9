/**
 * What an order wants, for people.
 *
 * @packageDocumentation
 */

import type { ListedOrder, workflow } from "telwire/slim";

/** How many numbers an order wants. */
export function wantedOf({ carrier, options }: Pick<ListedOrder, "carrier" | "options">): number {
  if (carrier === "aculab") {
    return (options as workflow.AculabOrderOptions).quantity ?? 1;
  }
  const { slots } = options as workflow.AqlOrderOptions;
  return typeof slots === "number" ? slots : slots.length;
}

/** The order in a few words, such as `3 numbers in Berlin, Germany`. */
export function titleOf(listed: Pick<ListedOrder, "carrier" | "options">): string {
  const wanted = wantedOf(listed);
  const what = wanted === 1 ? "1 number" : `${wanted} numbers`;
  const place = placeOf(listed);
  return place === "" ? what : `${what} ${place}`;
}

function placeOf({ carrier, options }: Pick<ListedOrder, "carrier" | "options">): string {
  if (carrier === "aculab") {
    const { region, state, country } = options as workflow.AculabOrderOptions;
    return `in ${[region, state, country].filter((part) => typeof part === "string" && part !== "").join(", ")}`;
  }
  const { pool } = options as workflow.AqlOrderOptions;
  return typeof pool === "string" && pool !== "" ? `from ${pool}` : "in the UK";
}

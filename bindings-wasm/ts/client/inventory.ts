/**
 * What an account has, as one value.
 *
 * @packageDocumentation
 */

import type { InventoryReport } from "../workflow.js";
import { watched, type Watching } from "./plan.js";

/** What an account has. */
export interface Inventory<Piece> {
  /** What there is, in the order in which the carrier lists it. */
  readonly items: readonly Piece[];
  /** How many there are, what they cost, what could not be read, and whether an error ended the listing early. */
  readonly report: InventoryReport;
}

/**
 * Keeps what the workflow finds that `run` drives.
 *
 * @internal
 */
export async function taken<Piece>(
  watching: Watching<Piece>,
  run: (watching: Watching<Piece>) => Promise<InventoryReport>,
): Promise<Inventory<Piece>> {
  const found = new Map<number, Piece>();
  const onItem = (index: number, item: Piece): unknown => {
    found.set(index, item);
    return watching.onItem?.(index, item);
  };
  const report = await run({ ...watched(watching), onItem });
  const items = [...found].sort(([one], [other]) => one - other).map(([, item]) => item);
  return Object.freeze({ items: Object.freeze(items), report });
}

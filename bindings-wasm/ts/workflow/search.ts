/**
 * A search through all its pages.
 *
 * @packageDocumentation
 */

import type { PatternOptions, SmsEnabled } from "../aql/checkNumbers.js";
import type { AqlNumber } from "../aql/number.js";
import type { AqlSetup } from "./setup.js";
import { begun, type Stopped, Workflow } from "./workflow.js";

/** What a {@link Search} is for. */
export type SearchOptions = PatternOptions & {
  /** `yes` if left out: numbers without SMS do **not** show unless this is `ignore` or `no`. */
  readonly smsEnabled?: SmsEnabled | null | undefined;
  /** At most so many numbers at a time; 100 if left out. */
  readonly pageSize?: number | null | undefined;
};

/** How a search went. */
export interface SearchReport {
  /** How many numbers were found, in all runs of the search together. */
  readonly numbers: number;
  /** On how many pages they came: the ones with anything new. */
  readonly pages: number;
  /** Why the search ended early; `null` if it came to its end. */
  readonly stopped: Stopped;
}

/**
 * All the numbers at aql that match a pattern, page by page (number provisioning API, "Querying available numbers").
 *
 * An item is the new numbers of one page, its index how many numbers came before it. Repeats are dropped as long as they
 * lie less than 100,000 numbers apart. The report is a {@link SearchReport}.
 */
export class Search extends Workflow<readonly AqlNumber[], SearchReport> {
  /** @internal */
  static override readonly name: string = "Search";

  /** @throws TelwireError `invalid_input` */
  constructor(options: SearchOptions, setup: AqlSetup) {
    super(begun("search", options, setup));
  }
}

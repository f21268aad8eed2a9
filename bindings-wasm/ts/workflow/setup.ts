/**
 * What every workflow is told before it starts.
 *
 * @packageDocumentation
 */

import type * as aculab from "../aculab/account.js";
import type * as aql from "../aql/account.js";

/** How a workflow behaves on the wire. */
export interface Behaviour {
  /** Decides how long retries wait, 0 to 4294967295; 1 if left out. Give each process one of its own. */
  readonly seed?: number | null | undefined;
  /** How many requests there may be at a time, at least 1; 2 if left out. Purchases go one by one in any case. */
  readonly maxInFlight?: number | null | undefined;
  /** How often a call that reads or changes is repeated; 2 if left out. Purchases and releases never are. */
  readonly maxRetries?: number | null | undefined;
  /** How many milliseconds such a call waits for its answer; 30,000 if left out. Purchases and releases wait 120,000. */
  readonly timeout?: number | null | undefined;
}

/** Whose workflow it is, and how it behaves on the wire. */
export interface Setup<Account, Gateway> extends Behaviour {
  /** Whose credentials go with the requests. */
  readonly account: Account;
  /** Where they go; the carrier's own hosts if left out. */
  readonly gateway?: Gateway | null | undefined;
}

/** The setup of a workflow at Aculab Cloud. */
export type AculabSetup = Setup<aculab.AccountLike, aculab.Gateway>;

/** The setup of a workflow at aql. */
export type AqlSetup = Setup<aql.AccountLike, aql.Gateway>;

/**
 * A change to a VoIP user, and a look at what came of it.
 *
 * @packageDocumentation
 */

import type { Changed, ChangeUserOptions } from "../aql/changeUser.js";
import type { User } from "../aql/getUser.js";
import type { TelwireError } from "../errors.js";
import type { AqlSetup } from "./setup.js";
import { begun, type Stopped, Workflow } from "./workflow.js";

/** What is configured now. */
export interface ConfigureReport {
  /** The user. */
  readonly voipnumber: string;
  /**
   * What changeuser answered, or the error; `null` if the workflow was stopped before that. Whether the change was made is
   * for `found` to say.
   */
  readonly changed: Changed | TelwireError | null;
  /** What getuser said afterwards; `null` if the workflow was stopped before that. */
  readonly found: User | null;
  /** The items that are not as they were wanted, of those that were set: unset is not the same as empty. */
  readonly differences: readonly Difference[];
  /** Whether everything was read back as it was wanted. */
  readonly isApplied: boolean;
  /** Why the workflow ended before it could read back; `null` if it did. */
  readonly stopped: Stopped;
}

/** An item that is not as it was wanted, as aql writes it. */
export interface Difference {
  /** The item, by the carrier's name. */
  readonly name: string;
  /** What was wanted. */
  readonly wanted: string;
  /** What is there; `null` if getuser left the item out. */
  readonly found: string | null;
}

/**
 * Configures a VoIP user at aql: changeuser, and whatever came of it, getuser to see what is there now.
 *
 * Whether a change of several items is made as a whole is not documented; so the result is the difference between what
 * was wanted and what is found. The report is a {@link ConfigureReport}; there are no items. Stopping it ends it at once: a
 * change that is in flight then may be made all the same.
 */
export class Configure extends Workflow<never, ConfigureReport> {
  /** @internal */
  static override readonly name: string = "Configure";

  /**
   * The change that `aql.changeUser(options)` makes.
   *
   * @throws TelwireError `invalid_input`
   */
  constructor(options: ChangeUserOptions, setup: AqlSetup) {
    super(begun("configure", options, setup));
  }
}

/**
 * Everything that an account has.
 *
 * @packageDocumentation
 */

import type { OwnedNumber } from "../aculab/telListNumbers.js";
import type { User } from "../aql/getUser.js";
import type { TelwireError } from "../errors.js";
import type { AculabSetup, AqlSetup } from "./setup.js";
import { begun, type Stopped, Workflow } from "./workflow.js";

/** What an account has, in numbers. The entries themselves came as items. */
export interface InventoryReport {
  /** How many entries the listing has. */
  readonly entries: number;
  /** How many of them were read, in all runs together. The rest failed, or the workflow was stopped. */
  readonly read: number;
  /** The entries that could not be read, in the order of the listing. At Aculab Cloud none. */
  readonly failed: readonly FailedUser[];
  /**
   * What the entries with a price cost per month, in US dollars: the exact sum. `null` if it has more than 18 digits, and
   * at aql, where no answer holds a price.
   */
  readonly perMonth: string | null;
  /** How many of the entries read came without a price: at aql all of them. */
  readonly unpriced: number;
  /** Why the workflow ended early; `null` if every entry was asked for. */
  readonly stopped: Stopped;
}

/** A VoIP user that could not be read. */
export interface FailedUser {
  /** Its position in the listing, from 0: the index of its item. */
  readonly index: number;
  /** The user. */
  readonly voipnumber: string;
  /** Why, after as many tries as `maxRetries` allows. */
  readonly error: TelwireError;
}

/** A VoIP user of the account, and how it is configured. */
export interface AqlUser {
  /** The user as listusers names it. */
  readonly voipnumber: string;
  /** What getuser says, or the error why it says nothing. */
  readonly user: User | TelwireError;
}

/**
 * The numbers of an account at Aculab Cloud, in one list.
 *
 * An item is an `aculab.OwnedNumber`, its index the position in the listing; the report is an {@link InventoryReport}. An
 * empty listing is asked for a second time before it is believed.
 */
export class AculabInventory extends Workflow<OwnedNumber, InventoryReport> {
  /** @internal */
  static override readonly name: string = "AculabInventory";

  /** @throws TelwireError `invalid_input` */
  constructor(setup: AculabSetup) {
    super(begun("aculab_inventory", {}, setup));
  }
}

/**
 * The VoIP users of an account at aql: listusers, then getuser for each, `maxInFlight` at a time.
 *
 * An item is an {@link AqlUser}, its index the position in the listing; items come as the answers do. The report is an
 * {@link InventoryReport}. A user that cannot be read is an item too, and named in the report; a listing that cannot be
 * read ends the workflow. An empty listing is asked for a second time before it is believed.
 */
export class AqlInventory extends Workflow<AqlUser, InventoryReport> {
  /** @internal */
  static override readonly name: string = "AqlInventory";

  /** @throws TelwireError `invalid_input` */
  constructor(setup: AqlSetup) {
    super(begun("aql_inventory", {}, setup));
  }
}

/**
 * An order at aql.
 *
 * @packageDocumentation
 */

import type { Item, Protocol } from "../../aql/assignNumbers.js";
import type { SmsEnabled } from "../../aql/checkNumbers.js";
import type { AqlNumber, NumberLike } from "../../aql/number.js";
import { frozen } from "../../frozen.js";
import type { Body, SipPassword } from "../../secret.js";
import { made, Order, type Sent, type Status, type Why } from "../order.js";
import type { AqlSetup } from "../setup.js";
import { begun, loaded, type Stopped } from "../workflow.js";

const NAME = "aql_order";

/**
 * One number to buy by an order, and whose it will be. Without a number: any of the order's pool.
 *
 * An e-mail address with `_`, which an assign cannot carry, is set as `voicemaildest` after the purchase.
 */
export interface Slot extends Omit<Item, "number"> {
  /** The number; any of the pool if left out. */
  readonly number?: NumberLike | null | undefined;
}

/** What an {@link AqlOrder} buys. */
export interface AqlOrderOptions {
  /** One number for each; for a count so many numbers of the pool. */
  readonly slots: number | readonly (Slot | NumberLike)[];
  /** `sip` if left out. */
  readonly protocol?: Protocol | null | undefined;
  /** Where numbers for slots without one, and substitutes, come from: a pattern such as `0113 312012*`. */
  readonly pool?: string | null | undefined;
  /** Only numbers of the pool with (`yes`) or without (`no`) SMS; both if left out. */
  readonly smsEnabled?: SmsEnabled | null | undefined;
  /** Whether a number of the pool may take the place of one that is gone; not if left out. */
  readonly substitute?: boolean | null | undefined;
  /** At most so many numbers in one purchase, 1 to 100; 100 if left out. */
  readonly batchSize?: number | null | undefined;
  /** How many milliseconds after its start it may still buy; an hour if left out. */
  readonly deadline?: number | null | undefined;
}

/** What became of every slot, every purchase that was sent, and every row that came. */
export interface AqlOrderReport {
  /** One for each slot, in their order. */
  readonly items: readonly AqlOrderItem[];
  /** The purchases, in the order in which they were made. */
  readonly attempts: readonly AqlAttempt[];
  /** Rows of answers that belong to no slot. They are bought. */
  readonly strays: readonly AqlRow[];
  /** Whether the SIP passwords were taken out. */
  readonly isSealed: boolean;
  /** Whether every slot is bought, and nothing else is left to do. */
  readonly isComplete: boolean;
  /** Why the order ended before its work was done; resuming it goes on. */
  readonly stopped: Stopped;
  /** The same for people, in lines of at most 80 characters, without any password. */
  readonly text: string;
}

/** What became of a slot of an order at aql. */
export interface AqlOrderItem {
  /** Its position, from 0. */
  readonly slot: number;
  /** Whether it has its number. */
  readonly status: Status;
  /** Why it has none. */
  readonly why: Why | null;
  /** The number: its own, or the one that was tried last. */
  readonly number: AqlNumber | null;
  /** The VoIP user of the number. */
  readonly voipnumber: string | null;
  /** The password of the VoIP user: only where the answer to the purchase came, and until the order is sealed. */
  readonly password: SipPassword | null;
  /** What became of an e-mail address that the assign could not carry; `null` if it could. */
  readonly email: LateEmail | null;
  /** Whether the account's users showed it after the purchase; `null` if nobody looked. */
  readonly listed: boolean | null;
  /** The purchases it was part of, by position in the report's `attempts`. */
  readonly attempts: readonly number[];
}

/**
 * What became of an e-mail address that an assign could not carry: it is the user's `voicemaildest`, is still to be set,
 * or could not be, for the error with this code: set `voicemaildest` by changeuser.
 */
export type LateEmail = "set" | "to_do" | { readonly failed: string };

/** A purchase at aql: a list of numbers, and each time that it was sent. */
export interface AqlAttempt {
  /** The slots and the numbers for them, as they were sent. */
  readonly numbers: readonly (readonly [slot: number, number: AqlNumber])[];
  /** The requests, all of them the same. */
  readonly sends: readonly Sent[];
  /** How often all users of the account were looked through since the last of them. */
  readonly searches: number;
  /** Whether the caller said that it was not done. */
  readonly isResolved: boolean;
  /** Answers, or lines of them, that came and could not be read. They may hold a password. */
  readonly kept: readonly Body[];
}

/** A row of an answer to a purchase. */
export interface AqlRow {
  /** The number. */
  readonly number: AqlNumber;
  /** Its VoIP user. */
  readonly voipnumber: string;
  /** The user's password, until the order is sealed. */
  readonly password: SipPassword | null;
}

/**
 * An order at aql: one number for each slot, bought once, whatever happens to the answers.
 *
 * It rechecks, saves what it is about to buy, buys, finds out what became of lost answers, and verifies. An item is an
 * {@link AqlOrderItem}, its index the slot; the report is an {@link AqlOrderReport}.
 */
export class AqlOrder extends Order<AqlOrderItem, AqlOrderReport> {
  /** @internal */
  static override readonly name: string = "AqlOrder";

  /** @throws TelwireError `invalid_input` */
  constructor(options: AqlOrderOptions, setup: AqlSetup) {
    super(begun(NAME, options, setup));
  }

  /**
   * Goes on with what the journal holds, whichever order of this account it is.
   *
   * @throws TelwireError `invalid_input`, as `resume` does
   */
  static load(checkpoint: Uint8Array, setup: AqlSetup): AqlOrder {
    return made(AqlOrder, loaded(NAME, checkpoint, setup));
  }

  /**
   * Takes the SIP passwords out of a finished order, once they are where they belong. Another `Save` and another `Done`
   * follow.
   *
   * @throws TelwireError `misuse`, `not_finished`: before `Done`, or if the order stopped early
   */
  seal(): void {
    this.use((machine) => machine.seal());
  }
}

/** The same report with every SIP password, and everything that may hold one, taken out. */
export function withoutPasswords(report: AqlOrderReport): AqlOrderReport {
  return frozen({
    ...report,
    items: report.items.map((item) => ({ ...item, password: null })),
    attempts: report.attempts.map((attempt) => ({ ...attempt, kept: [] })),
    strays: report.strays.map((row) => ({ ...row, password: null })),
    // A line with that mark tells of what was kept.
    text: report.text.replaceAll(/^ {3}! {2}.*\n/gm, ""),
  });
}

/**
 * An order at Aculab Cloud.
 *
 * @packageDocumentation
 */

import type { OwnedNumber } from "../../aculab/telListNumbers.js";
import type { TelPurchaseOptions } from "../../aculab/telPurchase.js";
import type { Body } from "../../secret.js";
import { made, Order, type Sent, type Status, type Why } from "../order.js";
import type { AculabSetup } from "../setup.js";
import { begun, loaded, type Stopped } from "../workflow.js";

const NAME = "aculab_order";

/** What an {@link AculabOrder} buys: as many numbers as the purchase says. */
export interface AculabOrderOptions extends TelPurchaseOptions {
  /**
   * Whether nobody else buys on the account while the order runs, and nothing bought before is still to show in its
   * listings; then a number that appears after a lost answer is the order's, otherwise only a candidate. Not if left out.
   */
  readonly exclusiveBuyer?: boolean | null | undefined;
  /**
   * Buys one number after the other, and stops when the listing shows a price per month above it, or none; in US dollars,
   * such as `5.00`.
   */
  readonly priceLimit?: string | null | undefined;
  /** How many milliseconds after its start it may still buy; an hour if left out. */
  readonly deadline?: number | null | undefined;
}

/** What became of every slot, and every purchase that was sent. */
export interface AculabOrderReport {
  /** One for each number that was asked for. */
  readonly items: readonly AculabOrderItem[];
  /** The purchases, in the order in which they were made. */
  readonly attempts: readonly AculabAttempt[];
  /** Numbers that answers named beyond what was asked for. They are bought. */
  readonly surplus: readonly string[];
  /** Whether every slot is bought, and nothing else is left to do. */
  readonly isComplete: boolean;
  /** Why the order ended before its work was done; resuming it goes on. */
  readonly stopped: Stopped;
  /** The same for people, in lines of at most 80 characters. */
  readonly text: string;
}

/** What became of a slot of an order at Aculab Cloud. */
export interface AculabOrderItem {
  /** Its position, from 0. */
  readonly slot: number;
  /** Whether it has a number. */
  readonly status: Status;
  /** Why it has none. */
  readonly why: Why | null;
  /** The number. */
  readonly number: string | null;
  /**
   * What the account's listing said of the number after the purchase, its price per month for one; `null` if it did not
   * show it.
   */
  readonly listed: OwnedNumber | null;
  /** The purchases it was part of, by position in the report's `attempts`. */
  readonly attempts: readonly number[];
}

/** A purchase at Aculab Cloud. */
export interface AculabAttempt {
  /** The slots that it was for. */
  readonly slots: readonly number[];
  /** The request. */
  readonly sent: Sent;
  /** How often the whole listing was compared after it. */
  readonly looks: number;
  /**
   * Numbers that appeared on the account after it and that its answer did not name, those that look most like it first.
   * With a lost answer some may be its; the e-mail that the carrier sends after each purchase tells.
   */
  readonly candidates: readonly string[];
  /** Whether the caller said that it was not done. */
  readonly isResolved: boolean;
  /** Answers that came and could not be read. */
  readonly kept: readonly Body[];
}

/**
 * An order at Aculab Cloud: as many numbers as a purchase says, each bought once, whatever happens to the answers.
 *
 * It lists, saves what it is about to buy, buys, and compares whole listings. While a purchase is open, nothing more is
 * bought. An item is an {@link AculabOrderItem}, its index the slot; the report is an {@link AculabOrderReport}.
 */
export class AculabOrder extends Order<AculabOrderItem, AculabOrderReport> {
  /** @internal */
  static override readonly name: string = "AculabOrder";

  /** @throws TelwireError `invalid_input` */
  constructor(options: AculabOrderOptions, setup: AculabSetup) {
    super(begun(NAME, options, setup));
  }

  /**
   * Goes on with what the journal holds, whichever order of this account it is.
   *
   * @throws TelwireError `invalid_input`, as `resume` does
   */
  static load(checkpoint: Uint8Array, setup: AculabSetup): AculabOrder {
    return made(AculabOrder, loaded(NAME, checkpoint, setup));
  }
}

/**
 * An order as this page follows it, from whichever device it was placed.
 *
 * @packageDocumentation
 */

import { computed, type Signal, signal } from "@preact/signals";
import { Aborted, type ListedOrder, type OrderState, type Watching, type workflow } from "telwire/slim";

import { isLost } from "../../shared/lost.js";
import { type Failure, failureOf } from "./failure.js";
import { wantedOf } from "./wanted.js";

/** What became of one number of an order, at either carrier. */
export type Item = workflow.AculabOrderItem | workflow.AqlOrderItem;

/** What came at the end of an order, at either carrier. */
export type Report = workflow.AculabOrderReport | workflow.AqlOrderReport;

/** Follows an order to its end, and tells what happens. */
export type Follow = (watching: Watching<Item>) => Promise<Report>;

/** An order, while it runs and after. What happens to it changes its signals. */
export class Order {
  /** What the relay says of it. */
  readonly listed: Signal<ListedOrder>;
  /** How far it is; `null` before the first word. */
  readonly progress = signal<workflow.Progress | null>(null);
  /** What is known of each number, by position; `null` where nothing is known yet. */
  readonly slots: Signal<readonly (Item | null)[]>;
  /** What came at the end; `null` before. */
  readonly report = signal<Report | null>(null);
  /** Why the page lost sight of it: it goes on all the same. `null` if it did not. */
  readonly failure = signal<Failure | null>(null);
  /** Whether it was asked to end early. */
  readonly isStopping = signal(false);
  /** Whether its SIP passwords wait here to be saved: they are shown this once. */
  readonly hasUnsaved = computed(() => this.#sealing.value !== null);
  /** Whether it is at work, or how it ended. */
  readonly state = computed<OrderState>(() => {
    // The SIP passwords of an order are shown when it is over.
    const isOver = this.report.value !== null || this.hasUnsaved.value;
    return isOver ? stateOf(this.slots.value, this.report.value) : this.listed.value.state;
  });

  readonly #sealing = signal<(() => void) | null>(null);
  readonly #stop = new AbortController();
  readonly #follow: Follow;
  #following: Promise<void> | null = null;

  /** The order that the relay lists. It is not followed yet. */
  constructor(listed: ListedOrder, follow: Follow) {
    this.listed = signal(listed);
    this.slots = signal(Array.from({ length: wantedOf(listed) }, () => null));
    this.#follow = follow;
  }

  /** What the relay calls it. */
  get id(): string {
    return this.listed.value.id;
  }

  /** Whether this page hears of it, or heard its end. */
  get isFollowed(): boolean {
    return this.#following !== null;
  }

  /** Hears of it from its beginning to its end, once. Never throws: see `failure`, and ask again. */
  follow(): Promise<void> {
    this.#following ??= this.#hear();
    return this.#following;
  }

  /** Lets the relay forget the SIP passwords: they are where they belong. */
  confirmSaved(): void {
    this.#sealing.peek()?.();
    this.#sealing.value = null;
  }

  /** Asks for its end at the next safe point: nothing more is bought, and what is under way is waited for. */
  stop(): void {
    this.isStopping.value = true;
    this.#stop.abort();
  }

  async #hear(): Promise<void> {
    this.failure.value = null;
    try {
      this.#end(await this.#follow(this.#watching()));
    } catch (error) {
      if (error instanceof Aborted && error.report !== null) {
        this.#end(error.report as Report);
      } else {
        this.failure.value = failureOf(error);
        this.#following = null;
      }
    }
  }

  #watching(): Watching<Item> {
    return {
      onItem: (index, item) => this.#learn(index, item),
      onProgress: (progress) => (this.progress.value = progress),
      signal: this.#stop.signal,
    };
  }

  /** Keeps the item. The relay forgets the SIP passwords when it hears that the last one was taken: not before the user says so. */
  #learn(index: number, item: Item): Promise<void> | null {
    this.slots.value = this.slots.peek().map((slot, position) => (position === index ? item : slot));
    const bought = this.slots.peek().filter((slot) => slot?.status === "bought");
    return bought.length > 0 && bought.every(hasPassword) ? this.#saving() : null;
  }

  #saving(): Promise<void> {
    return new Promise((resolve) => {
      this.#sealing.value = resolve;
    });
  }

  #end(report: Report): void {
    const own = withoutOthers(report);
    this.slots.value = own.items;
    this.report.value = own;
  }
}

/** The report as its user is told it: what somebody else on the account bought first is taken, whoever that is. */
function withoutOthers(report: Report): Report {
  if (!("strays" in report)) {
    return report;
  }
  const items = report.items.map((item): workflow.AqlOrderItem => {
    const isTaken = item.status === "on_account" && !isLost(item, report);
    return isTaken ? { ...item, status: "not_bought", why: "taken", voipnumber: null } : item;
  });
  return { ...report, items };
}

/** Whether its SIP password is shown. */
export function hasPassword(item: Item | null): item is workflow.AqlOrderItem {
  return item !== null && "password" in item && item.password !== null;
}

/** Whether the account has the number by this order: of one whose answer was lost the report alone tells. */
export function isOwn(item: Item, report: Report | null): boolean {
  return item.status === "bought" || (item.status === "on_account" && report !== null);
}

/** The VoIP user of a number at aql; `null` where there is none, or it may be another's. */
export function userOf(item: Item | null, report: Report | null): string | null {
  return item !== null && "voipnumber" in item && isOwn(item, report) ? item.voipnumber : null;
}

/** As the relay says it in its list. */
function stateOf(slots: readonly (Item | null)[], report: Report | null): OrderState {
  if (slots.some((slot) => slot?.status === "unknown")) {
    return "unknown";
  }
  return (report?.stopped ?? null) === null ? "done" : "stopped";
}

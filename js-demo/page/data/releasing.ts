/**
 * Giving numbers back to Aculab Cloud.
 *
 * @packageDocumentation
 */

import { signal } from "@preact/signals";
import { MemoryJournal, type workflow } from "telwire/slim";

import type { Clients } from "./clients.js";
import { type Failure, failureOf } from "./failure.js";
import type { OwnedAculab } from "./owned.js";

/** What became of a number, in a sentence. */
export const RELEASED: Readonly<Record<workflow.Released, string>> = {
  gone: "No longer yours: the answer was lost, and the list does not show it any more.",
  kept: "Still yours: the carrier refused.",
  not_ours: "It is not on the account.",
  not_tried: "Still yours: nothing was sent.",
  released: "No longer yours, and no longer paid for.",
  unknown: "It may be released or not: look at the list again later.",
};

/** Whether the number is no longer paid for. */
export function isGone({ status }: workflow.ReleaseItem): boolean {
  return status === "released" || status === "gone" || status === "not_ours";
}

/** A release under way: what it says of each number. */
export class Releasing {
  /** The numbers, in the order in which they were chosen. */
  readonly numbers: readonly OwnedAculab[];
  /** What became of each, by its digits: those that are missing are still under way. */
  readonly items = signal<ReadonlyMap<string, workflow.ReleaseItem>>(new Map());
  /** Whether it is at work. */
  readonly isRunning = signal(true);
  /** Why it ended early; `null` if it did not. */
  readonly failure = signal<Failure | null>(null);

  /** Begins to give these numbers back. */
  constructor(clients: () => Promise<Clients>, numbers: readonly OwnedAculab[]) {
    this.numbers = numbers;
    this.ended = this.#run(clients);
  }

  /** The numbers that are no longer paid for, once it is over. Never rejects. */
  readonly ended: Promise<ReadonlySet<string>>;

  async #run(clients: () => Promise<Clients>): Promise<ReadonlySet<string>> {
    const numbers = this.numbers.map(({ digits }) => digits);
    const onItem = (_: number, item: workflow.ReleaseItem): void => this.#learn(item);
    try {
      const { aculab } = await clients();
      // What a reload interrupts leaves no doubt for long: the next listing shows which numbers are still there.
      const { items, stopped } = await aculab.release({ numbers }, { journal: new MemoryJournal(), onItem });
      items.forEach((item) => this.#learn(item));
      this.failure.value = stopped === null ? null : failureOf(stopped);
    } catch (error) {
      this.failure.value = failureOf(error);
    }
    this.isRunning.value = false;
    const gone = [...this.items.peek().values()].filter(isGone).map(({ number }) => number);
    return new Set(gone.map((number) => `aculab:${number}`));
  }

  #learn(item: workflow.ReleaseItem): void {
    this.items.value = new Map(this.items.peek()).set(item.number, item);
  }
}

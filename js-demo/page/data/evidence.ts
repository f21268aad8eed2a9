/**
 * The purchases of an order, as evidence: what was sent, what came back, where it was looked for.
 *
 * @packageDocumentation
 */

import type { workflow } from "telwire/slim";

import type { Report } from "./order.js";

/** A purchase as it was sent. */
export interface Attempt {
  /** What names it among those of the order. */
  readonly id: string;
  /** When it was sent. */
  readonly at: string;
  /** What it was for. */
  readonly numbers: string;
  /** The code of the answer; `null` if none came. */
  readonly answer: string | null;
  readonly fate: workflow.Fate;
  /** Where it was looked for since. */
  readonly looks: string;
}

/** Every purchase of the report, each time that it was sent. */
export function attemptsOf(report: Report): readonly Attempt[] {
  return report.attempts.flatMap<Attempt>((attempt) => ("sends" in attempt ? ofAql(attempt) : [ofAculab(attempt)]));
}

function ofAql({ numbers, sends, searches }: workflow.AqlAttempt): readonly Attempt[] {
  const named = numbers.map(([, { number }]) => number).join(", ");
  const looks = times(searches, "all users of the account");
  return sends.map((sent) => ({ ...said(sent), numbers: named, looks }));
}

function ofAculab({ slots, sent, looks }: workflow.AculabAttempt): Attempt {
  const numbers = slots.length === 1 ? "1 number" : `${slots.length} numbers`;
  return { ...said(sent), numbers, looks: times(looks, "the whole listing") };
}

function said({ id, at, answer, fate }: workflow.Sent): Pick<Attempt, "answer" | "at" | "fate" | "id"> {
  return { id, at, answer, fate };
}

function times(count: number, where: string): string {
  return count === 0 ? "not needed" : `${count === 1 ? "once" : `${count} times`} in ${where}`;
}

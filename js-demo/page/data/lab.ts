/**
 * The Test lab: what goes wrong on purpose, what was really sold, and what went over the wire.
 *
 * @packageDocumentation
 */

import { signal } from "@preact/signals";

import type { Carrier, Comparison, Exchange, Fault, Truth } from "../../shared/portal.js";
import { api } from "./api.js";
import { Resource } from "./resource.js";

/** Something that can go wrong, for people. */
export interface Mishap {
  readonly title: string;
  readonly text: string;
  /** What it is at each carrier; left out where it does not happen there. */
  readonly faults: Readonly<Partial<Record<Carrier, Fault>>>;
}

const LATE = 150_000;

/** What can go wrong with the next purchase. */
export const MISHAPS: readonly Mishap[] = [
  {
    title: "Lose the answer",
    text: "The carrier sells, and its answer never arrives. Who tries again buys twice.",
    faults: {
      aql: { kind: "no_answer", call: "assign_numbers", done: "now" },
      aculab: { kind: "no_answer", call: "tel_purchase", done: "now" },
    },
  },
  {
    title: "Temporary error",
    text: "The carrier is busy and sells nothing; a moment later it would.",
    faults: {
      aql: { kind: "temp_error", call: "assign_numbers", done: "never" },
      aculab: { kind: "proxy_error", call: "tel_purchase", done: "never", status: 503 },
    },
  },
  {
    title: "A rival",
    text: "Somebody else takes the number between the search and the purchase.",
    faults: { aql: { kind: "rival_takes_number", call: "assign_numbers" } },
  },
  {
    title: "Delayed commit",
    text: "No answer comes, and the carrier sells only after everybody has given up waiting.",
    faults: {
      aql: { kind: "no_answer", call: "assign_numbers", done: LATE },
      aculab: { kind: "no_answer", call: "tel_purchase", done: LATE },
    },
  },
];

/** So many exchanges are kept: the latest. */
const KEPT = 200;

/** What was really sold, whatever the answers said. */
export const truth = new Resource(() => api<Truth>("api/lab/truth"));

/** What went over the wire, the latest first. */
export const exchanges = signal<readonly Exchange[]>([]);

/** Lets something go wrong with one exchange to come. */
export async function addFault(fault: Fault): Promise<void> {
  await api("api/lab/faults", { method: "POST", body: fault as object });
}

/** Lets nothing go wrong any more. */
export async function clearFaults(): Promise<void> {
  await api("api/lab/faults", { method: "DELETE" });
}

/** Lets each answer take so many real milliseconds. */
export async function setPace(ms: number): Promise<void> {
  await api("api/lab/pace", { method: "POST", body: { ms } });
}

/** Does the same job twice, in twin sandboxes: by a naive loop, and by telwire. */
export async function compare(carrier: Carrier, fault: Fault): Promise<Comparison> {
  return api<Comparison>("api/lab/experiment", { method: "POST", body: { carrier, fault } });
}

/** Asks for what went over the wire since the last time. */
export async function listen(signal: AbortSignal): Promise<void> {
  const last = exchanges.peek()[0]?.id ?? 0;
  const news = await api<readonly Exchange[]>(`api/lab/wire?after=${last}`, { signal });
  if (news.length > 0) {
    exchanges.value = [...news.toReversed(), ...exchanges.peek()].slice(0, KEPT);
  }
}

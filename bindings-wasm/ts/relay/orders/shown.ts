/**
 * What a page sees of an order: nothing that may be another tenant's, and no SIP password.
 *
 * @packageDocumentation
 */

import type { Carrier, OrderState, WireError, WireReport } from "../../orderWire.js";
import { type TelwireError, toObject, workflow } from "../../slim.js";
import type { Owned } from "../ownership.js";
import type { Awaitable } from "./store.js";

/** The report of an order at either carrier. */
export type Report = workflow.AculabOrderReport | workflow.AqlOrderReport;

/** An item of it. */
export type Item = Report["items"][number];

/** Whether something is the tenant's. */
type Owns = (thing: Owned) => Awaitable<boolean>;

/** What of an error says what happened. The rest may hold what the carrier sent. */
const TOLD = [
  "kind",
  "code",
  "outcome",
  "retryable",
  "message",
  "carrierCode",
  "carrierMessage",
  "field",
  "item",
  "call",
  "status",
] as const;

/** Lines of a report's text that tell of what belongs to no slot, or could not be read. */
const BESIDE_SLOTS = /^ {3}[!+?] {2}.*\n/gm;

/** The item as JSON has it, while nobody knows yet whose a number is that is on the account without an answer. */
export function shownItem(item: Item): object {
  return toObject("password" in item ? { ...withoutUser(item), password: null } : item);
}

/**
 * The report as JSON has it.
 *
 * What appeared on the account without being the order's may be anybody's: the portal looks at that, by its own report. Of a
 * number that is there without an answer the tenant is told the VoIP user if it is the tenant's by now.
 */
export async function shownReport(carrier: Carrier, report: Report, owns: Owns): Promise<WireReport> {
  const shown = carrier === "aql" ? await ofAql(report as never, owns) : ofAculab(report as never);
  const { stopped, ...rest } = shown;
  const text = rest.text.replaceAll(BESIDE_SLOTS, "");
  return { ...toObject(rest), text, stopped: typeof stopped === "string" ? stopped : stopped && shownError(stopped) };
}

/** How an order ended that has that report. */
export function stateOf({ items, stopped }: Report): Exclude<OrderState, "running"> {
  if (items.some(({ status }) => status === "unknown")) {
    return "unknown";
  }
  return stopped === null ? "done" : "stopped";
}

async function ofAql(report: workflow.AqlOrderReport, owns: Owns): Promise<workflow.AqlOrderReport> {
  const { items, ...rest } = workflow.withoutPasswords(report);
  let { text } = rest;
  const shown: workflow.AqlOrderItem[] = [];
  for (const item of items) {
    const { status, voipnumber: user } = item;
    if (status !== "on_account" || user === null || (await owns({ carrier: "aql", user }))) {
      shown.push(item);
    } else {
      shown.push(withoutUser(item));
      text = text.replaceAll(`user ${user}; `, "");
    }
  }
  return { ...rest, items: shown, text, strays: [] };
}

function withoutUser(item: workflow.AqlOrderItem): workflow.AqlOrderItem {
  return item.status === "on_account" ? { ...item, voipnumber: null } : item;
}

function ofAculab(report: workflow.AculabOrderReport): workflow.AculabOrderReport {
  const attempts = report.attempts.map((attempt) => ({ ...attempt, candidates: [], kept: [] }));
  return { ...report, attempts, surplus: [] };
}

function shownError(error: TelwireError): WireError {
  const told = TOLD.map((name) => [name, error[name]] as const).filter(([, value]) => value !== null);
  return Object.fromEntries(told) as unknown as WireError;
}

/**
 * What a page sees of an order: nothing that may be another tenant's, and no SIP password.
 *
 * @packageDocumentation
 */

import type { Carrier, OrderState, WireError, WireReport } from "../../orderWire.js";
import { type TelwireError, toObject, workflow } from "../../slim.js";

/** The report of an order at either carrier. */
export type Report = workflow.AculabOrderReport | workflow.AqlOrderReport;

/** An item of it. */
export type Item = Report["items"][number];

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

/** The item as JSON has it. */
export function shownItem(item: Item): object {
  return toObject("password" in item ? { ...item, password: null } : item);
}

/**
 * The report as JSON has it.
 *
 * What appeared on the account without being the order's may be anybody's: the portal looks at that, by its own report.
 */
export function shownReport(carrier: Carrier, report: Report): WireReport {
  const { stopped, ...rest } = carrier === "aql" ? ofAql(report as never) : ofAculab(report as never);
  const text = report.text.replaceAll(BESIDE_SLOTS, "");
  return { ...toObject(rest), text, stopped: typeof stopped === "string" ? stopped : stopped && shownError(stopped) };
}

/** How an order ended that has that report. */
export function stateOf({ items, stopped }: Report): Exclude<OrderState, "running"> {
  if (items.some(({ status }) => status === "unknown")) {
    return "unknown";
  }
  return stopped === null ? "done" : "stopped";
}

function ofAql(report: workflow.AqlOrderReport): workflow.AqlOrderReport {
  return { ...workflow.withoutPasswords(report), strays: [] };
}

function ofAculab(report: workflow.AculabOrderReport): workflow.AculabOrderReport {
  const attempts = report.attempts.map((attempt) => ({ ...attempt, candidates: [], kept: [] }));
  return { ...report, attempts, surplus: [] };
}

function shownError(error: TelwireError): WireError {
  const told = TOLD.map((name) => [name, error[name]] as const).filter(([, value]) => value !== null);
  return Object.fromEntries(told) as unknown as WireError;
}

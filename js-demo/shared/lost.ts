/** Whose a number is that the account has without an answer that says so. */

import type { workflow } from "telwire/slim";

/**
 * Whether the answer to its purchase was lost. Otherwise the carrier refused it, as somebody else on the account had it
 * before.
 */
export function isLost(
  { status, attempts }: workflow.AqlOrderItem,
  report: Pick<workflow.AqlOrderReport, "attempts">,
): boolean {
  const sends = attempts.flatMap((attempt) => report.attempts[attempt]?.sends ?? []);
  return status === "on_account" && sends.some(({ fate }) => fate === "open");
}

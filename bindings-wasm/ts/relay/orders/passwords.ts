/**
 * SIP passwords on their one way to the page that ordered.
 *
 * They stay in the journal until the page says that it has them: an answer that is lost loses none.
 *
 * @packageDocumentation
 */

import { Aborted, type aql, type Journal, type workflow } from "../../slim.js";

/** The passwords of an order that is over, by their VoIP users. */
export async function passwordsOf(client: aql.Client, journal: Journal): Promise<Record<string, string>> {
  const report = await reportOf(client, journal);
  const passwords: Record<string, string> = {};
  for (const { voipnumber, password } of report?.items ?? []) {
    if (voipnumber !== null && password !== null) {
      passwords[voipnumber] = password.reveal();
    }
  }
  return passwords;
}

/**
 * Takes the passwords out of the journal, unless it holds what the page was not shown: the portal has that to look after,
 * such as answers that could not be read and may hold a password, or an order that stopped early and may be resumed.
 */
export async function sealJournal(client: aql.Client, journal: Journal): Promise<void> {
  const report = await reportOf(client, journal);
  if (report !== null && isShownWhole(report)) {
    await client.sealOrder({ journal });
  }
}

function isShownWhole({ stopped, attempts, strays }: workflow.AqlOrderReport): boolean {
  return stopped === null && strays.length === 0 && attempts.every(({ kept }) => kept.length === 0);
}

/** The report of what the journal holds; `null` if the order ended before it began. It sends nothing and writes nothing. */
async function reportOf(client: aql.Client, journal: Journal): Promise<workflow.AqlOrderReport | null> {
  const checkpoint = await journal.load();
  if (checkpoint === null) {
    return null;
  }
  const copy: Journal = { load: () => checkpoint, save: () => true };
  try {
    return await client.resumeOrder({ journal: copy, signal: AbortSignal.abort() });
  } catch (error) {
    if (error instanceof Aborted) {
      return error.report as workflow.AqlOrderReport;
    }
    throw error;
  }
}

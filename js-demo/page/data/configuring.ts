/**
 * A change to a number at aql, from the form to what was found afterwards.
 *
 * @packageDocumentation
 */

import type { aql, workflow } from "telwire/slim";

import type { Clients } from "./clients.js";
import { type Failure, failureOf } from "./failure.js";
import type { OwnedAql } from "./owned.js";
import { type Change, settingOf, settingsOf, shown } from "./settings.js";

/** What came of a change. */
export interface Configured {
  /** Whether everything was read back as it was wanted. */
  readonly isApplied: boolean;
  /** What is not as it was wanted, in words. */
  readonly differences: readonly string[];
  /** Why the carrier did not change it, or why nobody could look; `null` if nothing went wrong. */
  readonly failure: Failure | null;
  /** What is there now; `null` if nobody could look. */
  readonly found: aql.User | null;
}

/** Makes the changes, and looks what is there then. Never throws: see `failure`. */
export async function configure(
  clients: () => Promise<Clients>,
  { voipnumber }: OwnedAql,
  changes: readonly Change[],
): Promise<Configured> {
  try {
    const { aql } = await clients();
    return configured(await aql.configure({ user: voipnumber, ...settingsOf(changes) }));
  } catch (error) {
    return { isApplied: false, differences: [], failure: failureOf(error), found: null };
  }
}

function configured({ changed, found, differences, isApplied, stopped }: workflow.ConfigureReport): Configured {
  const wrong = isError(changed) ? changed : stopped;
  return {
    isApplied,
    found,
    // What was refused and is there all the same is no failure: an earlier try made it.
    failure: isApplied || wrong === null ? null : failureOf(wrong),
    differences: differences.map(inWords),
  };
}

function isError(changed: workflow.ConfigureReport["changed"]): changed is Exclude<typeof changed, aql.Changed | null> {
  return changed instanceof Error;
}

function inWords({ name, wanted, found }: workflow.Difference): string {
  const setting = settingOf(name);
  const say = (value: string): string => (setting === null ? value : shown(setting, value));
  return `${setting?.label ?? name}: wanted “${say(wanted)}”, found “${say(found ?? "")}”`;
}

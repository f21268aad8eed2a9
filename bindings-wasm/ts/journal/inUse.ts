import { misuse, type TelwireError } from "../errors.js";

/**
 * What a second driver of the journal called `name` gets, for journals of your own: `misuse`, `journal_in_use`.
 */
export function journalInUse(name: string): TelwireError {
  return misuse("journal_in_use", `the journal \`${name}\` is in use by another driver: leave the work to it`);
}

/**
 * Journals: where an order or a release writes what it is about to do, and goes on from.
 *
 * A journal holds one value, the last save of one workflow. It is what keeps a number from being bought twice, and the
 * SIP passwords that came from being lost: keep it as safe as them, until the order is sealed.
 *
 * On a server that is `FileJournal` of `telwire/node`, in a page {@link IndexedDbJournal}. A database does as well:
 * anything with the methods of {@link Journal} will do, as long as `save` is durable and compares before it sets:
 *
 * ```sql
 * update orders set seq = :seq, checkpoint = :checkpoint where id = :id and seq = :seq - 1
 * ```
 *
 * says by its row count whether the journal held the save before this one.
 *
 * @packageDocumentation
 */

export { IndexedDbJournal } from "./journal/indexedDb.js";
export { journalInUse } from "./journal/inUse.js";
export { MemoryJournal } from "./journal/memory.js";

/** Where a workflow writes what it does. One journal, one order, one driver at a time. */
export interface Journal {
  /** What messages call it; the name of its class if left out. */
  readonly name?: string;

  /** The checkpoint that was saved last; `null` if nothing ever was. */
  load(): Promise<Uint8Array | null> | Uint8Array | null;

  /**
   * Writes the save number `seq`, durably, in place of the one before.
   *
   * `true`: the journal held `seq - 1` (nothing, if `seq` is 1) and now holds this. `false`: it holds something else,
   * which stays: another driver is at it. An error: it could not be written; the workflow tries again, a few times.
   *
   * @param seq - from 1
   * @param checkpoint - may hold SIP passwords
   */
  save(seq: number, checkpoint: Uint8Array): Promise<boolean> | boolean;

  /**
   * Keeps every other driver out, for journals that can. A client does so before it loads.
   *
   * @returns what lets them in again
   * @throws TelwireError `misuse`, `journal_in_use`, made by {@link journalInUse}: another driver has it
   */
  lock?(): Promise<Unlock>;
}

/** Lets other drivers have the journal again, after the save that is under way. What is saved stays. */
export type Unlock = () => Promise<void>;

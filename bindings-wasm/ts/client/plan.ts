/**
 * What is to be driven: a workflow, where it begins, its journal, and whom to tell.
 *
 * @packageDocumentation
 */

import { invalidInput } from "../errors.js";
import type { Journal } from "../journal.js";
import type { Progress, Workflow } from "../workflow.js";

/** How a call or a workflow ends early. */
export interface Stoppable {
  /**
   * Ends a workflow at its next safe point: a purchase that is on its way is waited for, and what came is saved. A call
   * alone is broken off. Throws {@link Aborted} then.
   */
  readonly signal?: AbortSignal | undefined;
}

/** Whom to tell. A workflow waits for what they return; what they throw ends it at its next safe point. */
export interface Watching<Piece> extends Stoppable {
  /** Called each time that the workflow has moved. */
  readonly onProgress?: ((progress: Progress) => unknown) | undefined;
  /** Called with each piece of the result and its position, from 0; the last one of a position counts. */
  readonly onItem?: ((index: number, item: Piece) => unknown) | undefined;
}

/** Whom to tell, and where to write what is done. */
export interface Journaled<Piece> extends Watching<Piece> {
  /**
   * Where it is written before anything is bought or given back. The same call with the same journal goes on after a crash
   * or an error. `new MemoryJournal()` goes without.
   */
  readonly journal: Journal;
}

/** @internal */
export interface Plan<Piece, Report> extends Watching<Piece> {
  /** Makes the workflow, from what the journal holds. */
  readonly begin: (checkpoint: Uint8Array | null) => Workflow<Piece, Report>;
  readonly journal?: Journal;
  /** Gives the workflow more to do when it is done. */
  readonly then?: () => void;
}

/**
 * Begins `workflow` anew, or where its journal says.
 *
 * @internal
 */
export function resuming<Piece, Report>(workflow: Workflow<Piece, Report>): Plan<Piece, Report>["begin"] {
  return (checkpoint) => {
    if (checkpoint !== null) {
      workflow.resume(checkpoint);
    }
    return workflow;
  };
}

/**
 * Begins whatever the journal holds.
 *
 * @internal
 */
export function loading<Piece, Report>(
  load: (checkpoint: Uint8Array) => Workflow<Piece, Report>,
): Plan<Piece, Report>["begin"] {
  return (checkpoint) => {
    if (checkpoint === null) {
      throw invalidInput("journal", "empty", "holds nothing yet: begin with `order`");
    }
    return load(checkpoint);
  };
}

/**
 * Whom to tell, of what was given: also of what says so by getters, as an `AbortController` does.
 *
 * @internal
 */
export function watched<Piece>({ onItem, onProgress, signal }: Watching<Piece>): Watching<Piece> {
  return { onItem, onProgress, signal };
}

/**
 * The same, and the journal, if it is one: what costs money does not go without by mistake.
 *
 * @internal
 */
export function journaled<Piece>(given: Journaled<Piece>): Journaled<Piece> {
  // Callers without types may have left it out.
  const { journal } = given as { readonly journal?: Partial<Journal> | null };
  if (typeof journal?.load !== "function" || typeof journal.save !== "function") {
    const message =
      "must have `load` and `save`: take `new FileJournal(path)` of `telwire/node`, `new IndexedDbJournal(name)` in a " +
      "page, or `new MemoryJournal()`, which goes without";
    throw invalidInput("journal", "wrong_format", message);
  }
  return { ...watched(given), journal: given.journal };
}

/**
 * The journal as messages name it.
 *
 * @internal
 */
export function nameOf(journal: Journal): string {
  return `\`${journal.name ?? journal.constructor.name}\``;
}

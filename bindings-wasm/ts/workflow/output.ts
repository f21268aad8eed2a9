/**
 * What workflows want: one object for each, told apart by its `type`.
 *
 * @packageDocumentation
 */

import { Confidential, contentOf } from "../confidential.js";
import { misuse } from "../errors.js";
import type { Request } from "../http.js";

/** What a workflow wants, one at a time. */
export type Output<Piece, Report> = Done<Report> | Item<Piece> | Progress | Save | Send | Wait;

/** The end. An answer to a purchase that comes even later is taken all the same: poll again then. */
export interface Done<Report> {
  readonly type: "done";
  /** What comes at the end: see the class of the workflow. */
  readonly report: Report;
}

/** A piece of the result, once it is settled; the last one of an index counts. */
export interface Item<Piece> {
  readonly type: "item";
  /** Its position, from 0. */
  readonly index: number;
  /** The piece: see the class of the workflow. */
  readonly item: Piece;
}

/** What a workflow is doing. */
export type Stage = "buying" | "changing" | "choosing" | "finding_out" | "listing" | "releasing" | "verifying";

/** How far the workflow is, for whoever watches. */
export interface Progress {
  readonly type: "progress";
  /** What it is doing. */
  readonly stage: Stage;
  /** How many pieces are settled. */
  readonly settled: number;
  /** How many there are to be; `null` where nobody knows yet. */
  readonly total: number | null;
}

/** Send the request, once: no retry, no redirect, and for a purchase a fresh connection. */
export interface Send {
  readonly type: "send";
  /** Goes back with the answer. */
  readonly id: string;
  /** What to send: signed, with the time to allow in `timeout`. */
  readonly request: Request;
}

/** Nothing happens by itself for so long; what is said to the workflow may end it sooner. */
export interface Wait {
  readonly type: "wait";
  /** For how many milliseconds; `null`: until something is said. */
  readonly ms: number | null;
}

interface Saved {
  readonly seq: number;
  readonly checkpoint: Uint8Array;
}

/**
 * Write the checkpoint to the journal, durably, before anything else happens.
 *
 * It may hold SIP passwords: it prints as its size; `JSON.stringify` and `structuredClone` refuse it.
 */
export class Save extends Confidential<Saved> {
  /** @internal */
  static override readonly name: string = "Save";

  /** @internal */
  constructor(seq: number, checkpoint: Uint8Array) {
    super({ seq, checkpoint }, refuseSave);
    Object.freeze(this);
  }

  /** `save`. */
  get type(): "save" {
    return "save";
  }

  /** The number of this save, from 1; the journal must hold the one before. */
  get seq(): number {
    return contentOf<Saved>(this).seq;
  }

  /** What to write. */
  get checkpoint(): Uint8Array {
    return contentOf<Saved>(this).checkpoint;
  }

  /** Its number and its size, such as `Save { seq: 1, checkpoint: [214 bytes] }`. */
  override toString(): string {
    return `Save { seq: ${this.seq}, checkpoint: [${this.checkpoint.length} bytes] }`;
  }
}

function refuseSave(): never {
  throw misuse(
    "confidential",
    "a save is not serialised by itself, as its checkpoint may hold SIP passwords: write `checkpoint` to the journal",
  );
}

/**
 * The journal that is none.
 *
 * @packageDocumentation
 */

import { Confidential, contentOf } from "../confidential.js";
import { misuse } from "../errors.js";
import type { Journal } from "../journal.js";

interface Saved {
  seq: number;
  checkpoint: Uint8Array | null;
}

/**
 * A journal that ends with the process: for tests, and for whoever can afford to lose what was bought.
 *
 * It prints without what it holds.
 */
export class MemoryJournal extends Confidential<Saved> implements Journal {
  /** @internal */
  static override readonly name: string = "MemoryJournal";

  /** A journal that holds nothing. */
  constructor() {
    super({ seq: 0, checkpoint: null }, refuseJournal);
  }

  /** The checkpoint that was saved last, a copy; `null` if nothing ever was. */
  // eslint-disable-next-line @typescript-eslint/require-await -- as every journal's
  async load(): Promise<Uint8Array | null> {
    return contentOf<Saved>(this).checkpoint?.slice() ?? null;
  }

  /** Keeps a copy of `checkpoint` and says `true`, if the save before `seq` is the one that it holds. */
  // eslint-disable-next-line @typescript-eslint/require-await -- as every journal's
  async save(seq: number, checkpoint: Uint8Array): Promise<boolean> {
    const saved = contentOf<Saved>(this);
    if (seq !== saved.seq + 1) {
      return false;
    }
    Object.assign(saved, { seq, checkpoint: checkpoint.slice() });
    return true;
  }

  /** `MemoryJournal at save 2`. */
  override toString(): string {
    return `MemoryJournal at save ${contentOf<Saved>(this).seq}`;
  }
}

function refuseJournal(): never {
  throw misuse("confidential", "a journal is not serialised, as it may hold SIP passwords: take its bytes by `load()`");
}

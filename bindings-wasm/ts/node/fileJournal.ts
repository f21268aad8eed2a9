/**
 * The journal of a server.
 *
 * @packageDocumentation
 */

import { type FileHandle, open, readFile, rename, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

import { type Journal, journalInUse, type Unlock } from "../index.js";
import { lockFile } from "./fileLock.js";
import { misuse } from "./errors.js";
import { realPath } from "./realPath.js";

const SEQ_SIZE = 8;

interface Saved {
  readonly seq: number;
  readonly checkpoint: Uint8Array;
}

/**
 * A journal in a file that only its owner can read, for one driver at a time.
 *
 * The first save makes the file: eight bytes with the number of the save, the highest first, then the checkpoint. The
 * Rust examples and the Python package write the same, and go on with each other's. Each save puts a new file in its
 * place, durably; whatever happens meanwhile, one of the two is there, and whole.
 *
 * Beside it stands `….lock`, which the system keeps locked while an order runs, and lets go when the process ends in
 * whatever way. It is the same lock in all three languages: on Linux by `flock` (its program, of util-linux or busybox,
 * must be there), on macOS and BSD by `O_EXLOCK`, on Windows by a file that nobody else may open. A file system that
 * knows no locks, as some of networks, keeps nobody out.
 */
export class FileJournal implements Journal {
  /** Where it is: the whole path, with links followed. */
  readonly name: string;

  #lock: FileHandle | null = null;
  /** The save that is in the file, but not known to be durable. */
  #unsynced: number | null = null;
  /** The end of what was begun last: of two saves one waits. */
  #turn: Promise<unknown> = Promise.resolve();

  /** The journal at `path`, from the folder that the process is in now. Nothing is made yet. */
  constructor(path: string | URL) {
    // Another name of the same journal has the same lock, and a save replaces no link.
    this.name = realPath(path instanceof URL ? fileURLToPath(path) : path);
  }

  /**
   * Keeps every other driver out, of this process and of all others of the machine.
   *
   * @throws TelwireError `misuse`: `journal_in_use`, or `unsupported` where Linux has no program `flock`; what
   *   `node:fs` throws if the lock cannot be made
   */
  async lock(): Promise<Unlock> {
    const lock = await lockFile(`${this.name}.lock`);
    if (lock === null) {
      throw journalInUse(this.name);
    }
    this.#lock = lock;
    return () => this.#inTurn(() => this.#unlock());
  }

  /**
   * The checkpoint that was saved last; `null` if nothing ever was.
   *
   * @throws TelwireError `misuse`, `journal_damaged` if the file is no journal; what `node:fs` throws
   */
  async load(): Promise<Uint8Array | null> {
    const saved = await this.#inTurn(() => this.#read());
    return saved?.checkpoint ?? null;
  }

  /**
   * Writes `checkpoint`, durably, and says `true`, if the file holds the save before `seq`.
   *
   * @throws TelwireError `misuse`: `journal_closed` if it is not locked, `journal_damaged` if the file is no journal;
   *   what `node:fs` throws. What was there before is there still then, or what was to be written.
   */
  async save(seq: number, checkpoint: Uint8Array): Promise<boolean> {
    return this.#inTurn(() => this.#save(seq, checkpoint));
  }

  /** `FileJournal(/var/orders/17)`. */
  toString(): string {
    return `FileJournal(${this.name})`;
  }

  async #save(seq: number, checkpoint: Uint8Array): Promise<boolean> {
    if (this.#lock === null) {
      throw misuse("journal_closed", `the journal \`${this.name}\` is not locked: another driver may have it`);
    }
    const saved = await this.#read();
    if (!this.#isUnsynced(seq, checkpoint, saved)) {
      if (seq !== (saved?.seq ?? 0) + 1) {
        return false;
      }
      this.#unsynced = seq;
      await replace(this.name, seq, checkpoint);
    }
    await syncFolder(dirname(this.name));
    this.#unsynced = null;
    return true;
  }

  /**
   * Whether this very save is in the file already, and only failed to be made durable.
   *
   * That the file holds the same is not enough: two orders of the same begin with the same checkpoint.
   */
  #isUnsynced(seq: number, checkpoint: Uint8Array, saved: Saved | null): boolean {
    return seq === this.#unsynced && seq === saved?.seq && Buffer.compare(checkpoint, saved.checkpoint) === 0;
  }

  /** What is in the file. */
  async #read(): Promise<Saved | null> {
    const content = await readFile(this.name).catch(nullIfMissing);
    if (content === null) {
      return null;
    }
    if (content.length < SEQ_SIZE) {
      const message = `\`${this.name}\` is no journal, or is damaged: it is shorter than the number of a save`;
      throw misuse("journal_damaged", message);
    }
    return { seq: Number(content.readBigUInt64BE()), checkpoint: new Uint8Array(content.subarray(SEQ_SIZE)) };
  }

  async #unlock(): Promise<void> {
    const lock = this.#lock;
    this.#lock = null;
    await lock?.close();
  }

  #inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(act);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}

/** Puts a new file in the place of the one at `path`: durably, once the folder is synced. */
async function replace(path: string, seq: number, checkpoint: Uint8Array): Promise<void> {
  const temporary = `${path}.tmp`;
  // A process that was killed while it saved leaves one behind. It goes first, lest others can read it.
  await unlink(temporary).catch(nullIfMissing);
  const number = Buffer.alloc(SEQ_SIZE);
  number.writeBigUInt64BE(BigInt(seq));
  const file = await open(temporary, "wx", 0o600);
  try {
    await file.writeFile(Buffer.concat([number, checkpoint]));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}

/** Makes a new name in the folder durable. Windows has no way to. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") {
    return;
  }
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code !== "ENOENT") {
    throw error;
  }
  return null;
}

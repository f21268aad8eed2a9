/**
 * The journal of a page.
 *
 * @packageDocumentation
 */

import { misuse } from "../errors.js";
import type { Journal, Unlock } from "../journal.js";
import { journalInUse } from "./inUse.js";

const DATABASE = "telwire";
const STORE = "journals";

interface Saved {
  readonly seq: number;
  readonly checkpoint: Uint8Array;
}

/**
 * A journal in the browser's database, for pages and workers: it outlives the tab and the browser, not the user who
 * clears the site's data. Every script of the site can read it.
 *
 * A Web Lock keeps other tabs out while an order runs; browsers have those where the page came by `https` or from this
 * machine.
 */
export class IndexedDbJournal implements Journal {
  /** @internal */
  static readonly name: string = "IndexedDbJournal";

  /** What it is called among the journals of the site. */
  readonly name: string;

  /** The journal called `name`: one for each order. Nothing is made yet. */
  constructor(name: string) {
    this.name = name;
  }

  /** The checkpoint that was saved last; `null` if nothing ever was. */
  async load(): Promise<Uint8Array | null> {
    const saved = await inTransaction<Saved | undefined>("readonly", (store, give) => {
      then<Saved | undefined>(store.get(this.name), give);
    });
    return saved?.checkpoint ?? null;
  }

  /**
   * Writes `checkpoint` and says `true`, if the save before `seq` is the one that it holds: both in one transaction,
   * which is on the disk when this returns.
   */
  async save(seq: number, checkpoint: Uint8Array): Promise<boolean> {
    return inTransaction<boolean>("readwrite", (store, give) => {
      then<Saved | undefined>(store.get(this.name), (saved) => {
        const isNext = seq === (saved?.seq ?? 0) + 1;
        if (isNext) {
          store.put({ seq, checkpoint } satisfies Saved, this.name);
        }
        give(isNext);
      });
    });
  }

  /** Forgets what was saved. An order that is not done cannot be resumed then. */
  async delete(): Promise<void> {
    await inTransaction<undefined>("readwrite", (store, give) => {
      then(store.delete(this.name), give);
    });
  }

  /**
   * Keeps other drivers out, in all tabs and workers of the site. The lock ends with the tab.
   *
   * @throws TelwireError `misuse`: `journal_in_use`, or `unsupported` where there are no Web Locks
   */
  async lock(): Promise<Unlock> {
    const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
    if (locks === undefined) {
      throw misuse(
        "unsupported",
        "there are no Web Locks here: load the page by `https`, or use a journal of your own",
      );
    }
    return new Promise((resolve, reject) => {
      const hold = (lock: Lock | null): Promise<void> | undefined => {
        if (lock === null) {
          reject(journalInUse(this.name));
          return undefined;
        }
        return new Promise((release) => {
          // eslint-disable-next-line @typescript-eslint/require-await -- nothing to wait for: no save outlives its await
          resolve(async () => release());
        });
      };
      locks.request(`${DATABASE}:${this.name}`, { ifAvailable: true }, hold).catch(reject);
    });
  }
}

/** What `use` gives, once everything that it did is on the disk. */
async function inTransaction<Result>(
  mode: IDBTransactionMode,
  use: (store: IDBObjectStore, give: (result: Result) => void) => void,
): Promise<Result> {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode, { durability: "strict" });
      use(transaction.objectStore(STORE), (result) => {
        transaction.oncomplete = () => resolve(result);
      });
      transaction.onabort = () => reject(transaction.error ?? new Error("the transaction was aborted"));
    });
  } finally {
    database.close();
  }
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error("the database cannot be opened"));
  });
}

/** Errors of a request abort its transaction, and are told there. */
function then<Value>(request: IDBRequest, act: (value: Value) => void): void {
  request.onsuccess = () => act(request.result as Value);
}

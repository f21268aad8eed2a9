/** A journal keeps what was saved, takes nothing out of order, and is one driver's at a time. */

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmod,
  type FileHandle,
  mkdir,
  mkdtemp,
  open as openFile,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";

import { IDBFactory } from "fake-indexeddb";
import { IndexedDbJournal, type Journal, MemoryJournal, TelwireError, type Unlock } from "telwire";
import { FileJournal } from "telwire/node";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { rejection } from "./rejection.js";

const onLinux = test.skipIf(process.platform !== "linux");
const onUnix = test.skipIf(process.platform === "win32");

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "telwire-"));
  path = join(folder, "order");
  vi.stubGlobal("indexedDB", new IDBFactory());
  vi.stubGlobal("navigator", { locks: new Locks() });
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  await rm(folder, { recursive: true });
});

/** Web Locks as far as a journal needs them. */
class Locks {
  readonly #held = new Set<string>();

  async request(name: string, _: object, use: (lock: object | null) => Promise<void> | undefined): Promise<void> {
    if (this.#held.has(name)) {
      return use(null);
    }
    this.#held.add(name);
    await use({ name });
    this.#held.delete(name);
  }
}

const JOURNALS: Record<string, () => Journal> = {
  file: () => new FileJournal(path),
  indexedDb: () => new IndexedDbJournal("order"),
  memory: () => new MemoryJournal(),
};

/** Has `act` done whenever something is to be made durable. */
async function syncing(act: (file: FileHandle, sync: () => Promise<void>) => Promise<void>): Promise<void> {
  const file = await openFile(folder);
  const prototype = Object.getPrototypeOf(file) as FileHandle;
  await file.close();
  const { sync } = prototype as { sync: (this: FileHandle) => Promise<void> };
  vi.spyOn(prototype, "sync").mockImplementation(function (this: FileHandle) {
    return act(this, () => sync.call(this));
  });
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (checkpoint: Uint8Array | null): string | null => checkpoint && new TextDecoder().decode(checkpoint);

async function locked<Result>(journal: Journal, use: () => Promise<Result>): Promise<Result> {
  const unlock = await journal.lock?.();
  try {
    return await use();
  } finally {
    await unlock?.();
  }
}

async function savedOnce(journal: Journal): Promise<void> {
  await locked(journal, async () => expect(await journal.save(1, bytes("first"))).toBe(true));
}

describe.each(Object.entries(JOURNALS))("a journal in %s", (_, open) => {
  test("gives what was saved last", async () => {
    const journal = open();
    await locked(journal, async () => {
      expect(await journal.load()).toBeNull();
      for (const [index, checkpoint] of ["first", "second", ""].entries()) {
        expect(await journal.save(index + 1, bytes(checkpoint))).toBe(true);
        expect(text(await journal.load())).toBe(checkpoint);
      }
    });
  });

  test.each([0, 1, 3, 2 ** 53 - 1])("takes no save %d after save 1", async (seq) => {
    const journal = open();
    await locked(journal, async () => {
      expect(await journal.save(1, bytes("first"))).toBe(true);
      expect(await journal.save(seq, bytes("other"))).toBe(false);
      expect(text(await journal.load())).toBe("first");
    });
  });

  test("takes only the first save while it is empty", async () => {
    const journal = open();
    await locked(journal, async () => {
      expect(await journal.save(2, bytes("second"))).toBe(false);
      expect(await journal.load()).toBeNull();
    });
  });

  test("takes one of two saves that are made at once", async () => {
    const journal = open();
    await locked(journal, async () => {
      const [one, other] = [journal.save(1, bytes("one")), journal.save(1, bytes("other"))];
      expect([await one, await other]).toEqual([true, false]);
      expect(text(await journal.load())).toBe("one");
    });
  });

  test("prints without what it holds", async () => {
    const journal = open();
    await savedOnce(journal);
    const printed = inspect(journal, { depth: 9, showHidden: true });
    expect(printed).not.toContain("first");
    expect(printed).not.toContain("102, 105, 114");
  });
});

describe.each(Object.entries(JOURNALS).filter(([kind]) => kind !== "memory"))("a journal in %s", (_, open) => {
  test("goes on where another driver left it", async () => {
    await savedOnce(open());
    const journal = open();
    await locked(journal, async () => {
      expect(text(await journal.load())).toBe("first");
      expect(await journal.save(2, bytes("second"))).toBe(true);
    });
  });

  test("is one driver's until that lets go", async () => {
    const [journal, other] = [open(), open()];
    const unlock = (await journal.lock?.()) as Unlock;
    // The file is another one after each save, the lock is not.
    await journal.save(1, bytes("first"));
    await journal.save(2, bytes("second"));
    for (const late of [journal, other]) {
      const error = await rejection(Promise.resolve(late.lock?.()));
      expect(error).toMatchObject({ kind: "misuse", code: "journal_in_use", outcome: "not_sent" });
      expect(error.message).toBe(
        `the journal \`${journal.name ?? ""}\` is in use by another driver: leave the work to it`,
      );
    }
    await unlock();
    await locked(other, async () => expect(text(await other.load())).toBe("second"));
  });
});

describe("a journal in memory", () => {
  test("keeps copies", async () => {
    const [journal, checkpoint] = [new MemoryJournal(), bytes("first")];
    await journal.save(1, checkpoint);
    checkpoint.fill(0);
    (await journal.load())?.fill(0);
    expect(text(await journal.load())).toBe("first");
    expect(String(journal)).toBe("MemoryJournal at save 1");
  });

  test("is neither serialised nor cloned", () => {
    const journal = new MemoryJournal();
    const message = "a journal is not serialised, as it may hold SIP passwords: take its bytes by `load()`";
    expect(() => JSON.stringify(journal)).toThrow(message);
    expect(() => structuredClone(journal)).toThrow("could not be cloned");
  });
});

describe("a journal in IndexedDB", () => {
  test("has a name among the journals of the site", async () => {
    await savedOnce(new IndexedDbJournal("one"));
    expect(await new IndexedDbJournal("other").load()).toBeNull();
  });

  test("is written in one transaction that reaches the disk", async () => {
    const transaction = vi.spyOn((await import("fake-indexeddb")).IDBDatabase.prototype, "transaction");
    await new IndexedDbJournal("order").save(1, bytes("first"));
    const [, ...calls] = transaction.mock.calls; // the first makes the database
    expect(calls).toEqual([["journals", "readwrite", { durability: "strict" }]]);
  });

  test("forgets what is deleted", async () => {
    const journal = new IndexedDbJournal("order");
    await savedOnce(journal);
    await journal.delete();
    expect(await journal.load()).toBeNull();
    expect(await journal.save(1, bytes("first"))).toBe(true);
  });

  test("is refused where there are no locks", async () => {
    vi.stubGlobal("navigator", {});
    const error = await rejection(new IndexedDbJournal("order").lock());
    expect(error).toMatchObject({ kind: "misuse", code: "unsupported" });
    const message = "there are no Web Locks here: load the page by `https`, or use a journal of your own";
    expect(error.message).toBe(message);
  });
});

describe("a journal in a file", () => {
  test("is the number of the save and the checkpoint, as in Rust and Python", async () => {
    const journal = new FileJournal(path);
    await locked(journal, async () => {
      await journal.save(1, bytes("first"));
      await journal.save(2, bytes("second"));
    });
    expect(await readFile(path, "latin1")).toBe("\0\0\0\0\0\0\0\u0002second");
    await writeFile(path, "\0\0\0\0\0\0\u0001\0of another language", "latin1");
    await locked(journal, async () => {
      expect(text(await journal.load())).toBe("of another language");
      expect(await journal.save(257, bytes("next"))).toBe(true);
    });
    expect(await readFile(path, "latin1")).toBe("\0\0\0\0\0\0\u0001\u0001next");
  });

  onLinux("is locked as Rust and Python lock it", async () => {
    const flock = (): number | null => spawnSync("flock", ["-n", `${path}.lock`, "true"]).status;
    expect(await locked(new FileJournal(path), () => Promise.resolve(flock()))).toBe(1);
    expect(flock()).toBe(0);
    const holder = spawn("flock", [`${path}.lock`, "sh", "-c", "echo locked; read _"], { stdio: "pipe" });
    await once(holder.stdout, "data");
    expect(await rejection(new FileJournal(path).lock())).toMatchObject({ code: "journal_in_use" });
    holder.stdin.end();
    await once(holder, "exit");
    await savedOnce(new FileJournal(path));
  });

  onLinux("is refused where it cannot be locked", async () => {
    vi.stubEnv("PATH", folder);
    const error = await rejection(new FileJournal(path).lock());
    vi.unstubAllEnvs();
    expect(error).toMatchObject({ kind: "misuse", code: "unsupported" });
    const message = `\`${path}.lock\` cannot be locked: install the program \`flock\`, or use a journal of your own`;
    expect(error.message).toBe(message);
  });

  test("is free when the process that had it is dead", async () => {
    const script = `
      import { FileJournal } from "telwire/node";
      await new FileJournal(process.argv[1]).lock();
      console.log("locked");
      setInterval(() => undefined, 1000);
    `;
    const argv = ["--input-type=module", "--eval", script, path];
    const holder = spawn(process.execPath, argv, { cwd: import.meta.dirname, stdio: ["ignore", "pipe", "inherit"] });
    await once(holder.stdout, "data");
    expect(await rejection(new FileJournal(path).lock())).toMatchObject({ code: "journal_in_use" });
    holder.kill("SIGKILL");
    await once(holder, "exit");
    await savedOnce(new FileJournal(path));
  });

  onUnix.each([true, false])("is what a link leads to, if there is a file: %s", async (exists) => {
    if (exists) {
      await savedOnce(new FileJournal(path));
    }
    const link = join(folder, "link");
    await symlink("order", link);
    const [journal, linked] = [new FileJournal(path), new FileJournal(link)];
    expect(linked.name).toBe(path);
    await locked(journal, async () => expect(await rejection(linked.lock())).toMatchObject({ code: "journal_in_use" }));
    await locked(linked, async () => expect(await linked.save(exists ? 2 : 1, bytes("linked"))).toBe(true));
    expect(await readlink(link)).toBe("order");
    expect(text(await journal.load())).toBe("linked");
  });

  test("stays where it is when the process goes elsewhere", () => {
    const cwd = vi.spyOn(process, "cwd").mockReturnValue(folder);
    const journal = new FileJournal("order");
    cwd.mockReturnValue("/");
    expect(journal.name).toBe(path);
    cwd.mockRestore();
    expect(String(journal)).toBe(`FileJournal(${path})`);
    expect(new FileJournal(new URL(`file://${path}`)).name).toBe(path);
  });

  onUnix("is its owner's alone", async () => {
    const mode = async (name: string): Promise<number> => (await stat(name)).mode & 0o777;
    const journal = new FileJournal(path);
    await savedOnce(journal);
    expect(await Promise.all([mode(path), mode(`${path}.lock`)])).toEqual([0o600, 0o600]);
    // Neither a journal that was opened to others nor what a killed process left behind changes that.
    await chmod(path, 0o644);
    await writeFile(`${path}.tmp`, "left behind", { mode: 0o644 });
    await locked(journal, async () => expect(await journal.save(2, bytes("second"))).toBe(true));
    expect(await mode(path)).toBe(0o600);
    await expect(stat(`${path}.tmp`)).rejects.toThrow("ENOENT");
  });

  test("keeps what was there if a save fails", async () => {
    const journal = new FileJournal(path);
    await savedOnce(journal);
    await mkdir(`${path}.tmp`);
    await locked(journal, async () => {
      await expect(journal.save(2, bytes("second"))).rejects.toThrow(/EISDIR|EPERM/);
      expect(text(await journal.load())).toBe("first");
      expect(await journal.save(1, bytes("first"))).toBe(false);
      await rm(`${path}.tmp`, { recursive: true });
      expect(await journal.save(2, bytes("second"))).toBe(true);
    });
  });

  onUnix("is on the disk before it has its name, and its name is then", async () => {
    const journal = new FileJournal(path);
    await savedOnce(journal);
    const held: string[] = [];
    await syncing(async (file, sync) => {
      held.push(
        `${(await file.stat()).isDirectory() ? "folder" : "file"} while it holds ${await readFile(path, "latin1")}`,
      );
      await sync();
    });
    await locked(journal, () => Promise.resolve(journal.save(2, bytes("second"))));
    const holding = (seq: number, checkpoint: string): string =>
      `holds \0\0\0\0\0\0\0${String.fromCharCode(seq)}${checkpoint}`;
    expect(held).toEqual([`file while it ${holding(1, "first")}`, `folder while it ${holding(2, "second")}`]);
  });

  onUnix("takes a save again whose name could not be made durable", async () => {
    const failures = [1, 2];
    await syncing(async (file, sync) => {
      if ((await file.stat()).isDirectory() && failures.pop() !== undefined) {
        throw new Error("the disk is gone");
      }
      await sync();
    });
    const journal = new FileJournal(path);
    await locked(journal, async () => {
      await expect(journal.save(1, bytes("first"))).rejects.toThrow("the disk is gone");
      await expect(journal.save(1, bytes("first"))).rejects.toThrow("the disk is gone");
      expect(await journal.save(1, bytes("another driver's"))).toBe(false);
      expect(await journal.save(1, bytes("first"))).toBe(true);
      expect(await journal.save(1, bytes("first"))).toBe(false);
    });
  });

  test("is neither read nor overwritten if it is none", async () => {
    const journal = new FileJournal(path);
    await writeFile(path, "7 bytes");
    await locked(journal, async () => {
      for (const use of [() => journal.load(), () => journal.save(1, bytes("first"))]) {
        const error = await rejection<unknown>(use());
        expect(error).toMatchObject({ kind: "misuse", code: "journal_damaged" });
        const message = `\`${path}\` is no journal, or is damaged: it is shorter than the number of a save`;
        expect(error.message).toBe(message);
      }
      await writeFile(path, "Dear customer, ...");
      expect(await journal.save(1, bytes("first"))).toBe(false);
    });
    expect(await readFile(path, "utf8")).toBe("Dear customer, ...");
  });

  test("takes no save while it is not locked", async () => {
    const journal = new FileJournal(path);
    const unlock = await journal.lock();
    await unlock();
    const error = await rejection(journal.save(1, bytes("first")));
    expect(error).toMatchObject({ kind: "misuse", code: "journal_closed" });
    expect(error.message).toBe(`the journal \`${path}\` is not locked: another driver may have it`);
    await expect(stat(path)).rejects.toThrow("ENOENT");
  });

  test("is nobody else's before the save that is under way is done", async () => {
    const [journal, other] = [new FileJournal(path), new FileJournal(path)];
    const unlock = await journal.lock();
    const done: string[] = [];
    const save = journal.save(1, bytes("first")).then(() => done.push("saved"));
    const free = unlock().then(() => done.push("unlocked"));
    await Promise.all([save, free]);
    expect(done).toEqual(["saved", "unlocked"]);
    await locked(other, async () => expect(text(await other.load())).toBe("first"));
  });

  test("needs a folder", async () => {
    await expect(new FileJournal(join(path, "order")).lock()).rejects.toThrow("ENOENT");
  });
});

test("errors are of the class that the main entry exports", async () => {
  expect(await rejection(new FileJournal(path).save(1, bytes("first")))).toBeInstanceOf(TelwireError);
});

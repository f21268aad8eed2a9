/** A store keeps orders, journals, events, ownership and counters, each step whole, also between processes. */

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import Database from "libsql";
import { type Counters, MemoryStore, type OrderStore, type Ownership, SqliteStore } from "telwire/relay";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";

const ORDER = { id: "1", tenant: "one", key: "key", carrier: "aql", options: '{"slots":1}', created: 7 } as const;
const RUNNING = { ...ORDER, state: "running", leasedUntil: 0 };

const folder = mkdtempSync(join(tmpdir(), "telwire-"));
const file = join(folder, "relay.db");
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** How another process sees the same store. */
type Open = () => { readonly one: Store; readonly other: Store };
type Store = Counters & OrderStore & Ownership;

const STORES: Record<string, Open> = {
  memory: () => {
    const store = new MemoryStore();
    return { one: store, other: store };
  },
  SQLite: () => {
    rmSync(file, { force: true });
    return { one: opened(), other: opened() };
  },
};

function opened(): SqliteStore {
  return new SqliteStore(new Database(file));
}

afterEach(() => vi.useRealTimers());
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(Object.entries(STORES))("a store in %s", (_, open) => {
  test("keeps one order of each key of a tenant", async () => {
    const { one, other } = open();
    expect(await one.create(ORDER)).toEqual(RUNNING);
    expect(await other.create({ ...ORDER, id: "2", options: "{}" })).toEqual(RUNNING);
    expect(await other.create({ ...ORDER, id: "3", tenant: "two" })).toEqual({ ...RUNNING, id: "3", tenant: "two" });
    expect(await one.find("one", "key")).toEqual(RUNNING);
    expect(await one.find("one", "other")).toBeNull();
  });

  test("shows an order to its tenant alone", async () => {
    const { one, other } = open();
    await one.create(ORDER);
    expect(await other.get("one", "1")).toEqual(RUNNING);
    expect(await other.get("two", "1")).toBeNull();
    expect(await other.get("one", "2")).toBeNull();
  });

  test("lists the orders of a tenant, the latest first", async () => {
    const { one, other } = open();
    await one.create(ORDER);
    await one.create({ ...ORDER, id: "2", tenant: "two" });
    await one.create({ ...ORDER, id: "0", key: "later" });
    await one.end("1", "done", "{}");
    const done = { ...RUNNING, state: "done" };
    expect(await other.list("one")).toEqual([{ ...RUNNING, id: "0", key: "later" }, done]);
    expect(await other.list("nobody")).toEqual([]);
  });

  test("lends an order to one driver, until the lease has passed or it lets go", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: 1000 });
    const { one, other } = open();
    await one.create(ORDER);
    expect(await one.claim("1", "a", 1010)).toBe(true);
    expect(await other.claim("1", "b", 1020)).toBe(false);
    expect(await one.claim("1", "a", 1015)).toBe(true);
    expect((await other.get("one", "1"))?.leasedUntil).toBe(1015);
    vi.setSystemTime(1014);
    expect(await other.claim("1", "b", 1030)).toBe(false);
    vi.setSystemTime(1015);
    expect(await other.claim("1", "b", 1030)).toBe(true);
    expect(await one.claim("1", "a", 1040)).toBe(false);
    await one.release("1", "a");
    expect(await one.claim("1", "a", 1040)).toBe(false);
    await other.release("1", "b");
    expect(await one.claim("1", "a", 1040)).toBe(true);
  });

  test("ends an order once", async () => {
    const { one, other } = open();
    await one.create(ORDER);
    expect((await other.running()).map(({ id }) => id)).toEqual(["1"]);
    expect(await one.end("1", "unknown", "first")).toBe(true);
    expect(await other.end("1", "done", "second")).toBe(false);
    expect(await other.running()).toEqual([]);
    expect((await other.get("one", "1"))?.state).toBe("unknown");
    expect((await other.events("1", 0)).map(({ event }) => event)).toEqual(["first"]);
  });

  test("numbers events upwards, each order's by itself", async () => {
    const { one, other } = open();
    await one.create(ORDER);
    await one.create({ ...ORDER, id: "2", key: "2" });
    const first = await one.record("1", "a");
    await one.record("2", "b");
    const second = await other.record("1", "c");
    expect(second).toBeGreaterThan(first);
    expect(await other.events("1", 0)).toEqual([
      { id: first, event: "a" },
      { id: second, event: "c" },
    ]);
    expect(await one.events("1", first)).toEqual([{ id: second, event: "c" }]);
    expect(await one.events("1", second)).toEqual([]);
  });

  test("takes the next save of a journal, from one driver", async () => {
    const { one, other } = open();
    await one.create(ORDER);
    const [journal, late] = [one.journal("1"), other.journal("1")];
    expect(await journal.load()).toBeNull();
    expect(await journal.save(2, bytes("second"))).toBe(false);
    expect(await journal.save(1, bytes("first"))).toBe(true);
    expect(await late.save(1, bytes("other"))).toBe(false);
    expect(await late.load()).toEqual(bytes("first"));
    expect(await late.save(2, bytes(""))).toBe(true);
    expect(await journal.save(2, bytes("second"))).toBe(false);
    expect(await journal.load()).toEqual(bytes(""));
  });

  test("knows whose what is, number or user", async () => {
    const { one, other } = open();
    const [number, user] = [{ carrier: "aql", number: "7" } as const, { carrier: "aql", user: "7" } as const];
    await one.grant("one", number);
    const owned = await Promise.all([number, user].map(async (thing) => other.owns("one", thing)));
    expect(owned).toEqual([true, false]);
    await other.grant("two", number);
    expect([await one.owns("one", number), await one.owns("two", number)]).toEqual([false, true]);
    await one.revoke("one", number);
    expect(await one.owns("two", number)).toBe(true);
    await one.revoke("two", number);
    expect(await other.owns("two", number)).toBe(false);
  });

  test("counts up to the ceiling, and back", async () => {
    const { one, other } = open();
    const take = async (store: Store, numbers: number, spend = 0): Promise<unknown> =>
      store.take("one", "2026-11-22", { numbers, spend }, { numbers: 3, spend: 10 });
    expect(await take(one, 4)).toBe("numbers");
    expect(await take(one, 2, 6)).toBeNull();
    expect(await take(other, 2)).toBe("numbers");
    expect(await take(other, 1, 5)).toBe("spend");
    await other.giveBack("one", "2026-11-22", { numbers: 1, spend: 1 });
    expect(await take(one, 2, 5)).toBeNull();
    expect(await take(one, 1)).toBe("numbers");
    expect(await other.used("one", "2026-11-22")).toEqual({ numbers: 3, spend: 10 });
    expect(await one.used("two", "2026-11-22")).toEqual({ numbers: 0, spend: 0 });
    expect(await one.used("one", "2026-11-23")).toEqual({ numbers: 0, spend: 0 });
    expect(await one.take("two", "2026-11-22", { numbers: 3, spend: 0 }, { numbers: 3, spend: null })).toBeNull();
  });
});

describe("a store in SQLite", () => {
  beforeEach(() => rmSync(file, { force: true }));

  test("keeps what it has when it is opened again", async () => {
    const one = opened();
    one.create(ORDER);
    await one.journal("1").save(1, bytes("first"));
    const again = opened();
    expect(again.get("one", "1")).toEqual(RUNNING);
    expect(await again.journal("1").load()).toEqual(bytes("first"));
  });

  test("leaves nothing in the file of what was replaced in a journal", async () => {
    const journal = opened().journal("1");
    await journal.save(1, bytes("a SIP password"));
    expect(readFileSync(file, "latin1")).toContain("a SIP password");
    await journal.save(2, bytes("sealed"));
    expect(readFileSync(file, "latin1")).not.toContain("a SIP password");
  });
});

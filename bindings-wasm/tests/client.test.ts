/** What clients do, and what the caller's functions and signals do to them: nothing that was bought is lost for it. */

import { inspect } from "node:util";

import { Aborted, aculab, aql, type Journal, MemoryJournal, NoAnswer, type Request, TelwireError } from "telwire";
import { Sandbox } from "telwire/sandbox";
import { afterEach, describe, expect, test, vi } from "vitest";

import { aculabClient, aqlClient, numbersOwned, revealed, SLOTS } from "./clients.js";
import { rejection } from "./rejection.js";

class Refusal extends Error {}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("calls", () => {
  test("are answered", async () => {
    const client = aqlClient(new Sandbox());
    const { rows, problems } = await client.assignNumbers({ items: SLOTS });
    expect(rows.map(({ number }) => number.number)).toEqual(SLOTS);
    expect(problems).toEqual([]);
    const [voipnumber = ""] = await client.listUsers();
    await client.changeUser({ voipnumber, callrecord: true });
    const { settings, pstnnumber } = await client.getUser({ voipnumber });
    expect([settings.callrecord, pstnnumber]).toEqual([true, "441133120120"]);
    const found = await client.checkNumbers({ pattern: "0113 312012*" });
    expect(found.map(({ number }) => number)).not.toContain(SLOTS[0]);
  });

  test("of Aculab Cloud are answered", async () => {
    const client = aculabClient(new Sandbox());
    const { rows } = await client.telPurchase({ country: "Germany", region: "Berlin", quantity: 2 });
    expect((await client.telListNumbers()).map(({ number }) => number)).toEqual(rows);
    expect(await client.telDeleteNumbers({ numbers: rows.slice(1) })).toEqual({ status: "OK", notDeleted: [] });
    expect((await client.telListNumbers({ country: "Germany" })).length).toBe(1);
    expect(await client.telGetSupportedCountries()).toContain("Germany");
    expect(await client.telGetSupportedRegions({ country: "Germany" })).toContain("Berlin");
    const { rows: mimicked } = await client.telPurchaseDevelopment({ country: "Germany", region: "Berlin" });
    expect(mimicked).toHaveLength(1);
    expect(await client.telListRegulationAddresses()).toEqual(expect.any(Array));
    expect(await client.telGetSupportedStates({ country: "Canada" })).toContain("Manitoba");
  });

  test("that read are repeated, and then fail", async () => {
    const faults = [1, 2, 3].map((position) => ({ kind: "no_answer", call: "check_numbers", position }) as const);
    const sent: Request[] = [];
    const client = aqlClient(new Sandbox({ faults }), { onRequest: (request) => sent.push(request) });
    const error = await rejection(client.checkNumbers({ pattern: "0113 312012*" }));
    expect(sent.map(({ timeout }) => timeout)).toEqual([30_000, 30_000, 30_000]);
    expect(error.message).toBe("no answer to `check_numbers` came: it may be sent again");
    expect(error).toMatchObject({ code: "no_answer", outcome: "not_changed", retryable: true });
    expect(error.cause).toMatchObject({ message: "no answer came within 30 seconds" });
  });

  test.each([
    [
      "no_answer",
      "no answer to `assign_numbers` came; it may have been done, find out before sending it again",
      { code: "no_answer", outcome: "unknown", retryable: false, call: "assign_numbers" },
      "no answer came within 120 seconds",
      SLOTS,
    ],
    [
      "not_sent",
      "`assign_numbers` never left: it may be sent again",
      { code: "not_sent", outcome: "not_sent", retryable: true, call: "assign_numbers" },
      "the connection was refused",
      [],
    ],
  ] as const)("that buy are sent once: %s", async (kind, message, details, cause, owned) => {
    const sandbox = new Sandbox({ faults: [{ kind, call: "assign_numbers" }] });
    const error = await rejection(aqlClient(sandbox).assignNumbers({ items: SLOTS }));
    expect(error.message).toBe(message);
    expect(error).toMatchObject(details);
    expect(error.cause).toMatchObject({ message: cause });
    expect(numbersOwned(sandbox)).toEqual(owned);
  });

  test("wait as long as the client says, purchases longer", async () => {
    const sandbox = new Sandbox({ faults: [1, 2].map((position) => ({ kind: "no_answer", position }) as const) });
    const sent: Request[] = [];
    const onRequest = (request: Request): unknown => sent.push(request);
    const client = aqlClient(sandbox, { onRequest, timeout: 2500, maxRetries: 0 });
    await rejection(client.checkNumbers({ pattern: "0113 312012*" }));
    await rejection(client.assignNumbers({ items: SLOTS }));
    expect(sent.map(({ timeout }) => timeout)).toEqual([2500, 120_000]);
  });
});

describe("a client is not made", () => {
  const account = { username: "reseller", password: "hunter2" };
  test.each([
    [{ gateway: "http://example.com" }, "gateway"],
    [{ timeout: -1 }, "timeout"],
    [{ maxInFlight: 0.5 }, "maxInFlight"],
    [{ timeOut: 5 }, "timeOut"],
    [{ account: { username: "reseller" } }, "password"],
  ])("of %o", (options, field) => {
    const make = (): aql.Client => new aql.Client({ account, ...options } as never);
    expect(make).toThrow(expect.objectContaining({ kind: "invalid_input", field }) as Error);
  });

  test("that shows its account", () => {
    for (const client of [
      new aql.Client({ account }),
      new aculab.Client({ account: { cloudId: "1-2-0", username: "demo", accessKey: "hunter2" } }),
    ]) {
      expect(inspect(client, { depth: 9, showHidden: true })).not.toContain("hunter2");
    }
  });
});

describe("a search", () => {
  test("goes on while somebody asks", async () => {
    const sent: string[] = [];
    const client = aqlClient(new Sandbox(), { onRequest: ({ call }) => sent.push(call) });
    const found: string[] = [];
    for await (const { number } of client.search({ pattern: "0113 312*", pageSize: 10 })) {
      found.push(number);
      if (found.length === 15) {
        break;
      }
    }
    expect(new Set(found).size).toBe(15);
    expect(sent).toEqual(["check_numbers", "check_numbers"]);
  });

  test("ends by itself, or by what stopped it", async () => {
    const sandbox = new Sandbox({ numbers: ["44-113-3120000..44-113-3120024"] });
    const numbers = (): AsyncIterable<unknown> => aqlClient(sandbox).search({ pattern: "0113 312*", pageSize: 10 });
    expect(await listed(numbers())).toHaveLength(25);
    for (const position of [2, 3, 4]) {
      sandbox.faults.add({ kind: "no_answer", call: "check_numbers", position });
    }
    const found: unknown[] = [];
    expect(await rejection(listed(numbers(), found))).toMatchObject({ code: "no_answer" });
    expect(found).toHaveLength(10);
  });

  test("is refused at once", () => {
    expect(() => aqlClient(new Sandbox()).search({ pattern: "0113" })).toThrow(TelwireError);
  });

  async function listed(numbers: AsyncIterable<unknown>, found: unknown[] = []): Promise<unknown[]> {
    for await (const number of numbers) {
      found.push(number);
    }
    return found;
  }
});

describe("an order", () => {
  test("tells of progress and items on the way", async () => {
    const told: unknown[] = [];
    const report = await aqlClient(new Sandbox()).order(
      { slots: SLOTS },
      {
        journal: new MemoryJournal(),
        onProgress: ({ stage, settled, total }) => told.push([stage, settled, total]),
        onItem: (slot, { status, listed }) => told.push([slot, status, listed]),
      },
    );
    expect(report.isComplete).toBe(true);
    expect(told).toEqual([
      ["choosing", 0, 2],
      ["buying", 0, 2],
      [0, "bought", null],
      [1, "bought", null],
      ["verifying", 2, 2],
      [0, "bought", true],
      [1, "bought", true],
    ]);
  });

  test.each(["choosing", "buying", "verifying"])("is saved and stops when onProgress throws at %s", async (stage) => {
    const [sandbox, journal] = [new Sandbox(), new MemoryJournal()];
    const client = aqlClient(sandbox);
    const onProgress = (progress: { readonly stage: string }): void => {
      if (progress.stage === stage) {
        throw new Refusal("enough");
      }
    };
    await expect(client.order({ slots: SLOTS }, { journal, onProgress })).rejects.toThrow(new Refusal("enough"));
    expect((await client.order({ slots: SLOTS }, { journal })).isComplete).toBe(true);
    expect(numbersOwned(sandbox)).toEqual(SLOTS);
  });

  test("loses no password when onItem throws, also later", async () => {
    const [sandbox, journal] = [new Sandbox(), new MemoryJournal()];
    const client = aqlClient(sandbox);
    const onItem = (slot: number): Promise<never> => Promise.reject(new Refusal(`slot ${slot}`));
    await expect(client.order({ slots: SLOTS }, { journal, onItem })).rejects.toThrow(new Refusal("slot 0"));
    const { items } = await client.order({ slots: SLOTS }, { journal });
    expect(revealed(items)).toEqual(revealed(sandbox.owned.aql));
  });

  test("buys nothing that onRequest forbids", async () => {
    const [sandbox, journal] = [new Sandbox(), new MemoryJournal()];
    const onRequest = ({ effect }: Request): void => {
      if (effect === "purchase") {
        throw new Refusal("not today");
      }
    };
    const forbidding = aqlClient(sandbox, { onRequest });
    await expect(forbidding.order({ slots: SLOTS }, { journal })).rejects.toThrow("not today");
    await expect(forbidding.assignNumbers({ items: SLOTS })).rejects.toThrow("not today");
    expect(numbersOwned(sandbox)).toEqual([]);
    expect((await aqlClient(sandbox).order({ slots: SLOTS }, { journal })).isComplete).toBe(true);
  });

  test("drops no answer when onResponse throws", async () => {
    const console = vi.spyOn(globalThis.console, "error").mockReturnValue();
    const sandbox = new Sandbox();
    const client = aqlClient(sandbox, { onResponse: () => Promise.reject(new Refusal("broken metrics")) });
    const { rows } = await client.assignNumbers({ items: SLOTS });
    expect(revealed(rows)).toEqual(revealed(sandbox.owned.aql));
    const message = "telwire: `onResponse` threw after `assign_numbers`";
    expect(console.mock.calls).toEqual([[message, new Refusal("broken metrics")]]);
  });

  test("never buys twice when answers are lost", async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const sandbox = new Sandbox({ seed });
      for (const position of [1, 2, 3]) {
        sandbox.faults.add({ kind: "no_answer", call: "assign_numbers", position, done: seed % 2 ? "now" : "never" });
      }
      const journal = new MemoryJournal();
      const report = await aqlClient(sandbox).order({ slots: SLOTS }, { journal });
      const owned = numbersOwned(sandbox);
      expect(new Set(owned).size).toBe(owned.length);
      const settled = report.items.filter(({ status }) => status === "bought" || status === "on_account");
      expect(settled.map(({ number }) => number?.number)).toEqual(owned);
    }
  });

  test("asks for a journal", async () => {
    for (const journal of [undefined, "order", {}]) {
      const error = await rejection(aqlClient(new Sandbox()).order({ slots: SLOTS }, { journal: journal as never }));
      expect(error).toMatchObject({ kind: "invalid_input", code: "wrong_format", field: "journal" });
      expect(error.message).toBe(
        "`journal` must have `load` and `save`: take `new FileJournal(path)` of `telwire/node`, " +
          "`new IndexedDbJournal(name)` in a page, or `new MemoryJournal()`, which goes without",
      );
    }
  });

  test("gives way to another driver of its journal", async () => {
    const memory = new MemoryJournal();
    const shared: Journal = {
      load: () => memory.load(),
      // Another driver saves just before.
      save: async (seq, checkpoint) => {
        await memory.save(seq, checkpoint);
        return memory.save(seq, checkpoint);
      },
    };
    const { stopped } = await aqlClient(new Sandbox()).order({ slots: SLOTS }, { journal: shared });
    expect(stopped).toMatchObject({ kind: "misuse", code: "journal_in_use" });
  });

  test.each<[string, () => unknown, unknown]>([
    ["fails", () => Promise.reject(new Refusal("the disk is full")), { message: "the disk is full" }],
    ["says nothing", () => undefined, { message: "`save` of a journal gives `true` or `false`, not `undefined`" }],
  ])("buys nothing whose journal %s", async (_, save, cause) => {
    const sandbox = new Sandbox();
    const journal = { load: () => null, save } as unknown as Journal;
    const { stopped } = await aqlClient(sandbox).order({ slots: SLOTS }, { journal });
    expect(stopped).toMatchObject({ kind: "misuse", code: "journal_failed", cause });
    expect(numbersOwned(sandbox)).toEqual([]);
  });

  test("that is lost is found out about, resolved and resumed", async () => {
    const sandbox = new Sandbox({ faults: [{ kind: "no_answer", call: "tel_purchase", done: "never" }] });
    const [client, journal] = [aculabClient(sandbox), new MemoryJournal()];
    const options = { country: "Germany", region: "Berlin" };
    const { items } = await client.order(options, { journal });
    expect(items.map(({ status }) => status)).toEqual(["unknown"]);
    const report = await client.resolveOrder({ journal, attempt: 0, resolution: "not_bought" });
    expect(report.isComplete).toBe(true);
    expect(sandbox.owned.aculab).toHaveLength(1);
    expect((await client.resumeOrder({ journal })).text).toBe(report.text);
    const error = await rejection(client.resolveOrder({ journal, attempt: 0, resolution: "bought" }));
    expect(error).toMatchObject({ kind: "misuse", code: "not_open" });
  });

  test("is sealed when its passwords are where they belong", async () => {
    const [sandbox, journal] = [new Sandbox(), new MemoryJournal()];
    const client = aqlClient(sandbox);
    const { items } = await client.order({ slots: SLOTS }, { journal });
    const [password = ""] = revealed(items);
    const holds = async (): Promise<boolean> => Buffer.from((await journal.load()) ?? []).includes(password);
    expect(await holds()).toBe(true);
    const sealed = await client.sealOrder({ journal });
    expect([sealed.isSealed, await holds()]).toEqual([true, false]);
    expect(revealed(sealed.items)).toEqual([undefined, undefined]);
  });

  test.each<[string, (client: aql.Client, journal: Journal) => Promise<unknown>]>([
    ["resumed", (client, journal) => client.resumeOrder({ journal })],
    ["sealed", (client, journal) => client.sealOrder({ journal })],
    ["resolved", (client, journal) => client.resolveOrder({ journal, attempt: 0, resolution: "bought" })],
  ])("is not %s where there is none", async (_, use) => {
    const error = await rejection(use(aqlClient(new Sandbox()), new MemoryJournal()));
    expect(error).toMatchObject({ kind: "invalid_input", code: "empty", field: "journal" });
    expect(error.message).toBe("`journal` holds nothing yet: begin with `order`");
  });

  test("is refused with the journal of another", async () => {
    const [client, journal] = [aqlClient(new Sandbox()), new MemoryJournal()];
    await client.order({ slots: SLOTS }, { journal });
    const error = await rejection(client.order({ slots: ["44-113-3120125"] }, { journal }));
    expect(error).toMatchObject({ kind: "invalid_input", code: "foreign" });
  });

  test("locks its journal first, and lets go in the end", async () => {
    const memory = new MemoryJournal();
    const done: string[] = [];
    const journal: Journal = {
      load: () => {
        done.push("load");
        return memory.load();
      },
      save: (seq, checkpoint) => memory.save(seq, checkpoint),
      lock: () => {
        done.push("lock");
        return Promise.resolve(() => Promise.resolve(void done.push("unlock")));
      },
    };
    const client = aqlClient(new Sandbox());
    await client.order({ slots: SLOTS }, { journal });
    await rejection(client.order({ slots: ["44-113-3120125"] }, { journal }));
    expect(done).toEqual(["lock", "load", "unlock", "lock", "load", "unlock"]);
  });

  test("can be seen before it is sent", () => {
    const sandbox = new Sandbox();
    expect(
      aqlClient(sandbox)
        .dryRunOrder({ slots: SLOTS })
        .map(({ call }) => call),
    ).toEqual(["check_numbers", "assign_numbers"]);
    const calls = aculabClient(sandbox).dryRunOrder({ country: "Germany", region: "Berlin" });
    expect(calls.map(({ call, isSigned }) => [call, isSigned])).toEqual([
      ["tel_list_numbers", false],
      ["tel_purchase", false],
    ]);
  });
});

describe("other workflows", () => {
  test("list everything that the account has", async () => {
    const sandbox = new Sandbox();
    const client = aqlClient(sandbox);
    await client.assignNumbers({ items: SLOTS });
    const told: number[] = [];
    const { items, report } = await client.inventory({ onItem: (index) => told.push(index) });
    expect(items.map(({ voipnumber }) => voipnumber)).toEqual(sandbox.owned.aql.map(({ voipnumber }) => voipnumber));
    expect([report.read, report.stopped, told.sort()]).toEqual([2, null, [0, 1]]);
  });

  test("change a user and read back", async () => {
    const client = aqlClient(new Sandbox());
    const { rows } = await client.assignNumbers({ items: SLOTS });
    const { voipnumber = "" } = rows[0] ?? {};
    const report = await client.configure({ voipnumber, callrecord: true });
    expect([report.isApplied, report.found?.settings.callrecord]).toEqual([true, true]);
  });

  test("give numbers back", async () => {
    const sandbox = new Sandbox();
    const client = aculabClient(sandbox);
    const { rows } = await client.telPurchase({ country: "Germany", region: "Berlin", quantity: 3 });
    const journal = new MemoryJournal();
    const { items } = await client.release({ numbers: rows, batchSize: 2 }, { journal });
    expect(items.map(({ status }) => status)).toEqual(["released", "released", "released"]);
    expect((await client.inventory()).items).toEqual([]);
    expect(sandbox.owned.aculab).toEqual([]);
  });

  test("give no numbers back at aql", async () => {
    const error = await rejection(aqlClient(new Sandbox()).release());
    expect(error).toMatchObject({ kind: "invalid_input", code: "unsupported", field: "release", outcome: "not_sent" });
    expect(error.message).toBe("`release` is not documented by aql: ask your account manager there");
  });
});

describe("an abort", () => {
  test("waits for the purchase, and names the journal", async () => {
    const [sandbox, journal, controller] = [new Sandbox(), new MemoryJournal(), new AbortController()];
    const onRequest = ({ effect }: Request): void => {
      if (effect === "purchase") {
        controller.abort("the operator left");
      }
    };
    const order = aqlClient(sandbox, { onRequest }).order({ slots: SLOTS }, { journal, signal: controller.signal });
    const error = await rejection(order);
    expect(error).toBeInstanceOf(Aborted);
    expect(error).toMatchObject({ kind: "aborted", code: "aborted", name: "AbortError", cause: "the operator left" });
    expect(error.message).toBe("aborted before it was done; its journal is `MemoryJournal`");
    const { report, journal: named } = error as Aborted;
    expect((report as { items: { status: string }[] }).items.map(({ status }) => status)).toEqual(["bought", "bought"]);
    expect(named).toBe(journal);
    const { items } = await aqlClient(sandbox).order({ slots: SLOTS }, { journal });
    expect(revealed(items)).toEqual(revealed(sandbox.owned.aql));
  });

  test("ends a wait, and what reads on the way", async () => {
    const controller = new AbortController();
    const signals: AbortSignal[] = [];
    const client = new aql.Client({
      account: new Sandbox().account.aql,
      fetch: (_, { signal }) => {
        signals.push(signal as AbortSignal);
        queueMicrotask(() => controller.abort());
        return new Promise(() => undefined);
      },
    });
    const error = await rejection(client.checkNumbers({ pattern: "0113 312012*" }, { signal: controller.signal }));
    expect(error.message).toBe("aborted before it was done; it has no journal");
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  test("before anything was sent buys nothing", async () => {
    const [sandbox, signal] = [new Sandbox(), AbortSignal.abort()];
    const client = aqlClient(sandbox);
    const error = await rejection(client.assignNumbers({ items: SLOTS }, { signal }));
    expect(error).toMatchObject({
      kind: "aborted",
      outcome: "not_sent",
      message: "aborted before `assign_numbers` was sent",
    });
    const journal = new MemoryJournal();
    expect(await rejection(client.order({ slots: SLOTS }, { journal, signal }))).toBeInstanceOf(Aborted);
    expect(numbersOwned(sandbox)).toEqual([]);
  });

  test("of a purchase alone says that it may have been done", async () => {
    const [sandbox, controller] = [new Sandbox(), new AbortController()];
    const client = aqlClient(sandbox, {
      fetch: async (url, init) => {
        await sandbox.fetch(url, { ...init, signal: null });
        controller.abort();
        return new Promise(() => undefined);
      },
    });
    const error = await rejection(client.assignNumbers({ items: SLOTS }, controller));
    expect(error).toMatchObject({ kind: "aborted", outcome: "unknown", retryable: false });
    const message =
      "aborted while `assign_numbers` was on its way; it may have been done, find out before sending it again";
    expect(error.message).toBe(message);
    expect(numbersOwned(sandbox)).toEqual(SLOTS);
  });

  test("waits for the save that is under way", async () => {
    const [memory, controller] = [new MemoryJournal(), new AbortController()];
    const saved: number[] = [];
    const journal: Journal = {
      load: () => memory.load(),
      save: async (seq, checkpoint) => {
        controller.abort();
        await new Promise((resolve) => setImmediate(resolve));
        saved.push(seq);
        return memory.save(seq, checkpoint);
      },
    };
    const sandbox = new Sandbox();
    await rejection(aqlClient(sandbox).order({ slots: SLOTS }, { journal, signal: controller.signal }));
    expect(saved).not.toEqual([]);
    expect((await aqlClient(sandbox).order({ slots: SLOTS }, { journal })).isComplete).toBe(true);
    expect(numbersOwned(sandbox)).toEqual(SLOTS);
  });

  test("ends a search", async () => {
    const controller = new AbortController();
    const search = aqlClient(new Sandbox()).search({ pattern: "0113 312*", pageSize: 10 }, controller);
    await search.next();
    controller.abort();
    const rest = async (): Promise<void> => {
      for (let next = await search.next(); next.done !== true; next = await search.next());
    };
    expect(await rejection(rest())).toBeInstanceOf(Aborted);
  });
});

test("hooks see every exchange, and print no secret", async () => {
  const sandbox = new Sandbox({ faults: [{ kind: "no_answer", call: "assign_numbers", position: 2 }] });
  const seen: unknown[] = [];
  const client = aqlClient(sandbox, {
    onRequest: (request) => seen.push(request),
    onResponse: (request, result, ms) => seen.push(request, result, ms >= 0),
  });
  const { rows } = await client.assignNumbers({ items: SLOTS });
  await rejection(client.assignNumbers({ items: SLOTS }));
  expect(seen).toHaveLength(8);
  expect([seen[1], seen[4]]).toEqual([seen[0], seen[5]]);
  expect(seen[2]).toMatchObject({ status: 200, complete: true, headers: expect.any(Object) as unknown });
  expect([seen[3], seen[7]]).toEqual([true, true]);
  expect(seen[6]).toBeInstanceOf(NoAnswer);
  const printed = inspect(seen, { depth: 9, showHidden: true });
  for (const secret of [...revealed(rows), sandbox.account.aql.password]) {
    expect(printed).not.toContain(secret);
  }
});

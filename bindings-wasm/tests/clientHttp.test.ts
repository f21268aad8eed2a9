/** Clients over real HTTP, and orders whose process dies. */

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { aculab, aql, type Fetch, MemoryJournal } from "telwire";
import { accountFromEnv, type Environment, FileJournal, gatewayFromEnv } from "telwire/node";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { built, carrier, Slow, Virtual } from "./carrier.js";
import { revealed, SLOTS } from "./clients.js";
import { rejection } from "./rejection.js";

/** The example that orders from Rust. */
const ORDER = built("order_blocking", "--example");

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "telwire-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

function aqlClient(env: Environment, fetch?: Fetch): aql.Client {
  const [account, gateway] = [accountFromEnv("aql", env), gatewayFromEnv("aql", env)];
  return new aql.Client({ account, gateway, fetch, clock: new Virtual() });
}

/** What the account has. */
async function numbersOwned(env: Environment): Promise<(string | null)[]> {
  const { items } = await aqlClient(env).inventory();
  return items.map(({ user }) => (user instanceof Error ? null : user.pstnnumber));
}

const OWNED = ["441133120120", "441133120121"];

/** `fetch`, but the answer to the first request for `path` is lost. */
function losing(path: string): Fetch {
  let isLost = false;
  return async (url, init) => {
    const response = await fetch(url, init);
    if (isLost || !url.includes(path)) {
      return response;
    }
    isLost = true;
    await response.arrayBuffer();
    throw new TypeError("fetch failed");
  };
}

describe("over HTTP", () => {
  test("an order at aql is bought, listed and configured", async () => {
    const env = await carrier();
    const client = aqlClient(env);
    const { isComplete, items } = await client.order({ slots: SLOTS }, { journal: new MemoryJournal() });
    expect([isComplete, ...revealed(items)]).toEqual([true, expect.any(String), expect.any(String)]);
    expect(await numbersOwned(env)).toEqual(OWNED);
    const report = await client.configure({ voipnumber: items[0]?.voipnumber ?? "", callrecord: true });
    expect(report.isApplied).toBe(true);
  });

  test("an order at Aculab Cloud is bought and given back", async () => {
    const env = await carrier();
    const gateway = gatewayFromEnv("aculab", env);
    const client = new aculab.Client({ account: accountFromEnv("aculab", env), gateway, clock: new Virtual() });
    const options = { country: "Germany", region: "Berlin", quantity: 2 };
    const { items } = await client.order(options, { journal: new MemoryJournal() });
    const numbers = items.map(({ number }) => number ?? "");
    expect((await client.telListNumbers()).map(({ number }) => number)).toEqual(numbers);
    const { items: released } = await client.release({ numbers }, { journal: new MemoryJournal() });
    expect(released.map(({ status }) => status)).toEqual(["released", "released"]);
  });

  test("a purchase whose answer is lost is not made twice", async () => {
    const env = await carrier();
    const client = aqlClient(env, losing("assignnumberapi"));
    const { items, attempts } = await client.order({ slots: SLOTS }, { journal: new MemoryJournal() });
    expect(items.map(({ status }) => status)).toEqual(["on_account", "on_account"]);
    expect(attempts.map(({ sends }) => sends.length)).toEqual([1]);
    expect(await numbersOwned(env)).toEqual(OWNED);
  });

  test("a search ends with its stock", async () => {
    const search = aqlClient(await carrier()).search({ pattern: "0113 312012*", smsEnabled: "ignore", pageSize: 3 });
    const found: string[] = [];
    for await (const { number } of search) {
      found.push(number);
    }
    expect(found).toEqual(Array.from({ length: 10 }, (_, digit) => `44-113-312012${digit}`));
  });
});

describe("an order whose process is killed", () => {
  let env: Environment;
  let through: Environment;
  let path: string;

  /** Its purchase is done, and nobody heard the answer. */
  beforeEach(async () => {
    env = await carrier();
    const slow = new Slow(env["TELWIRE_AQL_GATEWAY"] ?? "");
    through = { ...env, TELWIRE_AQL_GATEWAY: await slow.url };
    path = join(folder, "order");
    const program = join(import.meta.dirname, "order.mjs");
    const killed = spawn(process.execPath, [program, await slow.url, path], { stdio: "inherit" });
    await slow.bought;
    const meanwhile = aqlClient(through).resumeOrder({ journal: new FileJournal(path) });
    expect(await rejection(meanwhile)).toMatchObject({ kind: "misuse", code: "journal_in_use" });
    killed.kill("SIGKILL");
    await once(killed, "exit");
    slow.answer();
  });

  test("goes on in another, and nothing is bought twice", async () => {
    const { items } = await aqlClient(through).resumeOrder({ journal: new FileJournal(path) });
    expect(items.map(({ status }) => status)).toEqual(["on_account", "on_account"]);
    expect(await numbersOwned(env)).toEqual(OWNED);
  });

  test("goes on in Rust, and JavaScript reads what became of it", async () => {
    const settings = { env: { ...through, TELWIRE_CLOCK_SPEED: "60" } };
    const ended = promisify(execFile)(ORDER, [path, "0113 312012*", "2"], settings);
    // What is on the account without an answer is not complete: its passwords are lost.
    const stdout = expect.stringMatching(/^2 on the account\n/) as string;
    await expect(ended).rejects.toMatchObject({ code: 1, stdout });
    const { items } = await aqlClient(through).resumeOrder({ journal: new FileJournal(path) });
    expect(items.map(({ status, number }) => [status, number?.e164])).toEqual(
      OWNED.map((number) => ["on_account", number]),
    );
    expect(await numbersOwned(env)).toEqual(OWNED);
  });
});

test("of orders with one file at once one buys", async () => {
  const env = await carrier();
  const path = join(folder, "order");
  const orders = [1, 2, 3, 4].map(() => aqlClient(env).order({ slots: SLOTS }, { journal: new FileJournal(path) }));
  const results = await Promise.allSettled(orders);
  expect(results.filter(({ status }) => status === "fulfilled")).not.toEqual([]);
  for (const result of results) {
    if (result.status === "rejected") {
      expect(result.reason).toMatchObject({ code: "journal_in_use" });
    }
  }
  expect(await numbersOwned(env)).toEqual(OWNED);
});

describe("an account of the environment", () => {
  const env = { TELWIRE_AQL_USERNAME: "reseller", TELWIRE_AQL_PASSWORD: "hunter2" };

  test("may be in files", async () => {
    const file = join(folder, "password");
    await writeFile(file, "hunter2\r\n");
    const account = accountFromEnv("aql", { TELWIRE_AQL_USERNAME: "reseller", TELWIRE_AQL_PASSWORD_FILE: file });
    expect(aql.listUsers().request({ account }).body).toContain("hunter2");
    expect(await readFile(file, "utf8")).toBe("hunter2\r\n");
  });

  test.each<[string, Environment, string, string]>([
    [
      "missing",
      { TELWIRE_AQL_USERNAME: "reseller" },
      "TELWIRE_AQL_PASSWORD",
      "must be set in the environment, or `TELWIRE_AQL_PASSWORD_FILE`, the path of a file that holds it",
    ],
    [
      "empty",
      { ...env, TELWIRE_AQL_PASSWORD: "" },
      "TELWIRE_AQL_PASSWORD",
      "is set and empty: give it a value, or unset it",
    ],
    [
      "conflict",
      { ...env, TELWIRE_AQL_PASSWORD_FILE: "x" },
      "TELWIRE_AQL_PASSWORD",
      "and `TELWIRE_AQL_PASSWORD_FILE` are both set: one of them is stale",
    ],
    [
      "wrong_format",
      { TELWIRE_AQL_USERNAME: "reseller", TELWIRE_AQL_PASSWORD_FILE: "/hunter2" },
      "TELWIRE_AQL_PASSWORD_FILE",
      "names a file that cannot be read: `ENOENT`",
    ],
  ])("is refused: %s", (code, given, field, message) => {
    const error = { kind: "invalid_input", code, field, message: `\`${field}\` ${message}` };
    expect(() => accountFromEnv("aql", given)).toThrow(expect.objectContaining(error) as Error);
  });

  test("is checked, and named by its variable", () => {
    const given = { TELWIRE_ACULAB_CLOUD_ID: "one", TELWIRE_ACULAB_USERNAME: "me", TELWIRE_ACULAB_ACCESS_KEY: "key" };
    const field = "TELWIRE_ACULAB_CLOUD_ID";
    expect(() => accountFromEnv("aculab", given)).toThrow(expect.objectContaining({ field }) as Error);
    expect(() => accountFromEnv("aculab", given)).toThrow(/^`TELWIRE_ACULAB_CLOUD_ID` must be/);
    const gateway = { TELWIRE_AQL_GATEWAY: "gateway.example", TELWIRE_ACULAB_GATEWAY: "" };
    expect(() => gatewayFromEnv("aql", gateway)).toThrow(/^`TELWIRE_AQL_GATEWAY` must be a URL/);
    expect(() => gatewayFromEnv("aculab", gateway)).toThrow("`TELWIRE_ACULAB_GATEWAY` is set and empty");
    expect(gatewayFromEnv("aql", {})).toBeUndefined();
  });
});

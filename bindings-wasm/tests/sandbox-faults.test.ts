/** Every fault, as a client gets to see it, and what it does to the truth. */

import { aculab, aql, type TelwireError } from "telwire";
import { type Done, type Fault, Sandbox } from "telwire/sandbox";
import { describe, expect, it } from "vitest";

const NUMBER = "44-113-3120120";
const ORDER = aql.assignNumbers({ items: [NUMBER] });
const SEARCH = aql.checkNumbers({ pattern: "0113 312012*", show: 2 });
const USERS = aql.listUsers();
const FOUND = "AQVOIP_OK\n44-113-3120120_44-113-3120121\n";

type AqlCall = aql.AssignNumbers | aql.CheckNumbers | aql.ListUsers;

function ask(sandbox: Sandbox, call: AqlCall): Promise<Response> {
  const request = call.request({ account: sandbox.account.aql });
  return sandbox.fetch(request.url, request);
}

async function bought(sandbox: Sandbox): Promise<string | undefined> {
  const { rows } = await ORDER.read(await ask(sandbox, ORDER));
  return rows[0]?.voipnumber;
}

function owned(sandbox: Sandbox): string[] {
  return sandbox.owned.aql.map(({ number }) => number.number);
}

function html(title: number): string {
  return `<html>\n<head><title>${title}</title></head>\n<body><h1>${title}</h1></body>\n</html>\n`;
}

/** What there is of a body, and whether it ends by itself. */
async function read(response: Response): Promise<[text: string, isWhole: boolean]> {
  let text = "";
  try {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += new TextDecoder().decode(chunk);
    }
    return [text, true];
  } catch {
    return [text, false];
  }
}

describe("an answer in place of the carrier's says nothing about the truth", () => {
  const answers: [Fault & object, number, string][] = [
    [{ kind: "html_page" }, 200, html(200)],
    [{ kind: "proxy_error" }, 502, html(502)],
    [{ kind: "proxy_error", status: 408 }, 408, html(408)],
    [{ kind: "temp_error" }, 200, "AQVOIP_TEMP_ERROR\n"],
    [{ kind: "gen_error" }, 200, "AQVOIP_GEN_ERROR\n"],
  ];
  const ends: [Done, number, number][] = [
    ["now", 1, 1],
    ["never", 0, 0],
    [60_000, 0, 1],
    [500, 0, 1],
  ];
  const table = answers.flatMap((answer) => ends.map((end) => [...answer, ...end] as const));
  it.each(table)("%o %i %j, done %s", async (fault, status, body, done, atOnce, later) => {
    const sandbox = new Sandbox({ faults: [{ ...fault, done } as Fault] });
    const response = await ask(sandbox, ORDER);
    expect([response.status, await response.text()]).toEqual([status, body]);
    expect(sandbox.owned.aql).toHaveLength(atOnce);
    sandbox.advance(60_000);
    expect(sandbox.owned.aql).toHaveLength(later);
  });
});

it("keeps to what HTTP says of a status without a body", async () => {
  const response = await ask(new Sandbox({ faults: [{ kind: "proxy_error", status: 304 }] }), SEARCH);
  expect([response.status, response.body]).toEqual([304, null]);
});

it.each<[Done, number]>([
  ["now", 1],
  ["never", 0],
  [119_900, 1],
  [120_100, 0],
])("takes the time that the client waits for a lost answer, done %s", async (done, count) => {
  const sandbox = new Sandbox({ now: 0, faults: [{ kind: "no_answer", done }] });
  await expect(ask(sandbox, ORDER)).rejects.toMatchObject({
    name: "TelwireError",
    code: "no_answer",
    message: "no answer came within 120 seconds",
  });
  expect(sandbox.clock.now()).toBe(120_000);
  expect(sandbox.owned.aql).toHaveLength(count);
});

it("takes less time for the lost answer to what may be sent again", async () => {
  const sandbox = new Sandbox({ now: 0, faults: ["no_answer"] });
  await expect(ask(sandbox, SEARCH)).rejects.toThrow("no answer came within 30 seconds");
  expect(sandbox.clock.now()).toBe(30_000);
});

it("takes the longest for the lost answer to a release, and to what no carrier knows", async () => {
  const sandbox = new Sandbox({ now: 0, faults: ["no_answer", { kind: "no_answer", position: 2 }] });
  const release = aculab.telDeleteNumbers({ numbers: ["4930123456"] }).request({ account: sandbox.account.aculab });
  await expect(sandbox.fetch(release.url, release)).rejects.toThrow("no answer came within 120 seconds");
  await expect(sandbox.fetch("https://carrier.example/nowhere")).rejects.toThrow("no answer came within 120 seconds");
  expect(sandbox.clock.now()).toBe(240_000);
});

it("neither does a request that is not sent, nor takes time for it", async () => {
  const sandbox = new Sandbox({ now: 0, faults: ["not_sent"] });
  await expect(ask(sandbox, ORDER)).rejects.toMatchObject({
    code: "not_sent",
    message: "the connection was refused",
  });
  expect([sandbox.clock.now(), owned(sandbox)]).toEqual([0, []]);
  expect(await (await ask(sandbox, ORDER)).text()).toMatch(/^AQVOIP_OK\n/);
});

it.each<[Fault, string, boolean]>([
  [{ kind: "cut_body", at: 12, declared: true }, "AQVOIP_OK\n44", false],
  [{ kind: "cut_body", at: 12 }, "AQVOIP_OK\n44", false],
  [{ kind: "cut_body" }, "", false],
  [{ kind: "cut_body", at: 12, declared: false }, "AQVOIP_OK\n44", true],
])("breaks off a body that is cut, if the client can notice: %o", async (fault, text, isWhole) => {
  const response = await ask(new Sandbox({ faults: [fault] }), SEARCH);
  const length = isWhole ? text.length : FOUND.length;
  expect(response.headers.get("content-length")).toBe(String(length));
  expect(await read(response)).toEqual([text, isWhole]);
});

it("keeps the rows of a cut answer from being taken for all of them", async () => {
  const response = await ask(new Sandbox({ faults: [{ kind: "cut_body", at: 30 }] }), SEARCH);
  await expect(SEARCH.read(response)).rejects.toMatchObject({ kind: "malformed" });
});

it("can end lines as Windows does", async () => {
  const response = await ask(new Sandbox({ faults: ["crlf_line_ends"] }), SEARCH);
  expect(await response.text()).toBe(FOUND.replaceAll("\n", "\r\n"));
});

it("lets a rival take a number of the list just before", async () => {
  const sandbox = new Sandbox({ faults: [{ kind: "rival_takes_number", item: 1 }] });
  const order = aql.assignNumbers({ items: [NUMBER, "44-113-3120121"] });
  await expect(order.read(await ask(sandbox, order))).rejects.toMatchObject({ carrierCode: "AQVOIP_SIMUL_ERROR" });
  expect(owned(sandbox)).toEqual([]);
  const left = await SEARCH.read(await ask(sandbox, SEARCH));
  expect(left.map(({ number }) => number)).toEqual([NUMBER, "44-113-3120122"]);
});

it("tells a rival on the account from us in truth", async () => {
  const sandbox = new Sandbox({ faults: ["rival_on_account"] });
  await ask(sandbox, ORDER);
  expect(sandbox.owned.aql.map(({ number, byRival }) => [number.number, byRival])).toEqual([[NUMBER, true]]);
});

it("can show late what is bought", async () => {
  const sandbox = new Sandbox({ faults: [{ kind: "late_visibility", delay: 60_000 }] });
  const user = await bought(sandbox);
  expect(owned(sandbox)).toEqual([NUMBER]);
  expect(await USERS.read(await ask(sandbox, USERS))).toEqual([]);
  sandbox.advance(60_000);
  expect(await USERS.read(await ask(sandbox, USERS))).toEqual([user]);
});

it("can give a stale listing", async () => {
  const sandbox = new Sandbox({ faults: [{ kind: "stale_listing", call: "list_users", position: 2 }] });
  expect(await USERS.read(await ask(sandbox, USERS))).toEqual([]);
  const user = await bought(sandbox);
  expect(await USERS.read(await ask(sandbox, USERS))).toEqual([]);
  expect(await USERS.read(await ask(sandbox, USERS))).toEqual([user]);
});

it("lets Aculab fail as well", async () => {
  const sandbox = new Sandbox({ faults: ["no_answer", "rival_on_account"] });
  const purchase = aculab.telPurchase({ country: "Spain", region: "Bilbao" });
  const request = purchase.request({ account: sandbox.account.aculab });
  await expect(sandbox.fetch(request.url, request)).rejects.toThrow("no answer came within 120 seconds");
  expect(sandbox.owned.aculab).toHaveLength(2);
});

it("counts positions from when the fault is added", async () => {
  const sandbox = new Sandbox();
  await ask(sandbox, SEARCH);
  sandbox.faults.add({ kind: "html_page", call: "check_numbers", position: 2 });
  sandbox.faults.add({ kind: "proxy_error", position: 4 });
  const pages: (number | null)[] = [];
  for (const call of [SEARCH, ORDER, SEARCH, USERS, SEARCH]) {
    const response = await ask(sandbox, call);
    pages.push((await response.text()).startsWith("<html>") ? response.status : null);
  }
  expect(pages).toEqual([null, null, 200, 502, null]);
});

it("lets the seed decide about chance", async () => {
  const seen = async (seed: number): Promise<string[]> => {
    const sandbox = new Sandbox();
    sandbox.faults.byChance(50, seed);
    const outcomes: string[] = [];
    for (let count = 0; count < 40; count += 1) {
      outcomes.push(await ask(sandbox, SEARCH).then(async (response) => (await read(response)).join(), String));
    }
    return outcomes;
  };
  expect(await seen(1)).toEqual(await seen(1));
  expect(await seen(1)).not.toEqual(await seen(2));
});

it("lets nothing go wrong any more once cleared", async () => {
  const sandbox = new Sandbox({ faults: ["no_answer"] });
  sandbox.faults.byChance(100);
  sandbox.faults.clear();
  expect(await (await ask(sandbox, SEARCH)).text()).toBe(FOUND);
});

describe("a fault that makes no sense is refused", () => {
  const KINDS =
    "`crlf_line_ends`, `cut_body`, `gen_error`, `html_page`, `late_visibility`, `no_answer`, `not_sent`, " +
    "`proxy_error`, `rival_on_account`, `rival_takes_number`, `stale_listing`, `temp_error`";

  it.each<[unknown, string, string, string]>([
    ["NoAnswer", "kind", "unknown_value", `\`kind\` must be one of ${KINDS}, not \`NoAnswer\``],
    [{}, "kind", "missing", "`kind` is required"],
    [7, "fault", "wrong_format", "`fault` must be an object, not a number"],
    [
      { kind: "no_answer", call: "assign" },
      "call",
      "unknown_value",
      "`call` must be the name of a call, such as `assign_numbers`, not `assign`",
    ],
    [{ kind: "no_answer", position: 0 }, "position", "zero", "`position` counts from 1"],
    [
      { kind: "no_answer", done: "later" },
      "done",
      "unknown_value",
      "`done` must be `now`, `never` or a number of milliseconds, not `later`",
    ],
    [
      { kind: "no_answer", done: -1 },
      "done",
      "out_of_range",
      "`done` must be a number of milliseconds from 0 on, not `-1`",
    ],
    [{ kind: "late_visibility" }, "delay", "missing", "`delay` must be given: milliseconds"],
    [{ kind: "proxy_error", status: 200 }, "status", "out_of_range", "`status` must be from 300 to 599, not `200`"],
    [{ kind: "cut_body", declared: 1 }, "declared", "wrong_format", "`declared` must be a boolean, not a number"],
    ...["done", "at", "declared", "delay", "status", "item", "foo"].map((field): [unknown, string, string, string] => [
      { kind: "stale_listing", [field]: 1 },
      field,
      "unknown_field",
      `\`${field}\` is nothing that \`stale_listing\` takes: leave it out`,
    ]),
  ])("%o", (fault, field, code, message) => {
    const expected = { name: "TelwireError", kind: "invalid_input", outcome: "not_sent", field, code, message };
    expect(thrownBy(() => new Sandbox().faults.add(fault as Fault))).toMatchObject(expected);
    expect(thrownBy(() => new Sandbox({ faults: [fault as Fault] }))).toMatchObject(expected);
  });

  it("by chance, too", () => {
    const { faults } = new Sandbox();
    expect(thrownBy(() => faults.byChance(101)).message).toBe("`percent` must be from 0 to 100, not `101`");
    expect(thrownBy(() => faults.byChance(1, -1)).field).toBe("seed");
  });

  function thrownBy(act: () => unknown): TelwireError {
    try {
      act();
    } catch (error) {
      return error as TelwireError;
    }
    throw new Error("it was taken");
  }
});

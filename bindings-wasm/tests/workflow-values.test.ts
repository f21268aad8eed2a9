/** What workflows hand out: values without secrets, that no careless driver can harm. */

import { format, inspect } from "node:util";

import {
  aculab,
  aql,
  Body,
  type Call,
  NoAnswer,
  NotSent,
  received,
  type Request,
  SipPassword,
  TelwireError,
  toObject,
  workflow,
} from "telwire";
import { Sandbox, type SandboxOptions } from "telwire/sandbox";
import { describe, expect, test } from "vitest";

const NUMBERS = ["44-113-3120120", "44-113-3120121"];
const ACCOUNT = { username: "reseller", password: "hunter2" };

/** Everything that a workflow wants, done as it wants it. */
async function* outputs<Piece, Report>(
  work: workflow.Workflow<Piece, Report>,
  sandbox: Sandbox,
): AsyncGenerator<workflow.Output<Piece, Report>> {
  const now = (): number => sandbox.clock.now();
  for (;;) {
    const output = work.poll(now());
    yield output;
    switch (output.type) {
      case "save":
        work.saved(now(), output.seq);
        break;
      case "send":
        await send(work, output, sandbox);
        break;
      case "wait":
        await sandbox.clock.sleep(output.ms ?? 0);
        break;
      case "done":
        return;
    }
  }
}

async function send(
  work: workflow.Workflow<unknown, unknown>,
  { id, request }: workflow.Send,
  sandbox: Sandbox,
): Promise<void> {
  try {
    const response = await received(await sandbox.fetch(request.url, request));
    work.respond(sandbox.clock.now(), id, response);
  } catch (error) {
    if (!(error instanceof NotSent || error instanceof NoAnswer)) {
      throw error;
    }
    work.fail(sandbox.clock.now(), id, error.code);
  }
}

async function reportOf<Report>(work: workflow.Workflow<unknown, Report>, sandbox: Sandbox): Promise<Report> {
  for await (const output of outputs(work, sandbox)) {
    if (output.type === "done") {
      return output.report;
    }
  }
  throw new Error("ended without a report");
}

/** One of each, over accounts that have something. */
async function workflows(sandbox: Sandbox): Promise<workflow.Workflow<unknown, unknown>[]> {
  const [atAql, atAculab] = [{ account: sandbox.account.aql }, { account: sandbox.account.aculab }];
  await reportOf(new workflow.AqlOrder({ slots: NUMBERS }, atAql), sandbox);
  const order = new workflow.AculabOrder({ country: "Germany", region: "Berlin" }, atAculab);
  const { items } = await reportOf(order, sandbox);
  const user = sandbox.owned.aql[0]?.voipnumber ?? "";
  return [
    new workflow.AqlOrder({ slots: ["44-113-3120122", "44-113-3120123"] }, atAql),
    new workflow.AculabOrder({ country: "Germany", region: "Berlin" }, atAculab),
    new workflow.AculabInventory(atAculab),
    new workflow.AqlInventory(atAql),
    new workflow.Configure({ user, voicemailon: true }, atAql),
    new workflow.Release({ numbers: [items[0]?.number ?? ""] }, atAculab),
    new workflow.Retry(aql.getUser({ user }), atAql),
    new workflow.Search({ pattern: "0113 312012*", smsEnabled: "ignore" }, atAql),
  ];
}

/** The report of an order that bought both numbers. */
async function bought(options: SandboxOptions = {}): Promise<workflow.AqlOrderReport> {
  const sandbox = new Sandbox(options);
  return reportOf(new workflow.AqlOrder({ slots: NUMBERS }, { account: sandbox.account.aql }), sandbox);
}

function order(options: Partial<workflow.AqlOrderOptions> = {}): workflow.AqlOrder {
  return new workflow.AqlOrder({ slots: NUMBERS, ...options }, { account: ACCOUNT });
}

function thrown(act: () => unknown): TelwireError {
  try {
    act();
  } catch (error) {
    if (TelwireError.is(error)) {
      return error;
    }
    throw error;
  }
  throw new Error("nothing was thrown");
}

test("nothing that a workflow hands out prints a secret", async () => {
  const sandbox = new Sandbox();
  const shown: string[] = [];
  for (const work of await workflows(sandbox)) {
    for await (const output of outputs(work, sandbox)) {
      for (const value of [work, output]) {
        shown.push(format("%s %o", value, value), inspect(value, { depth: null, showHidden: true }));
      }
    }
  }
  const passwords = sandbox.owned.aql.map((user) => user.password.reveal());
  const secrets = ["demo-password", "demo-access-key", ...passwords];
  expect(secrets.length).toBe(6);
  const bytes = passwords.map((password) => [...Buffer.from(password)].join(", "));
  expect([...secrets, ...bytes].filter((secret) => shown.some((text) => text.includes(secret)))).toEqual([]);
});

test("a save prints as its size, and is neither serialised nor cloned", async () => {
  const sandbox = new Sandbox();
  const work = new workflow.AqlOrder({ slots: NUMBERS }, { account: sandbox.account.aql });
  for await (const output of outputs(work, sandbox)) {
    if (output.type === "save") {
      const size = `Save { seq: ${output.seq}, checkpoint: [${output.checkpoint.length} bytes] }`;
      expect([String(output), inspect(output)]).toEqual([size, size]);
      expect(thrown(() => JSON.stringify(output)).message).toBe(
        "a save is not serialised by itself, as its checkpoint may hold SIP passwords: write `checkpoint` to the journal",
      );
      expect(() => structuredClone(output)).toThrow("could not be cloned");
    }
  }
});

test("each request says what it is of and how long to wait", async () => {
  const sandbox = new Sandbox();
  const told: unknown[] = [];
  for (const work of await workflows(sandbox)) {
    const requests: Request[] = [];
    for await (const output of outputs(work, sandbox)) {
      if (output.type === "send") {
        requests.push(output.request);
      }
    }
    expect(requests.every((request) => request.isSigned)).toBe(true);
    told.push(requests.map(({ call, effect, timeout }) => `${call}, ${effect}, ${timeout}`));
  }
  expect(told).toEqual([
    ["check_numbers, read, 30000", "assign_numbers, purchase, 120000", "list_users, read, 30000"],
    ["tel_list_numbers, read, 30000", "tel_purchase, purchase, 120000", "tel_list_numbers, read, 30000"],
    ["tel_list_numbers, read, 30000"],
    ["list_users, read, 30000", ...Array<string>(4).fill("get_user, read, 30000")],
    ["change_user, change, 30000", "get_user, read, 30000"],
    ["tel_delete_numbers, release, 120000"],
    ["get_user, read, 30000"],
    Array<string>(2).fill("check_numbers, read, 30000"),
  ]);
});

describe("a report with passwords", () => {
  test("goes nowhere by itself", async () => {
    const report = await bought();
    expect(thrown(() => JSON.stringify(report)).code).toBe("confidential");
    expect(() => structuredClone(report)).toThrow("could not be cloned");
    expect(thrown(() => toObject(report)).message).toBe(
      "a SIP password is among the values: say `toObject(answer, { reveal: true })`, or take it by `reveal()`",
    );
    const passwords = toObject(report, { reveal: true }).items.map((item) => item.password);
    expect(passwords).toEqual(report.items.map((item) => item.password?.reveal()));
    expect(passwords.every((password) => typeof password === "string" && password.length > 0)).toBe(true);
  });

  test("goes anywhere without them", async () => {
    const report = await bought();
    const bare = workflow.withoutPasswords(report);
    expect(JSON.parse(JSON.stringify(bare))).toEqual(bare);
    expect(structuredClone(bare)).toEqual(bare);
    expect(bare.items.map((item) => [item.number?.number, item.password])).toEqual(NUMBERS.map((n) => [n, null]));
    expect([bare.text, bare.isComplete]).toEqual([report.text, true]);
    expect(report.items[0]?.password).toBeInstanceOf(SipPassword);
  });

  test("holds nothing without them that may hold one", async () => {
    const report = await bought({ faults: [{ kind: "cut_body", call: "assign_numbers", at: 30 }] });
    const kept = "   !  answers that could not be read are kept: 1; they may hold passwords\n";
    expect(report.text).toContain(kept);
    expect(report.attempts[0]?.kept[0]).toBeInstanceOf(Body);
    const bare = workflow.withoutPasswords(report);
    expect(bare.attempts.map((attempt) => attempt.kept)).toEqual([[]]);
    expect(bare.text).toBe(report.text.replace(kept, ""));
    expect(JSON.parse(JSON.stringify(bare))).toEqual(bare);
  });
});

test("reports cannot be changed, all the way down", async () => {
  const report = await bought();
  const parts: unknown[] = [report, report.items, report.items[0], report.attempts[0]?.sends[0]];
  expect(parts.map((part) => Object.isFrozen(part))).toEqual(parts.map(() => true));
  expect(Object.isFrozen(workflow.withoutPasswords(report).items[0])).toBe(true);
});

test("a report tells an error as one, however often it is asked for", async () => {
  const sandbox = new Sandbox();
  const search = new workflow.Search({ pattern: "0113 312012*" }, { account: ACCOUNT });
  const { numbers, stopped } = await reportOf(search, sandbox);
  expect(numbers).toBe(0);
  expect(stopped).toBeInstanceOf(TelwireError);
  expect(stopped).toMatchObject({ kind: "refused", code: "auth_error", outcome: "not_changed", status: 200 });
  expect(search.poll(sandbox.clock.now())).toMatchObject({ report: { stopped: { code: "auth_error" } } });
});

test("the answer of a retried call is its own, however often it is asked for", async () => {
  const sandbox = new Sandbox();
  const retry = new workflow.Retry(aql.checkNumbers({ pattern: "0113 312012*", show: 1 }), {
    account: aql.account(sandbox.account.aql),
  });
  const { value } = await reportOf(retry, sandbox);
  expect(value?.map(({ number }) => number)).toEqual(["44-113-3120120"]);
  expect(retry.poll(sandbox.clock.now())).toEqual({ type: "done", report: { value, stopped: null } });
});

test("an error of a retried call names the call", () => {
  const setup = { account: ACCOUNT, maxRetries: 0 };
  const retry = new workflow.Retry(aql.listUsers(), setup);
  const output = retry.poll(0);
  expect(output.type).toBe("send");
  retry.fail(0, (output as workflow.Send).id, "no_answer");
  expect(retry.poll(0)).toMatchObject({ report: { value: null, stopped: { code: "no_answer", call: "list_users" } } });
});

test("a stopped workflow says who stopped it", () => {
  const search = new workflow.Search({ pattern: "0113 312012*" }, { account: ACCOUNT });
  search.stop(0);
  expect(search.poll(0)).toEqual({ type: "done", report: { numbers: 0, pages: 0, stopped: "by_caller" } });
});

test("times are in UTC and as exact as the clock", async () => {
  const report = await bought({ now: Date.UTC(2026, 10, 22, 9, 0, 0, 123) });
  expect(report.attempts[0]?.sends[0]?.at).toBe("2026-11-22T09:00:00.123Z");
});

test("a clock beyond the calendar spoils no report", async () => {
  const sandbox = new Sandbox();
  const work = new workflow.AqlOrder({ slots: NUMBERS }, { account: sandbox.account.aql });
  for (let output = work.poll(2 ** 60); output.type !== "save"; output = work.poll(2 ** 60)) {
    if (output.type === "send") {
      const response = await received(await sandbox.fetch(output.request.url, output.request));
      work.respond(2 ** 60, output.id, response);
    }
  }
  expect(work.report().attempts[0]?.sends[0]?.at).toBe("9999-12-31T23:59:59.999Z");
});

describe("slots", () => {
  const number = { number: "44-113-3120120", country: "44", areaCode: "113", subscriber: "3120120", e164: "" };

  test.each<[workflow.AqlOrderOptions["slots"]]>([
    [NUMBERS],
    [[number, { number: "44-113-3120121" }]],
    [[{ number, email: "", firstName: null }, "44-113-3120121"]],
  ])("may be given in many forms: %j", (slots) => {
    const work = order({ slots });
    work.resume(order().checkpoint());
    expect(work.report().items.map((item) => item.number?.number)).toEqual(NUMBERS);
  });

  test("may be so many of the pool", () => {
    const work = order({ slots: 2, pool: "0113 312*" });
    work.resume(order({ slots: [{}, { number: null }], pool: "44-113-312*" }).checkpoint());
    expect(work.report().items.length).toBe(2);
  });

  test.each([
    [["0113"], "phoneNumbers", "`phoneNumbers[0]` must be a number such as `44-113-3120120`, not `0113`"],
    [[{ mobile: "1" }], "mobile", "`mobile[0]` is not a field of an item"],
    [0, "phoneNumbers", "`phoneNumbers` must hold at least one number"],
    [-1, "slots", "`slots` must be a whole number from 0 to 4294967295, not `-1`"],
    ["44-113-3120120", "slots", "`slots` must be an array or a number, not a string"],
    [undefined, "slots", "`slots` is required"],
  ])("that are none are refused: %j", (slots, field, message) => {
    const error = thrown(() => order({ slots: slots as never }));
    expect([error.kind, error.field, error.message]).toEqual(["invalid_input", field, message]);
  });
});

test.each<[object, string]>([
  [{ account: ACCOUNT, timeout: -1 }, "`timeout` must be a number of milliseconds from 0 on, not `-1`"],
  [{ account: ACCOUNT, timeout: "1" }, "`timeout` must be a number, not a string"],
  [{ account: ACCOUNT, seed: 0.5 }, "`seed` must be a whole number from 0 to 4294967295, not `0.5`"],
  [{ account: ACCOUNT, retries: 1 }, "`retries` is not a field of this call"],
  [{ gateway: "https://aql.example" }, "`account` is required"],
])("a setup that is none is refused: %j", (setup, message) => {
  expect(thrown(() => new workflow.AqlInventory(setup as never)).message).toBe(message);
});

test("a price limit is a price, and not below 0", () => {
  const limited = (priceLimit: unknown): workflow.AculabOrder =>
    new workflow.AculabOrder({ country: "Germany", region: "Berlin", priceLimit: priceLimit as string }, AT_ACULAB);
  expect(thrown(() => limited("-1")).message).toBe("`priceLimit` must not be below 0, got `-1`");
  expect(thrown(() => limited("dear")).field).toBe("priceLimit");
  expect(thrown(() => limited(5)).message).toBe("`priceLimit` must be a string, not a number");
  expect(limited("5.00").report().items.length).toBe(1);
});

const AT_ACULAB = { account: { cloudId: "1-2-0", username: "bob", accessKey: "k3y" } };

test("a dry run shows requests that cannot be sent", () => {
  const shown = (requests: readonly Request[]): unknown => requests.map((request) => [request.call, request.isSigned]);
  expect(shown(order().dryRun())).toEqual([
    ["check_numbers", false],
    ["assign_numbers", false],
  ]);
  expect(shown(new workflow.AculabOrder({ country: "Germany", region: "Berlin" }, AT_ACULAB).dryRun())).toEqual([
    ["tel_list_numbers", false],
    ["tel_purchase", false],
  ]);
});

test.each<Call<object, unknown, never, never>>([
  aql.assignNumbers({ items: NUMBERS }),
  aculab.telPurchase({ country: "Germany", region: "Berlin" }),
  aculab.telDeleteNumbers({ numbers: ["493011110001"] }),
])("what may have been done is never repeated: $name", (call) => {
  const error = thrown(() => new workflow.Retry(call, { account: ACCOUNT }));
  expect([error.field, error.code, error.message]).toEqual([
    "call",
    "unsupported",
    `\`call\` must be a call that reads or changes, not \`${call.name}\`: purchases and releases are sent once`,
  ]);
});

test.each<[(work: workflow.AqlOrder) => void, string]>([
  [(work) => work.fail(0, "1", "lost" as never), "`failure` must be `not_sent` or `no_answer`, not `lost`"],
  [(work) => work.fail(0, "", "not_sent"), "`id` must be the `id` of what was to be sent, not ``"],
  [(work) => work.resolve(0, 0, "maybe" as never), "`resolution` must be `bought` or `not_bought`, not `maybe`"],
  [(work) => work.resolve(0, -1, "bought"), "`attempt` must be a whole number from 0 to 4294967295, not `-1`"],
  [(work) => work.resume(new Uint8Array(2)), "`checkpoint` is no checkpoint of telwire's, or its beginning is damaged"],
  [(work) => void work.poll(NaN), "`now` must be a number of milliseconds from 0 on, not `NaN`"],
  [(work) => work.stop(-1), "`now` must be a number of milliseconds from 0 on, not `-1`"],
])("words that a workflow does not know are refused, and change nothing: %s", (say, message) => {
  const work = order();
  const before = work.checkpoint();
  expect(thrown(() => say(work)).message).toBe(message);
  expect(work.checkpoint()).toEqual(before);
});

test("an order goes on with whatever the journal holds", async () => {
  const sandbox = new Sandbox();
  const setup = { account: sandbox.account.aql };
  const first = new workflow.AqlOrder({ slots: NUMBERS }, setup);
  await reportOf(first, sandbox);
  const again = workflow.AqlOrder.load(first.checkpoint(), setup);
  expect(again).toBeInstanceOf(workflow.AqlOrder);
  expect((await reportOf(again, sandbox)).text).toBe(first.report().text);
  again.seal();
  expect((await reportOf(again, sandbox)).isSealed).toBe(true);
  expect(thrown(() => workflow.AculabOrder.load(first.checkpoint(), AT_ACULAB)).kind).toBe("invalid_input");
});

test("a workflow that was freed says so, and is freed once", () => {
  const work = order();
  work.free();
  work[Symbol.dispose]();
  const error = thrown(() => work.poll(0));
  expect([error.kind, error.code, error.message]).toEqual([
    "misuse",
    "freed",
    "this workflow was freed: make another, and resume it with a checkpoint",
  ]);
});

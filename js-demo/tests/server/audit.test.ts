/** Who did what, when, and what came of it. */

import { Sandbox } from "telwire/sandbox";
import { afterEach, beforeEach, expect, test } from "vitest";

import type { AuditEntry } from "../../shared/portal.js";
import { Program } from "../program.js";
import { Visitor } from "../visitor.js";

const FIRST = "44-113-3120120";
const THERE = { country: "Germany", region: "Berlin" };

let program: Program;
let ada: Visitor;
let grace: Visitor;

beforeEach(async () => {
  program = await Program.start();
  ada = await Visitor.as(program.url, "ada");
  grace = await Visitor.as(program.url, "grace");
});

afterEach(() => program.kill());

/** What somebody sees, without the times and the logins. */
async function seenBy(visitor: Visitor): Promise<readonly Omit<AuditEntry, "at">[]> {
  const entries = await visitor.json<readonly AuditEntry[]>("GET", "/api/audit");
  return entries
    .filter(({ what }) => what !== "login")
    .map(({ user, what, detail, outcome }) => ({ user, what, detail, outcome }));
}

test("an order is written down when it is placed, and what it bought", async () => {
  await ada.clients.aql.order({ slots: [FIRST] }, { key: "one" });
  await grace.clients.aculab.order({ ...THERE, quantity: 2 }, { key: "one" });
  expect(await seenBy(ada)).toEqual([
    { user: "grace", what: "order", detail: "49305550100, 49305550101", outcome: "bought 2 of 2" },
    { user: "grace", what: "order", detail: "aculab: 2 × Germany, Berlin", outcome: "placed" },
    { user: "ada", what: "order", detail: FIRST, outcome: "bought 1 of 1" },
    { user: "ada", what: "order", detail: `aql: ${FIRST}`, outcome: "placed" },
  ]);
});

test("an order of which something is unknown says so", async () => {
  await ada.send("POST", "/api/lab/faults", { kind: "no_answer", call: "tel_purchase" });
  await ada.clients.aculab.order(THERE, { key: "one" });
  expect((await seenBy(ada))[0]).toEqual({
    user: "ada",
    what: "order",
    detail: "",
    outcome: "bought 0 of 1, 1 unknown",
  });
});

test("a change and a release are written down with what came of them", async () => {
  const report = await ada.clients.aql.order({ slots: [FIRST] }, { key: "one" });
  await ada.clients.aculab.order(THERE, { key: "two" });
  const user = report.items[0]?.voipnumber ?? "";
  await ada.clients.aql.changeUser({ user, forwardto: "01133203040", forwardactive: true });
  await ada.clients.aculab.telDeleteNumbers({ numbers: ["49305550100"] });
  expect((await seenBy(ada)).slice(0, 2)).toEqual([
    { user: "ada", what: "tel_delete_numbers", detail: "49305550100", outcome: "released 1 of 1" },
    {
      user: "ada",
      what: "change_user",
      detail: `${user}: forwardto=01133203040, forwardactive=1`,
      outcome: "changed",
    },
  ]);
});

test("a change whose answer is lost is written down as unknown, and so is the second try", async () => {
  const report = await ada.clients.aql.order({ slots: [FIRST] }, { key: "one" });
  const user = report.items[0]?.voipnumber ?? "";
  await ada.send("POST", "/api/lab/faults", { kind: "no_answer", call: "change_user" });
  await ada.clients.aql.changeUser({ user, callrecord: true });
  expect((await seenBy(ada)).slice(0, 2)).toMatchObject([
    { what: "change_user", outcome: "changed" },
    { what: "change_user", outcome: "unknown: no_answer" },
  ]);
});

test("what is refused is written down: another's number, a costly destination, too many numbers", async () => {
  const report = await ada.clients.aql.order({ slots: [FIRST] }, { key: "one" });
  const user = report.items[0]?.voipnumber ?? "";
  await expect(grace.clients.aql.getUser({ user })).rejects.toMatchObject({ code: "not_owned" });
  await expect(ada.clients.aql.changeUser({ user, forwardto: "0906 7000000" })).rejects.toMatchObject({
    code: "value_not_allowed",
  });
  await expect(grace.clients.aculab.order({ ...THERE, quantity: 51 }, { key: "two" })).rejects.toMatchObject({
    code: "numbers_limit",
  });
  expect((await seenBy(ada)).slice(0, 3)).toMatchObject([
    { user: "grace", what: "orders", outcome: "refused: numbers_limit" },
    { user: "ada", what: "change_user", outcome: "refused: value_not_allowed" },
    { user: "grace", what: "get_user", outcome: "refused: not_owned" },
  ]);
});

test("the numbers of today count towards the limit, and those not bought do not", async () => {
  await ada.send("POST", "/api/lab/faults", { kind: "rival_takes_number", call: "assign_numbers" });
  await ada.clients.aql.order({ slots: [FIRST] }, { key: "one" });
  await ada.clients.aculab.order({ ...THERE, quantity: 2 }, { key: "two" });
  expect((await ada.portal()).limits).toEqual({ numbersPerDay: 50, numbersToday: 2, spendPerDay: null });
  expect((await grace.portal()).limits.numbersToday).toBe(0);
});

test("who is no owner sees what they did themselves", async () => {
  await ada.clients.aculab.order(THERE, { key: "one" });
  await grace.clients.aculab.order(THERE, { key: "one" });
  expect(new Set((await seenBy(grace)).map(({ user }) => user))).toEqual(new Set(["grace"]));
  expect(new Set((await seenBy(ada)).map(({ user }) => user))).toEqual(new Set(["ada", "grace"]));
});

test("logins are written down, a wrong one without what was typed", async () => {
  await new Visitor(program.url).refusal("POST", "/api/login", { user: "my password" });
  const entries = await ada.json<readonly AuditEntry[]>("GET", "/api/audit");
  expect(entries.map(({ user, what, outcome }) => `${user ?? "nobody"} ${what} ${outcome}`)).toEqual([
    "nobody login refused: wrong_login",
    "grace login done",
    "ada login done",
  ]);
  expect(JSON.stringify(entries)).not.toContain("my password");
});

test("no secret is in it", async () => {
  const report = await ada.clients.aql.order({ slots: [FIRST] }, { key: "one" });
  const [item] = report.items;
  await ada.clients.aql.changeUser({ user: item?.voipnumber ?? "", callrecord: true });
  const text = JSON.stringify(await seenBy(ada));
  const { account } = new Sandbox();
  for (const secret of [item?.password?.reveal(), account.aql.password, account.aculab.accessKey]) {
    expect(secret).toMatch(/^.{8,}$/);
    expect(text).not.toContain(secret);
  }
});

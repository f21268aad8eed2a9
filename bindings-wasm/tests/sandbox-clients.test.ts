/** Clients in the sandbox: what the quick start does, and what our users test with it. */

import { aql, MemoryJournal } from "telwire";
import { Sandbox } from "telwire/sandbox";
import { expect, it } from "vitest";

it("finds, buys and keeps the password, as the quick start does", async () => {
  const sandbox = new Sandbox();
  const client = new aql.Client({ account: sandbox.account.aql, fetch: sandbox.fetch, clock: sandbox.clock });
  const [number] = await client.checkNumbers({ pattern: "0113 312012*", smsEnabled: "ignore", show: 3 });
  const report = await client.order({ slots: [{ number, firstName: "Ada" }] }, { journal: new MemoryJournal() });
  const [item] = report.items;
  const [user] = sandbox.owned.aql;
  expect(item).toMatchObject({ status: "bought", number: user?.number, voipnumber: user?.voipnumber });
  expect(item?.password?.reveal()).toBe(user?.password.reveal());
});

it("buys once where the answer is lost, and finds what it bought", async () => {
  const sandbox = new Sandbox({ faults: [{ kind: "no_answer", call: "assign_numbers", done: "now" }] });
  const client = new aql.Client({ account: sandbox.account.aql, fetch: sandbox.fetch, clock: sandbox.clock });
  const began = sandbox.clock.now();
  const report = await client.order({ slots: [{ number: "44-113-3120120" }] }, { journal: new MemoryJournal() });
  expect(report.items.map(({ status }) => status)).toEqual(["on_account"]);
  expect(sandbox.owned.aql.map(({ number }) => number.number)).toEqual(["44-113-3120120"]);
  expect(sandbox.clock.now() - began).toBeGreaterThanOrEqual(120_000);
});

it("searches on through answers that are lost and cut", async () => {
  const sandbox = new Sandbox({ faults: ["no_answer", { kind: "cut_body", at: 30, position: 3 }] });
  const client = new aql.Client({ account: sandbox.account.aql, fetch: sandbox.fetch, clock: sandbox.clock });
  const found: string[] = [];
  for await (const { number } of client.search({ pattern: "0113 3120*", smsEnabled: "ignore" })) {
    found.push(number);
  }
  expect(new Set(found).size).toBe(1000);
  expect(found).toHaveLength(1000);
});

import { TelwireError } from "telwire";
import { expect, it, vi } from "vitest";

import { attemptsOf } from "../../page/data/evidence.js";
import { failureOf } from "../../page/data/failure.js";
import { handoversOf } from "../../page/data/handover.js";
import { outcomeOf } from "../../page/data/outcome.js";
import { hasPassword, type Order } from "../../page/data/order.js";
import { resultOf } from "../../page/data/orderFile.js";
import { titleOf, wantedOf } from "../../page/data/wanted.js";
import { Bench, known } from "./bench.js";

const TWO = { slots: [{ number: "44-113-3120120" }, { number: "44-113-3120121" }] };
const SPAIN = { country: "Spain", region: "Bilbao", quantity: 2 };

/** Until its SIP passwords are there. */
async function shown({ hasUnsaved }: Order): Promise<void> {
  await vi.waitFor(() => expect(hasUnsaved.value).toBe(true));
}

/** The SIP passwords that an order shows. */
function passwordsOf({ slots }: Order): readonly string[] {
  return slots.value.filter(hasPassword).map(({ password }) => password?.reveal() ?? "");
}

/** How it ended, at a glance. */
function titleAtEnd({ report }: Order): readonly string[] {
  const { tone, title } = outcomeOf(known(report.value));
  return [tone, title];
}

it("keeps the SIP passwords in the relay until the user has saved all of them", async () => {
  const bench = new Bench();
  const order = await bench.orders().place("aql", TWO, "key");
  await shown(order);
  const sold = bench.sandbox.owned.aql.map(({ password }) => password.reveal());
  expect(passwordsOf(order)).toEqual(sold);
  expect(order.state.value).toBe("done");
  expect(order.report.value).toBeNull();

  const other = bench.orders();
  await other.load();
  const same = known(other.find(order.id));
  await shown(same);
  expect(passwordsOf(same)).toEqual(sold);

  order.confirmSaved();
  await order.follow();
  expect(order.report.value?.isComplete).toBe(true);
  expect(titleAtEnd(order)).toEqual(["good", "All 2 numbers are bought"]);
  expect(order.hasUnsaved.value).toBe(false);

  const late = bench.orders();
  await late.load();
  const sealed = known(late.find(order.id));
  await sealed.follow();
  expect(passwordsOf(sealed)).toEqual([]);
  expect(sealed.slots.value.map((slot) => slot?.status)).toEqual(["bought", "bought"]);
});

it("finds an order that another device placed, once, with what was wanted", async () => {
  const bench = new Bench();
  const order = await bench.orders().place("aculab", SPAIN, "key");
  await order.follow();
  const other = bench.orders();
  await other.load();
  await other.load();
  expect(other.all.value.map(({ id, state }) => [id, state.value])).toEqual([[order.id, "done"]]);
  const [found] = other.all.value;
  expect(found?.slots.value).toEqual([null, null]);
  await found?.follow();
  expect(found?.slots.value.map((slot) => slot?.number)).toEqual(["21887377377", "21887377378"]);
});

it("is the same order when it is placed again with its key", async () => {
  const bench = new Bench();
  const orders = bench.orders();
  const first = await orders.place("aculab", SPAIN, "key");
  await first.follow();
  const second = await orders.place("aculab", SPAIN, "key");
  await second.follow();
  expect(second.id).toBe(first.id);
  expect(orders.all.value).toEqual([second]);
  expect(bench.sandbox.owned.aculab.length).toBe(2);
});

it("says what is not known after a lost answer, with the evidence", async () => {
  const bench = new Bench();
  bench.sandbox.faults.add({ kind: "no_answer", call: "tel_purchase", done: "now" });
  const orders = bench.orders();
  const order = await orders.place("aculab", SPAIN, "key");
  await order.follow();
  expect(order.state.value).toBe("unknown");
  expect(titleAtEnd(order)).toEqual(["bad", "0 of 2 bought, and something is not known"]);
  expect(orders.unknown.value).toEqual([order]);
  const report = order.report.value;
  expect(report === null ? null : attemptsOf(report)).toMatchObject([
    { numbers: "2 numbers", answer: "no_answer", fate: "open", looks: "3 times in the whole listing" },
  ]);
  expect(bench.sandbox.owned.aculab.length).toBe(2);
});

it("recovers the numbers of a lost answer at aql, without their passwords", async () => {
  const bench = new Bench();
  bench.sandbox.faults.add({ kind: "no_answer", call: "assign_numbers", done: "now" });
  const order = await bench.orders().place("aql", TWO, "key");
  await order.follow();
  expect(resultOf(order).map((row) => [row["status"], row["number"], row["SIP password"]])).toEqual([
    ["On the account", "441133120120", null],
    ["On the account", "441133120121", null],
  ]);
  expect(bench.sandbox.owned.aql.length).toBe(2);
});

it("says that numbers of a lost answer are on the account", async () => {
  const bench = new Bench();
  bench.sandbox.faults.add({ kind: "no_answer", call: "assign_numbers", done: "now" });
  const order = await bench.orders().place("aql", TWO, "key");
  await order.follow();
  expect(titleAtEnd(order)).toEqual(["warn", "0 of 2 bought, 2 on the account without a SIP password"]);
});

it("hands over nothing that somebody else on the account bought, and names no user of theirs", async () => {
  const bench = new Bench();
  bench.sandbox.faults.add({ kind: "rival_on_account", call: "assign_numbers" });
  const order = await bench.orders().place("aql", { slots: ["44-113-3120120"] }, "key");
  await order.follow();
  expect(order.slots.value.map((slot) => [slot?.status, slot?.why])).toEqual([["not_bought", "taken"]]);
  expect(titleAtEnd(order)).toEqual(["warn", "0 of 1 bought"]);
  expect(handoversOf(order)).toEqual([]);
  expect(resultOf(order)).toMatchObject([{ status: "Not bought", "SIP user": null }]);
});

it("says which number was not bought, and why", async () => {
  const bench = new Bench();
  bench.sandbox.faults.add({ kind: "rival_takes_number", call: "assign_numbers", item: 1 });
  const order = await bench.orders().place("aql", TWO, "key");
  await shown(order);
  order.confirmSaved();
  await order.follow();
  expect(order.slots.value.map((slot) => [slot?.status, slot?.why])).toEqual([
    ["bought", null],
    ["not_bought", "taken"],
  ]);
  expect(titleAtEnd(order)).toEqual(["warn", "1 of 2 bought"]);
});

it("ends early when it is told to, and buys nothing more", async () => {
  const bench = new Bench();
  const order = await bench.orders().place("aculab", SPAIN, "key");
  order.stop();
  await order.follow();
  expect([order.isStopping.value, order.failure.value]).toEqual([true, null]);
  expect(order.slots.value.filter((slot) => slot?.status === "bought").length).toBe(bench.sandbox.owned.aculab.length);
});

it("throws what the relay refuses, and keeps no order of it", async () => {
  const bench = new Bench({ numbersPerDay: 1 });
  const orders = bench.orders();
  const error: unknown = await orders.place("aculab", SPAIN, "key").catch((error: unknown) => error);
  expect(TelwireError.is(error) && error.code).toBe("numbers_limit");
  expect(failureOf(error)).toEqual({
    text: "The relay refuses “orders”: the tenant would buy more numbers today than the limit.",
    advice: "That is more than you may buy in a day. Order fewer, or ask the portal's owner.",
    outcome: "not_sent",
    code: "numbers_limit",
  });
  expect(orders.all.value).toEqual([]);
});

it("loses sight of an order without a relay, and finds it again", async () => {
  const bench = new Bench();
  await (await bench.orders().place("aculab", SPAIN, "key")).follow();
  const orders = bench.orders();
  await orders.load();
  const [order] = orders.all.value;
  bench.intercept = () => Promise.reject(new TypeError("the network is gone"));
  await order?.follow();
  expect(order?.failure.value?.text).toBe("The relay does not answer: “TypeError”; the order goes on there.");
  bench.intercept = null;
  await order?.follow();
  expect(order?.failure.value).toBeNull();
  expect(order?.state.value).toBe("done");
});

it.each([
  [{ carrier: "aql", options: { slots: 3, pool: "0113 312*" } }, 3, "3 numbers from 0113 312*"],
  [{ carrier: "aql", options: TWO }, 2, "2 numbers in the UK"],
  [{ carrier: "aculab", options: { country: "Germany", region: "Berlin" } }, 1, "1 number in Berlin, Germany"],
  [
    { carrier: "aculab", options: { country: "Canada", state: "Alberta", region: "Calgary", quantity: 4 } },
    4,
    "4 numbers in Calgary, Alberta, Canada",
  ],
] as const)("%j wants %d: %s", (listed, wanted, title) => {
  expect([wantedOf(listed), titleOf(listed)]).toEqual([wanted, title]);
});

import { expect, it, vi } from "vitest";

import { emailOf, handoversOf, type UkHandover } from "../../page/data/handover.js";
import type { Order } from "../../page/data/order.js";
import { resultOf } from "../../page/data/orderFile.js";
import { outcomeOf } from "../../page/data/outcome.js";
import { Bench, known } from "./bench.js";

const ONE = { slots: [{ number: "44-113-3120120", firstName: "Ada", lastName: "Lovelace" }] };

function ofUk(order: Order): UkHandover {
  const [handover] = handoversOf(order);
  return known(handover) as UkHandover;
}

it("hands over all that the customer needs, the password as long as it is shown", async () => {
  const bench = new Bench();
  const order = await bench.orders().place("aql", ONE, "key");
  await vi.waitFor(() => expect(order.hasUnsaved.value).toBe(true));
  const { voipnumber, password } = known(bench.sandbox.owned.aql[0]);
  expect(emailOf(ofUk(order)).split("\r\n")).toEqual([
    "Hello Ada Lovelace,",
    "",
    "your telephone number 0113 312 0120 is ready. Set up your telephone with:",
    "",
    "SIP server: sip.aql.com",
    `User: ${voipnumber}`,
    `Password: ${password.reveal()}`,
    "",
  ]);
});

it("hands over a number whose answer was lost, and says that its password is", async () => {
  const bench = new Bench();
  bench.sandbox.faults.add({ kind: "no_answer", call: "assign_numbers", done: "now" });
  const order = await bench.orders().place("aql", ONE, "key");
  await order.follow();
  const { number, isLost, password } = ofUk(order);
  expect([number, isLost, password]).toEqual(["0113 312 0120", true, null]);
  expect(emailOf(ofUk(order))).toContain("Password: (sent separately)");
});

it("hands over no number that another user of the account was faster to order, nor names its user", async () => {
  const bench = new Bench();
  bench.sandbox.faults.add({ kind: "rival_on_account", call: "assign_numbers" });
  const order = await bench.orders().place("aql", ONE, "key");
  await order.follow();
  expect(order.slots.value.map((item) => [item?.status, item?.why])).toEqual([["not_bought", "taken"]]);
  expect(handoversOf(order)).toEqual([]);
  expect(resultOf(order)).toMatchObject([{ status: "Not bought", "SIP server": null, "SIP user": null }]);
  expect(outcomeOf(known(order.report.value)).title).toBe("0 of 1 bought");
});

it("hands over the price of a number at Aculab Cloud", async () => {
  const order = await new Bench().orders().place("aculab", { country: "Germany", region: "Berlin" }, "key");
  await order.follow();
  expect(handoversOf(order)).toMatchObject([{ number: "49305550100", place: "Berlin, Germany", price: "3.50" }]);
});

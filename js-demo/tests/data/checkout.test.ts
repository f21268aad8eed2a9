import { expect, it, vi } from "vitest";

import { Basket } from "../../page/data/basket.js";
import { Checkout } from "../../page/data/checkout.js";
import { handoversOf } from "../../page/data/handover.js";
import { Bench } from "./bench.js";

const NUMBERS = ["44-113-3120120", "44-113-3120121"];

/** What a tab keeps, for as long as a test takes. */
function withStorage(): void {
  const kept = new Map<string, string>();
  vi.stubGlobal("sessionStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => kept.set(name, text),
    removeItem: (name: string) => kept.delete(name),
  });
}

async function over(checkout: Checkout): Promise<void> {
  await vi.waitFor(() => expect(checkout.isRunning.value).toBe(false));
}

it("orders once, however often the button is pressed", async () => {
  const bench = new Bench();
  const basket = new Basket("press");
  basket.choose(NUMBERS, "yes");
  const checkout = new Checkout("press", bench.orders());
  checkout.begin(basket);
  checkout.begin(basket);
  await over(checkout);
  expect(checkout.placings.value.length).toBe(1);
  expect(bench.sandbox.owned.aql.length).toBe(2);
  expect(checkout.orders.value.flatMap(handoversOf).map(({ number }) => number)).toEqual([
    "0113 312 0120",
    "0113 312 0121",
  ]);
});

it("finds its orders after a reload, and buys nothing anew", async () => {
  withStorage();
  const bench = new Bench();
  const basket = new Basket("reload");
  basket.choose(NUMBERS, "yes");
  basket.add({ country: "Germany", region: "Berlin" });
  const before = new Checkout("reload", bench.orders());
  before.begin(basket);
  const after = new Checkout("reload", bench.orders());
  after.resume();
  await Promise.all([over(before), over(after)]);
  expect(after.orders.value.map(({ id }) => id)).toEqual(before.orders.value.map(({ id }) => id));
  expect([bench.sandbox.owned.aql.length, bench.sandbox.owned.aculab.length]).toEqual([2, 1]);
  vi.unstubAllGlobals();
});

it("says why the relay refuses an order, and buys nothing", async () => {
  const bench = new Bench({ numbersPerDay: 1 });
  const basket = new Basket("refused");
  basket.choose(NUMBERS, "yes");
  const checkout = new Checkout("refused", bench.orders());
  checkout.begin(basket);
  await over(checkout);
  expect(checkout.placings.value.map(({ failure }) => failure.value?.code)).toEqual(["numbers_limit"]);
  expect(bench.sandbox.owned.aql).toEqual([]);
});

it("sends an order again that did not reach the relay, by the same key", async () => {
  const bench = new Bench();
  const basket = new Basket("unreached");
  basket.choose(NUMBERS, "yes");
  const [purchase] = basket.purchases();
  bench.intercept = () => Promise.reject(new TypeError("no network"));
  const checkout = new Checkout("unreached", bench.orders());
  checkout.begin(basket);
  await over(checkout);
  expect(checkout.placings.value.map(({ failure }) => failure.value?.code)).toEqual(["no_answer"]);
  bench.intercept = null;
  await checkout.placings.value[0]?.send();
  await over(checkout);
  expect(checkout.orders.value.map(({ listed }) => listed.value.key)).toEqual([purchase?.key]);
  expect(bench.sandbox.owned.aql.length).toBe(2);
});

it("keeps no SIP password in the tab's storage", async () => {
  withStorage();
  const bench = new Bench();
  const basket = new Basket("secret");
  basket.choose(NUMBERS, "yes");
  const save = vi.spyOn(sessionStorage, "setItem");
  const checkout = new Checkout("secret", bench.orders());
  checkout.begin(basket);
  await over(checkout);
  const passwords = bench.sandbox.owned.aql.map(({ password }) => password.reveal());
  expect(passwords.length).toBe(2);
  expect(save.mock.calls.length).toBe(1);
  expect(passwords.filter((password) => JSON.stringify(save.mock.calls).includes(password))).toEqual([]);
  vi.unstubAllGlobals();
});

import { expect, it } from "vitest";

import { Basket } from "../../page/data/basket.js";

const ADA = { firstName: "Ada", lastName: "Lovelace", email: "" };
const BERLIN = { country: "Germany", region: "Berlin", quantity: 2 };

/** A basket that no other test knows. */
function fresh(): Basket {
  return new Basket(crypto.randomUUID());
}

function keysOf(basket: Basket): readonly string[] {
  return basket.purchases().map(({ key }) => key);
}

it("orders the numbers of aql together, and each line of Aculab Cloud by itself", () => {
  const basket = fresh();
  basket.choose(["44-113-3120120", "44-113-3120121"], "yes");
  basket.assign(new Map([["44-113-3120120", ADA]]));
  basket.add(BERLIN);
  basket.add({ country: "Spain", region: "Bilbao" });
  expect(basket.count.value).toBe(5);
  expect(basket.purchases().map(({ carrier, options }) => [carrier, options])).toEqual([
    [
      "aql",
      {
        slots: [{ number: "44-113-3120120", firstName: "Ada", lastName: "Lovelace" }, { number: "44-113-3120121" }],
      },
    ],
    ["aculab", BERLIN],
    ["aculab", { country: "Spain", region: "Bilbao" }],
  ]);
});

it("keeps the keys of its orders until something in it changes", () => {
  const basket = fresh();
  basket.choose(["44-113-3120120"], "yes");
  basket.add(BERLIN);
  const before = keysOf(basket);
  expect(new Set(before).size).toBe(2);
  expect(keysOf(basket)).toEqual(before);
  basket.assign(new Map([["44-113-3120120", ADA]]));
  expect(keysOf(basket).filter((key) => before.includes(key))).toEqual([]);
});

it("takes each number once, and nothing after it was taken out", () => {
  const basket = fresh();
  basket.choose(["44-113-3120120", "44-113-3120121"], "yes");
  basket.choose(["44-113-3120121"], "yes");
  expect(basket.count.value).toBe(2);
  basket.drop("44-113-3120120");
  expect([basket.holds("44-113-3120120"), basket.holds("44-113-3120121")]).toEqual([false, true]);
  basket.clear();
  expect(basket.purchases()).toEqual([]);
});

it.each([
  ["of one area, all with SMS", ["44-113-3120120"], "yes", { pool: "44-113-*", smsEnabled: "yes", substitute: true }],
  ["of one area", ["44-113-3120120"], "ignore", { pool: "44-113-*", smsEnabled: "ignore", substitute: true }],
  ["of two areas", ["44-113-3120120", "44-20-31200000"], "yes", {}],
] as const)("lets substitutes come from the area of numbers %s", (_, numbers, smsEnabled, added) => {
  const basket = fresh();
  basket.choose(numbers, smsEnabled);
  basket.allowSubstitutes(true);
  const slots = numbers.map((number) => ({ number }));
  expect(basket.purchases().map(({ options }) => options)).toEqual([{ slots, ...added }]);
});

import { expect, it } from "vitest";

import { sumOf } from "../../page/data/money.js";

it.each([
  ["nothing", [], "0.00"],
  ["what binary fractions get wrong", ["0.10", "0.20"], "0.30"],
  ["prices of different places", ["3.5", "3.125", "4"], "10.625"],
  ["more than a number holds exactly", ["9007199254740993.01", "0.01"], "9007199254740993.02"],
  ["only what is a price", [null, "", "free", "-1", "1e3", "2.00"], "2.00"],
])("%s is summed exactly", (_, prices, sum) => {
  expect(sumOf(prices)).toBe(sum);
});

// Not the types alone: this loads the module, as the page does.
import { aculab, aql } from "telwire";
import { expect, it } from "vitest";

import type { Clients } from "../../page/data/clients.js";
import { EMPTY_DRAFT, errorsIn, optionsOf } from "../../page/data/draft.js";
import { errorIn } from "../../page/data/search.js";
import { spelled } from "../../page/data/spelling.js";

const PAGE = { relay: "https://portal.example/api/telwire" };
const CLIENTS: Clients = { aql: new aql.Client(PAGE), aculab: new aculab.Client(PAGE) };

it.each([
  ["113", "", null],
  ["113", "312", null],
  ["113", "31* 2", null],
  ["113", "31x", "Digits and * only, such as 312 or 31*12."],
  ["", "01273 55*", null],
  ["", "Leeds", "Write it like 0113 312* or 44-113-312*."],
])("says of the area `%s` and `%s` whether it can be searched for", (areaCode, digits, error) => {
  expect(errorIn({ areaCode, digits, smsEnabled: "yes" })).toBe(error);
});

it.each([
  ["44-113-3120120", "0113 312 0120"],
  ["44-20-31200000", "020 3120 0000"],
  ["44-1273-555555", "01273 555555"],
  ["441133120120", "0113 312 0120"],
  ["442031200000", "020 3120 0000"],
  ["441273555555", "01273 555555"],
  ["443305550100", "0330 555 0100"],
  ["49305550100", "49305550100"],
])("writes %s as %s", (number, text) => {
  expect(spelled(number)).toBe(text);
});

it.each([
  [{}, { country: "Choose a country." }],
  [{ country: "Spain" }, { region: "Choose a region." }],
  [{ country: "Spain", region: "Bilbao", quantity: "0" }, { quantity: "A whole number from 1 on." }],
  [{ country: "Spain", region: "Bilbao", priceLimit: "5,00" }, { priceLimit: "An amount such as 5.00." }],
  [{ country: "Spain", region: "Bilbao", priceLimit: "5.00" }, {}],
  [
    {
      country: "Spain",
      region: "901",
      didType: "tollfree",
      callers: { allowLandline: false, allowCellular: false, allowPayphone: false },
    },
    { did_type: "Somebody must be able to call it: allow at least one of the three." },
  ],
] as const)("says of %j what keeps it from being ordered", (part, errors) => {
  expect(errorsIn({ ...EMPTY_DRAFT, ...part }, CLIENTS)).toEqual(errors);
});

it("orders who may call for toll-free numbers only", () => {
  const place = { country: "Spain", region: "901" };
  expect(optionsOf({ ...EMPTY_DRAFT, ...place })).toEqual({ ...place, didType: "geographic", quantity: 1 });
  expect(optionsOf({ ...EMPTY_DRAFT, ...place, didType: "tollfree", allowPartial: true })).toEqual({
    ...place,
    didType: "tollfree",
    quantity: 1,
    allowPartial: true,
    allowLandline: true,
    allowCellular: true,
    allowPayphone: false,
  });
});

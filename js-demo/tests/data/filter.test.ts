import type { aculab, aql } from "telwire";
import { expect, it } from "vitest";

import { featuresOf, filtered, NO_FILTER, typesOf } from "../../page/data/filter.js";
import { ofAculab, ofAql } from "../../page/data/owned.js";

const SETTINGS: aql.Settings = {
  voicemailon: true,
  voicemaildelay: 30,
  voicemaildest: "ada@example.com",
  forwardto: null,
  forwardstart: null,
  forwardend: null,
  forwardcli: null,
  forwardactive: null,
  faxenabled: false,
  faxrecipient: null,
  faxrecipientname: null,
  sipendpoint: null,
  smsaction: null,
  smsdata: null,
  callrecord: null,
};

const BERLIN: aculab.OwnedNumber = {
  number: "49305550100",
  country: "Germany",
  state: null,
  region: "Berlin",
  price: "3.50",
  purchased: "2026-11-22",
  didType: "geographic",
  other: [],
};

const USER = { voipnumber: "612345", pstnnumber: "441133120120", credit: "1.00", settings: SETTINGS, other: [] };
const NUMBERS = [
  ofAql({ voipnumber: "612345", user: USER }),
  ofAculab(BERLIN),
  ofAculab({ ...BERLIN, number: "90179198344", country: "Spain", region: "901", didType: "tollfree" }),
];

it.each([
  [{}, ["612345", "49305550100", "90179198344"]],
  [{ text: "  " }, ["612345", "49305550100", "90179198344"]],
  [{ text: "0113 312 0120" }, ["612345"]],
  [{ text: "+44 113" }, ["612345"]],
  [{ text: "44-113-3120120" }, ["612345"]],
  [{ text: "5550" }, ["49305550100"]],
  [{ text: "leeds" }, ["612345"]],
  [{ text: "ADA@" }, ["612345"]],
  [{ text: "berlin" }, ["49305550100"]],
  [{ text: "6123" }, ["612345"]],
  [{ text: "nowhere" }, []],
  [{ text: "[" }, []],
  [{ carrier: "aculab" }, ["49305550100", "90179198344"]],
  [{ type: "tollfree" }, ["90179198344"]],
  [{ feature: "voicemailon" }, ["612345"]],
  [{ feature: "faxenabled" }, []],
  [{ carrier: "aql", type: "geographic", text: "120" }, ["612345"]],
] as const)("%j finds %j", (part, found) => {
  const names = filtered(NUMBERS, { ...NO_FILTER, ...part }).map((number) =>
    number.carrier === "aql" ? number.voipnumber : number.digits,
  );
  expect(names).toEqual(found);
});

it("says what is switched on, and which types there are", () => {
  expect(NUMBERS.map(featuresOf)).toEqual([["voicemailon"], [], []]);
  expect(typesOf(NUMBERS)).toEqual(["geographic", "tollfree"]);
});

it("names the place and the type of UK numbers by their digits, as aql does not", () => {
  const kinds = ["441133120120", "442079460000", "443001234567", "447700900123", "448001234567", "441632960000"];
  const rows = kinds.map((pstnnumber) => ofAql({ voipnumber: "6", user: { ...USER, pstnnumber } }));
  expect(rows.map(({ place, type }) => [place, type])).toEqual([
    ["Leeds, UK", "geographic"],
    ["London, UK", "geographic"],
    ["UK", "national"],
    ["UK", "mobile"],
    ["UK", "tollfree"],
    ["UK", "geographic"],
  ]);
});

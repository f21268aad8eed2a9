// Not the types alone: this loads the module, as the page does.
import "telwire";

import { expect, it } from "vitest";

import { NOBODY, remarksOn } from "../../page/data/customer.js";
import { readCustomers } from "../../page/data/customersFile.js";

const LINES = ["44-113-3120120", "44-113-3120121", "44-113-3120122"].map((number) => ({
  number,
  smsEnabled: "yes" as const,
  customer: NOBODY,
}));

const UNDERSCORE = "aql cannot carry an underscore here: leave it out.";

it.each([
  [{ firstName: "Ada", lastName: "Lovelace", email: "ada@example.com" }, {}, {}],
  [{ firstName: "A_a" }, { firstName: UNDERSCORE }, {}],
  [{ lastName: "Love\u0007lace" }, { lastName: "There is an invisible character in it: type it anew." }, {}],
  [{ email: "ada" }, { email: "An e-mail address has a name, an @ and a domain." }, {}],
  [
    { email: "ada_l@example.com" },
    {},
    { email: "aql cannot carry an underscore in the order: it is set as the voicemail address right after." },
  ],
])("says of %j what aql cannot carry", (customer, errors, notes) => {
  expect(remarksOn({ ...NOBODY, ...customer })).toEqual({ errors, notes });
});

it("takes rows in the order of the numbers, whatever the columns are called and parted by", async () => {
  const { customers, errors } = await readCustomers(
    "\uFEFFForename;Surname;E-mail\r\nAda;Lovelace;\r\n\r\nAlan\r\n",
    LINES,
  );
  expect(errors).toEqual([]);
  expect([...customers]).toEqual([
    ["44-113-3120120", { firstName: "Ada", lastName: "Lovelace", email: "" }],
    ["44-113-3120121", { firstName: "Alan", lastName: "", email: "" }],
  ]);
});

it("takes rows by their number, however it is written", async () => {
  const rows = ["0113 312 0122,Ada", "+44 113 312 0121,Alan", "44-113-3120120,Joan"];
  const { customers, errors } = await readCustomers(`number,first name\n${rows.join("\n")}\n`, LINES);
  expect(errors).toEqual([]);
  expect([...customers].map(([number, { firstName }]) => [number, firstName])).toEqual([
    ["44-113-3120122", "Ada"],
    ["44-113-3120121", "Alan"],
    ["44-113-3120120", "Joan"],
  ]);
});

it("names each row with an error as a spreadsheet counts it, and takes the others", async () => {
  const rows = [
    "0113 312 0120,Ada,ada",
    ",,",
    "0113 312 0121,A_lan,alan@",
    "0113 312 0122,Joan,joan@example.com",
    "0113 312 0122,Joan,",
    "0113 999 9999,Grace,",
    "0113 312 0121,Alan,,more",
  ];
  const { customers, errors } = await readCustomers(`number,first name,e-mail\n${rows.join("\n")}\n`, LINES);
  expect([...customers.keys()]).toEqual(["44-113-3120122"]);
  expect(errors).toEqual([
    { row: 2, text: "E-mail: An e-mail address has a name, an @ and a domain." },
    { row: 4, text: `First name: ${UNDERSCORE} E-mail: An e-mail address has a name, an @ and a domain.` },
    { row: 6, text: "0113 312 0122 is there twice." },
    { row: 7, text: "0113 999 9999 is not among the UK numbers in the basket." },
    { row: 8, text: "Too many fields: expected 3 fields but parsed 4" },
  ]);
});

it("refuses more rows than numbers, and a file that does not name its columns", async () => {
  const many = await readCustomers("email\n\na@b.c\nb@b.c\nc@b.c\nd@b.c\n", LINES);
  expect(many.customers.size).toBe(3);
  expect(many.errors).toEqual([{ row: 6, text: "There are only 3 UK numbers in the basket." }]);
  const nameless = await readCustomers("Ada,Lovelace\n", LINES);
  expect(nameless.errors).toEqual([
    { row: 1, text: "The first line must name the columns: first name, last name, email." },
  ]);
});

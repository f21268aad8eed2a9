/**
 * Customers from a CSV file: what each row says, and what is wrong with it.
 *
 * @packageDocumentation
 */

import type { UkLine } from "./basket.js";
import { type Customer, FIELDS, isFine, LABELS, type Remarks, remarksOn } from "./customer.js";
import { spelled } from "./spelling.js";

/** A row with what keeps it from being taken. */
export interface RowError {
  /** Its row as a spreadsheet counts them: the heads are row 1. */
  readonly row: number;
  readonly text: string;
}

/** What a file says. */
export interface CustomersFile {
  /** Whom each number is for, by number: of the rows without an error. */
  readonly customers: ReadonlyMap<string, Customer>;
  readonly errors: readonly RowError[];
}

/** What columns may be called; letters alone count. */
const HEADS: Readonly<Record<string, keyof Row>> = {
  email: "email",
  emailaddress: "email",
  firstname: "firstName",
  forename: "firstName",
  lastname: "lastName",
  mail: "email",
  number: "number",
  phonenumber: "number",
  surname: "lastName",
  telephone: "number",
};

/** What spreadsheets write between columns. */
const DELIMITERS: readonly string[] = [",", ";", "\t"];

interface Row extends Customer {
  readonly number: string;
}

/** The heads of a file to begin with. */
export const TEMPLATE = "number,first name,last name,email\r\n";

/**
 * Reads a CSV file for the numbers in the basket. With a column `number` a row is for that number; without, rows are for the
 * numbers in their order. telwire must be loaded.
 */
export async function readCustomers(text: string, uk: readonly UkLine[]): Promise<CustomersFile> {
  const { default: Papa } = await import("papaparse");
  const { data, errors, meta } = Papa.parse<Partial<Row>>(text.replace(/^\uFEFF/, ""), {
    header: true,
    delimiter: delimiterOf(text),
    transformHeader: (head) => HEADS[head.toLowerCase().replaceAll(/[^a-z]/g, "")] ?? head,
  });
  if (!["firstName", "lastName", "email"].some((name) => meta.fields?.includes(name))) {
    return {
      customers: new Map(),
      errors: [{ row: 1, text: "The first line must name the columns: first name, last name, email." }],
    };
  }
  // What a row leaves out at its end is empty.
  const torn = new Map(errors.filter(({ code }) => code !== "TooFewFields").map(({ row, message }) => [row, message]));
  const customers = new Map<string, Customer>();
  const wrong: RowError[] = [];
  let position = 0;
  data.forEach((row, index) => {
    if (isBlank(row)) {
      return;
    }
    const taken = torn.get(index) ?? takenFrom(row, position, uk, customers);
    position += 1;
    if (typeof taken === "string") {
      wrong.push({ row: index + 2, text: taken });
    } else {
      customers.set(taken.number, taken.customer);
    }
  });
  return { customers, errors: wrong };
}

/** What parts the heads most often: rows may leave columns out. */
function delimiterOf(text: string): string {
  const [heads = ""] = text.split(/\r?\n/, 1);
  const [first = ","] = DELIMITERS.toSorted((one, other) => heads.split(other).length - heads.split(one).length);
  return first;
}

function isBlank(row: Partial<Row>): boolean {
  return Object.values(row).join("").trim() === "";
}

/** The number and the customer of a row; a sentence where there is something wrong. */
function takenFrom(
  row: Partial<Row>,
  position: number,
  uk: readonly UkLine[],
  customers: ReadonlyMap<string, Customer>,
): { readonly number: string; readonly customer: Customer } | string {
  const number = numberFor(row.number, position, uk);
  if (number === null) {
    return row.number === undefined
      ? `There are only ${uk.length} UK numbers in the basket.`
      : `${row.number} is not among the UK numbers in the basket.`;
  }
  if (customers.has(number)) {
    return `${spelled(number)} is there twice.`;
  }
  const { firstName = "", lastName = "", email = "" } = row;
  const customer = { firstName: firstName.trim(), lastName: lastName.trim(), email: email.trim() };
  const remarks = remarksOn(customer);
  return isFine(remarks) ? { number, customer } : told(remarks);
}

function told({ errors }: Remarks): string {
  return FIELDS.flatMap((field) => (errors[field] === undefined ? [] : `${LABELS[field]}: ${errors[field]}`)).join(" ");
}

function numberFor(text: string | undefined, position: number, uk: readonly UkLine[]): string | null {
  if (text === undefined || text.trim() === "") {
    return uk[position]?.number ?? null;
  }
  const digits = significant(text);
  return uk.find(({ number }) => significant(number) === digits)?.number ?? null;
}

/** The digits without what tells the country: `0113…`, `44113…`, `+44 113…` and `0044113…` are the same. */
function significant(text: string): string {
  return text.replaceAll(/\D/g, "").replace(/^(?:0044|44|0)/, "");
}

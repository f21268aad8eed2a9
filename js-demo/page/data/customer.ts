/**
 * Whom a number is for, and what aql can carry of that.
 *
 * @packageDocumentation
 */

import { aql, type AnyTelwireError, TelwireError } from "telwire/slim";

import { sentence } from "./failure.js";

/** Whom a number is for. Everything may be empty. */
export interface Customer {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/** One of the fields. */
export type CustomerField = keyof Customer;

/** The fields, for people. */
export const LABELS: Readonly<Record<CustomerField, string>> = {
  firstName: "First name",
  lastName: "Last name",
  email: "E-mail",
};

/** The fields in the order in which people fill them in. */
export const FIELDS: readonly CustomerField[] = ["firstName", "lastName", "email"];

/** Nobody in particular. */
export const NOBODY: Customer = { firstName: "", lastName: "", email: "" };

/** What is to be said of the fields; those that are fine are left out. */
export interface Remarks {
  /** What has to be corrected first. */
  readonly errors: Partial<Record<CustomerField, string>>;
  /** What happens in another way than one might expect. */
  readonly notes: Partial<Record<CustomerField, string>>;
}

const WORDS: Readonly<Record<string, string>> = {
  control_character: "There is an invisible character in it: type it anew.",
  underscore: "aql cannot carry an underscore here: leave it out.",
};

const EMAIL_LATER = "aql cannot carry an underscore in the order: it is set as the voicemail address right after.";

/** Any number: what can be carried does not depend on it. */
const SOME_NUMBER = "44-113-3120120";

/** What was said before: a basket asks again at each key that is pressed. */
const said = new WeakMap<Customer, Remarks>();

/** What telwire says of the customer's fields, one by one. telwire must be loaded. */
export function remarksOn(customer: Customer): Remarks {
  const known = said.get(customer) ?? examined(customer);
  said.set(customer, known);
  return known;
}

function examined(customer: Customer): Remarks {
  const errors: Remarks["errors"] = {};
  const notes: Remarks["notes"] = {};
  for (const field of FIELDS) {
    const error = refusalOf(field, customer[field]);
    if (error?.code === "underscore" && field === "email") {
      notes.email = EMAIL_LATER;
    } else if (error !== null) {
      errors[field] = WORDS[error.code] ?? sentence(error.message);
    }
  }
  if (errors.email === undefined && !isAddress(customer.email)) {
    errors.email = "An e-mail address has a name, an @ and a domain.";
  }
  return { errors, notes };
}

/** Whether there is nothing to correct. */
export function isFine({ errors }: Remarks): boolean {
  return Object.keys(errors).length === 0;
}

function refusalOf(field: CustomerField, text: string): AnyTelwireError | null {
  try {
    aql.assignNumbers({ items: [{ number: SOME_NUMBER, [field]: text }] });
    return null;
  } catch (error) {
    if (TelwireError.is(error)) {
      return error;
    }
    throw error;
  }
}

function isAddress(text: string): boolean {
  return text === "" || /^[^\s@]+@[^\s@]+$/.test(text);
}

/** The customer in a line, such as `Ada Lovelace, ada@example.com`. */
export function nameOf({ firstName, lastName, email }: Customer): string {
  const name = `${firstName} ${lastName}`.trim();
  const parts = [name, email].filter((part) => part !== "");
  return parts.length === 0 ? "nobody in particular" : parts.join(", ");
}

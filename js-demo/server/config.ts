/** `portal.config.json`: what a reseller changes without touching code. */

import type { Carrier } from "../shared/portal.js";

export interface Config {
  /** What the reseller is called. */
  readonly name: string;
  /** The address of a logo among the files of the page; `null` for none. */
  readonly logo: string | null;
  readonly colours: Readonly<Record<"dark" | "light", Colours>>;
  /** The users who see what everybody did; others see what they did themselves. */
  readonly owners: readonly string[];
  /**
   * Whether nobody buys on the accounts but this portal: a number at aql whose purchase lost its answer then belongs to who
   * ordered it.
   */
  readonly exclusiveAccounts: boolean;
  /** For each user and day in UTC. */
  readonly limits: Limits;
  /** What a number costs a month, as a decimal, where there is a limit to it. */
  readonly prices: Readonly<Record<Carrier, string | null>>;
  /** The settings of a number that users may make. */
  readonly settings: readonly string[];
  /** How numbers begin that calls may be forwarded to, with the code of their country: `441`. */
  readonly forwardPrefixes: readonly string[];
  /** Services at Aculab Cloud that numbers may copy. */
  readonly basedOn: readonly string[];
  /** Addresses registered at Aculab Cloud that users may give. */
  readonly regulationAddresses: readonly string[];
}

/** As `#rrggbb`. */
export interface Colours {
  readonly brand: string;
  /** What is read on it. */
  readonly contrast: string;
}

interface Limits {
  /** `null` is as many as anybody likes. */
  readonly numbersPerDay: number | null;
  /** As a decimal; `null` is as much as anybody likes. */
  readonly spendPerDay: string | null;
}

type Check = (value: unknown) => boolean;

const COLOUR = /^#[\da-f]{6}$/i;
const DECIMAL = /^\d{1,9}(?:\.\d{1,6})?$/;

const isText: Check = (value) => typeof value === "string" && value !== "";
const isFlag: Check = (value) => typeof value === "boolean";
const isTextOrNull: Check = (value) => value === null || isText(value);
const isColour: Check = (value) => typeof value === "string" && COLOUR.test(value);
const isDecimalOrNull: Check = (value) => value === null || (typeof value === "string" && DECIMAL.test(value));
const isCountOrNull: Check = (value) => value === null || (Number.isSafeInteger(value) && Number(value) >= 0);
const isList: Check = (value) => Array.isArray(value) && value.every(isText);

/** Each field, what it must be, and how that is said. */
const FIELDS: Readonly<Record<string, readonly [Check, string]>> = {
  name: [isText, "a text"],
  logo: [isTextOrNull, "a text or `null`"],
  "colours.light.brand": [isColour, "a colour such as `#0b5cad`"],
  "colours.light.contrast": [isColour, "a colour such as `#0b5cad`"],
  "colours.dark.brand": [isColour, "a colour such as `#0b5cad`"],
  "colours.dark.contrast": [isColour, "a colour such as `#0b5cad`"],
  "limits.numbersPerDay": [isCountOrNull, "a whole number or `null`"],
  "limits.spendPerDay": [isDecimalOrNull, "a decimal such as `25.00`, or `null`"],
  "prices.aql": [isDecimalOrNull, "a decimal such as `25.00`, or `null`"],
  "prices.aculab": [isDecimalOrNull, "a decimal such as `25.00`, or `null`"],
  exclusiveAccounts: [isFlag, "`true` or `false`"],
  owners: [isList, "a list of texts"],
  settings: [isList, "a list of texts"],
  forwardPrefixes: [isList, "a list of texts"],
  basedOn: [isList, "a list of texts"],
  regulationAddresses: [isList, "a list of texts"],
};

/**
 * The configuration, if it is one.
 *
 * @throws TypeError that names the field
 */
export function configOf(given: unknown): Config {
  for (const [path, [check, expected]] of Object.entries(FIELDS)) {
    if (!check(at(given, path))) {
      throw new TypeError(`\`${path}\` in the configuration must be ${expected}`);
    }
  }
  return given as Config;
}

function at(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((inner, name) => (inner as Record<string, unknown> | null)?.[name], value);
}

/**
 * Which of the numbers are shown, and in which order.
 *
 * @packageDocumentation
 */

import type { Owned, OwnedAql } from "./owned.js";

/** What is looked for among the numbers. Whatever is empty narrows nothing. */
export interface Filter {
  /** A part of the number, the place, the VoIP user or an e-mail address. */
  readonly text: string;
  readonly carrier: Owned["carrier"] | "";
  readonly type: string;
  /** What must be switched on at aql. */
  readonly feature: Feature | "";
}

/** What can be switched on at a number, or be wrong with it. */
export type Feature = "callrecord" | "failed" | "faxenabled" | "forwardactive" | "voicemailon";

/** What narrows nothing. */
export const NO_FILTER: Filter = { text: "", carrier: "", type: "", feature: "" };

/** The numbers that the filter lets through. */
export function filtered(numbers: readonly Owned[], { text, carrier, type, feature }: Filter): readonly Owned[] {
  return numbers.filter(
    (number) =>
      (carrier === "" || number.carrier === carrier) &&
      (type === "" || number.type === type) &&
      (feature === "" || hasFeature(number, feature)) &&
      isAbout(number, text),
  );
}

/** The types that occur, in alphabetical order. */
export function typesOf(numbers: readonly Owned[]): readonly string[] {
  return [...new Set(numbers.map(({ type }) => type))].filter((type) => type !== "").sort();
}

/** What is switched on at the number, or wrong with it. */
export function featuresOf(number: Owned): readonly Feature[] {
  return FEATURES.filter((feature) => hasFeature(number, feature));
}

const FEATURES: readonly Feature[] = ["failed", "forwardactive", "voicemailon", "faxenabled", "callrecord"];

function hasFeature(number: Owned, feature: Feature): boolean {
  if (feature === "failed") {
    return number.failure !== null;
  }
  return number.carrier === "aql" && number.user?.settings[feature] === true;
}

function isAbout(number: Owned, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  const digits = digitsOf(wanted);
  return wanted === "" || (digits !== null && number.digits.includes(digits)) || textOf(number).includes(wanted);
}

/** The digits of what looks like a number: a leading zero stands for the country that the digits begin with. */
function digitsOf(wanted: string): string | null {
  return /^\+?[\d\s()-]*\d[\d\s()-]*$/.test(wanted) ? wanted.replaceAll(/\D/g, "").replace(/^0+/, "") : null;
}

function textOf(number: Owned): string {
  const { digits, place, type } = number;
  const own = number.carrier === "aql" ? [number.voipnumber, ...valuesOf(number)] : [];
  return [digits, place, type, ...own].join("\n").toLowerCase();
}

function valuesOf({ user }: OwnedAql): readonly unknown[] {
  return user === null ? [] : (Object.values(user.settings) as readonly unknown[]);
}

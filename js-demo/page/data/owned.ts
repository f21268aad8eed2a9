/**
 * The numbers of both carriers, in one model.
 *
 * @packageDocumentation
 */

import type { aculab, aql, workflow } from "telwire/slim";

import { areaOf } from "./areas.js";
import { type Failure, failureOf } from "./failure.js";

/** A number that a user of the portal has, at whichever carrier. */
export type Owned = OwnedAculab | OwnedAql;

/** What is known of a number at either carrier. */
interface Known {
  /** What names it in this page: carrier, and what the carrier calls it. */
  readonly id: string;
  /** All its digits; empty where the carrier does not say. */
  readonly digits: string;
  /** Where it is, as far as the carrier says; empty where it does not. */
  readonly place: string;
  /** What kind of number it is; empty where nobody knows. */
  readonly type: string;
  /** What it costs a month in US dollars; `null` where the carrier does not say: aql bills by contract. */
  readonly price: string | null;
  /** When it was bought, as a date; `null` where the carrier does not say. */
  readonly purchased: string | null;
  /** Why the carrier could not describe it; `null` if it could. */
  readonly failure: Failure | null;
}

/** A number at aql: a VoIP user. */
export interface OwnedAql extends Known {
  readonly carrier: "aql";
  /** The VoIP user. */
  readonly voipnumber: string;
  /** How it is configured; `null` where the carrier could not say. */
  readonly user: aql.User | null;
}

/** A number at Aculab Cloud. */
export interface OwnedAculab extends Known {
  readonly carrier: "aculab";
  /** The entry of the listing. */
  readonly entry: aculab.OwnedNumber;
}

/** The row of a VoIP user. */
export function ofAql({ voipnumber, user }: workflow.AqlUser): OwnedAql {
  const described = "settings" in user ? user : null;
  const digits = described?.pstnnumber ?? "";
  return {
    id: `aql:${voipnumber}`,
    carrier: "aql",
    voipnumber,
    user: described,
    digits,
    place: [areaOf(digits), "UK"].filter((part) => part !== null).join(", "),
    type: typeOf(digits),
    price: null,
    purchased: null,
    failure: described === null ? failureOf(user) : null,
  };
}

/** The row of a number at Aculab Cloud. */
export function ofAculab(entry: aculab.OwnedNumber): OwnedAculab {
  const { number, country, state, region, price, purchased, didType } = entry;
  return {
    id: `aculab:${number}`,
    carrier: "aculab",
    entry,
    digits: number,
    place: [region, state, country].filter((part) => part !== null && part !== "").join(", "),
    type: didType,
    price,
    purchased,
    failure: null,
  };
}

/** aql names no types: in the UK the first digits tell. */
const TYPES: readonly (readonly [digits: RegExp, type: aculab.DidType])[] = [
  [/^44[12]/, "geographic"],
  [/^443/, "national"],
  [/^447/, "mobile"],
  [/^4480/, "tollfree"],
];

function typeOf(digits: string): string {
  return TYPES.find(([beginning]) => beginning.test(digits))?.[1] ?? "";
}

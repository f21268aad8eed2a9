/**
 * What one agrees to by ordering, by carrier: what the carriers' documents say, for people.
 *
 * @packageDocumentation
 */

import type { Carrier } from "../../shared/portal.js";

/** What one agrees to. */
export interface Terms {
  /** The carrier, by its own name. */
  readonly name: string;
  /** What it costs, in which currency, and for how long. */
  readonly commitment: string;
  /** What cannot be undone. */
  readonly final: string;
}

/** By carrier. */
export const TERMS: Readonly<Record<Carrier, Terms>> = {
  aql: {
    name: "aql",
    commitment:
      "Your contract price for each number, in the currency of your contract, invoiced monthly. aql’s interface does not tell the price.",
    final:
      "A number cannot be given back through aql’s interface: that takes your account manager. SIP passwords are shown once, after the order.",
  },
  aculab: {
    name: "Aculab Cloud",
    commitment:
      "A monthly price for each number in US dollars, charged at once and then every month. It is known only after the purchase, unless you set a limit.",
    final: "A number can be released at any time, and may not be had again. What was charged is not refunded here.",
  },
};

/** The server that a telephone with one of aql's SIP users registers at. */
export const SIP_SERVER = "sip.aql.com";

/**
 * Words for what numbers and orders are: the same in every place.
 *
 * @packageDocumentation
 */

import type { OrderState, workflow } from "telwire/slim";

import type { Carrier } from "../../shared/portal.js";
import type { Item } from "./order.js";
import type { Owned } from "./owned.js";
import { spelled } from "./spelling.js";

/** The carriers as they call themselves. */
export const CARRIERS: Readonly<Record<Carrier, string>> = { aculab: "Aculab Cloud", aql: "aql" };

/** How an order is. */
export const STATES: Readonly<Record<OrderState, string>> = {
  done: "Done",
  running: "Running",
  stopped: "Stopped early",
  unknown: "Not all known",
};

/** What became of a number of an order. */
export const STATUSES: Readonly<Record<workflow.Status, string>> = {
  bought: "Bought",
  not_bought: "Not bought",
  on_account: "On the account",
  unknown: "Not known",
};

/** Why a number of an order was not bought. */
export const WHYS: Readonly<Record<workflow.Why, string>> = {
  blocked: "an earlier purchase is not settled, so nothing more was bought",
  contested: "the carrier refused again and again without saying which number is the matter",
  deadline: "the time for the order was over",
  no_match: "no number is left that matches",
  no_pool: "the order does not say where numbers may come from",
  price_limit: "the price was above the limit, or not known",
  refused: "the carrier refused",
  shortage: "the carrier sold fewer than were asked for",
  stopped: "the order was stopped first",
  taken: "somebody else has the number",
};

/** What the status of a number of an order means; empty where nothing is known yet. */
export function meaningOf(item: Item | null): string {
  if (item === null) {
    return "";
  }
  switch (item.status) {
    case "bought":
      return item.listed === null || item.listed === false
        ? "The carrier said so."
        : "The carrier said so, and lists it.";
    case "not_bought":
      return item.why === null ? "Nothing was bought for it." : `Nothing was bought: ${WHYS[item.why]}.`;
    case "on_account":
      return "The account has it, though no answer to this order said so. Its SIP password is not known.";
    case "unknown":
      return "A purchase was sent, and nothing tells what became of it. Do not order it again before you know.";
  }
}

/** What an order is doing. */
export const STAGES: Readonly<Record<workflow.Stage, string>> = {
  buying: "Buying",
  changing: "Changing settings",
  choosing: "Choosing numbers",
  finding_out: "Finding out what became of a purchase",
  listing: "Listing the account",
  releasing: "Releasing",
  verifying: "Looking whether all is there",
};

/** What is known of a purchase that was sent. */
export const FATES: Readonly<Record<workflow.Fate, string>> = {
  done: "bought",
  never_left: "never left",
  open: "not known",
  refused: "refused, nothing bought",
};

/** The number, for people; of a user that the carrier could not describe its name. */
export function spoken(number: Owned): string {
  if (number.carrier === "aculab") {
    return number.digits;
  }
  return number.digits === "" ? `User ${number.voipnumber}` : spelled(number.digits);
}

/** A moment, for people, such as `22 Nov 2026, 09:00`. */
export function moment(at: number | string): string {
  return new Date(at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
}

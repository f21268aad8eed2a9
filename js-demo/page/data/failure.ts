/**
 * What went wrong, for people: what happened, what became of the money, what to do.
 *
 * @packageDocumentation
 */

import { type AnyTelwireError, type Outcome, TelwireError } from "telwire/slim";

import { ApiError } from "./api.js";

/** What went wrong. */
export interface Failure {
  /** What happened, in a sentence. */
  readonly text: string;
  /** What to do about it. */
  readonly advice: string;
  /** What became of the money; `null` where none was at stake. */
  readonly outcome: Outcome | null;
  /** The text that never changes, for support; `null` if there is none. */
  readonly code: string | null;
}

/** What to do about what is known by its code, the portal's own refusals above all. */
const BY_CODE: Readonly<Record<string, string>> = {
  carrier_unreachable: "The carrier cannot be reached from here. Nothing was sent: try again in a moment.",
  field_not_allowed: "This portal does not let its users change that setting.",
  http_status: "Something between here and the carrier answered in its place. Try again in a moment.",
  no_session: "Your session has ended: reload the page and sign in again. Running orders go on meanwhile.",
  not_owned: "It is not one of your numbers. Reload the list.",
  not_over: "The order is still running. Wait for its end.",
  numbers_limit: "That is more than you may buy in a day. Order fewer, or ask the portal's owner.",
  price_unknown: "Nobody knows the price beforehand, and there is a limit. Ask the portal's owner.",
  regulation_address_required:
    "Choose a registered address of that country with the place, or register one with Aculab Cloud.",
  spend_limit: "That would cost more than you may spend in a day. Order fewer, or ask the portal's owner.",
  unknown_order: "There is no such order of yours.",
  value_not_allowed: "This portal does not allow that value. Choose another one, or ask its owner.",
  wrong_token: "Your session is not the one this page began with. Reload the page.",
};

/** What to do about the rest, by whose fault it was. */
const BY_KIND: Readonly<Record<AnyTelwireError["kind"], string>> = {
  aborted: "It was stopped. Reload to see how far it came.",
  invalid_input: "Correct the field and try again.",
  malformed: "The carrier's answer made no sense. Try again; if it stays, ask the carrier.",
  misuse: "Reload the page and try again.",
  refused: "The carrier said no. Read what it says, then try again or ask the carrier.",
  transport: "No answer came. Check the connection and try again.",
};

/** The failure that an error is. */
export function failureOf(error: unknown): Failure {
  if (TelwireError.is(error)) {
    return ofTelwire(error);
  }
  if (error instanceof ApiError) {
    return { text: sentence(error.message), advice: adviceAt(error.status), outcome: null, code: error.code };
  }
  return { text: "Something in this page went wrong.", advice: "Reload the page.", outcome: null, code: null };
}

function ofTelwire(error: AnyTelwireError): Failure {
  const { kind, code, outcome, message } = error;
  return { text: sentence(message), advice: BY_CODE[code] ?? BY_KIND[kind], outcome, code };
}

function adviceAt(status: number): string {
  switch (status) {
    case 0:
      return "Check the connection and try again.";
    case 401:
    case 403:
      return "Check the name and the password, then sign in again.";
    case 429:
      return "Wait a minute, then try again.";
    default:
      return "Try again; if it stays, ask the portal's owner.";
  }
}

/** The message as a sentence: telwire's begin in lower case, end without a full stop, and quote by backticks. */
export function sentence(message: string): string {
  const quoted = message.replaceAll(/`([^`]*)`/g, "“$1”");
  const text = quoted.charAt(0).toUpperCase() + quoted.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

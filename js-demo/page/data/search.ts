/**
 * A search for numbers at aql, some at a time.
 *
 * @packageDocumentation
 */

import { signal } from "@preact/signals";
import { aql, TelwireError } from "telwire/slim";

import type { Clients } from "./clients.js";
import { type Failure, failureOf, sentence } from "./failure.js";

/** What is searched for. */
export interface Wanted {
  /** The area code without its leading zero; empty: `digits` is a whole pattern, such as `0113 312*`. */
  readonly areaCode: string;
  /** How the rest begins, with `*` for any digits; empty: any. */
  readonly digits: string;
  readonly smsEnabled: aql.SmsEnabled;
}

/** So many are asked for at a time: what the carrier answers with at most. */
const PAGE = 100;

/** Numbers as they come, page by page. A new search forgets the one before. */
export class NumberSearch {
  /** What was found; `null` before anything was searched for. */
  readonly found = signal<readonly aql.AqlNumber[] | null>(null);
  /** What it was that was searched for. */
  readonly wanted = signal<Wanted | null>(null);
  /** Whether more is coming. */
  readonly isLoading = signal(false);
  /** Whether there is nothing more to be had. */
  readonly isOver = signal(false);
  /** Why it ended early; `null` if it did not. */
  readonly failure = signal<Failure | null>(null);

  readonly #clients: () => Promise<Clients>;
  #numbers: AsyncGenerator<aql.AqlNumber, void> | null = null;
  #latest = 0;

  /** A search by these clients. Nothing is asked for yet. */
  constructor(clients: () => Promise<Clients>) {
    this.#clients = clients;
  }

  /** Searches anew. Never throws: see `failure`. */
  async begin(wanted: Wanted): Promise<void> {
    this.#latest += 1;
    this.#numbers = null;
    this.wanted.value = wanted;
    this.found.value = null;
    this.isOver.value = false;
    await this.more();
  }

  /** Finds some more. Never throws: see `failure`. */
  async more(): Promise<void> {
    const search = this.#latest;
    this.isLoading.value = true;
    this.failure.value = null;
    const { page, failure, isOver } = await this.#page();
    if (search === this.#latest) {
      this.found.value = page === null ? this.found.peek() : [...(this.found.peek() ?? []), ...page];
      this.failure.value = failure;
      this.isOver.value = isOver;
      this.isLoading.value = false;
    }
  }

  async #page(): Promise<{ page: readonly aql.AqlNumber[] | null; failure: Failure | null; isOver: boolean }> {
    const page: aql.AqlNumber[] = [];
    try {
      const numbers = await this.#search();
      while (page.length < PAGE) {
        const { value, done } = await numbers.next();
        if (done === true) {
          return { page, failure: null, isOver: true };
        }
        page.push(value);
      }
      return { page, failure: null, isOver: false };
    } catch (error) {
      this.#numbers = null;
      return { page: page.length === 0 ? null : page, failure: failureOf(error), isOver: false };
    }
  }

  async #search(): Promise<AsyncGenerator<aql.AqlNumber, void>> {
    const { aql } = await this.#clients();
    const wanted = this.wanted.peek();
    this.#numbers ??= aql.search({ ...patternOf(wanted), smsEnabled: wanted?.smsEnabled });
    return this.#numbers;
  }
}

/** What is wrong with what is searched for, in a sentence; `null` if nothing is. telwire must be loaded. */
export function errorIn(wanted: Wanted): string | null {
  try {
    aql.checkNumbers(patternOf(wanted));
    return null;
  } catch (error) {
    return TelwireError.is(error) ? (WORDS[error.field ?? ""] ?? sentence(error.message)) : null;
  }
}

/** What the form calls by other names than the carrier. */
const WORDS: Readonly<Record<string, string>> = {
  pattern: "Write it like 0113 312* or 44-113-312*.",
  subCode: "Digits and * only, such as 312 or 31*12.",
};

function patternOf(wanted: Wanted | null): aql.PatternOptions {
  const { areaCode = "", digits = "" } = wanted ?? {};
  const rest = digits.replaceAll(" ", "");
  if (areaCode === "") {
    return { pattern: digits.trim() };
  }
  // Who writes digits alone means how the number begins.
  return { country: "44", areaCode, subCode: rest.includes("*") ? rest : `${rest}*` };
}

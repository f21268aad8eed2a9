/**
 * What somebody is about to order, at both carriers.
 *
 * @packageDocumentation
 */

import { computed, signal } from "@preact/signals";
import type { aql, workflow } from "telwire/slim";

import { type Customer, NOBODY } from "./customer.js";
import { kept } from "./kept.js";

/** A number at aql, and whom it is for. */
export interface UkLine {
  /** Such as `44-113-3120120`. */
  readonly number: string;
  /** What the search that found it said of SMS. */
  readonly smsEnabled: aql.SmsEnabled;
  readonly customer: Customer;
}

/** Numbers of one place at Aculab Cloud. */
export interface WorldLine {
  readonly id: string;
  readonly options: workflow.AculabOrderOptions;
}

/** All that is to be ordered together. */
export interface Contents {
  readonly uk: readonly UkLine[];
  readonly world: readonly WorldLine[];
  /** Whether another number of the area may take the place of one that is gone. */
  readonly substitute: boolean;
}

/** An order to be: the same key is the same order, however often it is sent. */
export type Purchase =
  | { readonly key: string; readonly carrier: "aculab"; readonly options: workflow.AculabOrderOptions }
  | { readonly key: string; readonly carrier: "aql"; readonly options: workflow.AqlOrderOptions };

const EMPTY: Contents = { uk: [], world: [], substitute: false };

/** The basket of one user. It outlives a reload, and ends with the tab. */
export class Basket {
  /** What is in it. */
  readonly contents = signal(EMPTY);
  /** How many numbers that would be. */
  readonly count = computed(() => this.contents.value.uk.length + sum(this.contents.value.world.map(quantityOf)));

  readonly #chosen = computed(() => new Set(this.contents.value.uk.map(({ number }) => number)));
  readonly #kept;
  #key = "";

  /** The basket of that user, as this tab keeps it. */
  constructor(user: string) {
    this.#kept = kept<{ readonly key: string; readonly contents: Contents }>(`basket:${user}`);
    const { key, contents } = this.#kept.load() ?? { key: "", contents: EMPTY };
    this.#key = key;
    this.contents.value = contents;
  }

  /** Whether a number at aql is in it. */
  holds(number: string): boolean {
    return this.#chosen.value.has(number);
  }

  /** Puts numbers at aql into it. */
  choose(numbers: readonly string[], smsEnabled: aql.SmsEnabled): void {
    const chosen = numbers.filter((number) => !this.#chosen.peek().has(number));
    const lines = chosen.map((number) => ({ number, smsEnabled, customer: NOBODY }));
    this.#change({ uk: [...this.contents.peek().uk, ...lines] });
  }

  /** Takes a number at aql out of it. */
  drop(number: string): void {
    this.#change({ uk: this.contents.peek().uk.filter((line) => line.number !== number) });
  }

  /** Says whom numbers at aql are for. */
  assign(customers: ReadonlyMap<string, Customer>): void {
    const uk = this.contents.peek().uk.map((line) => ({
      ...line,
      customer: customers.get(line.number) ?? line.customer,
    }));
    this.#change({ uk });
  }

  /** Says whether another number of the area may take the place of one that is gone. */
  allowSubstitutes(substitute: boolean): void {
    this.#change({ substitute });
  }

  /** Puts numbers at Aculab Cloud into it. */
  add(options: workflow.AculabOrderOptions): void {
    this.#change({ world: [...this.contents.peek().world, { id: crypto.randomUUID(), options }] });
  }

  /** Takes a line of Aculab Cloud out of it. */
  remove(id: string): void {
    this.#change({ world: this.contents.peek().world.filter((line) => line.id !== id) });
  }

  /** Empties it. */
  clear(): void {
    this.contents.value = EMPTY;
    this.#kept.forget();
  }

  /**
   * The orders that it is. Their keys change with what is in it, and with nothing else: a copy of the tab that orders the
   * same orders nothing anew.
   */
  purchases(): readonly Purchase[] {
    const [key, contents] = [this.#key, this.contents.peek()];
    const uk =
      contents.uk.length === 0 ? [] : [{ key: `${key}-uk`, carrier: "aql" as const, options: ukOptions(contents) }];
    const world = contents.world.map(({ id, options }) => ({
      key: `${key}-${id}`,
      carrier: "aculab" as const,
      options,
    }));
    return [...uk, ...world];
  }

  #change(part: Partial<Contents>): void {
    const contents = { ...this.contents.peek(), ...part };
    this.contents.value = contents;
    this.#key = crypto.randomUUID();
    this.#kept.save({ key: this.#key, contents });
  }
}

/** The area that all numbers at aql share; `null` if they do not. */
export function sharedArea(uk: readonly UkLine[]): string | null {
  const [first, ...others] = new Set(uk.map(({ number }) => number.split("-")[1]));
  return first === undefined || others.length > 0 ? null : first;
}

/** How many numbers a line is. */
export function quantityOf({ options }: WorldLine): number {
  return options.quantity ?? 1;
}

function ukOptions({ uk, substitute }: Contents): workflow.AqlOrderOptions {
  const slots = uk.map(({ number, customer }) => ({ number, ...given(customer) }));
  const area = sharedArea(uk);
  if (!substitute || area === null) {
    return { slots };
  }
  // Where all were chosen among those with SMS, a substitute has it too.
  const smsEnabled = uk.every((line) => line.smsEnabled === "yes") ? "yes" : "ignore";
  return { slots, substitute, pool: `44-${area}-*`, smsEnabled };
}

/** What is not empty. */
function given(customer: Customer): Partial<Customer> {
  return Object.fromEntries(Object.entries(customer).filter(([, text]) => text !== ""));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

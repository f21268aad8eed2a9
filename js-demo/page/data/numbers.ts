/**
 * The numbers of whoever is logged in, from both carriers.
 *
 * @packageDocumentation
 */

import { computed, signal } from "@preact/signals";
import type { aculab, Inventory, workflow } from "telwire/slim";

import type { Clients } from "./clients.js";
import { type Failure, failureOf } from "./failure.js";
import { sumOf } from "./money.js";
import { ofAculab, ofAql, type Owned, type OwnedAculab, type OwnedAql } from "./owned.js";

/** How far a listing has come. */
export interface Reading {
  readonly settled: number;
  /** `null` while nobody knows. */
  readonly total: number | null;
}

/** Asks a carrier for all that there is, and tells how far it is. */
type List<Piece> = (onProgress: (reading: Reading) => void) => Promise<Inventory<Piece>>;

/** What one carrier lists: one that fails leaves the other's numbers alone. */
export class Listing<Row extends Owned, Piece> {
  /** What is known; `null` before the first listing came. */
  readonly rows = signal<readonly Row[] | null>(null);
  /** How far the reading is; `null` while none is under way. */
  readonly reading = signal<Reading | null>(null);
  /** Why the last listing failed or ended early; `null` if it did not. */
  readonly failure = signal<Failure | null>(null);

  readonly #list: List<Piece>;
  readonly #rowOf: (piece: Piece) => Row;
  #loading: Promise<void> | null = null;

  /** What `list` finds, as rows. Nothing is asked for yet. */
  constructor(list: List<Piece>, rowOf: (piece: Piece) => Row) {
    this.#list = list;
    this.#rowOf = rowOf;
  }

  /** Asks anew; who asks meanwhile waits for the same. Never throws: see `failure`. */
  load(): Promise<void> {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  /** Puts what was learned about a number in the place of what was known. */
  learn(row: Row): void {
    this.rows.value = this.rows.peek()?.map((known) => (known.id === row.id ? row : known)) ?? null;
  }

  /** Leaves out numbers that are gone. */
  forget(ids: ReadonlySet<string>): void {
    this.rows.value = this.rows.peek()?.filter(({ id }) => !ids.has(id)) ?? null;
  }

  async #load(): Promise<void> {
    this.reading.value = { settled: 0, total: null };
    try {
      const { items, report } = await this.#list((reading) => (this.reading.value = reading));
      this.failure.value = report.stopped === null ? null : failureOf(report.stopped);
      // A listing that ended early says nothing about what is absent: what is known stays.
      if (report.stopped === null || this.rows.peek() === null) {
        this.rows.value = items.map(this.#rowOf);
      }
    } catch (error) {
      this.failure.value = failureOf(error);
    } finally {
      this.reading.value = null;
    }
  }
}

/** The numbers at both carriers. */
export class Numbers {
  /** Which carriers are asked. */
  readonly served: Served;
  /** Those at aql. */
  readonly aql: Listing<OwnedAql, workflow.AqlUser>;
  /** Those at Aculab Cloud. */
  readonly aculab: Listing<OwnedAculab, aculab.OwnedNumber>;

  /** All that are known. */
  readonly all = computed<readonly Owned[]>(() => [...(this.aql.rows.value ?? []), ...(this.aculab.rows.value ?? [])]);
  /** What they cost a month in US dollars, as far as the carriers say. */
  readonly perMonth = computed(() => sumOf(this.all.value.map(({ price }) => price)));
  /** Whether a carrier was never heard yet. */
  readonly isPending = computed(() =>
    this.#listings.some(({ rows, failure }) => rows.value === null && failure.value === null),
  );
  /** Whether a listing is under way. */
  readonly isLoading = computed(() => this.#listings.some(({ reading }) => reading.value !== null));

  readonly #listings: readonly Pick<Numbers["aql"] | Numbers["aculab"], "failure" | "load" | "reading" | "rows">[];
  /** The numbers that these clients find, at the carriers that are served. Nothing is asked for yet. */
  constructor(clients: () => Promise<Clients>, served: Served) {
    this.served = served;
    this.aql = new Listing(async (onProgress) => (await clients()).aql.inventory({ onProgress }), ofAql);
    this.aculab = new Listing(async (onProgress) => (await clients()).aculab.inventory({ onProgress }), ofAculab);
    this.#listings = [...(served.aql ? [this.aql] : []), ...(served.aculab ? [this.aculab] : [])];
  }

  /** Asks both carriers anew. */
  async load(): Promise<void> {
    await Promise.all(this.#listings.map((listing) => listing.load()));
  }

  /** Asks those who were not heard yet. */
  async need(): Promise<void> {
    await Promise.all(this.#listings.filter(({ rows }) => rows.peek() === null).map((listing) => listing.load()));
  }
}

/** Which carriers this portal serves. */
export interface Served {
  readonly aql: boolean;
  readonly aculab: boolean;
}

/**
 * Orders that run in a relay, as a page has them.
 *
 * @packageDocumentation
 */

import { Aborted, invalidInput, misuse, raised, type ErrorDetails } from "../../errors.js";
import { frozen } from "../../frozen.js";
import type { Carrier, ListedOrder, WireReport } from "../../orderWire.js";
import { SipPassword } from "../../secret.js";
import { watched, type Watching } from "../plan.js";
import type { Link } from "./link.js";

/** Whom to tell of an order that runs in the relay, and what it is called. */
export interface Keyed<Piece> extends Watching<Piece> {
  /**
   * What the page calls the order: 1 to 255 visible ASCII characters. The same key is the same order, however often it is
   * asked for; another order needs another.
   */
  readonly key: string;
  /** Called with the id of the order once the relay has it, for `attach`. */
  readonly onPlaced?: ((id: string) => unknown) | undefined;
}

/** What the items of all carriers' orders have in common. */
interface Item {
  readonly slot: number;
  readonly voipnumber?: string | null;
}

/**
 * The orders of a page at one carrier.
 *
 * @internal
 */
export class RelayedOrders<Piece extends Item, Report> {
  readonly #carrier: Carrier;
  readonly #link: Link;

  constructor(carrier: Carrier, link: Link) {
    this.#carrier = carrier;
    this.#link = link;
  }

  /** Places the order, unless it is there, and follows it to its end. */
  async order(options: object, given: Keyed<Piece>): Promise<Report> {
    const { key, onPlaced } = keyed(given);
    const id = await this.#link.place({ carrier: this.#carrier, options }, key);
    await onPlaced?.(id);
    return this.attach(id, given);
  }

  /** Those at this carrier, the latest first. */
  async list(): Promise<readonly ListedOrder[]> {
    const orders = await this.#link.list();
    return frozen(orders.filter(({ carrier }) => carrier === this.#carrier));
  }

  /** Follows the order to its end. */
  async attach(id: string, given: Watching<Piece>): Promise<Report> {
    const watching = watched(given);
    const report = await this.#end(id, watching);
    const shown = this.#carrier === "aql" ? await this.#withPasswords(id, report, watching) : report;
    if (shown.stopped === "by_caller") {
      const message = `stopped before it was done; its id in the relay is \`${id}\``;
      throw new Aborted(message, "unknown", watching.signal?.reason, revived(shown), null);
    }
    return revived(shown) as Report;
  }

  /** The report, once the order is over. Whatever happens until then is told; the signal asks for an early end. */
  async #end(id: string, { onItem, onProgress, signal }: Watching<Piece>): Promise<WireReport> {
    const broken = new AbortController();
    const stop = (): void => void this.#link.stop(id).catch((error: unknown) => broken.abort(error));
    signal?.addEventListener("abort", stop);
    if (signal?.aborted === true) {
      stop();
    }
    try {
      for await (const event of this.#link.events(id, broken.signal)) {
        if (event.type === "end") {
          return event.report;
        }
        if (event.type === "item") {
          await onItem?.(event.index, frozen(event.item) as Piece);
        } else if (event.type === "progress") {
          await onProgress?.(frozen(event));
        }
      }
    } finally {
      signal?.removeEventListener("abort", stop);
    }
    throw new TypeError("the events ended without an end");
  }

  /**
   * The report with the SIP passwords, where they are shown: this once, as they are sealed when `onItem` has heard of each.
   */
  async #withPasswords(id: string, report: WireReport, { onItem }: Watching<Piece>): Promise<WireReport> {
    const passwords = await this.#link.passwords(id);
    if (passwords === null) {
      return report;
    }
    const items = (report.items as readonly Piece[]).map((item) => withPassword(item, passwords));
    for (const item of items.filter((item, slot) => item !== report.items[slot])) {
      await onItem?.(item.slot, frozen(item));
    }
    // Should that fail they are shown once more, to whoever attaches: better than to nobody.
    await this.#link.seal(id).catch(() => undefined);
    return { ...report, items };
  }
}

/**
 * The orders in the relay, which only the client of a page has.
 *
 * @throws TelwireError `misuse`, `unsupported`
 * @internal
 */
export function inRelay<Orders>(orders: Orders | null, name: string): Orders {
  if (orders === null) {
    throw misuse(
      "unsupported",
      `\`${name}\` is for a client with a relay: here the journal goes on, by \`resumeOrder\``,
    );
  }
  return orders;
}

/** The key, if it is one, and no journal: that is the relay's. */
function keyed<Piece>(given: Keyed<Piece>): Keyed<Piece> {
  const { key, journal } = given as { readonly key?: unknown; readonly journal?: unknown };
  if (journal !== undefined) {
    throw invalidInput(
      "journal",
      "conflict",
      "is kept by the relay: give a `key` of your own for the order in its place",
    );
  }
  if (typeof key !== "string" || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw invalidInput(
      "key",
      "wrong_format",
      "must be a text of 1 to 255 visible ASCII characters, one for each order",
    );
  }
  return given;
}

function withPassword<Piece extends Item>(item: Piece, passwords: Readonly<Record<string, string>>): Piece {
  const password = passwords[item.voipnumber ?? ""];
  return password === undefined ? item : { ...item, password: new SipPassword(password) };
}

/** The report as it would have come from here. */
function revived({ stopped, ...report }: WireReport): unknown {
  const isError = typeof stopped === "object" && stopped !== null;
  return frozen({ ...report, stopped: isError ? raised(stopped as ErrorDetails & { message: string }) : stopped });
}

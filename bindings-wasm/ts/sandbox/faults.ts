/**
 * What goes wrong in a sandbox.
 *
 * @packageDocumentation
 */

import type { CallName } from "../callName.js";
import { wasm, type World } from "./wasm.js";

/**
 * What becomes of a request whose own answer never comes: it is done now, never, or so many milliseconds later, when the
 * client may have given up.
 */
export type Done = "never" | "now" | number;

/** Which exchange a fault happens to. */
interface Placed {
  /** Only requests of that call are counted; all of them if left out. */
  readonly call?: CallName | undefined;
  /** It happens to the so-many-th request to come, from 1, which it is if left out. */
  readonly position?: number | undefined;
}

interface MayBeDone extends Placed {
  /** `now` if left out. */
  readonly done?: Done | undefined;
}

interface OfItem extends Placed {
  /** Which number of the list, from 0, which it is if left out. */
  readonly item?: number | undefined;
}

/**
 * Something that goes wrong with one exchange to come: its kind alone, where that says enough, or with details. A fault that
 * does not fit the call leaves it alone.
 */
export type Fault =
  | Exclude<FaultKind, "late_visibility">
  /** Lines end in `\r\n`. */
  | (Placed & { readonly kind: "crlf_line_ends" })
  /** The body ends after `at` bytes, 0 if left out; `declared`, which is `true` if left out: a client can notice. */
  | (Placed & {
      readonly kind: "cut_body";
      readonly at?: number | undefined;
      readonly declared?: boolean | undefined;
    })
  /** `AQVOIP_GEN_ERROR`. */
  | (MayBeDone & { readonly kind: "gen_error" })
  /** A page of HTML with the status 200. */
  | (MayBeDone & { readonly kind: "html_page" })
  /** What is bought shows in listings `delay` milliseconds later. */
  | (Placed & { readonly kind: "late_visibility"; readonly delay: number })
  /** The connection is closed without an answer. */
  | (MayBeDone & { readonly kind: "no_answer" })
  /** There is no connection; by HTTP, no answer to what is not done. */
  | (Placed & { readonly kind: "not_sent" })
  /** A page of HTML with another status, 502 if left out. */
  | (MayBeDone & { readonly kind: "proxy_error"; readonly status?: number | undefined })
  /** Just before, somebody else on the account buys a number of the list. */
  | (OfItem & { readonly kind: "rival_on_account" })
  /** Just before, another customer takes a number of the list. */
  | (OfItem & { readonly kind: "rival_takes_number" })
  /** A listing answers as it did before. */
  | (Placed & { readonly kind: "stale_listing" })
  /** `AQVOIP_TEMP_ERROR`. */
  | (MayBeDone & { readonly kind: "temp_error" });

/** What can go wrong. */
export type FaultKind =
  | "crlf_line_ends"
  | "cut_body"
  | "gen_error"
  | "html_page"
  | "late_visibility"
  | "no_answer"
  | "not_sent"
  | "proxy_error"
  | "rival_on_account"
  | "rival_takes_number"
  | "stale_listing"
  | "temp_error";

/** What goes wrong in a sandbox, from now on: by plan, by chance, or both. */
export class Faults {
  /** @internal */
  static readonly name: string = "Faults";

  readonly #world: World;

  /** @internal */
  constructor(world: World) {
    this.#world = world;
  }

  /**
   * Lets one exchange to come go wrong.
   *
   * @throws TelwireError `invalid_input`
   */
  add(fault: Fault): void {
    wasm(() => this.#world.add_fault(typeof fault === "string" ? { kind: fault } : fault));
  }

  /**
   * From now on lets so many requests in a hundred go wrong; `seed` decides which, and how.
   *
   * @throws TelwireError `invalid_input`
   */
  byChance(percent: number, seed = 1): void {
    wasm(() => this.#world.fail_by_chance(percent, seed));
  }

  /** Nothing goes wrong any more, unless added from now on. */
  clear(): void {
    this.#world.clear_faults();
  }
}

/** Who did what, when, and what came of it. No secret is in it. */

import {
  aculab,
  aql,
  type Answered,
  type Request as SignedRequest,
  TelwireError,
  type TransportError,
  type workflow,
} from "telwire";
import type { OnBehalf, Refused } from "telwire/relay";

import type { AuditEntry, Carrier } from "../shared/portal.js";
import type { OrderedBy } from "./claims.js";
import type { Records } from "./records.js";

/** What a page orders. */
export interface Wanted {
  readonly carrier: Carrier;
  readonly options: object;
}

export class Audit {
  readonly #records: Records;
  readonly #now: () => number;

  constructor(records: Records, now: () => number) {
    this.#records = records;
    this.#now = now;
  }

  /** What that user did; `null`: what everybody did. The latest first. */
  entries(user: string | null): readonly AuditEntry[] {
    return this.#records.notes().filter((entry) => user === null || entry.user === user);
  }

  note(user: string | null, what: string, detail: string, outcome: string): void {
    this.#records.note({ at: new Date(this.#now()).toISOString(), user, what, detail, outcome });
  }

  ordered(user: string, wanted: Wanted): void {
    this.note(user, "order", `${wanted.carrier}: ${detailOf(wanted)}`, "placed");
  }

  purchased({ tenant, answer: { items } }: OrderedBy): void {
    const had = items.filter(({ status }) => status === "bought" || status === "on_account");
    this.note(tenant, "order", had.map(({ number }) => nameOf(number)).join(", "), outcomeOfOrder(items));
  }

  readonly refused = ({ tenant, call, code, message }: Refused): void => {
    this.note(tenant, call ?? "request", message, `refused: ${code}`);
  };

  /** What changed at a carrier; what only reads is no matter of the audit. */
  readonly answered = (request: SignedRequest, result: Answered | TransportError, _: number, who: OnBehalf): void => {
    const fields = Object.fromEntries(new URLSearchParams(request.body));
    if (request.call === "change_user") {
      this.note(
        who.tenant,
        request.call,
        changeOf(fields),
        outcomeOf(result, () => changed(fields, result as Answered)),
      );
    } else if (request.call === "tel_delete_numbers") {
      const detail = numbersOf(fields).join(", ");
      this.note(
        who.tenant,
        request.call,
        detail,
        outcomeOf(result, () => released(fields, result as Answered)),
      );
    }
  };
}

/** The relay has checked the options. */
function detailOf({ carrier, options }: Wanted): string {
  return carrier === "aql"
    ? slotsOf(options as workflow.AqlOrderOptions)
    : placeOf(options as aculab.TelPurchaseOptions);
}

function slotsOf({ slots, pool }: workflow.AqlOrderOptions): string {
  const numbers = typeof slots === "number" ? `${slots} numbers` : slots.map(slotName).join(", ");
  return typeof pool === "string" ? `${numbers} of ${pool}` : numbers;
}

function slotName(slot: aql.NumberLike | workflow.Slot): string {
  if (typeof slot === "string") {
    return slot;
  }
  return typeof slot.number === "string" ? slot.number : (slot.number?.number ?? "any number");
}

function placeOf({ quantity, country, region }: aculab.TelPurchaseOptions): string {
  return `${quantity ?? 1} × ${country}, ${region}`;
}

/** Such as `bought 2 of 3, 1 unknown`. */
function outcomeOfOrder(items: OrderedBy["answer"]["items"]): string {
  const count = (wanted: workflow.Status): number => items.filter(({ status }) => status === wanted).length;
  const others = [
    [count("on_account"), "on the account"],
    [count("unknown"), "unknown"],
  ] as const;
  const rest = others.flatMap(([number, words]) => (number === 0 ? [] : [`${number} ${words}`]));
  return [`bought ${count("bought")} of ${items.length}`, ...rest].join(", ");
}

function nameOf(number: aql.AqlNumber | string | null): string {
  return typeof number === "object" ? (number?.number ?? "") : number;
}

/** Beside the settings, what a change_user sends. */
const OTHER_FIELDS = ["action", "password", "username", "voipnumber"];

function settingsOf(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !OTHER_FIELDS.includes(name)));
}

function changeOf(fields: Readonly<Record<string, string>>): string {
  const settings = Object.entries(settingsOf(fields)).map(([name, value]) => `${name}=${value}`);
  return `${fields["voipnumber"] ?? ""}: ${settings.join(", ")}`;
}

function changed(fields: Readonly<Record<string, string>>, answer: Answered): string {
  const call = aql.changeUser({ user: fields["voipnumber"] ?? "", ...settingsOf(fields) });
  call.parse({ ...answer, body: answer.body.reveal() });
  return "changed";
}

function numbersOf(fields: Readonly<Record<string, string>>): readonly string[] {
  return (fields["numbers"] ?? "").split(",");
}

function released(fields: Readonly<Record<string, string>>, answer: Answered): string {
  const numbers = numbersOf(fields);
  const { notDeleted } = aculab.telDeleteNumbers({ numbers }).parse({ ...answer, body: answer.body.reveal() });
  return `released ${numbers.length - notDeleted.length} of ${numbers.length}`;
}

function outcomeOf(result: Answered | TransportError, parse: () => string): string {
  try {
    return TelwireError.is(result) ? `${result.outcome}: ${result.code}` : parse();
  } catch (error) {
    if (!TelwireError.is(error)) {
      throw error;
    }
    return `${error.outcome}: ${error.code}`;
  }
}

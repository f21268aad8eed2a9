/** The test lab: what goes wrong in the sandbox, what it really sold, what went over the wire. There is none in LIVE. */

import type { Owned } from "telwire/relay";
import type { Fault } from "telwire/sandbox";

import type { Carrier, SoldNumber, Truth } from "../shared/portal.js";
import { compared } from "./experiment.js";
import { done, json, notFound, objectOf, Refusal } from "./http.js";
import type { Wire } from "./wire.js";
import type { Store, TestBench } from "./world.js";

/** The slowest that somebody wants to watch, in milliseconds. */
const SLOWEST = 10_000;

export interface LabOptions {
  readonly bench: TestBench;
  readonly wire: Wire;
  readonly store: Store;
  readonly users: readonly string[];
}

export class Lab {
  readonly #options: LabOptions;

  constructor(options: LabOptions) {
    this.#options = options;
  }

  /** @throws Refusal; TelwireError `invalid_input`: the fault is none */
  async answer(request: Request): Promise<Response> {
    const { bench, wire } = this.#options;
    const { pathname, searchParams } = new URL(request.url);
    switch (`${request.method} ${pathname}`) {
      case "GET /api/lab/truth":
        return json(await this.#truth());
      case "GET /api/lab/wire":
        return json(wire.after(Number(searchParams.get("after") ?? 0)));
      case "POST /api/lab/faults":
        bench.sandbox.faults.add((await objectOf(request)) as unknown as Fault);
        return done();
      case "DELETE /api/lab/faults":
        bench.sandbox.faults.clear();
        return done();
      case "POST /api/lab/pace":
        bench.pace = paceOf(await objectOf(request));
        return done();
      case "POST /api/lab/experiment":
        return json(await compared(experimentOf(await objectOf(request))));
      default:
        throw notFound();
    }
  }

  async #truth(): Promise<Truth> {
    const { aql, aculab } = this.#options.bench.sandbox.owned;
    const sold = [
      ...aql.map(async ({ number: { number }, voipnumber, byRival }) =>
        this.#sold({ carrier: "aql", number, user: voipnumber, byRival }),
      ),
      ...aculab.map(async ({ number }) => this.#sold({ carrier: "aculab", number, user: null, byRival: false })),
    ];
    return { sold: await Promise.all(sold) };
  }

  async #sold(sold: Omit<SoldNumber, "owner">): Promise<SoldNumber> {
    return { ...sold, owner: await this.#ownerOf(sold) };
  }

  async #ownerOf({ carrier, number }: Owned & { readonly number: string }): Promise<string | null> {
    const { store, users } = this.#options;
    for (const user of users) {
      if (await store.owns(user, { carrier, number })) {
        return user;
      }
    }
    return null;
  }
}

function paceOf({ ms }: Readonly<Record<string, unknown>>): number {
  if (typeof ms !== "number" || !(ms >= 0 && ms <= SLOWEST)) {
    throw new Refusal(400, "wrong_format", `\`ms\` must be a number from 0 to ${SLOWEST}`);
  }
  return ms;
}

function experimentOf({ carrier, fault }: Readonly<Record<string, unknown>>): { carrier: Carrier; fault: Fault } {
  if (carrier !== "aql" && carrier !== "aculab") {
    throw new Refusal(400, "wrong_format", "`carrier` must be `aql` or `aculab`");
  }
  if (typeof fault !== "string" && (typeof fault !== "object" || fault === null)) {
    throw new Refusal(400, "wrong_format", "`fault` must be a kind or an object");
  }
  return { carrier, fault: fault as Fault };
}

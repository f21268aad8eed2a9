/** Requests by chance, the same of each seed: permitted calls, spelled as they should be, otherwise, or wrong. */

import { aculab, aql } from "telwire";

import { type AnyCall, HOST, type Oddity, ORIGIN } from "./portal.js";

/** What is the tenant's, in every generated world. */
export const USERS = ["606309", "612345"];
export const NUMBERS = ["441908538007", "34900123456"];

/** Chance that repeats itself. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** A whole number below `end`. */
  below(end: number): number {
    // mulberry32
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % end;
  }

  of<Value>(values: readonly Value[]): Value {
    return values[this.below(values.length)] as Value;
  }

  /** The value, or nothing. */
  maybe<Value>(value: Value): Value | undefined {
    return this.below(2) === 0 ? value : undefined;
  }
}

/** A call that the policy permits. */
export function permittedCall(chance: Chance): AnyCall {
  const text = (): string =>
    chance.of(["Spain", "Mönchengladbach", "a&b=c", "50% off + x", "\u{1f600}", "\\u00f6", "x y"]);
  const number = (): string => `44-113-312${String(chance.below(10_000)).padStart(4, "0")}`;
  const purchase = {
    country: text(),
    region: text(),
    state: chance.maybe(text()),
    quantity: chance.maybe(1 + chance.below(9)),
    allowPartial: chance.maybe(true),
    basedOn: chance.maybe("réception"),
    ...chance.of([{}, { didType: "national" }, { didType: "tollfree", allowLandline: true }] as const),
  };
  const calls: (() => AnyCall)[] = [
    () => aql.assignNumbers({ items: [{ number: number(), firstName: "Zoë", email: "z@x.example" }], protocol: "iax" }),
    () => aql.assignNumbers({ items: ["44-113-1", number(), "44-20-7"] }),
    () =>
      aql.changeUser({
        user: chance.of(USERS),
        forwardto: chance.of(["0113 320", "+44", "\\u0030"]),
        forwardactive: chance.maybe(true),
        voicemaildelay: chance.maybe(chance.below(99)),
      }),
    () =>
      aql.checkNumbers({
        pattern: "0113 31*",
        skip: chance.below(9),
        show: chance.below(99),
        smsEnabled: chance.maybe("no"),
      }),
    () => aql.getUser({ user: chance.of(USERS) }),
    () => aql.listUsers(),
    () => aculab.telDeleteNumbers({ numbers: chance.of([NUMBERS, NUMBERS.slice(1)]) }),
    () => aculab.telGetSupportedCountries({ didType: chance.maybe("mobile") }),
    () => aculab.telGetSupportedRegions({ country: text(), state: chance.maybe(text()) }),
    () => aculab.telGetSupportedStates({ country: text() }),
    () => aculab.telListNumbers({ country: chance.maybe(text()), region: chance.maybe(text()) }),
    () => aculab.telListRegulationAddresses(),
    () => aculab.telPurchase(purchase),
    () => aculab.telPurchaseDevelopment(purchase),
  ];
  return chance.of(calls)();
}

/** Other spellings of the same request. */
export function respelled(chance: Chance, { body }: { readonly body: string }): Oddity {
  const fields = body.split("&");
  return chance.of<Oddity>([
    {},
    { body: fields.reverse().join("&") },
    { body: body.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()) },
    { body: body.replaceAll("+", "%20") },
    { body: body.replaceAll(/=[a-zA-Z0-9]/g, ([, char = ""]) => `=%${char.charCodeAt(0).toString(16)}`) },
    { headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" } },
    { headers: { authorization: "Basic ZXZlOmh1bnRlcjI=", "x-forwarded-host": "evil.example" } },
  ]);
}

/** What makes a request none that may leave. */
export function damaged(chance: Chance, { body, path }: { readonly body: string; readonly path: string }): Oddity {
  const and = body === "" ? "" : `${body}&`;
  const [first = ""] = body.split("&");
  return chance.of<Oddity>([
    { method: chance.of(["GET", "PUT", "DELETE", "OPTIONS"]), body: "" },
    { path: chance.of([`${path}?`, `${path}?a=1`, `${path}/`, path.toUpperCase(), `${path}.`, "/orders2", "/"]) },
    { headers: { origin: chance.of(["null", `${ORIGIN}.evil`, `${ORIGIN}:443`, "http://localhost", ""]) } },
    { headers: { host: chance.of([`${HOST}.`, `${HOST}:80`, `evil.example`, HOST.toUpperCase()]) } },
    { headers: { "telwire-relay": chance.of([null, "0", "true", "1, 1"]) } },
    { headers: { cookie: chance.of([null, "session=", "sess=ada"]) } },
    { headers: { "content-type": chance.of(["text/plain", "multipart/form-data; boundary=x", "application/json"]) } },
    { body: `${and}username=eve&password=hunter2` },
    {
      body: `${and}${chance.of(["debug=1", "username=eve", "numbers%5B%5D=1", "__proto__=1", "constructor=1", "=1", "x"])}`,
    },
    { body: `${and}country=${chance.of(["%00", "%0a", "%0D%0AHost:+evil", "%ff", "%C2%85"])}` },
    { body: body === "" ? "x" : `${and}${first}` },
  ]);
}

/** The same body but for a byte or a few. */
export function noisy(chance: Chance, { body }: { readonly body: string }): Oddity {
  let text = body;
  for (let count = 1 + chance.below(3); count > 0; count -= 1) {
    const at = chance.below(text.length + 1);
    const byte = chance.of(["&", "=", "%", "+", "_", ";", "0", "9", "a", "*", "%0a", "%26", "[]", "\\", ""]);
    text = text.slice(0, at) + byte + text.slice(at + chance.below(2));
  }
  return { body: text };
}

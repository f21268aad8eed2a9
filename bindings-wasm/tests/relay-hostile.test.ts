/** Requests that no page of the portal's sends: each is refused with its code, and nothing leaves. */

import { aculab, aql } from "telwire";
import type { Policy } from "telwire/relay";
import { beforeAll, describe, expect, it, vi } from "vitest";

import { type AnyCall, HOST, type Oddity, Portal } from "./portal.js";

const PREMIUM = /^(?:00|09|118)/;

const SEARCH = aql.checkNumbers({ pattern: "0113 312012*", show: 2 });
const ASSIGN = aql.assignNumbers({ items: ["44-113-3120125"] });
const LIST = aculab.telListNumbers();
const PURCHASE = aculab.telPurchase({ country: "Spain", region: "Bilbao" });

const POLICY: Partial<Policy> = {
  changeUser: { forwardto: (value) => !PREMIUM.test(value), forwardactive: () => true },
  basedOn: ["reception"],
  regulationAddress: ["My french place"],
};

let portal: Portal;
let adas: string;
let adasNumber: string;

beforeAll(async () => {
  portal = new Portal(POLICY);
  adas = (await portal.answer("ada", aql.assignNumbers({ items: ["44-113-3120120"] }))).rows[0]?.voipnumber ?? "";
  adasNumber = (await portal.answer("ada", PURCHASE)).rows[0] ?? "";
  portal.left.length = 0;
});

/** Sends it, and says what the relay refused it with. */
async function refusal(tenant: string, call: AnyCall, oddity?: Oddity, from = portal): Promise<unknown[]> {
  const response = await from.respond(tenant, call, oddity);
  const text = await response.text();
  expect(from.left).toEqual([]);
  expect(response.headers.get("cache-control")).toBe("no-store");
  const code = response.headers.get("telwire-refusal");
  expect(JSON.parse(text)).toEqual({ code, message: from.refusals.at(-1)?.message });
  expect(from.refusals.at(-1)?.code).toBe(code);
  return [response.status, code];
}

describe("is refused where it is", () => {
  it.each<[string, AnyCall, Oddity, number, string]>([
    ["a purchase by GET", PURCHASE, { method: "GET" }, 405, "method_not_allowed"],
    ["a search by GET", SEARCH, { method: "GET" }, 405, "method_not_allowed"],
    ["by another method", SEARCH, { method: "PUT" }, 405, "method_not_allowed"],
    ["to another host", SEARCH, { headers: { host: "evil.example" } }, 421, "wrong_host"],
    ["to another port", SEARCH, { headers: { host: `${HOST}:8080` } }, 421, "wrong_host"],
    ["from another origin", SEARCH, { headers: { origin: "https://evil.example" } }, 403, "wrong_origin"],
    [
      "from an origin that begins alike",
      SEARCH,
      { headers: { origin: "https://portal.example.evil" } },
      403,
      "wrong_origin",
    ],
    ["from the same host without TLS", SEARCH, { headers: { origin: "http://portal.example" } }, 403, "wrong_origin"],
    ["from a page without origin", SEARCH, { headers: { origin: "null" } }, 403, "wrong_origin"],
    ["from nowhere", SEARCH, { headers: { origin: null } }, 403, "wrong_origin"],
    ["without the header of the relay", SEARCH, { headers: { "telwire-relay": null } }, 403, "no_relay_header"],
    ["nobody's", SEARCH, { headers: { cookie: null } }, 401, "no_session"],
    ["a purchase without token", PURCHASE, { headers: { "telwire-token": null } }, 403, "wrong_token"],
    ["a purchase with another's token", PURCHASE, { headers: { "telwire-token": "token of bob" } }, 403, "wrong_token"],
    [
      "a purchase with more than its token",
      PURCHASE,
      { headers: { "telwire-token": "token of adam" } },
      403,
      "wrong_token",
    ],
    [
      "a purchase with half of its token",
      PURCHASE,
      { headers: { "telwire-token": "token of ad" } },
      403,
      "wrong_token",
    ],
    ["JSON", SEARCH, { headers: { "content-type": "application/json" } }, 415, "wrong_content_type"],
    ["as text", SEARCH, { headers: { "content-type": "text/plain" } }, 415, "wrong_content_type"],
    ["compressed", SEARCH, { headers: { "content-encoding": "gzip" } }, 415, "wrong_content_type"],
    ["with a query string", SEARCH, { path: "/telecoms/checknumberapi.php?show=1" }, 400, "query_string"],
    ["with an empty query string", SEARCH, { path: "/telecoms/checknumberapi.php?" }, 400, "query_string"],
    ["to no path of a carrier's", SEARCH, { path: "/telecoms/buyapi.php" }, 404, "unknown_call"],
    ["to a path with something before", SEARCH, { path: "/xtel_list_numbers" }, 404, "unknown_call"],
    ["to a path with something behind", LIST, { path: "/tel_list_numbers/" }, 404, "unknown_call"],
    ["to an escaped path", LIST, { path: "/tel%5Flist_numbers" }, 404, "unknown_call"],
    ["for no action", aql.listUsers(), { body: "action=deleteuser" }, 404, "unknown_call"],
    ["for two actions", aql.listUsers(), { body: "action=listusers&action=getuser" }, 400, "repeated"],
    ["for nothing", aql.listUsers(), { body: "" }, 404, "unknown_call"],
  ])("%s", async (_, call, oddity, status, code) => {
    expect(await refusal("ada", call, oddity)).toEqual([status, code]);
  });
});

describe("is refused with the body", () => {
  const { body: search } = SEARCH.request();
  const { body: assign } = ASSIGN.request();

  it.each<[string, AnyCall, BodyInit, number, string]>([
    ["of a foreign field", SEARCH, `${search}&debug=1`, 400, "unknown_field"],
    ["of a field that only the other carrier has", SEARCH, `${search}&quantity=1`, 400, "unknown_field"],
    ["of a repeated field", SEARCH, `${search}&show=2`, 400, "repeated"],
    ["of a repeated field, spelled otherwise", SEARCH, `${search}&s%68ow=2`, 400, "repeated"],
    ["of a list as PHP reads it", LIST, "country[]=Spain", 400, "unknown_field"],
    ["of a list as PHP reads it, escaped", LIST, "country%5B%5D=Spain", 400, "unknown_field"],
    ["of a login", SEARCH, `${search}&username=eve&password=hunter2`, 400, "credentials"],
    ["of a password alone", ASSIGN, `password=hunter2&${assign}`, 400, "credentials"],
    ["of a login at Aculab", LIST, "username=1-2-0%2Feve&password=hunter2", 400, "credentials"],
    ["of a missing field", SEARCH, search.replace("&show=2", ""), 400, "missing"],
    ["of an empty field", PURCHASE, "country=&region=Bilbao", 400, "empty"],
    [
      "of a line end in a name",
      ASSIGN,
      assign.replace("firstNames=", "firstNames=Eve%0D%0AX-Evil%3A+1"),
      400,
      "control_character",
    ],
    ["of a line end in a country", LIST, "country=Spain%0Aregion", 400, "control_character"],
    ["of a line end behind an escape", LIST, "country=Spain%5Cu000aregion", 400, "control_character"],
    ["of shifted lists", ASSIGN, assign.replace("lastNames=", "lastNames=a_b"), 400, "out_of_range"],
    ["of bytes that are no text", SEARCH, new Uint8Array([0xff, 0xfe]), 400, "wrong_format"],
    ["of escapes that are no text", LIST, "country=%ff", 400, "wrong_format"],
    ["of another type of number", LIST, "did_type=premium", 400, "unknown_value"],
    [
      "of a number that is no number",
      aculab.telDeleteNumbers({ numbers: ["34"] }),
      "numbers=34%2Cx",
      400,
      "not_digits",
    ],
    ["of too many bytes", SEARCH, `${search}&${"x".repeat(2 ** 18)}`, 413, "body_too_large"],
  ])("%s", async (_, call, body, status, code) => {
    expect(await refusal("ada", call, { body })).toEqual([status, code]);
  });

  it("that comes too slowly", async () => {
    vi.useFakeTimers();
    const body = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(search)) });
    const refused = refusal("ada", SEARCH, { body });
    await vi.advanceTimersByTimeAsync(9_999);
    expect(portal.refusals.at(-1)?.code).not.toBe("body_too_slow");
    await vi.advanceTimersByTimeAsync(1);
    expect(await refused).toEqual([408, "body_too_slow"]);
    vi.useRealTimers();
  });
});

describe("is refused for a tenant", () => {
  const REFUSED: [string, string, (of: { user: string; number: string }) => AnyCall, string][] = [
    ["another's user", "bob", ({ user }) => aql.getUser({ user }), "not_owned"],
    ["the settings of another's user", "bob", ({ user }) => aql.changeUser({ user, forwardactive: true }), "not_owned"],
    ["a user that nobody has", "ada", () => aql.getUser({ user: "700000" }), "not_owned"],
    ["another's number", "bob", ({ number }) => aculab.telDeleteNumbers({ numbers: [number] }), "not_owned"],
    [
      "a number beside the own",
      "ada",
      ({ number }) => aculab.telDeleteNumbers({ numbers: [number, "34"] }),
      "not_owned",
    ],
    [
      "a setting that is not permitted",
      "ada",
      ({ user }) => aql.changeUser({ user, smsdata: "x" }),
      "field_not_allowed",
    ],
    [
      "a setting that is not permitted beside one that is",
      "ada",
      ({ user }) => aql.changeUser({ user, forwardto: "0113", sipendpoint: "eve@evil.example" }),
      "field_not_allowed",
    ],
    [
      "calls to a premium number",
      "ada",
      ({ user }) => aql.changeUser({ user, forwardto: "0906123" }),
      "value_not_allowed",
    ],
    ["calls abroad", "ada", ({ user }) => aql.changeUser({ user, forwardto: "0088213" }), "value_not_allowed"],
    [
      "a service to copy that is not permitted",
      "ada",
      () => aculab.telPurchase({ country: "Spain", region: "Bilbao", basedOn: "conference" }),
      "value_not_allowed",
    ],
    [
      "an address that is not permitted",
      "ada",
      () => aculab.telPurchase({ country: "France", region: "Avignon", regulationAddress: "Another's place" }),
      "value_not_allowed",
    ],
  ];

  it.each(REFUSED)("%s", async (_, tenant, call, code) => {
    expect(await refusal(tenant, call({ user: adas, number: adasNumber }))).toEqual([403, code]);
    expect(portal.refusals.at(-1)).toMatchObject({ tenant, call: call({ user: "1", number: "1" }).name });
  });

  it("a call that the policy does not name", async () => {
    const strict = new Portal({ calls: ["check_numbers"] });
    expect(await refusal("ada", PURCHASE, {}, strict)).toEqual([403, "call_not_allowed"]);
    expect(strict.refusals).toEqual([
      { code: "call_not_allowed", message: "tenants do not call `tel_purchase`", tenant: "ada", call: "tel_purchase" },
    ]);
  });

  it("whatever a session without token would change", async () => {
    const reading = new Portal({ check: () => ({ tenant: "ada" }) });
    expect(await refusal("ada", ASSIGN, { headers: { "telwire-token": "" } }, reading)).toEqual([403, "wrong_token"]);
    expect(await reading.answer("ada", aql.listUsers())).toEqual([]);
  });

  it.each([undefined, {}, { tenant: "" }])("whatever a session of nobody's asks for: %o", async (session) => {
    const open = new Portal({ check: () => session as never });
    expect(await refusal("ada", aql.getUser({ user: "700000" }), {}, open)).toEqual([401, "no_session"]);
  });

  it("a carrier without account", async () => {
    const half = new Portal({}, { accounts: {} });
    expect(await refusal("ada", SEARCH, {}, half)).toEqual([404, "carrier_not_served"]);
  });

  it("what is permitted to be almost true", async () => {
    const loose = new Portal({
      ownership: { owns: () => 1 as never, grant: () => undefined, revoke: () => undefined },
    });
    expect(await refusal("ada", aql.getUser({ user: "700000" }), {}, loose)).toEqual([403, "not_owned"]);
  });
});

it("a carrier that cannot be reached is told as what it is: nothing was sent", async () => {
  const lost = new Portal({}, {}, { faults: [{ kind: "not_sent", call: "assign_numbers" }] });
  const response = await lost.respond("ada", ASSIGN);
  expect([response.status, response.headers.get("telwire-refusal")]).toEqual([503, "carrier_unreachable"]);
  expect(lost.sandbox.owned.aql).toEqual([]);
});

it("what the portal does with a refusal is no matter of the page's", async () => {
  const error = vi.spyOn(console, "error").mockReturnValue();
  const clumsy = new Portal({
    onRefusal: () => {
      throw new Error("the disk is full");
    },
  });
  expect((await clumsy.respond("ada", SEARCH, { method: "GET" })).status).toBe(405);
  expect(error).toHaveBeenCalledWith("telwire: `onRefusal` threw", new Error("the disk is full"));
  error.mockRestore();
});

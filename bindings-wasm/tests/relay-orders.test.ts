/** An order runs in the relay: once for each key, whatever becomes of the page, and for nobody but its tenant. */

import {
  Aborted,
  aculab,
  aql,
  MemoryJournal,
  type Request as Unsigned,
  SipPassword,
  TelwireError,
  toObject,
  workflow,
} from "telwire";
import { MemoryStore, type PurchasedBy } from "telwire/relay";
import { describe, expect, test, vi } from "vitest";

import { numbersOwned, revealed, SLOTS } from "./clients.js";
import { CALLS, HOST, MOUNT, ORIGIN, Portal } from "./portal.js";
import { rejection } from "./rejection.js";

const ALL = { calls: [...CALLS, "orders"] } as const;
const WANTED = { slots: SLOTS };

type Init = RequestInit & { readonly timeout: number };
type Oddity = Readonly<Record<string, string | null>>;

/** What the relay answers to what a page of the tenant's asks for of orders. */
async function ask(
  portal: Portal,
  path: string,
  tenant = "one",
  headers: Oddity = {},
  body?: string,
): Promise<Response> {
  const all = new Headers({
    cookie: `session=${tenant}`,
    host: HOST,
    origin: ORIGIN,
    "telwire-relay": "1",
    "telwire-token": `token of ${tenant}`,
  });
  for (const [name, value] of Object.entries(headers)) {
    if (value === null) {
      all.delete(name);
    } else {
      all.set(name, value);
    }
  }
  const [method = "GET", place = ""] = path.split(" ");
  return portal.relay(new Request(`${MOUNT}/${place}`, { method, headers: all, body: body ?? null }));
}

async function place(portal: Portal, options: object, tenant = "one", headers: Oddity = {}): Promise<Response> {
  const own = { "content-type": "application/json", "idempotency-key": "key", ...headers };
  return ask(portal, "POST orders", tenant, own, JSON.stringify({ carrier: "aql", options }));
}

/** The id of an order of the tenant `one` that is over. */
async function ordered(portal: Portal, options: object = WANTED): Promise<string> {
  let id = "";
  const client = new aql.Client(portal.page("one"));
  await client.order(options as never, { key: "key", onPlaced: (placed) => (id = placed) });
  return id;
}

describe("an order of a page", () => {
  test("gives what an order of a server gives", async () => {
    const portal = new Portal(ALL);
    const items: number[] = [];
    const stages = new Set<string>();
    const report = await new aql.Client(portal.page("one")).order(WANTED, {
      key: "key",
      onItem: (index) => items.push(index),
      onProgress: ({ stage }) => stages.add(stage),
    });
    const there = new Portal(ALL);
    const { fetch, clock, account } = there.sandbox;
    const expected = await new aql.Client({ account: account.aql, fetch, clock }).order(WANTED, {
      journal: new MemoryJournal(),
    });
    const { attempts, items: got, ...rest } = report;
    expect(revealed(got)).toEqual(revealed(expected.items));
    expect(got.map((item) => ({ ...item, password: null }))).toEqual(
      expected.items.map((item) => ({ ...item, password: null })),
    );
    expect(rest).toEqual({ ...expected, items: undefined, attempts: undefined });
    expect(attempts.map(({ numbers }) => numbers)).toEqual(expected.attempts.map(({ numbers }) => numbers));
    expect(Object.isFrozen(got[0])).toBe(true);
    expect(new Set(items)).toEqual(new Set([0, 1]));
    expect([...stages]).toContain("buying");
    expect(numbersOwned(portal.sandbox)).toEqual(SLOTS);
  });

  test("at Aculab Cloud gives numbers with their prices", async () => {
    const portal = new Portal(ALL);
    const client = new aculab.Client(portal.page("one"));
    const report = await client.order({ country: "Germany", region: "Berlin", quantity: 2 }, { key: "key" });
    expect(report.items.map(({ status, number }) => [status, number])).toEqual(
      portal.sandbox.owned.aculab.map(({ number }) => ["bought", number]),
    );
    expect(report.items[0]?.listed?.price).toBe(portal.sandbox.owned.aculab[0]?.price);
    const mine = await client.telListNumbers();
    expect(mine.map(({ number }) => number)).toEqual(report.items.map(({ number }) => number));
  });

  test("makes what it buys the tenant's, and nobody else's", async () => {
    const portal = new Portal(ALL);
    await ordered(portal);
    const [user = ""] = await new aql.Client(portal.page("one")).listUsers();
    expect(user).toBe(portal.sandbox.owned.aql[0]?.voipnumber);
    expect(await new aql.Client(portal.page("other")).listUsers()).toEqual([]);
    expect(portal.store.owns("one", { carrier: "aql", number: SLOTS[0] ?? "" })).toBe(true);
    expect(await rejection(new aql.Client(portal.page("other")).getUser({ user }))).toMatchObject({
      code: "not_owned",
    });
  });

  test("does not make the tenant's what is on the account without an answer", async () => {
    const portal = new Portal(ALL, {}, { faults: [{ kind: "no_answer", call: "assign_numbers", done: "now" }] });
    const report = await new aql.Client(portal.page("one")).order(WANTED, { key: "key" });
    expect(report.items.map(({ status }) => status)).toEqual(["on_account", "on_account"]);
    expect(portal.store.owns("one", { carrier: "aql", number: SLOTS[0] ?? "" })).toBe(false);
    expect(report.items.map(({ voipnumber }) => voipnumber)).toEqual([null, null]);
    const users = portal.sandbox.owned.aql.map(({ voipnumber }) => voipnumber);
    for (const user of users) {
      expect(JSON.stringify(toObject(report))).not.toContain(user);
    }
    const id = (await new aql.Client(portal.page("one")).orders())[0]?.id ?? "";
    const events = await (await ask(portal, `GET orders/${id}/events`)).text();
    expect(events).toContain("on_account");
    expect(users.filter((user) => events.includes(user))).toEqual([]);
  });

  test("tells the VoIP user of what the portal gave the tenant, though no answer said it", async () => {
    const store = new MemoryStore();
    const onPurchase = ({ tenant, answer }: PurchasedBy): void => {
      for (const { voipnumber } of (answer as workflow.AqlOrderReport).items) {
        store.grant(tenant, { carrier: "aql", user: voipnumber ?? "" });
      }
    };
    const faults = [{ kind: "no_answer", call: "assign_numbers", done: "now" }] as const;
    const portal = new Portal({ ...ALL, onPurchase, ownership: store }, {}, { faults });
    const report = await new aql.Client(portal.page("one")).order(WANTED, { key: "key" });
    const users = portal.sandbox.owned.aql.map(({ voipnumber }) => voipnumber);
    expect(report.items.map(({ status, voipnumber }) => [status, voipnumber])).toEqual(
      users.map((user) => ["on_account", user]),
    );
    expect(report.text).toContain(`user ${users[0]}; no_answer`);
  });

  test("is one order, however often and from wherever it is placed", async () => {
    const portal = new Portal(ALL);
    const answers = await Promise.all([place(portal, WANTED), place(portal, WANTED)]);
    const ids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { id: string }).id));
    expect(ids[1]).toBe(ids[0]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 201]);
    const report = await new aql.Client(portal.page("one")).order(WANTED, { key: "key" });
    expect(report.isComplete).toBe(true);
    expect(numbersOwned(portal.sandbox)).toEqual(SLOTS);
  });

  test("stands in the list of its tenant's orders at its carrier, the latest first", async () => {
    const portal = new Portal(ALL);
    const id = await ordered(portal);
    const there = { country: "Germany", region: "Berlin", quantity: 1 };
    await new aculab.Client(portal.page("one")).order(there, { key: "there" });
    const first = { id, key: "key", carrier: "aql", state: "done", created: portal.begun, options: WANTED };
    expect(await new aql.Client(portal.page("one")).orders()).toEqual([first]);
    const [other] = await new aculab.Client(portal.page("one")).orders();
    expect(other).toMatchObject({ key: "there", carrier: "aculab", state: "done", options: there });
    const all = (await (await ask(portal, "GET orders")).json()) as { key: string }[];
    expect(all.map(({ key }) => key)).toEqual(["there", "key"]);
    expect(await new aql.Client(portal.page("other")).orders()).toEqual([]);
  });

  test("are asked for by the client of a page alone", async () => {
    const { account, fetch } = new Portal(ALL).sandbox;
    expect(await rejection(new aql.Client({ account: account.aql, fetch }).orders())).toMatchObject({
      code: "unsupported",
      message: "`orders` is for a client with a relay: here the journal goes on, by `resumeOrder`",
    });
  });

  test("is followed by its id after a reload", async () => {
    const portal = new Portal(ALL);
    const id = await ordered(portal);
    const items: number[] = [];
    const report = await new aql.Client(portal.page("one")).attach(id, { onItem: (index) => items.push(index) });
    expect(report.isComplete).toBe(true);
    expect(new Set(items)).toEqual(new Set([0, 1]));
  });

  test("goes on where its stream breaks off, with the events that were missed and no others", async () => {
    const portal = new Portal(ALL);
    const page = portal.page("one");
    const asked: (string | null)[] = [];
    const torn = async (url: string, init: Init): Promise<Response> => {
      const response = await page.fetch(url, init);
      if (!url.endsWith("/events")) {
        return response;
      }
      asked.push(new Headers(init.headers).get("last-event-id"));
      return asked.length < 4 ? firstOf(response) : response;
    };
    const stages: string[] = [];
    const onProgress = ({ stage, settled }: workflow.Progress): unknown => stages.push(`${stage} ${settled}`);
    const report = await new aql.Client({ ...page, fetch: torn }).order(WANTED, { key: "key", onProgress });
    expect(report.isComplete).toBe(true);
    expect(asked).toHaveLength(4);
    expect(asked[0]).toBe("0");
    expect(asked.map(Number)).toEqual([...asked.map(Number)].sort((one, other) => one - other));
    expect(new Set(asked).size).toBe(asked.length);
    const whole: string[] = [];
    await new aql.Client(page).attach(portal.store.find("one", "key")?.id ?? "", {
      onProgress: ({ stage, settled }) => whole.push(`${stage} ${settled}`),
    });
    expect(stages).toEqual(whole);
  });

  test("stops when its signal says so, on the server", async () => {
    const portal = new Portal(ALL);
    const stop = new AbortController();
    const client = new aql.Client(portal.page("one"));
    const order = client.order(
      { slots: 3, pool: "0113 312*", batchSize: 1 },
      {
        key: "key",
        signal: stop.signal,
        onItem: () => stop.abort("enough"),
      },
    );
    const error = await rejection(order);
    expect(error).toBeInstanceOf(Aborted);
    const { report } = error as Aborted;
    const { stopped, items } = report as workflow.AqlOrderReport;
    expect([stopped, items.length]).toEqual(["by_caller", 3]);
    const bought = items.filter(({ status }) => status === "bought").length;
    expect(portal.sandbox.owned.aql).toHaveLength(bought);
    expect(bought).toBeLessThan(3);
  });

  test("ends with the carrier's refusal as its error", async () => {
    const portal = new Portal(ALL);
    const account = { username: "demo-reseller", password: "wrong" };
    const wrong = new Portal(ALL, { accounts: { aql: account }, fetch: portal.sandbox.fetch });
    const { stopped } = await new aql.Client(wrong.page("one")).order(WANTED, { key: "key" });
    expect(TelwireError.is(stopped)).toBe(true);
    expect(stopped).toMatchObject({ kind: "refused", code: "auth_error", carrierCode: "AQVOIP_AUTH_ERROR" });
  });

  test("needs a key, and takes no journal", async () => {
    const client = new aql.Client(new Portal(ALL).page("one"));
    const journal = { load: () => null, save: () => true };
    const messages = [];
    for (const given of [{ key: "key", journal }, {}, { key: "" }, { key: "two words" }]) {
      messages.push((await rejection(client.order(WANTED, given as never))).message);
    }
    expect(messages).toEqual([
      "`journal` is kept by the relay: give a `key` of your own for the order in its place",
      "`key` must be a text of 1 to 255 visible ASCII characters, one for each order",
      "`key` must be a text of 1 to 255 visible ASCII characters, one for each order",
      "`key` must be a text of 1 to 255 visible ASCII characters, one for each order",
    ]);
    expect((await rejection(client.resumeOrder({ journal }))).message).toBe(
      "`resumeOrder` needs the journal, which is in the relay: `attach` follows the order",
    );
  });

  test("is refused before it is placed if its options are wrong", async () => {
    const portal = new Portal(ALL);
    const error = await rejection(new aql.Client(portal.page("one")).order({ slots: 0 }, { key: "key" }));
    expect(error).toMatchObject({ kind: "invalid_input", field: "phoneNumbers" });
    expect(portal.store.running()).toEqual([]);
  });
});

/** The answer, broken off after its first event. */
function firstOf(response: Response): Response {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const pull = async (controller: ReadableStreamDefaultController): Promise<void> => {
    const { value } = await reader.read();
    const [event = ""] = new TextDecoder().decode(value).split("\n\n");
    controller.enqueue(new TextEncoder().encode(`${event}\n\nid: 7\ndata: {"type":"item`));
    await reader.cancel();
    controller.close();
  };
  return new Response(new ReadableStream({ pull }), response);
}

describe("a SIP password", () => {
  test("is shown once, when the order is over, and is in the journal no more then", async () => {
    const portal = new Portal(ALL);
    const seen: (string | undefined)[] = [];
    const client = new aql.Client(portal.page("one"));
    const onItem = (_: number, { password }: workflow.AqlOrderItem): unknown => seen.push(password?.reveal());
    const { items } = await client.order(WANTED, { key: "key", onItem });
    const passwords = revealed(portal.sandbox.owned.aql);
    expect(revealed(items)).toEqual(passwords);
    expect(items[0]?.password).toBeInstanceOf(SipPassword);
    expect(seen.filter((password) => password !== undefined)).toEqual(passwords);

    const { id } = portal.store.find("one", "key") ?? { id: "" };
    expect(revealed((await client.attach(id)).items)).toEqual([undefined, undefined]);
    const checkpoint = Buffer.from((await portal.store.journal(id).load()) ?? []).toString("latin1");
    const events = JSON.stringify(portal.store.events(id, 0));
    for (const password of passwords) {
      expect(checkpoint).not.toContain(password);
      expect(events).not.toContain(password);
    }
  });

  test("is shown again until the page says that it has it", async () => {
    const portal = new Portal(ALL);
    const page = portal.page("one");
    const lost = async (url: string, init: Init): Promise<Response> =>
      url.endsWith("/seal") ? Promise.reject(new TypeError("gone")) : page.fetch(url, init);
    const first = await new aql.Client({ ...page, fetch: lost }).order(WANTED, { key: "key" });
    const again = await new aql.Client(page).order(WANTED, { key: "key" });
    const never = await new aql.Client(page).order(WANTED, { key: "key" });
    const passwords = revealed(portal.sandbox.owned.aql);
    expect([first, again, never].map(({ items }) => revealed(items))).toEqual([
      passwords,
      passwords,
      [undefined, undefined],
    ]);
  });

  test("is not shown where the policy withholds it, and the portal has it", async () => {
    const told: PurchasedBy[] = [];
    const onPurchase = (purchased: PurchasedBy): unknown => told.push(purchased);
    const portal = new Portal({ ...ALL, passwords: "withheld", onPurchase });
    const id = await ordered(portal);
    expect(await (await ask(portal, `POST orders/${id}/passwords`)).json()).toEqual({ passwords: null });
    await ask(portal, `POST orders/${id}/seal`);
    const passwords = revealed(portal.sandbox.owned.aql);
    expect(told.map(({ tenant, call }) => [tenant, call])).toEqual([["one", "orders"]]);
    expect(revealed((told[0]?.answer as workflow.AqlOrderReport).items)).toEqual(passwords);
    const checkpoint = Buffer.from((await portal.store.journal(id).load()) ?? []).toString("latin1");
    expect(checkpoint).toContain(passwords[0]);
  });

  test("waits for the end of the order", async () => {
    const portal = new Portal(ALL);
    const never = new Portal(ALL, { journal: portal.store, fetch: () => new Promise(() => undefined) });
    const { id } = (await (await place(never, WANTED)).json()) as { id: string };
    const refused = await ask(never, `POST orders/${id}/passwords`);
    expect([refused.status, refused.headers.get("telwire-refusal")]).toEqual([409, "not_over"]);
  });
});

describe("a request about orders", () => {
  const JSON_TYPE = { "content-type": "application/json", "idempotency-key": "key" };
  const body = (wanted: object): string => JSON.stringify({ carrier: "aql", options: WANTED, ...wanted });

  test.each([
    ["an order of another tenant's", 404, "unknown_order", "GET orders/ID", "other", {}, undefined],
    ["its events", 404, "unknown_order", "GET orders/ID/events", "other", {}, undefined],
    ["its end", 404, "unknown_order", "POST orders/ID/stop", "other", {}, undefined],
    ["its passwords", 404, "unknown_order", "POST orders/ID/passwords", "other", {}, undefined],
    ["its seal", 404, "unknown_order", "POST orders/ID/seal", "other", {}, undefined],
    ["an order that is none", 404, "unknown_order", "GET orders/none", "one", {}, undefined],
    ["no session", 401, "no_session", "GET orders/ID", "one", { cookie: null }, undefined],
    ["no token", 403, "wrong_token", "POST orders/ID/passwords", "one", { "telwire-token": null }, undefined],
    ["no header", 403, "no_relay_header", "GET orders/ID", "one", { "telwire-relay": null }, undefined],
    ["another origin", 403, "wrong_origin", "GET orders/ID", "one", { origin: "https://evil.example" }, undefined],
    ["passwords by GET", 405, "method_not_allowed", "GET orders/ID/passwords", "one", {}, undefined],
    ["an order by PUT", 405, "method_not_allowed", "PUT orders", "one", {}, undefined],
    ["a query", 400, "query_string", "GET orders/ID?x", "one", {}, undefined],
    ["no key", 400, "no_key", "POST orders", "one", { ...JSON_TYPE, "idempotency-key": null }, body({})],
    [
      "a form",
      415,
      "wrong_content_type",
      "POST orders",
      "one",
      { ...JSON_TYPE, "content-type": "text/plain" },
      body({}),
    ],
    ["no JSON", 400, "wrong_format", "POST orders", "one", JSON_TYPE, "slots=2"],
    ["another carrier", 400, "wrong_format", "POST orders", "one", JSON_TYPE, body({ carrier: "__proto__" })],
    ["an unknown member", 400, "wrong_format", "POST orders", "one", JSON_TYPE, body({ account: {} })],
    [
      "an unknown option",
      400,
      "unknown_field",
      "POST orders",
      "one",
      { ...JSON_TYPE, "idempotency-key": "2" },
      body({ options: { slots: 1, username: "x" } }),
    ],
    [
      "a key with another order",
      409,
      "key_reused",
      "POST orders",
      "one",
      JSON_TYPE,
      body({ options: { slots: 1, pool: "0113 312*" } }),
    ],
    [
      "a buyer alone",
      403,
      "field_not_allowed",
      "POST orders",
      "one",
      { ...JSON_TYPE, "idempotency-key": "2" },
      body({ carrier: "aculab", options: { country: "Germany", exclusiveBuyer: true } }),
    ],
    [
      "a service",
      403,
      "value_not_allowed",
      "POST orders",
      "one",
      { ...JSON_TYPE, "idempotency-key": "2" },
      body({ carrier: "aculab", options: { country: "Germany", region: "Berlin", basedOn: "x" } }),
    ],
  ] as const)("that asks for %s is refused with %d", async (_, status, code, path, tenant, headers, sent) => {
    const portal = new Portal(ALL);
    const id = await ordered(portal);
    const before = portal.left.length;
    const response = await ask(portal, path.replace("ID", id), tenant, headers, sent);
    expect([response.status, response.headers.get("telwire-refusal")]).toEqual([status, code]);
    expect(portal.refusals.map(({ code }) => code)).toEqual([code]);
    expect(portal.left).toHaveLength(before);
    expect(portal.store.running()).toEqual([]);
  });

  test("is refused where tenants do not order", async () => {
    const response = await place(new Portal(), WANTED);
    expect([response.status, response.headers.get("telwire-refusal")]).toEqual([403, "call_not_allowed"]);
  });

  test("shows where the order is", async () => {
    const portal = new Portal(ALL);
    const id = await ordered(portal);
    const view = (await (await ask(portal, `GET orders/${id}`)).json()) as Record<string, unknown>;
    expect(view).toMatchObject({ id, carrier: "aql", state: "done", progress: { settled: 2, total: 2 } });
    expect((view["items"] as workflow.AqlOrderItem[]).map(({ number }) => number?.number)).toEqual(SLOTS);
  });

  test("after the last event finds the end of the stream", async () => {
    const portal = new Portal(ALL);
    const id = await ordered(portal);
    const response = await ask(portal, `GET orders/${id}/events`, "one", { "last-event-id": "999" });
    expect(await response.text()).toBe("");
  });
});

describe("a limit", () => {
  test("counts the numbers of an order before it is placed, and gives back what was not bought", async () => {
    const counters = new MemoryStore();
    const limits = { counters, numbersPerDay: 3 };
    const portal = new Portal(ALL, { limits }, { numbers: ["44-113-3120120"] });
    const client = new aql.Client(portal.page("one"));
    await client.order({ slots: 3, pool: "0113 312*" }, { key: "first" });
    expect(portal.sandbox.owned.aql).toHaveLength(1);
    const tooMany = client.order({ slots: 3, pool: "0113 312*" }, { key: "second" });
    expect(await rejection(tooMany)).toMatchObject({ kind: "refused", code: "numbers_limit", outcome: "not_sent" });
    const report = await client.order({ slots: 2, pool: "0113 312*" }, { key: "third" });
    expect(report.items.map(({ why }) => why)).toEqual(["no_match", "no_match"]);
  });
});

describe("a driver that died", () => {
  test("is followed by another when its lease has passed, and nothing is bought twice", async () => {
    const portal = new Portal(ALL);
    let answer: (response: Response) => void = () => undefined;
    const dying = new Portal(ALL, {
      journal: portal.store,
      lease: 60,
      fetch: async (url, init) => {
        const response = await portal.sandbox.fetch(url, init);
        return url.includes("assign") ? new Promise((resolve) => (answer = resolve)) : response;
      },
    });
    vi.useFakeTimers({ toFake: ["Date", "setInterval"] });
    try {
      await place(dying, WANTED);
      await vi.waitFor(() => expect(numbersOwned(portal.sandbox)).toEqual(SLOTS));
      vi.setSystemTime(Date.now() + 61);
      const { items } = await new aql.Client(portal.page("one")).order(WANTED, { key: "key" });
      expect(items.map(({ status }) => status)).toEqual(["on_account", "on_account"]);
      expect(numbersOwned(portal.sandbox)).toEqual(SLOTS);
    } finally {
      vi.useRealTimers();
      answer(new Response());
    }
  });

  test("is followed by another without a page, when the portal says so", async () => {
    const portal = new Portal(ALL);
    const order = { id: "orphan", tenant: "one", key: "key", carrier: "aql", options: JSON.stringify(WANTED) } as const;
    portal.store.create({ ...order, created: 0 });
    await portal.relay.resume("other", new Request(ORIGIN));
    expect(portal.store.running().map(({ leasedUntil }) => leasedUntil)).toEqual([0]);
    await portal.relay.resume("one", new Request(ORIGIN));
    await vi.waitFor(() => expect(portal.store.running()).toEqual([]));
    expect(portal.store.get("one", "orphan")?.state).toBe("done");
    expect(numbersOwned(portal.sandbox)).toEqual(SLOTS);
  });
});

describe("a call of a page", () => {
  test("goes to the relay without credentials", async () => {
    const portal = new Portal(ALL);
    const sent: Unsigned[] = [];
    const onRequest = (request: Unsigned): unknown => sent.push(request);
    const options = { country: "44", areaCode: "113", subCode: "312012*" };
    const client = new aql.Client({ ...portal.page("one"), onRequest });
    await client.checkNumbers(options);
    await new aculab.Client({ ...portal.page("one"), onRequest }).telGetSupportedCountries();
    const unsigned = aql.checkNumbers(options).request();
    expect(sent.map(({ url }) => url)).toEqual([MOUNT + unsigned.path, `${MOUNT}/tel_get_supported_countries`]);
    expect(sent[0]?.body).toBe(unsigned.body);
    expect(Object.keys(sent[1]?.headers ?? {})).toEqual(["Accept", "Content-Type", "telwire-relay"]);
    expect(String(sent[0])).toBe(`POST ${sent[0]?.url ?? ""}\n\n${unsigned.body}`);
  });

  test("is refused by the relay as by a carrier, with the relay's code", async () => {
    const portal = new Portal({ calls: ["list_users"] });
    const client = new aql.Client(portal.page("one"));
    const pattern = "0113 312*";
    for (const refused of [client.checkNumbers({ pattern }), client.search({ pattern }).next()]) {
      const error = await rejection(refused as Promise<unknown>);
      expect(error).toMatchObject({ kind: "refused", code: "call_not_allowed", outcome: "not_sent", status: 403 });
      expect(error.message).toBe("the relay refuses `check_numbers`: tenants do not call `check_numbers`");
    }
    const purchase = client.assignNumbers({ items: SLOTS });
    expect(await rejection(purchase)).toMatchObject({ kind: "refused", code: "call_not_allowed", outcome: "not_sent" });
    expect(portal.left).toEqual([]);
  });

  test("runs workflows in the page", async () => {
    const portal = new Portal({ ...ALL, changeUser: { firstname: () => true } as never });
    await ordered(portal);
    const client = new aql.Client(portal.page("one"));
    const { items } = await client.inventory();
    expect(items.map(({ voipnumber }) => voipnumber)).toEqual(
      portal.sandbox.owned.aql.map(({ voipnumber }) => voipnumber),
    );
  });

  test("knows no option of a client with an account", () => {
    const make = (): unknown => new aql.Client({ relay: "https://portal.example", account: {} } as never);
    expect(make).toThrow("`account` is not an option of a client with a relay");
    expect(() => new aql.Client({ relay: "/api/telwire" })).toThrow(
      "`relay` must be where the relay is mounted; outside of pages a whole URL",
    );
  });
});

/** What a page gets of each call: what the carrier says, as far as it is the tenant's. */

import { aculab, aql, TelwireError } from "telwire";
import type { PurchasedBy } from "telwire/relay";
import { type Fault, Sandbox } from "telwire/sandbox";
import { describe, expect, it } from "vitest";

import { Portal } from "./portal.js";

const [FIRST, SECOND] = ["44-113-3120120", "44-113-3120121"] as const;
const purchase = aculab.telPurchase({ country: "Spain", region: "Bilbao", quantity: 2 });

function assign(...numbers: string[]): aql.AssignNumbers {
  return aql.assignNumbers({ items: numbers });
}

/** One fault after the other, request by request. */
function inTurn(...kinds: ("html_page" | "no_answer" | "not_sent" | "proxy_error")[]): Fault[] {
  return kinds.map((kind, index) => ({ kind, position: index + 1 }));
}

/** The VoIP user that the tenant gets with the number. */
async function buy(portal: Portal, tenant: string, number: string): Promise<string> {
  const { rows } = await portal.answer(tenant, assign(number));
  return rows[0]?.voipnumber ?? "";
}

describe("what is nobody's", () => {
  it.each([
    aql.checkNumbers({ pattern: "0113 312012*", smsEnabled: "ignore", show: 3 }),
    aculab.telGetSupportedCountries({ didType: "national" }),
    aculab.telGetSupportedStates({ country: "Canada" }),
    aculab.telGetSupportedRegions({ country: "Canada", state: "Manitoba" }),
    aculab.telPurchaseDevelopment({ country: "Spain", region: "Bilbao", quantity: 2, allowPartial: true }),
  ])("is answered as the carrier answers: $name", async (call) => {
    const portal = new Portal();
    const direct = call.request({ account: accountOf(portal, call.name), gateway: undefined });
    const expected = await portal.sandbox.fetch(direct.url, direct);
    const response = await portal.respond("ada", call);
    const body = await expected.text();
    expect([response.status, await response.text()]).toEqual([200, body]);
    expect(response.headers.get("content-length")).toBe(String(body.length));
    expect(response.headers.get("content-type")).toBe(expected.headers.get("content-type"));
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(portal.left.map(({ url, body }) => [url, body])).toEqual([[direct.url, direct.body]]);
  });

  function accountOf({ sandbox }: Portal, name: string): never {
    return (name.startsWith("tel_") ? sandbox.account.aculab : sandbox.account.aql) as never;
  }
});

describe("what a tenant buys", () => {
  it("at aql is the tenant's, number and user, and shown to nobody else", async () => {
    const portal = new Portal();
    const [adas, bobs] = [await buy(portal, "ada", FIRST), await buy(portal, "bob", SECOND)];
    expect(await portal.answer("ada", aql.listUsers())).toEqual([adas]);
    expect(await portal.answer("bob", aql.listUsers())).toEqual([bobs]);
    expect(await portal.answer("eve", aql.listUsers())).toEqual([]);
    expect((await portal.answer("ada", aql.getUser({ user: adas }))).pstnnumber).toBe("441133120120");
  });

  it("at Aculab is the tenant's, until it is deleted", async () => {
    const portal = new Portal();
    const { rows } = await portal.answer("ada", purchase);
    await portal.answer("bob", purchase);
    const listing = aculab.telListNumbers();
    const listed = await portal.answer("ada", listing);
    expect(listed).toEqual(portal.sandbox.owned.aculab.slice(0, 2));
    expect(listed.map(({ number }) => number)).toEqual(rows);

    const [first = "", second = ""] = rows;
    expect((await portal.answer("ada", aculab.telDeleteNumbers({ numbers: [first] }))).status).toBe("OK");
    expect((await portal.answer("ada", listing)).map(({ number }) => number)).toEqual([second]);
    expect(portal.store.owns("ada", { carrier: "aculab", number: first })).toBe(false);
  });

  it("counts as bought where the rest of the answer is lost", async () => {
    const portal = new Portal({}, {}, { faults: [{ kind: "cut_body", call: "tel_purchase", at: 18 }] });
    await expect(portal.answer("ada", purchase)).rejects.toMatchObject({ outcome: "unknown", status: 502 });
    const [{ number } = { number: "" }] = portal.sandbox.owned.aculab;
    expect(portal.store.owns("ada", { carrier: "aculab", number })).toBe(true);
  });

  it("can be configured as far as the policy says", async () => {
    const portal = new Portal({
      changeUser: { forwardto: (value) => value.startsWith("0113"), forwardactive: () => true },
    });
    const user = await buy(portal, "ada", FIRST);
    await portal.answer("ada", aql.changeUser({ user, forwardto: "01133203040", forwardactive: true }));
    expect(portal.sandbox.owned.aql[0]?.settings).toMatchObject({ forwardto: "01133203040", forwardactive: true });
  });
});

describe("what an answer says of numbers that nobody asked for", () => {
  function answering(body: string): Portal {
    return new Portal(
      {},
      { fetch: () => Promise.resolve(new Response(body, { headers: { "content-length": `${body.length}` } })) },
    );
  }

  it("is neither shown nor given to whoever buys", async () => {
    const portal = answering(`AQVOIP_OK\n44-113-9_700000_b\n${FIRST}_606309_a\n`);
    const { rows } = await portal.answer("ada", assign(FIRST));
    expect(rows.map(({ voipnumber }) => voipnumber)).toEqual(["606309"]);
    expect(portal.store.owns("ada", { carrier: "aql", user: "606309" })).toBe(true);
    expect(portal.store.owns("ada", { carrier: "aql", user: "700000" })).toBe(false);
    expect(portal.store.owns("ada", { carrier: "aql", number: "44-113-9" })).toBe(false);
  });

  it("is not shown to whoever deletes, and what was not deleted stays", async () => {
    const reason = { description: "busy", code: "0301" };
    const portal = answering(JSON.stringify({ status: "PARTIAL", numbers: { 34: reason, 49: reason } }));
    for (const number of ["33", "34"]) {
      portal.store.grant("ada", { carrier: "aculab", number });
    }
    const { notDeleted } = await portal.answer("ada", aculab.telDeleteNumbers({ numbers: ["33", "34"] }));
    expect(notDeleted.map(({ number }) => number)).toEqual(["34"]);
    expect(portal.store.owns("ada", { carrier: "aculab", number: "33" })).toBe(false);
    expect(portal.store.owns("ada", { carrier: "aculab", number: "34" })).toBe(true);
  });
});

describe("the account", () => {
  it("is read anew where its credentials may have changed", async () => {
    const sandbox = new Sandbox();
    const credentials = { ...sandbox.account.aql, password: "old" };
    const portal = new Portal({}, { accounts: { aql: credentials }, fetch: sandbox.fetch });
    await expect(portal.answer("ada", aql.listUsers())).rejects.toMatchObject({ code: "control_error" });
    credentials.password = sandbox.account.aql.password;
    expect(await portal.answer("ada", aql.listUsers())).toEqual([]);
  });

  it("signs for both carriers however often", async () => {
    const { account } = new Sandbox();
    const kept = { aql: aql.account(account.aql), aculab: aculab.account(account.aculab) };
    const portal = new Portal({}, { accounts: kept });
    for (const call of [aql.listUsers(), aculab.telListNumbers(), aql.listUsers(), aculab.telListNumbers()]) {
      expect(await portal.answer<unknown>("ada", call)).toEqual([]);
    }
    expect(portal.left).toHaveLength(4);
  });
});

describe("regulation addresses", () => {
  it("are shown as far as the policy names them", async () => {
    const call = aculab.telListRegulationAddresses();
    const all = await new Portal({ regulationAddress: ["My french place"] }).answer("ada", call);
    expect(all.map(({ name }) => name)).toEqual(["My french place"]);
    expect(await new Portal().answer("ada", call)).toEqual([]);
  });

  it("are told apart by names of any characters", async () => {
    const names = ["Zürich 🏢", "", "🏢", "last\nline"];
    const listed = Object.fromEntries(names.map((name) => [name, { country: "Switzerland" }]));
    const answer = () => Promise.resolve(Response.json(listed));
    for (const name of names) {
      const portal = new Portal({ regulationAddress: [name] }, { fetch: answer });
      const addresses = await portal.answer("ada", aculab.telListRegulationAddresses());
      expect(addresses.map((address) => address.name)).toEqual([name]);
    }
  });
});

describe("a SIP password", () => {
  it("is for the page that bought, once", async () => {
    const portal = new Portal({ passwords: "once" });
    const { rows } = await portal.answer("ada", assign(FIRST));
    expect(rows[0]?.password.reveal()).toBe(portal.sandbox.owned.aql[0]?.password.reveal());
  });

  it("that is withheld goes to the portal alone", async () => {
    const purchases: PurchasedBy[] = [];
    const portal = new Portal({ passwords: "withheld", onPurchase: (purchased) => purchases.push(purchased) });
    const { rows, problems } = await portal.answer("ada", assign(FIRST, SECOND));
    expect(rows.map(({ password }) => password.reveal())).toEqual(["withheld", "withheld"]);
    expect(problems).toEqual([]);
    const [bought] = purchases as [Extract<PurchasedBy, { call: "assign_numbers" }>];
    expect(bought.tenant).toBe("ada");
    expect(bought.answer.rows.map(({ password }) => password.reveal())).toEqual(
      portal.sandbox.owned.aql.map(({ password }) => password.reveal()),
    );
  });
});

describe("an error of the carrier's", () => {
  it("is what the carrier says", async () => {
    const portal = new Portal();
    await buy(portal, "ada", FIRST);
    await expect(buy(portal, "bob", FIRST)).rejects.toMatchObject({ code: "simul_error", outcome: "not_changed" });
    const nowhere = aculab.telPurchase({ country: "Atlantis", region: "Poseidonis" });
    await expect(portal.answer("ada", nowhere)).rejects.toMatchObject({ code: "parameter_malformed", status: 400 });
  });

  it("leaves unknown what it left unknown", async () => {
    const portal = new Portal({}, {}, { faults: [{ kind: "no_answer", call: "assign_numbers", done: "now" }] });
    const answer = await portal.answered("ada", assign(FIRST));
    expect(answer.status).toBe(504);
    expect(() => assign(FIRST).parse(answer)).toThrow(
      expect.objectContaining({ kind: "refused", code: "http_status", outcome: "unknown" }),
    );
  });

  it("is asked for once, and again where the page thinks that this may help", async () => {
    const portal = new Portal({}, {}, { faults: inTurn("proxy_error", "proxy_error", "html_page", "not_sent") });
    await expect(portal.answer("ada", aql.listUsers())).rejects.toMatchObject({ code: "http_status", status: 502 });
    expect(portal.left).toHaveLength(1);
    expect(await new aql.Client({ ...portal.page("ada"), maxRetries: 3 }).listUsers()).toEqual([]);
    expect(portal.left).toHaveLength(5);
  });

  it("leaves a change in doubt that an earlier try may have made", async () => {
    const faults = inTurn("no_answer", "not_sent", "not_sent");
    const portal = new Portal({ changeUser: { forwardto: () => true } }, {}, { faults });
    portal.store.grant("ada", { carrier: "aql", user: "606309" });
    const change = new aql.Client(portal.page("ada")).changeUser({ user: "606309", forwardto: "0113" });
    await expect(change).rejects.toMatchObject({ kind: "refused", status: 504, outcome: "unknown" });
    expect(portal.left).toHaveLength(3);
  });

  it("says where a carrier cannot be reached, after as many tries as the page makes", async () => {
    const portal = new Portal({}, {}, { faults: inTurn("not_sent", "not_sent", "not_sent") });
    await expect(new aql.Client(portal.page("ada")).listUsers()).rejects.toMatchObject({
      kind: "transport",
      code: "not_sent",
      cause: {
        code: "carrier_unreachable",
        retryable: true,
        message: "the relay refuses `list_users`: the carrier cannot be reached, nothing was sent",
      },
    });
    expect(portal.left).toHaveLength(3);
  });

  it.each(["html_page", { kind: "proxy_error", status: 302 }, { kind: "cut_body", at: 5 }] as const)(
    "that makes no sense is no answer: %o",
    async (fault) => {
      const portal = new Portal({}, {}, { faults: [fault] });
      const error = await portal.answer("ada", assign(FIRST)).catch((error: unknown) => error as TelwireError);
      expect(error).toMatchObject({ kind: "refused", status: 502, outcome: "unknown" });
    },
  );
});

describe("the hooks of a relay", () => {
  it("see each request and what came of it, for whom, and no credentials in print", async () => {
    const seen: string[] = [];
    const portal = new Portal(
      { calls: ["assign_numbers", "orders"] },
      {
        onRequest: (request, { tenant }) => seen.push(`${tenant}: ${request.call}`, String(request)),
        onResponse: ({ call }, result, ms, { tenant }) => {
          seen.push(`${tenant}: ${call} ${result instanceof TelwireError ? result.code : result.status} ${typeof ms}`);
        },
      },
    );
    await portal.answer("ada", assign(FIRST));
    expect(seen.map((line) => line.split("\n")[0])).toEqual([
      "ada: assign_numbers",
      "POST https://gw.aql.com/telecoms/assignnumberapi.php",
      "ada: assign_numbers 200 number",
    ]);
    expect(seen.join("\n")).not.toContain(portal.sandbox.account.aql.password);
    await new aql.Client(portal.page("bob")).order({ slots: [SECOND] }, { key: "key" });
    expect(seen).toContain("bob: assign_numbers 200 number");
  });

  it("hold a request back by throwing", async () => {
    const onRequest = (): never => {
      throw new TypeError("not now");
    };
    const portal = new Portal({}, { onRequest });
    await expect(portal.respond("ada", assign(FIRST))).rejects.toThrow("not now");
    expect(portal.left).toEqual([]);
  });
});

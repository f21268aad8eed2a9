/** Clients of pages through a relay: the calls, and the orders that it runs for them under its policy. */

import { aculab, aql, TelwireError } from "telwire";
import { type Limits, MemoryStore, type Policy, type PurchasedBy } from "telwire/relay";
import type { Fault } from "telwire/sandbox";
import { describe, expect, it } from "vitest";

import { CALLS, MOUNT, Portal, tokenOf } from "./portal.js";

/** A portal whose pages may order. */
function ordering(policy: Partial<Policy> = {}, limits?: Partial<Limits>, faults: readonly Fault[] = []): Portal {
  const counted = limits === undefined ? {} : { limits: { counters: new MemoryStore(), ...limits } };
  const journal = new MemoryStore();
  return new Portal({ calls: [...CALLS, "orders"], ...policy }, { journal, ...counted }, { faults });
}

function aqlPage(portal: Portal, tenant: string, token = tokenOf(tenant)): aql.Client {
  return new aql.Client({ relay: MOUNT, token, fetch: portal.fetch(tenant) });
}

function aculabPage(portal: Portal, tenant: string): aculab.Client {
  return new aculab.Client({ relay: MOUNT, token: tokenOf(tenant), fetch: portal.fetch(tenant) });
}

/** What refuses it, and whether anything was sent. */
async function refusal(portal: Portal, act: Promise<unknown>): Promise<unknown[]> {
  const error: unknown = await act.catch((error: unknown) => error);
  expect(error).toMatchObject({ kind: "refused", outcome: "not_sent" });
  return [(error as TelwireError).code, portal.left.length];
}

const SPAIN = { country: "Spain", region: "Bilbao" };

describe("a call", () => {
  it("is answered as by the carrier, and refused as the relay's", async () => {
    const portal = ordering();
    const page = aqlPage(portal, "ada");
    const { rows } = await page.assignNumbers({ items: ["44-113-3120120"] });
    expect(await page.listUsers()).toEqual([rows[0]?.voipnumber]);
    const [user] = portal.sandbox.owned.aql;
    expect(rows[0]?.password.reveal()).toBe(user?.password.reveal());

    portal.left.length = 0;
    const others = aqlPage(portal, "bob").getUser({ user: user?.voipnumber ?? "" });
    expect(await refusal(portal, others)).toEqual(["not_owned", 0]);
    const forged = aqlPage(portal, "ada", tokenOf("bob")).assignNumbers({ items: ["44-113-3120121"] });
    expect(await refusal(portal, forged)).toEqual(["wrong_token", 0]);
  });
});

describe("an order", () => {
  it("makes what it buys the tenant's, and tells the portal", async () => {
    const purchases: PurchasedBy[] = [];
    const portal = ordering({ onPurchase: (purchased) => purchases.push(purchased) });
    const report = await aqlPage(portal, "ada").order({ slots: [{ number: "44-113-3120120" }] }, { key: "first" });
    expect(report.items.map(({ status }) => status)).toEqual(["bought"]);
    const [user] = portal.sandbox.owned.aql;
    expect(await aqlPage(portal, "ada").listUsers()).toEqual([user?.voipnumber]);
    expect(await aqlPage(portal, "bob").listUsers()).toEqual([]);
    expect(purchases.map(({ tenant, call }) => [tenant, call])).toEqual([["ada", "orders"]]);
  });

  it("is refused where the policy does not permit it", async () => {
    const portal = ordering({ calls: CALLS, basedOn: ["reception"] });
    const order = aculabPage(portal, "ada").order(SPAIN, { key: "1" });
    expect(await refusal(portal, order)).toEqual(["call_not_allowed", 0]);
  });

  it("is refused with names that the policy does not permit", async () => {
    const portal = ordering({ basedOn: ["reception"] });
    const order = aculabPage(portal, "ada").order({ ...SPAIN, basedOn: "conference" }, { key: "1" });
    expect(await refusal(portal, order)).toEqual(["value_not_allowed", 0]);
  });

  it("is refused without the session's token", async () => {
    const portal = ordering();
    const order = aqlPage(portal, "ada", "guess").order({ slots: [{ number: "44-113-3120120" }] }, { key: "1" });
    expect(await refusal(portal, order)).toEqual(["wrong_token", 0]);
  });

  it("counts within the limits of the day, with the calls", async () => {
    const portal = ordering({}, { numbersPerDay: 3 });
    await aculabPage(portal, "ada").telPurchase(SPAIN);
    const report = await aculabPage(portal, "ada").order({ ...SPAIN, quantity: 2 }, { key: "1" });
    expect(report.items.map(({ status }) => status)).toEqual(["bought", "bought"]);
    portal.left.length = 0;
    const order = aculabPage(portal, "ada").order({ ...SPAIN, quantity: 1 }, { key: "2" });
    expect(await refusal(portal, order)).toEqual(["numbers_limit", 0]);
  });

  it("gives back what it certainly did not buy", async () => {
    const portal = ordering({}, { numbersPerDay: 1 });
    const page = aculabPage(portal, "ada");
    const report = await page.order({ country: "Atlantis", region: "Poseidonis" }, { key: "1" });
    expect(report.items.map(({ status }) => status)).toEqual(["not_bought"]);
    expect((await page.telPurchase(SPAIN)).rows).toHaveLength(1);
  });
});

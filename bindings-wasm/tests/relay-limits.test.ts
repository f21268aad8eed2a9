/** What a tenant may buy on a day. */

import { aculab, aql } from "telwire";
import { type Limits, MemoryStore, relay } from "telwire/relay";
import type { Fault } from "telwire/sandbox";
import { describe, expect, it } from "vitest";

import { type AnyCall, Portal } from "./portal.js";

const DAY = 86_400_000;

const STOCK = ["44-113-3120120", "44-113-3120121", "44-113-3120122"];

function limited(limits: Partial<Limits>, ...faults: Fault[]): Portal {
  return new Portal({}, { limits: { counters: new MemoryStore(), ...limits } }, { faults });
}

function assign(...numbers: string[]): AnyCall {
  return aql.assignNumbers({ items: numbers });
}

function purchase(quantity: number): AnyCall {
  return aculab.telPurchase({ country: "Spain", region: "Bilbao", quantity });
}

/** The code of the relay's refusal, or `null` if it sent the call. */
async function refusal(portal: Portal, tenant: string, call: AnyCall): Promise<string | null> {
  const before = portal.left.length;
  const code = (await portal.respond(tenant, call)).headers.get("telwire-refusal");
  expect(portal.left.length - before).toBe(code === null ? 1 : 0);
  return code;
}

describe("a limit to numbers", () => {
  it("is for each tenant, over both carriers, and each day in UTC", async () => {
    const portal = limited({ numbersPerDay: 3 });
    expect(await refusal(portal, "ada", purchase(2))).toBeNull();
    expect(await refusal(portal, "ada", assign(...STOCK.slice(0, 2)))).toBe("numbers_limit");
    expect(await refusal(portal, "ada", assign(STOCK[0] ?? ""))).toBeNull();
    expect(await refusal(portal, "ada", purchase(1))).toBe("numbers_limit");
    expect(await refusal(portal, "bob", purchase(3))).toBeNull();
    portal.sandbox.advance(DAY);
    expect(await refusal(portal, "ada", purchase(3))).toBeNull();
  });

  it("holds for purchases that come at once", async () => {
    const portal = limited({ numbersPerDay: 2 });
    const codes = await Promise.all(
      STOCK.map(async (number) => (await portal.respond("ada", assign(number))).headers.get("telwire-refusal")),
    );
    expect(codes.filter((code) => code !== null)).toEqual(["numbers_limit"]);
    expect(portal.sandbox.owned.aql).toHaveLength(2);
  });

  it("is no matter of what only reads or rehearses", async () => {
    const portal = limited({ numbersPerDay: 0 });
    const rehearsal = aculab.telPurchaseDevelopment({ country: "Spain", region: "Bilbao", quantity: 9 });
    expect(await refusal(portal, "ada", rehearsal)).toBeNull();
    expect(await refusal(portal, "ada", assign(STOCK[0] ?? ""))).toBe("numbers_limit");
  });

  it.each<[string, AnyCall, Fault | null, boolean]>([
    ["that never left", assign("44-113-3120120"), "not_sent", true],
    ["that the carrier refused", aculab.telPurchase({ country: "Atlantis", region: "x" }), null, true],
    ["of a number that another took", assign("44-113-3120120"), "rival_takes_number", true],
    [
      "of several that Aculab refused",
      aculab.telPurchase({ country: "Atlantis", region: "x", quantity: 2 }),
      null,
      false,
    ],
    ["that aql could not do for now", assign("44-113-3120120"), "temp_error", false],
    ["that nobody answered", assign("44-113-3120120"), "no_answer", false],
    ["whose answer makes no sense", assign("44-113-3120120"), "html_page", false],
    ["whose answer came from a proxy", assign("44-113-3120120"), "proxy_error", false],
  ])("has or has not back what was counted for a purchase %s", async (_, call, fault, isGivenBack) => {
    const portal = limited({ numbersPerDay: 2 }, ...(fault === null ? [] : [fault]));
    await portal.respond("ada", call);
    expect(await refusal(portal, "ada", assign(...STOCK.slice(1)))).toBe(isGivenBack ? null : "numbers_limit");
  });
});

describe("a limit to what numbers cost a month", () => {
  const monthlyPrice: Limits["monthlyPrice"] = ({ carrier }) => (carrier === "aql" ? "0.1" : "3.00");

  it("adds decimals exactly", async () => {
    const portal = limited({ spendPerDay: "0.3", monthlyPrice });
    expect(await refusal(portal, "ada", assign(...STOCK))).toBeNull();
    expect(await refusal(portal, "ada", assign("44-113-3120129"))).toBe("spend_limit");
  });

  it("counts each number", async () => {
    const portal = limited({ spendPerDay: "8.999999", monthlyPrice });
    expect(await refusal(portal, "ada", purchase(3))).toBe("spend_limit");
    expect(await refusal(portal, "ada", purchase(2))).toBeNull();
  });

  it.each([null, "", "3,00", "-1", "1e3", "0.0000001"])("refuses a price that nobody knows: %o", async (price) => {
    const portal = limited({ spendPerDay: "100", monthlyPrice: () => price });
    expect(await refusal(portal, "ada", purchase(1))).toBe("price_unknown");
  });

  it("asks by what is bought", async () => {
    const asked: unknown[] = [];
    const portal = limited({ spendPerDay: "100", monthlyPrice: (wanted) => (asked.push(wanted), "1") });
    await portal.respond("ada", purchase(2));
    const options = { country: "Spain", region: "Bilbao", quantity: 2 };
    expect(asked).toEqual([{ tenant: "ada", carrier: "aculab", numbers: 2, options }]);
  });
});

describe("a relay does not start", () => {
  const good = {
    accounts: {},
    policy: { check: "anyone", origins: [], hosts: [], calls: [], ownership: new MemoryStore() },
  } as const;
  const counters = new MemoryStore();

  it.each<[string, object, string]>([
    [
      "without `check`",
      { policy: { ...good.policy, check: undefined } },
      "`check` must say who sends a request, or be `anyone`",
    ],
    [
      "without origins",
      { policy: { ...good.policy, origins: undefined } },
      "`origins` must be a list: what is not in it is refused",
    ],
    [
      "with a host for a list",
      { policy: { ...good.policy, hosts: "*" } },
      "`hosts` must be a list: what is not in it is refused",
    ],
    [
      "without calls",
      { policy: { ...good.policy, calls: undefined } },
      "`calls` must be a list: what is not in it is refused",
    ],
    [
      "without ownership",
      { policy: { ...good.policy, ownership: undefined } },
      "`ownership` must have `owns`, `grant` and `revoke`: take `new MemoryStore()` or `new SqliteStore(…)`",
    ],
    [
      "where it would lose passwords",
      { policy: { ...good.policy, calls: ["assign_numbers"] } },
      "`onPurchase` is where SIP passwords go that are withheld from the page: else they would be lost",
    ],
    [
      "with half of a number",
      { limits: { counters, numbersPerDay: 0.5 } },
      "`numbersPerDay` must be a whole number from 0 on",
    ],
    [
      "with a limit that is no number",
      { limits: { counters, numbersPerDay: NaN } },
      "`numbersPerDay` must be a whole number from 0 on",
    ],
    [
      "with a limit to prices that nobody tells",
      { limits: { counters, spendPerDay: "1" } },
      "`monthlyPrice` must say what a number costs where there is a limit to it",
    ],
    [
      "with a limit that is no decimal",
      { limits: { counters, spendPerDay: "1,50", monthlyPrice: () => "1" } },
      "`spendPerDay` must be a decimal such as `25.00`",
    ],
  ])("%s", (_, options, message) => {
    expect(() => relay({ ...good, ...options })).toThrow(
      expect.objectContaining({ name: "TelwireError", kind: "invalid_input", message }),
    );
  });

  it("or answer by a policy that it would not start with", async () => {
    const policy = (): never => ({ ...good.policy, check: undefined }) as never;
    await expect(relay({ ...good, policy })(new Request("https://portal.example/tel_purchase"))).rejects.toThrow(
      "`check`",
    );
  });
});

/** The lab: what goes wrong, what the sandbox sold, what went over the wire. */

import { Sandbox } from "telwire/sandbox";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { Exchange, Truth } from "../../shared/portal.js";
import { Program } from "../program.js";
import { Visitor } from "../visitor.js";

const { aql: RESELLER, aculab: CLOUD } = new Sandbox().account;
const SECRETS = [RESELLER.username, RESELLER.password, CLOUD.accessKey];

let program: Program;
let ada: Visitor;

beforeEach(async () => {
  program = await Program.start();
  ada = await Visitor.as(program.url, "ada");
});

afterEach(async () => {
  await program.stop();
});

const [AQL, AQL_NEXT] = ["44-113-3120120", "44-113-3120121"];
const ACULAB = "49305550100";

describe("the truth", () => {
  test("names what was sold, and whose it is by the portal's books", async () => {
    const grace = await Visitor.as(program.url, "grace");
    await ada.clients.aql.order({ slots: [AQL] }, { key: "one" });
    await grace.clients.aculab.order({ country: "Germany", region: "Berlin" }, { key: "one" });
    expect(await ada.json<Truth>("GET", "/api/lab/truth")).toEqual({
      sold: [
        { carrier: "aql", number: AQL, user: expect.stringMatching(/^\d{6}$/) as string, owner: "ada", byRival: false },
        { carrier: "aculab", number: ACULAB, user: null, owner: "grace", byRival: false },
      ],
    });
  });

  test("says that a number whose answer was lost belongs to who ordered it, once and with its user", async () => {
    await ada.send("POST", "/api/lab/faults", { kind: "no_answer", call: "assign_numbers" });
    const { items } = await ada.clients.aql.order({ slots: [AQL] }, { key: "one" });
    const { sold } = await ada.json<Truth>("GET", "/api/lab/truth");
    expect(sold).toMatchObject([{ number: AQL, owner: "ada" }]);
    const [user = ""] = await ada.clients.aql.listUsers();
    expect(items[0]?.voipnumber).toBe(user);
    expect(await ada.clients.aql.getUser({ user })).toMatchObject({ voipnumber: user });
  });

  test("tells what the portal does not know: a rival's number on the same account", async () => {
    await ada.send("POST", "/api/lab/faults", { kind: "rival_on_account", call: "assign_numbers" });
    await ada.clients.aql.order({ slots: [AQL] }, { key: "one" });
    const { sold } = await ada.json<Truth>("GET", "/api/lab/truth");
    expect(sold).toMatchObject([{ number: AQL, owner: null, byRival: true }]);
  });
});

describe("a fault", () => {
  test("happens to the next order, until it is taken back", async () => {
    await ada.send("POST", "/api/lab/faults", { kind: "no_answer", call: "assign_numbers" });
    const lost = await ada.clients.aql.order({ slots: [AQL] }, { key: "one" });
    expect(lost.items).toMatchObject([{ status: "on_account", password: null }]);
    await ada.send("POST", "/api/lab/faults", { kind: "no_answer", call: "assign_numbers" });
    await ada.send("DELETE", "/api/lab/faults");
    const whole = await ada.clients.aql.order({ slots: [AQL_NEXT] }, { key: "two" });
    expect(whole.items).toMatchObject([{ status: "bought" }]);
  });
});

describe("the pace", () => {
  test("makes each answer take as long", async () => {
    await ada.send("POST", "/api/lab/pace", { ms: 200 });
    const start = performance.now();
    await ada.clients.aql.checkNumbers({ country: "44", areaCode: "113", subCode: "3120*" });
    expect(performance.now() - start).toBeGreaterThanOrEqual(199);
  });
});

describe("the wire view", () => {
  async function exchanges(after = 0): Promise<readonly Exchange[]> {
    return ada.json("GET", `/api/lab/wire?after=${after}`);
  }

  test("shows requests without credentials, as commands with variables in their place", async () => {
    await ada.clients.aql.checkNumbers({ country: "44", areaCode: "113", subCode: "312012*", show: 1 });
    expect(await exchanges()).toEqual([
      {
        id: 1,
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
        tenant: "ada",
        call: "check_numbers",
        method: "POST",
        url: "https://gw.aql.com/telecoms/checknumberapi.php",
        request:
          "POST https://gw.aql.com/telecoms/checknumberapi.php\nContent-Type: application/x-www-form-urlencoded\n\n" +
          "country=44&areaCode=113&subCode=312012*&skip=0&show=1",
        status: 200,
        answer: "AQVOIP_OK\n44-113-3120120\n",
        ms: expect.any(Number) as number,
        curl: [
          "curl 'https://gw.aql.com/telecoms/checknumberapi.php'",
          "  --data 'country=44&areaCode=113&subCode=312012*&skip=0&show=1'",
          '  --data-urlencode "username=$TELWIRE_AQL_USERNAME"',
          '  --data-urlencode "password=$TELWIRE_AQL_PASSWORD"',
        ].join(" \\\n"),
      },
    ]);
  });

  test("shows Aculab's without the key, and counts on from the last", async () => {
    await ada.clients.aculab.telGetSupportedCountries();
    await ada.clients.aculab.telGetSupportedRegions({ country: "Germany" });
    const [exchange, ...rest] = await exchanges(1);
    expect(rest).toEqual([]);
    expect(exchange).toMatchObject({
      id: 2,
      request:
        "POST https://ws-1-2-0.aculabcloud.net/tel_get_supported_regions\nAccept: application/json\n" +
        "Content-Type: application/x-www-form-urlencoded\n\ncountry=Germany",
      curl: [
        "curl 'https://ws-1-2-0.aculabcloud.net/tel_get_supported_regions'",
        "  --header 'Accept: application/json'",
        "  --data 'country=Germany'",
        '  --user "$TELWIRE_ACULAB_CLOUD_ID/$TELWIRE_ACULAB_USERNAME:$TELWIRE_ACULAB_ACCESS_KEY"',
      ].join(" \\\n"),
    });
  });

  test("quotes for the shell what a user typed", async () => {
    const name = { number: AQL, firstName: "O'Hara $(id)" };
    await ada.clients.aql.order({ slots: [name] }, { key: "one" });
    const purchase = (await exchanges()).find(({ call }) => call === "assign_numbers");
    expect(purchase?.curl).toMatch(/--data '[^']*firstNames=O(?:%27|'\\'')Hara[^']*'/);
  });

  test("masks SIP passwords, and only them", async () => {
    const report = await ada.clients.aql.order({ slots: [AQL, AQL_NEXT] }, { key: "one", onItem: () => undefined });
    const purchase = (await exchanges()).find(({ call }) => call === "assign_numbers");
    expect(purchase?.answer).toMatch(/^AQVOIP_OK\n44-113-3120120_\d{6}_\[secret\]\n44-113-3120121_\d{6}_\[secret\]\n$/);
    const passwords = report.items.map(({ password }) => password?.reveal() ?? "none came");
    expectAbsent(JSON.stringify(await exchanges()), [...passwords, ...SECRETS]);
  });

  test("shows nothing of an answer to a purchase that cannot be read", async () => {
    await ada.send("POST", "/api/lab/faults", { kind: "cut_body", call: "assign_numbers", at: 40 });
    await ada.clients.aql.order({ slots: [AQL] }, { key: "one" });
    const purchase = (await exchanges()).find(({ call }) => call === "assign_numbers");
    expect(purchase?.answer).toBe("[40 characters that could not be read and may hold a SIP password]");
  });

  test("says why no answer came", async () => {
    await ada.send("POST", "/api/lab/faults", { kind: "no_answer", call: "assign_numbers" });
    await ada.clients.aql.order({ slots: [AQL] }, { key: "one" });
    const purchase = (await exchanges()).find(({ call }) => call === "assign_numbers");
    expect(purchase).toMatchObject({ status: null, answer: "no answer came within 120 seconds" });
  });
});

function expectAbsent(text: string, secrets: readonly string[]): void {
  for (const secret of secrets) {
    expect(secret).not.toBe("");
    expect(text).not.toContain(secret);
  }
}

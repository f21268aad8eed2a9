/** Of thousands of requests those leave that are permitted calls, as the core writes them, and nothing else does. */

import { aculab, aql } from "telwire";
import { expect, it } from "vitest";

import { Chance, damaged, noisy, NUMBERS, permittedCall, respelled, USERS } from "./generated.js";
import { type AnyCall, type Left, Portal } from "./portal.js";

const COUNT = 10_000;

/** In milliseconds, for each test on a slow machine. */
const TIMEOUT = 120_000;

const ACCOUNTS = {
  aql: { username: "reseller", password: "hunter2" },
  aculab: { cloudId: "1-2-0", username: "bob", accessKey: "hunter2" },
};

/** A portal whose carriers answer with nothing. */
function portal(): Portal {
  const made: Portal = new Portal(
    {
      changeUser: { forwardto: () => true, forwardactive: () => true, voicemaildelay: () => true },
      basedOn: ["réception"],
      onRefusal: () => undefined,
    },
    {
      accounts: ACCOUNTS,
      fetch: (url, init) => {
        made.left.push({ url, headers: new Headers(init.headers), body: init.body as string });
        return Promise.resolve(new Response(null, { status: 403 }));
      },
    },
  );
  for (const user of USERS) {
    made.store.grant("ada", { carrier: "aql", user });
  }
  for (const number of NUMBERS) {
    made.store.grant("ada", { carrier: "aculab", number });
  }
  return made;
}

/** What the core makes of the call for the account. */
function encoded(call: AnyCall): Left {
  const account = call.name.startsWith("tel_") ? ACCOUNTS.aculab : ACCOUNTS.aql;
  const { url, headers, body } = call.request({ account: account as never });
  return { url, headers: new Headers({ ...headers, "accept-encoding": "identity" }), body };
}

/** All that can be compared. */
function plain({ url, headers, body }: Left): unknown {
  return { url, headers: [...headers], body };
}

it(
  `lets of ${COUNT} requests the permitted ones leave, byte for byte as the core encodes them`,
  async () => {
    const chance = new Chance(1);
    const page = portal();
    const verdicts = { sent: 0, refused: 0 };
    for (let index = 0; index < COUNT; index += 1) {
      page.left.length = 0;
      const call = permittedCall(chance);
      const isDamaged = chance.below(2) === 0;
      const oddity = (isDamaged ? damaged : respelled)(chance, call.request());
      const response = await page.respond("ada", call, oddity);
      const context = JSON.stringify([call.name, oddity]);
      expect(response.headers.has("telwire-refusal"), context).toBe(isDamaged);
      expect(page.left.map(plain), context).toEqual(isDamaged ? [] : [plain(encoded(call))]);
      verdicts[isDamaged ? "refused" : "sent"] += 1;
    }
    expect(Math.min(verdicts.sent, verdicts.refused)).toBeGreaterThan(COUNT / 3);
  },
  TIMEOUT,
);

it(
  "lets nothing of a noisy request leave but a call that the core would write so",
  async () => {
    const chance = new Chance(2);
    const page = portal();
    let sent = 0;
    for (let index = 0; index < COUNT; index += 1) {
      page.left.length = 0;
      const call = permittedCall(chance);
      const oddity = noisy(chance, call.request());
      const response = await page.respond("ada", call, oddity);
      const [left] = page.left;
      expect(response.headers.has("telwire-refusal")).toBe(left === undefined);
      if (left !== undefined) {
        const read = callOf(call.name, new URLSearchParams(oddity.body as string));
        expect(plain(left), JSON.stringify([call.name, oddity])).toEqual(plain(encoded(read)));
        sent += 1;
      }
    }
    expect(sent).toBeGreaterThan(COUNT / 100);
  },
  TIMEOUT,
);

/** The call of these fields, read without the relay. */
function callOf(name: string, fields: URLSearchParams): AnyCall {
  const { voipnumber: user, ...others } = Object.fromEntries(fields);
  delete others["action"];
  const options = Object.fromEntries(
    Object.entries(others).map(([field, text]) => [camel(field), valueOf(field, text)]),
  );
  const make = FUNCTIONS[name] as (options: object) => AnyCall;
  return make(user === undefined ? options : { user, ...options });
}

const FUNCTIONS: Readonly<Record<string, (options: never) => unknown>> = {
  assign_numbers: assignOf,
  change_user: aql.changeUser,
  check_numbers: aql.checkNumbers,
  get_user: aql.getUser,
  list_users: aql.listUsers,
  tel_delete_numbers: aculab.telDeleteNumbers,
  tel_get_supported_countries: aculab.telGetSupportedCountries,
  tel_get_supported_regions: aculab.telGetSupportedRegions,
  tel_get_supported_states: aculab.telGetSupportedStates,
  tel_list_numbers: aculab.telListNumbers,
  tel_list_regulation_addresses: aculab.telListRegulationAddresses,
  tel_purchase: aculab.telPurchase,
  tel_purchase_development: aculab.telPurchaseDevelopment,
};

function assignOf(lists: Readonly<Record<string, string>>): unknown {
  const [numbers = [], firstNames = [], lastNames = [], emails = []] = [
    "phoneNumbers",
    "firstNames",
    "lastNames",
    "emails",
  ].map((name) => lists[name]?.split("_"));
  const items = numbers.map((number, index) => ({
    number,
    firstName: firstNames[index],
    lastName: lastNames[index],
    email: emails[index],
  }));
  return aql.assignNumbers({ items, protocol: lists["type"] === "sip" ? "sip" : "iax" });
}

function valueOf(field: string, text: string): unknown {
  if (["quantity", "show", "skip"].includes(field)) {
    return Number(text);
  }
  if (field === "numbers") {
    return text.split(",");
  }
  return field.startsWith("allow_") ? text === "True" : text;
}

function camel(field: string): string {
  return field.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

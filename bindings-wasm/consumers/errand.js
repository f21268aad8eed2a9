/**
 * What every project here does with telwire: it makes requests, parses answers, meets errors, and orders a number.
 */

/** @typedef {typeof import("telwire")} Telwire */
/** @typedef {typeof import("telwire/sandbox")} Sandboxes */
/** @typedef {typeof import("telwire/relay")} Relays */

const SEARCHED = "AQVOIP_OK\n44-113-3120120_44-113-3120121\n";

const ASSIGNED = "AQVOIP_OK\n44-113-3120120_612345_s3cr3t\n";

const LISTED = JSON.stringify({
  441908273801: {
    country: "UK",
    region: "Milton Keynes",
    price: "1.50",
    purchased: "2011-09-14",
    did_type: "geographic",
  },
});

/**
 * Runs the errand with telwire as the project has imported it.
 *
 * @param {Pick<Telwire, "aculab" | "aql" | "MemoryJournal" | "requireComplete" | "TelwireError">} telwire
 * @param {Pick<Sandboxes, "Sandbox">} sandboxes
 * @param {Pick<Relays, "MemoryStore" | "relay">} [relays] where this is a server: what is ordered is searched through one
 * @returns {Promise<string>} the line in `expected.json`, wherever this runs
 */
export async function errand(telwire, sandboxes, relays) {
  return JSON.stringify({ ...(await calls(telwire)), ordered: await order(telwire, sandboxes, relays) });
}

/** @param {Pick<Telwire, "aculab" | "aql" | "requireComplete" | "TelwireError">} telwire */
async function calls({ aculab, aql, requireComplete, TelwireError }) {
  const search = aql.checkNumbers({ pattern: "0113 312012*", show: 2 });
  const purchase = aql.assignNumbers({ items: [{ number: "44-113-3120120", firstName: "Zoë" }] });
  const listing = aculab.telListNumbers({ country: "UK" });

  const account = { username: "reseller", password: "p4ssw0rd" };
  const gateway = "https://gateway.example";
  const [bought] = requireComplete(purchase.parse({ status: 200, body: ASSIGNED }));
  return {
    url: search.request({ account, gateway }).url,
    form: purchase.request().body,
    numbers: await search.read(new Response(SEARCHED)),
    owned: listing.parse({ status: 200, body: new TextEncoder().encode(LISTED) }),
    printed: `${bought?.password}`,
    password: bought?.password.reveal(),
    invalid: told(() => aql.checkNumbers({ pattern: "" })),
    refused: told(() => search.parse({ status: 200, body: "AQVOIP_AUTH_ERROR\n" })),
  };

  /** @param {() => unknown} fails */
  function told(fails) {
    try {
      return fails();
    } catch (error) {
      if (!TelwireError.is(error)) {
        throw error;
      }
      const { kind, code, outcome, field, message } = error;
      return { kind, code, outcome, field, message };
    }
  }
}

/**
 * @param {Pick<Telwire, "aql" | "MemoryJournal">} telwire
 * @param {Pick<Sandboxes, "Sandbox">} sandboxes
 * @param {Pick<Relays, "MemoryStore" | "relay">} [relays]
 */
async function order({ aql, MemoryJournal }, { Sandbox }, relays) {
  const { account, clock, fetch } = new Sandbox();
  const client = new aql.Client({ account: account.aql, clock, fetch });
  const page =
    relays === undefined
      ? client
      : new aql.Client({
          relay: "https://portal.example/api",
          fetch: portal(relays, { accounts: account, clock, fetch }),
        });
  const [number] = await page.checkNumbers({ pattern: "0113 312012*", smsEnabled: "ignore", show: 1 });
  const slots = number === undefined ? [] : [{ number, firstName: "Zoë" }];
  const { items } = await client.order({ slots }, { journal: new MemoryJournal() });
  return items.map(({ status, number }) => [status, number?.e164]);
}

/**
 * What sends for a page of a portal's, which lets anybody search.
 *
 * @param {Pick<Relays, "MemoryStore" | "relay">} relays
 * @param {Pick<import("telwire/relay").RelayOptions, "accounts" | "clock" | "fetch">} sending
 * @returns {import("telwire").Fetch}
 */
function portal({ MemoryStore, relay }, sending) {
  const origin = "https://portal.example";
  const handler = relay({
    ...sending,
    policy: {
      check: "anyone",
      origins: [origin],
      hosts: ["portal.example"],
      calls: ["check_numbers"],
      ownership: new MemoryStore(),
    },
  });
  return (url, init) => handler(new Request(url, { ...init, headers: { ...init.headers, origin } }));
}

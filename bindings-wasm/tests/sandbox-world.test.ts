/** What a sandbox is: accounts, stock, truth, time. */

import { aculab, aql, Request as Signed, type TelwireError } from "telwire";
import { Sandbox, type SandboxOptions } from "telwire/sandbox";
import { describe, expect, it, vi } from "vitest";

const NUMBER = "44-113-3120120";
const ORDER = aql.assignNumbers({
  items: [{ number: NUMBER, firstName: "Ada", lastName: "Lovelace", email: "ada@example.com" }],
});

function assign(sandbox: Sandbox, number = NUMBER): Signed {
  return aql.assignNumbers({ items: [number] }).request({ account: sandbox.account.aql });
}

function send(sandbox: Sandbox, request: Signed): Promise<Response> {
  return sandbox.fetch(request.url, request);
}

async function found(sandbox: Sandbox, options: aql.CheckNumbersOptions): Promise<string[]> {
  const search = aql.checkNumbers(options);
  const numbers = await search.read(await send(sandbox, search.request({ account: sandbox.account.aql })));
  return numbers.map(({ number }) => number);
}

function refused(options: SandboxOptions): TelwireError {
  try {
    new Sandbox(options);
  } catch (error) {
    return error as TelwireError;
  }
  throw new Error("it was taken");
}

describe("the truth", () => {
  it("is what the answer says", async () => {
    const sandbox = new Sandbox();
    const answer = await ORDER.read(await send(sandbox, ORDER.request({ account: sandbox.account.aql })));
    const [user] = sandbox.owned.aql;
    expect(user).toMatchObject({
      number: answer.rows[0]?.number,
      voipnumber: answer.rows[0]?.voipnumber,
      firstName: "Ada",
      lastName: "Lovelace",
      email: "ada@example.com",
      byRival: false,
    });
    expect(user?.password.reveal()).toBe(answer.rows[0]?.password.reveal());
    expect(user?.settings.voicemaildest).toBe("ada@example.com");
  });

  it("is at Aculab what its list says", async () => {
    const sandbox = new Sandbox();
    const account = sandbox.account.aculab;
    const purchase = aculab.telPurchase({ country: "Spain", region: "Bilbao", quantity: 2 });
    const { rows } = await purchase.read(await send(sandbox, purchase.request({ account })));
    const listing = aculab.telListNumbers();
    expect(await listing.read(await send(sandbox, listing.request({ account })))).toEqual(sandbox.owned.aculab);
    expect(sandbox.owned.aculab.map(({ number }) => number)).toEqual(rows);

    const [first, second] = rows;
    const release = aculab.telDeleteNumbers({ numbers: [first ?? ""] });
    await send(sandbox, release.request({ account }));
    expect(sandbox.owned.aculab.map(({ number }) => number)).toEqual([second]);
  });

  it("knows what was configured", async () => {
    const sandbox = new Sandbox();
    await send(sandbox, assign(sandbox));
    const voipnumber = sandbox.owned.aql[0]?.voipnumber ?? "";
    const change = aql.changeUser({ voipnumber, forwardto: "01133203040" });
    await send(sandbox, change.request({ account: sandbox.account.aql }));
    expect(sandbox.owned.aql[0]?.settings.forwardto).toBe("01133203040");
  });

  it("is up to date, whoever slept", async () => {
    const sandbox = new Sandbox({ faults: [{ kind: "no_answer", done: 200_000 }] });
    await expect(send(sandbox, assign(sandbox))).rejects.toThrow("no answer came within 120 seconds");
    expect(sandbox.owned.aql).toEqual([]);
    await sandbox.clock.sleep(80_000);
    expect(sandbox.owned.aql).toHaveLength(1);
  });

  it("shows no password, and refuses to store a placeholder for one", async () => {
    const sandbox = new Sandbox();
    await send(sandbox, assign(sandbox));
    const [user] = sandbox.owned.aql;
    expect(String(user?.password)).toBe("[secret]");
    expect(() => JSON.stringify(user)).toThrow("reveal()");
  });

  it("cannot be changed", async () => {
    const sandbox = new Sandbox();
    await send(sandbox, assign(sandbox));
    expect(Object.isFrozen(sandbox.owned.aql)).toBe(true);
    expect(Object.isFrozen(sandbox.owned.aql[0]?.settings)).toBe(true);
  });
});

describe("a world", () => {
  it("has passwords that the seed decides", async () => {
    const sold = async (seed: number): Promise<string | undefined> => {
      const sandbox = new Sandbox({ seed });
      await send(sandbox, assign(sandbox));
      return sandbox.owned.aql[0]?.password.reveal();
    };
    expect(await sold(1)).toBe(await sold(1));
    expect(await sold(1)).not.toBe(await sold(2));
  });

  it("shares nothing with another", async () => {
    const [one, other] = [new Sandbox(), new Sandbox()];
    await send(one, assign(one));
    expect([one.owned.aql.length, other.owned.aql.length]).toEqual([1, 0]);
  });

  it("has nine million numbers", async () => {
    expect(await found(new Sandbox(), { pattern: "0113 312012*", show: 1 })).toEqual([NUMBER]);
    expect(await found(new Sandbox(), { pattern: "020 31289999" })).toEqual(["44-20-31289999"]);
  });

  it("has the stock that is said", async () => {
    const sandbox = new Sandbox({
      numbers: ["44-113-3120000..44-113-3120001", "44-113-3120007"],
      withoutSms: new Set(["44-113-3120009"]),
    });
    const shown = ["44-113-3120000", "44-113-3120001", "44-113-3120007"];
    expect(await found(sandbox, { pattern: "0113 *" })).toEqual(shown);
    expect(await found(sandbox, { pattern: "0113 *", smsEnabled: "ignore" })).toEqual([...shown, "44-113-3120009"]);
    expect(await found(sandbox, { pattern: "020 *" })).toEqual([]);
    expect(await found(new Sandbox({ numbers: [] }), { pattern: "0113 *" })).toEqual([]);
  });

  it.each<[SandboxOptions, string, string]>([
    [
      { numbers: ["44-113-2..44-113-1"] },
      "numbers",
      "`numbers` must be ranges: a range goes up within one area code, and not from `44-113-2` to `44-113-1`",
    ],
    [
      { numbers: ["44-113-1..44-113-9", "44-113-5"] },
      "numbers",
      "`numbers` must not overlap: two ranges share `44-113-5`",
    ],
    [{ seed: -1 }, "seed", "`seed` must be a whole number from 0 to 4294967295, not `-1`"],
    [{ seed: 0.5 }, "seed", "`seed` must be a whole number from 0 to 4294967295, not `0.5`"],
    [{ numbers: [7 as never] }, "numbers", "`numbers` must be a string, not a number"],
  ])("that makes no sense is refused: %o", (options, field, message) => {
    expect(refused(options)).toMatchObject({ name: "TelwireError", kind: "invalid_input", field, message });
  });

  it("names the option whose number cannot be read", () => {
    expect(refused({ withoutSms: ["leeds"] }).field).toBe("without_sms");
  });

  it("has no method but GET and POST", async () => {
    const response = await new Sandbox().fetch("https://carrier.example/nowhere", { method: "PUT" });
    expect(response.status).toBe(405);
  });

  it("tells where it is served", () => {
    expect(new Sandbox().environment("http://127.0.0.1:8620")).toEqual({
      TELWIRE_AQL_USERNAME: "demo-reseller",
      TELWIRE_AQL_PASSWORD: "demo-password",
      TELWIRE_AQL_GATEWAY: "http://127.0.0.1:8620",
      TELWIRE_ACULAB_CLOUD_ID: "1-2-0",
      TELWIRE_ACULAB_USERNAME: "demo@example.com",
      TELWIRE_ACULAB_ACCESS_KEY: "demo-access-key",
      TELWIRE_ACULAB_GATEWAY: "http://127.0.0.1:8620",
    });
  });

  it("takes no request without an account", () => {
    const request = ORDER.request();
    expect(() => new Sandbox().fetch(request.url, request)).toThrow("an unsigned request has no host");
  });
});

describe("time", () => {
  const BEGINNING = 1_767_225_600_000;

  it("stands still until somebody sleeps", async () => {
    const sandbox = new Sandbox({ now: new Date(BEGINNING) });
    await send(sandbox, assign(sandbox));
    expect(sandbox.clock.now()).toBe(BEGINNING);
    await sandbox.clock.sleep(250);
    sandbox.advance(1000);
    expect(sandbox.clock.now()).toBe(BEGINNING + 1250);
  });

  it("passes once for all who sleep, and wakes them in their order", async () => {
    const { clock } = new Sandbox({ now: 0 });
    const woken: string[] = [];
    const sleep = async (name: string, milliseconds: number): Promise<void> => {
      await clock.sleep(milliseconds);
      woken.push(`${name} at ${clock.now()}`);
    };
    await Promise.all([sleep("late", 500), sleep("early", 200), sleep("again", 200)]);
    expect(woken).toEqual(["early at 200", "again at 200", "late at 500"]);
  });

  it("stands still while a request is answered: a timeout does not overtake its answer", async () => {
    const sandbox = new Sandbox({ now: 0 });
    const timeout = sandbox.clock.sleep(30_000).then(() => "timeout");
    const answer = sandbox.fetch("https://carrier.example/nowhere", slow()).then(() => "answer");
    expect(await Promise.race([timeout, answer])).toBe("answer");
  });

  /** A request whose body takes several turns of the event loop. */
  function slow(): RequestInit {
    const body = new ReadableStream({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        controller.close();
      },
    });
    return { method: "POST", body, duplex: "half" } as RequestInit;
  }

  it("leaves a sleeper who is called back", async () => {
    const { clock } = new Sandbox({ now: 0 });
    const calling = new AbortController();
    const sleeping = clock.sleep(1000, calling.signal);
    calling.abort(new Error("called back"));
    await expect(sleeping).rejects.toThrow("called back");
    await clock.sleep(1);
    expect(clock.now()).toBe(1);
  });

  it("goes on by itself for whoever speaks HTTP", async () => {
    const real = vi.spyOn(performance, "now").mockReturnValue(100);
    const sandbox = new Sandbox({ now: BEGINNING });
    await sandbox.handler(new Request("http://127.0.0.1/nowhere"));
    real.mockReturnValue(600);
    expect(sandbox.clock.now()).toBe(BEGINNING + 500);
    sandbox.advance(60_000);
    real.mockReturnValue(2100);
    await sandbox.handler(new Request("http://127.0.0.1/nowhere"));
    expect(sandbox.clock.now()).toBe(BEGINNING + 62_000);
    real.mockRestore();
  });
});

describe("who gives up", () => {
  it("before the request leaves buys nothing", async () => {
    const sandbox = new Sandbox();
    const { url, ...init } = requestOf(assign(sandbox));
    const signal = AbortSignal.abort(new Error("no more"));
    await expect(sandbox.fetch(url, { ...init, signal })).rejects.toThrow("no more");
    expect(sandbox.owned.aql).toEqual([]);
  });

  it("meanwhile has bought", async () => {
    const sandbox = new Sandbox();
    const giving = new AbortController();
    const { url, ...init } = requestOf(assign(sandbox));
    const buying = sandbox.fetch(url, { ...init, signal: giving.signal });
    giving.abort(new Error("no more"));
    await expect(buying).rejects.toThrow("no more");
    expect(sandbox.owned.aql).toHaveLength(1);
  });

  it("on an answer that never comes gives up when he says", async () => {
    const sandbox = new Sandbox({ now: 0, faults: ["no_answer"] });
    const giving = new AbortController();
    const { url, ...init } = requestOf(assign(sandbox));
    const buying = sandbox.fetch(url, { ...init, signal: giving.signal });
    void sandbox.clock.sleep(5000).then(() => giving.abort(new Error("no more")));
    await expect(buying).rejects.toThrow("no more");
    expect([sandbox.clock.now(), sandbox.owned.aql.length]).toEqual([5000, 1]);
  });

  function requestOf({ url, method, headers, body }: Signed): { url: string } & RequestInit {
    return { url, method, headers, body };
  }
});

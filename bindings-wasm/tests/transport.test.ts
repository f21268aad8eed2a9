/** What becomes of a request on real sockets: an answer, `not_sent` only where it certainly never left, or `no_answer`. */

import { inspect } from "node:util";
import { gzipSync } from "node:zlib";

import {
  type Answered,
  aql,
  type Arrived,
  type Fetch,
  type HookOptions,
  NoAnswer,
  NotSent,
  send,
  TelwireError,
  type TransportError,
} from "telwire";
import { afterEach, describe, expect, test, vi } from "vitest";

import { rejection } from "./rejection.js";
import { OK, refused, type Script, whole, Wire } from "./wire.js";

const ACCOUNT = { username: "reseller", password: "hunter2" };
const BODY = "AQVOIP_OK\n44-113-3120120\n";
const WHOLE = whole(BODY);
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;
const CLOSING = `${OK}Connection: close\r\n\r\n`;
const REDIRECT = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/elsewhere\r\nContent-Length: 4\r\n\r\nlost";

type Make = (client: aql.Client) => Promise<unknown>;

const search: Make = (client) => client.checkNumbers({ pattern: "0113 312012*" });
const purchase: Make = (client) => client.assignNumbers({ items: ["44-113-3120120"] });

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** What came of the one request that `make` sends. */
async function outcome(gateway: string, make: Make = search, fetch?: Fetch): Promise<Answered | TransportError> {
  const results: (Answered | TransportError)[] = [];
  const onResponse = (_: unknown, result: Answered | TransportError): unknown => results.push(result);
  const client = new aql.Client({ account: ACCOUNT, gateway, maxRetries: 0, onResponse, ...(fetch && { fetch }) });
  await make(client).catch((error: unknown) => {
    if (!TelwireError.is(error)) {
      throw error;
    }
  });
  const [result] = results;
  expect(results).toHaveLength(1);
  return result as Answered | TransportError;
}

function said(result: Answered | TransportError): [number, string, boolean] {
  if (result instanceof Error) {
    throw result;
  }
  return [result.status, Buffer.from(result.body.reveal()).toString("latin1"), result.complete];
}

/** Answers and ends the connection. */
const answering =
  (sent: Buffer | string): Script =>
  async (peer) => {
    await peer.request();
    peer.send(sent);
  };

/** Begins to answer, and says nothing more. */
const stalling =
  (sent: string): Script =>
  async (peer) => {
    await peer.request();
    peer.send(sent);
    await peer.hold();
  };

const resetting: Script = async (peer) => {
  await peer.request();
  peer.reset();
};

describe("an answer is complete only if its announced end came", () => {
  test.each<[string, Make, Buffer | string, [number, string, boolean]]>([
    ["announced length", search, WHOLE, [200, BODY, true]],
    ["chunked", search, `${CHUNKED}5\r\nAQVOI\r\n4\r\nP_OK\r\n0\r\n\r\n`, [200, "AQVOIP_OK", true]],
    ["empty", search, `${OK}Content-Length: 0\r\n\r\n`, [200, "", true]],
    ["ended by closing", search, CLOSING + BODY, [200, BODY, false]],
    ["ended by closing without a word, a list", search, `${OK}\r\n${BODY}`, [200, BODY, true]],
    ["ended by closing without a word, a purchase", purchase, `${OK}\r\n${BODY}`, [200, BODY, false]],
    ["cut below its length", search, `${OK}Content-Length: 99\r\n\r\nAQVOIP_OK`, [200, "AQVOIP_OK", false]],
    ["cut chunk", search, `${CHUNKED}5\r\nAQVOI\r\n9\r\nP_`, [200, "AQVOIP_", false]],
    ["no last chunk", search, `${CHUNKED}5\r\nAQVOI\r\n`, [200, "AQVOI", false]],
    ["redirect", search, REDIRECT, [302, "lost", true]],
    ["redirect of a purchase", purchase, REDIRECT, [302, "lost", true]],
    ["refusal", search, "HTTP/1.1 401 No\r\nContent-Length: 2\r\n\r\nno", [401, "no", true]],
    ["compressed", search, whole(gzipSync(BODY), "Content-Encoding: gzip"), [200, BODY, true]],
  ])("%s", async (_, make, answer, expected) => {
    const wire = await Wire.of(answering(answer));
    expect(said(await outcome(wire.url, make))).toEqual(expected);
    expect(wire.requests).toHaveLength(1);
  });
});

describe("what fails after sending may have arrived, and is not repeated", () => {
  describe.each([
    ["a search", search],
    ["a purchase", purchase],
  ])("%s", (_, make) => {
    test.each<[string, Script, string]>([
      ["closed at once", () => undefined, "UND_ERR_SOCKET"],
      ["closed after the request", answering(""), "UND_ERR_SOCKET"],
      ["reset", resetting, "ECONNRESET"],
      ["half a head", answering(`${OK}Content-`), "UND_ERR_SOCKET"],
      ["not HTTP", answering("AQVOIP_OK 44-113-3120120_600001_hunter2\n\n"), "HPE_INVALID_CONSTANT"],
    ])("%s", async (_, script, code) => {
      const wire = await Wire.of(script);
      const failed = await outcome(wire.url, make);
      expect(failed).toBeInstanceOf(NoAnswer);
      expect((failed as TransportError).message).toBe(`no answer from \`${wire.url}\`: \`${code}\``);
      expect(inspect(failed, { depth: 9, showHidden: true })).not.toContain("hunter2");
      expect(wire.connections).toBe(1);
    });
  });
});

describe("the whole exchange ends in time", () => {
  /** Lets the time of a request pass once `isDue`. */
  async function timeOut(isDue: () => boolean, ms: number): Promise<void> {
    await vi.waitUntil(isDue, { timeout: 5000, interval: 1 });
    vi.advanceTimersByTime(ms - 1);
    await new Promise((resolve) => setImmediate(resolve));
    vi.advanceTimersByTime(1);
  }

  test.each<[string, Make, number]>([
    ["a search", search, 30_000],
    ["a purchase", purchase, 120_000],
  ])("%s whose answer does not come", async (_, make, ms) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const wire = await Wire.of(stalling(`${OK}Content-`));
    const failed = outcome(wire.url, make);
    await timeOut(() => wire.requests.length > 0, ms);
    expect(((await failed) as TransportError).message).toBe(`no answer from \`${wire.url}\`: timed out`);
  });

  test("an answer that stalls keeps what came", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let isAnswered = false;
    const noting: Fetch = async (url, init) => {
      const response = await fetch(url, init);
      isAnswered = true;
      return response;
    };
    const wire = await Wire.of(stalling(`${OK}Content-Length: 99\r\n\r\nAQVOIP_OK`));
    const answered = outcome(wire.url, search, noting);
    await timeOut(() => isAnswered, 30_000);
    expect(said(await answered)).toEqual([200, "AQVOIP_OK", false]);
  });

  test("an answer that stalls and listens to nothing keeps what came", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let isRead = false;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          controller.enqueue(Buffer.from("AQVOIP_OK"));
          return new Promise(() => (isRead = true));
        },
      },
      { highWaterMark: 0 },
    );
    const answered = outcome("https://gateway.example", search, () => Promise.resolve(new Response(body)));
    await timeOut(() => isRead, 30_000);
    expect(said(await answered)).toEqual([200, "AQVOIP_OK", false]);
  });

  test("a `fetch` that listens to nothing is not waited for", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let isCalled = false;
    const failed = outcome("https://gateway.example", search, () => {
      isCalled = true;
      return new Promise(() => undefined);
    });
    await timeOut(() => isCalled, 30_000);
    expect(await failed).toBeInstanceOf(NoAnswer);
  });
});

describe("what certainly never left", () => {
  test("a refused connection", async () => {
    const url = `http://127.0.0.1:${await refused()}`;
    const failed = await outcome(url, purchase);
    expect(failed).toBeInstanceOf(NotSent);
    expect(failed).toMatchObject({ message: `could not connect to \`${url}\`: \`ECONNREFUSED\``, outcome: "not_sent" });
    expect((failed as NotSent).cause).toBeInstanceOf(TypeError);
  });

  test("a connection that each address of the host refuses", async () => {
    const failed = await outcome(`http://localhost:${await refused()}`, purchase);
    expect(failed).toBeInstanceOf(NotSent);
  });

  test("a name that does not exist", async () => {
    expect(await outcome("https://nonexistent.invalid", purchase)).toBeInstanceOf(NotSent);
  });

  const failure = (code: string): Error => Object.assign(new Error(code), { code });

  test.each<[string, unknown, boolean]>([
    ["EAI_AGAIN", failure("EAI_AGAIN"), true],
    ["UND_ERR_CONNECT_TIMEOUT", failure("UND_ERR_CONNECT_TIMEOUT"), true],
    ["a certificate of nobody's", failure("DEPTH_ZERO_SELF_SIGNED_CERT"), true],
    ["a certificate of another name", failure("ERR_TLS_CERT_ALTNAME_INVALID"), true],
    ["a certificate that has expired", failure("CERT_HAS_EXPIRED"), true],
    ["an issuer that is not known", failure("UNABLE_TO_VERIFY_LEAF_SIGNATURE"), true],
    ["all addresses", new AggregateError([failure("ECONNREFUSED"), failure("ENOTFOUND")]), true],
    ["not all addresses", new AggregateError([failure("ECONNREFUSED"), failure("ECONNRESET")]), false],
    ["no address", new AggregateError([]), false],
    ["ECONNRESET", failure("ECONNRESET"), false],
    ["EPIPE", failure("EPIPE"), false],
    ["UND_ERR_HEADERS_TIMEOUT", failure("UND_ERR_HEADERS_TIMEOUT"), false],
    ["the handshake", failure("EPROTO"), false],
    ["no cause", undefined, false],
    ["a text", "refused", false],
  ])("by the cause of Node's `fetch`: %s", async (_, cause, isNotSent) => {
    // As happy eyeballs does it: the error of all addresses has the code of the first.
    if (cause instanceof AggregateError) {
      Object.assign(cause, { code: "ECONNREFUSED" });
    }
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("fetch failed", { cause })));
    expect(await outcome("https://gateway.example", purchase)).toBeInstanceOf(isNotSent ? NotSent : NoAnswer);
  });
});

describe("a `fetch` that was handed in", () => {
  const refusing: Fetch = () => Promise.reject(new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } }));

  test("may have sent before it failed", async () => {
    const failed = await outcome("https://gateway.example", purchase, refusing);
    expect(failed).toBeInstanceOf(NoAnswer);
    expect((failed as NoAnswer).message).toBe("the `fetch` that was handed in failed: `ECONNREFUSED`");
  });

  test("is believed if it is the runtime's own", async () => {
    const url = `http://127.0.0.1:${await refused()}`;
    expect(await outcome(url, purchase, globalThis.fetch)).toBeInstanceOf(NotSent);
  });

  test.each([new NotSent("not today"), new NoAnswer("lost")])("is believed if it says so: %s", async (failure) => {
    expect(await outcome("https://gateway.example", purchase, () => Promise.reject(failure))).toBe(failure);
  });

  test("may throw at once", async () => {
    const failed = await outcome("https://gateway.example", purchase, () => {
      throw new Error("broken");
    });
    expect(failed).toBeInstanceOf(NoAnswer);
    expect((failed as NoAnswer).cause).toMatchObject({ message: "broken" });
  });

  test("may answer with what other libraries call a response", async () => {
    const response = {
      status: 200,
      headers: new Headers(),
      body: {},
      arrayBuffer: () => Promise.resolve(Buffer.from(BODY)),
    };
    const answer = await outcome("https://gateway.example", search, () => Promise.resolve(response as never));
    expect(said(answer)).toEqual([200, BODY, true]);
  });

  test.each<[string, Record<string, string>, ResponseType, boolean]>([
    ["all of it", { "content-length": String(BODY.length) }, "basic", true],
    ["less than announced", { "content-length": "99" }, "basic", false],
    ["less, but it was compressed", { "content-length": "99", "content-encoding": "gzip" }, "basic", true],
    ["less, but of another site", { "content-length": "99" }, "cors", true],
  ])("may let an answer break off without a word: %s", async (_, headers, type, complete) => {
    const response = Object.defineProperties(new Response(BODY, { headers }), { type: { value: type } });
    const answer = await outcome("https://gateway.example", search, () => Promise.resolve(response));
    expect(said(answer)).toEqual([200, BODY, complete]);
  });

  test("may hide a redirect, as browsers do", async () => {
    const hidden = Object.defineProperties(Response.error(), { type: { value: "opaqueredirect" } });
    expect(said(await outcome("https://gateway.example", purchase, () => Promise.resolve(hidden)))[0]).toBe(302);
  });

  test("gets what was signed, and is told to follow, to keep and to compress nothing", async () => {
    const calls: [string, RequestInit][] = [];
    await outcome("https://gateway.example", search, (url, init) => {
      calls.push([url, init]);
      return Promise.resolve(new Response(BODY));
    });
    const [[url, { signal, ...init }]] = calls as [[string, RequestInit]];
    const signed = aql.checkNumbers({ pattern: "0113 312012*" });
    const request = signed.request({ account: ACCOUNT, gateway: "https://gateway.example" });
    expect(url).toBe(request.url);
    const { method, body } = request;
    const headers = { ...request.headers, "Accept-Encoding": "identity" };
    expect(init).toEqual({ method, headers, body, cache: "no-store", redirect: "manual", timeout: 30_000 });
    expect(signal).toBeInstanceOf(AbortSignal);
  });

  test("is told nothing of a cache where the runtime refuses to hear of it", async () => {
    vi.stubGlobal("Request", { prototype: {} });
    const inits: RequestInit[] = [];
    await outcome("https://gateway.example", search, (_, init) => {
      inits.push(init);
      return Promise.resolve(new Response(BODY));
    });
    expect(inits.map((init) => "cache" in init)).toEqual([false]);
  });
});

test("a request arrives as it was signed", async () => {
  const wire = await Wire.of(answering(WHOLE));
  await outcome(wire.url);
  const [request] = wire.requests as [string];
  expect(request).toMatch(/^POST \/telecoms\/checknumberapi\.php HTTP\/1\.1\r\n/);
  expect(request).toContain("\r\nContent-Type: application/x-www-form-urlencoded\r\n");
  expect(request).toContain("\r\nAccept-Encoding: identity\r\n");
  expect(request).toMatch(/\r\n\r\n.*username=reseller&password=hunter2.*$/);
});

describe("a request sent by itself", () => {
  const call = aql.checkNumbers({ pattern: "0113 312012*" });
  const sentTo = (gateway: string, hooks: HookOptions = {}): Promise<Arrived> =>
    send(call.request({ account: ACCOUNT, gateway }), hooks);

  test("gives the answer, and shows both to the hooks", async () => {
    const wire = await Wire.of(answering(WHOLE));
    const seen: unknown[] = [];
    const answer = await sentTo(wire.url, {
      onRequest: (request) => seen.push(request.call),
      onResponse: (_, result) => seen.push(said(result)),
    });
    expect(call.parse(answer).map(({ number }) => number)).toEqual(["44-113-3120120"]);
    expect(answer.complete).toBe(true);
    expect(seen).toEqual(["check_numbers", [200, BODY, true]]);
  });

  test("throws where it never left, once the hooks know", async () => {
    const seen: unknown[] = [];
    const error = await rejection(
      sentTo(`http://127.0.0.1:${await refused()}`, { onResponse: (_, result) => seen.push(result) }),
    );
    expect(error).toBeInstanceOf(NotSent);
    expect(seen).toEqual([error]);
  });
});

test("no error of a lost purchase shows a password", async () => {
  const wire = await Wire.of(answering("AQVOIP_OK 44-113-3120120_600001_hunter2\n\n"));
  const client = new aql.Client({ account: ACCOUNT, gateway: wire.url });
  const error = await rejection(purchase(client));
  expect(error).toMatchObject({ kind: "transport", code: "no_answer", outcome: "unknown" });
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("hunter2");
});

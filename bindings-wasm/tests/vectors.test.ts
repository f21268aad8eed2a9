/** Every call sends and understands what its vectors say, and nothing is made of options that are refused. */

import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";

import { aculab, aql, Body, type Request, SipPassword, TelwireError } from "telwire";
import { describe, expect, test } from "vitest";

import {
  accountOf,
  type AnyCall,
  CALLS,
  camel,
  CARRIERS,
  files,
  type Members,
  only,
  received,
  ROOT,
  subjectOf,
  vectors,
  vectorsOf,
} from "./vectors.js";

type Check = (subject: string, vector: Members) => Promise<void> | void;

const SERVICES: Record<string, string> = {
  "https://ws-1-2-0.aculabcloud.net": "aculab-cloud",
  "https://aql.com": "aql-control",
  "https://gw.aql.com": "aql-provisioning",
};

/** The unsigned request and the signed one are as written. */
const request: Check = (subject, vector) => {
  members(vector, "parameters", "account", "gateway", "expect");
  const expected = vector["expect"] as { unsigned: Members; signed: Members };
  // What is read and not compared: the package sends everything by POST and has no request by GET.
  only(expected, "unsigned", "signed", "get");
  const call = made(subject, vector);
  const carrier = carrierOf(subject);
  const standard = call.request({ account: accountOf(carrier, undefined) });
  expect(unsigned(call.request(), standard)).toEqual(inOrder(expected.unsigned));
  const sent = call.request({ account: accountOf(carrier, vector["account"]), gateway: vector["gateway"] });
  expect(signed(sent)).toEqual(inOrder(expected.signed));
  expect(sent.method).toBe(expected.unsigned["method"]);
};

function unsigned(request: Request, sent: Request): Members {
  expect(() => request.url).toThrow("an unsigned request has no host: give `account` to `request`");
  expect(request.isSigned).toBe(false);
  const { method, path, headers, body } = request;
  // The service that a call belongs to: its own address tells.
  const service = SERVICES[sent.url.slice(0, -sent.path.length)];
  return inOrder({ service, method, path, headers, body });
}

function signed(request: Request): Members {
  expect(request.isSigned).toBe(true);
  const { url, headers, body } = request;
  return inOrder({ url, headers, body });
}

/** A request, the order of its headers a part of what is compared. */
function inOrder(request: Members): Members {
  return { ...request, headers: Object.entries(request["headers"] as object) };
}

/** The answer says what is written, and an error keeps it. */
const answer: Check = async (subject, vector) => {
  members(vector, "parameters", "response", "expect");
  const call = made(subject, vector);
  const came = received(vector["response"] as Members);
  expect(await understood(() => call.parse(came), came.body)).toEqual(expectedOf(vector));
  expect(await understood(() => call.read(webResponse(came)), came.body)).toEqual(expectedOf(vector));
};

function expectedOf(vector: Members): unknown {
  const { value, error, ...rest } = vector["expect"] as { value?: unknown; error?: Members };
  only(rest);
  if (error === undefined) {
    return { value: camel(value) };
  }
  const { salvaged, ...details } = error;
  return {
    error: { ...(camel(details) as Members), ...(salvaged === undefined ? {} : { salvaged: camel(salvaged) }) },
  };
}

/** The answer as `fetch` gives it. One that is not whole breaks off. */
function webResponse({ status, headers, body, complete }: ReturnType<typeof received>): Response {
  const stream = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        controller.enqueue(body);
      },
      pull: (controller) => {
        if (complete === false) {
          controller.error(new TypeError("terminated"));
        } else {
          controller.close();
        }
      },
    },
    { highWaterMark: 0 },
  );
  const hasNoBody = status === 204 || (body.length === 0 && complete !== false);
  return new Response(hasNoBody ? null : stream, { status, headers: headers as HeadersInit });
}

/** What an answer says, as vectors write it; an error keeps the body. */
async function understood(read: () => unknown, body: Uint8Array): Promise<Members> {
  try {
    return { value: written(await read()) };
  } catch (error) {
    if (!TelwireError.is(error) || (error.kind !== "refused" && error.kind !== "malformed")) {
      throw error;
    }
    // Law 1: an error keeps the bytes as they came.
    expect(Buffer.from(error.body.reveal()).equals(body)).toBe(true);
    return { error: writtenError(error) };
  }
}

function writtenError(error: TelwireError): Members {
  const { kind, code, outcome, retryable, message, carrierCode, carrierMessage, status, position, salvaged } = error;
  const members = { kind, code, outcome, retryable, message, carrierCode, carrierMessage, status, position };
  return present({ ...members, salvaged: written(salvaged) });
}

/** A value as vectors write it, its names in camel case. */
function written(value: unknown): unknown {
  if (value instanceof SipPassword) {
    return value.reveal();
  }
  if (value instanceof Body) {
    return textOrBase64(Buffer.from(value.reveal()));
  }
  if (Array.isArray(value)) {
    return value.map(written);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if ("subscriber" in value && "number" in value) {
    return value.number;
  }
  const fields = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, written(member)]));
  if ("settings" in fields) {
    const { settings, ...rest } = fields;
    return present({ ...rest, ...(settings as Members) });
  }
  if ("message" in fields) {
    return present({ ...fields, message: null });
  }
  return fields;
}

function present(members: Members): Members {
  return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== null));
}

function textOrBase64(line: Buffer): unknown {
  const text = line.toString();
  return Buffer.from(text).equals(line) ? text : { base64: line.toString("base64") };
}

const refusedInput: Check = (subject, vector) => {
  members(vector, "parameters", "expect");
  refused(vector, () => made(subject, vector));
};

const refusedAccount: Check = (subject, vector) => {
  members(vector, "account", "expect");
  const account = camel(vector["account"]);
  const carrier = carrierOf(subject);
  refused(vector, () => (carrier === "aql" ? aql.account(account as never) : aculab.account(account as never)));
  refused(vector, () => anyCall(carrier).request({ account }));
};

const refusedGateway: Check = (subject, vector) => {
  members(vector, "gateway", "expect");
  const carrier = carrierOf(subject);
  const account = accountOf(carrier, undefined);
  refused(vector, () => anyCall(carrier).request({ account, gateway: vector["gateway"] }));
};

function anyCall(carrier: string): AnyCall {
  return carrier === "aql" ? aql.listUsers() : aculab.telListNumbers();
}

/** Nothing is made, and the error is as written (law 2). */
function refused(vector: Members, make: () => unknown): void {
  let made: unknown;
  try {
    made = make();
  } catch (error) {
    if (!TelwireError.is(error) || error.kind !== "invalid_input") {
      throw error;
    }
    const { field, item, code, message } = error;
    expect({ field, item, code, message }).toEqual(vector["expect"]);
    return;
  }
  expect.fail(`was not refused: ${String(made)}`);
}

function members(vector: Members, ...names: string[]): void {
  only(vector, "name", "kind", "source", ...names);
  expect(vector["source"], "no source").toBeTruthy();
}

function made(subject: string, vector: Members): AnyCall {
  const parameters = vector["parameters"] as Members;
  expect(Object.values(parameters), "what is left out is not written").not.toContain(null);
  const make = CALLS[subject];
  if (make === undefined) {
    throw new Error(`no call \`${subject}\``);
  }
  // Settings carry aql's own names.
  return make(subject === "aql/change_user" ? parameters : (camel(parameters) as Members));
}

function carrierOf(subject: string): string {
  return subject.split("/")[0] ?? "";
}

const OF_CALLS: Record<string, Check> = { answer, refused_input: refusedInput, request };
const OF_ACCOUNTS: Record<string, Check> = { refused_account: refusedAccount, refused_gateway: refusedGateway };

/** How a vector is run, by its folder and its kind. */
const CHECKS: Record<string, Record<string, Check>> = {
  ...Object.fromEntries(Object.keys(CALLS).map((call) => [call, OF_CALLS])),
  ...Object.fromEntries(CARRIERS.map((carrier) => [`${carrier}/account`, OF_ACCOUNTS])),
};

async function run(subject: string, vector: Members): Promise<void> {
  const check = CHECKS[subject]?.[String(vector["kind"])];
  if (check === undefined) {
    throw new Error(`no check of \`${String(vector["kind"])}\` in \`${subject}\``);
  }
  await check(subject, vector);
}

/** Every file, read once. */
const FILES = files().map((path) => ({ path, subject: subjectOf(path), vectors: vectorsOf(path) }));

for (const { path, subject, vectors } of FILES) {
  describe(`${subject}/${basename(path, ".json")}`, () => {
    test.each(vectors.map((vector) => [vector["name"], vector] as const))("%s", (_, vector) => run(subject, vector));
  });
}

describe("the vectors", () => {
  test("are all run: every file, every kind of every call", () => {
    const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map((folder) => folder.name).sort()).toEqual([...CARRIERS, "workflows"].sort());
    expect(new Set(FILES.map(({ subject }) => subject))).toEqual(new Set(Object.keys(CHECKS)));
    for (const { path, vectors } of FILES) {
      const written = readFileSync(path, "utf8").match(/^ {6}"kind": "\w+",$/gm) ?? [];
      expect(vectors.length, path).toBe(written.length);
    }
    for (const call of Object.keys(CALLS)) {
      const ofCall = FILES.filter(({ subject }) => subject === call);
      const kinds = ofCall.flatMap(({ vectors }) => vectors).map((vector) => vector["kind"]);
      expect(kinds, call).toEqual(expect.arrayContaining(["answer", "request"]));
    }
  });
});

const SOUND = {
  name: "users",
  kind: "answer",
  source: "number control API",
  parameters: {},
  response: { status: 200, body: "606309\n" },
  expect: { value: ["606309"] },
};
const FILE = { $schema: "../../schema.json", call: "aql/list_users", vectors: [SOUND] };

describe("a file that is not of the format fails", () => {
  test.each([{ $schema: "schema.json" }, { call: "aql/get_user" }, { vectors: [SOUND, SOUND] }, { notes: "" }])(
    "%o",
    (change) => {
      const read = (file: object): Members[] =>
        vectors(JSON.stringify(file), "../../schema.json", "call", "aql/list_users");
      expect(read(FILE)).toEqual([SOUND]);
      expect(() => read({ ...FILE, ...change })).toThrow();
    },
  );
});

describe("a vector that does not hold fails", () => {
  test.each([
    [{ kind: "reply" }, "no check of `reply`"],
    [{ kind: "request" }, "unknown members"],
    [{ kind: "refused_account" }, "no check of `refused_account`"],
    [{ source: "" }, "no source"],
    [{ notes: "" }, "unknown members"],
    [{ parameters: { user: "bob" } }, "`user` is not a field of this call"],
    [{ response: { status: 200, body: "", reason: "OK" } }, "unknown members"],
    [{ response: { status: 200, body: [{ base65: "" }] } }, "unknown members"],
    [{ response: { status: 500, body: "606309\n" } }, "to deeply equal"],
    [{ expect: { value: [] } }, "to deeply equal"],
    [{ expect: { value: ["606309"], error: {} } }, "to deeply equal"],
  ])("%o", async (change, complaint) => {
    await run("aql/list_users", SOUND);
    await expect(run("aql/list_users", { ...SOUND, ...change })).rejects.toThrow(complaint);
  });
});

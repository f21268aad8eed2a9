/** What the JavaScript side of calls promises beyond the vectors. */

import { aql, type AnyTelwireError, NotSent, TelwireError } from "telwire";
import { describe, expect, test } from "vitest";

const SIGNED = { account: { username: "reseller", password: "s3cret" } };

describe("options that are refused", () => {
  test.each<[string, object, string]>([
    ["a text that is none", { pattern: 5 }, "`pattern` must be a string, not a number"],
    ["a number that is none", { pattern: "0113 *", show: "20" }, "`show` must be a number, not a string"],
    ["a fraction", { pattern: "0113 *", show: 1.5 }, "`show` must be a whole number from 0 to 4294967295, not `1.5`"],
    ["no number", { pattern: "0113 *", skip: NaN }, "`skip` must be a whole number from 0 to 4294967295, not `NaN`"],
    ["an option that is none", { patern: "0113 *" }, "`patern` is not a field of this call"],
    [
      "half of a surrogate pair",
      { pattern: "\ud800" },
      "`pattern` must not hold half of a surrogate pair: it cannot be written as UTF-8",
    ],
    [
      "a pattern twice",
      { pattern: "0113 *", country: "44" },
      "`pattern` stands for `country`, `areaCode` and `subCode`: give it, or the three",
    ],
  ])("%s", (_, options, message) => {
    expect(() => aql.checkNumbers(options as never)).toThrow(message);
  });

  test("an item of a list is named by its position", () => {
    expect(() =>
      aql.assignNumbers({ items: ["44-113-3120120", { number: "44-113-3120121", firstName: 5 as never }] }),
    ).toThrow("`firstNames[1]` must be a string, not a number");
    expect(() => aql.assignNumbers({ items: [{ number: "44-113-3120120", name: "Ada" } as never] })).toThrow(
      "`name[0]` is not a field of an item",
    );
  });

  test("`null` and `undefined` are left out", () => {
    const call = aql.checkNumbers({ pattern: "0113 312012*", skip: null, show: undefined });
    expect(call.request().body).toBe("country=44&areaCode=113&subCode=312012*&skip=0&show=100");
  });
});

test("a call keeps a copy of its options", () => {
  const items = [{ number: "44-113-3120120", firstName: "Ada" }];
  const call = aql.assignNumbers({ items });
  items[0] = { number: "44-113-3120121", firstName: "Grace" };
  expect(call.options.items).toEqual([{ number: "44-113-3120120", firstName: "Ada" }]);
  expect(Object.isFrozen(call.options.items)).toBe(true);
});

test("a number of an answer is taken where a number is asked for", () => {
  const numbers = aql.checkNumbers({ pattern: "0113 *" }).parse({ status: 200, body: "AQVOIP_OK\n44-113-3120120\n" });
  expect(aql.assignNumbers({ items: numbers }).request().body).toContain("phoneNumbers=44-113-3120120&");
  expect(aql.assignNumbers({ items: numbers.map((number) => ({ number })) }).request().body).toContain(
    "phoneNumbers=44-113-3120120&",
  );
});

test("a signed request is what `fetch` takes", async () => {
  const request = aql.listUsers().request(SIGNED);
  const sent = new Request(request.url, request);
  expect([sent.method, sent.url, sent.redirect, sent.cache]).toEqual([
    "POST",
    "https://aql.com/reseller/voipapi.php",
    "manual",
    "no-store",
  ]);
  expect(await sent.text()).toBe("action=listusers&username=reseller&password=s3cret");
});

test("a panic is an error with its message, and the next call is sound", () => {
  const call = aql.checkNumbers({ pattern: "0113 *" });
  const tooLong = { length: 2 ** 32 - 1 } as Uint8Array;
  for (let times = 0; times < 3; times += 1) {
    expect(() => call.parse({ status: 200, body: tooLong })).toThrow(
      /^telwire broke down, which is a defect of telwire: .*\ncapacity overflow$/,
    );
    expect(call.request().body).toBe("country=44&areaCode=113&subCode=*&skip=0&show=100");
    expect(call.parse({ status: 200, body: "AQVOIP_OK\n44-113-3120120\n" })).toHaveLength(1);
  }
});

test("a gateway goes with an account", () => {
  expect(() => aql.listUsers().request({ gateway: "https://example.com" } as never)).toThrow(
    "`gateway` goes with an account: an unsigned request has no host",
  );
});

test("a body whose end nothing announced is not taken for whole", async () => {
  const call = aql.listUsers();
  const closing = new Response("606309", { headers: { connection: "close" } });
  await expect(call.read(closing)).rejects.toMatchObject({ kind: "malformed", code: "incomplete" });
  const announced = new Response("606309", { headers: { connection: "close", "content-length": "6" } });
  await expect(call.read(announced)).resolves.toEqual(["606309"]);
});

describe("errors", () => {
  test("tell what a request without an answer means for the call", () => {
    const purchase = aql.assignNumbers({ items: ["44-113-3120120"] });
    expect(purchase.failed("no_answer")).toMatchObject({ kind: "transport", outcome: "unknown", retryable: false });
    expect(purchase.failed("not_sent")).toMatchObject({ outcome: "not_sent", retryable: true, call: "assign_numbers" });
    expect(purchase.failed("not_sent")).toBeInstanceOf(NotSent);
  });

  test("are told apart by their kind, and known across copies of the package", () => {
    const error: unknown = new NotSent("connection refused", { cause: "ECONNREFUSED" });
    expect(TelwireError.is(error) && code(error)).toBe("not_sent");
    expect((error as Error).cause).toBe("ECONNREFUSED");
    expect(TelwireError.is({ [Symbol.for("telwire.error")]: true })).toBe(true);
    expect(TelwireError.is(new Error("other"))).toBe(false);
  });

  function code(error: AnyTelwireError): string {
    return error.kind === "transport" ? error.code : error.kind;
  }
});

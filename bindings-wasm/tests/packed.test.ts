/** The two lists that cross packed say what the slow way says, and give up where they must. */

import { aculab, aql, type Received } from "telwire";
import { describe, expect, test } from "vitest";

const search = aql.checkNumbers({ pattern: "44-113-*" });
const listing = aculab.telListNumbers();

/** A body that the scanners give up on, and that says the same as `body`: an undocumented member, or a space in front. */
const SLOW = {
  numbers: (body: string): string => body.replace("AQVOIP_OK\n", "AQVOIP_OK \n"),
  owned: (body: string): string => body.replaceAll('{"country"', '{"new":1,"country"'),
};

function owned(region: string, price = "3.00", state?: string): string {
  const place = state === undefined ? `"region":"${region}"` : `"region":"${region}","state":"${state}"`;
  return `{"country":"Germany",${place},"price":"${price}","purchased":"2011-09-14","did_type":"geographic"}`;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("numbers", () => {
  test.each([
    ["none", "AQVOIP_OK\n"],
    ["one", "AQVOIP_OK\n44-113-3120120\n"],
    ["several", "AQVOIP_OK\n44-113-3120120_44-20-79460000_353-1-0120120\n"],
    ["repeated and odd separators", "AQVOIP_OK\n_44-113-3120120__ 44-113-3120121\r\n\n44-113-3120122"],
    ["the longest and the shortest", "AQVOIP_OK\n999-999-999999999_1-1-1\n"],
    ["many", `AQVOIP_OK\n${Array.from({ length: 5000 }, (_, i) => `44-113-${String(1000000 + i)}`).join("_")}\n`],
  ])("%s: text, bytes and the slow way agree", (_, body) => {
    const slow = search.parse({ status: 200, body: SLOW.numbers(body) });
    expect(search.parse({ status: 200, body })).toEqual(slow);
    expect(search.parse({ status: 200, body: bytes(body) })).toEqual(slow);
    expect(Object.isFrozen(slow), "the slow way was taken").toBe(true);
  });

  test.each<[string, Omit<Received, "body">, string]>([
    ["another status", { status: 500 }, "http_status"],
    ["not whole", { status: 200, complete: false }, "incomplete"],
  ])("%s is not packed", (_, answer, code) => {
    const parse = (): unknown => search.parse({ ...answer, body: "AQVOIP_OK\n44-113-3120120\n" });
    expect(parse).toThrow(expect.objectContaining({ code }));
  });
});

describe("owned numbers", () => {
  test.each([
    ["none", "{}"],
    ["one", `{"4921615550100":${owned("Berlin")}}`],
    ["a state", `{"4921615550100":${owned("Berlin", "3.00", "Berlin")}}`],
    ["letters of two bytes", `{"1":${owned("Mönchengladbach")},"2":${owned("Köln")},"3":${owned("Berlin")}}`],
    ["letters of three and four bytes", `{"1":${owned("東京")},"2":${owned("😀😀")},"3":${owned("é")}}`],
    ["prices as they print", `{"1":${owned("a", "0.5")},"2":${owned("a", "10")},"3":${owned("a", "0.00")}}`],
    ["prices that print otherwise", `{"1":${owned("a", "-0.50")},"2":${owned("a", "007.10")},"3":${owned("a", "-0")}}`],
    ["escapes", `{"1":${owned("M\\u00f6nchengladbach")}}`],
    ["many", `{${Array.from({ length: 3000 }, (_, i) => `"${String(i)}":${owned(`Straße ${String(i)}`)}`).join(",")}}`],
  ])("%s: text, bytes and the slow way agree", (_, body) => {
    const slow = listing.parse({ status: 200, body: SLOW.owned(body) });
    expect(listing.parse({ status: 200, body })).toEqual(slow);
    expect(listing.parse({ status: 200, body: bytes(body) })).toEqual(slow);
    expect(body === "{}" || Object.isFrozen(slow), "the slow way was taken").toBe(true);
  });

  test("keep the order of the wire, whatever the numbers look like", () => {
    const answer = listing.parse({ status: 200, body: `{"2":${owned("a")},"1":${owned("a")}}` });
    expect(answer.map(({ number }) => number)).toEqual(["2", "1"]);
  });
});

/** The two lists that cross packed say what other readers of the same bytes say, and give up where they must. */

import { aculab, aql, type Received } from "telwire";
import { describe, expect, test } from "vitest";

const search = aql.checkNumbers({ pattern: "44-113-*" });
const listing = aculab.telListNumbers();

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("numbers", () => {
  /** A body that the scanner gives up on, and that says the same: a space in front. */
  const slowly = (body: string): string => body.replace("AQVOIP_OK\n", "AQVOIP_OK \n");

  test.each([
    ["none", "AQVOIP_OK\n"],
    ["one", "AQVOIP_OK\n44-113-3120120\n"],
    ["several", "AQVOIP_OK\n44-113-3120120_44-20-79460000_353-1-0120120\n"],
    ["of one area, and of one that looks like it", "AQVOIP_OK\n44-113-31_44-113-32_44-1133-2_441-13-33_44-113-34\n"],
    ["at both ends of areas", "AQVOIP_OK\n44-113-99_44-114-00_44-114-99_44-114-00_44-113-99_44-113-00\n"],
    ["repeated and odd separators", "AQVOIP_OK\n_44-113-3120120__ 44-113-3120121\r\n\n44-113-3120122"],
    ["the longest and the shortest", "AQVOIP_OK\n999-999-999999999_1-1-1\n"],
    ["many", `AQVOIP_OK\n${Array.from({ length: 5000 }, (_, i) => `44-113-${String(1000000 + i)}`).join("_")}\n`],
  ])("%s: text, bytes and the slow way agree", (_, body) => {
    const slow = search.parse({ status: 200, body: slowly(body) });
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
  interface Entry {
    readonly region?: string;
    readonly price?: string;
    readonly state?: string;
  }

  const entry = ({ region = "Berlin", price = "3.00", ...state }: Entry = {}): object => ({
    country: "Germany",
    region,
    price,
    purchased: "2011-09-14",
    did_type: "geographic",
    ...state,
  });

  /** What the entry is to become. */
  function owned(number: string, of: Entry = {}): aculab.OwnedNumber {
    const { region = "Berlin", price = "3.00", state = null } = of;
    const rest = { purchased: "2011-09-14", didType: "geographic", other: [] } as const;
    return { number, country: "Germany", state, region, price, ...rest };
  }

  const body = (entries: readonly (readonly [string, object])[]): string =>
    `{${entries.map(([number, entry]) => `"${number}":${JSON.stringify(entry)}`).join(",")}}`;

  /** The same text in ASCII, as Aculab writes it. */
  const escaped = (json: string): string =>
    json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

  test.each<[string, readonly Entry[]]>([
    ["none", []],
    ["one", [{}]],
    ["a state", [{ state: "Brandenburg" }, {}]],
    ["texts that are empty", [{ region: "", state: "" }, {}]],
    ["letters of two bytes", [{ region: "Mönchengladbach" }, { region: "Köln", state: "Rhön" }, {}]],
    ["letters of three and four bytes", [{ region: "東京" }, { region: "😀😀" }, { region: "é" }, {}]],
    ["characters that are escaped everywhere", [{ region: 'a"b\\c\n' }, {}]],
    ["prices as they print", [{ price: "0.5" }, { price: "10" }, { price: "0.00" }]],
    [
      "texts of any length",
      Array.from({ length: 40 }, (_, length) => ({ region: "x".repeat(length), state: "y".repeat(length) })),
    ],
    [
      "texts that differ in their middle alone",
      ["one", "two", "one", "six"].map((middle) => ({ region: `Saint-Jean-${middle}-sur-Loire` })),
    ],
    [
      "the same texts again and again",
      Array.from({ length: 3000 }, (_, index) => ({ region: `Straße ${String(index % 700)}` })),
    ],
    ["many", Array.from({ length: 3000 }, (_, index) => ({ region: `Straße ${String(index)}` }))],
  ])("%s: text, bytes and escapes say what was written", (_, entries) => {
    const text = body(entries.map((each, index) => [String(index), entry(each)]));
    const expected = entries.map((each, index) => owned(String(index), each));
    expect(listing.parse({ status: 200, body: text })).toEqual(expected);
    expect(listing.parse({ status: 200, body: bytes(text) })).toEqual(expected);
    expect(listing.parse({ status: 200, body: bytes(escaped(text)) })).toEqual(expected);
  });

  test("are the same among 100,000, now and then with an escape", () => {
    const entries = Array.from({ length: 100_000 }, (_, index) => (index % 1000 === 0 ? { region: "Köln" } : {}));
    const text = escaped(body(entries.map((each, index) => [String(index), entry(each)])));
    const expected = entries.map((each, index) => owned(String(index), each));
    const answer = listing.parse({ status: 200, body: bytes(text) });
    // As text, as it takes many seconds to compare so many objects.
    expect(JSON.stringify(answer) === JSON.stringify(expected)).toBe(true);
  });

  test("keep the order of the wire, whatever the numbers look like", () => {
    const answer = listing.parse({
      status: 200,
      body: body([
        ["2", entry()],
        ["1", entry()],
      ]),
    });
    expect(answer.map(({ number }) => number)).toEqual(["2", "1"]);
  });

  test.each<[string, string, aculab.OwnedNumber]>([
    ["an undocumented member", '"new":[{}]', owned("2")],
    ["a member twice", '"region":"Köln"', { ...owned("2"), other: [["region", '"Köln"']] }],
    [
      "two members twice",
      '"price":"1","state":1',
      {
        ...owned("2"),
        other: [
          ["price", '"1"'],
          ["state", "1"],
        ],
      },
    ],
  ])("%s is the matter of its entry alone", (_, member, unusual) => {
    const odd = JSON.stringify(entry()).replace("}", `,${member}}`);
    const text = `{"1":${JSON.stringify(entry({ region: "Łódź" }))},"2":${odd},"3":${JSON.stringify(entry())}}`;
    const expected = [owned("1", { region: "Łódź" }), unusual, owned("3")];
    expect(listing.parse({ status: 200, body: text })).toEqual(expected);
    expect(listing.parse({ status: 200, body: bytes(text) })).toEqual(expected);
  });

  test("that say less than documented have what is missing as nothing", () => {
    const answer = listing.parse({ status: 200, body: `{"1":{},"2":${JSON.stringify(entry())}}` });
    const nothing = { country: "", state: null, region: "", price: null, purchased: null, didType: "", other: [] };
    expect(answer).toEqual([{ number: "1", ...nothing }, owned("2")]);
  });

  test.each([
    ["-0.50", "-0.50"],
    ["007.10", "7.10"],
    ["00", "0"],
    ["-0", "0"],
  ])("a price of %s prints as %s, between others", (price, printed) => {
    const prices = ["1.00", price, "2.00"];
    const text = body(prices.map((price, index) => [String(index), entry({ price })]));
    const answer = listing.parse({ status: 200, body: text });
    expect(answer.map(({ price }) => price)).toEqual(["1.00", printed, "2.00"]);
  });

  test("are salvaged from a listing that is cut off anywhere", () => {
    const text = escaped(
      body([
        ["1", entry({ region: "Köln" })],
        ["2", entry()],
      ]),
    );
    const second = text.indexOf(',"2"');
    for (let end = 1; end < text.length; end += 1) {
      const salvaged = end < second ? [] : [owned("1", { region: "Köln" })];
      const parse = (): unknown => listing.parse({ status: 200, body: bytes(text.slice(0, end)) });
      const complete = [owned("1", { region: "Köln" }), owned("2")];
      expect(parse, text.slice(0, end)).toThrow(
        expect.objectContaining({ kind: "malformed", salvaged: end === text.length - 1 ? complete : salvaged }),
      );
    }
  });

  test("have the texts of their own listing, whatever the one before had", () => {
    const regions = ["Berlin", "Köln", "Saint-Jean-one-sur-Loire", "Saint-Jean-two-sur-Loire"];
    for (const first of regions) {
      const entries = [first, ...regions].map((region) => ({ region }));
      const text = body(entries.map((each, index) => [String(index), entry(each)]));
      const expected = entries.map((each, index) => owned(String(index), each));
      expect(listing.parse({ status: 200, body: bytes(text) })).toEqual(expected);
      expect(listing.parse({ status: 200, body: bytes(escaped(text)) })).toEqual(expected);
    }
  });

  test("come from the memory as it is after it has grown, and after a failure", () => {
    const small = { status: 200, body: bytes(body([["1", entry()]])) };
    expect(listing.parse(small)).toEqual([owned("1")]);
    const count = 20_000;
    const large = { status: 200, body: bytes(body(Array.from({ length: count }, (_, i) => [String(i), entry()]))) };
    expect(listing.parse(large)).toHaveLength(count);
    expect(listing.parse(small)).toEqual([owned("1")]);
    expect(() => listing.parse({ status: 200, body: "{" })).toThrow();
    expect(listing.parse(small)).toEqual([owned("1")]);
  });
});

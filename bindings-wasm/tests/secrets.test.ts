/** Nothing that prints, copies or serialises shows a secret, or silently replaces one. */

import { format, inspect } from "node:util";

import { aculab, aql, requireComplete, TelwireError, toObject } from "telwire";
import { describe, expect, test } from "vitest";

const SECRET = "hunter2";
const assign = aql.assignNumbers({ items: ["44-113-3120120"] });
const bought = assign.parse({ status: 200, body: `AQVOIP_OK\n44-113-3120120_606309_${SECRET}\n` });
const short = assign.parse({ status: 200, body: `AQVOIP_OK\n44-113-3120121_606309_${SECRET}\n` });
const account = { username: "reseller", password: SECRET };

const HOLDERS: [string, object][] = [
  ["a SIP password", bought.rows[0]?.password ?? {}],
  ["an answer", bought],
  ["a signed request at aql", assign.request({ account })],
  [
    "a signed request at Aculab Cloud",
    aculab.telListNumbers().request({ account: { cloudId: "1-2-0", username: "bob", accessKey: SECRET } }),
  ],
  ["an account at aql", aql.account({ ...account, control: account })],
  ["an account at Aculab Cloud", aculab.account({ cloudId: "1-2-0", username: "bob", accessKey: SECRET })],
];

describe.each(HOLDERS)("%s", (_, holder) => {
  test("prints without its secret", () => {
    const printed = [
      format("%s", holder),
      inspect(holder, { depth: 9, showHidden: true }),
      Object.values(holder).join(),
    ];
    for (const text of printed) {
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain(Buffer.from(SECRET).toString("base64"));
    }
  });

  test("is not serialised", () => {
    expect(() => JSON.stringify(holder)).toThrow(TelwireError);
  });

  test("is not cloned", () => {
    expect(() => structuredClone(holder)).toThrow("could not be cloned");
  });
});

test("a password is revealed, and stands in plain data only where that is asked for", () => {
  expect(bought.rows[0]?.password.reveal()).toBe(SECRET);
  expect(toObject(bought, { reveal: true }).rows[0]?.password).toBe(SECRET);
  expect(() => toObject(bought)).toThrow(
    "a SIP password is among the values: say `toObject(answer, { reveal: true })`, or take it by `reveal()`",
  );
});

test("an answer with problems is an error that keeps it, and prints without its secret", () => {
  expect(requireComplete(bought)).toBe(bought.rows);
  const error = thrown(() => requireComplete(short));
  expect(error).toMatchObject({ kind: "malformed", code: "problems", call: "assign_numbers", outcome: "unknown" });
  expect(error.salvaged).toBe(short);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(SECRET);
  expect(JSON.stringify(error)).not.toContain(SECRET);
});

test("an error that keeps a body prints its size", () => {
  const error = thrown(() => assign.parse({ status: 500, body: SECRET }));
  expect(inspect(error)).toContain("body: [7 bytes]");
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(SECRET);
  expect(new TextDecoder().decode(error.body?.reveal())).toBe(SECRET);
});

function thrown(run: () => unknown): TelwireError {
  try {
    run();
  } catch (error) {
    if (TelwireError.is(error)) {
      return error;
    }
    throw error;
  }
  throw new Error("nothing was thrown");
}

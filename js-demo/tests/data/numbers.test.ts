import { expect, it, vi } from "vitest";

import { configure } from "../../page/data/configuring.js";
import type { Numbers } from "../../page/data/numbers.js";
import type { OwnedAculab, OwnedAql } from "../../page/data/owned.js";
import { Releasing } from "../../page/data/releasing.js";
import { type Change, changesOf, draftOf, type Draft } from "../../page/data/settings.js";
import { Bench, known } from "./bench.js";

/** One number at aql and three at Aculab Cloud. */
async function stocked(): Promise<{ readonly bench: Bench; readonly numbers: Numbers }> {
  const bench = new Bench();
  const orders = bench.orders();
  const uk = await orders.place("aql", { slots: ["44-113-3120120"] }, "uk");
  const world = await orders.place("aculab", { country: "Spain", region: "Bilbao", quantity: 3 }, "world");
  await vi.waitFor(() => expect(uk.hasUnsaved.value).toBe(true));
  await world.follow();
  const numbers = bench.numbers();
  await numbers.load();
  return { bench, numbers };
}

function firstAql({ aql }: Numbers): OwnedAql {
  return known(aql.rows.value?.[0]);
}

function worldwide({ aculab }: Numbers): readonly OwnedAculab[] {
  return known(aculab.rows.value);
}

function changed({ user }: OwnedAql, draft: Partial<Draft>): readonly Change[] {
  const before = draftOf(known(user).settings);
  return changesOf(before, { ...before, ...draft });
}

it("has the numbers of both carriers, and what they cost", async () => {
  const { numbers } = await stocked();
  expect(numbers.all.value.map(({ carrier, digits, place, price }) => [carrier, digits, place, price])).toEqual([
    ["aql", "441133120120", "Leeds, UK", null],
    ["aculab", "21887377377", "Bilbao, Spain", "3.00"],
    ["aculab", "21887377378", "Bilbao, Spain", "3.00"],
    ["aculab", "21887377379", "Bilbao, Spain", "3.00"],
  ]);
  expect(numbers.perMonth.value).toBe("9.00");
  expect([numbers.isPending.value, numbers.isLoading.value]).toEqual([false, false]);
});

it("keeps what is known of a carrier that does not answer, and reads the other", async () => {
  const { bench, numbers } = await stocked();
  for (const position of [1, 2, 3]) {
    bench.sandbox.faults.add({ kind: "proxy_error", call: "tel_list_numbers", position });
  }
  await numbers.load();
  expect(numbers.all.value.length).toBe(4);
  expect(numbers.aql.failure.value).toBeNull();
  expect(numbers.aculab.failure.value).toMatchObject({ code: "http_status", outcome: "not_changed" });
  await numbers.aculab.load();
  expect(numbers.aculab.failure.value).toBeNull();
});

it("shows a user that aql cannot describe, and says why", async () => {
  const { bench, numbers } = await stocked();
  for (const position of [1, 2, 3]) {
    bench.sandbox.faults.add({ kind: "html_page", call: "get_user", position });
  }
  await numbers.load();
  expect(firstAql(numbers)).toMatchObject({ digits: "", user: null, failure: { outcome: "not_changed" } });
});

it("reads back what was configured", async () => {
  const { bench, numbers } = await stocked();
  const number = firstAql(numbers);
  const changes = changed(number, { forwardto: "01133203040", forwardactive: "1" });
  const result = await configure(bench.clients, number, changes);
  expect(result).toMatchObject({ isApplied: true, failure: null, differences: [] });
  expect(result.found?.settings).toMatchObject({ forwardto: "01133203040", forwardactive: true });
  expect(bench.sandbox.owned.aql[0]?.settings.forwardto).toBe("01133203040");
});

it("says that a change was refused by the portal, and that nothing was sent", async () => {
  const { bench, numbers } = await stocked();
  const number = firstAql(numbers);
  const result = await configure(bench.clients, number, changed(number, { forwardto: "0909" }));
  expect(result).toMatchObject({
    isApplied: false,
    found: null,
    failure: { code: "value_not_allowed", outcome: "not_sent" },
  });
});

it("finds out that a change was made whose answer was lost", async () => {
  const { bench, numbers } = await stocked();
  const number = firstAql(numbers);
  bench.sandbox.faults.add({ kind: "no_answer", call: "change_user", done: "now" });
  const changes = changed(number, { forwardactive: "1" });
  expect(await configure(bench.clients, number, changes)).toMatchObject({ isApplied: true, failure: null });
});

it("believes what it reads back more than an answer that makes no sense", async () => {
  const { bench, numbers } = await stocked();
  for (const position of [1, 2, 3]) {
    bench.sandbox.faults.add({ kind: "html_page", call: "change_user", position });
  }
  const number = firstAql(numbers);
  const changes = changed(number, { forwardactive: "1" });
  expect(await configure(bench.clients, number, changes)).toMatchObject({ isApplied: true, failure: null });
});

it("says of each number whether it is released", async () => {
  const { bench, numbers } = await stocked();
  const [first, second] = numbers.aculab.rows.value ?? [];
  const releasing = new Releasing(
    bench.clients,
    [first, second].flatMap((row) => row ?? []),
  );
  const gone = await releasing.ended;
  expect([...releasing.items.value].map(([number, { status }]) => [number, status])).toEqual([
    ["21887377377", "released"],
    ["21887377378", "released"],
  ]);
  numbers.aculab.forget(gone);
  expect(numbers.aculab.rows.value?.map(({ digits }) => digits)).toEqual(["21887377379"]);
  expect(bench.sandbox.owned.aculab.map(({ number }) => number)).toEqual(["21887377379"]);
});

it("finds out that a number is gone when the answer was lost", async () => {
  const { bench, numbers } = await stocked();
  bench.sandbox.faults.add({ kind: "no_answer", call: "tel_delete_numbers", done: "now" });
  const releasing = new Releasing(bench.clients, worldwide(numbers).slice(0, 1));
  expect([...(await releasing.ended)]).toEqual(["aculab:21887377377"]);
  expect(releasing.items.value.get("21887377377")?.status).toBe("gone");
});

it("says why nothing was released that is another's", async () => {
  const { bench, numbers } = await stocked();
  const foreign = worldwide(numbers).map((number) => ({ ...number, digits: `9${number.digits}` }));
  const releasing = new Releasing(bench.clients, foreign);
  expect([...(await releasing.ended)]).toEqual([]);
  expect(releasing.failure.value).toMatchObject({ code: "not_owned", outcome: "not_sent" });
  expect(releasing.isRunning.value).toBe(false);
});

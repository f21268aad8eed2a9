/** What people type who mean no good. */

import { readFile } from "node:fs/promises";

import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";

import { CHROMIUM, type Desk } from "../browser.js";
import { office } from "./office.js";

const MARKUP = `"><img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'; drop table x;--`;
const FORMULA = `=HYPERLINK("https://evil.example","x")`;

describe.skipIf(CHROMIUM === undefined)("hostile input", () => {
  const open = office();

  test("in every field of every place is shown as text, or refused in words", async () => {
    const { desk } = open;
    await desk.choose("0113 312 0120");
    await fillAll(desk, desk.page.locator("main"));
    await desk.press("Search");
    await desk.page.getByRole("tab", { name: "Worldwide" }).click();
    await desk.page.getByLabel("Country").selectOption("Germany");
    await fillAll(desk, desk.page.locator("main"));
    await desk.press("Add to the basket");
    await desk.page.getByRole("link", { name: /^Basket/ }).click();
    await desk.heading("Basket");
    await fillAll(desk, desk.page.locator("main"));
    await expectHarmless(desk);
    for (const place of ["My numbers", "Orders", "Audit"] as const) {
      await desk.go(place);
      await fillAll(desk, desk.page.locator("main"));
      await expectHarmless(desk);
    }
  });

  test("as a customer's name travels to the carrier and back as it is, and no spreadsheet runs it", async () => {
    const { desk } = open;
    await desk.choose("0113 312 0120", "0113 312 0121");
    await desk.page.getByRole("link", { name: /^Basket/ }).click();
    await desk.page.getByLabel("First name for 0113 312 0120").fill(MARKUP);
    await desk.page.getByLabel("First name for 0113 312 0121").fill(FORMULA);
    await desk.follow("Review 2 numbers");
    await expect.poll(() => desk.text()).toContain(MARKUP);
    await desk.press("Order 2 numbers");
    await desk.heading("Ordered");
    await expect.poll(() => desk.text()).toContain(MARKUP);
    await expectHarmless(desk);
    const [downloaded] = await Promise.all([desk.page.waitForEvent("download"), desk.press("Download with passwords")]);
    const csv = await readFile(await downloaded.path(), "utf8");
    expect(csv).toContain("HYPERLINK");
    expect(csv).not.toMatch(/(?:^|[,;"])=HYPERLINK/m);
  });

  test("in a setting is refused before it leaves, or by the portal", async () => {
    const { desk } = open;
    await desk.choose("0113 312 0120");
    await desk.order();
    await desk.press("I have saved them");
    await desk.go("My numbers");
    await desk.follow("0113 312 0120");
    const drawer = desk.page.getByRole("dialog");
    await drawer.getByLabel("Forward to").fill("0906 7000000");
    await drawer.getByRole("button", { name: "Review 1 change" }).click();
    expect(await drawer.getByLabel("Forward to").getAttribute("aria-invalid")).toBe("true");
    await fillAll(desk, drawer);
    await drawer.getByRole("button", { name: /^Review/ }).click();
    await expectHarmless(desk);
  });

  test("in the address shows nothing but that there is nothing", async () => {
    const { desk } = open;
    for (const route of ["orders", "numbers", "get", "nowhere"]) {
      await desk.page.goto(`${open.program.url}/#/${route}/${encodeURIComponent(MARKUP)}`);
      await desk.page.getByRole("heading", { level: 1 }).first().waitFor();
      await expectHarmless(desk);
    }
    await desk.page.goto(`${open.program.url}/#/numbers/%E0%A4%A`);
    await desk.page.getByRole("heading", { level: 1 }).first().waitFor();
  });

  test("as a file of customers is refused row by row, in words", async () => {
    const { desk } = open;
    await desk.choose("0113 312 0120");
    await desk.page.getByRole("link", { name: /^Basket/ }).click();
    await desk.heading("Basket");
    const csv = `first name,last name,e-mail\n"${MARKUP.replaceAll('"', '""')}",a_b,${"x".repeat(10_000)}\n\0\0\0,,\n`;
    const file = { name: "customers.csv", mimeType: "text/csv", buffer: Buffer.from(csv) };
    await desk.page.locator("input[type=file]").setInputFiles(file);
    await desk.page.waitForTimeout(300);
    await expectHarmless(desk);
  });
});

/** Types it into everything that can be typed into. */
async function fillAll(desk: Desk, within: Locator): Promise<void> {
  const fields = within.locator(
    "input:not([type=checkbox], [type=radio], [type=number], [type=time], [type=file]):enabled, textarea:enabled",
  );
  await desk.page.waitForTimeout(100);
  for (const field of await fields.all()) {
    await field.fill(MARKUP);
  }
}

async function expectHarmless({ page, complaints }: Desk): Promise<void> {
  expect(await page.evaluate(() => Reflect.get(window, "hacked") as unknown)).toBeUndefined();
  expect(await page.locator("img[src=x]").count()).toBe(0);
  expect(complaints).toEqual([]);
}

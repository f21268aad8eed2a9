/** The same by the keyboard alone. */

import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { CHROMIUM } from "../browser.js";
import { office } from "./office.js";

/** More keys than any place needs. */
const MOST = 150;

describe.skipIf(CHROMIUM === undefined)("by the keyboard alone", () => {
  const open = office();

  test("a number at aql is found and ordered, and its password shown", async () => {
    const { page } = open.desk;
    await press(page, page.getByRole("link", { name: "Get numbers" }).first());
    await reach(page, page.getByLabel("Begins with"));
    await page.keyboard.type("312012");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "10 numbers found" }).waitFor();
    await press(page, page.getByRole("checkbox", { name: "Put 0113 312 0123 into the basket" }), "Space");
    await press(page, page.getByRole("link", { name: "Go to the basket" }));
    await press(page, page.getByRole("link", { name: "Review 1 number" }));
    await press(page, page.getByRole("button", { name: "Order 1 number" }));
    await page.getByRole("heading", { name: "Ordered" }).waitFor();
    await press(page, page.getByRole("button", { name: "Show SIP password of 0113 312 0123" }));
    await page.getByText("SIS2XxdTrX").waitFor();
  });

  test("a number at Aculab Cloud is chosen and ordered", async () => {
    const { page } = open.desk;
    await press(page, page.getByRole("link", { name: "Get numbers" }).first());
    await reach(page, page.getByRole("tab", { name: "United Kingdom" }));
    await page.keyboard.press("ArrowRight");
    await reach(page, page.getByLabel("Country"));
    await page.keyboard.type("Germany");
    await page.getByLabel("Region").getByRole("option", { name: "Berlin" }).waitFor({ state: "attached" });
    await reach(page, page.getByLabel("Region"));
    await page.keyboard.type("Berlin");
    await press(page, page.getByRole("button", { name: "Add to the basket" }));
    await press(page, page.getByRole("link", { name: "Go to the basket" }));
    await press(page, page.getByRole("link", { name: "Review 1 number" }));
    await press(page, page.getByRole("button", { name: "Order 1 number" }));
    await page.getByRole("heading", { name: "Ordered" }).waitFor();
    await expect.poll(() => open.desk.text()).toContain("49305550100");
  });

  test("a dialog takes the focus, closes with Escape, and gives it back", async () => {
    const { desk } = open;
    await desk.chooseBerlin();
    await desk.order();
    await desk.go("My numbers");
    const { page } = desk;
    await press(page, page.getByRole("checkbox", { name: "Choose 49305550100" }), "Space");
    const button = page.getByRole("button", { name: "Release 1" });
    await press(page, button);
    await page.getByRole("dialog").waitFor();
    expect(await page.evaluate(() => document.activeElement?.closest("dialog") !== null)).toBe(true);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await isFocused(button)).toBe(true);
  });
});

async function press(page: Page, target: Locator, key = "Enter"): Promise<void> {
  await reach(page, target);
  await page.keyboard.press(key);
}

/** Tabs until the target has the focus. */
async function reach(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let keys = 0; keys < MOST; keys += 1) {
    if (await isFocused(target)) {
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`the keyboard does not reach ${String(target)}`);
}

async function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

/** Every place for everybody: by axe-core, light and dark, from 360 to 1440 pixels. */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";

import { CHROMIUM, type Desk } from "../browser.js";
import { office } from "./office.js";

/** All that axe-core knows of the guidelines, and good practice beyond them. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const WIDTHS = [360, 768, 1440];

let axe: string;

describe.skipIf(CHROMIUM === undefined)("every place", () => {
  const open = office();

  beforeAll(async () => {
    axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  });

  test("has nothing to fix while it is empty", async () => {
    const { desk } = open;
    for (const place of ["Home", "Get numbers", "My numbers", "Orders", "Audit"] as const) {
      await desk.go(place);
      await expectAccessible(desk);
    }
    await desk.page.goto(`${open.program.url}/#/nowhere`);
    await expectAccessible(desk);
  });

  test("has nothing to fix from the search to the handover", async () => {
    const { desk } = open;
    await desk.choose("0113 312 0120", "0113 312 0121");
    await expectAccessible(desk);
    await desk.chooseBerlin(2);
    await expectAccessible(desk);
    await desk.page.getByRole("link", { name: /^Basket/ }).click();
    await expectAccessible(desk);
    await desk.follow(/^Review/);
    await expectAccessible(desk);
    await desk.press("Order 4 numbers");
    await desk.heading("Ordered");
    await expectAccessible(desk);
  });

  test("has nothing to fix with numbers, drawers, dialogs and orders", async () => {
    const { desk } = open;
    await desk.choose("0113 312 0120");
    await desk.chooseBerlin();
    await desk.order();
    await desk.go("My numbers");
    await expectAccessible(desk);
    await desk.follow("0113 312 0120");
    await desk.page.getByRole("dialog").getByLabel("Forward to").fill("x");
    await desk.page.getByRole("button", { name: "Review 1 change" }).click();
    await expectAccessible(desk);
    await desk.page.keyboard.press("Escape");
    await desk.page.getByRole("checkbox", { name: "Choose 49305550100" }).check();
    await desk.press("Release 1");
    await expectAccessible(desk);
    await desk.page.keyboard.press("Escape");
    await desk.go("Orders");
    await expectAccessible(desk);
    await desk.follow("1 number in the UK");
    await expectAccessible(desk);
    await desk.go("Audit");
    await expectAccessible(desk);
  });

  test("has nothing to fix in the lab", async () => {
    const { desk } = open;
    await desk.arm("Lose the answer at Aculab Cloud");
    await desk.chooseBerlin();
    await desk.order();
    await expectAccessible(desk);
    for (const tab of ["Make it fail", "The truth", "Naive or telwire", "On the wire"]) {
      await desk.lab(tab);
      await expectAccessible(desk);
    }
  });
});

/** Nothing to fix for axe-core in either scheme, and nothing wider than the window. */
async function expectAccessible({ page }: Desk): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  expect(await violationsIn(page, "dark", ["color-contrast"])).toEqual([]);
  expect(await violationsIn(page, "light", TAGS)).toEqual([]);
}

/** Colours on their way from one scheme to the other are neither. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    document.getAnimations().forEach((animation) => animation.finish());
  });
}

async function violationsIn(
  page: Page,
  colorScheme: "dark" | "light",
  runOnly: readonly string[],
): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await settled(page);
  await page.evaluate(axe);
  const results = await page.evaluate(async (runOnly) => {
    const axe = Reflect.get(window, "axe") as { run(options: object): Promise<AxeResults> };
    return axe.run({ runOnly });
  }, runOnly);
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** Reloads, second tabs, rivals in the next room, and a server that dies. */

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type Browser } from "playwright-core";

import { CHROMIUM, Desk, launch } from "../browser.js";
import { Carriers } from "../carriers.js";
import { testFolder } from "../folder.js";
import { Program } from "../program.js";
import { office } from "./office.js";

describe.skipIf(CHROMIUM === undefined)("an order at work", () => {
  const open = office();

  async function slowly(pace = "Half a second"): Promise<void> {
    const lab = await open.desk.lab("Make it fail");
    await lab.getByLabel("Each answer takes").selectOption(pace);
  }

  test("is followed to its end after a reload, and its password is shown", async () => {
    const { desk } = open;
    await desk.choose("0113 312 0120");
    await slowly();
    await desk.place();
    await desk.heading("Ordering");
    await desk.page.reload();
    await desk.heading("Ordering");
    await desk.heading("Ordered");
    await desk.press("Show SIP password of 0113 312 0120");
    await desk.page.getByText("SIS2XxdTrX").waitFor();
    expect(await desk.truth()).toHaveLength(1);
  });

  test("is followed by another tab too", async () => {
    const { desk, program } = open;
    await desk.choose("0113 312 0120");
    await slowly("Two seconds: time to reload");
    await desk.place();
    await desk.heading("Ordering");
    const other = await Desk.open(desk.page.context(), program.url);
    await other.go("Orders");
    await other.page.getByText("Running").first().waitFor();
    await other.follow("1 number in the UK");
    await other.page.getByRole("cell", { name: "The carrier said so, and lists it." }).waitFor();
    await desk.heading("Ordered");
    expect(other.complaints).toEqual([]);
  });

  test("for a number that somebody else orders, too: one gets it, the other is told", async () => {
    const { desk, browser, program } = open;
    const grace = await Desk.open(await browser.newContext(), program.url, "grace");
    for (const somebody of [desk, grace]) {
      await somebody.choose("0113 312 0120");
    }
    await slowly();
    await Promise.all([desk.place(), grace.place()]);
    await Promise.all([desk.heading("Ordered"), grace.heading("Ordered")]);
    const pages = [await desk.text(), await grace.text()];
    expect(pages.filter((text) => text.includes("To hand over"))).toHaveLength(1);
    expect(pages.filter((text) => text.includes("0 of 1 bought"))).toHaveLength(1);
    expect(pages.filter((text) => text.includes("742827"))).toHaveLength(1);
    expect(await desk.truth()).toHaveLength(1);
    expect(grace.complaints).toEqual([]);
    await grace.page.context().close();
  });
});

describe.skipIf(CHROMIUM === undefined)("a server that is killed in mid-order and started anew", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  test("goes on with the order, and the page with watching it", async () => {
    const carriers = await Carriers.start();
    const start = { args: ["--data", testFolder()], env: carriers.environment };
    const killed = await Program.start(start);
    const desk = await Desk.open(browser, killed.url);
    expect(await desk.page.locator("header").innerText()).toContain("LIVE");
    await desk.choose("0113 312 0120");
    carriers.hold("/checknumberapi.php");
    await desk.place();
    await carriers.reached();
    await killed.kill();
    carriers.release();
    const restarted = await Program.start({ ...start, args: [...start.args, "--port", new URL(killed.url).port] });
    try {
      await desk.page.getByRole("heading", { name: "Ordered" }).waitFor({ timeout: 25_000 });
      await desk.press("Show SIP password of 0113 312 0120");
      await desk.page.getByText("SIS2XxdTrX").waitFor();
      expect(carriers.sandbox.owned.aql).toHaveLength(1);
    } finally {
      await restarted.kill();
      await carriers.stop();
    }
  });
});

/** From a search to a number that is set up, or given back. */

import { describe, expect, test } from "vitest";

import { CHROMIUM } from "../browser.js";
import { office } from "./office.js";

describe.skipIf(CHROMIUM === undefined)("a journey", () => {
  const open = office();

  test("at aql: search, order, see the password once, forward the calls", async () => {
    const { desk } = open;
    await desk.choose("0113 312 0120");
    await desk.order();
    const card = desk.page.getByRole("article", { name: "Handover of 0113 312 0120" });
    expect(await card.innerText()).not.toContain("SIS2XxdTrX");
    await desk.press("Show SIP password of 0113 312 0120");
    expect(await card.innerText()).toMatch(/sip\.aql\.com[\s\S]*742827[\s\S]*SIS2XxdTrX/);
    await desk.press("I have saved them");
    await desk.go("Orders");
    await desk.page.getByText("Passwords to save").waitFor({ state: "detached" });
    await desk.page.reload();
    await desk.follow("1 number in the UK");
    await desk.heading("1 number in the UK");
    expect(await desk.page.content()).not.toContain("SIS2XxdTrX");

    await desk.go("My numbers");
    await desk.follow("0113 312 0120");
    const drawer = desk.page.getByRole("dialog");
    await drawer.getByLabel("Forward to").fill("01133203040");
    await drawer.getByLabel("Forward calls").check();
    await drawer.getByRole("button", { name: "Review 2 changes" }).click();
    expect(await drawer.getByRole("table", { name: "What changes" }).innerText()).toContain("01133203040");
    await drawer.getByRole("button", { name: "Save 2 changes" }).click();
    await drawer.getByRole("button", { name: "Nothing changed" }).waitFor();
    await desk.page.reload();
    expect(await desk.page.getByRole("dialog").getByLabel("Forward to").inputValue()).toBe("01133203040");
  });

  test("at Aculab Cloud: order two, see what they cost, release one", async () => {
    const { desk } = open;
    await desk.chooseBerlin(2);
    await desk.order();
    await expect.poll(() => desk.text()).toContain("3.50 USD");
    await desk.go("My numbers");
    await desk.page.getByRole("checkbox", { name: "Choose 49305550100" }).check();
    await desk.press("Release 1");
    const dialog = desk.page.getByRole("dialog");
    expect(await dialog.innerText()).toContain("This cannot be undone");
    await dialog.getByLabel("I want to give 1 number back for good").check();
    await dialog.getByRole("button", { name: "Release 1 number" }).click();
    await dialog.getByText("1 of 1 released").waitFor();
    await dialog.getByRole("button", { name: "Close" }).first().click();
    await desk.page.getByText("49305550100").waitFor({ state: "detached" });
    await expect.poll(() => desk.text()).toContain("49305550101");
    await desk.go("Audit");
    await expect.poll(() => desk.text()).toMatch(/released 1 of 1/);
  });

  test("at both carriers in one basket", async () => {
    const { desk } = open;
    await desk.choose("0113 312 0120", "0113 312 0125");
    await desk.chooseBerlin();
    await desk.page.getByRole("link", { name: "Basket, 3 numbers" }).click();
    await desk.follow("Review 3 numbers");
    const review = await desk.text();
    expect(review).toMatch(/Your contract price/);
    expect(review).toMatch(/cannot be given back through aql/);
    expect(review).toMatch(/US dollars|USD/);
    await desk.press("Order 3 numbers");
    await desk.heading("Ordered");
    for (const number of ["0113 312 0120", "0113 312 0125", "49305550100"]) {
      await desk.page.getByRole("article", { name: `Handover of ${number}` }).waitFor();
    }
    await desk.go("Home");
    await expect.poll(() => desk.text()).toMatch(/Ordered today\s+3/);
  });
});

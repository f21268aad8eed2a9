/** What the page shows when a carrier fails, beside what was really sold. */

import { describe, expect, test } from "vitest";

import { CHROMIUM } from "../browser.js";
import { office } from "./office.js";

describe.skipIf(CHROMIUM === undefined)("at aql", () => {
  const open = office();

  test.each(["Lose the answer at aql", "Temporary error at aql", "Delayed commit at aql"])(
    "%s: the number is bought once, and shows among my numbers",
    async (fault) => {
      const { desk } = open;
      await desk.arm(fault);
      await desk.choose("0113 312 0120");
      await desk.order();
      expect(await desk.truth()).toEqual([expect.stringMatching(/^44-113-3120120\taql\t\d{6}\tKnows it: ada$/)]);
      await desk.go("My numbers");
      await desk.page.getByRole("link", { name: "0113 312 0120" }).waitFor();
    },
  );

  test("A rival takes the number: nothing is bought, and the page says so", async () => {
    const { desk } = open;
    await desk.arm("A rival at aql");
    await desk.choose("0113 312 0120");
    await desk.order();
    await expect.poll(() => desk.text()).toContain("0 of 1 bought");
    expect(await desk.truth()).toEqual([]);
  });
});

describe.skipIf(CHROMIUM === undefined)("at Aculab Cloud", () => {
  const open = office();

  test.each(["Lose the answer at Aculab Cloud", "Delayed commit at Aculab Cloud"])(
    "%s: one is sold, nothing more is bought, and the page says what is not known",
    async (fault) => {
      const { desk } = open;
      await desk.arm(fault);
      await desk.chooseBerlin();
      await desk.order();
      await expect.poll(() => desk.text()).toContain("something is not known");
      expect(await desk.truth()).toEqual([expect.stringMatching(/^49305550100\tAculab Cloud\t–\tDoes not know it$/)]);
    },
  );

  test("Temporary error: nothing is sold, nothing is bought blindly, and the page says what is not known", async () => {
    const { desk } = open;
    await desk.arm("Temporary error at Aculab Cloud");
    await desk.chooseBerlin();
    await desk.order();
    await expect.poll(() => desk.text()).toContain("something is not known");
    expect(await desk.truth()).toEqual([]);
  });
});

describe.skipIf(CHROMIUM === undefined)("the lab", () => {
  const open = office();

  test("runs the naive loop and telwire side by side: two numbers and one", async () => {
    const { desk } = open;
    const panel = await desk.lab("Naive or telwire");
    await panel.getByRole("button", { name: "Run both" }).click();
    const naive = panel.getByRole("region", { name: "Naive program" });
    await naive.getByText("49305550100, 49305550101").waitFor();
    expect(await naive.innerText()).toContain("1 too many");
    const careful = await panel.getByRole("region", { name: "telwire" }).innerText();
    expect(careful).toContain("As wanted");
    expect(careful).toMatch(/^49305550100$/m);
  });

  test("shows what goes over the wire without a secret", async () => {
    const { desk } = open;
    await desk.choose("0113 312 0120");
    await desk.order();
    const panel = await desk.lab("On the wire");
    await panel.getByText("assign_numbers").click();
    const text = await panel.innerText();
    expect(text).toContain("44-113-3120120_742827_[secret]");
    expect(text).not.toMatch(/SIS2XxdTrX|username=|password=|Authorization/);
  });
});

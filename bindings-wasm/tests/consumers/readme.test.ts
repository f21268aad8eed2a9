/** README's quick start, as it is printed. */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Browser, BrowserContext } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { CHROMIUM, launch, servePages, textOf } from "./browser.js";
import { node, PROJECTS, type Running } from "./projects.js";

const README = readFileSync(join(import.meta.dirname, "../../../README.md"), "utf8");

/** A status, a number, its user and the password, on one line or on two. */
const BOUGHT = /^bought 44-113-312012\d \d{6}\s\S{4,}$/;

/** The block in that language of README's section on JavaScript. */
function printed(language: string): string {
  const [, section = ""] = /\n## Quick start: JavaScript\n(.*?)\n## /s.exec(README) ?? [];
  const blocks = [...section.matchAll(/\n```(\w+)\n(.*?)```\n/gs)].filter(([, its]) => its === language);
  const [[, , block] = []] = blocks;
  if (blocks.length !== 1 || block === undefined) {
    throw new Error(`README has ${blocks.length} blocks of ${language} in its quick start for JavaScript`);
  }
  return block;
}

test("the program buys, and prints the same when it is run again", async () => {
  mkdirSync(join(PROJECTS, "quick-start"));
  writeFileSync(join(PROJECTS, "quick-start/buy.mjs"), printed("js"));
  const bought = await node("quick-start", "buy.mjs");
  expect(bought).toMatch(BOUGHT);
  expect(await node("quick-start", "buy.mjs")).toBe(bought);
});

describe.skipIf(CHROMIUM === undefined)("the page without a bundler", () => {
  let browser: Browser;
  let context: BrowserContext;
  let pages: Running;

  beforeEach(async () => {
    writeFileSync(join(PROJECTS, "buy.html"), printed("html"));
    [browser, pages] = await Promise.all([launch(), servePages()]);
    context = await browser.newContext();
  });
  afterEach(async () => {
    pages.stop();
    await browser.close();
  });

  test("buys, and shows the same when it is loaded again", async () => {
    const bought = await textOf(context, `${pages.url}/buy.html`);
    expect(bought).toMatch(BOUGHT);
    expect(await textOf(context, `${pages.url}/buy.html`)).toBe(bought);
  });
});

/** The package in pages, in Chromium; and in Next.js, whose pages come with routes. */

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { CHROMIUM, launch, servePages, textOf } from "./browser.js";
import { Carriers, expectPortal, printPortal } from "./portals.js";
import { EXPECTED, npm, type Running, serve, serving } from "./projects.js";

/** Pages that are files, after a build or without one; served under a policy that allows no `eval`. */
const FILES = [
  ["an import map, no bundler", "import-map", "index.html"],
  ["telwire/slim, no bundler", "slim-page", "index.html"],
  ["a web worker", "worker", "index.html"],
  ["esbuild", "esbuild-browser", "index.html"],
  ["webpack", "webpack", "index.html"],
  ["Vite, built", "vite", "dist/index.html"],
];

/**
 * How long a page is to wait at most until telwire is there and has parsed an answer, and what is allowed until it does: that
 * goes down with the time, never up.
 */
const GOAL_MS = 20;
const READY_MS = 80;

describe.skipIf(CHROMIUM === undefined)("Chromium", () => {
  let browser: Browser;
  let pages: Running;

  beforeAll(async () => {
    [browser, pages] = await Promise.all([launch(), servePages()]);
  });
  afterAll(async () => {
    pages.stop();
    await browser.close();
  });

  test.each(FILES)("runs in a page: %s", async (_, project, file) => {
    await npm(project, "build");
    expect(await textOf(browser, `${pages.url}/${project}/${file}`)).toBe(EXPECTED);
  });

  test("runs in a page: Vite, in development", async () => {
    const vite = await serve("vite", "dev");
    try {
      expect(await textOf(browser, vite.url)).toBe(EXPECTED);
    } finally {
      vite.stop();
    }
  });

  test(`is ready within ${READY_MS} ms`, async () => {
    const took: number[] = [];
    for (let run = 0; run < 20; run += 1) {
      took.push(Number(await textOf(browser, `${pages.url}/ready/index.html`)));
    }
    // The quickest is what the rest of the machine disturbed least.
    const quickest = Math.min(...took);
    console.log(`telwire is ready after ${quickest} ms in Chromium; to be ${GOAL_MS}, allowed ${READY_MS}`);
    expect(quickest).toBeLessThanOrEqual(READY_MS);
  });
});

/** The folder that has `node_modules`. */
const BESIDE_MODULES = ".";

describe.skipIf(CHROMIUM === undefined)("a portal on node:http", () => {
  test("buys once, and shows the passwords once", async () => {
    printPortal("With node:http", BESIDE_MODULES);
    const carriers = await Carriers.listening();
    const portal = await serving(BESIDE_MODULES, [process.execPath, "portal.mjs"], carriers.environment);
    const browser = await launch();
    try {
      await expectPortal(browser, portal.url, carriers);
    } finally {
      await browser.close();
      portal.stop();
      await carriers.close();
    }
  });
});

describe("Next.js", () => {
  let carriers: Carriers;
  let next: Running;

  beforeAll(async () => {
    printPortal("With Next.js", "next");
    carriers = await Carriers.listening();
    await npm("next", "build");
    next = await serve("next", "start", carriers.environment);
  }, 180_000);
  afterAll(async () => {
    next.stop();
    await carriers.close();
  });

  test.each(["node", "edge"])("runs in a route handler: %s", async (route) => {
    const answer = await fetch(`${next.url}/${route}`);
    expect(await answer.text()).toBe(EXPECTED);
  });

  test.skipIf(CHROMIUM === undefined)("runs in a client component", async () => {
    const browser = await launch();
    try {
      expect(await textOf(browser, next.url)).toBe(EXPECTED);
    } finally {
      await browser.close();
    }
  });

  test.skipIf(CHROMIUM === undefined)("is a portal that buys once, and shows the passwords once", async () => {
    const browser = await launch();
    try {
      await expectPortal(browser, `${next.url}/portal`, carriers);
    } finally {
      await browser.close();
    }
  });
});

/** A portal with somebody at it, for each test. */

import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";

import { Desk, launch } from "../browser.js";
import { Program } from "../program.js";

export interface Office {
  browser: Browser;
  program: Program;
  /** Ada's. */
  desk: Desk;
}

/** Opens a portal before each test, and sees to it after each that its page had nothing to complain of. */
export function office(): Office {
  const open = {} as Office;

  beforeAll(async () => {
    open.browser = await launch();
  });

  beforeEach(async () => {
    open.program = await Program.start();
    open.desk = await Desk.open(await open.browser.newContext(), open.program.url);
  });

  afterEach(async () => {
    expect(open.desk.complaints).toEqual([]);
    await open.desk.page.context().close();
    await open.program.kill();
  });

  afterAll(() => open.browser.close());
  return open;
}

/** The journal of a page, in the database and with the locks of a real browser. */

import type { IndexedDbJournal } from "telwire";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { CHROMIUM, launch, servePages } from "./browser.js";
import type { Running } from "./projects.js";

/** What the page has put there. */
declare const journal: IndexedDbJournal;

describe.skipIf(CHROMIUM === undefined)("IndexedDbJournal in Chromium", () => {
  let browser: Browser;
  let context: BrowserContext;
  let pages: Running;

  beforeEach(async () => {
    [browser, pages] = await Promise.all([launch(), servePages()]);
    context = await browser.newContext();
  });
  afterEach(async () => {
    pages.stop();
    await browser.close();
  });

  /** A tab of the site. */
  async function tab(): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${pages.url}/journal/index.html`);
    await page.waitForFunction(() => document.body.textContent === "ready");
    return page;
  }

  const save = (page: Page, seq: number, byte: number): Promise<boolean> =>
    page.evaluate(([seq, byte]) => journal.save(seq, Uint8Array.of(byte)), [seq, byte] as const);

  const loaded = (page: Page): Promise<number[] | null> =>
    page.evaluate(async () => {
      const checkpoint = await journal.load();
      return checkpoint && [...checkpoint];
    });

  /** `""`, or the code of what was thrown. */
  const locked = (page: Page): Promise<string> =>
    page.evaluate(() =>
      journal.lock().then(
        () => "",
        (error: unknown) => (error as { code: string }).code,
      ),
    );

  test("keeps the last save for other tabs, and takes none out of turn", async () => {
    const [first, second] = [await tab(), await tab()];
    expect(await loaded(first)).toBeNull();
    expect([await save(first, 1, 10), await save(second, 1, 11), await save(second, 3, 13)]).toEqual([
      true,
      false,
      false,
    ]);
    expect([await save(second, 2, 12), await save(first, 2, 14)]).toEqual([true, false]);
    await first.close();
    expect(await loaded(await tab())).toEqual([12]);
  });

  test("of two saves at once takes one", async () => {
    const [first, second] = [await tab(), await tab()];
    const taken = await Promise.all([save(first, 1, 10), save(second, 1, 11)]);
    expect(taken.toSorted()).toEqual([false, true]);
    expect(await loaded(first)).toEqual([taken[0] ? 10 : 11]);
  });

  test("is one tab's until that closes", async () => {
    const [first, second] = [await tab(), await tab()];
    expect([await locked(first), await locked(second)]).toEqual(["", "journal_in_use"]);
    await first.close();
    // The browser lets the lock go a moment after the tab is gone.
    await expect.poll(() => locked(second)).toBe("");
  });
});

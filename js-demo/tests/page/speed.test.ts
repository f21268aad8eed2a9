/** How soon there is something to see, what it weighs, and that nothing stands still meanwhile. */

import type { Browser, CDPSession } from "playwright-core";
import { describe, expect, test } from "vitest";

import { CHROMIUM } from "../browser.js";
import { office } from "./office.js";

const FIRST_VIEW = 1000;
const WEIGHT = 250_000;
const LONGEST_TASK = 50;

/** The best counts: other programs on the processor only make it later. */
const ROUNDS = 3;

/** What a load of the page took. */
interface Load {
  /** In milliseconds. */
  readonly firstView: number;
  /** In bytes. */
  readonly weight: number;
  readonly names: readonly string[];
}

/** An event of Chromium's tracing; times are microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** How long the thread itself was busy: another program on the processor does not count. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

describe.skipIf(CHROMIUM === undefined)("the page", () => {
  const open = office();

  test("is there within a second, and weighs less than 250 kB, telwire included", async () => {
    const loads: Load[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      loads.push(await freshLoad(open.browser, open.program.url));
    }
    const firstView = Math.min(...loads.map((load) => load.firstView));
    const [{ weight, names }] = loads as [Load];
    console.log(`first view after ${Math.round(firstView)} ms, ${weight} bytes in ${names.length} requests`);
    expect(names).toContainEqual(expect.stringMatching(/\.wasm$/));
    expect(firstView).toBeLessThanOrEqual(FIRST_VIEW);
    expect(weight).toBeLessThanOrEqual(WEIGHT);
  });

  test("never stands still for 50 ms, from the load to the handover", async () => {
    const { desk } = open;
    const session = await desk.page.context().newCDPSession(desk.page);
    const traced = await tracing(session);
    await desk.page.reload();
    await desk.choose("0113 312 0120");
    await desk.order();
    const longest = Math.max(...mainThreadTasks(await traced()));
    console.log(`longest task ${longest} ms`);
    expect(longest).toBeGreaterThan(0);
    expect(longest).toBeLessThanOrEqual(LONGEST_TASK);
  });
});

/** Loads the page as somebody does who was never here. */
async function freshLoad(browser: Browser, url: string): Promise<Load> {
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript(() => {
    const seen = new MutationObserver(() => {
      if (document.querySelector("main h1") !== null) {
        performance.mark("first view");
        seen.disconnect();
      }
    });
    seen.observe(document, { childList: true, subtree: true });
  });
  await page.goto(url);
  await page.waitForLoadState("networkidle");
  const load = await page.evaluate(() => {
    const loaded = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    return {
      firstView: performance.getEntriesByName("first view")[0]?.startTime ?? Infinity,
      weight: loaded.reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).transferSize, 0),
      names: loaded.map(({ name }) => name),
    };
  });
  await page.context().close();
  return load;
}

/** Begins to trace; what that gives ends it. */
async function tracing(session: CDPSession): Promise<() => Promise<readonly TraceEvent[]>> {
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send("Tracing.start", {
    traceConfig: { includedCategories: ["toplevel", "devtools.timeline", "__metadata"] },
  });
  return async () => {
    const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
    await session.send("Tracing.end");
    await complete;
    return events;
  };
}

/** How many milliseconds each task of the pages' main threads took. */
function mainThreadTasks(events: readonly TraceEvent[]): readonly number[] {
  const mains = events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const keys = new Set(mains.map(({ pid, tid }) => `${pid} ${tid}`));
  return events
    .filter(({ name, pid, tid }) => name.includes("RunTask") && keys.has(`${pid} ${tid}`))
    .map(({ tdur = 0 }) => tdur / 1000);
}

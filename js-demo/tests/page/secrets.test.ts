/** What a page gets to know: never what the reseller signs with. */

import type { Page } from "playwright-core";
import { Sandbox } from "telwire/sandbox";
import { describe, expect, test } from "vitest";

import { CHROMIUM } from "../browser.js";
import { office } from "./office.js";

const { aql, aculab } = new Sandbox().account;

/** The credentials in every shape that they travel in. */
const CREDENTIALS = [aql.password, aculab.accessKey].flatMap((secret) => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString("base64"),
]);
const BASIC = Buffer.from(`${aculab.cloudId}/${aculab.username}:${aculab.accessKey}`).toString("base64");

/** A request of the page and its answer, whole. */
interface Heard {
  readonly url: string;
  readonly text: string;
}

describe.skipIf(CHROMIUM === undefined)("the page", () => {
  const open = office();

  test("never hears the reseller's credentials, and stores no SIP password", async () => {
    const { desk } = open;
    const heard = hear(desk.page);
    await desk.arm("Lose the answer at Aculab Cloud");
    await desk.choose("0113 312 0120");
    await desk.chooseBerlin();
    await desk.order();
    await desk.press("Show SIP password of 0113 312 0120");
    for (const tab of ["The truth", "Naive or telwire", "On the wire"]) {
      await desk.lab(tab);
    }
    for (const place of ["My numbers", "Orders", "Audit", "Home"] as const) {
      await desk.go(place);
    }
    await desk.page.waitForLoadState("networkidle");
    const exchanges = await Promise.all(heard);
    const stored = await storedBy(desk.page);

    const everything = [stored, ...exchanges.map(({ url, text }) => `${url} ${text}`)].join("\n");
    for (const secret of [...CREDENTIALS, BASIC]) {
      expect(secret).toMatch(/^.{6,}$/);
      expect(everything).not.toContain(secret);
    }
    const sip = "SIS2XxdTrX";
    const holding = exchanges.filter(({ text }) => text.includes(sip)).map(({ url }) => new URL(url).pathname);
    expect(holding).toEqual([expect.stringMatching(/^\/api\/telwire\/orders\/[\w-]+\/passwords$/)]);
    expect(stored).not.toContain(sip);
    expect(everything).toContain("44-113-3120120");
  });
});

/** Every exchange from now on. */
function hear(page: Page): Promise<Heard>[] {
  const heard: Promise<Heard>[] = [];
  page.on("response", (response) => {
    const request = response.request();
    const told = async (): Promise<Heard> => {
      const [asked, answered] = await Promise.all([request.allHeaders(), response.allHeaders()]);
      const body = await response.text().catch(() => "");
      return { url: request.url(), text: JSON.stringify([asked, request.postData(), answered, body]) };
    };
    heard.push(told());
  });
  return heard;
}

/** All that the page keeps where a later visitor of the same browser could find it. */
async function storedBy(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const caches = await globalThis.caches.keys();
    const databases = await indexedDB.databases();
    return JSON.stringify([
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.cookie,
      caches,
      databases,
    ]);
  });
}

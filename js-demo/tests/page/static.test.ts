/** The portal as files on any host, in a folder of it: all of it runs in the page. */

import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

import type { Browser } from "playwright-core";
import { serve, type Server } from "telwire/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { CHROMIUM, Desk, launch } from "../browser.js";

const FILES = fileURLToPath(new URL("../../dist/demo", import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

describe.skipIf(CHROMIUM === undefined)("the static portal", () => {
  let browser: Browser;
  let host: Server;

  beforeAll(async () => {
    host = await serve(async ({ url }) => fileAt(new URL(url).pathname));
    browser = await launch();
  });

  afterAll(async () => {
    await browser.close();
    await host.close();
  });

  test("sells, shows the password, and asks its host for nothing but files", async () => {
    const desk = await Desk.open(browser, `${host.url}/demo/`);
    const asked: string[] = [];
    desk.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await desk.choose("0113 312 0120");
    await desk.chooseBerlin();
    await desk.order();
    await desk.press("Show SIP password of 0113 312 0120");
    await desk.page.getByText("SIS2XxdTrX").waitFor();
    expect(await desk.truth()).toEqual([
      expect.stringMatching(/^44-113-3120120\taql\t742827\tKnows it: ada$/),
      "49305550100\tAculab Cloud\t–\tKnows it: ada",
    ]);
    expect(asked.filter((path) => path.includes("/api/"))).toEqual([]);
    expect(desk.complaints).toEqual([]);
  });
});

async function fileAt(path: string): Promise<Response> {
  const name = path === "/demo/" ? "/index.html" : path.replace(/^\/demo/, "");
  try {
    const headers = { "content-type": TYPES[extname(name)] ?? "application/octet-stream" };
    return new Response(await readFile(join(FILES, name)), { headers });
  } catch {
    return new Response(null, { status: 404 });
  }
}

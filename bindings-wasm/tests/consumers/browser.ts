/** Chromium, and a server of the projects' pages under the strictest policy that wasm allows. */

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { extname, join } from "node:path";

import { type Browser, type BrowserContext, chromium } from "playwright-core";

import { PROJECTS, type Running } from "./projects.js";

/** The program, where there is one. */
export const CHROMIUM = process.env["CHROMIUM"];

const FLAGS = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--headless",
  "--no-first-run",
  "--no-sandbox",
];

export async function launch(): Promise<Browser> {
  return chromium.launch({ ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }), args: FLAGS });
}

/** What a page says in the end; whatever it complains of is an error. Pages of one context share what they store. */
export async function textOf(browser: Browser | BrowserContext, url: string): Promise<string> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      complaints.push(message.text());
    }
  });
  // Chromium asks for an icon by itself; that there is none is no complaint of the page.
  await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
  try {
    await page.goto(url);
    await page.waitForFunction(() => document.body.innerText.trim() !== "", undefined, { timeout: 30_000 });
    return complaints.join("\n") || (await page.innerText("body")).trim();
  } catch (error) {
    throw complaints.length > 0 ? new Error(complaints.join("\n")) : error;
  } finally {
    await page.close();
  }
}

const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
};

/** Serves the folder of the projects. */
export async function servePages(): Promise<Running> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    readFile(join(PROJECTS, path)).then(
      (body) => {
        const type = TYPES[extname(path)] ?? "application/octet-stream";
        response.writeHead(200, { "content-type": type, "content-security-policy": policyOf(body) }).end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${portOf(server)}`, stop: () => server.close() };
}

/** Scripts and import maps that stand in the page itself are named by their hashes. */
function policyOf(body: Buffer): string {
  const inline = body.toString("latin1").matchAll(/<script type="\w+">(.*?)<\/script>/gs);
  const hashes = [...inline].map(([, script = ""]) => createHash("sha256").update(script, "latin1").digest("base64"));
  return [POLICY, ...hashes.map((hash) => `'sha256-${hash}'`)].join(" ");
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

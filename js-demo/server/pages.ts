/** The files of the page, as the build left them. */

import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";

import { type Handler, notFound } from "./http.js";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** Names of these hold a hash of what is in them. */
const ASSETS = "/assets/";

interface Page {
  readonly headers: Readonly<Record<string, string>>;
  readonly plain: Buffer<ArrayBuffer>;
  /** As brotli. */
  readonly compressed: Buffer<ArrayBuffer>;
}

/** Answers with the files of a folder, which are read now: what is no file of it cannot be asked for. */
export function pagesOf(folder: string): Handler {
  const pages = new Map(filesOf(folder).map((path) => [path, pageOf(folder, path)]));
  return async ({ method, url, headers }) => {
    const { pathname } = new URL(url);
    const page = pages.get(pathname === "/" ? "/index.html" : pathname);
    if (page === undefined || method !== "GET") {
      throw notFound();
    }
    const isCompressed = headers.get("accept-encoding")?.includes("br") ?? false;
    return isCompressed
      ? responseOf(page.compressed, { ...page.headers, "content-encoding": "br" })
      : responseOf(page.plain, page.headers);
  };
}

function filesOf(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => Object.hasOwn(TYPES, extname(name))).map((name) => `/${name}`);
}

function pageOf(folder: string, path: string): Page {
  const plain = readFileSync(join(folder, path));
  const cached = path.startsWith(ASSETS) ? "public, max-age=31536000, immutable" : "no-cache";
  const headers = { "content-type": TYPES[extname(path)] ?? "", "cache-control": cached, vary: "accept-encoding" };
  return { headers, plain, compressed: readFileSync(join(folder, `${path}.br`)) };
}

async function responseOf(body: Buffer<ArrayBuffer>, headers: Record<string, string>): Promise<Response> {
  return Promise.resolve(new Response(body, { headers: { ...headers, "content-length": String(body.length) } }));
}

/** The files of the page, as the build left them. */

import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

/** Answers with a file of the folder, compressed where the build did that. */
export function pagesOf(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url);
    const path = pathname === "/" ? "/index.html" : pathname;
    const file = join(folder, normalize(path));
    const type = TYPES[extname(path)];
    if (type === undefined) {
      return new Response("not found", { status: 404 });
    }
    const headers = { "content-type": type, "content-security-policy": POLICY };
    try {
      if (request.headers.get("accept-encoding")?.includes("br")) {
        return new Response(await readFile(`${file}.br`), { headers: { ...headers, "content-encoding": "br" } });
      }
      return new Response(await readFile(file), { headers });
    } catch {
      return new Response("not found", { status: 404 });
    }
  };
}

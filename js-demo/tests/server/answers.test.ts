/** What browsers are told with every answer, and whom the portal answers. */

import { request } from "node:http";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { Program } from "../program.js";
import { Visitor } from "../visitor.js";

let program: Program;
let ada: Visitor;

beforeAll(async () => {
  program = await Program.start();
  ada = await Visitor.as(program.url, "ada");
});

afterAll(async () => {
  await program.stop();
});

describe("every answer", () => {
  test.each(["/", "/api/portal", "/api/audit", "/nowhere", "/api/telwire/orders", "/theme.css"])(
    "%s lets nothing of another site's run",
    async (path) => {
      const { headers } = await ada.send("GET", path);
      expect(headers.get("content-security-policy")).toBe(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      );
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    },
  );

  test.each(["/api/portal", "/api/audit", "/api/lab/truth", "/api/telwire/orders"])(
    "%s is kept by no cache",
    async (path) => {
      expect((await ada.send("GET", path)).headers.get("cache-control")).toBe("no-store");
    },
  );
});

describe("the page", () => {
  test("comes compressed, holds no inline script or style, and names no other host", async () => {
    const response = await fetch(`${program.url}/`, { headers: { "accept-encoding": "br" } });
    expect(response.headers.get("content-encoding")).toBe("br");
    const html = await response.text();
    expect(html).not.toMatch(/<script(?![^>]* src="\.\/)|<style|style=|\/\/[a-z]/);
  });

  test("names its files by what is in them, and they are kept for good", async () => {
    const html = await (await fetch(`${program.url}/`)).text();
    const [script = ""] = /\/assets\/[^"]+\.js/.exec(html) ?? [];
    const response = await fetch(program.url + script);
    expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  });

  test.each([
    "/../server/main.js",
    "/..%2fserver%2fmain.js",
    "/assets",
    "/index.html.br",
    "/%00",
    "/portal.config.json",
  ])("is all there is: not %s", async (path) => {
    expect((await asked({ path })).status).toBe(404);
  });

  test("carries the reseller's colours", async () => {
    expect(await (await fetch(`${program.url}/theme.css`)).text()).toBe(
      ":root{--brand:#0b5cad;--brand-contrast:#ffffff}" +
        "@media (prefers-color-scheme: dark){:root{--brand:#7cb8f5;--brand-contrast:#06213d}}",
    );
  });
});

describe("the cookie of a session", () => {
  test("is hidden from scripts and from other sites", async () => {
    const [cookie] = (await fetch(`${program.url}/api/portal`)).headers.getSetCookie();
    expect(cookie).toMatch(/^session=[\da-f]{64}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
  });
});

describe("a request", () => {
  test("for another host is refused: its name was made to point here", async () => {
    expect((await asked({ path: "/", headers: { host: "evil.example" } })).text).toContain("wrong_host");
    expect((await asked({ path: "/api/portal", headers: { host: "evil.example" } })).text).toContain("wrong_host");
  });

  test("by the name localhost is answered", async () => {
    const host = new URL(program.url.replace("127.0.0.1", "localhost")).host;
    expect((await asked({ path: "/", headers: { host } })).status).toBe(200);
  });

  test.each([
    ["POST", "/api/login"],
    ["POST", "/api/logout"],
    ["POST", "/api/lab/faults"],
    ["DELETE", "/api/lab/faults"],
    ["POST", "/api/telwire/orders"],
  ])("%s %s of another site's page is refused", async (method, path) => {
    const visitor = await Visitor.as(program.url, "ada");
    visitor.headers.set("origin", "https://evil.example");
    expect(await visitor.refusal(method, path, {})).toBe("403 wrong_origin");
    visitor.headers.delete("origin");
    expect(await visitor.refusal(method, path, {})).toBe("403 wrong_origin");
  });

  test.each([
    ["POST", "/api/logout"],
    ["POST", "/api/lab/pace"],
    ["DELETE", "/api/lab/faults"],
  ])("%s %s with the cookie alone is refused", async (method, path) => {
    const visitor = await Visitor.as(program.url, "ada");
    visitor.headers.set("telwire-token", "0".repeat(64));
    expect(await visitor.refusal(method, path, {})).toBe("403 wrong_token");
  });

  test.each(["/api/audit", "/api/lab/truth", "/api/lab/wire"])("for %s of nobody is refused", async (path) => {
    expect(await new Visitor(program.url).refusal("GET", path)).toBe("401 no_session");
  });

  test("that is no JSON object is refused", async () => {
    const visitor = await Visitor.as(program.url, "ada");
    expect(await visitor.refusal("POST", "/api/lab/pace", [])).toBe("400 wrong_format");
    visitor.headers.set("content-type", "text/plain");
    expect(await visitor.refusal("POST", "/api/lab/pace", {})).toBe("415 wrong_content_type");
  });

  test.each([
    ["/api/login", {}, "400 wrong_format"],
    ["/api/login", { user: { $ne: null } }, "400 wrong_format"],
    ["/api/login", { user: "root" }, "403 wrong_login"],
    ["/api/login", { user: "__proto__" }, "403 wrong_login"],
    ["/api/lab/pace", { ms: -1 }, "400 wrong_format"],
    ["/api/lab/pace", { ms: 10_001 }, "400 wrong_format"],
    ["/api/lab/pace", { ms: "1" }, "400 wrong_format"],
    ["/api/lab/faults", {}, "400 missing"],
    ["/api/lab/faults", { kind: "no_such" }, "400 unknown_value"],
    ["/api/lab/experiment", { carrier: "other", fault: "no_answer" }, "400 wrong_format"],
    ["/api/lab/experiment", { carrier: "aql", fault: null }, "400 wrong_format"],
    ["/api/lab/experiment", { carrier: "aql", fault: { kind: "<script>" } }, "400 unknown_value"],
    ["/api/lab/nothing", {}, "404 not_found"],
    ["/api/nothing", {}, "404 not_found"],
  ])("POST %s %j is answered with %s", async (path, body, expected) => {
    expect(await ada.refusal("POST", path, body)).toBe(expected);
  });

  test("that is too long is cut off", async () => {
    expect((await ada.send("POST", "/api/login", { user: "x".repeat(2 ** 20) })).status).toBe(413);
  });

  test("of any kind leaves the portal running, and nothing in its log", async () => {
    expect((await ada.portal()).mode).toBe("TEST");
    expect(program.output).toMatch(
      /^the portal is at http:\/\/127\.0\.0\.1:\d+ \(TEST: no money is spent\); Ctrl-C stops it\n$/,
    );
  });
});

/** The answer to a request whose path or host no client would send. */
async function asked({ path, headers = {} }: { path: string; headers?: Record<string, string> }): Promise<{
  status: number | undefined;
  text: string;
}> {
  return new Promise((resolve, reject) => {
    const sent = request(program.url, { path, headers }, (response) => {
      let text = "";
      response.on("data", (chunk) => (text += String(chunk)));
      response.on("end", () => resolve({ status: response.statusCode, text }));
    });
    sent.on("error", reject);
    sent.end();
  });
}

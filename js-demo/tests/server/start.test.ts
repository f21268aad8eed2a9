/** How the program starts, and when it does not. */

import { once } from "node:events";
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { join } from "node:path";

import { Sandbox } from "telwire/sandbox";
import { describe, expect, onTestFinished, test } from "vitest";

import { testFolder } from "../folder.js";
import { Program, run, type Start } from "../program.js";
import { Visitor } from "../visitor.js";

const DEMO = new Sandbox().environment("http://127.0.0.1:9");

async function started(start: Start): Promise<Program> {
  const program = await Program.start(start);
  onTestFinished(() => program.kill());
  return program;
}

describe("the program", () => {
  test("ends cleanly with Ctrl-C", async () => {
    expect(await (await Program.start()).stop()).toBe(0);
  });

  test.each([
    [["--host", "0.0.0.0"], "error: beyond this machine, on `0.0.0.0`, the portal needs --logins and --origin"],
    [["--host", "::", "--logins", "x"], "error: beyond this machine, on `::`, the portal needs --logins and --origin"],
    [["--port", "70000"], "error: `70000` is no port"],
    [["--origin", "portal.example"], "error: `portal.example` is no origin such as https://portal.example"],
    [
      ["--origin", "https://portal.example/"],
      "error: `https://portal.example/` is no origin such as https://portal.example",
    ],
    [["open"], "error: unknown command `open`"],
    [["login", "a:b"], "error: `a:b` is no name of a user: it holds a `:` or white space"],
    [["--logins", "/nowhere"], "error: `/nowhere` cannot be read: `ENOENT`"],
  ])("does not start with %j", async (args, message) => {
    expect(await run({ args })).toEqual({ code: 2, text: `${message}\n` });
  });

  test("does not start with half an account, and says which variable is missing", async () => {
    const env = { TELWIRE_AQL_USERNAME: "reseller" };
    const { code, text } = await run({ args: ["--data", testFolder()], env });
    expect(code).toBe(2);
    expect(text).toContain("`TELWIRE_AQL_PASSWORD` must be set in the environment");
  });

  test("does not start with a configuration that is none, and names the field", async () => {
    const config = join(testFolder(), "config.json");
    writeFileSync(config, JSON.stringify({ name: "Northgate", logo: null, colours: { light: { brand: "red;}" } } }));
    expect(await run({ args: ["--config", config] })).toEqual({
      code: 2,
      text: "error: `colours.light.brand` in the configuration must be a colour such as `#0b5cad`\n",
    });
  });
});

describe("in TEST", () => {
  test("whoever comes is the first demo user, and may be the other", async () => {
    const { url } = await started({});
    const visitor = new Visitor(url);
    const portal = await visitor.portal();
    expect(portal).toMatchObject({ mode: "TEST", session: { user: "ada" }, users: ["ada", "grace"], build: "server" });
    expect((await visitor.login("grace")).session?.user).toBe("grace");
  });

  test("a login that was closed is over", async () => {
    const { url } = await started({});
    const visitor = await Visitor.as(url, "ada");
    expect(await visitor.refusal("POST", "/api/logout")).toBe("200");
    expect(await visitor.refusal("GET", "/api/audit")).toBe("401 no_session");
  });
});

describe("in LIVE", () => {
  test("there is no lab, and the page learns where the carriers are", async () => {
    const { url, output } = await started({ args: ["--data", testFolder()], env: DEMO });
    expect(output).toContain("(LIVE: orders spend money)");
    const visitor = new Visitor(url);
    expect(await visitor.portal()).toMatchObject({
      mode: "LIVE",
      gateways: { aql: "127.0.0.1:9", aculab: "127.0.0.1:9" },
      session: { user: "owner" },
      users: [],
    });
    const lab = ["GET /truth", "GET /wire", "POST /faults", "DELETE /faults", "POST /pace", "POST /experiment"];
    for (const [method = "", path = ""] of lab.map((line) => line.split(" "))) {
      expect(await visitor.refusal(method, `/api/lab${path}`, method === "GET" ? undefined : {})).toBe("404 not_found");
    }
    expect(await visitor.refusal("POST", "/api/login", { user: "ada" })).toBe("403 wrong_login");
  });

  test("the carriers' own hosts are shown where no gateway is named, and none for a carrier without account", async () => {
    const env = {
      TELWIRE_ACULAB_CLOUD_ID: "1-2-0",
      TELWIRE_ACULAB_USERNAME: "reseller",
      TELWIRE_ACULAB_ACCESS_KEY: "key",
    };
    const { url } = await started({ args: ["--data", testFolder()], env });
    const { gateways } = await new Visitor(url).portal();
    expect(gateways).toEqual({ aql: null, aculab: "ws-1-2-0.aculabcloud.net" });
  });

  test("what it keeps is readable by its user alone", async () => {
    const data = join(testFolder(), "data");
    await started({ args: ["--data", data], env: DEMO });
    expect(statSync(data).mode & 0o777).toBe(0o700);
    expect(statSync(join(data, "portal.db")).mode & 0o777).toBe(0o600);
  });
});

describe("with logins", () => {
  async function withLogins(...args: string[]): Promise<Program> {
    const folder = testFolder();
    const logins = join(folder, "logins");
    const lines = await Promise.all([
      run({ args: ["login", "ada"], input: "correct horse\n" }),
      run({ args: ["login", "grace"], input: "battery staple\n" }),
    ]);
    writeFileSync(logins, lines.map(({ text }) => text).join(""));
    mkdirSync(join(folder, "data"));
    return started({ args: ["--logins", logins, "--data", join(folder, "data"), ...args], env: DEMO });
  }

  test("nobody gets in without the password", async () => {
    const { url } = await withLogins();
    const visitor = new Visitor(url);
    expect((await visitor.portal()).session).toBeNull();
    expect(await visitor.refusal("POST", "/api/login", { user: "ada" })).toBe("403 wrong_login");
    expect(await visitor.refusal("POST", "/api/login", { user: "ada", password: "battery staple" })).toBe(
      "403 wrong_login",
    );
    expect(await visitor.refusal("POST", "/api/login", { user: "owner", password: "" })).toBe("403 wrong_login");
    expect((await visitor.login("ada", "correct horse")).session?.user).toBe("ada");
    expect(await visitor.refusal("GET", "/api/audit")).toBe("200");
  });

  test("guessing ends after ten times, for that user alone", async () => {
    const { url } = await withLogins();
    const visitor = new Visitor(url);
    for (let guess = 0; guess < 10; guess += 1) {
      expect(await visitor.refusal("POST", "/api/login", { user: "ada", password: `${guess}` })).toBe(
        "403 wrong_login",
      );
    }
    expect(await visitor.refusal("POST", "/api/login", { user: "ada", password: "correct horse" })).toBe(
      "429 too_many_logins",
    );
    expect((await visitor.login("grace", "battery staple")).session?.user).toBe("grace");
  });

  test("the cookie is for HTTPS alone where the portal is reached by it", async () => {
    const { url } = await withLogins("--origin", "https://portal.example", "--host", "0.0.0.0");
    const port = Number(new URL(url).port);
    const headers = { host: "portal.example", origin: "https://portal.example", "content-type": "application/json" };
    const sent = request({ port, method: "POST", path: "/api/login", headers });
    sent.end(JSON.stringify({ user: "ada", password: "correct horse" }));
    const [response] = (await once(sent, "response")) as [IncomingMessage];
    expect(response.headers["set-cookie"]).toEqual([
      expect.stringMatching(/^__Host-session=[\da-f]{64}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict; Secure$/),
    ]);
  });

  test("a line that is no login keeps the portal from starting", async () => {
    const logins = join(testFolder(), "logins");
    writeFileSync(logins, "ada:secret\n");
    expect(await run({ args: ["--logins", logins] })).toEqual({
      code: 2,
      text: "error: line 1 of the logins is not what `login USER` writes\n",
    });
  });
});

/** The sandbox's server, a process of its own on a real socket. */

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";

import type { Clock } from "telwire";
import type { Environment } from "telwire/node";
import { onTestFinished } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

/** Built before any test begins, as that may take its time. */
const SERVER = built("telwire-sandbox", "--bin");

/** A server that was started for the test, and the variables that point a program to it. */
export async function carrier(): Promise<Environment> {
  const server = spawn(SERVER, ["--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void server.kill());
  let text = "";
  while (!text.includes("Ctrl-C")) {
    const [chunk] = (await once(server.stdout, "data")) as [Buffer];
    text += chunk.toString();
  }
  const variables = [...text.matchAll(/^(TELWIRE_\w+)=(.*)$/gm)];
  return Object.fromEntries(variables.map(([, name = "", value = ""]) => [name, value]));
}

/** Stands between a client and the carrier at `url`: a purchase is done, but answered only when it may be. */
export class Slow {
  readonly bought: Promise<void>;
  #mayAnswer: () => void = () => undefined;
  readonly #url: Promise<string>;

  constructor(url: string) {
    let bought: () => void = () => undefined;
    this.bought = new Promise((resolve) => (bought = resolve));
    const gate = new Promise<void>((resolve) => (this.#mayAnswer = resolve));
    const server = createServer((request, response) => {
      void (async () => {
        const headers = { "content-type": request.headers["content-type"] ?? "" };
        const answer = await fetch(url + (request.url ?? ""), { method: "POST", headers, body: await buffer(request) });
        const body = Buffer.from(await answer.arrayBuffer());
        if (request.url?.includes("assignnumberapi") === true) {
          bought();
          await gate;
        }
        response.writeHead(answer.status, { "content-length": body.length }).end(body);
      })();
    }).listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    this.#url = once(server, "listening").then(() => `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  get url(): Promise<string> {
    return this.#url;
  }

  answer(): void {
    this.#mayAnswer();
  }
}

/** A clock for tests against a server: nobody waits. */
export class Virtual implements Clock {
  #now = Date.now();

  now(): number {
    return this.#now;
  }

  sleep(ms: number): void {
    this.#now += ms;
  }
}

/** A program of the workspace, built if need be: as for its own tests, lest the crates are compiled anew. */
export function built(name: string, kind: "--bin" | "--example"): string {
  const build = ["build", "--quiet", "--workspace", "--all-features", kind, name, "--message-format", "json"];
  const messages = execFileSync("cargo", build, { cwd: ROOT, encoding: "utf8", maxBuffer: 2 ** 26 });
  const [, executable] = /"executable":"([^"]+)"/.exec(messages) ?? [];
  if (executable === undefined) {
    throw new Error(`cargo built no \`${name}\``);
  }
  return executable;
}

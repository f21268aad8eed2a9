/** `telwire sandbox` as its users meet it. */

import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, get, type IncomingMessage } from "node:http";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";

import { describe, expect, it } from "vitest";

const PROGRAM = join(import.meta.dirname, "../dist/cli.mjs");

function start(args: string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [PROGRAM, ...args]);
}

/** Exit code, output and complaints. */
async function ended(args: string[]): Promise<[code: number, output: string, complaints: string]> {
  const program = start(args);
  const [output, complaints, [code]] = await Promise.all([
    text(program.stdout),
    text(program.stderr),
    once(program, "exit") as Promise<[number]>,
  ]);
  return [code, output, complaints];
}

it.each(["SIGINT", "SIGTERM"] as const)("says where it is, and ends cleanly by %s", async (signal) => {
  const program = start(["sandbox", "--port", "0", "--seed=1"]);
  const exit = once(program, "exit");
  const lines: string[] = [];
  const complaints = text(program.stderr);
  const output = createInterface(program.stdout).on("line", (line) => lines.push(line));
  await once(output, "line");
  const [, address = ""] =
    /^aql and Aculab Cloud, offline, at (http:.*): nothing is spent\.$/.exec(lines[0] ?? "") ?? [];

  const agent = new Agent({ keepAlive: true });
  const [answer] = (await once(get(`${address}/nowhere`, { agent }), "response")) as [IncomingMessage];
  expect(await text(answer)).toBe("no carrier has this path\n");
  // Not even a connection that is kept keeps it from ending.
  program.kill(signal);
  expect([await exit, await complaints]).toEqual([[0, null], ""]);
  agent.destroy();
  expect(lines.slice(1)).toEqual([
    "",
    "The demo accounts, and where to find them:",
    "",
    "TELWIRE_AQL_USERNAME=demo-reseller",
    "TELWIRE_AQL_PASSWORD=demo-password",
    `TELWIRE_AQL_GATEWAY=${address}`,
    "",
    "TELWIRE_ACULAB_CLOUD_ID=1-2-0",
    "TELWIRE_ACULAB_USERNAME=demo@example.com",
    "TELWIRE_ACULAB_ACCESS_KEY=demo-access-key",
    `TELWIRE_ACULAB_GATEWAY=${address}`,
    "",
    "Ctrl-C ends it.",
  ]);
});

it("lets as many requests go wrong as it is told", async () => {
  const program = start(["sandbox", "--port", "0", "--faults", "100"]);
  const [line] = (await once(createInterface(program.stdout), "line")) as [string];
  const [address = ""] = /http:[^ ]*\d/.exec(line) ?? [];
  const answers = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const response = await fetch(`${address}/nowhere`);
      return response.text();
    }).map((answer) => answer.catch(() => "none")),
  );
  expect(answers).not.toContain("no carrier has this path\n");
  program.kill();
  await once(program, "exit");
});

it("tells of a port that is taken, with the way out", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as AddressInfo;
  const complaint = `port ${port} of 127.0.0.1 is in use: choose another with --port, or --port 0 for any free one\n`;
  expect(await ended(["sandbox", "--port", String(port)])).toEqual([1, "", complaint]);
  taken.close();
});

describe("a wrong command line is told", () => {
  const USAGE = "usage: telwire sandbox [-h] [--port N] [--seed N] [--faults PERCENT]\n";

  it.each([
    ["--faults 101", "argument --faults: must be from 0 to 100, not `101`"],
    ["--port 65536", "argument --port: must be from 0 to 65535, not `65536`"],
    ["--port=", "argument --port: must be from 0 to 65535, not ``"],
    ["--port", "argument --port: expected one argument"],
    ["--seed -1", "argument --seed: must be from 0 to 4294967295, not `-1`"],
    ["--verbose", "unrecognized arguments: --verbose"],
    ["now --quiet=1 --port 0", "unrecognized arguments: now --quiet=1"],
  ])("sandbox %s", async (line, message) => {
    const complaint = `${USAGE}telwire sandbox: error: ${message}\n`;
    expect(await ended(["sandbox", ...line.split(" ")])).toEqual([2, "", complaint]);
  });

  it.each([
    [[], "a command is required: `sandbox`"],
    [["order"], "there is no command `order`: it is `sandbox`"],
  ])("%j", async (args, message) => {
    expect(await ended(args)).toEqual([2, "", `usage: telwire [-h] COMMAND\ntelwire: error: ${message}\n`]);
  });
});

it("says what it can do", async () => {
  const [code, output, complaints] = await ended(["--help"]);
  expect([code, complaints]).toEqual([0, ""]);
  expect(output).toContain("  sandbox           serve a TEST sandbox of both carriers on this machine\n");
  expect((await ended(["sandbox", "-h"]))[1]).toContain("  --port N          listen on this port of 127.0.0.1;");
});

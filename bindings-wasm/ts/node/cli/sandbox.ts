/**
 * `telwire sandbox`: both carriers on this machine, until it is interrupted.
 *
 * @packageDocumentation
 */

import { parseArgs } from "node:util";

import { introduction, Sandbox } from "../../sandbox/index.js";
import { serve, type Server } from "../http.js";
import { UsageError } from "./usage.js";

const PROGRAM = "telwire sandbox";
const USAGE = `usage: ${PROGRAM} [-h] [--port N] [--seed N] [--faults PERCENT]`;

const HELP = `${USAGE}

aql and Aculab Cloud on this machine, without spending money

options:
  -h, --help        print this
  --port N          listen on this port of 127.0.0.1; 0 takes any free one (8620)
  --seed N          decides VoIP users, passwords and faults (0)
  --faults PERCENT  so many requests in a hundred go wrong, from 0 to 100 (0)
`;

/** What each option may be at most. */
const LIMITS = { port: 65_535, seed: 2 ** 32 - 1, faults: 100 };

type Options = Record<keyof typeof LIMITS, number>;

/**
 * Serves as the arguments say, until Ctrl-C or SIGTERM; the result is the exit code.
 *
 * @throws UsageError
 */
export async function sandbox(args: string[]): Promise<number> {
  const options = read(args);
  if (options === "help") {
    process.stdout.write(HELP);
    return 0;
  }
  const server = await start(options);
  if (server === null) {
    return 1;
  }
  // Before anybody knows that it runs: whoever reads the address may end it at once.
  const ending = Promise.race([signalled("SIGINT"), signalled("SIGTERM")]);
  process.stdout.write(introduction(server.url));
  await ending;
  await server.close();
  return 0;
}

/** The server, or `null` if it cannot listen: then why has been said. */
async function start({ port, seed, faults }: Options): Promise<Server | null> {
  const sandbox = new Sandbox({ seed, now: new Date() });
  sandbox.faults.byChance(faults, seed);
  sandbox.clock.run();
  try {
    return await serve(sandbox.handler, { port });
  } catch (error) {
    process.stderr.write(`${explained(error as NodeJS.ErrnoException, port)}\n`);
    return null;
  }
}

function explained(error: NodeJS.ErrnoException, port: number): string {
  if (error.code === "EADDRINUSE") {
    return `port ${port} of 127.0.0.1 is in use: choose another with --port, or --port 0 for any free one`;
  }
  return `cannot listen on port ${port} of 127.0.0.1: ${error.message}`;
}

function signalled(name: "SIGINT" | "SIGTERM"): Promise<void> {
  return new Promise((resolve) => {
    process.once(name, () => {
      resolve();
    });
  });
}

function read(args: string[]): Options | "help" {
  const known = { type: "string" } as const;
  const help = { type: "boolean", short: "h" } as const;
  const { tokens } = parseArgs({
    args,
    options: { port: known, seed: known, faults: known, help },
    strict: false,
    tokens: true,
  });
  const options: Options = { port: 8620, seed: 0, faults: 0 };
  const unknown: string[] = [];
  for (const token of tokens) {
    if (token.kind === "option" && token.name === "help") {
      return "help";
    }
    if (token.kind === "option" && isKnown(token.name)) {
      options[token.name] = numberOf(token.name, token.value);
    } else {
      unknown.push(args[token.index] ?? "");
    }
  }
  if (unknown.length > 0) {
    throw new UsageError(USAGE, PROGRAM, `unrecognized arguments: ${unknown.join(" ")}`);
  }
  return options;
}

function isKnown(name: string): name is keyof Options {
  return Object.hasOwn(LIMITS, name);
}

function numberOf(name: keyof Options, text: string | undefined): number {
  if (text === undefined) {
    throw new UsageError(USAGE, PROGRAM, `argument --${name}: expected one argument`);
  }
  if (!/^\d+$/.test(text) || Number(text) > LIMITS[name]) {
    throw new UsageError(USAGE, PROGRAM, `argument --${name}: must be from 0 to ${LIMITS[name]}, not \`${text}\``);
  }
  return Number(text);
}

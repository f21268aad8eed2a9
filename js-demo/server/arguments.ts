/** What stands on the command line. */

import { parseArgs } from "node:util";

export const USAGE = `\
usage: portal [options]
       portal login USER     read a password, and print the line of the user for a file of logins

options:
  --port PORT       listen there; any free port if left out
  --host ADDRESS    listen there instead of on this machine alone: needs --logins and --origin
  --origin URL      what browsers reach the portal by, such as https://portal.example
  --logins FILE     who may sign in
  --data FOLDER     where a LIVE portal keeps its orders; ./portal-data if left out
  --config FILE     portal.config.json if left out

Without account variables it is a TEST: both carriers are in this process, and no money is spent. With
TELWIRE_AQL_USERNAME and TELWIRE_AQL_PASSWORD, or TELWIRE_ACULAB_CLOUD_ID, TELWIRE_ACULAB_USERNAME and
TELWIRE_ACULAB_ACCESS_KEY, it is LIVE.`;

/** What to do. */
export type Task = LoginTask | ServeTask;

interface LoginTask {
  readonly name: "login";
  readonly user: string;
}

export interface ServeTask {
  readonly name: "serve";
  readonly port: number;
  readonly host: string;
  readonly origin: string | null;
  readonly logins: string | null;
  readonly data: string;
  readonly config: string | null;
}

const LOOPBACK = ["127.0.0.1", "::1", "localhost"];

/**
 * What the arguments ask for.
 *
 * @throws TypeError that says what is wrong with them
 */
export function taskOf(args: readonly string[]): Task {
  const text = { type: "string" } as const;
  const options = { port: text, host: text, origin: text, logins: text, data: text, config: text };
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [command, user] = positionals;
  if (command === "login" && user !== undefined && positionals.length === 2) {
    return { name: "login", user: userNamed(user) };
  }
  if (command !== undefined) {
    throw new TypeError(`unknown command \`${positionals.join(" ")}\``);
  }
  const { host = "127.0.0.1", origin = null, logins = null, data = "portal-data", config = null } = values;
  if (!LOOPBACK.includes(host) && (logins === null || origin === null)) {
    throw new TypeError(`beyond this machine, on \`${host}\`, the portal needs --logins and --origin`);
  }
  return {
    name: "serve",
    port: portOf(values.port ?? "0"),
    host,
    origin: origin && originOf(origin),
    logins,
    data,
    config,
  };
}

function userNamed(user: string): string {
  if (!/^[^:\s]+$/.test(user)) {
    throw new TypeError(`\`${user}\` is no name of a user: it holds a \`:\` or white space`);
  }
  return user;
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new TypeError(`\`${text}\` is no port`);
  }
  return port;
}

function originOf(text: string): string {
  if (!URL.canParse(text) || new URL(text).origin !== text) {
    throw new TypeError(`\`${text}\` is no origin such as https://portal.example`);
  }
  return text;
}

/** The portal as a program: `node dist/server/main.js`. */

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { fileURLToPath } from "node:url";

import { TelwireError } from "telwire";
import { serve, type Server } from "telwire/node";

import { type ServeTask, taskOf, USAGE } from "./arguments.js";
import { liveWorld, namesAccounts } from "./carriers.js";
import { configOf } from "./config.js";
import { guarded } from "./guard.js";
import type { Handler } from "./http.js";
import { loginLine, loginsOf } from "./logins.js";
import { pagesOf } from "./pages.js";
import { Portal } from "./portal.js";
import { CookieSessions } from "./session.js";
import { testWorld, type World } from "./world.js";

const PAGE = fileURLToPath(new URL("../page", import.meta.url));
const CONFIG = fileURLToPath(new URL("../../portal.config.json", import.meta.url));

/** How often somebody looks for orders whose server died, in milliseconds. */
const ROUND = 2000;

/** What programs answer who are called wrongly. */
const MISUSED = 2;

async function main(): Promise<void> {
  if (process.argv.includes("--help")) {
    console.log(USAGE);
    return;
  }
  const task = taskOf(process.argv.slice(2));
  await (task.name === "login" ? login(task.user) : run(task));
}

async function login(user: string): Promise<void> {
  const input = createInterface({ input: process.stdin });
  const { value: password = "" } = (await input[Symbol.asyncIterator]().next()) as { value?: string };
  input.close();
  console.log(await loginLine(user, password));
}

async function run(task: ServeTask): Promise<void> {
  const world = namesAccounts(process.env) ? liveWorld(process.env, task.data) : testWorld();
  let handle: Handler = async () => Promise.resolve(new Response(null, { status: 503 }));
  const server = await serve((request) => handle(request), { port: task.port, hostname: task.host });
  const portal = portalOf(task, world, originsOf(task, server));
  handle = guarded(portal.handle);
  const rounds = setInterval(() => void resume(portal), ROUND);
  stopBySignal(server, rounds);
  const mode = world.test === null ? "LIVE: orders spend money" : "TEST: no money is spent";
  const served = task.origin === null ? "" : `, served at ${server.url}`;
  console.log(`the portal is at ${originsOf(task, server)[0] ?? ""}${served} (${mode}); Ctrl-C stops it`);
}

function portalOf(task: ServeTask, world: World, origins: readonly string[]): Portal {
  return new Portal({
    config: configOf(JSON.parse(contentOf(task.config ?? CONFIG))),
    world,
    sessions: new CookieSessions(world.records, task.origin?.startsWith("https:") ?? false),
    logins: task.logins === null ? null : loginsOf(contentOf(task.logins)),
    origins,
    pages: pagesOf(PAGE),
    build: "server",
  });
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new TypeError(`\`${path}\` cannot be read: \`${(error as NodeJS.ErrnoException).code ?? "unknown"}\``);
  }
}

function originsOf({ origin }: ServeTask, { url }: Server): readonly string[] {
  return origin === null ? [url, url.replace("127.0.0.1", "localhost")] : [origin];
}

async function resume(portal: Portal): Promise<void> {
  try {
    await portal.resume();
  } catch (error) {
    console.error("orders could not be resumed", error);
  }
}

/** Orders that are at work are saved: the next start goes on with them. */
function stopBySignal(server: Server, rounds: NodeJS.Timeout): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      clearInterval(rounds);
      void server.close().then(() => process.exit(0));
    });
  }
}

try {
  await main();
} catch (error) {
  const isExplained = error instanceof TypeError || TelwireError.is(error);
  console.error(isExplained ? `error: ${error.message}` : error);
  process.exit(MISUSED);
}

/** The projects of `consumers`, where `cargo xtask test` has put them and installed the package. */

import { execFile, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";

/** What the environment must say. */
export function required(name: "TELWIRE_CONSUMERS" | "TELWIRE_TARBALL"): string {
  const value = process.env[name];
  if (value === undefined) {
    throw new Error(`${name} is not set: run \`cargo xtask test "npm: fresh projects"\``);
  }
  return value;
}

/** The folder of all projects. */
export const PROJECTS = required("TELWIRE_CONSUMERS");

/** The package as it was installed. */
export const INSTALLED = join(PROJECTS, "node_modules/telwire");

/** The line that every project makes of its errand. */
export const EXPECTED = JSON.stringify(JSON.parse(readFileSync(join(PROJECTS, "expected.json"), "utf8")));

const SETTINGS = { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: undefined };

/** Runs the script of that name, if the project has it: what it prints. */
export async function npm(project: string, script: string): Promise<string> {
  return run(project, ["npm", "run", "--silent", "--if-present", script]);
}

/** Runs node there: what it prints. */
export async function node(project: string, file: string): Promise<string> {
  return run(project, [process.execPath, file]);
}

async function run(project: string, [program, ...words]: [string, ...string[]]): Promise<string> {
  try {
    return (await promisify(execFile)(program, words, options(project))).stdout.trim();
  } catch (error) {
    const { message, stdout } = error as { message: string; stdout: string };
    throw new Error(`${message}\n${stdout}`, { cause: error });
  }
}

/** A server that runs until it is stopped. */
export interface Running {
  /** Its address, without a slash at the end. */
  readonly url: string;
  stop(): void;
}

/** Runs the script, which serves at `PORT`, until it answers. */
export async function serve(project: string, script: string, environment: Environment = () => ({})): Promise<Running> {
  return serving(project, ["npm", "run", "--silent", script], environment);
}

/** What else the environment says to a program that serves at that address. */
export type Environment = (url: string) => NodeJS.ProcessEnv;

/** Runs the program, which serves at `PORT`, until it answers. */
export async function serving(
  project: string,
  [program, ...words]: [string, ...string[]],
  environment: Environment,
): Promise<Running> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { cwd, env } = options(project);
  const server = spawn(program, words, {
    cwd,
    env: { ...env, PORT: String(port), ...environment(url) },
    // A group of its own, so that what npm starts ends with it.
    detached: true,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const stop = () => {
    if (server.pid !== undefined) {
      process.kill(-server.pid);
    }
  };
  try {
    await answering(url, () => server.exitCode !== null);
  } catch (error) {
    stop();
    throw error;
  }
  return { url, stop };
}

function options(project: string): { cwd: string; env: NodeJS.ProcessEnv } {
  return { cwd: join(PROJECTS, project), env: { ...process.env, ...SETTINGS } };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, "127.0.0.1", done));
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function answering(url: string, hasEnded: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline;) {
    if (hasEnded()) {
      throw new Error("the server ended before it answered");
    }
    const answer = await fetch(url).catch(() => null);
    if (answer !== null) {
      return;
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("the server did not answer within a minute");
}

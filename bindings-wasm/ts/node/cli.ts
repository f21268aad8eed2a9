#!/usr/bin/env node
/**
 * `npx telwire`: the command.
 *
 * @packageDocumentation
 */

import { sandbox } from "./cli/sandbox.js";
import { UsageError } from "./cli/usage.js";

const USAGE = "usage: telwire [-h] COMMAND";

const HELP = `${USAGE}

telephone numbers at aql and Aculab Cloud

commands:
  sandbox           serve a TEST sandbox of both carriers on this machine

options:
  -h, --help        print this; after a command, what it takes
`;

process.exitCode = await main(process.argv.slice(2));

/** Does what the command line says; the result is the exit code. */
async function main([command, ...rest]: string[]): Promise<number> {
  try {
    return await run(command, rest);
  } catch (error) {
    if (!(error instanceof UsageError)) {
      throw error;
    }
    process.stderr.write(error.message);
    return 2;
  }
}

async function run(command: string | undefined, rest: string[]): Promise<number> {
  switch (command) {
    case "-h":
    case "--help":
      process.stdout.write(HELP);
      return 0;
    case "sandbox":
      return sandbox(rest);
    case undefined:
      throw new UsageError(USAGE, "telwire", "a command is required: `sandbox`");
    default:
      throw new UsageError(USAGE, "telwire", `there is no command \`${command}\`: it is \`sandbox\``);
  }
}

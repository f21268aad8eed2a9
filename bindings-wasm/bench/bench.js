/**
 * telwire against hand-written JavaScript on the same bytes, in Node and in Chromium, and the relay against a proxy by hand:
 * `cargo xtask bench js [--check]`.
 *
 * With `--check` a missed target ends the program with 1. `CHROMIUM` names the browser; without one it is left out.
 */

import { extname, join } from "node:path";

import { chromium } from "playwright-core";

import { CASES } from "./cases.js";
import { measured } from "./measure.js";
import { overheads, TARGET as RELAY_TARGET } from "./relay.js";

/** @import { Page } from "playwright-core" */
/** @import { Case } from "./cases.js" */
/** @import { Result } from "./measure.js" */

const PACKAGE = join(import.meta.dirname, "..");

/** A site that only {@link open} knows. */
const SITE = "http://localhost";

/** @type {Readonly<Record<string, string>>} */
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript" };

/** A page that is isolated has a finer clock. */
const ISOLATED = { "cross-origin-embedder-policy": "require-corp", "cross-origin-opener-policy": "same-origin" };

const FLAGS = ["--js-flags=--expose-gc", "--no-sandbox"];

console.log(`${"microseconds".padStart(53)}${"times as".padStart(12)}`);
console.log(
  `${"numbers".padStart(29)}${"by hand".padStart(12)}${"telwire".padStart(12)}${"fast".padStart(12)}  target`,
);
await measureAll("Node", (index) => measured(caseAt(index)));
await inChromium();
await ofRelay();

/** What the relay costs in Node, call by call. */
async function ofRelay() {
  const columns = ["proxy", "relay", "overhead"].map((name) => name.padStart(12)).join("");
  console.log(`\n${"Relay".padEnd(29)}${columns}  milliseconds of processor time`);
  for await (const { name, proxy, relay } of overheads()) {
    const overhead = relay - proxy;
    const isMet = overhead <= RELAY_TARGET;
    const times = [proxy, relay, overhead].map((milliseconds) => time(milliseconds, 3)).join("");
    console.log(`${name.padEnd(29)}${times}  ${isMet ? "met" : "missed"}: ${RELAY_TARGET}`);
    if (!isMet && process.argv.includes("--check")) {
      process.exitCode = 1;
    }
  }
}

async function inChromium() {
  const executablePath = process.env["CHROMIUM"];
  if (executablePath === undefined) {
    return;
  }
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    const page = await open(await browser.newPage());
    await measureAll("Chromium", (index) => page.evaluate(`measured(CASES[${index}])`));
  } finally {
    await browser.close();
  }
}

/**
 * Opens a page that has `measured` and `CASES`, and the package as a page without a bundler has it.
 *
 * @param {Page} page
 */
async function open(page) {
  await page.route(`${SITE}/**`, (route) => {
    const path = join(PACKAGE, new URL(route.request().url()).pathname);
    return route.fulfill({ path, headers: { ...ISOLATED, "content-type": TYPES[extname(path)] ?? "" } });
  });
  await page.goto(`${SITE}/bench/page.html`);
  await page.waitForFunction("globalThis.CASES !== undefined");
  return page;
}

/**
 * Measures and prints the cases in one runtime.
 *
 * @param {string} runtime
 * @param {(index: number) => Result | Promise<Result>} measure
 */
async function measureAll(runtime, measure) {
  console.log(runtime);
  for (const [index, case_] of CASES.entries()) {
    const result = await measure(index);
    console.log(row(case_, result));
    if (isMissed(case_, result) && process.argv.includes("--check")) {
      process.exitCode = 1;
    }
  }
}

/** @param {number} index */
function caseAt(index) {
  return /** @type {Case} */ (CASES[index]);
}

/**
 * @param {Case} case_
 * @param {Result} result
 */
function isMissed({ target = 0 }, { ratio }) {
  return ratio < target;
}

/**
 * The result as a line of the table.
 *
 * @param {Case} case_
 * @param {Result} result
 */
function row(case_, result) {
  const { name, size, target } = case_;
  const verdict = target === undefined ? "" : `  ${isMissed(case_, result) ? "missed" : "met"}: ${target}`;
  const columns = [
    size.toLocaleString("en").padStart(9),
    time(result.byHand),
    time(result.telwire),
    time(result.ratio, 2),
  ];
  return `${name.padEnd(20)}${columns.join("")}${verdict}`;
}

/**
 * @param {number} value
 * @param {number} [decimals]
 */
function time(value, decimals = 1) {
  return value.toFixed(decimals).padStart(12);
}

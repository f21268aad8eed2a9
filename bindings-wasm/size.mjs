/**
 * What a page downloads, compressed as servers do; with `--check` a limit that is passed is a failure.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

/**
 * What is downloaded together: how many bytes it is to be, and how many are allowed until it is. The limit goes down with
 * the size, never up.
 */
const DOWNLOADS = [
  { name: "telwire/slim and its module", files: ["slim.mjs", "telwire.wasm"], goal: 55_000, limit: 141_000 },
  { name: "telwire, the module inline", files: ["index.mjs", "slim.mjs"], goal: 75_000, limit: 144_500 },
];

const DIST = join(import.meta.dirname, "dist");

for (const { name, files, goal, limit } of DOWNLOADS) {
  const size = files.map(compressed).reduce((sum, bytes) => sum + bytes, 0);
  console.log(`${name}: ${size} bytes as brotli; to be ${goal}, allowed ${limit}`);
  if (size > limit && process.argv.includes("--check")) {
    process.exitCode = 1;
  }
}

function compressed(file) {
  return brotliCompressSync(readFileSync(join(DIST, file))).length;
}

/**
 * What a page downloads, compressed as servers do; with `--check` a limit that is passed is a failure.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

/** What is downloaded together, and how many bytes of it are allowed. */
const DOWNLOADS = [
  { name: "telwire/slim and its module", files: ["slim.mjs", "telwire.wasm"], limit: 55_000 },
  { name: "telwire, the module inline", files: ["index.mjs", "slim.mjs"], limit: 75_000 },
];

const DIST = join(import.meta.dirname, "dist");

for (const { name, files, limit } of DOWNLOADS) {
  const size = files.map(compressed).reduce((sum, bytes) => sum + bytes, 0);
  console.log(`${name}: ${size} bytes as brotli, ${limit} are allowed`);
  if (size > limit && process.argv.includes("--check")) {
    process.exitCode = 1;
  }
}

function compressed(file) {
  return brotliCompressSync(readFileSync(join(DIST, file))).length;
}

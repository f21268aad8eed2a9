/**
 * Makes `dist` of what `cargo xtask package npm` hands over: the folder with the wasm module and its glue.
 *
 * `slim` holds everything but the module. The other entries are small files beside it that hold the module, or take it
 * from their runtime, and give it to `slim`: so there is one holder of the instance, whatever is imported.
 */

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

import { inlined } from "./inline.mjs";

const PACKAGE = dirname(fileURLToPath(import.meta.url));
const DIST = join(PACKAGE, "dist");

/** The entries and their sources, and those that CommonJS does not take. */
const ENTRIES = {
  index: "index.ts",
  slim: "slim.ts",
  node: "node/index.ts",
  relay: "relay/index.ts",
  sandbox: "sandbox/index.ts",
};
const MODULES_ONLY = {
  workerd: "workerd.ts",
  "edge-light": "edge-light.ts",
  "relay-workerd": "relay/workerd.ts",
  "relay-edge-light": "relay/edge-light.ts",
  "sandbox-workerd": "sandbox/workerd.ts",
  "sandbox-edge-light": "sandbox/edge-light.ts",
  cli: "node/cli.ts",
};

/** The wasm modules, and what wasm-bindgen calls them. */
const WASM = { telwire: "telwire_wasm", relay: "telwire_wasm_relay", sandbox: "telwire_wasm_sandbox" };

/** What an entry imports at run time instead of holding it. */
const BESIDE =
  /^(?:\.{1,2}\/)+((?:index|slim|workerd|edge-light|sandbox\/index)\.js|(?:telwire|relay|sandbox)\.wasm(?:\?module)?)$/;

const [glue] = process.argv.slice(2).map((folder) => resolve(folder));
if (glue === undefined) {
  throw new Error("usage: node build.mjs FOLDER (run `cargo xtask package npm`)");
}

rmSync(DIST, { recursive: true, force: true });
mkdirSync(DIST);
for (const [name, crate] of Object.entries(WASM)) {
  copyFileSync(join(glue, `${crate}_bg.wasm`), join(DIST, `${name}.wasm`));
}
for (const licence of ["LICENSE-APACHE", "LICENSE-MIT"]) {
  copyFileSync(join(PACKAGE, "..", licence), join(PACKAGE, licence));
}
await bundle("esm", ".mjs", { ...ENTRIES, ...MODULES_ONLY });
await bundle("cjs", ".cjs", ENTRIES);
declare();
await import("./size.mjs");

/** Bundles the entries for a module system. */
async function bundle(format, extension, entries) {
  for (const [name, source] of Object.entries(entries)) {
    await build({
      absWorkingDir: PACKAGE,
      entryPoints: [{ in: `ts/${source}`, out: name }],
      outdir: "dist",
      outExtension: { ".js": extension },
      format,
      bundle: true,
      external: ["node:*"],
      platform: "neutral",
      target: "es2022",
      // The classes of what is made small say their names themselves, for errors and logs: esbuild would name each function.
      minify: !isOfServers(name),
      // Node prints the line of an error that nobody catches. The main entry holds the module and nothing that fails:
      // compressed, it is smaller as one line.
      ...(name === "index" ? {} : { lineLimit: 160 }),
      legalComments: "none",
      sourcemap: true,
      define: { "import.meta.url": "undefined" },
      logLevel: "warning",
      plugins: [modules(extension)],
    });
  }
}

/** Whether no page downloads the entry. */
function isOfServers(name) {
  return /^(?:cli|node|relay)/.test(name);
}

/** Where the module, its glue and the files beside an entry are found. */
function modules(extension) {
  return {
    name: "modules",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^telwire-wasm(?:-relay|-sandbox)?$/ }, ({ path }) => ({
        path: join(glue, `${path.replaceAll("-", "_")}.js`),
      }));
      onResolve({ filter: /\.wasm\?inline$/ }, ({ path }) => ({ path: join(DIST, path.replace("?inline", "")) }));
      onLoad({ filter: /\.wasm$/ }, ({ path }) => ({
        contents: JSON.stringify(inlined(readFileSync(path))),
        loader: "json",
      }));
      onResolve({ filter: BESIDE }, ({ path }) => {
        const [, file] = BESIDE.exec(path);
        return { path: `./${file.replace(/(?:\/index)?\.js$/, extension)}`, external: true };
      });
    },
  };
}

/** Writes the declarations, once for each module system: what they import must be of the same. */
function declare() {
  const types = join(DIST, "types");
  const tsc = join(PACKAGE, "node_modules/.bin/tsc");
  const options = ["--noEmit", "false", "--emitDeclarationOnly", "--rootDir", "ts", "--outDir", types];
  for (const project of [".", "ts/node"]) {
    execFileSync(tsc, ["--project", project, ...options], { cwd: PACKAGE, stdio: "inherit" });
  }
  for (const path of filesBelow(types)) {
    const text = readFileSync(path, "utf8");
    const target = join(DIST, relative(types, path));
    mkdirSync(dirname(target), { recursive: true });
    for (const extension of ["mjs", "cjs"]) {
      const declaration = text.replaceAll(/(["']\.{1,2}\/[^"']*)\.js(["'])/g, `$1.${extension}$2`);
      writeFileSync(target.replace(/\.d\.ts$/, `.d.${extension.replace("js", "ts")}`), declaration);
    }
  }
  rmSync(types, { recursive: true });
}

function filesBelow(folder) {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

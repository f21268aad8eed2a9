/** What must be true of the files of the package, whoever imports them. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { checkPackage, createPackageFromTarballData, type Problem } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { describe, expect, test } from "vitest";

import { INSTALLED, required } from "./projects.js";

interface Manifest {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly [member: string]: unknown;
}

const manifest = JSON.parse(readFileSync(join(INSTALLED, "package.json"), "utf8")) as Manifest;

/** Every file of the package with this ending, and what it holds. */
function files(ending: string): (readonly [path: string, content: Buffer])[] {
  const paths = readdirSync(INSTALLED, { recursive: true, encoding: "utf8" });
  return paths.filter((path) => path.endsWith(ending)).map((path) => [path, readFileSync(join(INSTALLED, path))]);
}

test("publint has nothing to say", async () => {
  const { messages, pkg } = await publint({ pkgDir: INSTALLED, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
});

test("types are found wherever the code is", async () => {
  const tarball = createPackageFromTarballData(readFileSync(required("TELWIRE_TARBALL")));
  const typed = Object.keys(manifest.exports).filter((path) => !/\.(?:json|wasm)$/.test(path));
  const { problems } = (await checkPackage(tarball, { entrypoints: typed })) as { problems: Problem[] };
  // What is older than `exports` knows no subpaths.
  const recent = problems.filter((problem) => !("resolutionKind" in problem && problem.resolutionKind === "node10"));
  expect(recent).toEqual([]);
});

test("nothing is installed with it", () => {
  const dependencies = ["dependencies", "optionalDependencies", "peerDependencies", "bundleDependencies"];
  const scripts = Object.keys(manifest["scripts"] ?? {});
  expect(dependencies.filter((name) => name in manifest)).toEqual([]);
  expect(scripts.filter((name) => /install|prepare/.test(name))).toEqual([]);
});

describe.each([...files(".mjs"), ...files(".cjs")])("%s", (path, content) => {
  const code = content.toString();

  test("evaluates no text as code", () => {
    expect(code.match(/\beval\b|\bFunction\(|\bimportScripts\b/g) ?? []).toEqual([]);
  });

  test("has no line that floods the terminal on which Node prints where an error is from", () => {
    // The module is as long as it is, and nothing fails in it.
    const lines = code.replace(/\b(?:text|decoder):"[^"]*"/g, "").split("\n");
    expect(lines.filter((line) => line.length > 1000)).toEqual([]);
  });

  test("has a source map", () => {
    const [, map] = /\/\/# sourceMappingURL=(.+)\s*$/.exec(code) ?? [];
    const { sources, sourcesContent } = JSON.parse(readFileSync(join(INSTALLED, path, "..", map ?? ""), "utf8")) as {
      sources: string[];
      sourcesContent: string[];
    };
    expect(sourcesContent).toHaveLength(sources.length);
  });
});

test.each(files(".wasm"))("%s imports nothing but its glue", (_, content) => {
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(new Uint8Array(content)));
  const modules = new Set(
    imports.map(({ module }) => module.replace(/^\.\/telwire_wasm(?:_relay|_sandbox)?_bg\.js$/, "glue")),
  );
  expect([...modules]).toEqual(["glue"]);
});

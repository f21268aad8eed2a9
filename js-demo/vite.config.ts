import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";

import { defineConfig, type Plugin, type UserConfig } from "vite";

/** What shrinks. */
const COMPRESSED = [".css", ".html", ".js", ".svg", ".wasm"];

/** Puts a compressed copy beside each file, so that the server compresses nothing while somebody waits. */
function brotli(folder: string): Plugin {
  return {
    name: "brotli",
    async closeBundle(): Promise<void> {
      const names = await readdir(folder, { recursive: true });
      for (const path of names.filter((name) => COMPRESSED.includes(extname(name))).map((name) => join(folder, name))) {
        await writeFile(`${path}.br`, brotliCompressSync(await readFile(path)));
      }
    },
  };
}

const PAGE: UserConfig = {
  base: "./",
  plugins: [brotli("dist/page")],
  // What is inlined as `data:` is refused by the content security policy.
  build: { outDir: "dist/page", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
};

const SERVER: UserConfig = {
  build: { outDir: "dist/server", ssr: "server/main.ts", target: "node20" },
  ssr: { external: ["libsql", "telwire"] },
};

export default defineConfig(({ mode }) => (mode === "server" ? SERVER : PAGE));

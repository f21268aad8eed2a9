import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";

import { defineConfig, type Plugin, type UserConfig } from "vite";

import config from "./portal.config.json" with { type: "json" };
import { configOf } from "./server/config.js";
import { themeOf } from "./server/theme.js";

const PAGE: UserConfig = {
  base: "./",
  logLevel: "warn",
  plugins: [compressed("dist/page")],
  build: {
    outDir: "dist/page",
    // What is inlined as `data:` the content security policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
};

const STATIC: UserConfig = {
  base: "./",
  logLevel: "warn",
  plugins: [alone()],
  worker: { format: "es" },
  build: { ...PAGE.build, outDir: "dist/demo" },
};

const SERVER: UserConfig = {
  logLevel: "warn",
  build: { outDir: "dist/server", ssr: "server/main.ts", target: "node20" },
  ssr: { external: ["libsql", "telwire"] },
};

export default defineConfig(({ mode }) => {
  switch (mode) {
    case "server":
      return SERVER;
    case "static":
      return STATIC;
    default:
      return PAGE;
  }
});

/** Puts a copy as brotli beside each file, so that nobody waits for it to be made. */
function compressed(folder: string): Plugin {
  const types = [".css", ".html", ".js", ".svg", ".wasm"];
  return {
    name: "compressed",
    async closeBundle(): Promise<void> {
      const names = await readdir(folder, { recursive: true });
      for (const path of names.filter((name) => types.includes(extname(name))).map((name) => join(folder, name))) {
        await writeFile(`${path}.br`, brotliCompressSync(await readFile(path)));
      }
    },
  };
}

/** What the server says otherwise: the reseller's colours and what may run in the page. */
function alone(): Plugin {
  const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; base-uri 'none'; form-action 'self'";
  return {
    name: "alone",
    generateBundle(): void {
      this.emitFile({ type: "asset", fileName: "theme.css", source: themeOf(configOf(config)) });
    },
    transformIndexHtml: {
      order: "pre",
      handler: (html) => ({
        html: html.replace("./page/main.tsx", "./static/main.ts"),
        tags: [{ tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: policy } }],
      }),
    },
  };
}

import { Miniflare } from "miniflare";

const runtime = new Miniflare({
  rootPath: "dist",
  scriptPath: "worker.js",
  modules: true,
  modulesRules: [{ type: "CompiledWasm", include: ["**/*.wasm"] }],
  compatibilityDate: "2026-01-01",
});
const response = await runtime.dispatchFetch("http://localhost/");
console.log(await response.text());
await runtime.dispose();

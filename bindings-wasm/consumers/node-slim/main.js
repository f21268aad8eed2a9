import { readFile } from "node:fs/promises";

import * as sandbox from "telwire/sandbox";
import * as telwire from "telwire/slim";

import { errand } from "../errand.js";

await telwire.init(await readFile(new URL(import.meta.resolve("telwire/telwire.wasm"))));
console.log(await errand(telwire, sandbox));

import * as telwire from "../node_modules/telwire/dist/slim.mjs";
import * as sandbox from "../node_modules/telwire/dist/sandbox.mjs";

import { errand } from "../errand.js";

await telwire.init(new URL("../node_modules/telwire/dist/telwire.wasm", import.meta.url));
document.body.textContent = await errand(telwire, sandbox);

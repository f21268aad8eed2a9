import * as telwire from "../node_modules/telwire/dist/index.mjs";
import * as sandbox from "../node_modules/telwire/dist/sandbox.mjs";

import { errand } from "../errand.js";

postMessage(await errand(telwire, sandbox));

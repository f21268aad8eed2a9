import * as telwire from "../node_modules/telwire/dist/index.mjs";

import { errand } from "../errand.js";

postMessage(await errand(telwire));

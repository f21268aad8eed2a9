import * as telwire from "telwire";
import * as sandbox from "telwire/sandbox";

import { errand } from "../errand.js";

document.body.textContent = await errand(telwire, sandbox);

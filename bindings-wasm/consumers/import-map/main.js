import * as telwire from "telwire";

import { errand } from "../errand.js";

document.body.textContent = await errand(telwire);

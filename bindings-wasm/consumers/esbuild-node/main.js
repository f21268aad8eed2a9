import * as telwire from "telwire";
import * as sandbox from "telwire/sandbox";

import { errand } from "../errand.js";

errand(telwire, sandbox).then(console.log);

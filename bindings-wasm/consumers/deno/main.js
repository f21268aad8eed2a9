import * as telwire from "telwire";
import * as relays from "telwire/relay";
import * as sandbox from "telwire/sandbox";

import { errand } from "../errand.js";

console.log(await errand(telwire, sandbox, relays));

import * as telwire from "telwire";

import { errand } from "../errand.js";

console.log(await errand(telwire));

import * as telwire from "telwire";

import { errand } from "../errand.js";

errand(telwire).then(console.log);

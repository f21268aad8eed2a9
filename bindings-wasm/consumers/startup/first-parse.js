import { aql } from "telwire";

import { measured } from "./measured.js";

aql.checkNumbers({ pattern: "0113 312012*" }).parse({ status: 200, body: "AQVOIP_OK\n44-113-3120120\n" });
console.log(measured());

"use strict";

const telwire = require("telwire");
const sandbox = require("telwire/sandbox");

import("../errand.js").then(({ errand }) => errand(telwire, sandbox)).then(console.log);

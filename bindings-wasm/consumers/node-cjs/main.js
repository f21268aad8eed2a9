"use strict";

const telwire = require("telwire");

import("../errand.js").then(({ errand }) => errand(telwire)).then(console.log);

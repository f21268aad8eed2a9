"use strict";

const telwire = require("telwire");
const relays = require("telwire/relay");
const sandbox = require("telwire/sandbox");

import("../errand.js").then(({ errand }) => errand(telwire, sandbox, relays)).then(console.log);

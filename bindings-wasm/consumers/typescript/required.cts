import telwire = require("telwire");

const search: telwire.aql.CheckNumbers = telwire.aql.checkNumbers({ pattern: "0113 312012*" });

export = search;

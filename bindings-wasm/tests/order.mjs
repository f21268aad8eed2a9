// A program that buys two numbers, run by the tests that kill it: `order.mjs GATEWAY JOURNAL`.

import { aql } from "telwire";
import { FileJournal } from "telwire/node";

const [gateway, path] = process.argv.slice(2);
const client = new aql.Client({ account: { username: "demo-reseller", password: "demo-password" }, gateway });
const slots = ["44-113-3120120", "44-113-3120121"];
const { items } = await client.order({ slots }, { journal: new FileJournal(path) });
console.log(items.map(({ status }) => status).join(" "));

// A program that buys two numbers, run by the tests that kill it: `order.mjs GATEWAY JOURNAL`.

import { aql } from "telwire";
import { FileJournal } from "telwire/node";

const [gateway, path] = process.argv.slice(2);
const client = new aql.Client({ account: { username: "demo-reseller", password: "demo-password" }, gateway });
// What the example in Rust orders too, so that each can go on with the other's journal.
const wanted = { slots: 2, pool: "0113 312012*" };
const { items } = await client.order(wanted, { journal: new FileJournal(path) });
console.log(items.map(({ status }) => status).join(" "));

// A server with a relay, run by the tests that kill it: `relay-server.mjs DATABASE SPEED`, accounts in the environment.

import { createServer } from "node:http";

import Database from "libsql";
import { accountFromEnv, gatewayFromEnv, requestListener } from "telwire/node";
import { relay, SqliteStore } from "telwire/relay";

const [file, speed] = process.argv.slice(2);
const store = new SqliteStore(new Database(file));

/** Time that goes faster: orders wait for minutes before they ask again. */
const clock = {
  now: () => Date.now() * Number(speed),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms / Number(speed))),
};

const handler = relay({
  accounts: { aql: accountFromEnv("aql"), aculab: accountFromEnv("aculab") },
  gateway: { aql: gatewayFromEnv("aql"), aculab: gatewayFromEnv("aculab") },
  policy: ({ headers }) => ({
    check: () => ({ tenant: headers.get("cookie"), token: "token" }),
    origins: ["http://portal.test"],
    hosts: [headers.get("host")],
    calls: ["orders"],
    ownership: store,
    passwords: "once",
  }),
  journal: store,
  lease: 500,
  clock,
});

const server = createServer(requestListener(handler));
server.listen(0, "127.0.0.1", () => console.log(server.address().port));

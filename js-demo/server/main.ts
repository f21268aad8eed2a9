/** The portal as a program: `node dist/server/main.js`. */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";

import { requestListener } from "telwire/node";

import config from "../portal.config.json";
import { pagesOf } from "./pages.js";
import { type Handler, portal } from "./portal.js";
import { testWorld } from "./world.js";

const PAGE = fileURLToPath(new URL("../page", import.meta.url));

let handler: Handler = () => Promise.resolve(new Response(null, { status: 503 }));
const server = createServer(requestListener((request) => handler(request)));
server.listen(Number(process.env["PORT"] ?? 0), "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  handler = portal({ config, world: testWorld(), origin, pages: pagesOf(PAGE) });
  console.log(origin);
});

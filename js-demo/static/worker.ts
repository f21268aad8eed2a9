/** The portal in a worker of its page: relay and sandbox without a server, for hosts that only have files. */

import config from "../portal.config.json";
import { configOf } from "../server/config.js";
import { notFound } from "../server/http.js";
import { Portal } from "../server/portal.js";
import { testWorld } from "../server/world.js";
import type { Piece, Posted } from "./messages.js";
import { PageSession } from "./session.js";

const { host, origin } = self.location;

const portal = new Portal({
  config: configOf(config),
  world: testWorld(),
  sessions: new PageSession(),
  logins: null,
  origins: [origin],
  pages: () => Promise.reject(notFound()),
  build: "static",
});

self.onmessage = ({ data, ports: [port] }: MessageEvent<Posted>) => {
  if (port !== undefined) {
    void answer(data, port);
  }
};

async function answer(posted: Posted, port: MessagePort): Promise<void> {
  const say = (piece: Piece): void => port.postMessage(piece);
  try {
    const { status, headers, body } = await portal.handle(requestOf(posted));
    say({ type: "head", status, headers: [...headers] });
    for await (const bytes of (body ?? []) as AsyncIterable<Uint8Array<ArrayBuffer>>) {
      say({ type: "piece", bytes });
    }
    say({ type: "end" });
  } catch (error) {
    console.error(error);
    say({ type: "failed" });
  }
}

/** The request as a server would get it: browsers let no script set these headers, and no other page can ask here. */
function requestOf({ path, method, headers, body }: Posted): Request {
  const request = new Request(origin + path, { method, headers: headers as [string, string][], body });
  const all = new Headers([...(headers as [string, string][]), ["host", host], ["origin", origin]]);
  return Object.defineProperty(request, "headers", { value: all });
}

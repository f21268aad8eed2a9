/** Web-standard handlers over real sockets: the sandbox, and what any handler can meet. */

import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, request } from "node:http";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";

import { aql, type Request as Signed } from "telwire";
import { type Handler, requestListener, serve, type ServeOptions, type Server } from "telwire/node";
import { type Fault, Sandbox } from "telwire/sandbox";
import { afterEach, describe, expect, it } from "vitest";

const ORDER = aql.assignNumbers({ items: ["44-113-3120120"] });
const SEARCH = aql.checkNumbers({ pattern: "0113 312012*", show: 2 });
const FOUND = "AQVOIP_OK\n44-113-3120120_44-113-3120121\n";

const servers: Server[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function served(handler: Handler, options?: ServeOptions): Promise<Server> {
  const server = await serve(handler, options);
  servers.push(server);
  return server;
}

function signed(sandbox: Sandbox, call: aql.AssignNumbers | aql.CheckNumbers, { url }: Server): Signed {
  return call.request({ account: sandbox.account.aql, gateway: url });
}

/** The answer, however its body ends. */
async function send({ url, method, headers, body }: Signed, agent?: Agent): Promise<IncomingMessage> {
  const sending = request(url, { method, headers, agent });
  sending.end(body);
  const [answer] = (await once(sending, "response")) as [IncomingMessage];
  return answer;
}

async function connected({ url }: Server): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  await once(socket, "connect");
  return socket;
}

/** What comes back for these bytes, until the connection closes. */
async function raw(server: Server, bytes: string): Promise<string> {
  const socket = await connected(server);
  socket.end(bytes);
  return text(socket);
}

describe("the sandbox", () => {
  it("answers for both carriers at one address", async () => {
    const sandbox = new Sandbox();
    const server = await served(sandbox.handler);
    const answer = await send(signed(sandbox, SEARCH, server));
    expect([answer.statusCode, answer.headers["content-type"]]).toEqual([200, "text/plain; charset=UTF-8"]);
    expect(await text(answer)).toBe(FOUND);

    const refusal = await fetch(`${server.url}/tel_get_supported_countries`);
    expect([refusal.status, refusal.headers.get("content-type")]).toEqual([400, "application/json"]);
    expect(await refusal.text()).toContain("0405");
  });

  it("is reached by fetch as its request says", async () => {
    const sandbox = new Sandbox();
    const order = signed(sandbox, ORDER, await served(sandbox.handler));
    await fetch(order.url, order);
    expect(sandbox.owned.aql.map(({ number }) => number.number)).toEqual(["44-113-3120120"]);
  });

  it("keeps a connection", async () => {
    const sandbox = new Sandbox();
    const search = signed(sandbox, SEARCH, await served(sandbox.handler));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports = [];
    for (let count = 0; count < 2; count += 1) {
      const answer = await send(search, agent);
      ports.push(answer.socket.localPort);
      expect(await text(answer)).toBe(FOUND);
    }
    expect(ports[0]).toBe(ports[1]);
    agent.destroy();
  });

  it.each<[Fault, number]>([
    ["no_answer", 1],
    ["not_sent", 0],
  ])("closes the connection without an answer: %s", async (fault, count) => {
    const sandbox = new Sandbox({ faults: [fault] });
    const order = signed(sandbox, ORDER, await served(sandbox.handler));
    await expect(send(order)).rejects.toMatchObject({ code: "ECONNRESET", message: "socket hang up" });
    expect(sandbox.owned.aql).toHaveLength(count);
  });

  it.each([0, 1, 20, FOUND.length - 1])("announces a cut body whole, and ends it after %i bytes", async (at) => {
    const sandbox = new Sandbox({ faults: [{ kind: "cut_body", at }] });
    const answer = await send(signed(sandbox, SEARCH, await served(sandbox.handler)));
    expect(answer.headers["content-length"]).toBe(String(FOUND.length));
    let came = "";
    const reading = (async () => {
      for await (const chunk of answer) came += String(chunk);
    })();
    await expect(reading).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(came).toBe(FOUND.slice(0, at));
  });

  it("lets a body that is cut silently look whole", async () => {
    const sandbox = new Sandbox({ faults: [{ kind: "cut_body", at: 9, declared: false }] });
    const answer = await send(signed(sandbox, SEARCH, await served(sandbox.handler)));
    expect([answer.headers["content-length"], await text(answer)]).toEqual(["9", "AQVOIP_OK"]);
  });

  const HEAD = "/telecoms/assignnumberapi.php HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\n";

  it.each([
    [`PUT ${HEAD}\r\n`, "HTTP/1.1 405 Method Not Allowed"],
    [`HEAD ${HEAD}\r\n`, "HTTP/1.1 405 Method Not Allowed"],
    [`GET ${HEAD}\r\n`, "HTTP/1.1 405 Method Not Allowed"],
    [`TRACE ${HEAD}\r\n`, "HTTP/1.1 400 Bad Request"],
    [`POST ${HEAD}Content-Length: -1\r\n\r\n`, "HTTP/1.1 400 Bad Request"],
    ["GET /nowhere HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\n\r\n", "HTTP/1.1 404 Not Found"],
    ["GET //elsewhere/ HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\n\r\n", "HTTP/1.1 404 Not Found"],
    ["GET / HTTP/1.1\r\nHost: :\r\nConnection: close\r\n\r\n", "HTTP/1.1 400 Bad Request"],
  ])("refuses what no carrier takes: %j", async (request, statusLine) => {
    const answer = await raw(await served(new Sandbox().handler), request);
    expect(answer.split("\r\n")[0]).toBe(statusLine);
  });

  it("buys nothing for half a request", async () => {
    const sandbox = new Sandbox();
    const told: unknown[] = [];
    const server = await served(sandbox.handler, { onError: (error) => told.push(error) });
    const { body } = signed(sandbox, ORDER, server);
    const half = `POST ${HEAD}Content-Length: ${body.length + 1}\r\n\r\n${body}`;
    expect(await raw(server, half)).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/);
    expect([sandbox.owned.aql, told]).toEqual([[], []]);
  });
});

describe("a server", () => {
  const hello: Handler = () => new Response("hello");

  it("listens on this machine alone, on the port that is asked for", async () => {
    const { url } = await served(hello);
    const port = Number(new URL(url).port);
    expect(url).toBe(`http://127.0.0.1:${port}`);
    await expect(serve(hello, { port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });

  it("ends whoever is still connected, and does nothing the second time", async () => {
    const server = await serve(hello);
    const [idle, half] = await Promise.all([connected(server), connected(server)]);
    half.write("POST / HTTP/1.1\r\nHost: sandbox\r\nContent-Length: 9\r\n\r\n");
    await fetch(server.url);
    const ends = Promise.all([idle, half].map(async (socket) => text(socket).catch(() => "")));
    await server.close();
    expect(await ends).toEqual(["", ""]);
    await server.close();
    await expect(connected(server)).rejects.toMatchObject({ code: "ECONNREFUSED" });
    idle.destroy();
    half.destroy();
  });

  it("hands over method, address, headers and body", async () => {
    const seen: unknown[] = [];
    const { url } = await served(async (request) => {
      const { method, headers } = request;
      seen.push(method, request.url, headers.get("x-twice"), await request.text());
      return new Response();
    });
    await fetch(`${url}/path?query`, {
      method: "PATCH",
      headers: [
        ["X-Twice", "1"],
        ["X-Twice", "2"],
      ],
      body: "ä",
    });
    expect(seen).toEqual(["PATCH", `${url}/path?query`, "1, 2", "ä"]);
  });

  it("hands back status, headers and body, each cookie in a header of its own", async () => {
    const { url } = await served(() => {
      const headers = new Headers([
        ["Set-Cookie", "a=1"],
        ["Set-Cookie", "b=2"],
      ]);
      return new Response("made", { status: 201, headers });
    });
    const answer = await fetch(url);
    expect([answer.status, answer.headers.getSetCookie(), await answer.text()]).toEqual([201, ["a=1", "b=2"], "made"]);
  });

  it("refuses a body beyond the limit, and says so before it came", async () => {
    const seen: string[] = [];
    const server = await served(
      async (request) => {
        seen.push(await request.text());
        return new Response();
      },
      { bodyLimit: 4 },
    );
    const post = (body: string): string => `POST / HTTP/1.1\r\nHost: sandbox\r\nContent-Length: 9\r\n\r\n${body}`;
    expect(await raw(server, post("12345"))).toMatch(/^HTTP\/1.1 413 Payload Too Large\r\n/);
    expect(seen).toEqual([]);
    expect((await fetch(server.url, { method: "POST", body: "1234" })).status).toBe(200);
    expect(seen).toEqual(["1234"]);
  });

  it("tells a failure of the handler to its owner, and not to the client", async () => {
    const told: unknown[] = [];
    const failure = new Error("the password is sesame");
    const { url } = await served(() => Promise.reject(failure), { onError: (error) => told.push(error) });
    const answer = await fetch(url);
    expect([answer.status, await answer.text(), told]).toEqual([500, "", [failure]]);
  });

  it("is any that takes listeners of node:http", async () => {
    const server = createServer(requestListener(hello)).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe("hello");
    server.closeAllConnections();
    server.close();
  });
});

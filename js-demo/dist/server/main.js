import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { requestListener } from "telwire/node";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { MemoryStore, relay } from "telwire/relay";
import "telwire";
import { Sandbox } from "telwire/sandbox";
var portal_config_default = {
	name: "Northgate Voice",
	logo: null,
	colours: {
		"light": {
			"brand": "#0b5cad",
			"contrast": "#ffffff"
		},
		"dark": {
			"brand": "#7cb8f5",
			"contrast": "#06213d"
		}
	},
	limits: {
		"numbersPerDay": 50,
		"spendPerDay": null
	},
	forwardPrefixes: [
		"441",
		"442",
		"443"
	],
	settings: [],
	basedOn: [],
	regulationAddresses: []
};
// server/pages.ts
/** The files of the page, as the build left them. */
var TYPES = {
	".css": "text/css; charset=utf-8",
	".html": "text/html; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
	".wasm": "application/wasm"
};
var POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
/** Answers with a file of the folder, compressed where the build did that. */
function pagesOf(folder) {
	return async (request) => {
		const { pathname } = new URL(request.url);
		const path = pathname === "/" ? "/index.html" : pathname;
		const file = join(folder, normalize(path));
		const type = TYPES[extname(path)];
		if (type === void 0) return new Response("not found", { status: 404 });
		const headers = {
			"content-type": type,
			"content-security-policy": POLICY
		};
		try {
			if (request.headers.get("accept-encoding")?.includes("br")) return new Response(await readFile(`${file}.br`), { headers: {
				...headers,
				"content-encoding": "br"
			} });
			return new Response(await readFile(file), { headers });
		} catch {
			return new Response("not found", { status: 404 });
		}
	};
}
// server/session.ts
var COOKIE = "session";
var Sessions = class {
	#sessions = /* @__PURE__ */ new Map();
	/** Whose request that is. */
	of(request) {
		return this.#sessions.get(idOf(request)) ?? null;
	}
	/** Signs a user in. @returns the session, and the cookie that is it */
	open(user) {
		const id = secret();
		const session = {
			user,
			token: secret()
		};
		this.#sessions.set(id, session);
		return {
			session,
			cookie: `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Strict`
		};
	}
	/** Signs out whoever sent the request. */
	close(request) {
		this.#sessions.delete(idOf(request));
	}
};
function idOf(request) {
	return (request.headers.get("cookie") ?? "").split("; ").find((cookie) => cookie.startsWith(`${COOKIE}=`))?.slice(8) ?? "";
}
function secret() {
	const bytes = crypto.getRandomValues(/* @__PURE__ */ new Uint8Array(32));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
// server/theme.ts
function themeOf({ colours: { light, dark } }) {
	const css = `${ruleOf(light)}@media (prefers-color-scheme: dark){${ruleOf(dark)}}`;
	return new Response(css, { headers: { "content-type": "text/css; charset=utf-8" } });
}
function ruleOf({ brand, contrast }) {
	return `:root{--brand:${brand};--brand-contrast:${contrast}}`;
}
// server/portal.ts
/** The portal as one web-standard handler: from a `Request` to its `Response`. */
var USERS = ["ada", "grace"];
function portal({ config, world, origin, pages }) {
	const sessions = new Sessions();
	const relayed = relay({
		accounts: world.accounts,
		gateway: world.gateway,
		journal: world.store,
		fetch: world.fetch,
		clock: world.clock,
		limits: {
			counters: world.store,
			numbersPerDay: config.limits.numbersPerDay ?? void 0
		},
		policy: {
			check: (request) => {
				const session = sessions.of(request);
				return session === null ? null : {
					tenant: session.user,
					token: session.token
				};
			},
			origins: [origin],
			hosts: [new URL(origin).host],
			calls: [
				"check_numbers",
				"list_users",
				"get_user",
				"change_user",
				"tel_get_supported_countries",
				"tel_get_supported_states",
				"tel_get_supported_regions",
				"tel_list_regulation_addresses",
				"tel_list_numbers",
				"tel_delete_numbers",
				"orders"
			],
			ownership: world.store,
			passwords: "once",
			changeUser: {
				forwardto: () => true,
				voicemailpin: () => true,
				vmemail: () => true
			}
		}
	});
	const describe = (session) => ({
		name: config.name,
		logo: config.logo,
		mode: world.mode,
		gateways: world.hosts,
		session,
		users: USERS,
		settings: [],
		forwardPrefixes: config.forwardPrefixes,
		limits: {
			...config.limits,
			numbersToday: 0
		},
		build: "server"
	});
	function enter(user) {
		const { session, cookie } = sessions.open(user);
		return json(describe(session), { "set-cookie": cookie });
	}
	return async (request) => {
		const { pathname } = new URL(request.url);
		if (pathname.startsWith("/api/telwire/")) return relayed(request);
		switch (`${request.method} ${pathname}`) {
			case "GET /api/portal": {
				const session = sessions.of(request);
				return session === null ? enter(USERS[0] ?? "") : json(describe(session));
			}
			case "POST /api/login": return enter((await request.json()).user);
			case "POST /api/logout":
				sessions.close(request);
				return json(describe(null));
			case "GET /api/audit":
			case "GET /api/lab/wire": return json([]);
			case "GET /theme.css": return themeOf(config);
			default: return pages(request);
		}
	};
}
function json(value, headers = {}) {
	return Response.json(value, { headers: {
		"cache-control": "no-store",
		...headers
	} });
}
// server/world.ts
/** A world in memory where nothing costs money and nobody waits. */
function testWorld() {
	const sandbox = new Sandbox({ now: Date.now() });
	return {
		mode: "TEST",
		sandbox,
		accounts: sandbox.account,
		gateway: {},
		hosts: {
			aql: "sandbox",
			aculab: "sandbox"
		},
		store: new MemoryStore(),
		fetch: sandbox.fetch,
		clock: sandbox.clock
	};
}
// server/main.ts
/** The portal as a program: `node dist/server/main.js`. */
var PAGE = fileURLToPath(new URL("../page", import.meta.url));
var handler = () => Promise.resolve(new Response(null, { status: 503 }));
var server = createServer(requestListener((request) => handler(request)));
server.listen(Number(process.env["PORT"] ?? 0), "127.0.0.1", () => {
	const { port } = server.address();
	const origin = `http://127.0.0.1:${port}`;
	handler = portal({
		config: portal_config_default,
		world: testWorld(),
		origin,
		pages: pagesOf(PAGE)
	});
	console.log(origin);
});
export {};

/** Passwords of users, as a file holds their hashes: a line `user:N:r:p:salt:hash` for each. */

import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** Who may sign in. */
export interface Logins {
  readonly users: readonly string[];
  /** Whether that is the user's password. */
  verify(user: string, password: string): Promise<boolean>;
}

interface Hash {
  readonly cost: Cost;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

interface Cost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

const COST: Cost = { N: 2 ** 15, r: 8, p: 1 };
const SALT_LENGTH = 16;
const HASH_LENGTH = 32;

const LINE = /^([^:\s]+):(\d+):(\d+):(\d+):([\w+/]+=*):([\w+/]+=*)$/;

/**
 * The logins of such a file.
 *
 * @throws TypeError that names the line
 */
export function loginsOf(text: string): Logins {
  const lines = text.split(/\r?\n/).map((line, index) => [line, index + 1] as const);
  const hashes = new Map(lines.filter(([line]) => line !== "").map(([line, number]) => entryOf(line, number)));
  return {
    users: [...hashes.keys()],
    async verify(user, password) {
      const known = hashes.get(user);
      // Whoever asks for a user that is not there waits as long.
      const { cost, salt, hash } = known ?? NOBODY;
      return timingSafeEqual(await hashOf(password, salt, cost), hash) && known !== undefined;
    },
  };
}

/** The line of a user. */
export async function loginLine(user: string, password: string): Promise<string> {
  const salt = randomBytes(SALT_LENGTH);
  const hash = await hashOf(password, salt, COST);
  return [user, COST.N, COST.r, COST.p, salt.toString("base64"), hash.toString("base64")].join(":");
}

const NOBODY: Hash = { cost: COST, salt: randomBytes(SALT_LENGTH), hash: randomBytes(HASH_LENGTH) };

function entryOf(line: string, number: number): [user: string, hash: Hash] {
  const [, user = "", N, r, p, salt = "", hash = ""] = LINE.exec(line) ?? [];
  if (Buffer.from(hash, "base64").length !== HASH_LENGTH) {
    throw new TypeError(`line ${number} of the logins is not what \`login USER\` writes`);
  }
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  return [user, { cost, salt: Buffer.from(salt, "base64"), hash: Buffer.from(hash, "base64") }];
}

async function hashOf(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { ...cost, maxmem: 256 * cost.N * cost.r };
    scrypt(password.normalize("NFKC"), salt, HASH_LENGTH, options, (error, hash) => {
      if (error === null) {
        resolve(hash);
      } else {
        reject(error);
      }
    });
  });
}

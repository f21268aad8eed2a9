import { spawn } from "node:child_process";
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";

import { misuse } from "./errors.js";

/** Of macOS and the BSDs, and libuv's for Windows: they lock what they open. Node names none of them. */
const BSD_EXLOCK = 0x20;
const BSD_NONBLOCK = 0x4;
const WINDOWS_EXLOCK = 0x1000_0000;

/** What opens a file locked, where the system does it at once. */
const LOCKED: Partial<Record<NodeJS.Platform, number>> = {
  darwin: BSD_EXLOCK | BSD_NONBLOCK,
  freebsd: BSD_EXLOCK | BSD_NONBLOCK,
  netbsd: BSD_EXLOCK | BSD_NONBLOCK,
  openbsd: BSD_EXLOCK | BSD_NONBLOCK,
  win32: WINDOWS_EXLOCK,
};

/** How systems say that somebody else has the lock. */
const HELD = ["EAGAIN", "EBUSY"];

/**
 * The file at `path`, locked by the system until it is closed or the process ends; `null` if somebody else has the lock.
 *
 * It is the lock of `flock`, which Rust and Python take. A program that writes its number into a file would not do: in
 * another container that number is somebody else's, or nobody's.
 *
 * @internal
 */
export async function lockFile(path: string): Promise<FileHandle | null> {
  const locked = LOCKED[process.platform];
  try {
    const file = await open(path, constants.O_CREAT | constants.O_WRONLY | (locked ?? 0), 0o600);
    return locked !== undefined || (await lockedOrClosed(file, path)) ? file : null;
  } catch (error) {
    if (HELD.includes((error as NodeJS.ErrnoException).code ?? "")) {
      return null;
    }
    throw error;
  }
}

async function lockedOrClosed(file: FileHandle, path: string): Promise<boolean> {
  let isLocked = false;
  try {
    isLocked = await flock(file, path);
  } finally {
    if (!isLocked) {
      await file.close();
    }
  }
  return isLocked;
}

/**
 * Whether the file could be locked. Node has no call for it, so a program locks the file that this process has open:
 * the lock belongs to the open file, and stays when the program has ended.
 */
function flock(file: FileHandle, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const refuse = (why: string): void => reject(misuse("unsupported", `\`${path}\` cannot be locked: ${why}`));
    const program = spawn("flock", ["-n", "3"], { stdio: ["ignore", "ignore", "ignore", file.fd] });
    program.once("error", () => refuse("install the program `flock`, or use a journal of your own"));
    program.once("exit", (code) => {
      if (code === 0 || code === 1) {
        resolve(code === 0);
      } else {
        refuse(`\`flock\` ended with ${code === null ? "a signal" : `status ${code}`}`);
      }
    });
  });
}

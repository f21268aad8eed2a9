import { readlinkSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

/**
 * The whole path with links followed, whether there is a file or not.
 *
 * @internal
 */
export function realPath(path: string): string {
  const whole = resolve(path);
  return real(whole) ?? linkTarget(whole) ?? join(real(dirname(whole)) ?? dirname(whole), basename(whole));
}

function real(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

/** Where a link leads to that leads to no file. */
function linkTarget(path: string): string | null {
  try {
    return realPath(resolve(dirname(path), readlinkSync(path)));
  } catch {
    return null;
  }
}

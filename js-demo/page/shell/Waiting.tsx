import { Skeleton } from "../ui/Skeleton.js";

/** The shape of the page, before the server said whose it is. */
export function Waiting() {
  return (
    <div class="shell">
      <header class="shell-head">
        <div class="shell-mode">
          <p>&nbsp;</p>
        </div>
        <div class="shell-bar" />
      </header>
      <main class="shell-main">
        <Skeleton lines={5} label="Loading the portal" />
      </main>
    </div>
  );
}

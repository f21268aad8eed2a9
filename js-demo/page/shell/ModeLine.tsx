import type { Portal } from "../../shared/portal.js";

/** Whether money is spent here, and where the orders go. */
export function ModeLine({ portal }: { readonly portal: Portal }) {
  const isLive = portal.mode === "LIVE";
  return (
    <div class={`shell-mode ${isLive ? "shell-mode-live" : ""}`} role="note">
      <p>
        <strong>{portal.mode}</strong> · {isLive ? `orders spend money at ${hostsOf(portal)}` : testWords(portal)}
      </p>
    </div>
  );
}

function testWords({ build }: Portal): string {
  return build === "static"
    ? "no money is spent: both carriers are played by a sandbox in this page, and a reload forgets everything"
    : "no money is spent: both carriers are played by a sandbox";
}

function hostsOf({ gateways }: Portal): string {
  const named = [
    ["aql", gateways.aql],
    ["Aculab Cloud", gateways.aculab],
  ] as const;
  return named
    .filter(([, host]) => host !== null)
    .map(([carrier, host]) => `${carrier} (${host ?? ""})`)
    .join(" and ");
}

import type { Exchange } from "../../shared/portal.js";
import { exchanges, listen } from "../data/lab.js";
import { Badge } from "../ui/Badge.js";
import { Copy } from "../ui/Copy.js";
import { EmptyState } from "../ui/EmptyState.js";
import { usePolling } from "./usePolling.js";

const INTERVAL = 1000;

/** What went to the carriers and came back, without any secret. */
export function WirePanel() {
  usePolling(listen, INTERVAL);
  if (exchanges.value.length === 0) {
    return (
      <EmptyState title="Nothing went over the wire yet">
        Search or order something: requests appear without credentials, answers with SIP passwords masked.
      </EmptyState>
    );
  }
  return (
    <div class="stack">
      <p class="small muted">
        The latest first. Credentials are left out and SIP passwords masked; a command has variables in their place.
      </p>
      <div class="framed wire">
        {exchanges.value.map((exchange) => (
          <WireItem key={exchange.id} exchange={exchange} />
        ))}
      </div>
    </div>
  );
}

function WireItem({ exchange }: { readonly exchange: Exchange }) {
  const { at, call, tenant, method, url, request, status, answer, ms, curl } = exchange;
  return (
    <details class="wire-item">
      <summary>
        <span class="number small muted">{at.slice("2026-11-22T".length, "2026-11-22T09:00:00".length)}</span>
        <code>{call}</code>
        <Badge tone={status === 200 ? "good" : "bad"}>{status ?? "no answer"}</Badge>
        <span class="small muted">
          {tenant} · <span class="number">{ms} ms</span>
        </span>
      </summary>
      <div class="stack wire-body">
        <div class="row row-apart">
          <code class="wrap-anywhere">
            {method} {url}
          </code>
          <Copy text={curl} what="Command">
            Copy as curl
          </Copy>
        </div>
        <h3>Request</h3>
        <pre class="report">{request}</pre>
        <h3>Answer</h3>
        <pre class="report">{answer === "" ? "(nothing)" : answer}</pre>
      </div>
    </details>
  );
}

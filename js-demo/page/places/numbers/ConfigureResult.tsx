import { useEffect, useRef } from "preact/hooks";

import type { Configured } from "../../data/configuring.js";
import { Banner } from "../../ui/Banner.js";

/** What came of a change, as it was read back. */
export function ConfigureResult({ result }: { readonly result: Configured }) {
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.focus(), [result]);
  return (
    <div ref={top} tabIndex={-1} role="status">
      <Said result={result} />
    </div>
  );
}

function Said({ result: { isApplied, failure, differences, found } }: { readonly result: Configured }) {
  if (isApplied) {
    return (
      <Banner tone="good" title="Saved">
        aql was asked again: everything is as you wanted it.
      </Banner>
    );
  }
  if (found === null) {
    return (
      <Banner
        tone="bad"
        title={failure?.outcome === "not_sent" ? "Nothing was changed" : "It is not known what changed"}
      >
        {failure === null
          ? "aql could not be asked afterwards. Refresh the list."
          : `${failure.text} ${failure.advice}`}
      </Banner>
    );
  }
  return (
    <Banner tone="warn" title="Not everything is as you wanted it">
      {failure !== null && <p>{failure.text}</p>}
      <ul class="list">
        {differences.map((difference) => (
          <li key={difference}>{difference}</li>
        ))}
      </ul>
      <p>Your changes are still in the form: save again, or discard them.</p>
    </Banner>
  );
}

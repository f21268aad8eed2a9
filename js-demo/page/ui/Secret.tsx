import { useState } from "preact/hooks";

import { Button } from "./Button.js";
import { Copy } from "./Copy.js";

interface SecretProps {
  /** The text, asked for only when somebody wants to see or copy it. */
  readonly reveal: () => string;
  /** What it is, such as `SIP password`. */
  readonly what: string;
}

/** Something that is hidden until it is asked for. */
export function Secret({ reveal, what }: SecretProps) {
  const [isShown, show] = useState(false);
  return (
    <span class="secret">
      <code>{isShown ? reveal() : "••••••••"}</code>
      <Button kind="quiet" size="small" label={`${isShown ? "Hide" : "Show"} ${what}`} onClick={() => show(!isShown)}>
        {isShown ? "Hide" : "Show"}
      </Button>
      <Copy text={reveal} what={what} />
    </span>
  );
}

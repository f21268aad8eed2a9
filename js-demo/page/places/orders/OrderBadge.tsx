import type { OrderState } from "telwire/slim";

import type { Order } from "../../data/order.js";
import { STATES } from "../../data/words.js";
import { Badge, type Tone } from "../../ui/Badge.js";

const TONES: Readonly<Record<OrderState, Tone>> = { done: "good", running: "accent", stopped: "warn", unknown: "bad" };

/** How an order is, and whether it waits for its user. */
export function OrderBadge({ order: { state, hasUnsaved } }: { readonly order: Order }) {
  return (
    <span class="badges">
      <Badge tone={TONES[state.value]} live={state.value === "running"}>
        {STATES[state.value]}
      </Badge>
      {hasUnsaved.value && <Badge tone="warn">Passwords to save</Badge>}
    </span>
  );
}

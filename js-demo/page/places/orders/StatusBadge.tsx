import type { workflow } from "telwire/slim";

import type { Item } from "../../data/order.js";
import { STATUSES } from "../../data/words.js";
import { Badge, type Tone } from "../../ui/Badge.js";

const TONES: Readonly<Record<workflow.Status, Tone>> = {
  bought: "good",
  not_bought: "neutral",
  on_account: "warn",
  unknown: "bad",
};

/** What became of a number of an order; `null` where nothing is known yet. */
export function StatusBadge({ item }: { readonly item: Item | null }) {
  return item === null ? <Badge live>Waiting</Badge> : <Badge tone={TONES[item.status]}>{STATUSES[item.status]}</Badge>;
}

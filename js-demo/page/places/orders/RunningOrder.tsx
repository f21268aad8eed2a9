import { Link } from "wouter-preact";

import type { Order } from "../../data/order.js";
import { orderRoute } from "../../data/routes.js";
import { titleOf } from "../../data/wanted.js";
import { CARRIERS } from "../../data/words.js";
import { Badge } from "../../ui/Badge.js";
import { Card } from "../../ui/Card.js";
import { OrderProgress } from "./OrderProgress.js";

/** An order at work, as the list shows it. */
export function RunningOrder({ order }: { readonly order: Order }) {
  const listed = order.listed.value;
  return (
    <Card
      title={<Link href={orderRoute(order.id)}>{titleOf(listed)}</Link>}
      aside={
        <span class="row">
          <span class="small muted">{CARRIERS[listed.carrier]}</span>
          <Badge tone="accent" live>
            Running
          </Badge>
        </span>
      }
    >
      <OrderProgress order={order} />
    </Card>
  );
}

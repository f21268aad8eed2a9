import { Link } from "wouter-preact";

import type { Placing } from "../../data/checkout.js";
import type { Order } from "../../data/order.js";
import { orderRoute } from "../../data/routes.js";
import { titleOf } from "../../data/wanted.js";
import { CARRIERS } from "../../data/words.js";
import { Badge } from "../../ui/Badge.js";
import { Button } from "../../ui/Button.js";
import { Card } from "../../ui/Card.js";
import { FailureBanner } from "../../ui/FailureBanner.js";
import { Progress } from "../../ui/Progress.js";
import { OrderBadge } from "../orders/OrderBadge.js";
import { OrderProgress } from "../orders/OrderProgress.js";
import { OutcomeBanner } from "../orders/OutcomeBanner.js";
import { PlacedLines } from "./PlacedLines.js";

/** One of the orders: on its way to the relay, at work, or over. */
export function PlacingCard({ placing }: { readonly placing: Placing }) {
  const { purchase, order, failure } = placing;
  return (
    <Card
      title={`${titleOf(purchase)} · ${CARRIERS[purchase.carrier]}`}
      aside={order.value === null ? <Badge live>Sending</Badge> : <OrderBadge order={order.value} />}
    >
      {failure.value !== null && <FailureBanner failure={failure.value} onRetry={() => void placing.send()} />}
      {order.value === null && failure.value === null && (
        <Progress done={0} of={1}>
          Handing the order to the server
        </Progress>
      )}
      {order.value !== null && <Placed order={order.value} />}
    </Card>
  );
}

function Placed({ order }: { readonly order: Order }) {
  const report = order.report.value;
  const isBought = order.slots.value.every((item) => item?.status === "bought");
  return (
    <div class="stack">
      {order.failure.value !== null && (
        <FailureBanner failure={order.failure.value} onRetry={() => void order.follow()} />
      )}
      {order.state.value === "running" && <Running order={order} />}
      {report !== null && !isBought && <OutcomeBanner report={report} />}
      {(!isBought || order.state.value === "running") && <PlacedLines order={order} />}
      {order.state.value !== "running" && (
        <Link class="small" href={orderRoute(order.id)}>
          Details and evidence
        </Link>
      )}
    </div>
  );
}

function Running({ order }: { readonly order: Order }) {
  return (
    <>
      <OrderProgress order={order} />
      <div class="row row-end">
        <Button icon="stop" busy={order.isStopping.value} onClick={() => order.stop()}>
          Stop the order
        </Button>
      </div>
    </>
  );
}

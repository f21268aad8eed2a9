import { useEffect } from "preact/hooks";

import { useDesk } from "../../data/desk.js";
import { Button } from "../../ui/Button.js";
import { Card } from "../../ui/Card.js";
import { EmptyState } from "../../ui/EmptyState.js";
import { FailureBanner } from "../../ui/FailureBanner.js";
import { LinkButton } from "../../ui/LinkButton.js";
import { PageHead } from "../../ui/PageHead.js";
import { Skeleton } from "../../ui/Skeleton.js";
import { OrdersTable } from "./OrdersTable.js";
import { RunningOrder } from "./RunningOrder.js";
import { useFreshOrders } from "./useFreshOrders.js";

/** All orders: those at work, and those that are over. */
export function Orders() {
  const { orders } = useDesk();
  useEffect(() => void orders.load(), [orders]);
  useFreshOrders(orders);
  const { list, all, running } = orders;
  return (
    <>
      <PageHead
        title="Orders"
        actions={
          <Button icon="refresh" busy={list.isLoading.value} onClick={() => void orders.load()}>
            Refresh
          </Button>
        }
      >
        Orders run on the server. Reload, close the page or change the device: they go on, and you find them here.
      </PageHead>
      <div class="stack">
        {list.failure.value !== null && (
          <FailureBanner failure={list.failure.value} onRetry={() => void orders.load()} />
        )}
        {running.value.map((order) => (
          <RunningOrder key={order.id} order={order} />
        ))}
        <Card flush>
          {all.value.length > 0 ? (
            <OrdersTable orders={all.value} />
          ) : list.value.value === null && list.failure.value === null ? (
            <div class="pad">
              <Skeleton lines={4} label="Loading your orders" />
            </div>
          ) : (
            <NoOrders />
          )}
        </Card>
      </div>
    </>
  );
}

function NoOrders() {
  return (
    <EmptyState
      icon="basket"
      title="No orders yet"
      actions={
        <LinkButton kind="primary" to="/get">
          Get numbers
        </LinkButton>
      }
    >
      What you order appears here, with everything that became of it.
    </EmptyState>
  );
}

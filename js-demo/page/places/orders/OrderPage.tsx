import { useEffect } from "preact/hooks";
import { Link, type RouteComponentProps } from "wouter-preact";

import { useDesk } from "../../data/desk.js";
import { EmptyState } from "../../ui/EmptyState.js";
import { FailureBanner } from "../../ui/FailureBanner.js";
import { LinkButton } from "../../ui/LinkButton.js";
import { PageHead } from "../../ui/PageHead.js";
import { Skeleton } from "../../ui/Skeleton.js";
import { OrderView } from "./OrderView.js";

/** One order, by its id: as a link, from any device. */
export function OrderPage({ params: { id } }: RouteComponentProps<{ readonly id: string }>) {
  const { orders } = useDesk();
  const order = orders.find(id);
  useEffect(() => {
    if (orders.find(id) === null) {
      void orders.load();
    }
  }, [orders, id]);
  useEffect(() => void order?.follow(), [order]);

  if (order !== null) {
    return <OrderView order={order} />;
  }
  const { value, failure } = orders.list;
  if (failure.value !== null) {
    return <FailureBanner failure={failure.value} onRetry={() => void orders.load()} />;
  }
  if (value.value === null) {
    return <Skeleton lines={6} label="Loading the order" />;
  }
  return (
    <>
      <PageHead title="Order">
        <Link href="/orders">All orders</Link>
      </PageHead>
      <EmptyState title="There is no such order" actions={<LinkButton to="/orders">All orders</LinkButton>}>
        The link may be of another user, or of a sandbox that was started anew.
      </EmptyState>
    </>
  );
}

import { Link } from "wouter-preact";

import { useDesk } from "../../data/desk.js";
import { Card } from "../../ui/Card.js";
import { Skeleton } from "../../ui/Skeleton.js";
import { OrdersTable } from "../orders/OrdersTable.js";

/** So many are shown here. */
const RECENT = 5;

/** The latest orders. */
export function RecentOrders() {
  const { orders } = useDesk();
  const all = orders.all.value;
  if (all.length === 0) {
    return orders.list.isLoading.value ? (
      <Card title="Latest orders">
        <Skeleton label="Loading your orders" />
      </Card>
    ) : null;
  }
  return (
    <Card flush title="Latest orders" aside={<Link href="/orders">All orders</Link>}>
      <OrdersTable orders={all.slice(0, RECENT)} />
    </Card>
  );
}

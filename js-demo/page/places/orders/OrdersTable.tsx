import { Link } from "wouter-preact";

import type { Order } from "../../data/order.js";
import { orderRoute } from "../../data/routes.js";
import { titleOf } from "../../data/wanted.js";
import { CARRIERS, moment } from "../../data/words.js";
import { type Column, Table } from "../../ui/Table.js";
import { OrderBadge } from "./OrderBadge.js";

const COLUMNS: readonly Column<Order>[] = [
  { head: "Order", isLead: true, cell: (order) => <Opening order={order} /> },
  { head: "Carrier", cell: ({ listed }) => CARRIERS[listed.value.carrier] },
  { head: "Placed (UTC)", cell: ({ listed }) => <span class="number">{moment(listed.value.created)}</span> },
  { head: "Status", cell: (order) => <OrderBadge order={order} /> },
];

/** All orders, the latest first. */
export function OrdersTable({ orders }: { readonly orders: readonly Order[] }) {
  return <Table caption="Your orders" columns={COLUMNS} rows={orders} rowKey={({ id }) => id} />;
}

function Opening({ order }: { readonly order: Order }) {
  return (
    <Link class="table-open" href={orderRoute(order.id)}>
      {titleOf(order.listed.value)}
    </Link>
  );
}

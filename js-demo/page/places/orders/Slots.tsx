import type { Item, Order } from "../../data/order.js";
import { numberOf } from "../../data/placed.js";
import { meaningOf } from "../../data/words.js";
import { Money } from "../../ui/Money.js";
import { type Column, Table } from "../../ui/Table.js";
import { StatusBadge } from "./StatusBadge.js";

/** A number of an order, and its position. */
interface Slot {
  readonly position: number;
  /** `null`: nothing is known yet. */
  readonly item: Item | null;
}

/** What became of each number of an order. */
export function Slots({ order: { listed, slots } }: { readonly order: Order }) {
  const rows = slots.value.map((item, position) => ({ item, position: position + 1 }));
  const columns = listed.value.carrier === "aql" ? [...COMMON, USER, WHY] : [...COMMON, PRICE, WHY];
  return (
    <Table caption="Numbers of the order" columns={columns} rows={rows} rowKey={({ position }) => String(position)} />
  );
}

const COMMON: readonly Column<Slot>[] = [
  { head: "Number", isLead: true, cell: ({ item, position }) => <Numbered item={item} position={position} /> },
  { head: "Status", cell: ({ item }) => <StatusBadge item={item} /> },
];

const USER: Column<Slot> = { head: "VoIP user", cell: ({ item }) => <span class="number">{userOf(item)}</span> };

const PRICE: Column<Slot> = { head: "A month", cell: ({ item }) => <Price item={item} /> };

const WHY: Column<Slot> = {
  head: "What it means",
  cell: ({ item }) => <span class="small muted">{meaningOf(item)}</span>,
};

function Numbered({ item, position }: Slot) {
  return <span class="number">{numberOf(item) ?? `No. ${position}`}</span>;
}

function Price({ item }: { readonly item: Item | null }) {
  const price = item !== null && !("voipnumber" in item) ? (item.listed?.price ?? null) : null;
  return price === null ? <span class="muted">–</span> : <Money amount={price} currency="USD" />;
}

function userOf(item: Item | null): string {
  const user = item !== null && "voipnumber" in item ? item.voipnumber : null;
  return user ?? "–";
}

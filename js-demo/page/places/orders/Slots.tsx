import { type Item, type Order, userOf } from "../../data/order.js";
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
  /** The VoIP user; `null` if there is none, or it is another's. */
  readonly user: string | null;
}

/** What became of each number of an order. */
export function Slots({ order: { listed, slots, report } }: { readonly order: Order }) {
  const rows = slots.value.map((item, position) => ({
    item,
    position: position + 1,
    user: userOf(item, report.value),
  }));
  const columns = listed.value.carrier === "aql" ? [...COMMON, USER, WHY] : [...COMMON, PRICE, WHY];
  return (
    <Table caption="Numbers of the order" columns={columns} rows={rows} rowKey={({ position }) => String(position)} />
  );
}

const COMMON: readonly Column<Slot>[] = [
  { head: "Number", isLead: true, cell: ({ item, position }) => <Numbered item={item} position={position} /> },
  { head: "Status", cell: ({ item }) => <StatusBadge item={item} /> },
];

const USER: Column<Slot> = { head: "VoIP user", cell: ({ user }) => <span class="number">{user ?? "–"}</span> };

const PRICE: Column<Slot> = { head: "A month", cell: ({ item }) => <Price item={item} /> };

const WHY: Column<Slot> = {
  head: "What it means",
  cell: ({ item }) => <span class="small muted">{meaningOf(item)}</span>,
};

function Numbered({ item, position }: Pick<Slot, "item" | "position">) {
  return <span class="number">{numberOf(item) ?? `No. ${position}`}</span>;
}

function Price({ item }: { readonly item: Item | null }) {
  const price = item !== null && !("voipnumber" in item) ? (item.listed?.price ?? null) : null;
  return price === null ? <span class="muted">–</span> : <Money amount={price} currency="USD" />;
}

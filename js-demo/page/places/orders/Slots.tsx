import { hasPassword, type Item, type Order } from "../../data/order.js";
import { numberOf } from "../../data/placed.js";
import { WHYS } from "../../data/words.js";
import { Money } from "../../ui/Money.js";
import { Secret } from "../../ui/Secret.js";
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
  const columns = listed.value.carrier === "aql" ? [...COMMON, USER, PASSWORD, WHY] : [...COMMON, PRICE, WHY];
  return (
    <Table caption="Numbers of the order" columns={columns} rows={rows} rowKey={({ position }) => String(position)} />
  );
}

const COMMON: readonly Column<Slot>[] = [
  { head: "Number", isLead: true, cell: ({ item, position }) => <Numbered item={item} position={position} /> },
  { head: "Status", cell: ({ item }) => <StatusBadge item={item} /> },
];

const USER: Column<Slot> = { head: "VoIP user", cell: ({ item }) => <span class="number">{userOf(item)}</span> };

const PASSWORD: Column<Slot> = {
  head: "SIP password",
  cell: ({ item }) =>
    hasPassword(item) ? <Secret what="SIP password" reveal={() => item.password?.reveal() ?? ""} /> : "–",
};

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

function meaningOf(item: Item | null): string {
  if (item === null) {
    return "";
  }
  switch (item.status) {
    case "bought":
      return item.listed === null || item.listed === false
        ? "The carrier said so."
        : "The carrier said so, and lists it.";
    case "not_bought":
      return item.why === null ? "Nothing was bought for it." : `Nothing was bought: ${WHYS[item.why]}.`;
    case "on_account":
      return "The account has it, and no answer to this order said so: the SIP password is lost.";
    case "unknown":
      return "A purchase was sent, and nothing tells what became of it. See below.";
  }
}

import { quantityOf, type WorldLine } from "../../data/basket.js";
import { useDesk } from "../../data/desk.js";
import { IconButton } from "../../ui/Button.js";
import { Card } from "../../ui/Card.js";
import { Money } from "../../ui/Money.js";
import { type Column, Table } from "../../ui/Table.js";
import { LineText } from "./LineText.js";

/** The lines at Aculab Cloud: each is an order of its own. */
export function WorldLines({ lines }: { readonly lines: readonly WorldLine[] }) {
  const { basket } = useDesk();
  const columns: readonly Column<WorldLine>[] = [
    { head: "Where", cell: ({ options }) => <LineText options={options} />, isLead: true },
    { head: "How many", cell: quantityOf, align: "end" },
    { head: "Highest price", cell: ({ options }) => <Limit limit={options.priceLimit ?? null} />, align: "end" },
    { head: "Address", cell: ({ options }) => options.regulationAddress ?? "–" },
    {
      head: "Take out",
      align: "end",
      cell: ({ id }) => <IconButton label="Take this line out" icon="close" onClick={() => basket.remove(id)} />,
    },
  ];
  return (
    <Card flush title="Worldwide · Aculab Cloud">
      <Table caption="Lines at Aculab Cloud" columns={columns} rows={lines} rowKey={({ id }) => id} />
    </Card>
  );
}

function Limit({ limit }: { readonly limit: string | null }) {
  return limit === null ? <span class="muted">no limit</span> : <Money amount={limit} currency="USD" />;
}

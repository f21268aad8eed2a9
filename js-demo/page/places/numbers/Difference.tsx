import { type Change, shown } from "../../data/settings.js";
import { Banner } from "../../ui/Banner.js";
import { type Column, Table } from "../../ui/Table.js";

interface DifferenceProps {
  readonly changes: readonly Change[];
  readonly cautions: readonly string[];
}

const COLUMNS: readonly Column<Change>[] = [
  { head: "Setting", isLead: true, cell: ({ setting }) => setting.label },
  { head: "Now", cell: ({ setting, from }) => <del class="wrap-anywhere">{shown(setting, from)}</del> },
  { head: "Then", cell: ({ setting, to }) => <ins class="wrap-anywhere">{shown(setting, to)}</ins> },
];

/** What would change, before it does. */
export function Difference({ changes, cautions }: DifferenceProps) {
  return (
    <div class="stack">
      <p>These settings change at aql at once. Everything else stays as it is.</p>
      <div class="framed">
        <Table caption="What changes" columns={COLUMNS} rows={changes} rowKey={({ setting }) => setting.name} />
      </div>
      {cautions.map((caution) => (
        <Banner key={caution} tone="warn">
          {caution}
        </Banner>
      ))}
    </div>
  );
}

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import { Button } from "./Button.js";

/** A column of a table. */
export interface Column<Row> {
  /** Its head, which stands beside each value on a narrow screen. */
  readonly head: string;
  readonly cell: (row: Row) => ComponentChildren;
  readonly align?: "end" | undefined;
  /** Names the row: the first line of its card on a narrow screen. */
  readonly isLead?: boolean | undefined;
}

/** Rows that can be chosen. */
export interface Choosing<Row> {
  readonly isChosen: (row: Row) => boolean;
  readonly onToggle: (row: Row, chosen: boolean) => void;
  /** What is chosen, in words, such as `choose 44-113-3120123`. */
  readonly label: (row: Row) => string;
}

interface TableProps<Row> {
  /** What the table is, for those who hear it. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly choosing?: Choosing<Row> | undefined;
  /** How many rows are shown at first, and added at a time. */
  readonly page?: number | undefined;
}

/** Rows and columns; on a narrow screen each row is a card. Long tables grow on demand. */
export function Table<Row>({ caption, columns, rows, rowKey, choosing, page = 50 }: TableProps<Row>) {
  const [shown, show] = useState(page);
  return (
    <>
      <div class="table-scroll">
        <table class={`table ${choosing === undefined ? "" : "table-chooses"}`}>
          <caption class="visually-hidden">{caption}</caption>
          <Head columns={columns} chooses={choosing !== undefined} />
          <tbody>
            {rows.slice(0, shown).map((row) => (
              <tr key={rowKey(row)} class={choosing?.isChosen(row) === true ? "is-chosen" : undefined}>
                {choosing !== undefined && <ChooseCell row={row} choosing={choosing} />}
                {columns.map((column) => (
                  <td key={column.head} class={classOf(column)} data-head={column.head}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > shown && (
        <div class="table-foot">
          <span>
            {shown} of {rows.length} shown
          </span>
          <Button kind="quiet" size="small" onClick={() => show(shown + page)}>
            Show {Math.min(page, rows.length - shown)} more
          </Button>
        </div>
      )}
    </>
  );
}

function Head<Row>({ columns, chooses }: { readonly columns: readonly Column<Row>[]; readonly chooses: boolean }) {
  return (
    <thead>
      <tr>
        {chooses && (
          <th class="table-choose" scope="col">
            <span class="visually-hidden">Chosen</span>
          </th>
        )}
        {columns.map((column) => (
          <th key={column.head} scope="col" class={classOf(column)}>
            {column.head}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function ChooseCell<Row>({ row, choosing }: { readonly row: Row; readonly choosing: Choosing<Row> }) {
  return (
    <td class="table-choose">
      <input
        type="checkbox"
        aria-label={choosing.label(row)}
        checked={choosing.isChosen(row)}
        onChange={(event) => choosing.onToggle(row, event.currentTarget.checked)}
      />
    </td>
  );
}

function classOf<Row>({ align, isLead }: Column<Row>): string | undefined {
  const names = [align === "end" && "align-end", isLead === true && "table-lead"].filter(Boolean).join(" ");
  return names === "" ? undefined : names;
}

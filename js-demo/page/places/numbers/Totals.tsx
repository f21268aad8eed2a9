import type { ComponentChildren } from "preact";

import type { Numbers } from "../../data/numbers.js";
import { Money } from "../../ui/Money.js";

/** How many numbers there are, and what is known of their cost. */
export function Totals({ numbers }: { readonly numbers: Numbers }) {
  const { aql, aculab } = numbers.served;
  return (
    <div class="tiles">
      <Tile name="Numbers" value={numbers.isPending.value ? "…" : numbers.all.value.length} note="at both carriers" />
      {aculab && (
        <Tile
          name="Aculab Cloud"
          value={<Money amount={numbers.perMonth.value} currency="USD" />}
          note={`a month for ${counted(numbers.aculab.rows.value?.length ?? 0)}`}
        />
      )}
      {aql && (
        <Tile
          name="aql"
          value={numbers.aql.rows.value === null ? "…" : counted(numbers.aql.rows.value.length)}
          note="billed by your contract; aql names no prices"
        />
      )}
    </div>
  );
}

interface TileProps {
  readonly name: string;
  readonly value: ComponentChildren;
  readonly note: string;
}

function Tile({ name, value, note }: TileProps) {
  return (
    <dl class="tile card">
      <dt>{name}</dt>
      <dd class="tile-value">{value}</dd>
      <dd class="tile-note">{note}</dd>
    </dl>
  );
}

function counted(numbers: number): string {
  return numbers === 1 ? "1 number" : `${numbers} numbers`;
}

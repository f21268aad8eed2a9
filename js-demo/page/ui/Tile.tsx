import type { ComponentChildren } from "preact";

import { Skeleton } from "./Skeleton.js";

interface TileProps {
  readonly name: string;
  /** `null`: it is on its way. */
  readonly value: ComponentChildren;
  readonly note: string;
}

/** A figure that says how things are. */
export function Tile({ name, value, note }: TileProps) {
  return (
    <dl class="tile card">
      <dt>{name}</dt>
      <dd class="tile-value">{value === null ? <Skeleton lines={1} /> : value}</dd>
      <dd class="tile-note">{note}</dd>
    </dl>
  );
}

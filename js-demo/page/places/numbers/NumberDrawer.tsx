import type { Owned, OwnedAculab } from "../../data/owned.js";
import { AculabDrawer } from "./AculabDrawer.js";
import { AqlDrawer } from "./AqlDrawer.js";

interface NumberDrawerProps {
  readonly number: Owned;
  readonly onClose: () => void;
  readonly onRelease: (numbers: readonly OwnedAculab[]) => void;
}

/** All about one number. */
export function NumberDrawer({ number, onClose, onRelease }: NumberDrawerProps) {
  return number.carrier === "aql" ? (
    <AqlDrawer key={number.id} number={number} onClose={onClose} />
  ) : (
    <AculabDrawer number={number} onClose={onClose} onRelease={() => onRelease([number])} />
  );
}

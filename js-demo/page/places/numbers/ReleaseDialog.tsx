import { useState } from "preact/hooks";

import { useDesk } from "../../data/desk.js";
import { sumOf } from "../../data/money.js";
import type { OwnedAculab } from "../../data/owned.js";
import { Releasing } from "../../data/releasing.js";
import { Banner } from "../../ui/Banner.js";
import { Button } from "../../ui/Button.js";
import { Checkbox } from "../../ui/Checkbox.js";
import { Dialog } from "../../ui/Dialog.js";
import { Money } from "../../ui/Money.js";
import { type Column, Table } from "../../ui/Table.js";
import { ReleaseResult } from "./ReleaseResult.js";

interface ReleaseDialogProps {
  readonly numbers: readonly OwnedAculab[];
  readonly onClose: () => void;
}

/** Gives numbers back, once somebody has read what that means. */
export function ReleaseDialog({ numbers, onClose }: ReleaseDialogProps) {
  const desk = useDesk();
  const [isUnderstood, understand] = useState(false);
  const [releasing, begin] = useState<Releasing | null>(null);
  const what = numbers.length === 1 ? "1 number" : `${numbers.length} numbers`;

  const release = async (): Promise<void> => {
    const releasing = new Releasing(desk.clients, numbers);
    begin(releasing);
    desk.numbers.aculab.forget(await releasing.ended);
    await desk.numbers.aculab.load();
  };

  if (releasing !== null) {
    return (
      <Dialog wide title={`Release ${what}`} onClose={onClose} actions={<Button onClick={onClose}>Close</Button>}>
        <ReleaseResult releasing={releasing} />
      </Dialog>
    );
  }
  return (
    <Dialog
      wide
      title={`Release ${what}?`}
      onClose={onClose}
      actions={
        <>
          <Button kind="quiet" onClick={onClose}>
            Keep
          </Button>
          <Button kind="danger" icon="trash" disabled={!isUnderstood} onClick={() => void release()}>
            Release {what}
          </Button>
        </>
      }
    >
      <div class="stack">
        <Banner tone="warn" title="This cannot be undone">
          Calls to {numbers.length === 1 ? "this number" : "these numbers"} end at once, and a number that was released
          may not be had again. Services that were made for a number are not removed with it.
        </Banner>
        <div class="framed">
          <Table caption="Numbers to release" columns={COLUMNS} rows={numbers} rowKey={({ id }) => id} page={10} />
        </div>
        <p>
          Ends <Money amount={sumOf(numbers.map(({ price }) => price))} currency="USD" /> a month.
        </p>
        <Checkbox label={`I want to give ${what} back for good`} checked={isUnderstood} onChange={understand} />
      </div>
    </Dialog>
  );
}

const COLUMNS: readonly Column<OwnedAculab>[] = [
  { head: "Number", isLead: true, cell: ({ digits }) => <span class="number">{digits}</span> },
  { head: "Place", cell: ({ place }) => place },
  {
    head: "A month",
    align: "end",
    cell: ({ price }) => (price === null ? "–" : <Money amount={price} currency="USD" />),
  },
];

import type { workflow } from "telwire/slim";

import type { OwnedAculab } from "../../data/owned.js";
import { isGone, RELEASED, type Releasing } from "../../data/releasing.js";
import { Badge, type Tone } from "../../ui/Badge.js";
import { Banner } from "../../ui/Banner.js";
import { Progress } from "../../ui/Progress.js";
import { type Column, Table } from "../../ui/Table.js";

/** What becomes of each number that is given back. */
export function ReleaseResult({ releasing }: { readonly releasing: Releasing }) {
  const { numbers, items, isRunning, failure } = releasing;
  const gone = [...items.value.values()].filter(isGone).length;
  return (
    <div class="stack">
      <Progress done={items.value.size} of={numbers.length}>
        {isRunning.value
          ? `Releasing: ${items.value.size} of ${numbers.length} settled`
          : `${gone} of ${numbers.length} released`}
      </Progress>
      {failure.value !== null && (
        <Banner tone="bad" title={failure.value.text}>
          {failure.value.advice}
        </Banner>
      )}
      <div class="framed">
        <Table
          caption="What became of each number"
          columns={columnsOf(items.value, isRunning.value)}
          rows={numbers}
          rowKey={({ id }) => id}
        />
      </div>
    </div>
  );
}

const TONES: Readonly<Record<workflow.Released, Tone>> = {
  gone: "good",
  kept: "warn",
  not_ours: "neutral",
  not_tried: "neutral",
  released: "good",
  unknown: "bad",
};

const WORDS: Readonly<Record<workflow.Released, string>> = {
  gone: "Released",
  kept: "Kept",
  not_ours: "Not yours",
  not_tried: "Not tried",
  released: "Released",
  unknown: "Not known",
};

function columnsOf(
  items: ReadonlyMap<string, workflow.ReleaseItem>,
  isRunning: boolean,
): readonly Column<OwnedAculab>[] {
  return [
    { head: "Number", isLead: true, cell: ({ digits }) => <span class="number">{digits}</span> },
    { head: "Result", cell: ({ digits }) => <Result item={items.get(digits)} isRunning={isRunning} /> },
    { head: "What it means", cell: ({ digits }) => <Meaning item={items.get(digits)} /> },
  ];
}

function Result({ item, isRunning }: { readonly item: workflow.ReleaseItem | undefined; readonly isRunning: boolean }) {
  if (item === undefined) {
    return <Badge live={isRunning}>{isRunning ? "Waiting" : "Not tried"}</Badge>;
  }
  return <Badge tone={TONES[item.status]}>{WORDS[item.status]}</Badge>;
}

function Meaning({ item }: { readonly item: workflow.ReleaseItem | undefined }) {
  if (item === undefined) {
    return null;
  }
  const { status, carrierCode, carrierMessage } = item;
  return (
    <>
      {RELEASED[status]}
      {carrierMessage !== null && (
        <span class="muted wrap-anywhere">
          {" "}
          {carrierMessage} ({carrierCode})
        </span>
      )}
    </>
  );
}

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import type { AuditEntry } from "../../../shared/portal.js";
import { useDesk } from "../../data/desk.js";
import { csvOf, download, jsonOf } from "../../data/files.js";
import { Button } from "../../ui/Button.js";
import { Card } from "../../ui/Card.js";
import { EmptyState } from "../../ui/EmptyState.js";
import { FailureBanner } from "../../ui/FailureBanner.js";
import { PageHead } from "../../ui/PageHead.js";
import { Skeleton } from "../../ui/Skeleton.js";
import { type Column, Table } from "../../ui/Table.js";
import { TextField } from "../../ui/TextField.js";

/** Who did what, when, and what came of it; to keep as a file. */
export function Audit() {
  const { audit } = useDesk();
  const text = useSignal("");
  useEffect(() => void audit.load(), [audit]);
  const entries = (audit.value.value ?? []).filter(isAbout(text.value));
  return (
    <>
      <PageHead
        title="Audit"
        actions={
          <>
            <Button icon="download" disabled={entries.length === 0} onClick={() => void saveCsv(entries)}>
              CSV
            </Button>
            <Button
              icon="download"
              disabled={entries.length === 0}
              onClick={() => download("audit.json", jsonOf(entries))}
            >
              JSON
            </Button>
            <Button icon="refresh" busy={audit.isLoading.value} onClick={() => void audit.load()}>
              Refresh
            </Button>
          </>
        }
      >
        Who did what, when, and what came of it. No password is in it.
      </PageHead>
      <div class="stack">
        {audit.failure.value !== null && (
          <FailureBanner failure={audit.failure.value} onRetry={() => void audit.load()} />
        )}
        <Card flush>
          <div class="pad">
            <TextField
              label="Search"
              type="search"
              placeholder="User, action, number or outcome"
              value={text.value}
              onInput={(input) => (text.value = input)}
            />
          </div>
          {audit.value.value === null && audit.failure.value === null ? (
            <div class="pad">
              <Skeleton lines={5} label="Loading the audit" />
            </div>
          ) : entries.length === 0 ? (
            <EmptyState title={text.value === "" ? "Nothing has been done yet" : "Nothing matches"}>
              Orders, changes, releases and refusals appear here.
            </EmptyState>
          ) : (
            <Table caption="Audit" columns={COLUMNS} rows={entries} rowKey={keyOf} />
          )}
        </Card>
      </div>
    </>
  );
}

const COLUMNS: readonly Column<AuditEntry>[] = [
  { head: "When (UTC)", isLead: true, cell: ({ at }) => <span class="number">{secondOf(at)}</span> },
  { head: "Who", cell: ({ user }) => user ?? <span class="muted">nobody signed in</span> },
  { head: "What", cell: ({ what }) => <code>{what}</code> },
  { head: "About", cell: ({ detail }) => <span class="wrap-anywhere">{detail}</span> },
  { head: "Outcome", cell: ({ outcome }) => <span class="wrap-anywhere">{outcome}</span> },
];

async function saveCsv(entries: readonly AuditEntry[]): Promise<void> {
  download("audit.csv", await csvOf(entries.map((entry) => ({ ...entry }))));
}

function isAbout(text: string): (entry: AuditEntry) => boolean {
  const wanted = text.trim().toLowerCase();
  return (entry) => Object.values(entry).join("\n").toLowerCase().includes(wanted);
}

function keyOf({ at, user, what, detail, outcome }: AuditEntry): string {
  return [at, user, what, detail, outcome].join("\n");
}

/** Such as `2026-11-22 09:00:00`. */
function secondOf(at: string): string {
  return at.slice(0, "2026-11-22T09:00:00".length).replace("T", " ");
}

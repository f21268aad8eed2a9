import { useRef, useState } from "preact/hooks";

import type { UkLine } from "../../data/basket.js";
import { type CustomersFile, readCustomers, TEMPLATE } from "../../data/customersFile.js";
import { useDesk } from "../../data/desk.js";
import { download } from "../../data/files.js";
import { counted } from "../../data/spelling.js";
import { ready } from "../../data/telwire.js";
import { Banner } from "../../ui/Banner.js";
import { Button } from "../../ui/Button.js";
import { Dialog } from "../../ui/Dialog.js";
import { Table } from "../../ui/Table.js";
import { toast } from "../../ui/Toast.js";

/** Takes customers from a CSV file. A file with errors is shown row by row before anything of it is taken. */
export function CustomersUpload({ lines }: { readonly lines: readonly UkLine[] }) {
  const { basket } = useDesk();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<CustomersFile | null>(null);

  const take = ({ customers }: CustomersFile): void => {
    basket.assign(customers);
    toast(`${counted(customers.size, "customer")} taken from the file`);
    setFile(null);
  };
  const read = async (chosen: File | undefined): Promise<void> => {
    if (chosen === undefined) {
      return;
    }
    await ready();
    const found = await readCustomers(await chosen.text(), lines);
    if (found.errors.length === 0) {
      take(found);
    } else {
      setFile(found);
    }
  };
  return (
    <div class="row">
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv"
        class="visually-hidden"
        tabIndex={-1}
        aria-label="CSV file with customers"
        onChange={(event) => {
          void read(event.currentTarget.files?.[0]);
          // The same file, corrected, can be chosen again.
          event.currentTarget.value = "";
        }}
      />
      <Button kind="quiet" size="small" icon="download" onClick={() => download("customers.csv", templateFor(lines))}>
        Template
      </Button>
      <Button size="small" icon="upload" onClick={() => input.current?.click()}>
        Customers from CSV
      </Button>
      {file !== null && <FileErrors file={file} onTake={() => take(file)} onClose={() => setFile(null)} />}
    </div>
  );
}

interface FileErrorsProps {
  readonly file: CustomersFile;
  readonly onTake: () => void;
  readonly onClose: () => void;
}

function FileErrors({ file: { customers, errors }, onTake, onClose }: FileErrorsProps) {
  return (
    <Dialog
      wide
      title="Some rows cannot be taken"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Correct the file first</Button>
          <Button kind="primary" disabled={customers.size === 0} onClick={onTake}>
            Take the other {counted(customers.size, "row")}
          </Button>
        </>
      }
    >
      <div class="stack">
        <Banner tone="warn">
          {counted(errors.length, "row")} with an error, {customers.size} without. Nothing has been taken yet.
        </Banner>
        <Table
          caption="Rows with an error"
          rows={errors}
          rowKey={({ row }) => String(row)}
          columns={[
            { head: "Row", cell: ({ row }) => `Row ${row}`, isLead: true },
            { head: "What is wrong", cell: ({ text }) => <span class="wrap-anywhere">{text}</span> },
          ]}
        />
      </div>
    </Dialog>
  );
}

/** A file to fill in: the heads, and a row for each number. */
function templateFor(lines: readonly UkLine[]): string {
  return TEMPLATE + lines.map(({ number }) => `${number},,,\r\n`).join("");
}

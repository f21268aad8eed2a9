import type { Checkout } from "../../data/checkout.js";
import { csvOf, download } from "../../data/files.js";
import { resultOf } from "../../data/orderFile.js";
import { Button } from "../../ui/Button.js";
import { Unsaved } from "../orders/Unsaved.js";

/** The result file of all orders; while SIP passwords are shown, the one chance to save them. */
export function SavePasswords({ checkout }: { readonly checkout: Checkout }) {
  const orders = checkout.orders.value;
  if (orders.length === 0 || checkout.isRunning.value) {
    return null;
  }
  const save = async (): Promise<void> => download("telephone-numbers.csv", await csvOf(orders.flatMap(resultOf)));
  if (!checkout.hasUnsaved.value) {
    return (
      <div class="row">
        <Button icon="download" onClick={() => void save()}>
          Download the result
        </Button>
        <span class="small muted">SIP passwords are in it as long as this page shows them.</span>
      </div>
    );
  }
  return <Unsaved onSave={() => void save()} onConfirm={() => orders.forEach((order) => order.confirmSaved())} />;
}

import type { Checkout } from "../../data/checkout.js";
import { csvOf, download } from "../../data/files.js";
import { resultOf } from "../../data/orderFile.js";
import { Banner } from "../../ui/Banner.js";
import { Button } from "../../ui/Button.js";

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
  return (
    <Banner
      tone="warn"
      title="Save the SIP passwords now"
      actions={
        <>
          <Button kind="primary" icon="download" onClick={() => void save()}>
            Download the result with passwords
          </Button>
          <Button icon="check" onClick={() => orders.forEach((order) => order.confirmSaved())}>
            I have saved them
          </Button>
        </>
      }
    >
      aql never shows them again, and this portal keeps them only until you say that you have them.
    </Banner>
  );
}

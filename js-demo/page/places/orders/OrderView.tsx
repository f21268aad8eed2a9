import { Link } from "wouter-preact";

import { download, csvOf, jsonOf } from "../../data/files.js";
import type { Order } from "../../data/order.js";
import { handoversOf } from "../../data/handover.js";
import { resultOf } from "../../data/orderFile.js";
import { titleOf } from "../../data/wanted.js";
import { CARRIERS, moment } from "../../data/words.js";
import { Button } from "../../ui/Button.js";
import { Card } from "../../ui/Card.js";
import { Disclosure } from "../../ui/Disclosure.js";
import { FailureBanner } from "../../ui/FailureBanner.js";
import { PageHead } from "../../ui/PageHead.js";
import { Handovers } from "../checkout/Handovers.js";
import { Evidence } from "./Evidence.js";
import { OrderBadge } from "./OrderBadge.js";
import { OrderProgress } from "./OrderProgress.js";
import { OutcomeBanner } from "./OutcomeBanner.js";
import { Slots } from "./Slots.js";
import { Unsaved } from "./Unsaved.js";

/** All about one order, while it runs and after. */
export function OrderView({ order }: { readonly order: Order }) {
  const listed = order.listed.value;
  const report = order.report.value;
  const isRunning = order.state.value === "running";
  const save = async (type: "csv" | "json"): Promise<void> => {
    const rows = resultOf(order);
    download(`order-${order.id}.${type}`, type === "csv" ? await csvOf(rows) : jsonOf(rows));
  };
  return (
    <>
      <PageHead title={titleOf(listed)} actions={<Downloads order={order} onSave={(type) => void save(type)} />}>
        <span class="row">
          <Link href="/orders">All orders</Link>
          <span>
            {CARRIERS[listed.carrier]} · placed {moment(listed.created)} UTC
          </span>
          <OrderBadge order={order} />
        </span>
      </PageHead>
      <div class="stack">
        {order.failure.value !== null && (
          <FailureBanner failure={order.failure.value} onRetry={() => void order.follow()} />
        )}
        {isRunning && (
          <Card>
            <div class="stack">
              <OrderProgress order={order} />
              <div class="row row-apart">
                <p class="small muted">It runs on the server: you may leave this page.</p>
                <Button icon="stop" busy={order.isStopping.value} onClick={() => order.stop()}>
                  Stop at the next safe point
                </Button>
              </div>
            </div>
          </Card>
        )}
        {order.hasUnsaved.value && <Unsaved onSave={() => void save("csv")} onConfirm={() => order.confirmSaved()} />}
        {report !== null && <OutcomeBanner report={report} />}
        <Card flush title="Numbers">
          <Slots order={order} />
        </Card>
        <Handovers handovers={handoversOf(order)} />
        {report !== null && <Evidence carrier={listed.carrier} report={report} />}
        {report !== null && (
          <Disclosure summary="The report in telwire’s words">
            <pre class="report">{report.text}</pre>
          </Disclosure>
        )}
      </div>
    </>
  );
}

interface DownloadsProps {
  readonly order: Order;
  readonly onSave: (type: "csv" | "json") => void;
}

function Downloads({ order, onSave }: DownloadsProps) {
  const isEmpty = order.slots.value.every((slot) => slot === null);
  return (
    <>
      <Button icon="download" disabled={isEmpty} onClick={() => onSave("csv")}>
        CSV
      </Button>
      <Button icon="download" disabled={isEmpty} onClick={() => onSave("json")}>
        JSON
      </Button>
    </>
  );
}

import type { ComponentChildren } from "preact";

import { counted } from "../../data/spelling.js";
import type { Terms } from "../../data/terms.js";
import { Card } from "../../ui/Card.js";
import { Facts } from "../../ui/Facts.js";

interface ReviewCardProps {
  readonly terms: Terms;
  readonly count: number;
  /** What is ordered there. */
  readonly children: ComponentChildren;
}

/** What is ordered at a carrier, and on which terms. */
export function ReviewCard({ terms: { name, commitment, final }, count, children }: ReviewCardProps) {
  return (
    <Card title={`${counted(count, "number")} at ${name}`}>
      <div class="stack">
        {children}
        <div class="terms">
          <Facts
            facts={[
              ["You commit to", commitment],
              ["Cannot be undone", final],
            ]}
          />
        </div>
      </div>
    </Card>
  );
}

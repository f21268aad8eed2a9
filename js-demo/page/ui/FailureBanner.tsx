import type { Failure } from "../data/failure.js";
import { Banner } from "./Banner.js";
import { Button } from "./Button.js";

interface FailureBannerProps {
  readonly failure: Failure;
  /** Left out where trying again is no use. */
  readonly onRetry?: (() => void) | undefined;
}

/** What went wrong, and what to do about it. */
export function FailureBanner({ failure: { text, advice, code }, onRetry }: FailureBannerProps) {
  const retry =
    onRetry === undefined ? undefined : (
      <Button size="small" icon="refresh" onClick={onRetry}>
        Try again
      </Button>
    );
  return (
    <Banner tone="bad" title={text} actions={retry}>
      {advice} {code !== null && <span class="muted small">({code})</span>}
    </Banner>
  );
}

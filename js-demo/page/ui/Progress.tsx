import { useId } from "preact/hooks";

interface ProgressProps {
  /** What is going on, in words; read out as it changes. */
  readonly children: string;
  readonly done: number;
  readonly of: number;
}

/** How far something is. */
export function Progress({ children, done, of }: ProgressProps) {
  const id = useId();
  return (
    <div class="progress">
      <span id={id} aria-live="polite">
        {children}
      </span>
      <progress aria-labelledby={id} value={done} max={Math.max(of, 1)} />
    </div>
  );
}

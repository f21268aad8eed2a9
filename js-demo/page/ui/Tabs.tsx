import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";

/** One of the views that share a place. */
export interface Tab<Key extends string> {
  readonly key: Key;
  readonly text: ComponentChildren;
  readonly panel: () => ComponentChildren;
}

interface TabsProps<Key extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<Key>[];
  readonly current: Key;
  readonly onChange: (key: Key) => void;
}

const STEPS: Partial<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** Views of which one is shown; the arrow keys go from one to the next. */
export function Tabs<Key extends string>({ label, tabs, current, onChange }: TabsProps<Key>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const step = (event: KeyboardEvent): void => {
    const at = tabs.findIndex(({ key }) => key === current) + (STEPS[event.key] ?? 0);
    const next = tabs[(at + tabs.length) % tabs.length];
    if (next !== undefined && next.key !== current) {
      onChange(next.key);
      list.current?.querySelector<HTMLElement>(`#${id}-${next.key}`)?.focus();
    }
  };
  return (
    <div>
      <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={step}>
        {tabs.map(({ key, text }) => (
          <button
            key={key}
            id={`${id}-${key}`}
            type="button"
            role="tab"
            class="tab"
            aria-selected={key === current}
            aria-controls={`${id}-panel`}
            tabIndex={key === current ? 0 : -1}
            onClick={() => onChange(key)}
          >
            {text}
          </button>
        ))}
      </div>
      <div class="tab-panel" id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${current}`}>
        {tabs.find(({ key }) => key === current)?.panel()}
      </div>
    </div>
  );
}

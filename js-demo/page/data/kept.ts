/**
 * What a tab keeps over a reload. Nothing secret goes here.
 *
 * @packageDocumentation
 */

/** A value in the tab's storage. */
export interface Kept<Value> {
  /** The value; `null` if there is none. */
  readonly load: () => Value | null;
  readonly save: (value: Value) => void;
  readonly forget: () => void;
}

/** The value of that name. Where the browser keeps nothing, it is kept as long as the page is there. */
export function kept<Value>(name: string): Kept<Value> {
  let memory: string | null = null;
  return {
    load: () => {
      const text = attempt(() => sessionStorage.getItem(name)) ?? memory;
      return text === null ? null : (attempt(() => JSON.parse(text) as Value) ?? null);
    },
    save: (value) => {
      const text = JSON.stringify(value);
      memory = text;
      attempt(() => sessionStorage.setItem(name, text));
    },
    forget: () => {
      memory = null;
      attempt(() => sessionStorage.removeItem(name));
    },
  };
}

/** What it gives; `undefined` where the browser refuses, or what was stored makes no sense. */
function attempt<Value>(action: () => Value): Value | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

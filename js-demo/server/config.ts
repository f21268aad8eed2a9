/** `portal.config.json`: what a reseller changes without touching code. */

export interface Config {
  readonly name: string;
  readonly logo: string | null;
  readonly colours: Readonly<Record<"dark" | "light", Colours>>;
  readonly limits: { readonly numbersPerDay: number | null; readonly spendPerDay: string | null };
  /** How numbers begin that calls may be forwarded to. */
  readonly forwardPrefixes: readonly string[];
}

export interface Colours {
  readonly brand: string;
  readonly contrast: string;
}

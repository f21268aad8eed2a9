/** The reseller's colours as a style sheet. */

import type { Colours, Config } from "./config.js";

export function themeOf({ colours: { light, dark } }: Config): string {
  return `${ruleOf(light)}@media (prefers-color-scheme: dark){${ruleOf(dark)}}`;
}

function ruleOf({ brand, contrast }: Colours): string {
  return `:root{--brand:${brand};--brand-contrast:${contrast}}`;
}

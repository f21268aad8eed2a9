/** The reseller's colours as a style sheet. */

import type { Colours, Config } from "./config.js";

export function themeOf({ colours: { light, dark } }: Config): Response {
  const css = `${ruleOf(light)}@media (prefers-color-scheme: dark){${ruleOf(dark)}}`;
  return new Response(css, { headers: { "content-type": "text/css; charset=utf-8" } });
}

function ruleOf({ brand, contrast }: Colours): string {
  return `:root{--brand:${brand};--brand-contrast:${contrast}}`;
}

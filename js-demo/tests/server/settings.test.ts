/** What users may set. */

import { expect, test } from "vitest";

import config from "../../portal.config.json";
import { configOf } from "../../server/config.js";
import { rulesOf } from "../../server/settings.js";

const RULES = rulesOf(configOf(config));
const CHANGE = { tenant: "ada", user: "700001" };

test.each([
  ["forwardto", "01133203040", true],
  ["forwardto", "+44 113 320 3040", true],
  ["forwardto", "0044113 320 3040", true],
  ["forwardto", "", true],
  ["forwardto", "0906 7000000", false],
  ["forwardto", "07700 900000", false],
  ["forwardto", "0088213000000", false],
  ["forwardto", "01133203040,0906", false],
  ["forwardto", "0113@evil.example", false],
  ["voicemaildest", "ada@example.com", true],
  ["voicemaildest", "", true],
  ["voicemaildest", "ada@example.com,eve@example.com", false],
  ["voicemaildest", "ada@localhost", false],
  ["faxrecipient", "a@example.com; b@example.com", true],
  ["faxrecipient", "a@example.com;;", false],
  ["faxrecipientname", "x".repeat(80), true],
  ["faxrecipientname", "x".repeat(81), false],
  ["smsaction", "httppost", true],
  ["smsaction", "exec", false],
  ["smsdata", "https://example.com/sms", true],
  ["smsdata", "sms@example.com", true],
  ["smsdata", "http://example.com/sms", false],
  ["smsdata", "https://user:pass@example.com/", false],
  ["smsdata", "javascript:alert(1)", false],
  ["voicemaildelay", "120", true],
  ["voicemaildelay", "121", false],
  ["voicemaildelay", "-1", false],
  ["voicemailon", "1", true],
  ["voicemailon", "true", false],
  ["forwardstart", "08:30:00", true],
  ["forwardstart", "8:30", false],
] as const)("%s = %j: %j", async (name, value, expected) => {
  expect(await RULES[name]?.(value, CHANGE)).toBe(expected);
});

test("the SIP endpoint is not a user's to set: it would take the calls elsewhere", () => {
  expect(RULES).not.toHaveProperty("sipendpoint");
});

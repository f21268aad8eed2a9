// Not the type alone: this loads the module, as the page does.
import { aql } from "telwire";
import { expect, it } from "vitest";

import {
  cautionsOf,
  changesOf,
  draftOf,
  faultOf,
  GROUPS,
  type Name,
  settingOf,
  settingsOf,
  shown,
  timeOf,
} from "../../page/data/settings.js";

const { settings: UNSET } = aql.getUser({ user: "612345" }).parse({ status: 200, body: "voipnumber:612345\n" });
const NOTHING = draftOf(UNSET);

it("offers each setting of aql once", () => {
  const names = GROUPS.flatMap(({ settings }) => settings.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
  expect(names.sort()).toEqual([
    "callrecord",
    "faxenabled",
    "faxrecipient",
    "faxrecipientname",
    "forwardactive",
    "forwardcli",
    "forwardend",
    "forwardstart",
    "forwardto",
    "sipendpoint",
    "smsaction",
    "smsdata",
    "voicemaildelay",
    "voicemaildest",
    "voicemailon",
  ]);
});

it("sends what changes and nothing else", () => {
  const before = { ...NOTHING, voicemailon: "1", forwardto: "01133203040", smsdata: "ada@example.com" };
  const after = { ...before, forwardto: "02079460000", smsdata: "", faxenabled: "1" };
  const changes = changesOf(before, after);
  expect(changes.map(({ setting, from, to }) => [setting.name, shown(setting, from), shown(setting, to)])).toEqual([
    ["forwardto", "01133203040", "02079460000"],
    ["faxenabled", "not set", "on"],
    ["smsdata", "ada@example.com", "not set"],
  ]);
  expect(settingsOf(changes)).toEqual({ forwardto: "02079460000", faxenabled: "1", smsdata: "" });
});

it("writes values as aql does", () => {
  const draft = draftOf({ ...UNSET, voicemailon: true, forwardactive: false, voicemaildelay: 0, smsaction: "email" });
  expect(draft).toMatchObject({
    voicemailon: "1",
    forwardactive: "0",
    voicemaildelay: "0",
    smsaction: "email",
    forwardto: "",
  });
});

it.each<[Name, string, string | null]>([
  ["voicemaildelay", "30", null],
  ["voicemaildelay", "-3", "Must be a whole number of at most 4294967295, not “-3”."],
  ["voicemaildelay", "", "Must be a whole number of at most 4294967295, not “”."],
  ["forwardstart", "08:30:00", null],
  ["forwardstart", "8", "Must be written “HH:MM:SS”, not “8”."],
  ["forwardend", "25:00:00", "Must lie between “00:00:00” and “23:59:59”, not at “25:00:00”."],
  ["faxrecipientname", "A\u0007", "Must not hold a control character, got “A\\u{7}”."],
  ["forwardto", "", null],
  ["forwardto", "0113 320 3040", null],
  ["forwardto", "+44 113 320 3040", null],
  ["forwardto", "0044113", null],
  ["forwardto", "0909123456", "This portal forwards to numbers that begin with 01, 02."],
  ["forwardto", "+1 212", "This portal forwards to numbers that begin with 01, 02."],
  ["smsdata", "<script>", null],
])("%s %j: %s", (name, value, fault) => {
  expect(faultOf(name, value, ["441", "442"])).toBe(fault);
});

it("warns of what is on and has nowhere to go", () => {
  const on = { forwardactive: "1", voicemailon: "1", faxenabled: "1", smsaction: "email" };
  expect(cautionsOf({ ...NOTHING, ...on })).toEqual([
    "Forwarding is on, and there is no number to forward to.",
    "Voicemail is on, and there is no address for messages.",
    "Faxes are received, and there is no address for them.",
    "SMS are passed on, and there is no address or URL for them.",
  ]);
  const to = { forwardto: "01133203040", voicemaildest: "a@b", faxrecipient: "a@b", smsdata: "a@b" };
  expect(cautionsOf({ ...NOTHING, ...on, ...to })).toEqual([]);
  expect(cautionsOf({ ...NOTHING, smsaction: "none" })).toEqual([]);
});

it("adds the seconds that browsers leave out", () => {
  expect(["08:30", "23:59:59", "", "8:3"].map(timeOf)).toEqual(["08:30:00", "23:59:59", "", "8:3"]);
});

it("knows no setting that aql does not have", () => {
  expect(settingOf("credit")).toBeNull();
});

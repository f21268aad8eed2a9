/**
 * What can be configured about a VoIP user.
 *
 * @packageDocumentation
 */

/** What happens with an SMS that comes in. */
export type SmsAction = "email" | "httpget" | "httppost" | "none";

/**
 * The items of a VoIP user that can be read and written (number control and credit API, the table of parameters).
 * `null` is unset: getuser did not say. Unset is not the same as empty.
 */
export interface Settings {
  /** Whether aql voicemail is enabled. */
  readonly voicemailon: boolean | null;
  /** Seconds before an unanswered call goes to voicemail. */
  readonly voicemaildelay: number | null;
  /** The e-mail address that voicemail messages are sent to. */
  readonly voicemaildest: string | null;
  /** Where calls are forwarded to, as dialled: `01133203040`. */
  readonly forwardto: string | null;
  /** When forwarding starts each day, such as `08:30:00`. */
  readonly forwardstart: string | null;
  /** When forwarding ends each day, such as `17:30:00`. */
  readonly forwardend: string | null;
  /** Whether the original caller's number is forwarded. */
  readonly forwardcli: boolean | null;
  /** Whether calls are forwarded. */
  readonly forwardactive: boolean | null;
  /** Whether the number receives faxes. */
  readonly faxenabled: boolean | null;
  /** The e-mail addresses that faxes go to, separated by `,` or `;`. */
  readonly faxrecipient: string | null;
  /** The name of the recipient of faxes. */
  readonly faxrecipientname: string | null;
  /** The SIP endpoint of the number, `user@host`. */
  readonly sipendpoint: string | null;
  /** What happens with an SMS that comes in. */
  readonly smsaction: SmsAction | null;
  /** The e-mail address or URL that an SMS goes to. */
  readonly smsdata: string | null;
  /** Whether calls are recorded. */
  readonly callrecord: boolean | null;
}

/** Settings to make: what is left out, `null` or `undefined` stays as it is. Each may be the text that aql writes. */
export type SettingsToMake = {
  readonly [Name in keyof Settings]?: Settings[Name] | string | undefined;
};

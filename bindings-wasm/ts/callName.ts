/**
 * How the carriers call their calls.
 *
 * @packageDocumentation
 */

/** The name of a call, as `call.name` says it. */
export type CallName = AculabCallName | AqlCallName;

/** The name of a call of Aculab Cloud. */
export type AculabCallName =
  | "tel_delete_numbers"
  | "tel_get_supported_countries"
  | "tel_get_supported_regions"
  | "tel_get_supported_states"
  | "tel_list_numbers"
  | "tel_list_regulation_addresses"
  | "tel_purchase"
  | "tel_purchase_development";

/** The name of a call of aql. */
export type AqlCallName = "assign_numbers" | "change_user" | "check_numbers" | "get_user" | "list_users";

//! Aculab Cloud: the calls and what they answer, a file for each.

pub(crate) mod tel_delete_numbers;
pub(crate) mod tel_get_supported_countries;
pub(crate) mod tel_get_supported_regions;
pub(crate) mod tel_get_supported_states;
pub(crate) mod tel_list_numbers;
pub(crate) mod tel_list_regulation_addresses;
pub(crate) mod tel_purchase;
pub(crate) mod tel_purchase_development;

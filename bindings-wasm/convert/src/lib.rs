//! What the modules of the npm package share: how options are read; and in those that no page downloads, how answers become
//! objects, and what is thrown.

pub mod options;
pub mod refusal;
pub mod view;

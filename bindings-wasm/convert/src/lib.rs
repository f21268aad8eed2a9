//! What the modules of the npm package share: how options are read, objects made, and requests signed; and in those that no
//! page downloads, how answers become objects by serde, and what is thrown.

pub mod object;
pub mod options;
pub mod refusal;
pub mod request;
pub mod signing;
pub mod view;

//! What the modules of the npm package share: how options are read, and how answers become objects.

pub mod options;
pub mod view;

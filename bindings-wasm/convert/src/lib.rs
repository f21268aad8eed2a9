//! What the modules of the npm package share: how options are read.

pub mod options;

//! Both carriers without money: the world, what goes wrong in it, and what was really sold.

pub(crate) mod faults;
pub(crate) mod owned;
pub(crate) mod world;

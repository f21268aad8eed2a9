//! What a bare machine lacks, from its distribution.

use anyhow::{Result, bail};

use crate::command;

/// Installs one of Debian's packages.
pub(crate) fn install(package: &str) -> Result<()> {
    if !is_root() {
        bail!("`{package}` is missing: install it, or run this as root");
    }
    command::run(command::program("apt-get", "update --quiet"))?;
    command::run(command::program("apt-get", &format!("install -y --no-install-recommends {package}")))
}

fn is_root() -> bool {
    command::read(command::program("id", "-u")).is_ok_and(|id| id.trim() == "0")
}

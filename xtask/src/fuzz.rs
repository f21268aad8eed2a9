//! The fuzz targets compile, where there is a nightly toolchain to compile them.

use std::env;

use anyhow::Result;

use crate::command;
use crate::packages;
use crate::test::Tally;

pub(crate) fn check() -> Result<Tally> {
    let Some(nightly) = nightly() else {
        println!("the fuzz targets were not compiled: no nightly toolchain is installed");
        return Ok(Tally::default());
    };
    install_cpp_compiler()?;
    let arguments = format!("run {nightly} cargo check --manifest-path tests/fuzz/Cargo.toml");
    command::run(command::program("rustup", &arguments))?;
    Ok(Tally::PASSED)
}

fn nightly() -> Option<String> {
    let toolchains = command::read(command::program("rustup", "toolchain list")).ok()?;
    first_nightly(&toolchains).map(str::to_owned)
}

/// A line is a toolchain and, after a blank, what rustup remarks on it.
fn first_nightly(toolchains: &str) -> Option<&str> {
    let mut names = toolchains.lines().filter_map(|line| line.split_whitespace().next());
    names.find(|name| name.starts_with("nightly"))
}

/// libFuzzer is C++.
fn install_cpp_compiler() -> Result<()> {
    if env::var_os("CXX").is_some() || command::succeeds(command::program("c++", "--version")) {
        return Ok(());
    }
    packages::install("g++")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nightly_is_found_among_the_toolchains() {
        let toolchains = "stable-x86_64-unknown-linux-gnu (active, default)\n\
            nightly-x86_64-unknown-linux-gnu\n";
        assert_eq!(first_nightly(toolchains), Some("nightly-x86_64-unknown-linux-gnu"));
        assert_eq!(first_nightly("stable-x86_64-unknown-linux-gnu (default)\n"), None);
        assert_eq!(first_nightly("no installed toolchains\n"), None);
    }
}

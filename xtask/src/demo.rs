//! The reseller's portal in `js-demo`: a page and its server over the npm package.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::SystemTime;

use anyhow::{Context, Result};

use crate::command::{self, ROOT};
use crate::npm::{self, checks, package};
use crate::test::Tally;
use crate::{chromium, example};

/// What the npm package is made of.
const SOURCES: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "core/src",
    "sandbox/src",
    "bindings-wasm/convert/src",
    "bindings-wasm/packed/src",
    "bindings-wasm/relay/src",
    "bindings-wasm/sandbox/src",
    "bindings-wasm/src",
    "bindings-wasm/ts",
    "bindings-wasm/build.mjs",
    "bindings-wasm/inline.mjs",
    "bindings-wasm/inline.wat",
    "bindings-wasm/package.json",
];

/// Runs the portal until it is stopped, writes it as files for any host, or tells the job in the terminal.
pub(crate) fn run(arguments: &[&str]) -> Result<ExitCode> {
    match arguments {
        ["--terminal", rest @ ..] => Ok(example("provision", rest)),
        ["--static"] => {
            prepare()?;
            command::run(script("build:static"))?;
            println!("{}", folder().canonicalize()?.join("dist/demo").display());
            Ok(ExitCode::SUCCESS)
        }
        options => {
            prepare()?;
            command::run(script("build"))?;
            let mut portal = command::program("node", "dist/server/main.js");
            portal.args(options).current_dir(folder());
            Ok(command::become_program(portal))
        }
    }
}

/// The page and its server are built.
pub(crate) fn build() -> Result<Tally> {
    prepare()?;
    command::run(script("build"))?;
    command::run(script("build:static"))?;
    Ok(Tally::PASSED)
}

/// Formatting, style and types.
pub(crate) fn lint() -> Result<Tally> {
    checks::lint_in(&folder())
}

/// The server over HTTP, and the page in a browser where there is one.
pub(crate) fn tests() -> Result<Tally> {
    npm::install_locked(&folder())?;
    let mut tests = script("test");
    chromium::offer(&mut tests);
    checks::vitest(tests, "demo-tests.json")
}

fn folder() -> PathBuf {
    Path::new(ROOT).join("js-demo")
}

fn script(name: &str) -> Command {
    npm::script_in(&folder(), name)
}

/// The npm package, built if it is older than what it is made of, and the tools.
fn prepare() -> Result<()> {
    let sources: Result<Vec<_>> = SOURCES.iter().map(|source| latest_in(&Path::new(ROOT).join(source))).collect();
    let built = modified(&Path::new(ROOT).join("bindings-wasm/dist/telwire.wasm")).ok();
    if built < sources?.into_iter().max() {
        package::build()?;
    }
    npm::install_locked(&folder())
}

/// When something in there was last written.
fn latest_in(path: &Path) -> Result<SystemTime> {
    if !path.is_dir() {
        return modified(path);
    }
    let entries = fs::read_dir(path)?;
    let times: Result<Vec<_>> = entries.map(|entry| latest_in(&entry?.path())).collect();
    Ok(times?.into_iter().max().unwrap_or(SystemTime::UNIX_EPOCH))
}

fn modified(path: &Path) -> Result<SystemTime> {
    let metadata = fs::metadata(path).with_context(|| format!("`{}` cannot be read", path.display()))?;
    Ok(metadata.modified()?)
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::time::Duration;

    use super::*;

    #[test]
    fn folder_is_as_new_as_its_newest_file() {
        let folder = tempfile::tempdir().unwrap();
        let later = SystemTime::UNIX_EPOCH + Duration::from_secs(2_000_000_000);
        fs::create_dir(folder.path().join("inner")).unwrap();
        for (name, time) in [("old", SystemTime::UNIX_EPOCH), ("inner/new", later)] {
            File::create(folder.path().join(name)).unwrap().set_modified(time).unwrap();
        }
        assert_eq!(latest_in(folder.path()).unwrap(), later);
        assert!(latest_in(&folder.path().join("absent")).is_err());
    }
}

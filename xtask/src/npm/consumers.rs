//! The package as `npm install` gives it, in fresh projects: one for each runtime, bundler and kind of page that it is for.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::{checks, folder, install_locked, package, script, target};
use crate::test::Tally;
use crate::{chromium, command};

/// Builds and runs them all; those that need a browser are ignored where there is none.
pub(crate) fn check() -> Result<Tally> {
    let tarball = package::pack()?;
    let projects = install(tarball.as_std_path())?;
    let mut tests = script("test:consumers")?;
    tests.env("TELWIRE_CONSUMERS", projects).env("TELWIRE_TARBALL", tarball);
    chromium::offer(&mut tests);
    checks::vitest(tests, "npm-consumers.json")
}

/// Copies the projects to a folder of their own, and installs the package there and what they are built with.
fn install(tarball: &Path) -> Result<PathBuf> {
    let projects = target()?.join("consumers").into_std_path_buf();
    fs::create_dir_all(&projects)?;
    empty(&projects)?;
    copy(&folder().join("consumers"), &projects)?;
    install_locked(&projects)?;
    let package = projects.join(MODULES).join("telwire");
    if package.exists() {
        fs::remove_dir_all(package)?;
    }
    let mut install = command::program("npm", "install --no-save --no-audit --no-fund");
    install.arg(tarball).current_dir(&projects);
    command::run(install)?;
    Ok(projects)
}

/// Takes long to install, and is the same until the lock file changes.
const MODULES: &str = "node_modules";

/// Removes everything but the installed tools.
fn empty(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            if entry.file_name() != MODULES {
                fs::remove_dir_all(entry.path())?;
            }
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if !entry.file_type()?.is_dir() {
            fs::copy(entry.path(), target)?;
        } else if entry.file_name() != MODULES {
            copy(&entry.path(), &target)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn projects_are_fresh_and_their_tools_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let [from, to] = ["from", "to"].map(|name| folder.path().join(name));
        for path in [from.join("page"), to.join("page/dist"), to.join(MODULES)] {
            fs::create_dir_all(path).unwrap();
        }
        fs::write(from.join("page/main.js"), "new").unwrap();
        fs::write(to.join("old.js"), "old").unwrap();

        empty(&to).unwrap();
        copy(&from, &to).unwrap();

        let names = ["old.js", "page/dist", "page/main.js", MODULES];
        assert_eq!(names.map(|name| to.join(name).exists()), [false, false, true, true]);
    }
}

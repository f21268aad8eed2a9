//! The browser of the tests.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::packages;

/// The variable that names it.
const VARIABLE: &str = "CHROMIUM";

/// What Chromium is called on a `PATH`.
const NAMES: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Debian's package of it.
const PACKAGE: &str = "chromium";

/// Tells the command where the browser is, in `CHROMIUM`; nothing where there is none.
pub(crate) fn offer(command: &mut Command) {
    match find() {
        Some(browser) => command.env(VARIABLE, browser),
        None => command.env_remove(VARIABLE),
    };
}

/// The program: what `CHROMIUM` names, one on the `PATH`, or one that is installed now; `None`, and a word about it, where
/// there is none to be had.
fn find() -> Option<PathBuf> {
    let named = env::var_os(VARIABLE).filter(|path| !path.is_empty()).map(PathBuf::from);
    named.or_else(on_path).or_else(install)
}

fn on_path() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<_> = env::split_paths(&path).collect();
    first_of(&folders)
}

/// In the order of the names: a folder early on the `PATH` may hold a browser of another make.
fn first_of(folders: &[PathBuf]) -> Option<PathBuf> {
    let programs = NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    programs.into_iter().find(|program| Path::is_file(program))
}

fn install() -> Option<PathBuf> {
    match packages::install(PACKAGE) {
        Ok(()) => on_path(),
        Err(error) => {
            println!("SKIPPED: nothing runs in a browser: {error:#}");
            println!("`apt-get install --no-install-recommends {PACKAGE}` installs it; or name one in `CHROMIUM`");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn chromium_of_a_later_folder_comes_before_another_make() {
        let folder = tempfile::tempdir().unwrap();
        let [first, second] = ["first", "second"].map(|name| folder.path().join(name));
        for (folder, name) in [(&first, "google-chrome"), (&second, "chromium")] {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join(name), "").unwrap();
        }
        assert_eq!(first_of(&[first, second.clone()]), Some(second.join("chromium")));
    }

    #[test]
    fn folders_without_a_browser_give_none() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("chromium")).unwrap();
        assert_eq!(first_of(&[folder.path().to_owned()]), None);
    }
}

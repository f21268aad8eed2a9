//! Files that only their owner can read, and that are there whole or not at all.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The path with more at its end.
pub(crate) fn sibling(path: &Path, ending: &str) -> PathBuf {
    let mut sibling = path.as_os_str().to_owned();
    sibling.push(OsStr::new(ending));
    sibling.into()
}

/// Options for a file that is written, and that only its owner can read.
pub(crate) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.write(true);
    options
}

/// A new file with these contents, durably, or none. It fails if there is one already.
pub(crate) fn create(path: &Path, contents: &[&[u8]]) -> io::Result<()> {
    let mut file = private().create_new(true).open(path)?;
    let written = contents.iter().try_for_each(|part| file.write_all(part)).and_then(|()| file.sync_all());
    written.inspect_err(|_| drop(fs::remove_file(path)))
}

/// Puts one file in the place of another, durably.
pub(crate) fn replace(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)?;
    sync_folder_of(to)
}

/// Gives a file another name, durably. If there is one of that name already, it fails, and removes only `from`.
pub(crate) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    // To rename would overwrite; to give it a second name does not.
    let linked = fs::hard_link(from, to);
    fs::remove_file(from)?;
    linked?;
    sync_folder_of(to)
}

/// Makes a rename durable. Only Unix has a way to say so.
fn sync_folder_of(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

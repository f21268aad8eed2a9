//! Where the passwords of numbers go that were really bought: no other answer ever holds them.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use telwire::SipPassword;
use telwire::aql::{Number, VoipUser};

use crate::files::{self, sibling};

/// A number, its VoIP user and the password of that.
pub type Row<'a> = (Number, &'a VoipUser, &'a SipPassword);

/// What the name of a file ends with that is not yet written to its end.
const TEMPORARY: &str = ".tmp";

/// A new file that only its owner can read, or nothing where nothing is spent.
#[derive(Debug)]
pub struct Keep(Option<File>);

impl Keep {
    /// Makes the file, before anything is bought.
    ///
    /// # Errors
    /// A sentence, if there is such a file already, or none can be made.
    pub fn at(path: Option<PathBuf>) -> Result<Self, String> {
        let Some(path) = path else {
            return Ok(Self(None));
        };
        let file = files::private().create_new(true).open(&path).map_err(|error| refusal(&path, &error))?;
        Ok(Self(Some(file)))
    }

    /// Writes every row that arrived, durably: number, VoIP user and password, with tabs between.
    ///
    /// # Errors
    /// What the system says.
    pub fn rows<'a>(&mut self, rows: impl IntoIterator<Item = Row<'a>>) -> io::Result<()> {
        let Some(file) = &mut self.0 else {
            return Ok(());
        };
        file.write_all(table(rows).as_bytes())?;
        file.sync_all()
    }
}

/// Refuses a file that is there already.
///
/// # Errors
/// A sentence that names it.
pub fn refuse_existing(path: &Path) -> Result<(), String> {
    let existing =
        [path.to_owned(), sibling(path, TEMPORARY)].into_iter().find(|path| fs::symlink_metadata(path).is_ok());
    existing.map_or(Ok(()), |path| Err(refusal(&path, &io::ErrorKind::AlreadyExists.into())))
}

/// Makes a new file of the rows, as [`Keep::rows`] writes them: it is there whole or not at all.
///
/// # Errors
/// A sentence, if there is such a file already, or it cannot be made or written.
pub fn hand_over<'a>(path: &Path, rows: impl IntoIterator<Item = Row<'a>>) -> Result<(), String> {
    let temporary = sibling(path, TEMPORARY);
    files::create(&temporary, &[table(rows).as_bytes()]).map_err(|error| refusal(&temporary, &error))?;
    files::rename_new(&temporary, path).map_err(|error| refusal(path, &error))
}

fn table<'a>(rows: impl IntoIterator<Item = Row<'a>>) -> String {
    let line = |(number, voipnumber, password): Row<'a>| format!("{number}\t{voipnumber}\t{}\n", password.reveal());
    rows.into_iter().map(line).collect()
}

fn refusal(path: &Path, error: &io::Error) -> String {
    let path = path.display();
    match error.kind() {
        io::ErrorKind::AlreadyExists => format!("the file `{path}` is there already: choose another"),
        _ => format!("the file `{path}` cannot be made: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_appeared_meanwhile_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let [path, temporary] = ["passwords", "passwords.tmp"].map(|name| folder.path().join(name));
        let row = ("44-113-3120120".parse().unwrap(), &VoipUser::opaque("612345").unwrap(), &SipPassword::new("98765"));
        hand_over(&path, [row]).unwrap();
        let refusal = hand_over(&path, []).unwrap_err();
        assert_eq!(refusal, format!("the file `{}` is there already: choose another", path.display()));
        assert_eq!(fs::read_to_string(&path).unwrap(), "44-113-3120120\t612345\t98765\n");
        assert!(!temporary.exists());
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_can_read_the_file() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("passwords");
        hand_over(&path, []).unwrap();
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

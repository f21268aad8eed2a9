//! Where the passwords of numbers go that were really bought: no other answer ever holds them.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::PathBuf;

use telwire::SipPassword;
use telwire::aql::{Number, VoipUser};

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
        let file = options().open(&path).map_err(|error| format!("`{}` cannot be made: {error}", path.display()))?;
        Ok(Self(Some(file)))
    }

    /// Writes every row that arrived, durably: number, VoIP user and password, with tabs between.
    ///
    /// # Errors
    /// What the system says.
    pub fn rows<'a>(
        &mut self,
        rows: impl IntoIterator<Item = (Number, &'a VoipUser, &'a SipPassword)>,
    ) -> io::Result<()> {
        let Some(file) = &mut self.0 else {
            return Ok(());
        };
        for (number, voipnumber, password) in rows {
            writeln!(file, "{number}\t{voipnumber}\t{}", password.reveal())?;
        }
        file.sync_all()
    }
}

fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

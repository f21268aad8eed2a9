//! A journal in a file: what a workflow saves, and resumes from.
//!
//! ```text
//! file = seq (8 bytes, the highest first), checkpoint
//! ```
//!
//! One order, one file. The journal holds the SIP passwords that came, so only its owner can read it.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{self, Path, PathBuf};

use fs4::{FileExt, TryLockError};
use telwire::workflow::Checkpoint;

use crate::files::{self, sibling};

/// What the name of the file ends with that is locked.
const LOCK: &str = ".lock";

/// What the name of a file ends with that is to take the journal's place.
const TEMPORARY: &str = ".tmp";

/// A file that holds the last save of one workflow.
///
/// Nobody else can open it meanwhile: a sibling `….lock` is locked by the system, which lets go when the process ends,
/// in whatever way. The lock cannot be on the journal itself, as every save puts a new file in its place.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    /// Held, never read.
    _lock: File,
}

/// Why a journal cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JournalError {
    /// The journal does not hold the save before this one.
    #[error("the journal `{}` holds save {held}, which save {seq} does not follow: another driver has it", path.display())]
    Conflict {
        /// The journal.
        path: PathBuf,
        /// The number of the save it holds; 0 if none.
        held: u64,
        /// The number of the save it was given.
        seq: u64,
    },
    /// Another process has it.
    #[error("the journal `{}` is in use by another process", .0.display())]
    InUse(PathBuf),
    /// The system says no. What was to be saved may be in the journal or not; what was there before is not damaged.
    #[error("the journal `{}` cannot be used: {error}", path.display())]
    Io {
        /// The journal.
        path: PathBuf,
        /// What the system says.
        #[source]
        error: io::Error,
    },
    /// The file is too short to be a journal.
    #[error("`{}` is no journal, or is damaged: it is shorter than the number of a save", .0.display())]
    TooShort(PathBuf),
}

impl Journal {
    /// The journal at `path`, for this process alone. The file is made by the first save.
    ///
    /// # Errors
    /// [`JournalError::InUse`] if another process has it, [`JournalError::Io`] if it cannot be locked.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, JournalError> {
        let path = path.into();
        let lock = files::private().create(true).truncate(false).open(sibling(&path, LOCK));
        let lock = lock.map_err(|error| JournalError::Io { path: path.clone(), error })?;
        match FileExt::try_lock(&lock) {
            Ok(()) => Ok(Self { path, _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(JournalError::InUse(path)),
            Err(TryLockError::Error(error)) => Err(JournalError::Io { path, error }),
        }
    }

    /// Whether `file` is this journal, or one that it makes beside itself.
    #[must_use]
    pub fn uses(&self, file: &Path) -> bool {
        let is_file = |ending| path::absolute(sibling(&self.path, ending)).ok() == path::absolute(file).ok();
        ["", LOCK, TEMPORARY].into_iter().any(is_file)
    }

    /// What was saved last; `None` if nothing ever was.
    ///
    /// # Errors
    /// [`JournalError::TooShort`] if the file is no journal, [`JournalError::Io`] if it cannot be read.
    pub fn load(&self) -> Result<Option<Checkpoint>, JournalError> {
        let Some((_, mut file)) = self.read_seq()? else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(|error| self.failed(error))?;
        Ok(Some(Checkpoint::from_bytes(bytes)))
    }

    /// Writes `checkpoint` as the save `seq`, durably, if the journal holds the save before it.
    ///
    /// # Errors
    /// [`JournalError::Conflict`] if the journal holds another save, [`JournalError::TooShort`] if the file is no
    /// journal, [`JournalError::Io`] if it cannot be written.
    pub fn save(&mut self, seq: u64, checkpoint: &Checkpoint) -> Result<(), JournalError> {
        let held = self.read_seq()?.map_or(0, |(held, _)| held);
        if held.checked_add(1) != Some(seq) {
            return Err(JournalError::Conflict { path: self.path.clone(), held, seq });
        }
        self.replace(seq, checkpoint).map_err(|error| self.failed(error))
    }

    /// The number of the save in the file, and the file, read up to the checkpoint.
    fn read_seq(&self) -> Result<Option<(u64, File)>, JournalError> {
        let mut file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(self.failed(error)),
        };
        let mut seq = [0; 8];
        match file.read_exact(&mut seq) {
            Ok(()) => Ok(Some((u64::from_be_bytes(seq), file))),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                Err(JournalError::TooShort(self.path.clone()))
            }
            Err(error) => Err(self.failed(error)),
        }
    }

    /// Puts a new file in the journal's place: whatever happens meanwhile, one of the two is there, and whole.
    fn replace(&self, seq: u64, checkpoint: &Checkpoint) -> io::Result<()> {
        let temporary = sibling(&self.path, TEMPORARY);
        remove_leftover(&temporary)?;
        files::create(&temporary, &[&seq.to_be_bytes(), checkpoint.as_bytes()])?;
        files::replace(&temporary, &self.path)
    }

    fn failed(&self, error: io::Error) -> JournalError {
        JournalError::Io { path: self.path.clone(), error }
    }
}

/// What a process left behind that was killed while it saved. A new file takes its place, lest it be readable to others.
fn remove_leftover(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

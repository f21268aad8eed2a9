//! Checkpoints: the state of a workflow as bytes, and what is checked when they come back.
//!
//! ```text
//! checkpoint = magic version kind fingerprint state crc32
//! ```

use std::fmt;

use crc::{CRC_32_ISCSI, Crc};

use crate::error::{InvalidCode, InvalidInput};
use crate::saved::{Reader, Saved, saved_enum};
use crate::secret::Body;
use crate::workflow::setup::Fingerprint;

/// What every checkpoint begins with.
const MAGIC: &[u8] = b"telwire checkpoint ";

/// Of the layout of header and states. A state that reads differently is a new version.
const VERSION: u8 = 1;

const CRC: Crc<u32> = Crc::<u32>::new(&CRC_32_ISCSI);

/// The state of a workflow as bytes. An order's holds the SIP passwords that came, so printing shows only the size.
#[derive(Clone, PartialEq, Eq)]
pub struct Checkpoint(Body);

impl Checkpoint {
    /// The bytes of a checkpoint, out of a journal. Whether they are sound is checked when a workflow resumes.
    #[must_use]
    pub fn from_bytes(bytes: impl Into<Vec<u8>>) -> Self {
        Self(Body::new(bytes))
    }

    /// The bytes, for the journal alone.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.reveal()
    }

    /// A checkpoint of that state, part by part.
    pub(crate) fn new(kind: Kind, fingerprint: &Fingerprint, state: &[&dyn Saved]) -> Self {
        let mut bytes = MAGIC.to_vec();
        bytes.push(VERSION);
        kind.save(&mut bytes);
        fingerprint.save(&mut bytes);
        state.iter().for_each(|part| part.save(&mut bytes));
        bytes.extend_from_slice(&CRC.checksum(&bytes).to_le_bytes());
        Self(Body::new(bytes))
    }

    /// The state.
    pub(crate) fn read<T: Saved>(&self, kind: Kind, fingerprint: &Fingerprint) -> Result<T, InvalidInput> {
        let mut reader = self.reader(kind, fingerprint)?;
        let state = T::load(&mut reader);
        if reader.is_sound() { Ok(state) } else { Err(damaged()) }
    }

    /// What reads the state, once everything before it was seen to be right.
    fn reader(&self, kind: Kind, fingerprint: &Fingerprint) -> Result<Reader<'_>, InvalidInput> {
        let mut reader = Reader::new(self.content()?);
        let (found, owner) = (Kind::load(&mut reader), Fingerprint::load(&mut reader));
        if !reader.makes_sense() {
            return Err(damaged());
        }
        if found != kind {
            let message = format!("is of {}, not of {}", found.name(), kind.name());
            return Err(refused(InvalidCode::Foreign, message));
        }
        if owner != *fingerprint {
            let message = "belongs to another account or gateway: resume with the account and gateway it was made with";
            return Err(refused(InvalidCode::Foreign, message));
        }
        Ok(reader)
    }

    /// The same with one byte of its content changed, and a checksum that fits.
    #[cfg(test)]
    pub(crate) fn forged(&self, position: usize, byte: u8) -> Self {
        let (content, _) = self.as_bytes().split_last_chunk::<4>().unwrap();
        let mut bytes = content.to_vec();
        let position = position % bytes.len();
        bytes[position] = byte;
        bytes.extend_from_slice(&CRC.checksum(&bytes).to_le_bytes());
        Self(Body::new(bytes))
    }

    /// What stands between version and checksum, if they are right.
    fn content(&self) -> Result<&[u8], InvalidInput> {
        let body = self.as_bytes();
        let rest = body.strip_prefix(MAGIC).ok_or_else(|| {
            refused(InvalidCode::WrongFormat, "is no checkpoint of telwire's, or its beginning is damaged")
        })?;
        let (content, checksum) = body.split_last_chunk::<4>().ok_or_else(damaged)?;
        if CRC.checksum(content) != u32::from_le_bytes(*checksum) {
            return Err(damaged());
        }
        let rest = rest.get(..rest.len() - checksum.len()).unwrap_or_default();
        match rest.split_first() {
            Some((&VERSION, rest)) => Ok(rest),
            Some((version, _)) => {
                let message = format!("has version {version}, and this telwire reads version {VERSION}");
                Err(refused(InvalidCode::OutOfRange, message))
            }
            None => Err(damaged()),
        }
    }
}

fn damaged() -> InvalidInput {
    refused(InvalidCode::Damaged, "is damaged: take an earlier copy, or look at the carrier's listings")
}

/// A refusal of the checkpoint that somebody handed in.
pub(crate) fn refused(code: InvalidCode, message: impl Into<std::borrow::Cow<'static, str>>) -> InvalidInput {
    InvalidInput::new("checkpoint", code, message)
}

impl fmt::Debug for Checkpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

/// Which workflow a checkpoint is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    AqlOrder,
    AculabOrder,
    Release,
    Search,
    AqlInventory,
    AculabInventory,
    Configure,
    Retry,
}

saved_enum!(Kind {
    AqlOrder = 0,
    AculabOrder = 1,
    Release = 2,
    Search = 3,
    AqlInventory = 4,
    AculabInventory = 5,
    Configure = 6,
    Retry = 7,
});

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::AqlOrder => "an order at aql",
            Self::AculabOrder => "an order at Aculab Cloud",
            Self::Release => "a release",
            Self::Search => "a search",
            Self::AqlInventory => "an inventory at aql",
            Self::AculabInventory => "an inventory at Aculab Cloud",
            Self::Configure => "a configuration",
            Self::Retry => "a single call",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checkpoint() -> (Checkpoint, Fingerprint) {
        let fingerprint = Fingerprint::new(["aql", "reseller"]);
        (Checkpoint::new(Kind::Search, &fingerprint, &[&7_u32, &"state".to_owned()]), fingerprint)
    }

    fn message(bytes: impl Into<Vec<u8>>) -> String {
        let read = Checkpoint::from_bytes(bytes).read::<(u32, String)>(Kind::Search, &checkpoint().1);
        read.unwrap_err().to_string()
    }

    #[test]
    fn what_was_written_is_read() {
        let (checkpoint, fingerprint) = checkpoint();
        assert_eq!(checkpoint.read(Kind::Search, &fingerprint), Ok((7_u32, "state".to_owned())));
    }

    #[test]
    fn every_damaged_byte_is_noticed() {
        let (checkpoint, _) = checkpoint();
        let bytes = checkpoint.as_bytes();
        for position in 0..bytes.len() {
            for flipped in [1, 0x80] {
                let mut damaged = bytes.to_vec();
                damaged[position] ^= flipped;
                let expected = match position < MAGIC.len() {
                    true => "`checkpoint` is no checkpoint of telwire's, or its beginning is damaged",
                    false => "`checkpoint` is damaged: take an earlier copy, or look at the carrier's listings",
                };
                assert_eq!(message(damaged), expected, "byte {position}");
            }
        }
        for length in MAGIC.len()..bytes.len() {
            let expected = "`checkpoint` is damaged: take an earlier copy, or look at the carrier's listings";
            assert_eq!(message(&bytes[..length]), expected, "{length} bytes");
        }
    }

    #[test]
    fn a_foreign_one_is_refused_in_words() {
        let (checkpoint, fingerprint) = checkpoint();
        let error = checkpoint.read::<(u32, String)>(Kind::AqlOrder, &fingerprint).unwrap_err();
        assert_eq!(error.to_string(), "`checkpoint` is of a search, not of an order at aql");
        assert_eq!(error.code(), InvalidCode::Foreign);
        let other = Fingerprint::new(["aql", "somebody else"]);
        assert_eq!(
            checkpoint.read::<(u32, String)>(Kind::Search, &other).unwrap_err().to_string(),
            "`checkpoint` belongs to another account or gateway: resume with the account and gateway it was made with"
        );
    }

    #[test]
    fn a_later_version_is_refused_by_its_number() {
        let (checkpoint, _) = checkpoint();
        let mut bytes = checkpoint.as_bytes()[..checkpoint.as_bytes().len() - 4].to_vec();
        bytes[MAGIC.len()] = 2;
        bytes.extend_from_slice(&CRC.checksum(&bytes).to_le_bytes());
        assert_eq!(message(bytes), "`checkpoint` has version 2, and this telwire reads version 1");
    }

    #[test]
    fn a_checkpoint_prints_its_size() {
        assert_eq!(format!("{:?}", Checkpoint::from_bytes("secret")), "[6 bytes]");
    }
}

//! Damage as it happens to documents on their way, and worse.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// `documents`, more than half of them damaged: bytes deleted, inserted, replaced, the end cut off or added to, a part
/// repeated elsewhere.
pub(crate) fn damaged(documents: impl Strategy<Value = Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    let damages = prop_oneof![2 => Just(Vec::new()), 3 => vec(damage(), 1..4)];
    (documents, damages).prop_map(|(mut document, damages)| {
        for damage in &damages {
            damage.happen(&mut document);
        }
        document
    })
}

#[derive(Clone, Debug)]
enum Damage {
    Append { with: Vec<u8> },
    Cut { at: Index },
    Repeat { from: Index, length: usize, at: Index },
    Replace { at: Index, length: usize, with: Vec<u8> },
}

fn damage() -> impl Strategy<Value = Damage> {
    let byte = prop_oneof![select(&b"[]{}\",:\\ 0-_\n\r<"[..]), any::<u8>()];
    let bytes = move || vec(byte.clone(), 0..4);
    let (index, length) = (any::<Index>, 0_usize..4);
    prop_oneof![
        1 => bytes().prop_map(|with| Damage::Append { with }),
        1 => index().prop_map(|at| Damage::Cut { at }),
        2 => (index(), 1..40_usize, index()).prop_map(|(from, length, at)| Damage::Repeat { from, length, at }),
        6 => (index(), length, bytes()).prop_map(|(at, length, with)| Damage::Replace { at, length, with }),
    ]
}

impl Damage {
    fn happen(&self, document: &mut Vec<u8>) {
        // The end of the document is a place too.
        let place = |index: &Index| index.index(document.len() + 1);
        match self {
            Self::Append { with } => document.extend(with),
            Self::Cut { at } => document.truncate(place(at)),
            Self::Repeat { from, length, at } => {
                let at = place(at);
                let part: Vec<u8> = document.iter().skip(place(from)).take(*length).copied().collect();
                document.splice(at..at, part);
            }
            Self::Replace { at, length, with } => {
                let start = place(at);
                let end = document.len().min(start + length);
                document.splice(start..end, with.iter().copied());
            }
        }
    }
}

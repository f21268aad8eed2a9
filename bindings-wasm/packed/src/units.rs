//! Positions in UTF-16 units, which are what JavaScript counts.

/// Where a text of a body begins and ends, in UTF-16 units.
pub(crate) struct Units<'a> {
    body: &'a [u8],
    /// How many units stand before each block of [`BLOCK`] bytes; nothing where every byte is one.
    blocks: Option<Vec<u32>>,
}

const BLOCK: usize = 64;

impl<'a> Units<'a> {
    pub(crate) fn of(body: &'a [u8]) -> Self {
        let blocks = || {
            let blocks = body.chunks(BLOCK).scan(0, |before, block| {
                let units = *before;
                *before += units_in(block);
                Some(units)
            });
            blocks.collect()
        };
        Self { body, blocks: (!is_ascii(body)).then(blocks) }
    }

    /// How many the body has.
    pub(crate) fn count(&self) -> u32 {
        self.at(self.body.len())
    }

    /// Of a text that is part of the body.
    #[inline]
    pub(crate) fn bounds(&self, text: &str) -> [u32; 2] {
        let start = self.offset(text);
        [self.at(start), self.at(start.wrapping_add(text.len()))]
    }

    /// In how many bytes it begins.
    #[inline]
    pub(crate) fn offset(&self, text: &str) -> usize {
        (text.as_ptr() as usize).wrapping_sub(self.body.as_ptr() as usize)
    }

    #[inline]
    fn at(&self, byte: usize) -> u32 {
        match &self.blocks {
            // No body is as long as 4 GiB: that is all the memory there is.
            None => byte as u32,
            Some(blocks) => self.among(blocks, byte),
        }
    }

    fn among(&self, blocks: &[u32], byte: usize) -> u32 {
        let block = byte / BLOCK;
        let before = blocks.get(block).copied().unwrap_or_default();
        before + units_in(self.body.get(block * BLOCK..byte).unwrap_or_default())
    }
}

/// Looks at eight bytes together, which is twice as many as the standard library's own does here.
fn is_ascii(bytes: &[u8]) -> bool {
    const HIGH: u64 = u64::from_le_bytes([0x80; 8]);
    let (words, rest) = bytes.as_chunks();
    words.iter().fold(0, |bits, word| bits | u64::from_le_bytes(*word)) & HIGH == 0 && rest.is_ascii()
}

/// How many UTF-16 units these bytes begin: one for each character, and one more for each of four bytes.
pub(crate) fn units_in(bytes: &[u8]) -> u32 {
    let begun = bytes.iter().map(|byte| match byte {
        0x80..=0xbf => 0,
        0xf0.. => 2,
        _ => 1,
    });
    begun.sum()
}

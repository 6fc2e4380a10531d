//! Byte offsets turned into characters and UTF-16 units.

use crate::Span;
use std::ops::Range;

/// Bytes in a block: as many as a mask has bits.
const BLOCK: usize = u64::BITS as usize;

/// Offsets of one text in other units than bytes: Unicode scalar values (what
/// Python and most JSON readers count) and UTF-16 units (what JavaScript and
/// Java count).
///
/// Built in one pass over the text; each look-up takes constant time. A text
/// that is all ASCII needs no table, since there the three units agree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offsets {
    /// Length of the text in bytes.
    len: usize,
    /// One entry for every block that has begun; none for ASCII text.
    blocks: Vec<Block>,
}

/// What a look-up must know of 64 bytes and of all that stands before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Block {
    /// Bytes before the block that continue a character.
    continued: usize,
    /// Characters before the block that take two UTF-16 units.
    doubled: usize,
    /// The bytes of the block that continue a character.
    continues: u64,
    /// The bytes of the block that begin a character of two UTF-16 units.
    doubles: u64,
}

impl Offsets {
    /// The offsets of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut offsets = Self::default();
        offsets.reset(text);
        offsets
    }

    /// Turns to another text and keeps the memory.
    pub fn reset(&mut self, text: &str) {
        self.len = text.len();
        self.blocks.clear();
        if text.is_ascii() {
            return;
        }
        let (mut continued, mut doubled) = (0, 0);
        for chunk in text.as_bytes().chunks(BLOCK) {
            let mut block = Block { continued, doubled, continues: 0, doubles: 0 };
            for (i, &byte) in chunk.iter().enumerate() {
                block.continues |= u64::from(byte & 0xC0 == 0x80) << i;
                block.doubles |= u64::from(byte >= 0xF0) << i;
            }
            continued += block.continues.count_ones() as usize;
            doubled += block.doubles.count_ones() as usize;
            self.blocks.push(block);
        }
        // A look-up at the very end of a text that fills its last block.
        self.blocks.push(Block { continued, doubled, continues: 0, doubles: 0 });
    }

    /// How many characters stand before byte `at`; an offset past the end
    /// counts as the end.
    #[must_use]
    pub fn chars(&self, at: usize) -> usize {
        let at = at.min(self.len);
        let Some((block, below)) = self.block(at) else { return at };
        at - block.continued - (block.continues & below).count_ones() as usize
    }

    /// How many UTF-16 units stand before byte `at`; an offset past the end
    /// counts as the end.
    #[must_use]
    pub fn utf16(&self, at: usize) -> usize {
        let at = at.min(self.len);
        let Some((block, below)) = self.block(at) else { return at };
        self.chars(at) + block.doubled + (block.doubles & below).count_ones() as usize
    }

    /// `span` in characters.
    #[must_use]
    pub fn char_range(&self, span: Span) -> Range<usize> {
        self.chars(span.start)..self.chars(span.end)
    }

    /// `span` in UTF-16 units.
    #[must_use]
    pub fn utf16_range(&self, span: Span) -> Range<usize> {
        self.utf16(span.start)..self.utf16(span.end)
    }

    /// The block that holds `at`, and a mask of its bytes before `at`.
    fn block(&self, at: usize) -> Option<(&Block, u64)> {
        let block = self.blocks.get(at / BLOCK)?;
        Some((block, (1 << (at % BLOCK)) - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ascii_needs_no_table() {
        let offsets = Offsets::new(&"a".repeat(1000));
        assert!(offsets.blocks.is_empty());
        assert_eq!(offsets.chars(7), 7);
        assert_eq!(offsets.utf16(2000), 1000);
    }

    proptest! {
        #[test]
        fn counts_what_the_standard_library_counts(text in "(\\PC|[a-z “é𝔘\u{301}]){0,200}") {
            let offsets = Offsets::new(&text);
            for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
                prop_assert_eq!(offsets.chars(at), text[..at].chars().count());
                prop_assert_eq!(offsets.utf16(at), text[..at].encode_utf16().count());
            }
        }
    }
}

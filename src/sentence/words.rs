//! The words that decide whether a stop ends a sentence, read from lists.

use crate::{Error, ErrorKind};
use once_cell::sync::Lazy;
use std::collections::HashSet;

/// What the lists say of a word: a set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Kinds(u32);

impl Kinds {
    pub const TITLE: Self = Self(1);
    pub const NEVER: Self = Self(1 << 1);
    pub const NUMBER: Self = Self(1 << 2);
    pub const DATE: Self = Self(1 << 3);
    pub const WEAK: Self = Self(1 << 4);
    pub const STATE: Self = Self(1 << 5);
    pub const SUFFIX: Self = Self(1 << 6);
    pub const TIME: Self = Self(1 << 7);
    pub const FINAL: Self = Self(1 << 8);
    pub const STRONG: Self = Self(1 << 9);
    pub const MAYBE: Self = Self(1 << 10);
    pub const LINK: Self = Self(1 << 11);
    pub const GOES_ON: Self = Self(1 << 12);
    pub const VERB: Self = Self(1 << 13);
    pub const REPORT: Self = Self(1 << 14);
    pub const MARK: Self = Self(1 << 15);
    pub const FIGURE: Self = Self(1 << 16);
    pub const ROLE: Self = Self(1 << 17);
    pub const CLOCK: Self = Self(1 << 18);
    pub const COURTESY: Self = Self(1 << 19);

    /// Every kind of abbreviation.
    pub const ABBREVIATION: Self = Self(0x1FF).with(Self::FIGURE);

    /// Whether the sets have a kind in common.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A list file: its name, its text and the kinds that its sections stand for.
type List = (&'static str, &'static str, &'static [(&'static str, Kinds)]);

const LISTS: [List; 3] = [
    (
        "gazetteers/english/abbreviations.list",
        include_str!("../../gazetteers/english/abbreviations.list"),
        &[
            ("title", Kinds::TITLE),
            ("never", Kinds::NEVER),
            ("number", Kinds::NUMBER),
            ("date", Kinds::DATE),
            ("weak", Kinds::WEAK),
            ("state", Kinds::STATE),
            ("suffix", Kinds::SUFFIX),
            ("time", Kinds::TIME),
            ("final", Kinds::FINAL),
            ("figure", Kinds::FIGURE),
        ],
    ),
    (
        "gazetteers/english/sentence-starters.list",
        include_str!("../../gazetteers/english/sentence-starters.list"),
        &[
            ("strong", Kinds::STRONG),
            ("maybe", Kinds::MAYBE),
            ("link", Kinds::LINK),
            ("courtesy", Kinds::COURTESY),
            ("goes-on", Kinds::GOES_ON),
        ],
    ),
    (
        "gazetteers/english/sentence-words.list",
        include_str!("../../gazetteers/english/sentence-words.list"),
        &[
            ("verb", Kinds::VERB),
            ("report", Kinds::REPORT),
            ("mark", Kinds::MARK),
            ("role", Kinds::ROLE),
            ("clock", Kinds::CLOCK),
        ],
    ),
];

/// Longest word a list may hold, in bytes: what fits a [`Key`].
pub(super) const LONGEST: usize = 16;

/// Longest abbreviation, in bytes behind the last stop inside it. So a longer
/// word is known for an ordinary one at a glance.
const SHORT: usize = 7;

/// A word of up to [`LONGEST`] bytes, ASCII letters in lower case. Zero is no
/// word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Key(u128);

impl Key {
    /// The key of `word`; the empty key when it is too long to be listed.
    pub fn of(word: &[u8]) -> Self {
        if word.len() > LONGEST {
            return Self::default();
        }
        let mut key = 0;
        for &b in word {
            key = key << 8 | u128::from(b.to_ascii_lowercase());
        }
        Self(key)
    }

    /// The last eight bytes at most, the first of them in the lowest byte.
    fn short(self) -> u64 {
        let last = self.0 as u64;
        if last == 0 { 0 } else { last.swap_bytes() >> (last.leading_zeros() / 8 * 8) }
    }
}

/// Bits of the filter in front of the table of words, as a power of two: few
/// enough to stay near, enough to let one word in thirty through in vain.
const FILTER_BITS: u32 = 14;

/// A hash table of the listed words, open addressing, at most half full.
#[derive(Debug)]
pub(super) struct Words {
    slots: Vec<(Key, Kinds)>,
    shift: u32,
    /// Bits of the last letters of abbreviations and of names with a mark.
    filter: Vec<u64>,
}

impl Words {
    fn new(entries: &[(Key, Kinds)]) -> Self {
        let bits = (entries.len() * 2 + 1).next_power_of_two().trailing_zeros().max(1);
        let mut words = Self {
            slots: vec![Default::default(); 1 << bits],
            shift: u64::BITS - bits,
            filter: vec![0; 1 << (FILTER_BITS - 6)],
        };
        for &(key, kinds) in entries {
            if kinds.any(Kinds::ABBREVIATION.with(Kinds::MARK)) {
                let bit = filter_bit(key.short());
                words.filter[bit / 64] |= 1 << (bit % 64);
            }
            let slot = words.slot(key);
            let old = words.slots[slot].1;
            words.slots[slot] = (key, old.with(kinds));
        }
        words
    }

    /// The slot that holds `key`, or the free one where it would go.
    fn slot(&self, key: Key) -> usize {
        let folded = (key.0 as u64) ^ ((key.0 >> 64) as u64).rotate_left(29);
        let mut slot = (folded.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift) as usize;
        while self.slots[slot].0 != key && self.slots[slot].0 != Key::default() {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        slot
    }

    /// Whether `word`, up to seven letters or figures with the first in the
    /// lowest byte, may be an abbreviation or a name with a mark.
    pub fn may_be_abbreviation(&self, word: u64) -> bool {
        let bit = filter_bit(word);
        self.filter.get(bit / 64).is_none_or(|bits| bits >> (bit % 64) & 1 != 0)
    }

    /// What the lists say of the word.
    pub fn kinds(&self, key: Key) -> Kinds {
        self.slots[self.slot(key)].1
    }
}

fn filter_bit(word: u64) -> usize {
    (word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - FILTER_BITS)) as usize
}

/// The built-in lists, read once. A fault in one, which the tests would show,
/// leaves the splitter without words.
pub(super) static WORDS: Lazy<Words> = Lazy::new(|| Words::new(&load().unwrap_or_default()));

fn load() -> Result<Vec<(Key, Kinds)>, Error> {
    let mut entries = Vec::new();
    for list in LISTS {
        parse(list, &mut entries)?;
    }
    Ok(entries)
}

fn parse((file, text, sections): List, entries: &mut Vec<(Key, Kinds)>) -> Result<(), Error> {
    let error = |line, message: String| Error::new(ErrorKind::Lexicon, file, line, message);
    let mut section = None;
    let mut seen = HashSet::new();
    for (line, word) in text.lines().map(str::trim).enumerate() {
        let line = line + 1;
        if word.is_empty() || word.starts_with('#') {
            continue;
        }
        if let Some(name) = word.strip_prefix('[').and_then(|w| w.strip_suffix(']')) {
            let known = sections.iter().find(|&&(known, _)| known == name);
            let Some(&(_, kinds)) = known else {
                let names: Vec<_> = sections.iter().map(|s| s.0).collect();
                let names = names.join(", ");
                return Err(error(line, format!("no section [{name}]; there are: {names}")));
            };
            section = Some(kinds);
            continue;
        }
        let Some(kinds) = section else {
            return Err(error(line, "a word before the first [section]".into()));
        };
        if word.len() > LONGEST {
            return Err(error(line, format!("\"{word}\" is longer than {LONGEST} bytes")));
        }
        if word.contains(char::is_whitespace) {
            return Err(error(line, format!("\"{word}\": one word a line")));
        }
        let letters = word.rsplit('.').next().unwrap_or(word);
        if kinds.any(Kinds::ABBREVIATION) && letters.len() > SHORT {
            return Err(error(line, format!("\"{word}\" is longer than {SHORT} letters")));
        }
        if word.ends_with('.') {
            return Err(error(line, format!("\"{word}\": leave out the last stop")));
        }
        if word.chars().any(char::is_uppercase) {
            return Err(error(line, format!("\"{word}\": write it in lower case")));
        }
        let key = Key::of(word.as_bytes());
        if !seen.insert((key, kinds)) {
            return Err(error(line, format!("\"{word}\" stands twice in its section")));
        }
        entries.push((key, kinds));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_lists_are_sound() {
        match load() {
            Ok(entries) => assert!(entries.len() > 700),
            Err(e) => panic!("{e}"),
        }
        assert!(WORDS.kinds(Key::of(b"Mr")).any(Kinds::TITLE));
        assert_eq!(WORDS.kinds(Key::of(b"ministry")), Kinds::default());
        assert_eq!(WORDS.kinds(Key::default()), Kinds::default());
    }

    #[test]
    fn a_bad_list_is_an_error_with_its_line() {
        for (text, line) in [
            ("# words\n[title]\nmr\n[no]\n", 4),
            ("mr\n", 1),
            ("[title]\nmr smith\n", 2),
            ("[title]\nmr.\n", 2),
            ("[title]\nMr\n", 2),
            ("[title]\nmr\nmr\n", 3),
            ("[title]\nincomprehensibilities\n", 2),
        ] {
            let found = parse(("x.list", text, &[("title", Kinds::TITLE)]), &mut Vec::new());
            let found = found.expect_err(text);
            assert_eq!(found.location(), ("x.list", line), "{found}");
        }
    }
}

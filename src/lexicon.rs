//! The English words that the engine knows: closed classes, the open-class
//! lexicon with all its inflections, word order for the tagger, governors and
//! hedges. Everything comes from `gazetteers/english`.

#[allow(dead_code, reason = "the build script writes the lexicon")]
mod entry;

use crate::Error;
use crate::flat::{Index, Prehashed};
use crate::gazetteer::Cue;
use crate::token::hash;
use entry::{FLAT, NUMBER_BITS, bad, categories, entries};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;

pub(crate) use entry::{Cats, Entry};

/// What a governor does to the act it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    None,
    Negates,
    Hedges,
    Future,
    Requests,
}

/// A word that governs another act.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Governor {
    /// The governed verb's subject is the governor's object.
    pub object: bool,
    /// It is never without its object.
    pub patient: bool,
    pub effect: Effect,
}

/// Word classes of the tagger, in the order of its table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum Tag {
    Det,
    Adj,
    Noun,
    Plural,
    Name,
    Num,
    Subj,
    Obj,
    Pron,
    Prep,
    Of,
    By,
    To,
    Coord,
    Sub,
    Wh,
    Modal,
    Be,
    Have,
    Base,
    S,
    Past,
    Part,
    Ing,
    Gen,
    Comma,
    #[default]
    Mark,
    Start,
    Adverb,
}

/// Number of classes that take part in the order table (adverbs do not).
pub(crate) const TAGS: usize = Tag::Adverb as usize;

const TAG_NAMES: [(&str, Tag); TAGS + 1] = [
    ("det", Tag::Det),
    ("adj", Tag::Adj),
    ("noun", Tag::Noun),
    ("plural", Tag::Plural),
    ("name", Tag::Name),
    ("num", Tag::Num),
    ("subj", Tag::Subj),
    ("obj", Tag::Obj),
    ("pron", Tag::Pron),
    ("prep", Tag::Prep),
    ("of", Tag::Of),
    ("by", Tag::By),
    ("to", Tag::To),
    ("coord", Tag::Coord),
    ("sub", Tag::Sub),
    ("wh", Tag::Wh),
    ("modal", Tag::Modal),
    ("be", Tag::Be),
    ("have", Tag::Have),
    ("base", Tag::Base),
    ("s", Tag::S),
    ("past", Tag::Past),
    ("part", Tag::Part),
    ("ing", Tag::Ing),
    ("gen", Tag::Gen),
    ("comma", Tag::Comma),
    ("mark", Tag::Mark),
    ("start", Tag::Start),
    ("adverb", Tag::Adverb),
];

/// The English data.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// From word hashes to `entries`.
    index: Index,
    /// Every word form, in place.
    entries: &'static [u8],
    /// The sets of categories and of cues that occur together.
    sets: Vec<(Cats, Cue)>,
    /// Phrases that count as one word, by their first word: the hashes of the
    /// further words, longest first.
    phrases: HashMap<u64, Vec<(Vec<u64>, Entry)>, Prehashed>,
    /// The closed-class words with their categories.
    closed: Vec<(u64, Cats)>,
    governors: HashMap<u64, Governor, Prehashed>,
    /// Cost of each class by the class that it follows, in tenths of a decibel.
    pub after: [[u16; TAGS + 1]; TAGS + 1],
    /// Cost that weighs a class's share of running words.
    pub share: [i32; TAGS + 1],
    /// Endings of unknown words with what they betray, by their last byte, the
    /// longest first.
    endings: Vec<(String, Entry)>,
    /// Where in `endings` those with each last byte lie.
    last_bytes: [(u8, u8); 128],
    /// What a word is whose ending betrays nothing: a noun.
    plain: Entry,
}

impl Lexicon {
    /// The built-in English data.
    pub fn builtin() -> Result<Self, Error> {
        let mut lexicon = Self {
            index: Index::new(Cow::Borrowed(include_bytes!(concat!(
                env!("OUT_DIR"),
                "/lexicon.index"
            )))),
            entries: include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.entries")),
            sets: read_sets(include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.sets"))),
            phrases: HashMap::default(),
            closed: Vec::new(),
            governors: HashMap::default(),
            after: [[decibels(0.2); TAGS + 1]; TAGS + 1],
            share: [0; TAGS + 1],
            endings: Vec::new(),
            last_bytes: [(0, 0); 128],
            plain: Entry::of(Cats::NOUN),
        };
        lexicon.read_closed(include_str!("../gazetteers/english/closed.tsv"))?;
        lexicon.read_order(include_str!("../gazetteers/english/tagging.tsv"))?;
        lexicon.read_governors(include_str!("../gazetteers/english/governors.tsv"))?;
        lexicon.read_endings(include_str!("../gazetteers/english/endings.tsv"))?;
        Ok(lexicon)
    }

    /// Reads the phrases of `closed.tsv`, and which words have which category.
    fn read_closed(&mut self, text: &str) -> Result<(), Error> {
        for entry in entries("closed.tsv", text) {
            let (line, word, codes) = entry?;
            let cats = categories("closed.tsv", line, codes)?;
            match word.split_once(' ') {
                Some((first, rest)) => {
                    let rest = rest.split(' ').map(hash).collect();
                    let phrases = self.phrases.entry(hash(first)).or_default();
                    let mut entry = Entry { cats, ..Entry::default() };
                    entry.weigh();
                    phrases.push((rest, entry));
                    phrases.sort_by_key(|(rest, _)| Reverse(rest.len()));
                }
                None => self.closed.push((hash(word), cats)),
            }
        }
        Ok(())
    }

    fn read_order(&mut self, text: &str) -> Result<(), Error> {
        for entry in entries("tagging.tsv", text) {
            let (line, class, rest) = entry?;
            let fields: Vec<&str> = rest.split(' ').collect();
            for pair in fields.chunks(2) {
                let [name, percent] = pair else {
                    return Err(bad("tagging.tsv", line, "expected pairs of class and percent"));
                };
                let percent: f64 = percent
                    .parse()
                    .map_err(|_| bad("tagging.tsv", line, format!("`{percent}` is no number")))?;
                // A few rows name words of a class that has no column.
                let Some(next) = tag_named(name) else {
                    return Err(bad("tagging.tsv", line, format!("unknown class `{name}`")));
                };
                if class == "share" {
                    self.share[next as usize] = i32::from(decibels(percent));
                } else {
                    let Some(class) = tag_named(class) else {
                        return Err(bad("tagging.tsv", line, format!("unknown class `{class}`")));
                    };
                    self.after[next as usize][class as usize] = decibels(percent.max(0.001));
                }
            }
        }
        Ok(())
    }

    fn read_endings(&mut self, text: &str) -> Result<(), Error> {
        for entry in entries("endings.tsv", text) {
            let (line, ending, codes) = entry?;
            if !ending.bytes().all(|b| b.is_ascii_lowercase()) {
                return Err(bad("endings.tsv", line, format!("`{ending}` has a capital or mark")));
            }
            let entry = Entry::of(categories("endings.tsv", line, codes)?);
            self.endings.push((ending.to_string(), entry));
        }
        let last = |ending: &str| ending.bytes().last().unwrap_or_default();
        self.endings.sort_by_key(|(ending, _)| (last(ending), Reverse(ending.len())));
        for (byte, range) in (0..).zip(&mut self.last_bytes) {
            let place = |end: u8| self.endings.partition_point(|(e, _)| last(e) < end) as u8;
            *range = (place(byte), place(byte + 1));
        }
        Ok(())
    }

    fn read_governors(&mut self, text: &str) -> Result<(), Error> {
        for entry in entries("governors.tsv", text) {
            let (line, word, rest) = entry?;
            let fail = |what: &str| Err(bad("governors.tsv", line, format!("unknown `{what}`")));
            let Some((control, effect)) = rest.split_once('\t') else {
                return fail(rest);
            };
            let (object, patient) = match control {
                "subject" => (false, false),
                "object" => (true, false),
                "patient" => (true, true),
                other => return fail(other),
            };
            let effect = match effect {
                "none" => Effect::None,
                "negates" => Effect::Negates,
                "hedges" => Effect::Hedges,
                "future" => Effect::Future,
                "requests" => Effect::Requests,
                other => return fail(other),
            };
            self.governors.insert(hash(word), Governor { object, patient, effect });
        }
        Ok(())
    }

    /// What the lexicon says of the word with this hash.
    #[inline]
    pub fn get(&self, word: u64) -> Option<Entry> {
        self.entry(self.index.get(word)?)
    }

    /// The number of the word with this hash: the commonest have the lowest, from 1; 0 if it is
    /// not here.
    pub fn number(&self, word: u64) -> u32 {
        self.index.get(word).map_or(0, number)
    }

    /// What the lexicon says of the word with this number, or this value in the index.
    #[inline]
    pub fn entry(&self, value: u32) -> Option<Entry> {
        let at = number(value) as usize * FLAT;
        if at == 0 {
            return None;
        }
        Some(Entry::read(self.entries.get(at..)?.first_chunk()?))
    }

    /// Reads something of the entry of each word, so that all are near when they are
    /// asked for: reads that nothing else stands between do not wait for each other.
    #[inline]
    pub fn read_ahead(&self, values: impl Iterator<Item = u32>) {
        let first = |value| self.entries.get(number(value) as usize * FLAT).copied().unwrap_or(0);
        std::hint::black_box(values.fold(0, |all, value| all | first(value)));
    }

    /// The categories of the word with this value in the index, and the cues to names
    /// that it is: less than [`entry`](Self::entry) has to read.
    #[inline]
    pub fn sets(&self, value: u32) -> (Cats, Cue) {
        self.sets.get((value >> NUMBER_BITS) as usize).copied().unwrap_or_default()
    }

    /// The index, for its first slots.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The phrases that begin with the word of this hash and entry.
    pub fn phrases(&self, word: u64, entry: &Entry) -> &[(Vec<u64>, Entry)] {
        if !entry.cats.any(Cats::PHRASE) {
            return &[];
        }
        self.phrases.get(&word).map_or(&[], Vec::as_slice)
    }

    /// The closed-class words of these categories.
    pub fn closed_with(&self, cats: Cats) -> impl Iterator<Item = u64> + '_ {
        self.closed.iter().filter(move |(_, c)| c.any(cats)).map(|(word, _)| *word)
    }

    /// What the governor with this lemma does to the act it governs.
    pub fn effect(&self, lemma: u64) -> Option<Effect> {
        self.governor(lemma).map(|governor| governor.effect)
    }

    /// The governor with this lemma.
    pub fn governor(&self, lemma: u64) -> Option<Governor> {
        self.governors.get(&lemma).copied()
    }

    /// What the ending of an unknown word betrays: a noun when it says nothing.
    pub fn by_ending(&self, word: &str) -> &Entry {
        let word = word.as_bytes();
        let last = word.last().map_or(0, u8::to_ascii_lowercase);
        let (from, to) = self.last_bytes.get(usize::from(last)).copied().unwrap_or_default();
        let found = self.endings[usize::from(from)..usize::from(to)].iter().find(|(ending, _)| {
            let start = word.len().saturating_sub(ending.len());
            start > 2 && word[start..].eq_ignore_ascii_case(ending.as_bytes())
        });
        found.map_or(&self.plain, |(_, entry)| entry)
    }
}

fn read_sets(bytes: &[u8]) -> Vec<(Cats, Cue)> {
    let word = |bytes: &[u8]| bytes.first_chunk().map_or(0, |word| u64::from_le_bytes(*word));
    bytes.chunks_exact(16).map(|set| (Cats(word(set)), Cue(word(&set[8..])))).collect()
}

/// The number of the word with this value in the index.
pub(crate) const fn number(value: u32) -> u32 {
    value & ((1 << NUMBER_BITS) - 1)
}

fn tag_named(name: &str) -> Option<Tag> {
    TAG_NAMES.iter().find(|(n, _)| *n == name).map(|(_, t)| *t)
}

/// Percent as a cost: tenths of a decibel below certainty.
fn decibels(percent: f64) -> u16 {
    (-100.0 * (percent / 100.0).log10()).round().clamp(0.0, 2000.0) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_data_is_well_formed() {
        let data = crate::data::Data::builtin();
        assert!(data.lexicon.get(hash("accusing")).is_some_and(|e| e.cats.any(Cats::ING)));
    }
}

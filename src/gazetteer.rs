//! Name lists and the table that finds their names in a text.
//!
//! The table is a trie over token hashes: `(node, hash) → node` in one open
//! hash table. Whether the spelling fits is checked at every accepting node,
//! and the last that passes is taken, so that `US` is not found in `us`, nor a
//! short name lost behind a longer one in another case.

pub(crate) mod list;

use crate::token::{Token, hash, is_apostrophe, tokenize};
use crate::{Error, ErrorKind, Span};
use list::NameKind;
use once_cell::sync::Lazy;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The name lists of the crate.
const LISTS: &[(&str, &str)] = &[
    ("countries.tsv", include_str!("../gazetteers/names/countries.tsv")),
    ("organisations.tsv", include_str!("../gazetteers/names/organisations.tsv")),
    ("places.tsv", include_str!("../gazetteers/names/places.tsv")),
    ("groups.tsv", include_str!("../gazetteers/names/groups.tsv")),
    ("events.tsv", include_str!("../gazetteers/names/events.tsv")),
    ("threat-actors.tsv", include_str!("../gazetteers/names/threat-actors.tsv")),
    ("regions.tsv", include_str!("../gazetteers/names/regions.tsv")),
    ("cities.tsv", include_str!("../gazetteers/names/cities.tsv")),
    ("given.tsv", include_str!("../gazetteers/names/given.tsv")),
    ("family.tsv", include_str!("../gazetteers/names/family.tsv")),
];

/// The lists of words by which names are known, with the prefix of their
/// sections.
const WORDS: &[(&str, &str)] = &[
    ("titles.list", include_str!("../gazetteers/english/titles.list")),
    ("org-heads.list", include_str!("../gazetteers/english/org-heads.list")),
    ("place-heads.list", include_str!("../gazetteers/english/place-heads.list")),
    ("name-parts.list", include_str!("../gazetteers/english/name-parts.list")),
    ("dates.list", include_str!("../gazetteers/english/dates.list")),
];

/// A hasher for keys that are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Prehash(u64);

/// Makes hash tables whose keys are token hashes.
pub(crate) type Prehashed = BuildHasherDefault<Prehash>;

impl Hasher for Prehash {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.write_u64(u64::from(b));
        }
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = self.0.rotate_left(5) ^ n;
    }
}

/// What the word lists say of a word: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cue(pub u64);

macro_rules! cues {
    ($($name:ident $bit:literal $file:literal $section:literal)*) => {
        impl Cue {
            $(pub const $name: Self = Self(1 << $bit);)*
        }
        /// The section of a word list that gives each cue.
        const SECTIONS: &[(&str, &str, Cue)] = &[$(($file, $section, Cue::$name)),*];
    };
}

cues! {
    HONORIFIC 0 "titles.list" "honorific"
    OFFICE 1 "titles.list" "office"
    ROLE 2 "titles.list" "role"
    ORG_HEAD 3 "org-heads.list" "head"
    ORG_MAYBE 4 "org-heads.list" "maybe"
    COMPANY 5 "org-heads.list" "suffix"
    FIRM 6 "org-heads.list" "firm"
    EVENT_HEAD 7 "org-heads.list" "event"
    LAW_HEAD 8 "org-heads.list" "law"
    PRODUCT_HEAD 9 "org-heads.list" "product"
    PLACE_HEAD 10 "place-heads.list" "place"
    FAC_HEAD 11 "place-heads.list" "facility"
    PLACE_BEFORE 12 "place-heads.list" "before"
    DIRECTION 13 "place-heads.list" "direction"
    LOCATIVE 14 "place-heads.list" "locative"
    PLACE_NOUN 15 "place-heads.list" "kind"
    PARTICLE 16 "name-parts.list" "particle"
    NAME_SUFFIX 17 "name-parts.list" "suffix"
    LINK 18 "name-parts.list" "link"
    NOT_NAME 19 "name-parts.list" "not-name"
    ACTOR_BEFORE 20 "name-parts.list" "actor-before"
    MONTH 21 "dates.list" "month"
    MONTH_SHORT 22 "dates.list" "abbreviated"
    WEEKDAY 23 "dates.list" "weekday"
    DATE_ALONE 24 "dates.list" "alone"
    DATE_BEFORE 25 "dates.list" "before"
    DATE_UNIT 26 "dates.list" "unit"
    DATE_PART 27 "dates.list" "part"
}

impl Cue {
    /// A word of an office that is never its last: `prime`, `foreign`.
    pub const TITLE_PART: Self = Self(1 << 40);
    /// A name in the lists begins with this word in lower case.
    pub const LOWER_START: Self = Self(1 << 41);

    /// Whether any cue of `other` is here.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// One name in the table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    /// The text it lies in, and where.
    name: (u32, u32),
    canonical: (u32, u32),
    iso: [u8; 2],
    pub kind: NameKind,
    /// The next entry of the same node; 0 ends the list.
    next: u32,
}

/// The names and cue words that the name stage looks for.
#[derive(Debug, Default)]
pub(crate) struct Gazetteer {
    text: String,
    /// Entry 0 is a dummy.
    entries: Vec<Entry>,
    edges: Edges,
    /// First entry of each node; 0 when no name ends there.
    accept: Vec<u32>,
    words: HashMap<u64, Cue, Prehashed>,
}

/// `(node, hash) → node`, by linear probing.
#[derive(Debug, Default)]
struct Edges {
    slots: Vec<(u64, u32)>,
    used: usize,
}

impl Edges {
    fn key(node: u32, hash: u64) -> u64 {
        // 0 marks an empty slot.
        (hash ^ u64::from(node).wrapping_mul(0x9e37_79b9_7f4a_7c15)) | 1
    }

    fn slot(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (key >> 20) as usize & mask;
        while self.slots[at].0 != key && self.slots[at].0 != 0 {
            at = (at + 1) & mask;
        }
        at
    }

    fn get(&self, node: u32, hash: u64) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let key = Self::key(node, hash);
        let (found, next) = self.slots[self.slot(key)];
        (found == key).then_some(next)
    }

    fn insert(&mut self, node: u32, hash: u64, next: u32) {
        if (self.used + 1) * 2 > self.slots.len() {
            let size = (self.slots.len() * 2).max(1024);
            let old = std::mem::replace(&mut self.slots, vec![(0, 0); size]);
            for (key, next) in old {
                if key != 0 {
                    let at = self.slot(key);
                    self.slots[at] = (key, next);
                }
            }
        }
        let key = Self::key(node, hash);
        let at = self.slot(key);
        self.slots[at] = (key, next);
        self.used += 1;
    }
}

/// A name found in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// Number of tokens.
    pub len: usize,
    /// The kinds of the name that fit its spelling here.
    pub kinds: u32,
    /// The first entry that fits.
    pub entry: u32,
}

impl Gazetteer {
    /// The gazetteer of the crate's own lists, read once in a process.
    pub fn builtin() -> &'static Self {
        static BUILTIN: Lazy<Gazetteer> = Lazy::new(|| match Gazetteer::read(LISTS, WORDS) {
            Ok(gazetteer) => gazetteer,
            // The files are part of the crate, and a test reads them.
            Err(error) => panic!("{error}"),
        });
        &BUILTIN
    }

    fn read(lists: &[(&str, &str)], words: &[(&str, &str)]) -> Result<Self, Error> {
        let mut g = Self::default();
        g.accept.push(0);
        g.entries.push(Entry {
            name: (0, 0),
            canonical: (0, 0),
            iso: [0; 2],
            kind: NameKind::Family,
            next: 0,
        });
        for (file, text) in words {
            g.read_words(file, text)?;
        }
        let mut tokens = Vec::new();
        for (file, text) in lists {
            for line in list::parse(file, text)? {
                g.add(line, &mut tokens);
            }
        }
        Ok(g)
    }

    fn add(&mut self, line: list::Line<'_>, tokens: &mut Vec<Token>) {
        tokens.clear();
        tokenize(line.name, tokens);
        if let Some(first) = tokens.first().filter(|t| !t.is_capital()) {
            let cue = self.words.entry(first.hash).or_default();
            *cue = cue.with(Cue::LOWER_START);
        }
        let mut node = 0;
        for token in tokens.iter() {
            node = self.edges.get(node, token.hash).unwrap_or_else(|| {
                let next = self.accept.len() as u32;
                self.accept.push(0);
                self.edges.insert(node, token.hash, next);
                next
            });
        }
        let mut keep = |s: &str| {
            let start = self.text.len() as u32;
            self.text.push_str(s);
            (start, self.text.len() as u32)
        };
        let name = keep(line.name);
        let canonical = if line.canonical.is_empty() { name } else { keep(line.canonical) };
        let iso = line.iso.as_bytes().try_into().unwrap_or_default();
        // Earlier lists are asked first.
        let entry = self.entries.len() as u32;
        self.entries.push(Entry { name, canonical, iso, kind: line.kind, next: 0 });
        let mut last = self.accept[node as usize];
        if last == 0 {
            self.accept[node as usize] = entry;
            return;
        }
        while self.entries[last as usize].next != 0 {
            last = self.entries[last as usize].next;
        }
        self.entries[last as usize].next = entry;
    }

    fn read_words(&mut self, file: &str, text: &str) -> Result<(), Error> {
        let mut cue = None;
        for (i, line) in text.lines().enumerate() {
            let bad = |message: String| Error::new(ErrorKind::Lexicon, file, i + 1, message);
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(section) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                cue = SECTIONS.iter().find(|(f, s, _)| *f == file && *s == section);
                if cue.is_none() {
                    return Err(bad(format!("unknown section `{section}`")));
                }
                continue;
            }
            let Some(&(_, _, cue)) = cue else {
                return Err(bad("expected a [section] first".into()));
            };
            let words: Vec<&str> = line.split([' ', '-']).collect();
            for (at, word) in words.iter().enumerate() {
                let cue = if at + 1 == words.len() { cue } else { Cue::TITLE_PART };
                let known = self.words.entry(hash(word)).or_default();
                *known = known.with(cue);
            }
        }
        Ok(())
    }

    /// What the word lists say of the word with this hash.
    pub fn cue(&self, hash: u64) -> Cue {
        self.words.get(&hash).copied().unwrap_or_default()
    }

    /// The longest name that begins with the first of `tokens` and holds a
    /// kind of `wanted`, and what the first token alone is as a person's name.
    pub fn find(&self, text: &str, tokens: &[Token], wanted: u32) -> (Option<Found>, u32) {
        let mut node = 0;
        let mut found = None;
        let mut single = 0;
        for (i, token) in tokens.iter().enumerate() {
            let Some(next) = self.edges.get(node, token.hash) else { break };
            node = next;
            let mut at = self.accept[node as usize];
            if at == 0 {
                continue;
            }
            let span = Span::new(tokens[0].start as usize, token.end as usize);
            let (mut kinds, mut entry) = (0, 0);
            while at != 0 {
                let e = &self.entries[at as usize];
                if fits(&text[span], self.slice(e.name)) {
                    kinds |= e.kind.bit();
                    if entry == 0 && e.kind.bit() & wanted != 0 {
                        entry = at;
                    }
                }
                at = e.next;
            }
            if i == 0 {
                single = kinds;
            }
            if kinds & wanted != 0 {
                found = Some(Found { len: i + 1, kinds, entry });
            }
        }
        (found, single)
    }

    fn slice(&self, (start, end): (u32, u32)) -> &str {
        &self.text[start as usize..end as usize]
    }

    /// The canonical name of an entry.
    pub fn canonical(&self, entry: u32) -> &str {
        self.slice(self.entries[entry as usize].canonical)
    }

    /// The ISO code of an entry.
    pub fn iso(&self, entry: u32) -> Option<&str> {
        let iso = &self.entries[entry as usize].iso;
        if iso[0] == 0 { None } else { std::str::from_utf8(iso).ok() }
    }

    /// The canonical name of the country with the code `iso`.
    pub fn country(&self, iso: &str) -> Option<&str> {
        // Countries come first in the table and are few.
        self.entries
            .iter()
            .skip(1)
            .take(4096)
            .find(|e| e.kind == NameKind::Country && e.iso == iso.as_bytes())
            .map(|e| self.slice(e.canonical))
    }
}

/// Whether a text spells a name: the same letters in the same case, or all of
/// them capitals where the name has four letters or more. White space and the
/// form of apostrophes do not count.
fn fits(text: &str, name: &str) -> bool {
    if text == name {
        return true;
    }
    let shout = !text.chars().any(char::is_lowercase)
        && name.chars().filter(|c| c.is_alphabetic()).count() > 3;
    let mut a = text.chars().filter(|c| !c.is_whitespace());
    let mut b = name.chars().filter(|c| !c.is_whitespace());
    loop {
        match (a.next(), b.next()) {
            (None, None) => return true,
            (Some(x), Some(y)) => {
                let same = x == y
                    || is_apostrophe(x) && is_apostrophe(y)
                    || shout && y.to_uppercase().eq(std::iter::once(x))
                    || matches!(x, '\u{2010}' | '\u{2011}') && y == '-';
                if !same {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str) -> Option<(String, u32)> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        let g = Gazetteer::builtin();
        let (found, _) = g.find(text, &tokens, u32::MAX);
        found.map(|f| {
            let end = tokens[f.len - 1].end as usize;
            (text[..end].to_string(), f.kinds)
        })
    }

    #[test]
    fn finds_the_longest_name_in_its_case() {
        assert_eq!(find("South Korea's army").unwrap().0, "South Korea");
        assert_eq!(find("U.S. officials").unwrap().0, "U.S.");
        assert_eq!(find("us").map(|f| f.0), None);
        assert_eq!(find("SOUTH KOREA").unwrap().0, "SOUTH KOREA");
        assert_eq!(find("Côte d’Ivoire").unwrap().0, "Côte d’Ivoire");
    }

    #[test]
    fn knows_countries_by_code() {
        assert_eq!(Gazetteer::builtin().country("CZ"), Some("Czech Republic"));
    }

    #[test]
    fn knows_cue_words() {
        let g = Gazetteer::builtin();
        assert!(g.cue(hash("Minister")).any(Cue::OFFICE));
        assert!(g.cue(hash("prime")).any(Cue::TITLE_PART));
        assert!(g.cue(hash("Ministry")).any(Cue::ORG_HEAD));
    }
}

//! Name lists, the table that finds their names in a text, and the words by
//! which names are known.
//!
//! Whether the spelling fits is checked at every node where a name ends, and
//! the last that passes is taken, so that `US` is not found in `us`, nor a
//! short name lost behind a longer one in another case.

#[allow(dead_code, reason = "the build script reads the lists")]
pub(crate) mod cue;
#[allow(dead_code, reason = "the build script reads the lists")]
pub(crate) mod list;
#[allow(dead_code, reason = "the build script makes the table")]
pub(crate) mod table;

use crate::Span;
use crate::flat::Index;
use crate::token::{Token, is_apostrophe};
use cue::Cues;
use once_cell::sync::Lazy;
use std::borrow::Cow;
use table::Table;

pub(crate) use crate::flat::Prehashed;
pub(crate) use cue::Cue;

/// A file that the build has made.
macro_rules! built {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name))
    };
}

/// The names and cue words that the name stage looks for.
#[derive(Debug, Default)]
pub(crate) struct Gazetteer {
    names: Table,
    cues: Cues,
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
    /// The gazetteer of the crate's own lists, used where it lies.
    pub fn builtin() -> &'static Self {
        static BUILTIN: Lazy<Gazetteer> = Lazy::new(|| {
            let text = include_str!(concat!(env!("OUT_DIR"), "/names.txt"));
            let names = Table::new(
                Cow::Borrowed(built!("names.edges")),
                Cow::Borrowed(built!("names.entries")),
                Cow::Borrowed(text),
            );
            let index = Index::new(Cow::Borrowed(built!("cues.index")));
            Gazetteer { names, cues: Cues::new(index, built!("cues.sets")) }
        });
        &BUILTIN
    }

    /// What the word lists say of the word with this hash.
    pub fn cue(&self, hash: u64) -> Cue {
        self.cues.get(hash)
    }

    /// The longest name that begins with the first of `tokens` and holds a
    /// kind of `wanted`, and what the first token alone is as a person's name.
    pub fn find(&self, text: &str, tokens: &[Token], wanted: u32) -> (Option<Found>, u32) {
        let mut found = Found::default();
        // The name that is being read, entry by entry.
        let mut own = Found::default();
        let mut single = 0;
        self.names.names(tokens, |len, number, entry| {
            let span = Span::new(tokens[0].start as usize, tokens[len - 1].end as usize);
            if !fits(&text[span], self.names.name(entry)) {
                return;
            }
            let kind = entry.kind().map_or(0, |kind| kind.bit());
            if own.len != len {
                own = Found { len, ..Found::default() };
            }
            own.kinds |= kind;
            if own.entry == 0 && kind & wanted != 0 {
                own.entry = number;
            }
            if own.entry != 0 {
                found = own;
            }
            if len == 1 {
                single = own.kinds;
            }
        });
        ((found.len > 0).then_some(found), single)
    }

    /// The canonical name of an entry.
    pub fn canonical(&self, entry: u32) -> &str {
        self.names.entry(entry).map_or("", |e| self.names.canonical(&e))
    }

    /// The ISO code of an entry.
    pub fn iso(&self, entry: u32) -> Option<&str> {
        self.names.iso(entry)
    }

    /// The canonical name of the country with the code `iso`.
    pub fn country(&self, iso: &str) -> Option<&str> {
        self.names.country(iso).map(|entry| self.canonical(entry))
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
    use crate::token::{hash, tokenize};

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
    fn the_table_holds_every_line_of_the_lists() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/gazetteers/names");
        let g = Gazetteer::builtin();
        let mut tokens = Vec::new();
        let mut lines = 0;
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            for line in list::parse(&path.display().to_string(), &text).unwrap() {
                tokens.clear();
                tokenize(line.name, &mut tokens);
                let (found, _) = g.find(line.name, &tokens, line.kind.bit());
                let found = found.unwrap_or_else(|| panic!("{line:?} is not found"));
                assert_eq!(found.len, tokens.len(), "{line:?}");
                lines += 1;
            }
        }
        assert!(lines > 90_000, "only {lines} names");
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

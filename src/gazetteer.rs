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
mod overlay;
#[allow(dead_code, reason = "the build script makes the table")]
pub(crate) mod table;

use crate::flat::Index;
use crate::token::{Token, is_apostrophe};
use crate::{Error, Span};
use cue::Cues;
use once_cell::sync::Lazy;
use overlay::Overlay;
use std::borrow::Cow;
use std::sync::Arc;
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
    /// What a user's lists change.
    overlay: Option<Overlay>,
}

/// The bit that marks the entries of an overlay.
const OVERLAY: u32 = 1 << 31;

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
    pub fn builtin() -> Arc<Self> {
        static BUILTIN: Lazy<Arc<Gazetteer>> = Lazy::new(|| {
            let text = include_str!(concat!(env!("OUT_DIR"), "/names.txt"));
            let names = Table::new(
                Cow::Borrowed(built!("names.edges")),
                Cow::Borrowed(built!("names.entries")),
                Cow::Borrowed(text),
            );
            Arc::new(Gazetteer { names, cues: Gazetteer::builtin_cues(), overlay: None })
        });
        BUILTIN.clone()
    }

    fn builtin_cues() -> Cues {
        Cues::new(Index::new(Cow::Borrowed(built!("cues.index"))), built!("cues.sets"))
    }

    /// The crate's own lists, or none of their names, under `lists`, which are
    /// given as name and text, each over those before it.
    pub fn with_overlay(builtin: bool, lists: &[(&str, &str)]) -> Result<Self, Error> {
        let names = if builtin { Self::builtin().names.clone() } else { Table::default() };
        let overlay = Some(Overlay::read(lists, &names)?);
        Ok(Self { names, cues: Self::builtin_cues(), overlay })
    }

    /// What the word lists say of the word with this hash.
    #[inline]
    pub fn cue(&self, hash: u64) -> Cue {
        let cue = self.cues.get(hash);
        self.overlay.as_ref().map_or(cue, |overlay| cue.with(overlay.cues.get(hash)))
    }

    /// The longest name that begins with the first of `tokens` and holds a
    /// kind of `wanted`, and what the first token alone is as a person's name.
    pub fn find(&self, text: &str, tokens: &[Token], wanted: u32) -> (Option<Found>, u32) {
        let Some(overlay) = &self.overlay else {
            return search(&self.names, &[], text, tokens, wanted);
        };
        let (builtin, single) = search(&self.names, &overlay.removed, text, tokens, wanted);
        let (own, own_single) = search(&overlay.names, &[], text, tokens, wanted);
        let own = own.map(|found| Found { entry: found.entry | OVERLAY, ..found });
        let longest = match (builtin, own) {
            (Some(b), Some(o)) if b.len == o.len => Some(Found { kinds: b.kinds | o.kinds, ..o }),
            (Some(b), Some(o)) => Some(if b.len > o.len { b } else { o }),
            (b, o) => o.or(b),
        };
        (longest, single | own_single)
    }

    /// The table of an entry, and its number there.
    fn table(&self, entry: u32) -> (&Table, u32) {
        match &self.overlay {
            Some(overlay) if entry & OVERLAY != 0 => (&overlay.names, entry & !OVERLAY),
            _ => (&self.names, entry),
        }
    }

    /// The canonical name of an entry.
    pub fn canonical(&self, entry: u32) -> &str {
        let (table, number) = self.table(entry);
        table.entry(number).map_or("", |entry| table.canonical(&entry))
    }

    /// The ISO code of an entry.
    pub fn iso(&self, entry: u32) -> Option<&str> {
        let (table, number) = self.table(entry);
        table.iso(number)
    }

    /// The canonical name of the country with the code `iso`.
    pub fn country(&self, iso: &str) -> Option<&str> {
        let own = self.overlay.as_ref().and_then(|o| o.names.country(iso)).map(|e| e | OVERLAY);
        own.or_else(|| self.names.country(iso)).map(|entry| self.canonical(entry))
    }
}

/// The longest name of a table that fits, as [`Gazetteer::find`] tells it;
/// `removed` are entries that do not count.
fn search(
    table: &Table,
    removed: &[u32],
    text: &str,
    tokens: &[Token],
    wanted: u32,
) -> (Option<Found>, u32) {
    let mut found = Found::default();
    // The name that is being read, entry by entry.
    let mut own = Found::default();
    let mut single = 0;
    table.names(tokens, |len, number, entry| {
        let span = Span::new(tokens[0].start as usize, tokens[len - 1].end as usize);
        if !fits(&text[span], table.name(entry)) || removed.binary_search(&number).is_ok() {
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
        assert!(lines > 200_000, "only {lines} names");
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

#[cfg(test)]
mod overlay_tests {
    use super::*;
    use crate::token::tokenize;

    fn kinds(lists: &[(&str, &str)], text: &str) -> u32 {
        let g = Gazetteer::with_overlay(true, lists).unwrap();
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        g.find(text, &tokens, u32::MAX).0.filter(|f| f.len == tokens.len()).map_or(0, |f| f.kinds)
    }

    const COUNTRY: u32 = list::NameKind::Country.bit();
    const ORG: u32 = list::NameKind::Org.bit();

    #[test]
    fn adds_to_what_is_there_and_takes_away() {
        let jordan = kinds(&[], "Jordan");
        assert_ne!(jordan & COUNTRY, 0);
        assert_eq!(kinds(&[("a", "Jordan\torg\n")], "Jordan"), jordan | ORG);
        assert_eq!(kinds(&[("a", "Jordan\t-\nJordan\torg\n")], "Jordan"), ORG);
        assert_eq!(kinds(&[("a", "Jordan\t-country\n")], "Jordan"), jordan & !COUNTRY);
        assert_eq!(kinds(&[("a", "Jordan\torg\n"), ("b", "Jordan\t-\n")], "Jordan"), 0);
        assert_eq!(kinds(&[("a", "Jordan\t-\n"), ("b", "Jordan\torg\n")], "Jordan"), ORG);
    }

    #[test]
    fn a_line_stands_for_the_built_in_one_of_its_kind() {
        let g = Gazetteer::with_overlay(
            true,
            &[("a", "Jordan\tcountry\tHashemite Kingdom\tJO\neBay Kids\torg\teBay\n")],
        )
        .unwrap();
        let name = |text: &str| {
            let mut tokens = Vec::new();
            tokenize(text, &mut tokens);
            let found = g.find(text, &tokens, COUNTRY | ORG).0.unwrap();
            (g.canonical(found.entry), g.iso(found.entry))
        };
        assert_eq!(name("Jordan"), ("Hashemite Kingdom", Some("JO")));
        assert_eq!(g.country("JO"), Some("Hashemite Kingdom"));
        assert_eq!(name("eBay Kids"), ("eBay", None));
        assert!(g.cue(crate::token::hash("eBay")).any(Cue::LOWER_START));
        assert_eq!(name("Norway"), ("Norway", Some("NO")));
    }

    #[test]
    fn without_the_built_in_names_only_ones_own_are_known() {
        let g = Gazetteer::with_overlay(false, &[("a", "Sahel\tloc\n")]).unwrap();
        let mut tokens = Vec::new();
        tokenize("Sahel Norway", &mut tokens);
        assert_eq!(g.find("Sahel Norway", &tokens, u32::MAX).0.map(|f| f.len), Some(1));
        assert_eq!(g.find("Sahel Norway", &tokens[1..], u32::MAX).0, None);
    }
}

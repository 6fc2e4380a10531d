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
use table::{BATCH, Table};

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
            let names = Table::new(
                Cow::Borrowed(built!("names.edges")),
                Cow::Borrowed(built!("names.records")),
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

    /// The cues of the word with this hash that a user's lists add.
    pub fn own_cue(&self, hash: u64) -> Cue {
        self.overlay.as_ref().map_or(Cue(0), |overlay| overlay.cues.get(hash))
    }

    /// The cue words of the crate's own lists.
    pub fn cues(&self) -> &Cues {
        &self.cues
    }

    /// Gives for each token of `starts` the longest name that begins there and
    /// holds a kind of `wanted`, and what the token alone is as a person's name.
    pub fn find_all(
        &self,
        text: &str,
        tokens: &[Token],
        starts: &[usize],
        wanted: u32,
        mut give: impl FnMut(usize, Option<Found>, u32),
    ) {
        let (mut own, mut other) = ([None; BATCH], [None; BATCH]);
        for starts in starts.chunks(BATCH) {
            self.names.first_nodes(tokens, starts, &mut own);
            if let Some(overlay) = &self.overlay {
                overlay.names.first_nodes(tokens, starts, &mut other);
            }
            for (&at, nodes) in starts.iter().zip(own.iter().zip(&other)) {
                let (found, single) = self.find(text, &tokens[at..], nodes, wanted);
                give(at, found, single);
            }
        }
    }

    /// The longest name that begins with the first of `tokens`, given the nodes
    /// of that token in both tables.
    #[inline]
    fn find(
        &self,
        text: &str,
        tokens: &[Token],
        (first, other): (&Option<u32>, &Option<u32>),
        wanted: u32,
    ) -> (Option<Found>, u32) {
        let Some(overlay) = &self.overlay else {
            return search(&self.names, *first, &[], text, tokens, wanted);
        };
        let (builtin, single) = search(&self.names, *first, &overlay.removed, text, tokens, wanted);
        let (own, own_single) = search(&overlay.names, *other, &[], text, tokens, wanted);
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
        table.canonical(number)
    }

    /// The ISO code of an entry.
    pub fn iso(&self, entry: u32) -> Option<&str> {
        let (table, number) = self.table(entry);
        table.iso(number)
    }

    /// The canonical name of the state with the code `iso`, and whether it is a
    /// body of states.
    pub fn state(&self, iso: &str) -> Option<(&str, bool)> {
        let own = self.overlay.as_ref().and_then(|o| o.names.country(iso)).map(|e| e | OVERLAY);
        let entry = own.or_else(|| self.names.country(iso))?;
        let (table, number) = self.table(entry);
        Some((table.canonical(number), table.is_body(number)))
    }

    /// The names of the hacking group with this canonical name.
    pub fn synonyms(&self, canonical: &str) -> impl Iterator<Item = &str> {
        self.names.synonyms(canonical)
    }
}

/// The longest name of a table that fits, as [`Gazetteer::find`] tells it;
/// `removed` are entries that do not count.
fn search(
    table: &Table,
    first: Option<u32>,
    removed: &[u32],
    text: &str,
    tokens: &[Token],
    wanted: u32,
) -> (Option<Found>, u32) {
    let mut found = Found::default();
    // The name that is being read, entry by entry, and whether it fits.
    let mut own = Found::default();
    let mut spelt = false;
    let mut single = 0;
    table.names(first, tokens, |len, entry| {
        if !entry.same {
            let span = Span::new(tokens[0].start as usize, tokens[len - 1].end as usize);
            spelt = fits(&text[span], entry.name);
        }
        if !spelt || !removed.is_empty() && removed.binary_search(&entry.number).is_ok() {
            return;
        }
        let kind = entry.kind().map_or(0, |kind| kind.bit());
        if own.len != len {
            own = Found { len, ..Found::default() };
        }
        own.kinds |= kind;
        if own.entry == 0 && kind & wanted != 0 {
            own.entry = entry.number;
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
/// them capitals where the name has four letters or more. Several words that a
/// list has in capitals alone (`FANCY BEAR`) may have small letters behind the
/// first. White space and the form of apostrophes do not count.
fn fits(text: &str, name: &[u8]) -> bool {
    if text.as_bytes() == name {
        return true;
    }
    let Ok(name) = std::str::from_utf8(name) else { return false };
    let shout = !text.chars().any(char::is_lowercase)
        && name.chars().filter(|c| c.is_alphabetic()).count() > 3;
    let loud = name.contains(' ') && !name.chars().any(char::is_lowercase);
    let mut inside = false;
    let mut a = text.chars().filter(|c| !c.is_whitespace());
    let mut b = name.chars().filter(|c| !c.is_whitespace());
    loop {
        match (a.next(), b.next()) {
            (None, None) => return true,
            (Some(x), Some(y)) => {
                let same = x == y
                    || is_apostrophe(x) && is_apostrophe(y)
                    || shout && y.to_uppercase().eq(std::iter::once(x))
                    || loud
                        && inside
                        && x.is_lowercase()
                        && x.to_uppercase().eq(std::iter::once(y))
                    || matches!(x, '\u{2010}' | '\u{2011}') && y == '-';
                if !same {
                    return false;
                }
                inside = y.is_alphabetic();
            }
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn cue(g: &Gazetteer, word: &str) -> Cue {
        g.cues().get(hash(word)).with(g.own_cue(hash(word)))
    }

    /// The longest name that `tokens` begin with, as the name stage finds it.
    pub(super) fn first(g: &Gazetteer, text: &str, tokens: &[Token], wanted: u32) -> Option<Found> {
        let mut longest = None;
        g.find_all(text, tokens, &[0], wanted, |_, found, _| longest = found);
        longest
    }

    use crate::token::{hash, tokenize};

    fn find(text: &str) -> Option<(String, u32)> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        let g = Gazetteer::builtin();
        first(&g, text, &tokens, u32::MAX).map(|f| {
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
                let found = first(&g, line.name, &tokens, line.kind.bit());
                let found = found.unwrap_or_else(|| panic!("{line:?} is not found"));
                assert_eq!(found.len, tokens.len(), "{line:?}");
                lines += 1;
            }
        }
        assert!(lines > 200_000, "only {lines} names");
    }

    #[test]
    fn knows_countries_by_code() {
        assert_eq!(Gazetteer::builtin().state("CZ"), Some(("Czech Republic", false)));
        assert_eq!(Gazetteer::builtin().state("EU"), Some(("European Union", true)));
    }

    #[test]
    fn knows_cue_words() {
        let g = Gazetteer::builtin();
        assert!(cue(&g, "Minister").any(Cue::OFFICE));
        assert!(cue(&g, "prime").any(Cue::TITLE_PART));
        assert!(cue(&g, "Ministry").any(Cue::ORG_HEAD));
    }
}

#[cfg(test)]
mod overlay_tests {
    use super::tests::first;
    use super::*;
    use crate::token::tokenize;

    fn kinds(lists: &[(&str, &str)], text: &str) -> u32 {
        let g = Gazetteer::with_overlay(true, lists).unwrap();
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        first(&g, text, &tokens, u32::MAX).filter(|f| f.len == tokens.len()).map_or(0, |f| f.kinds)
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
            let found = first(&g, text, &tokens, COUNTRY | ORG).unwrap();
            (g.canonical(found.entry), g.iso(found.entry))
        };
        assert_eq!(name("Jordan"), ("Hashemite Kingdom", Some("JO")));
        assert_eq!(g.state("JO"), Some(("Hashemite Kingdom", false)));
        assert_eq!(name("eBay Kids"), ("eBay", None));
        assert!(super::tests::cue(&g, "eBay").any(Cue::LOWER_START));
        assert_eq!(name("Norway"), ("Norway", Some("NO")));
    }

    #[test]
    fn without_the_built_in_names_only_ones_own_are_known() {
        let g = Gazetteer::with_overlay(false, &[("a", "Sahel\tloc\n")]).unwrap();
        let mut tokens = Vec::new();
        tokenize("Sahel Norway", &mut tokens);
        assert_eq!(first(&g, "Sahel Norway", &tokens, u32::MAX).map(|f| f.len), Some(1));
        assert_eq!(first(&g, "Sahel Norway", &tokens[1..], u32::MAX), None);
    }
}

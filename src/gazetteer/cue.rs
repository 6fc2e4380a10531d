//! The words by which names are known, from the lists in `gazetteers/english`.

use crate::flat::Index;
use crate::token::hash;
use crate::{Error, ErrorKind};
use std::collections::BTreeMap;

/// What the word lists say of a word: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
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
    ORG_BEFORE 28 "org-heads.list" "before"
    WORK_HEAD 29 "org-heads.list" "work"
    INDEFINITE 30 "name-parts.list" "indefinite"
    WHO 31 "name-parts.list" "who"
    GENITIVE 32 "name-parts.list" "genitive"
    HACKERS 33 "org-heads.list" "hackers"
    HACKING 34 "org-heads.list" "hacking"
    HACKER_CODE 35 "org-heads.list" "hacker-code"
    CURRENCY 36 "name-parts.list" "currency"
    REIGN 37 "name-parts.list" "reign"
    WORK_NOUN 38 "org-heads.list" "work-noun"
    GOVERNMENT 39 "name-parts.list" "government"
    DATE_AGO 42 "dates.list" "ago"
    PLACE_GIVEN 43 "name-parts.list" "place-given"
    GANG 44 "org-heads.list" "gang"
    EMPLOYER 45 "org-heads.list" "employer"
    SHARE 46 "org-heads.list" "share"
    CORPORATE 47 "org-heads.list" "corporate"
    EXECUTIVE 48 "org-heads.list" "executive"
    BODY_BEFORE 49 "org-heads.list" "body-before"
    DUBBED 50 "org-heads.list" "dubbed"
    SPORT 51 "sport.list" "sport"
    GAME 52 "sport.list" "game"
    VERSUS 53 "sport.list" "versus"
    SHIP 54 "org-heads.list" "ship"
    ENDING 55 "org-heads.list" "ending"
    DOMAIN 56 "org-heads.list" "domain"
    PEOPLE 57 "name-parts.list" "people"
    EVENT_BEFORE 58 "org-heads.list" "event-before"
    CREED 59 "name-parts.list" "creed"
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

/// The word lists, read.
#[derive(Debug, Default)]
pub(crate) struct Words(BTreeMap<u64, Cue>);

impl Words {
    /// Reads the list `text` of the file `file`.
    pub fn read(&mut self, file: &str, text: &str) -> Result<(), Error> {
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
                let last = at + 1 == words.len();
                if last || file == "titles.list" {
                    self.add(hash(word), if last { cue } else { Cue::TITLE_PART });
                }
            }
        }
        Ok(())
    }

    /// Adds a cue to those of a word.
    pub fn add(&mut self, word: u64, cue: Cue) {
        let known = self.0.entry(word).or_default();
        *known = known.with(cue);
    }

    /// The cues of a word.
    pub fn get(&self, word: u64) -> Cue {
        self.0.get(&word).copied().unwrap_or_default()
    }

    /// The bytes of the table of these words.
    pub fn flat(&self) -> (Vec<u8>, Vec<u8>) {
        let mut sets: Vec<Cue> = self.0.values().copied().collect();
        sets.sort_unstable();
        sets.dedup();
        let pairs: Vec<(u64, u32)> = self
            .0
            .iter()
            .map(|(&word, cue)| (word, sets.partition_point(|set| set < cue) as u32 + 1))
            .collect();
        (Index::build(&pairs), sets.iter().flat_map(|set| set.0.to_le_bytes()).collect())
    }
}

/// The cue words, in place.
#[derive(Debug, Default)]
pub(crate) struct Cues {
    index: Index,
    sets: Vec<Cue>,
}

impl Cues {
    /// The table that lies in these bytes.
    pub fn new(index: Index, sets: &[u8]) -> Self {
        let set = |bytes: &[u8]| bytes.try_into().map_or(Cue(0), |b| Cue(u64::from_le_bytes(b)));
        Self { index, sets: sets.chunks(8).map(set).collect() }
    }

    /// What the lists say of the word with this hash.
    pub fn get(&self, word: u64) -> Cue {
        match self.index.get(word) {
            Some(set) => self.sets.get(set as usize - 1).copied().unwrap_or_default(),
            None => Cue(0),
        }
    }
}

//! The data that is built into the crate, read once in a process.

use crate::Error;
use crate::frames::inflect::Irregular;
use crate::frames::support::SupportTable;
use crate::frames::{Frames, Tail};
use crate::lexicon::{Cats, Lexicon};
use crate::quote::Words;
use crate::sieve::Sieve;
use once_cell::sync::Lazy;
use std::sync::Arc;

/// What an extractor knows.
#[derive(Debug)]
pub(crate) struct Data {
    pub lexicon: Arc<Lexicon>,
    pub frames: Frames,
    /// Words without one of which a sentence holds no cue.
    pub triggers: Sieve,
    pub support: Arc<SupportTable>,
    pub reporting: Arc<Words>,
}

/// The `.cue` files of the crate, by name.
pub(crate) const CUES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/cues.rs"));

/// The lists of English words that `.cue` files may name.
const LISTS: &[(&str, &str)] = &[
    ("reporting", include_str!("../gazetteers/english/reporting.list")),
    ("wrongdoing", include_str!("../gazetteers/english/wrongdoing.list")),
];

const IRREGULAR: &str = include_str!("../gazetteers/english/irregular.tsv");
const SUPPORT: &str = include_str!("../gazetteers/english/support.list");

/// The lines of the list `name`.
pub(crate) fn list(name: &str) -> Option<Vec<String>> {
    let (_, text) = LISTS.iter().find(|(known, _)| *known == name)?;
    Some(text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(str::to_owned).collect())
}

/// What all extractors of a process share.
struct English {
    irregular: Irregular,
    lexicon: Arc<Lexicon>,
    support: Arc<SupportTable>,
    reporting: Arc<Words>,
}

impl English {
    fn read() -> Result<Self, Error> {
        let irregular = Irregular::parse("irregular.tsv", IRREGULAR)?;
        let lexicon = Arc::new(Lexicon::builtin()?);
        let support = Arc::new(SupportTable::parse("support.list", SUPPORT, &irregular)?);
        let list = include_str!("../gazetteers/english/reporting.list");
        let reporting = Arc::new(Words::parse("reporting.list", list, &lexicon, &irregular)?);
        Ok(Self { irregular, lexicon, support, reporting })
    }
}

/// The word of each cue that tells most: the first one, or behind a small word
/// (“*to* blame”, “*have* nothing to do with”) the first that is not small.
fn triggers(frames: &Frames, lexicon: &Lexicon) -> Sieve {
    let small = |word: u64| lexicon.get(word).is_some_and(|e| e.cats.any(Cats::GRAMMATICAL));
    let mut triggers = Sieve::default();
    for (&form, evokes) in &frames.by_form {
        for evoke in evokes {
            let cue = &frames.frames[evoke.frame as usize].cues[evoke.cue as usize];
            let further = cue.tail.iter().find_map(|tail| match tail {
                Tail::Words(words) if !words.iter().any(|&w| small(w)) => Some(words),
                _ => None,
            });
            match further {
                Some(words) if small(form) => words.iter().for_each(|&word| triggers.insert(word)),
                _ => triggers.insert(form),
            }
        }
    }
    triggers
}

impl Data {
    /// The built-in data with the frames of `cues`.
    pub fn with_cues(cues: &[(&str, &str)]) -> Result<Self, Error> {
        static ENGLISH: Lazy<Result<English, Error>> = Lazy::new(English::read);
        let english = ENGLISH.as_ref().map_err(Error::clone)?;
        let frames = Frames::compile(cues, &english.irregular, &list)?;
        Ok(Self {
            triggers: triggers(&frames, &english.lexicon),
            lexicon: english.lexicon.clone(),
            frames,
            support: english.support.clone(),
            reporting: english.reporting.clone(),
        })
    }

    /// The built-in data.
    pub fn builtin() -> Arc<Self> {
        static BUILTIN: Lazy<Result<Arc<Data>, Error>> =
            Lazy::new(|| Data::with_cues(CUES).map(Arc::new));
        match &*BUILTIN {
            Ok(data) => data.clone(),
            // The files are part of the crate, and a test reads them.
            Err(error) => panic!("{error}"),
        }
    }
}

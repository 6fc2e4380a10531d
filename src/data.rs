//! The data that is built into the crate, read once in a process.

use crate::Error;
use crate::frames::Frames;
use crate::frames::inflect::Irregular;
use crate::frames::support::SupportTable;
use crate::lexicon::Lexicon;
use crate::quote::Words;
use once_cell::sync::Lazy;
use std::sync::Arc;

/// What an extractor knows.
#[derive(Debug)]
pub(crate) struct Data {
    pub lexicon: Arc<Lexicon>,
    pub frames: Frames,
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

/// The text of the list `name`.
pub(crate) fn list(name: &str) -> Option<&'static str> {
    LISTS.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// What all extractors of a process share.
struct English {
    irregular: Irregular<'static>,
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

impl Data {
    /// The built-in data with the frames of `cues`.
    pub fn with_cues(cues: &[(&str, &str)]) -> Result<Self, Error> {
        static ENGLISH: Lazy<Result<English, Error>> = Lazy::new(English::read);
        let english = ENGLISH.as_ref().map_err(Error::clone)?;
        let frames =
            Frames::compile(cues, &english.irregular, list, |word| english.lexicon.number(word))?;
        Ok(Self {
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

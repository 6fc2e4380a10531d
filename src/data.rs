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
pub(crate) const CUES: &[(&str, &str)] = &[
    ("accusation.cue", include_str!("../gazetteers/cues/accusation.cue")),
    ("condemnation.cue", include_str!("../gazetteers/cues/condemnation.cue")),
    ("denial.cue", include_str!("../gazetteers/cues/denial.cue")),
];

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

impl Data {
    /// The built-in data with the frames of `cues`.
    pub fn with_cues(cues: &[(&str, &str)]) -> Result<Self, Error> {
        type Shared = (Arc<Lexicon>, Irregular, Arc<SupportTable>, Arc<Words>);
        static SHARED: Lazy<Result<Shared, Error>> = Lazy::new(|| {
            let irregular = Irregular::parse("irregular.tsv", IRREGULAR)?;
            let lexicon = Arc::new(Lexicon::builtin(&irregular)?);
            let support = Arc::new(SupportTable::parse("support.list", SUPPORT, &irregular)?);
            let reporting = include_str!("../gazetteers/english/reporting.list");
            let reporting = Words::parse("reporting.list", reporting, &lexicon, &irregular)?;
            Ok((lexicon, irregular, support, Arc::new(reporting)))
        });
        let (lexicon, irregular, support, reporting) = SHARED.as_ref().map_err(Error::clone)?;
        let frames = Frames::compile(cues, irregular, &list)?;
        Ok(Self {
            lexicon: lexicon.clone(),
            frames,
            support: support.clone(),
            reporting: reporting.clone(),
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

//! The option `--gazetteer`: names of the user's own.

use gainsay::Extractor;
use std::path::{Path, PathBuf};

/// Lists beside the built-in ones.
#[derive(Clone, Debug, clap::Args)]
pub struct Lists {
    /// A name list that lies over the built-in names; may be given again, each
    /// over those before it. A line is NAME TAB KIND [TAB CANONICAL [TAB CODE]],
    /// or NAME TAB - to take a name away
    #[arg(long = "gazetteer", value_name = "FILE")]
    gazetteers: Vec<PathBuf>,
}

impl Lists {
    /// The files that are read.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.gazetteers.iter().map(PathBuf::as_path)
    }

    /// The extractor with these lists; `None` once it has been said what is
    /// wrong with one.
    pub fn extractor(&self) -> Option<Extractor> {
        let mut builder = Extractor::builder();
        for path in &self.gazetteers {
            match std::fs::read_to_string(path) {
                Ok(text) => builder.gazetteer(path.display().to_string(), text),
                Err(error) => {
                    eprintln!("gainsay: {}: {error}", path.display());
                    return None;
                }
            };
        }
        builder.build().inspect_err(|error| eprintln!("{error}")).ok()
    }
}

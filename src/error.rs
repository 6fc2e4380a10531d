//! What can go wrong when an extractor is built. Extraction itself cannot fail.

use std::fmt;
use std::sync::Arc;

/// An error in a data file or in a builder's input. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Error(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    file: String,
    line: usize,
    message: String,
}

/// The broad class of an [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A `.cue` file breaks the rules of the cue language.
    Frames,
    /// A name list breaks the rules of its format.
    Gazetteer,
    /// A list of English words breaks the rules of its format.
    Lexicon,
    /// An example beside a frame does not give what it says.
    Example,
}

impl Error {
    /// An error of `kind` at `line` (counted from 1, 0 when the whole file is
    /// meant) of `file`; `message` says what is wrong and what would be right.
    pub(crate) fn new(
        kind: ErrorKind,
        file: impl Into<String>,
        line: usize,
        message: impl Into<String>,
    ) -> Self {
        Self(Arc::new(Inner { kind, file: file.into(), line, message: message.into() }))
    }

    /// What kind of input is at fault.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The file and the line (from 1; 0 for the file as a whole) at fault.
    #[must_use]
    pub fn location(&self) -> (&str, usize) {
        (&self.0.file, self.0.line)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.0.file, self.0.line, self.0.message)
    }
}

impl std::error::Error for Error {}

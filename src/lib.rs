//! Reads news and returns who accused whom, who denied it and who condemned
//! it, with exact spans.

#![deny(missing_docs)]

mod article;
mod block;
mod calendar;
mod document;
mod entity;
mod error;
mod explain;
mod extractor;
mod offset;
mod span;

mod chunk;
mod claim;
mod data;
mod flat;
mod frames;
mod gazetteer;
mod lexicon;
mod link;
mod mention;
mod name;
mod quote;
mod sentence;
mod sieve;
mod token;

pub use article::Article;
pub use calendar::{Date, DateError};
pub use document::{
    Argument, Claim, ClaimKind, Document, Entity, EntityKind, Layout, Link, LinkKind, Mention,
    Modality, Quote, QuoteKind, Sentence,
};
pub use error::{Error, ErrorKind};
pub use explain::{CueTrace, SentenceTrace, Trace, Tried};
pub use extractor::{Extractor, ExtractorBuilder, Workspace};
pub use frames::check::{Failure, Report, check};
pub use offset::Offsets;
pub use sentence::{Sentences, sentences};
pub use span::Span;
pub use token::walk::{Tokens, tokens};

/// The examples of the README, as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// The examples of the page on sentences and tokens.
#[cfg(doctest)]
#[doc = include_str!("../docs/sentences.md")]
struct SentencesPage;

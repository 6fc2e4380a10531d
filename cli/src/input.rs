//! Records of news from files: what they are, where they stand, and what is
//! wrong with those that cannot be read.
//!
//! A [`Reader`] cuts an input into records, one after the other; it knows its
//! format but not what a record says. Taking a record apart ([`article`]) is
//! dear, so the workers do it.

pub mod article;
mod csv;
pub mod fields;
pub mod files;
mod json;
mod lines;
mod open;
mod page;
mod parquet;
mod source;
mod text;
mod warc;
mod window;

pub use open::{Format, Options, open};
pub use source::Position;

use std::io;
use std::ops::Range;

/// Raw bytes of a bad record that are kept for the report.
pub const KEPT: usize = 64 << 10;

/// One record of an input.
#[derive(Debug)]
pub struct Item {
    /// Its number in the input, from 1; in JSON Lines that of the line.
    pub record: u64,
    /// Where it begins in the content of the input, in bytes.
    pub offset: u64,
    pub content: Content,
}

/// What a record holds: ranges of the bytes that came with it.
#[derive(Debug)]
pub enum Content {
    /// A JSON object.
    Json(Range<usize>),
    /// The plain text of an article: the whole input.
    Text(Range<usize>),
    /// A row of a table: as it stood there, and the columns by their slot.
    Row { raw: Range<usize>, slots: [Option<Range<usize>>; 5] },
    /// A record of a web archive: its header, and from `block` on what it holds.
    Page {
        raw: Range<usize>,
        block: usize,
        page: Page,
        url: Option<Range<usize>>,
        date: Option<Range<usize>>,
    },
    /// It cannot be read.
    Bad(Fault),
}

impl Content {
    /// Where the bytes of the record lie.
    pub fn raw(&self) -> Option<Range<usize>> {
        match self {
            Self::Json(raw) | Self::Text(raw) => Some(raw.clone()),
            Self::Row { raw, .. } | Self::Page { raw, .. } => Some(raw.clone()),
            Self::Bad(_) => None,
        }
    }
}

/// What the block of an archive's record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// A response with its header.
    Http,
    Html,
    Text,
}

/// What is wrong with a record.
#[derive(Clone, Debug, Default)]
pub struct Fault {
    pub reason: String,
    /// Its bytes, or the first of them.
    pub raw: Vec<u8>,
    /// How many bytes it has.
    pub length: u64,
    /// The input itself failed, not one record of it.
    pub of_input: bool,
}

impl Fault {
    /// What is wrong with the record that is `raw`.
    pub fn new(reason: impl Into<String>, raw: &[u8]) -> Self {
        let kept = &raw[..raw.len().min(KEPT)];
        let length = raw.len() as u64;
        Self { reason: reason.into(), raw: kept.to_vec(), length, of_input: false }
    }

    /// The input cannot be read any further.
    pub fn of_input(error: &io::Error) -> Self {
        Self { reason: error.to_string(), of_input: true, ..Self::default() }
    }
}

impl From<source::Damage> for Fault {
    fn from(damage: source::Damage) -> Self {
        let reason = format!("{} (at byte {} of the file)", damage.reason, damage.offset);
        Self { reason, raw: damage.raw, length: damage.length, of_input: false }
    }
}

impl From<source::Break> for Fault {
    fn from(stop: source::Break) -> Self {
        match stop {
            source::Break::Damage(damage) => damage.into(),
            source::Break::Failed(error) => Self::of_input(&error),
        }
    }
}

/// Cuts an input into records.
pub trait Reader: Send {
    /// The next record, its bytes appended to `bytes`; none at the end.
    fn next(&mut self, bytes: &mut Vec<u8>) -> Option<Item>;

    /// Where the next record begins.
    fn position(&self) -> Position;

    /// The number that the last record had.
    fn record(&self) -> u64;

    /// Whether the next record can be had without waiting for a writer.
    fn is_ready(&self) -> bool {
        true
    }
}

//! Quotations: what was said, how it is marked, who said it.
//!
//! Marks are paired over the whole text first ([`pair`]). Then the sentences
//! of a paragraph are read one after another ([`attribute`]): each reporting
//! verb claims the stretch it reports, before or behind it. A stretch between
//! marks that no verb claims goes on with the speaker around it.

mod attribute;
mod pair;

pub(crate) use attribute::Scene;

use crate::document::{Quote, Sentence};
use crate::frames::inflect::Irregular;
use crate::lexicon::{Cats, Lexicon};
use crate::sieve::Sieve;
use crate::token::{Token, hash};
use crate::{Error, ErrorKind, Span};
use pair::{Pair, Pairer};
use std::collections::HashMap;

/// The words behind the verb of a phrase, and its tier.
type Phrasal = (Box<[u64]>, u8);

/// The reporting words, read from `reporting.list`.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// Tier of each verb, by lemma.
    tiers: HashMap<u64, u8>,
    /// Verbs with particles (“point out”): lemma, the words behind it, tier.
    phrases: HashMap<u64, Vec<Phrasal>>,
    /// The forms that make a sentence worth reading.
    forms: Sieve,
}

impl Words {
    /// Reads `reporting.list`.
    pub fn parse(
        file: &str,
        text: &str,
        lexicon: &Lexicon,
        irregular: &Irregular,
    ) -> Result<Self, Error> {
        let mut words = Self::default();
        for (i, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let bad = || Error::new(ErrorKind::Lexicon, file, i + 1, "expected `verb TAB tier`");
            let (verb, columns) = line.split_once('\t').ok_or_else(bad)?;
            // A further column is the chunker's.
            let tier = columns.split('\t').next().ok_or_else(bad)?;
            let tier: u8 = tier.parse().ok().filter(|t| (1..=4).contains(t)).ok_or_else(bad)?;
            let mut parts = verb.split(' ');
            let first = parts.next().ok_or_else(bad)?;
            let rest: Box<[u64]> = parts.map(hash).collect();
            if rest.is_empty() {
                words.tiers.insert(hash(first), tier);
            } else {
                words.phrases.entry(hash(first)).or_default().push((rest, tier));
            }
            if tier > 2 {
                continue;
            }
            for form in irregular.verb(first) {
                words.forms.insert(hash(&form));
            }
        }
        for word in lexicon.closed_with(Cats::ACCORDING) {
            words.forms.insert(word);
        }
        Ok(words)
    }

    /// The tier of the verb `lemma` with the words `after` it, and the number
    /// of those that belong to it; tier 0 for a verb that reports nothing.
    fn tier(&self, lemma: u64, after: impl Iterator<Item = u64> + Clone) -> (u8, usize) {
        let phrase = self.phrases.get(&lemma).and_then(|phrases| {
            phrases.iter().find(|(rest, _)| {
                let mut after = after.clone();
                rest.iter().all(|w| after.next() == Some(*w))
            })
        });
        match phrase {
            Some((rest, tier)) => (*tier, rest.len()),
            None => (self.tiers.get(&lemma).copied().unwrap_or(0), 0),
        }
    }

    /// Whether a sentence with this word may report speech.
    pub fn may_report(&self, word: u64) -> bool {
        self.forms.has(word)
    }
}

/// A speaker: the whole phrase, and the phrase without descriptions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Speaker {
    pub whole: Span,
    pub core: Span,
}

/// A quotation with what only this stage needs.
#[derive(Clone, Debug)]
struct Found {
    quote: Quote,
    core: Option<Span>,
}

/// The quotations of a document while they are being found. The buffers are
/// reused.
#[derive(Clone, Debug, Default)]
pub(crate) struct Quotes {
    pairer: Pairer,
    /// Stretches between marks, outermost ones only.
    pairs: Vec<Pair>,
    /// Which of them a quotation has taken.
    taken: Vec<bool>,
    found: Vec<Found>,
    /// First pair of the batch, and of the sentence.
    batch: usize,
    next: usize,
    /// First quotation of the batch.
    first: usize,
    /// The last speech of the text.
    last: Option<(Option<Speaker>, Option<Span>)>,
    /// For every group of a sentence, the pair it lies in plus one.
    inside: Vec<u32>,
    /// What could speak in a quotation that no verb reports: subjects of the
    /// batch with the end of their sentence.
    actors: Vec<(usize, Speaker)>,
}

impl Quotes {
    /// Pairs the marks of a text and forgets the text before.
    pub fn begin(&mut self, text: &str, tokens: &[Token], sentences: &[Sentence]) {
        self.pairer.pair(text, tokens, sentences, &mut self.pairs);
        self.pairs.retain(|p| !p.nested && p.words > 0);
        self.taken.clear();
        self.taken.resize(self.pairs.len(), false);
        self.found.clear();
        self.actors.clear();
        (self.batch, self.next, self.first) = (0, 0, 0);
        self.last = None;
    }

    /// Whether a pair reaches into `span`; to be asked in order of the text.
    pub fn quoted(&mut self, span: Span) -> bool {
        while self.pairs.get(self.next).is_some_and(|p| p.outer.end <= span.start) {
            self.next += 1;
        }
        self.pairs.get(self.next).is_some_and(|p| p.outer.start < span.end)
    }

    /// Whether quoted words go on behind byte `at`, which ends a sentence:
    /// in the same pair, or in one that goes on with it.
    pub fn runs_on(&self, at: usize) -> bool {
        let k = self.pairs.partition_point(|p| p.outer.end < at);
        self.pairs.get(k).is_some_and(|p| p.outer.start < at && p.outer.end > at)
            || self.pairs[k..].iter().take(2).any(|p| p.continues && p.outer.start > at)
    }

    /// The speaker of the quotation around `span`, and its index.
    pub fn around(&self, span: Span) -> Option<(usize, Option<Span>)> {
        self.found[self.first..]
            .iter()
            .position(|f| f.quote.span.contains(span))
            .map(|i| (self.first + i, self.found[self.first + i].core))
    }
}

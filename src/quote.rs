//! Quotations: what was said, how it is marked, who said it.
//!
//! Marks are paired over the whole text first ([`pair`]). Then the sentences
//! of a paragraph are read one after another ([`attribute`]): each reporting
//! verb claims the stretch it reports, before or behind it. A stretch between
//! marks that no verb claims goes on with the speaker around it.

mod attribute;
mod content;
mod pair;
mod speaker;
mod turn;
mod view;

use crate::chunk::Syntax;
use crate::document::{Quote, QuoteKind, Sentence};
use crate::flat::Prehashed;
use crate::frames::inflect::Irregular;
use crate::lexicon::{Cats, Lexicon};
use crate::sieve::Sieve;
use crate::token::{Token, hash};
use crate::{Error, ErrorKind, Span};
use pair::{Pair, Pairer};
use std::collections::HashMap;
use turn::{Turn, Turner};
use view::Index;

/// What a verb reports, from `reporting.list`.
#[derive(Clone, Copy, Debug, Default)]
struct Verb {
    /// How surely it reports speech: 1 is surest, 0 not at all.
    tier: u8,
    /// Number of words behind it that belong to it.
    particles: u8,
    /// A noun phrase as its object can be what was said.
    object: bool,
    /// Its object is who was told.
    told: bool,
}

/// The words behind the verb of a phrase, and what the phrase reports.
type Phrasal = (Box<[u64]>, Verb);

/// A sentence and what is known of it.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub text: &'a str,
    pub words: &'a Words,
    pub syntax: &'a Syntax,
    pub sentence: &'a Sentence,
}

/// The reporting words, read from `reporting.list`.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// Each verb, by lemma.
    verbs: HashMap<u64, Verb, Prehashed>,
    /// Verbs with particles (“point out”), by lemma.
    phrases: HashMap<u64, Vec<Phrasal>, Prehashed>,
    /// The forms that make a sentence worth reading, sorted.
    forms: Box<[u64]>,
    /// Those forms: most words are none.
    sieve: Sieve,
}

/// Bytes between two stretches that still belong together.
const GAP: usize = 8;

/// Flags of the third column of `reporting.list`.
const NO_CLAUSE: &str = "np";
const OBJECT: &str = "obj";
const TOLD: &str = "told";

impl Words {
    /// Reads `reporting.list`.
    pub fn parse(
        file: &str,
        text: &str,
        lexicon: &Lexicon,
        irregular: &Irregular<'_>,
    ) -> Result<Self, Error> {
        let mut words = Self::default();
        let mut forms = Vec::new();
        for (i, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let bad = || Error::new(ErrorKind::Lexicon, file, i + 1, "expected `verb TAB tier`");
            let mut columns = line.split('\t');
            let mut parts = columns.next().ok_or_else(bad)?.split(' ');
            let tier: u8 = columns
                .next()
                .and_then(|tier| tier.parse().ok())
                .filter(|t| (1..=4).contains(t))
                .ok_or_else(bad)?;
            let mut verb = Verb { tier, ..Verb::default() };
            for flag in columns.next().unwrap_or("").split(' ') {
                match flag {
                    OBJECT => verb.object = true,
                    TOLD => verb.told = true,
                    "" | NO_CLAUSE => {}
                    _ => return Err(bad()),
                }
            }
            let first = parts.next().ok_or_else(bad)?;
            let rest: Box<[u64]> = parts.map(hash).collect();
            if rest.is_empty() {
                words.verbs.insert(hash(first), verb);
            } else {
                verb.particles = rest.len().min(usize::from(u8::MAX)) as u8;
                words.phrases.entry(hash(first)).or_default().push((rest, verb));
            }
            forms.extend(irregular.verb(first).iter().map(|form| hash(form)));
        }
        forms.extend(lexicon.closed_with(Cats::ACCORDING));
        forms.sort_unstable();
        words.sieve = forms.iter().copied().collect();
        words.forms = forms.into();
        Ok(words)
    }

    /// What the verb `lemma` reports with the words `after` it.
    fn verb(&self, lemma: u64, after: impl Iterator<Item = u64> + Clone) -> Verb {
        let phrase = self.phrases.get(&lemma).and_then(|phrases| {
            phrases.iter().find(|(rest, _)| {
                let mut after = after.clone();
                rest.iter().all(|w| after.next() == Some(*w))
            })
        });
        match phrase {
            Some((_, verb)) => *verb,
            None => self.verbs.get(&lemma).copied().unwrap_or_default(),
        }
    }

    /// Whether a sentence with this word may report speech.
    pub fn may_report(&self, word: u64) -> bool {
        self.sieve.has(word) && self.forms.binary_search(&word).is_ok()
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

/// The subject of a sentence, who may speak in a quotation that no verb reports.
#[derive(Clone, Copy, Debug)]
struct Actor {
    sentence: Span,
    speaker: Speaker,
    /// It names a person or a group, or is a pronoun for one.
    person: bool,
    /// The sentence ends in a colon.
    introduces: bool,
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
    /// Turns of an interview and signed messages, and how many have gone out.
    turns: Vec<Turn>,
    turn: usize,
    turner: Turner,
    /// First pair of the batch, and of the sentence.
    batch: usize,
    next: usize,
    /// First quotation of the batch.
    first: usize,
    /// The last speech of the text.
    last: Option<(Option<Speaker>, Option<Span>)>,
    index: Index,
    /// Who could speak in a quotation that no verb reports.
    actors: Vec<Actor>,
}

impl Quotes {
    /// Pairs the marks of a text and forgets the text before.
    pub fn begin(&mut self, text: &str, tokens: &[Token], sentences: &[Sentence]) {
        self.pairer.pair(text, tokens, sentences, &mut self.pairs);
        self.pairs.retain(|p| !p.nested && p.words > 0);
        self.turner.read(text, tokens, sentences, &mut self.turns);
        self.turn = 0;
        self.taken.clear();
        self.taken.resize(self.pairs.len(), false);
        self.found.clear();
        self.actors.clear();
        (self.batch, self.next, self.first) = (0, 0, 0);
        self.last = None;
    }

    /// Whether a pair reaches into `span`, or a colon at its end introduces one; to
    /// be asked in order of the text.
    pub fn quoted(&mut self, span: Span) -> bool {
        while self.pairs.get(self.next).is_some_and(|p| p.outer.end <= span.start) {
            self.next += 1;
        }
        self.pairs.get(self.next).is_some_and(|p| {
            p.outer.start < span.end || p.introduced && p.outer.start < span.end + GAP
        })
    }

    /// Whether quoted words go on behind byte `at`, which ends a sentence:
    /// in the same pair, or in one that goes on with it.
    pub fn runs_on(&self, at: usize) -> bool {
        let k = self.pairs.partition_point(|p| p.outer.end < at);
        self.pairs.get(k).is_some_and(|p| p.outer.start < at && p.outer.end > at)
            || self.pairs[k..].iter().take(2).any(|p| p.continues && p.outer.start > at)
    }

    /// The quotations of the batch that hold `span`, outermost first, with their
    /// indices. They are sorted by where they begin.
    fn holding(&self, span: Span) -> impl Iterator<Item = (usize, &Found)> {
        let batch = self.found.iter().enumerate().skip(self.first);
        batch
            .take_while(move |(_, f)| f.quote.span.start <= span.start)
            .filter(move |(_, f)| f.quote.span.contains(span))
    }

    /// The speaker of the quotation around `span`, and its index.
    pub fn around(&self, span: Span) -> Option<(usize, Option<Span>)> {
        self.holding(span).next().map(|(i, f)| (i, f.core))
    }

    /// Whether `span` stands word for word between quotation marks.
    pub fn literal(&self, span: Span) -> bool {
        self.holding(span).any(|(_, f)| f.quote.kind == QuoteKind::Direct)
    }
}

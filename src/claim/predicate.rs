//! Predicates: what something is said to be.

use super::{CueAt, Stage};
use crate::Span;
use crate::chunk::clause::NONE;
use crate::chunk::group::{Form, Kind};
use crate::frames::Slot;
use crate::lexicon::{Cats, Tag};

impl Stage<'_> {
    /// A predicate: an adjective, a noun phrase or a quotation, of the classes
    /// that the slot asks for.
    pub(super) fn predicate_at(&self, slot: &Slot, at: usize) -> Option<(Span, usize)> {
        // Behind an object with its phrases.
        let mut k = at;
        let mut steps = 0;
        while steps < 10 {
            let chunk = self.syntax.chunks.get(k)?;
            match chunk.kind {
                Kind::Adj => {
                    let span = self.predicate_span(k);
                    if self.predicate_fits(slot, span) {
                        return Some((span, k + 1));
                    }
                    return None;
                }
                Kind::Noun if k >= at && self.starts_predicate(k) => {
                    let phrase = chunk.phrase.checked_sub(1)?;
                    let span = self.content_of_phrase(phrase);
                    if self.predicate_fits(slot, span) {
                        return Some((span, k + 1));
                    }
                    if k > at {
                        return None;
                    }
                }
                Kind::QuoteOpen => {
                    let close = (k + 1..self.syntax.chunks.len())
                        .find(|&j| self.chunk(j).is(Kind::QuoteClose));
                    if let Some(close) = close.filter(|&c| c > k + 1) {
                        let span = self.span_of(k + 1, close);
                        if slot.classes.is_empty() || self.predicate_fits(slot, span) {
                            return Some((self.trim(span), close + 1));
                        }
                    }
                }
                Kind::Noun | Kind::Prep | Kind::Adverb | Kind::QuoteClose => {}
                Kind::Verb if chunk.form != Form::Finite => {
                    let span = self.content_of_verb(k);
                    if self.predicate_fits(slot, span) {
                        return Some((span, k + 1));
                    }
                    return None;
                }
                _ => return None,
            }
            k += 1;
            steps += 1;
        }
        None
    }

    /// An adjective that looks like the head of the object before group `at`: “called
    /// the decision *absurd*”.
    pub(super) fn predicate_in_object(&self, slot: &Slot, at: usize) -> Option<Span> {
        let words = &self.syntax.words;
        let object = at.checked_sub(1).map(|k| self.chunk(k)).filter(|c| c.is(Kind::Noun))?;
        let head = object.head as usize;
        let (word, before) = (&words[head], &words[head.checked_sub(1)?]);
        let behind_noun = object.from + 1 < object.head
            && matches!(before.tag, Tag::Noun | Tag::Plural | Tag::Name);
        let adjective = word.is(Cats::ADJ) && word.entry.adj + 1 >= word.entry.noun;
        let fits = !slot.classes.is_empty() && !slot.not && self.predicate_fits(slot, word.span());
        (behind_noun && adjective && fits).then(|| word.span())
    }

    /// A noun group that no preposition governs and that is not the first.
    fn starts_predicate(&self, k: usize) -> bool {
        let chunk = self.chunk(k);
        chunk
            .phrase
            .checked_sub(1)
            .is_some_and(|p| self.syntax.phrases[usize::from(p)].prep == NONE)
    }

    pub(super) fn predicate_span(&self, k: usize) -> Span {
        // “baseless and irresponsible”, “guilty of treason”
        let mut end = k + 1;
        let is = |k: usize, kind: Kind| self.syntax.chunks.get(k).is_some_and(|c| c.is(kind));
        while end < self.syntax.chunks.len() {
            let c = self.chunk(end);
            match c.kind {
                Kind::Coord | Kind::Comma if is(end + 1, Kind::Adj) => end += 2,
                // “‘deviant’ or ‘perverted’”
                Kind::QuoteClose
                    if is(end + 1, Kind::Coord)
                        && is(end + 2, Kind::QuoteOpen)
                        && (is(end + 3, Kind::Adj) || self.is_participle(end + 3)) =>
                {
                    end += 4;
                }
                // Not “wrong *at a meeting*”.
                Kind::Prep
                    if self.syntax.chunks.get(end + 1).is_some_and(|c| {
                        let word = &self.syntax.words[c.head as usize];
                        let met = word.is(Cats::EVENT) && self.place(end);
                        c.is(Kind::Noun) && !c.time && !met
                    }) =>
                {
                    end += 2
                }
                Kind::Prep if self.is_gerund(end + 1) => {
                    return self.span_of(k, self.verb_end(end + 1));
                }
                _ => break,
            }
        }
        // The adverbs before it: “completely false”.
        let mut start = k;
        while start > 0
            && self.chunk(start - 1).is(Kind::Adverb)
            && self.chunk(start - 1).to == self.chunk(start).from
        {
            start -= 1;
        }
        self.span_of(start, end)
    }

    /// The whole predicate that a cue is part of: “*both false and harmful to
    /// trade*”. None where it judges an act that only an infinitive names (“it
    /// is rude to ask”).
    pub(super) fn judgement(&self, cue: &CueAt) -> Option<Span> {
        let last = self.chunk_of(cue.to - 1)?.max(cue.chunk);
        let end = self.content_end(cue.chunk, last + 1, self.chunk(cue.chunk).clause);
        let end = self.last_judgement(end).unwrap_or(end);
        let copula = self.copula_of(cue);
        let expletive = copula.and_then(|k| self.subject(k)).is_some_and(|p| self.expletive(p));
        let act = (last + 1..end)
            .any(|k| self.chunk(k).is(Kind::Verb) && self.chunk(k).form == Form::Infinitive);
        if expletive && act {
            return None;
        }
        let first = self.chunk_of(cue.from)?;
        let from = copula.map_or(first, |k| k + 1).min(first);
        let plain = |k: usize| !matches!(self.chunk(k).kind, Kind::Verb | Kind::Prep | Kind::Sub);
        let from = if (from..first).all(plain) { from } else { first };
        let span = self.trim(self.span_of(from, end));
        // A negator of the cue's own may lie in the group of the copula.
        let own = self.syntax.words[cue.from].start as usize;
        let start = if self.chunk(from).is(Kind::Verb) { own } else { span.start };
        Some(Span::new(start.min(span.end), span.end))
    }

    /// One past the last of several judgements, a word alone that ends its
    /// sentence or quotation: “tough, nasty *and mean*”.
    fn last_judgement(&self, end: usize) -> Option<usize> {
        let chunks = &self.syntax.chunks;
        let is = |k: usize, kind: Kind| chunks.get(k).is_some_and(|c| c.is(kind));
        let coord = end + usize::from(is(end, Kind::Comma));
        let word = coord + 1 + usize::from(is(coord + 1, Kind::Adverb));
        let next = word + 1 + usize::from(is(word + 1, Kind::Comma));
        let closed = is(next, Kind::Stop) || is(next, Kind::QuoteClose);
        let alone = chunks.get(word).is_some_and(|c| c.to - c.from == 1 && !c.pronoun);
        (is(coord, Kind::Coord) && alone && closed).then_some(word + 1)
    }

    /// Whether the group `k` is a preposition of place.
    pub(super) fn place(&self, k: usize) -> bool {
        self.syntax.words[self.chunk(k).from as usize].is(Cats::PLACE)
    }

    pub(super) fn is_gerund(&self, k: usize) -> bool {
        let chunk = self.syntax.chunks.get(k);
        chunk.is_some_and(|c| c.is(Kind::Verb) && c.form == Form::Gerund)
    }

    pub(super) fn is_participle(&self, k: usize) -> bool {
        let chunk = self.syntax.chunks.get(k);
        chunk.is_some_and(|c| c.is(Kind::Verb) && c.form == Form::Participle)
    }
}

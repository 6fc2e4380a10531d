//! The spans of noun phrases: what belongs to a source or target, and what
//! only stands beside it.

use super::Stage;
use crate::EntityKind;
use crate::Span;
use crate::chunk::clause::{ClauseKind, NONE, Phrase};
use crate::chunk::group::{Chunk, Form, Kind};
use crate::frames::Element;
use crate::lexicon::{Cats, Tag};

impl Stage<'_> {
    /// The span of the groups `from..to`.
    pub(super) fn span_of(&self, from: usize, to: usize) -> Span {
        let chunks = &self.syntax.chunks;
        let words = &self.syntax.words;
        let (Some(a), Some(b)) = (chunks.get(from), to.checked_sub(1).and_then(|k| chunks.get(k)))
        else {
            return Span::default();
        };
        let (Some(a), Some(b)) =
            (words.get(a.from as usize), words.get((b.to as usize).wrapping_sub(1)))
        else {
            return Span::default();
        };
        Span::new(a.start as usize, b.end as usize)
    }

    /// A phrase as an argument: up to its last group, or before the
    /// preposition at group `stop`.
    pub(super) fn phrase_span(&self, phrase: u16, stop: u16) -> Option<Span> {
        let p = self.syntax.phrases.get(usize::from(phrase))?;
        let last = if stop != NONE && stop > p.first {
            usize::from(stop) - 1
        } else {
            self.with_acronym(usize::from(p.last))
        };
        Some(self.trim(self.span_of(usize::from(p.first), last.max(usize::from(p.first)) + 1)))
    }

    /// The last group of a phrase that ends at `last`, with the acronym that
    /// stands behind it in brackets: “the Ministry of Labour *(ML)*”.
    fn with_acronym(&self, last: usize) -> usize {
        let group = |k: usize, kind: Kind| self.syntax.chunks.get(k).filter(|c| c.is(kind));
        let acronym = group(last + 1, Kind::Open)
            .and(group(last + 2, Kind::Noun))
            .filter(|c| c.to - c.from == 1 && self.syntax.words[c.from as usize].acronym);
        let closed = acronym.and(group(last + 3, Kind::Close));
        if closed.is_some() { last + 3 } else { last }
    }

    /// The span of a subject. “the spokesman, Nasser Kanaani,” is one phrase;
    /// a description behind a name is not part of it.
    pub(super) fn subject_span(&self, phrase: u16, verb: usize) -> Option<Span> {
        let p: &Phrase = self.syntax.phrases.get(usize::from(phrase))?;
        let head: &Chunk = self.chunk(usize::from(p.head));
        if head.pronoun && self.syntax.words[head.head as usize].is(Cats::WH) {
            return None;
        }
        let own = self.phrase_span(phrase, NONE)?;
        let named = self.syntax.words[head.head as usize].mention != 0
            || self.syntax.words[head.head as usize].tag == Tag::Name;
        if named || head.pronoun {
            return if head.pronoun {
                Some(own)
            } else {
                self.with_modifiers(phrase, verb).or(Some(own))
            };
        }
        // A name in apposition directly behind.
        let name = self.syntax.phrases.iter().find(|q| {
            q.renames == phrase
                && usize::from(q.first) == usize::from(p.last) + 2
                && self.is_person(usize::from(q.head))
        });
        if name.is_none() {
            if let Some(span) = self.with_modifiers(phrase, verb) {
                return Some(span);
            }
        }
        match name {
            Some(q) => {
                // A person's relation (“Ann's brother, Tom”) is no title of his.
                let words = &self.syntax.words[head.from as usize..head.to as usize];
                let relation = words
                    .iter()
                    .position(|w| w.tag == Tag::Gen)
                    .is_some_and(|i| words[..i].iter().any(|w| w.kind == Some(EntityKind::Person)));
                let name = self.span_of(usize::from(q.first), usize::from(q.last) + 1);
                Some(self.trim(if relation { name } else { own.cover(name) }))
            }
            None => Some(own),
        }
    }

    /// A phrase with the participle or adjective that restricts it: “the
    /// statement *issued after the talks*”, “sources *close to the talks*”.
    fn with_modifiers(&self, phrase: u16, verb: usize) -> Option<Span> {
        let p = &self.syntax.phrases[usize::from(phrase)];
        let next = usize::from(p.last) + 1;
        let chunk = self.syntax.chunks.get(next).filter(|_| next != verb)?;
        let end = match chunk.kind {
            Kind::Verb if chunk.form == Form::Participle => {
                let clause = &self.syntax.clauses[usize::from(chunk.clause)];
                if clause.after_comma {
                    return None;
                }
                usize::from(clause.to)
            }
            Kind::Adj => {
                let k = next + 1;
                let attached = self.syntax.chunks.get(k).is_some_and(|c| c.is(Kind::Prep));
                if !attached {
                    return None;
                }
                (k..self.syntax.chunks.len())
                    .find(|&k| !matches!(self.chunk(k).kind, Kind::Prep | Kind::Noun))?
            }
            _ => return None,
        };
        // Only where the verb follows: what ends at a comma describes.
        let end = if (next..=end).contains(&verb) { verb } else { end };
        self.syntax.chunks.get(end).filter(|c| c.is_finite() || end == verb)?;
        Some(self.trim(self.span_of(usize::from(p.first), end)))
    }

    /// The subject as an agent: who acts where the subject itself cannot
    /// (“Lisbon's refusal to condemn”, “issued a statement condemning”).
    pub(super) fn agent_span(&self, phrase: u16, verb: usize) -> Option<Span> {
        let p = &self.syntax.phrases[usize::from(phrase)];
        let k = usize::from(p.head);
        let chunk = self.chunk(k);
        let head = &self.syntax.words[chunk.head as usize];
        let finite = self.chunk(verb).form == Form::Finite;
        let act = self.chunk(verb);
        if act.form == Form::Infinitive && head.is(Cats::NEUTER.with(Cats::DET)) && chunk.pronoun {
            // “It is wrong to accuse”, “this is not to decry”.
            let governor = self.syntax.clauses[usize::from(act.clause)].governor;
            let governor = self.syntax.chunks.get(usize::from(governor));
            if governor.is_some_and(|g| g.is(Kind::Adj) || g.copula) {
                return None;
            }
        }
        if chunk.pronoun || head.may_act() || finite && head.is(Cats::COMM) {
            return self.subject_span(phrase, verb);
        }
        let words = &self.syntax.words[chunk.from as usize..chunk.to as usize];
        if let Some(i) = words.iter().rposition(|w| w.tag == Tag::Gen).filter(|&i| i > 0) {
            return Some(Span::new(words[0].start as usize, words[i - 1].end as usize));
        }
        if let Some(own) =
            words.first().filter(|w| w.is(Cats::POSSESSIVE) && w.tag == Tag::Det && words.len() > 1)
        {
            return Some(own.span());
        }
        // What someone issues, he says; a document that nobody issues speaks
        // for itself.
        let maker = self
            .next_before(k)
            .filter(|&v| self.chunk(v).is(Kind::Verb) && !self.chunk(v).passive && self.issues(v));
        let maker = maker.and_then(|v| self.subject(v)).filter(|&m| m != phrase && p.prep == NONE);
        if let Some(maker) = maker {
            return self.subject_span(maker, verb);
        }
        if finite || head.is(Cats::COMM) { self.subject_span(phrase, verb) } else { None }
    }

    /// The group before `k` that is neither adverb nor quotation mark.
    fn next_before(&self, k: usize) -> Option<usize> {
        (0..k).rev().take(3).find(|&j| {
            !matches!(self.chunk(j).kind, Kind::Adverb | Kind::QuoteOpen | Kind::QuoteClose)
        })
    }

    fn is_person(&self, k: usize) -> bool {
        let chunk = self.chunk(k);
        let head = &self.syntax.words[chunk.head as usize];
        head.kind == Some(crate::EntityKind::Person)
            || head.tag == Tag::Name && head.kind.is_none() && chunk.to - chunk.from >= 2
    }

    /// The clause that restricts or completes the last noun of a phrase:
    /// “allegations *made by a rival*”, “the practice *of docking tails*”,
    /// “those *who wrote it*”.
    pub(super) fn complement(&self, phrase: u16, rest: &[Element]) -> Option<Span> {
        let p = &self.syntax.phrases[usize::from(phrase)];
        let k = usize::from(p.last) + 1;
        let chunk = self.syntax.chunks.get(k)?;
        let clause = &self.syntax.clauses[usize::from(chunk.clause)];
        match chunk.kind {
            Kind::Verb if chunk.form == Form::Participle && !clause.after_comma => {
                Some(self.content_of_verb(k))
            }
            Kind::Prep if self.syntax.words[chunk.from as usize].tag == Tag::Of => {
                let of = self.syntax.words[chunk.from as usize].hash;
                let verb = self.next_group(k + 1).filter(|&v| {
                    self.chunk(v).is(Kind::Verb) && self.chunk(v).form == Form::Gerund
                })?;
                let taken = rest.iter().any(|e| e.words.contains(&of));
                (!taken).then(|| self.content_of_verb(verb))
            }
            Kind::Wh if clause.kind == ClauseKind::Relative && !clause.after_comma => {
                let to = usize::from(clause.to).min(self.syntax.chunks.len());
                Some(self.trim(self.span_of(k, to)))
            }
            _ => None,
        }
    }
}

//! The spans of noun phrases: what belongs to a source or target, and what
//! only stands beside it.

use super::Stage;
use crate::EntityKind;
use crate::Span;
use crate::chunk::clause::{ClauseKind, NONE, Phrase};
use crate::chunk::group::{Chunk, Form, Kind};
use crate::frames::{Element, Shapes};
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
    /// preposition at group `stop`. “the spokesman, Nasser Kanaani,” is one
    /// phrase; a description behind a name is not part of it.
    pub(super) fn phrase_span(&self, phrase: u16, stop: u16) -> Option<Span> {
        let p = self.syntax.phrases.get(usize::from(phrase))?;
        let first = usize::from(p.first);
        if stop != NONE && stop > p.first {
            let last = usize::from(stop) - 1;
            return Some(self.trim(self.span_of(first, last.max(first) + 1)));
        }
        let last = self.with_acronym(usize::from(p.last)).max(first);
        let own = self.trim(self.span_of(first, self.quoted_end(first, last + 1)));
        Some(match self.named(phrase) {
            Some((name, true)) => name,
            Some((name, false)) => own.cover(name),
            None => own,
        })
    }

    /// Where the groups `from..to` end if a quotation that is open there closes
    /// soon, without a verb or a comma: “the enemy *within*”.
    fn quoted_end(&self, from: usize, to: usize) -> usize {
        let chunks = &self.syntax.chunks;
        let open = chunks[from.saturating_sub(1)..to].iter().fold(false, |o, c| self.quoting(c, o));
        let close = chunks[to..]
            .iter()
            .take(8)
            .position(|c| !matches!(c.kind, Kind::Prep | Kind::Noun | Kind::Adverb | Kind::Coord));
        let close = close.map(|i| to + i).filter(|&k| open && chunks[k].is(Kind::QuoteClose));
        close.unwrap_or(to)
    }

    /// The name in apposition right behind a phrase that is none itself, and
    /// whether it is the name of a relation (“Ann's brother, Tom”), who has no
    /// title by it.
    fn named(&self, phrase: u16) -> Option<(Span, bool)> {
        let p = &self.syntax.phrases[usize::from(phrase)];
        let head = self.chunk(usize::from(p.head));
        let word = &self.syntax.words[head.head as usize];
        // “the President, Ann Lee,”: a capital alone makes no name of a title.
        let title = word.kind != Some(EntityKind::Person)
            && word.is(Cats::PERSON)
            && self.determined(usize::from(p.head));
        if (word.mention != 0 || word.tag == Tag::Name) && !title || head.pronoun {
            return None;
        }
        let after = &self.syntax.phrases[usize::from(phrase) + 1..];
        let name = after.iter().take(16).find(|q| {
            (q.renames == phrase || p.host != NONE && q.renames != NONE)
                && usize::from(q.first) == usize::from(p.last) + 2
                && self.is_person(usize::from(q.head))
        })?;
        let words = &self.syntax.words[head.from as usize..head.to as usize];
        let relation = words
            .iter()
            .position(|w| w.tag == Tag::Gen)
            .is_some_and(|i| words[..i].iter().any(|w| w.kind == Some(EntityKind::Person)));
        let span = self.span_of(usize::from(name.first), usize::from(name.last) + 1);
        Some((self.trim(span), relation))
    }

    /// A phrase that follows its verb, with the clause that restricts it, and
    /// the group from where the other parts of the pattern, `rest`, are looked
    /// for.
    pub(super) fn whole_span(
        &self,
        phrase: u16,
        stop: u16,
        rest: &[Element],
    ) -> Option<(Span, usize)> {
        let span = self.phrase_span(phrase, stop)?;
        if stop != NONE {
            return Some((span, usize::from(stop)));
        }
        let p = &self.syntax.phrases[usize::from(phrase)];
        let (first, last) = (usize::from(p.first), usize::from(p.last));
        let Some(end) = self.complement_end(phrase, rest) else {
            return Some((span, usize::from(p.head) + 1));
        };
        // “the custom of burning straw *as a danger*”: a part of the pattern
        // that attaches to no noun ends the clause, and so does a comma with a
        // relative word.
        let part = |&k: &usize| {
            let word = &self.syntax.words[self.chunk(k).from as usize];
            let adverbial = word.is(Cats::ADVERBIAL);
            // “the levy agreed on *because it was late*”
            let reason = adverbial && self.chunk(k).is(Kind::Sub) && !word.is(Cats::PREP);
            reason
                || adverbial && rest.iter().any(|e| e.words.contains(&word.hash))
                || self.adds(k)
                || self.chunk(k).is(Kind::Comma)
                    && self.syntax.chunks.get(k + 1).is_some_and(|c| c.is(Kind::Wh))
        };
        let part = (last + 1..end).find(part);
        let whole = self.trim(self.span_of(first, part.unwrap_or(end)));
        Some((span.cover(whole), part.unwrap_or(usize::from(p.head) + 1)))
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

    /// The span of the subject of the verb group `verb`.
    pub(super) fn subject_span(&self, phrase: u16, verb: usize) -> Option<Span> {
        let p: &Phrase = self.syntax.phrases.get(usize::from(phrase))?;
        let head: &Chunk = self.chunk(usize::from(p.head));
        let word = &self.syntax.words[head.head as usize];
        // “*there* is a plot”
        let there = word.is(Cats::ADVERB) && !word.is(Cats::DET);
        if head.pronoun && (word.is(Cats::WH) || there) {
            return None;
        }
        let own = self.phrase_span(phrase, NONE)?;
        if self.named(phrase).is_some() {
            return Some(own);
        }
        self.with_modifiers(phrase, verb).or(Some(own))
    }

    /// A phrase with what restricts it: “the statement *issued after the
    /// talks*”, “the decision *to close the mine*”, “sources *close to the talks*”.
    fn with_modifiers(&self, phrase: u16, verb: usize) -> Option<Span> {
        let p = &self.syntax.phrases[usize::from(phrase)];
        let next = usize::from(p.last) + 1;
        let chunk = self.syntax.chunks.get(next).filter(|_| next != verb)?;
        let end = match chunk.kind {
            Kind::Adj => {
                let k = next + 1;
                let attached = self.syntax.chunks.get(k).is_some_and(|c| c.is(Kind::Prep));
                if !attached {
                    return None;
                }
                (k..self.syntax.chunks.len())
                    .find(|&k| !matches!(self.chunk(k).kind, Kind::Prep | Kind::Noun))?
            }
            // “the attitude to Oslo *in May* was”, but “the mayor in May said”
            Kind::Prep if next + 2 == verb && self.chunk(next + 1).time => {
                if self.syntax.words[self.head_word(phrase)].may_act() {
                    return None;
                }
                verb
            }
            // “saw petitions *being circulated* condemning it”
            Kind::Verb if chunk.form == Form::Gerund && !self.chunk(verb).is_finite() => {
                return None;
            }
            _ => self.complement_end(phrase, &[])?,
        };
        // The clause that the verb itself stands in takes its subject from
        // outside.
        let behind = if chunk.is(Kind::Prep) { next + 1 } else { next };
        let inner = self.syntax.chunks.get(behind).map_or(chunk.clause, |c| c.clause);
        if self.syntax.clauses[usize::from(inner)].kind != ClauseKind::NonFinite
            && inner != p.clause
            && self.inside(self.chunk(verb).clause, inner)
        {
            return None;
        }
        // Only where the verb follows: what ends at a comma describes.
        let end = if (next..=end).contains(&verb) { verb } else { end };
        let closed = self.chunk(end.min(verb)).is(Kind::Comma) && end + 1 == verb;
        self.syntax.chunks.get(end).filter(|c| c.is_finite() || end == verb || closed)?;
        Some(self.trim(self.span_of(usize::from(p.first), end)))
    }

    /// The subject as an agent: who acts where the subject itself cannot
    /// (“Lisbon's refusal to condemn”, “issued a statement condemning”).
    pub(super) fn agent_span(&self, phrase: u16, verb: usize) -> Option<Span> {
        let p = &self.syntax.phrases[usize::from(phrase)];
        let k = usize::from(p.head);
        let chunk = self.chunk(k);
        let head = &self.syntax.words[self.chunk(self.counted(k)).head as usize];
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
        if chunk.pronoun || head.may_act() || finite {
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
        if head.is(Cats::COMM) { self.subject_span(phrase, verb) } else { None }
    }

    /// The group before `k` that is neither adverb nor quotation mark.
    pub(super) fn next_before(&self, k: usize) -> Option<usize> {
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

    /// One past the last group of the clause that restricts or completes the
    /// last noun of a phrase: “allegations *made by a rival*”, “the practice *of
    /// docking tails*”, “those *who wrote it*”, “the forecast *that prices will
    /// fall*”; an infinitive completes its head: “the refusal of Oslo *to pay*”.
    fn complement_end(&self, phrase: u16, rest: &[Element]) -> Option<usize> {
        let chunks = &self.syntax.chunks;
        let noun = usize::from(self.syntax.phrases[usize::from(phrase)].last);
        let k = noun + 1;
        let chunk = chunks.get(k)?;
        let host = self.chunk(noun);
        let word = &self.syntax.words[host.head as usize];
        let head = self.chunk(usize::from(self.syntax.phrases[usize::from(phrase)].head));
        let act = !self.syntax.words[head.head as usize].may_act() && !head.pronoun;
        if chunk.is(Kind::Verb) && chunk.form == Form::Infinitive {
            let taken = |e: &Element| e.slot.as_ref().is_some_and(|s| s.shapes.has(Shapes::INF));
            return (act && !rest.iter().any(taken)).then(|| self.verb_end(k));
        }
        // A name says all, and a pronoun but for *those*, *anyone*.
        let named =
            word.tag == Tag::Name && word.kind != Some(EntityKind::Norp) && !self.determined(noun);
        if named || matches!(word.tag, Tag::Obj | Tag::Subj) {
            return None;
        }
        let clause = &self.syntax.clauses[usize::from(chunk.clause)];
        match chunk.kind {
            Kind::Verb if chunk.form == Form::Participle && !clause.after_comma => {
                Some(self.verb_end(k))
            }
            // “the motion *calling for a vote*”; what someone does after he was
            // named may be how another speaks of him.
            Kind::Verb if chunk.form == Form::Gerund && !clause.after_comma => {
                let says = self.syntax.words[chunk.head as usize].is(Cats::REPORT);
                let class = word.tag == Tag::Plural && !self.determined(noun);
                let own = if says { word.is(Cats::COMM) } else { act || class };
                own.then(|| self.verb_end(k))
            }
            Kind::Prep if act => {
                let prep = self.syntax.words[chunk.from as usize].hash;
                let next = self.next_group(k + 1)?;
                let inner = self.chunk(next);
                // “the plan *by asking for a vote*” says how something is done.
                let opener = &self.syntax.words[chunk.from as usize];
                let how = opener.tag == Tag::By || opener.is(Cats::ADVERBIAL.with(Cats::ABSOLUTE));
                if how || rest.iter().any(|e| e.words.contains(&prep)) {
                    None
                } else if inner.is(Kind::Verb) && inner.form == Form::Gerund {
                    Some(self.verb_end(next))
                } else {
                    self.relative_end(next)
                }
            }
            Kind::Wh => self.relative_end(k),
            // “a sport *he knows nothing about*”
            Kind::Noun
                if clause.kind == ClauseKind::Relative
                    && clause.opener == NONE
                    && usize::from(clause.from) == k =>
            {
                Some(usize::from(clause.to).min(chunks.len()))
            }
            Kind::Sub if word.is(Cats::COMM) && self.clause_governed(noun).is_some() => {
                let taken = |e: &Element| {
                    let opener = self.syntax.words[chunk.from as usize].hash;
                    e.words.contains(&opener)
                        || e.slot.as_ref().is_some_and(|s| s.shapes.has(Shapes::CLAUSE))
                };
                (!rest.iter().any(taken)).then(|| usize::from(clause.to).min(chunks.len()))
            }
            _ => None,
        }
    }

    /// Where the relative clause ends that begins with the relative word at
    /// group `k`, unless a comma sets it off.
    fn relative_end(&self, k: usize) -> Option<usize> {
        let chunk = self.chunk(k);
        let clause = &self.syntax.clauses[usize::from(chunk.clause)];
        if !chunk.is(Kind::Wh) || clause.kind != ClauseKind::Relative || clause.after_comma {
            return None;
        }
        // A participle behind a comma goes on with the clause around.
        let to = usize::from(clause.to).min(self.syntax.chunks.len());
        let resumes = |&i: &usize| {
            let next = self.syntax.chunks.get(i + 1);
            self.chunk(i).is(Kind::Comma)
                && next.is_some_and(|c| c.is(Kind::Verb) && c.form == Form::Gerund)
        };
        Some((k..to).find(resumes).unwrap_or(to))
    }

    /// Whether the noun group has a determiner.
    fn determined(&self, k: usize) -> bool {
        let chunk = self.chunk(k);
        self.syntax.words[chunk.from as usize..chunk.to as usize]
            .iter()
            .any(|w| w.tag == Tag::Det || w.tag == Tag::Gen)
    }
}

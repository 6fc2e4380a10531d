//! Where a content ends.

use super::Stage;
use crate::Span;
use crate::chunk::clause::{ClauseKind, NONE};
use crate::chunk::group::{Chunk, Form, Kind};
use crate::chunk::word::{Mark, Word};
use crate::lexicon::{Cats, Tag};

impl Stage<'_> {
    /// A noun phrase as content, with what modifies it.
    pub(super) fn content_of_phrase(&self, phrase: u16) -> Span {
        let p = self.syntax.phrases[usize::from(phrase)];
        let clause = self.chunk(usize::from(p.first)).clause;
        let from = usize::from(p.first);
        let to = self.content_end(from, usize::from(p.last) + 1, clause);
        self.trim(self.span_of(from, to))
    }

    /// A non-finite verb with what belongs to it.
    pub(super) fn content_of_verb(&self, k: usize) -> Span {
        self.trim(self.span_of(k, self.verb_end(k)))
    }

    /// One past the last group that belongs to the non-finite verb at `k`.
    pub(super) fn verb_end(&self, k: usize) -> usize {
        self.content_end(k, k + 1, self.chunk(k).clause)
    }

    /// What stands behind the preposition at group `prep`, as far as `span`, with
    /// the adverbs before it: “of *not* paying”, “for *absolutely* everything”.
    pub(super) fn with_adverbs(&self, prep: usize, span: Span) -> Span {
        let words = &self.syntax.words;
        // What the writer doubts is his own word: “for *allegedly* stealing”.
        let passed = |c: &&Chunk| {
            c.is(Kind::QuoteOpen) || c.is(Kind::Adverb) && words[c.from as usize].is(Cats::HEDGE)
        };
        match self.syntax.chunks[prep + 1..].iter().find(|c| !passed(c)) {
            Some(c) if c.is(Kind::Adverb) => {
                let start = words[c.from as usize].start as usize;
                Span::new(start.min(span.start), span.end)
            }
            _ => span,
        }
    }

    /// A clause from group `from` on, as content.
    pub(super) fn clause_span(&self, from: usize, clause: u16) -> Span {
        let bounds = &self.syntax.clauses[usize::from(clause)];
        let mut first = from;
        // Quotation marks and an opening *that* stay outside.
        while self.syntax.chunks.get(first).is_some_and(|c| {
            matches!(c.kind, Kind::QuoteOpen | Kind::Comma | Kind::Colon | Kind::Dash | Kind::Stop)
        }) {
            first += 1;
        }
        let chunks = &self.syntax.chunks;
        let mut end = usize::from(bounds.to).max(first + 1).min(chunks.len());
        // “that A did it *and that B saw it*”
        while let Some(next) = chunks.get(end).filter(|c| c.is(Kind::Sub)) {
            let also = &self.syntax.clauses[usize::from(next.clause)];
            let same = also.kind == ClauseKind::Complement
                && also.governor == bounds.governor
                && bounds.governor != NONE
                && usize::from(also.from) == end;
            if !same {
                break;
            }
            end = usize::from(also.to).max(end + 1).min(chunks.len());
        }
        // A report at its end is not part of it.
        let report = self.syntax.clauses.iter().find(|c| {
            c.kind == ClauseKind::Report
                && usize::from(c.from) > first
                && usize::from(c.to) + 1 >= end
        });
        let end = report.map_or(end, |r| usize::from(r.from).min(end));
        let ends = |&k: &usize| self.adds(k) || self.is_commented(k);
        let end = (first + 1..end).find(ends).unwrap_or(end);
        self.trim(self.span_of(first, end))
    }

    /// Whether the writer adds something of his own behind the comma at `comma`:
    /// a noun that sums up what was said (“, a claim she disputes”, “, something
    /// that cost it dear”), or an absolute phrase (“, with both sides crying”).
    pub(super) fn adds(&self, comma: usize) -> bool {
        let chunks = &self.syntax.chunks;
        if !self.chunk(comma).is(Kind::Comma) {
            return false;
        }
        let Some(next) = chunks.get(comma + 1) else { return false };
        let first = &self.syntax.words[next.from as usize];
        match next.kind {
            Kind::Noun => {
                let head = &self.syntax.words[next.head as usize];
                let one = first.is(Cats::DET) && !first.is(Cats::DEFINITE.with(Cats::PRONOUN));
                // “, claims she disputes”
                let plural = next.from == next.head && head.tag == Tag::Plural;
                let sums = next.pronoun && first.is(Cats::PRONOUN) && !first.is(Cats::OBJECT)
                    || one && head.is(Cats::COMM.with(Cats::ACT).with(Cats::EVENT))
                    || plural && head.is(Cats::COMM);
                let clause = chunks.get(comma + 2).map(|c| (c, usize::from(c.clause)));
                let described = clause.is_some_and(|(c, id)| {
                    let inner = &self.syntax.clauses[id];
                    inner.kind == ClauseKind::Relative && usize::from(inner.from) == comma + 2
                        || c.is(Kind::Sub) && self.syntax.words[c.from as usize].is(Cats::THAT)
                });
                sums && described
            }
            Kind::Prep => {
                first.is(Cats::ABSOLUTE)
                    && chunks.get(comma + 2).is_some_and(|c| c.is(Kind::Noun))
                    && chunks
                        .get(comma + 3)
                        .is_some_and(|c| c.is(Kind::Verb) && c.form != Form::Finite)
            }
            _ => false,
        }
    }

    /// One past the last group of a content that begins at `from` and holds at
    /// least the groups before `at`; `clause` is the clause it begins in.
    pub(super) fn content_end(&self, from: usize, at: usize, mut clause: u16) -> usize {
        let chunks = &self.syntax.chunks;
        let mut k = at;
        // A mark right before the content is open too: “for ‘neglecting’ and
        // ‘ignoring’ his city”.
        let mut open_quote =
            chunks[from.saturating_sub(1)..at].iter().fold(false, |o, c| self.quoting(c, o));
        let mut brackets = 0;
        // What a finite verb says keeps its own time and place.
        let act = chunks[from].is(Kind::Verb) && chunks[from].is_finite();
        while k < chunks.len() {
            let chunk = &chunks[k];
            // The clause it stands in has ended, and none of the same form
            // goes on from it.
            if self.leaves(chunk.clause, clause) {
                let goes_on = chunks[from].is(Kind::Verb) && chunk.is(Kind::Verb);
                if !(goes_on && self.siblings(chunk.clause, clause)) {
                    break;
                }
                clause = chunk.clause;
            }
            match chunk.kind {
                Kind::Stop | Kind::Semicolon | Kind::Colon => break,
                // “an (AB) programme”, but no remark with a verb of its own.
                Kind::Open if self.remarks(k) => break,
                Kind::Open => brackets += 1,
                Kind::Close if brackets > 0 => brackets -= 1,
                Kind::Close => break,
                Kind::QuoteClose if !open_quote => break,
                Kind::Verb
                    if chunk.is_finite() && chunk.clause == clause && !(act && self.joined(k)) =>
                {
                    break;
                }
                // “who accused him of theft *now* lives”
                Kind::Adverb
                    if !act
                        && chunks
                            .get(k + 1)
                            .is_some_and(|c| c.is_finite() && self.leaves(c.clause, clause)) =>
                {
                    break;
                }
                Kind::Comma | Kind::Dash if self.ends_at_comma(k, clause, from) => break,
                Kind::Coord if act && self.joined(k + 1) => {}
                Kind::Coord if self.ends_at_coordinator(k, clause) => break,
                // “with murder next week”: a bare time goes with the cue.
                Kind::Noun
                    if chunk.time
                        && !act
                        && chunk.clause == clause
                        && k > from + usize::from(chunks[from].is(Kind::Verb))
                        && self.bare_phrase(k)
                        && !(self.inside_non_finite(clause) && self.goes_on(k + 1)) =>
                {
                    break;
                }
                // “by” and a doer behind a passive, “as”, “after …” go with
                // the verb of the cue when the content is only a noun phrase.
                Kind::Sub if self.opens_adverbial(k) && !act && !self.inside_non_finite(clause) => {
                    break;
                }
                Kind::Prep if self.adverbial_prep(k) && !act && !self.inside_non_finite(clause) => {
                    break;
                }
                _ => {}
            }
            open_quote = self.quoting(chunk, open_quote);
            k += 1;
        }
        k
    }

    /// Whether a quotation is open behind a group before which one was or was
    /// not: a noun group may hold marks.
    pub(super) fn quoting(&self, chunk: &Chunk, open: bool) -> bool {
        self.syntax.words[chunk.from as usize..chunk.to as usize].iter().fold(open, |open, w| {
            match w.mark {
                Mark::QuoteOpen => true,
                Mark::QuoteClose => false,
                _ => open,
            }
        })
    }

    /// Whether a conjunction without a comma joins the act of the finite verb
    /// at `k` to the one before: “beat him *and took his car*”.
    fn joined(&self, k: usize) -> bool {
        let chunks = &self.syntax.chunks;
        let coord = k.checked_sub(1).filter(|&j| chunks[j].is(Kind::Coord));
        let apart = coord.is_some_and(|j| j > 0 && chunks[j - 1].is(Kind::Comma));
        let verb = chunks.get(k).filter(|c| c.is_finite() && !c.passive && !c.copula);
        coord.is_some() && !apart && verb.is_some()
    }

    /// Whether the bracket that opens at `k` holds a finite verb.
    fn remarks(&self, k: usize) -> bool {
        self.syntax.chunks[k..]
            .iter()
            .take(24)
            .take_while(|c| !c.is(Kind::Close))
            .any(Chunk::is_finite)
    }

    /// Whether an adverbial clause or a preposition follows at group `k`.
    fn goes_on(&self, k: usize) -> bool {
        self.syntax.chunks.get(k).is_some_and(|c| matches!(c.kind, Kind::Sub | Kind::Prep))
    }

    /// A noun group that nothing before it governs.
    fn bare_phrase(&self, k: usize) -> bool {
        let phrase =
            self.chunk(k).phrase.checked_sub(1).map(|p| &self.syntax.phrases[usize::from(p)]);
        phrase.is_some_and(|p| p.prep == NONE && p.host == NONE)
    }

    fn inside_non_finite(&self, clause: u16) -> bool {
        self.syntax.clauses[usize::from(clause)].kind == ClauseKind::NonFinite
    }

    fn opens_adverbial(&self, k: usize) -> bool {
        !self.syntax.words[self.chunk(k).from as usize].is(Cats::THAT)
    }

    fn adverbial_prep(&self, k: usize) -> bool {
        self.syntax.words[self.chunk(k).from as usize].is(Cats::ADVERBIAL)
    }

    fn ends_at_comma(&self, comma: usize, clause: u16, from: usize) -> bool {
        let chunks = &self.syntax.chunks;
        if self.adds(comma) {
            return true;
        }
        let Some(mut k) = (comma + 1..chunks.len()).find(|&k| {
            !matches!(chunks[k].kind, Kind::Adverb | Kind::QuoteClose | Kind::QuoteOpen)
        }) else {
            return true;
        };
        if chunks[k].is(Kind::Coord) {
            if self.ends_at_coordinator(k, clause) {
                return true;
            }
            k += 1;
        }
        let Some(next) = chunks.get(k) else { return true };
        match next.kind {
            Kind::Verb => {
                let c = &self.syntax.clauses[usize::from(next.clause)];
                // A participial clause that depends on the verb of the cue.
                next.form != Form::Finite
                    && c.after_comma
                    && (self.leaves(c.parent, clause) || !self.lists(comma, from))
                    || next.is_finite() && next.clause == clause
            }
            Kind::Noun => {
                let Some(p) = next.phrase.checked_sub(1) else { return true };
                let p = &self.syntax.phrases[usize::from(p)];
                // An apposition that sums up what was said (“, a charge it
                // denies”), or the subject of what follows.
                p.renames != NONE && self.syntax.words[next.head as usize].is(Cats::COMM)
                    || p.host == NONE
                        && p.renames == NONE
                        && !self
                            .syntax
                            .phrases
                            .iter()
                            .any(|q| usize::from(q.first) <= comma && usize::from(q.last) > comma)
            }
            Kind::Sub => !self.syntax.words[next.from as usize].is(Cats::THAT),
            Kind::Prep => {
                // “, at the same time asking”
                let time = chunks.get(k + 1).is_some_and(|c| c.time);
                let act = chunks.get(k + 2).is_some_and(|c| c.is(Kind::Verb));
                self.adverbial_prep(k) || time && act
            }
            // Behind a comma a relative clause describes a noun, which needs no
            // more to be known; of an act it may tell the rest.
            Kind::Wh => !chunks[from].is(Kind::Verb) || self.comments(next.clause),
            Kind::Stop => true,
            _ => false,
        }
    }

    /// Whether what stands before the comma at `k` is commented on behind it; but not
    /// “the camp, which the army said was empty”.
    fn is_commented(&self, k: usize) -> bool {
        let wh = self.syntax.chunks.get(k + 1).filter(|c| {
            // *who* describes a person.
            let person = self.syntax.words[c.from as usize].is(Cats::PERSON);
            c.is(Kind::Wh) && !person && self.chunk(k).is(Kind::Comma)
        });
        let Some(clause) = wh.map(|c| c.clause) else { return false };
        let verb = usize::from(self.syntax.clauses[usize::from(clause)].verb);
        self.comments(clause) && !self.syntax.chunks.get(verb + 1).is_some_and(Chunk::is_finite)
    }

    /// Whether a relative clause says what someone says of all that was said:
    /// “, which he denies”.
    fn comments(&self, clause: u16) -> bool {
        let relative = &self.syntax.clauses[usize::from(clause)];
        let verb = self.syntax.chunks.get(usize::from(relative.verb));
        relative.kind == ClauseKind::Relative
            && relative.subject != NONE
            && relative.subject != relative.antecedent
            && verb.is_some_and(|v| self.syntax.words[v.head as usize].is(Cats::REPORT))
    }

    /// Whether the comma stands in a list of verbs of the same form.
    fn lists(&self, comma: usize, from: usize) -> bool {
        self.chunk(from).is(Kind::Verb)
            && self.syntax.chunks[comma..].iter().take(16).any(|c| c.is(Kind::Coord))
            && self.syntax.chunks.get(comma + 1).is_some_and(|c| c.form == self.chunk(from).form)
    }

    fn ends_at_coordinator(&self, coord: usize, clause: u16) -> bool {
        let chunks = &self.syntax.chunks;
        let passed = |c: &&Chunk| !matches!(c.kind, Kind::Adverb | Kind::QuoteOpen);
        let Some(next) = chunks[coord + 1..].iter().find(passed) else { return true };
        let apart = coord > 0 && chunks[coord - 1].is(Kind::Comma);
        let says = self.syntax.words[next.head as usize].is(Cats::REPORT);
        match next.kind {
            // “of leaving early, and *accusing* him of theft”
            Kind::Verb if apart && says && next.form == Form::Gerund => true,
            // “, and in angry words *asked*”; “and in the end, *the town* paid”
            Kind::Prep => {
                let phrases = |c: &&Chunk| matches!(c.kind, Kind::Prep | Kind::Noun | Kind::Adverb);
                let behind = coord + 1 + chunks[coord + 1..].iter().take_while(phrases).count();
                let is = |k: usize, kind: Kind| chunks.get(k).is_some_and(|c| c.is(kind));
                apart && chunks.get(behind).is_some_and(Chunk::is_finite)
                    || is(behind, Kind::Comma) && is(behind + 1, Kind::Noun)
                    || self.leaves(next.clause, clause)
            }
            Kind::Verb => {
                if next.is_finite() {
                    return self.leaves(next.clause, clause)
                        || next.clause == clause
                        || !self.finite(clause);
                }
                self.leaves(next.clause, clause) && !self.siblings(next.clause, clause)
            }
            _ => self.leaves(next.clause, clause),
        }
    }

    fn finite(&self, clause: u16) -> bool {
        let verb = usize::from(self.syntax.clauses[usize::from(clause)].verb);
        self.syntax.chunks.get(verb).is_some_and(|c| c.is_finite())
    }

    /// Two non-finite clauses of the same parent and form: coordinated.
    fn siblings(&self, a: u16, b: u16) -> bool {
        let (a, b) = (&self.syntax.clauses[usize::from(a)], &self.syntax.clauses[usize::from(b)]);
        let form = |verb: u16| self.syntax.chunks.get(usize::from(verb)).map(|c| c.form);
        a.parent == b.parent && a.kind == b.kind && form(a.verb) == form(b.verb)
    }

    /// Without marks at either end.
    pub(super) fn trim(&self, span: Span) -> Span {
        let words = &self.syntax.words;
        let mut from = words.partition_point(|w| (w.end as usize) <= span.start);
        let mut to = words.partition_point(|w| (w.start as usize) < span.end);
        while from < to && words[from].mark != Mark::None && words[from].mark != Mark::Open {
            from += 1;
        }
        while to > from {
            let w = &words[to - 1];
            // A closing bracket that was opened inside stays.
            let bracket =
                w.mark == Mark::Close && words[from..to].iter().any(|w| w.mark == Mark::Open);
            // A conjunction leads on to what does not belong to the span.
            if w.mark == Mark::None && w.tag != Tag::Coord || bracket {
                break;
            }
            to -= 1;
        }
        if from >= to {
            return Span::new(span.start, span.start);
        }
        let marks = |w: &&Word| matches!(w.mark, Mark::QuoteOpen | Mark::QuoteClose);
        // A closing quotation mark whose partner lies inside.
        let mut end = words[to - 1].end as usize;
        if words.get(to).is_some_and(|w| w.mark == Mark::QuoteClose)
            && words[from..to].iter().rfind(marks).is_some_and(|w| w.mark == Mark::QuoteOpen)
            && words[from].mark == Mark::None
        {
            end = words[to].end as usize;
        }
        // An opening one whose partner lies inside.
        let mut start = words[from].start as usize;
        if from > 0
            && words[from - 1].mark == Mark::QuoteOpen
            && words[from..to].iter().find(marks).is_some_and(|w| w.mark == Mark::QuoteClose)
        {
            start = words[from - 1].start as usize;
        }
        Span::new(start, end)
    }
}

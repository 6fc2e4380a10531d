//! What a verb reports: where it begins behind the verb, and where it ends.

use super::Verb;
use super::view::{REACH, View};
use crate::chunk::clause::{ClauseKind, NONE};
use crate::chunk::group::{Form, Kind};
use crate::document::EntityKind;
use crate::lexicon::{Cats, Tag};

/// How the content of a verb begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    That,
    /// A clause without a conjunction.
    Bare,
    /// A question word.
    Wh,
    Quote,
    Colon,
    /// An infinitive, perhaps with its subject before it.
    Infinitive,
    /// A noun phrase, a gerund or an adjective.
    Object,
}

/// Most words of a title between marks.
pub(super) const TITLE: u32 = 8;

impl View<'_> {
    /// Where the content behind the verb `k` begins.
    pub fn content_start(&self, k: usize) -> Option<(usize, Shape)> {
        let (start, shape) = self.find_content(k)?;
        let asks = self.is(start, Kind::Sub) && self.first_word(start).is(Cats::WH);
        let shape = if asks { Shape::Wh } else { shape };
        let before = start.checked_sub(1).filter(|&j| j >= self.behind(k));
        let belongs = before.is_some_and(|j| match shape {
            // “that, if elected, he …”
            Shape::That => self.is(start, Kind::Comma),
            // “why he left”, “at least six men left”
            Shape::Bare => {
                self.is(j, Kind::Adverb)
                    && (self.first_word(j).is(Cats::WH) || self.first_word(start).tag == Tag::Num)
            }
            _ => false,
        });
        match before.filter(|_| belongs) {
            Some(j) if shape == Shape::Bare && self.first_word(j).is(Cats::WH) => {
                Some((j, Shape::Wh))
            }
            Some(j) => Some((j, shape)),
            None => Some((start, shape)),
        }
    }

    /// The group where the content behind the verb `k` begins, without what
    /// leads in to it.
    fn find_content(&self, k: usize) -> Option<(usize, Shape)> {
        let verb = self.verb(k);
        let search = Search {
            view: self,
            k,
            start: self.behind(k),
            verb,
            own: self.own(k),
            clausal: self.head(k).is(Cats::CLAUSAL),
            sure: verb.tier == 1 && !verb.object,
            phrase: false,
            told: None,
        };
        search.run()
    }

    /// Whether the conjunction before the noun group at `k` joins it to the one
    /// before (“in Germany and Austria”).
    fn joins(&self, k: usize) -> bool {
        self.is(k, Kind::Noun)
            && self.phrase(k).is_some_and(|p| self.scene.syntax.phrases[p].host != NONE)
    }

    /// The quotation behind the comma that ends the clause opened at `k`.
    fn quotation_behind(&self, k: usize) -> Option<usize> {
        let comma = self.ends(k).iter().map(|e| usize::from(*e)).find(|&e| self.is(e, Kind::Comma));
        comma.filter(|&c| c < k + REACH && self.sentence_like(c + 1)).map(|c| c + 1)
    }

    /// Whether a finite verb follows the noun group at `k` at once, perhaps
    /// between marks.
    fn acts(&self, k: usize) -> bool {
        let next = k + 1 + usize::from(self.kind(k + 1) == Kind::QuoteOpen);
        self.head(k).kind != Some(EntityKind::Date) && self.chunk_is_finite(next)
    }

    /// Whether a finite verb follows the noun group at `k` within its clause; one
    /// that a relative clause holds counts if `relative` says so.
    fn clause_ahead(&self, k: usize, relative: bool) -> bool {
        (k + 1..self.len())
            .take(REACH)
            .take_while(|&j| !self.is(j, Kind::Stop) && !self.is(j, Kind::Semicolon))
            .any(|j| {
                let joined = self.before(j).is_some_and(|b| self.is(b, Kind::Coord));
                self.chunk(j).is_finite() && !joined && (relative || !self.in_relative(j))
            })
    }

    /// “X said the man, 34, fled”: a past tense behind a comma that looks like a
    /// participle, in what a verb reports whose subject stands before it.
    fn past_ahead(&self, k: usize, noun: usize) -> bool {
        let phrases = &self.scene.syntax.phrases;
        let after = self.phrase(k).is_some_and(|p| usize::from(phrases[p].first) < k);
        let end = self.noun_end(noun);
        let mut behind = (end + 1..self.len()).take(REACH).take_while(|&j| !self.is(j, Kind::Stop));
        after
            && self.is(end, Kind::Comma)
            && behind.any(|j| {
                let chunk = self.chunk(j);
                let past = chunk.from == chunk.head && self.head(j).is(Cats::PAST);
                self.is(j, Kind::Verb) && past && j > end + 1 && self.is(j - 1, Kind::Comma)
            })
    }

    /// Whether the verb `k` stands in a relative clause.
    fn in_relative(&self, k: usize) -> bool {
        let clause = usize::from(self.chunk(k).clause);
        self.scene.syntax.clauses[clause].kind == ClauseKind::Relative
    }

    /// Whether the pair at group `j` has the form of a sentence.
    fn sentence_like(&self, j: usize) -> bool {
        self.pair(j).is_some_and(|p| {
            p.words >= 4 && self.scene.text[p.inner].trim_start().starts_with(char::is_uppercase)
        })
    }

    /// One past the last group of the content of the verb `k` that begins at
    /// `start`.
    pub fn content_end(&self, k: usize, start: usize, shape: Shape) -> usize {
        let bound = self.scene.syntax.clauses[usize::from(self.chunk(k).clause)];
        // A verb in a relative or other inserted clause reports no further
        // than that clause.
        let inserted = matches!(
            bound.kind,
            ClauseKind::Relative | ClauseKind::Parenthesis | ClauseKind::Adverbial
        ) && usize::from(bound.to) > start;
        let mut limit = if inserted { usize::from(bound.to).min(self.len()) } else { self.len() };
        // Nor does one before the main clause.
        if self.main() > start {
            limit = limit.min(self.main() - 1);
        }
        // “…, and while X said A, B”
        let opens = bound.kind == ClauseKind::Adverbial
            && usize::from(bound.from) > 0
            && self.is(usize::from(bound.from) - 1, Kind::Coord);
        if opens {
            let main = self.ends(start).iter().map(|e| usize::from(*e)).take_while(|e| *e < limit);
            let main = main.filter(|&e| self.is(e, Kind::Comma));
            limit = { main }.find(|&e| self.clause_verb(e + 1).is_some()).unwrap_or(limit);
        }
        let end = self.ends(start).iter().map(|e| usize::from(*e)).take_while(|e| *e < limit).find(
            |&j| match self.chunk(j).kind {
                Kind::Stop => !self.goes_on(j),
                Kind::Semicolon => shape == Shape::Infinitive || self.next_report(j + 1, k),
                Kind::Comma => self.ends_at_comma(j, k, shape),
                Kind::Dash => self.ends_at_dash(j, k, shape),
                Kind::Coord => self.ends_at_coord(j, k, shape),
                _ => true,
            },
        );
        end.unwrap_or(limit).max(start)
    }

    /// Whether the sentence goes on behind the stop at `j`.
    fn goes_on(&self, j: usize) -> bool {
        j + 2 < self.len() && !self.scene.text[self.head(j).span()].starts_with(['!', '?'])
    }

    fn ends_at_coord(&self, j: usize, k: usize, shape: Shape) -> bool {
        let next = self.past_adverbs(j + 1);
        let verb = self.outside(next) && self.chunk_is_finite(next);
        // “calling it late and accusing the council”
        let cue = self.is(next, Kind::Verb)
            && self.chunk(next).form == Form::Gerund
            && (1..=3).contains(&self.verb(next).tier);
        cue || !self.joins(next) && self.next_report(j + 1, k)
            // “vowed to stay and left”
            || verb && matches!(shape, Shape::Infinitive | Shape::Object) && self.is_past(next)
            // “promised to stay but has gone”
            || verb && shape == Shape::Infinitive && self.first_word(next).tag != Tag::Base
    }

    /// “, the head of the council, said”: an insertion between commas, and a
    /// verb that reports.
    fn inserted_report(&self, comma: usize) -> bool {
        let close = self.ends(comma + 1).iter().map(|e| usize::from(*e)).next();
        self.is(comma, Kind::Comma)
            && close.filter(|&c| self.is(c, Kind::Comma)).is_some_and(|c| {
                let verb = self.past_adverbs(c + 1);
                self.is(verb, Kind::Verb)
                    && (1..=2).contains(&self.verb(verb).tier)
                    && (self.chunk(verb).is_finite() || self.past_alone(verb))
            })
    }

    /// “…, but cautioned against it”: a past tense that looks like a participle.
    fn past_alone(&self, k: usize) -> bool {
        let chunk = self.chunk(k);
        chunk.form == Form::Participle
            && chunk.from == chunk.head
            && self.head(k).is(Cats::PAST)
            && (1..=3).contains(&self.verb(k).tier)
    }

    pub fn chunk_is_finite(&self, k: usize) -> bool {
        k < self.len() && self.chunk(k).is_finite()
    }

    fn ends_at_comma(&self, comma: usize, k: usize, shape: Shape) -> bool {
        let from = if self.outside(comma) { comma + 1 } else { self.pair_end(comma) };
        let next = self.past_adverbs(from);
        if !self.outside(next) {
            return false;
        }
        // “…, which …” is the writer's behind a closing mark or at the end of
        // the sentence, and so is “…,” making air quotes.
        let marked = !self.outside(comma) || comma > 0 && !self.outside(comma - 1);
        let last = || {
            !self
                .ends(from)
                .iter()
                .map(|e| usize::from(*e))
                .take_while(|&j| !self.is(j, Kind::Stop))
                .any(|j| matches!(self.kind(j), Kind::Comma | Kind::Dash))
        };
        // What is quoted in it is not the writer's, unless it is said there.
        let quotes =
            || (next..self.len()).take_while(|&j| self.verb(j).tier == 0).any(|j| !self.outside(j));
        if self.is(next, Kind::Wh) && (marked || last() && !quotes()) {
            return true;
        }
        if marked && self.is(next, Kind::Verb) && self.chunk(next).form == Form::Gerund {
            return true;
        }
        let loose = matches!(shape, Shape::Infinitive | Shape::Object);
        // “did not say when, but …”: what contrasts with a question is no part
        // of it.
        let contrast = self.is(next, Kind::Coord) && self.first_word(next).is(Cats::CONTRAST);
        if contrast && shape == Shape::Wh && self.clause_verb(next + 1).is_some() {
            return true;
        }
        if self.is(next, Kind::Coord) {
            let next = self.past_adverbs(next + 1);
            if !self.outside(next) {
                return false;
            }
            return match self.chunk(next).kind {
                Kind::Noun if self.chunk(next).pronoun => {
                    self.clause_verb(next).is_some_and(|_| self.first_word(next).tag == Tag::Subj)
                }
                Kind::Noun => {
                    // “…, and the rebels, who …, left”
                    let end = self.noun_end(next);
                    let relative = self.is(end, Kind::Comma) && self.is(end + 1, Kind::Wh);
                    self.next_report(next, k)
                        || self.inserted_report(end)
                        || loose && (relative || self.clause_verb(next).is_some())
                }
                Kind::Verb => {
                    self.chunk(next).is_finite() && (loose || self.is_past(next))
                        || self.past_alone(next)
                }
                _ => false,
            };
        }
        let chunk = self.chunk(next);
        // “…, as did X”
        let likewise = self.is(next, Kind::Verb)
            && chunk.is_finite()
            && next == from + 1
            && self.first_word(from).is(Cats::SUB)
            && self.first_word(next).is(Cats::DO.with(Cats::HAVE));
        if likewise {
            return true;
        }
        match chunk.kind {
            // “…, with X saying”
            Kind::Prep => {
                let verb = self.noun_end(next + 1);
                self.is_according(next)
                    || loose
                        && self.first_word(next).is(Cats::ABSOLUTE)
                        && self.is(verb, Kind::Verb)
                        && self.chunk(verb).form == Form::Gerund
            }
            Kind::Verb if chunk.form == Form::Gerund => {
                loose || (1..=3).contains(&self.verb(next).tier)
            }
            // “vowed to raise wages, cut taxes and …”
            Kind::Verb
                if shape == Shape::Infinitive
                    && self.first_word(next).tag == Tag::Base
                    && self.verb(next).tier == 0 =>
            {
                false
            }
            Kind::Verb if chunk.form == Form::Finite => loose || self.next_report(next, k),
            Kind::Noun => {
                // “, X said.”
                self.scene.syntax.clauses[usize::from(chunk.clause)].kind == ClauseKind::Report
                    || self.next_report(next, k)
                    || loose && self.clause_verb(next).is_some()
            }
            _ => false,
        }
    }

    /// A dash that no second one closes sets off what the writer adds.
    fn ends_at_dash(&self, dash: usize, k: usize, shape: Shape) -> bool {
        let closed = self
            .ends(dash + 1)
            .iter()
            .map(|e| usize::from(*e))
            .take_while(|&j| !self.is(j, Kind::Stop))
            .any(|j| self.is(j, Kind::Dash));
        if closed {
            return false;
        }
        let next = self.past_adverbs(dash + 1);
        if !self.outside(next) {
            return false;
        }
        let first = self.first_word(next);
        match self.chunk(next).kind {
            Kind::Noun => {
                first.tag == Tag::Det || first.tag == Tag::Subj || self.clause_verb(next).is_some()
            }
            Kind::Sub => true,
            Kind::Coord => self.clause_verb(next + 1).is_some(),
            _ => self.ends_at_comma(dash, k, shape),
        }
    }

    /// Whether a verb at `j`, or behind the noun phrase at `j`, reports on the
    /// level of the verb `k`.
    fn next_report(&self, j: usize, k: usize) -> bool {
        let verb = (j..self.len())
            .take(8)
            .take_while(|&i| self.outside(i))
            .take_while(|&i| {
                matches!(self.chunk(i).kind, Kind::Noun | Kind::Prep | Kind::Adverb | Kind::Verb)
            })
            .find(|&i| self.chunk(i).is(Kind::Verb));
        verb.is_some_and(|v| {
            self.chunk(v).is_finite()
                && (1..=2).contains(&self.verb(v).tier)
                && (self.phrase(v) == self.phrase(k) || v > j)
        })
    }
}

/// What the search for a content comes to at a group.
enum Step {
    /// It goes on from this group.
    To(usize),
    Content(usize, Shape),
    /// No content begins behind it.
    Over,
}

/// The search for the content behind a verb, group by group.
struct Search<'v, 'a> {
    view: &'v View<'a>,
    /// The verb, and the group behind it.
    k: usize,
    start: usize,
    verb: Verb,
    /// Where the clause begins that the verb governs.
    own: Option<usize>,
    clausal: bool,
    /// No thing is said, claimed or argued: what follows is a clause.
    sure: bool,
    /// A phrase behind a preposition was passed.
    phrase: bool,
    /// The first noun phrase: who is told, or what is said.
    told: Option<usize>,
}

impl Search<'_, '_> {
    fn run(mut self) -> Option<(usize, Shape)> {
        let mut j = self.start;
        while j < self.view.len() && j < self.k + REACH {
            let step = if self.view.outside(j) { self.step(j) } else { self.quoted(j) };
            match step {
                Step::To(next) => j = next,
                Step::Content(at, shape) => return Some((at, shape)),
                Step::Over => break,
            }
        }
        self.told.map(|o| (o, Shape::Object))
    }

    /// At a group between quotation marks.
    fn quoted(&self, j: usize) -> Step {
        let view = self.view;
        // “told “The Morning Show” that …”
        let close = view.pair_end(j);
        if view.is_that(close) && view.pair(j).is_some_and(|p| p.words <= TITLE) {
            return Step::To(close);
        }
        match self.told {
            Some(o) if !self.verb.told && !view.sentence_like(j) => Step::Content(o, Shape::Object),
            _ => Step::Content(j, Shape::Quote),
        }
    }

    fn step(&mut self, j: usize) -> Step {
        let view = self.view;
        let chunk = view.chunk(j);
        match chunk.kind {
            Kind::Adverb => Step::To(j + 1),
            // “said Monday”, but “said the period was over”
            Kind::Noun if chunk.time && !view.acts(j) => Step::To(j + 1),
            Kind::Noun => self.noun(j),
            Kind::Sub if view.is_that(j) => self.that(j),
            // “called the man who led it “a liar””, but “told him who led it”
            Kind::Wh
                if !self.verb.told
                    && self.told.is_some()
                    && view.is_noun(j - 1)
                    && view.chunk_is_finite(j + 1) =>
            {
                Step::Over
            }
            Kind::Wh => Step::Content(j, Shape::Wh),
            Kind::Sub | Kind::Prep if self.opens_gerund(j) => self.behind_gerund(j),
            Kind::Sub => self.conjunction(j),
            Kind::Colon | Kind::Comma if view.pair(j + 1).is_some() => {
                Step::Content(j + 1, Shape::Quote)
            }
            // “added a line to it: “X””, and “announced the date: May”, but not
            // “added a task: talks”
            Kind::Colon if self.told.is_some() && !self.verb.told && !self.verb.object => {
                Step::Over
            }
            Kind::Colon => Step::Content(j + 1, Shape::Colon),
            // “said, as he left, that”
            Kind::Comma if self.own.is_some_and(|o| o > j && o <= j + 8) => Step::To(j + 1),
            Kind::Verb => self.verb(j),
            Kind::Prep if view.is_according(j) => Step::Over,
            Kind::Prep => {
                self.phrase = true;
                let noun = view.is(j + 1, Kind::Noun);
                Step::To(if noun { view.noun_end(j + 1) } else { j + 1 })
            }
            Kind::Adj => {
                self.told = self.told.or(Some(j));
                Step::To(j + 1)
            }
            Kind::Coord => self.coordinator(j),
            _ => Step::Over,
        }
    }

    fn that(&self, j: usize) -> Step {
        let view = self.view;
        // “adding a line that helps”, but “warned him that it helps”
        let thing = self.told.is_some_and(|o| view.is_noun(o) && !view.can_speak(o));
        // “respond to videos that show it”: a clause has its subject.
        let describes = j > self.start
            && view.is(j - 1, Kind::Noun)
            && view.chunk_is_finite(view.past_adverbs(j + 1));
        if thing && !self.verb.told || describes {
            return Step::Over;
        }
        Step::Content(j + 1, Shape::That)
    }

    /// “said *after meeting* them that”
    fn opens_gerund(&self, j: usize) -> bool {
        let view = self.view;
        self.clausal
            && self.told.is_none()
            && view.first_word(j).is(Cats::ADVERBIAL)
            && view.is(j + 1, Kind::Verb)
            && view.chunk(j + 1).form == Form::Gerund
    }

    fn behind_gerund(&self, j: usize) -> Step {
        let view = self.view;
        let that = (j + 2..view.len()).take(REACH).take_while(|&i| view.outside(i));
        let mut that = that.take_while(|&i| !view.is(i, Kind::Comma));
        that.find(|&i| view.is_that(i)).map_or(Step::Over, Step::To)
    }

    /// At a conjunction other than *that*.
    fn conjunction(&self, j: usize) -> Step {
        if !self.clausal {
            return Step::Over;
        }
        // “said as he left Oslo, “…””
        if let Some(q) = self.view.quotation_behind(j) {
            return Step::Content(q, Shape::Quote);
        }
        if j == self.start || self.told.is_some() == self.verb.told {
            return Step::Content(j, Shape::Bare);
        }
        Step::Over
    }

    fn verb(&self, j: usize) -> Step {
        let view = self.view;
        let form = view.chunk(j).form;
        let content = |at| Step::Content(at, Shape::Object);
        match (form, self.told) {
            // “said in a memo obtained by X that”
            (Form::Participle, None) if self.phrase && view.is(j - 1, Kind::Noun) => {
                Step::To(j + 1)
            }
            (Form::Infinitive, told) => Step::Content(told.unwrap_or(j), Shape::Infinitive),
            (Form::Finite, Some(o)) => Step::Content(o, Shape::Bare),
            // “which X said was late”, but not “how X responds matters”
            (Form::Finite, None) => {
                let own = view.chunk(self.k);
                let gap = self.verb.tier == 1 && j == self.start && own.is_finite()
                    || self.verb.tier <= 2 && view.in_relative(self.k);
                if gap && (!self.verb.told || own.passive) {
                    Step::Content(j, Shape::Bare)
                } else {
                    Step::Over
                }
            }
            (Form::Gerund, None) if self.clausal && view.clause_ahead(j, self.sure) => {
                Step::Content(j, Shape::Bare)
            }
            (Form::Gerund, None) if self.clausal => content(j),
            (_, told) => told.map_or(Step::Over, content),
        }
    }

    fn noun(&mut self, j: usize) -> Step {
        let view = self.view;
        let clause = |own| view.clause_ahead(j, self.sure) || own && view.past_ahead(self.k, j);
        if self.told.is_some() {
            // Two noun phrases side by side: who is told, and what.
            return if self.clausal && clause(false) {
                Step::Content(j, Shape::Bare)
            } else if self.verb.told {
                Step::Content(j, Shape::Object)
            } else {
                Step::To(j + 1)
            };
        }
        // “warned him that it helps”
        let party = view.is_that(j + 1)
            && !view.chunk_is_finite(j + 2)
            && (view.can_speak(j) || view.chunk(j).pronoun);
        let begins = || self.own == Some(j) || self.clausal && !self.verb.told && clause(self.sure);
        if !party && begins() {
            return Step::Content(j, Shape::Bare);
        }
        self.told = Some(j);
        Step::To(if party { j + 1 } else { view.noun_end(j) })
    }

    fn coordinator(&self, j: usize) -> Step {
        let view = self.view;
        match self.told {
            // “conceded publicly and privately that …”
            None if view.is(j - 1, Kind::Adverb) && view.is(j + 1, Kind::Adverb) => Step::To(j + 1),
            None => Step::Over,
            // “told the Post and the Times that …”
            Some(_) if view.joins(j + 1) => Step::To(view.noun_end(j + 1)),
            Some(_) => Step::To(j + 1),
        }
    }
}

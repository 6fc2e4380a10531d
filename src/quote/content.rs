//! What a verb reports: where it begins behind the verb, and where it ends.

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
        let own = self.own(k);
        let clausal = self.head(k).is(Cats::CLAUSAL);
        // No thing is said, claimed or argued: what follows is a clause.
        let sure = verb.tier == 1 && !verb.object;
        // The first phrase behind a preposition, and the one told.
        let (mut phrase, mut told) = (None, None);
        let mut j = self.behind(k);
        while j < self.len() && j < k + REACH {
            if !self.outside(j) {
                // “told “The Morning Show” that …”
                let close = self.pair_end(j);
                if self.is_that(close) && self.pair(j).is_some_and(|p| p.words <= TITLE) {
                    j = close;
                    continue;
                }
                return match told {
                    Some(o) if !verb.told && !self.sentence_like(j) => Some((o, Shape::Object)),
                    _ => Some((j, Shape::Quote)),
                };
            }
            let chunk = self.chunk(j);
            match chunk.kind {
                Kind::Adverb => j += 1,
                // “said Monday”, but “said the period was over”
                Kind::Noun if chunk.time && !self.acts(j) => j += 1,
                // “adding a line that helps”, but “warned him that it helps”
                Kind::Sub
                    if self.is_that(j)
                        && !verb.told
                        && told.is_some_and(|o| self.is_noun(o) && !self.can_speak(o)) =>
                {
                    break;
                }
                // “respond to videos that show it”: a clause has its subject.
                Kind::Sub
                    if self.is_that(j)
                        && j > self.behind(k)
                        && self.is(j - 1, Kind::Noun)
                        && self.chunk_is_finite(self.past_adverbs(j + 1)) =>
                {
                    break;
                }
                Kind::Sub if self.is_that(j) => return Some((j + 1, Shape::That)),
                // “called the man who led it “a liar””, but “told him who led it”
                Kind::Wh
                    if !verb.told
                        && told.is_some()
                        && self.is_noun(j - 1)
                        && self.chunk_is_finite(j + 1) =>
                {
                    break;
                }
                Kind::Wh => return Some((j, Shape::Wh)),
                // “said after meeting them that”
                Kind::Sub | Kind::Prep
                    if clausal
                        && told.is_none()
                        && self.first_word(j).is(Cats::ADVERBIAL)
                        && self.is(j + 1, Kind::Verb)
                        && self.chunk(j + 1).form == Form::Gerund =>
                {
                    let that = (j + 2..self.len()).take(REACH).take_while(|&i| self.outside(i));
                    let mut that = that.take_while(|&i| !self.is(i, Kind::Comma));
                    j = that.find(|&i| self.is_that(i))?;
                }
                // “said as he left Oslo, “…””
                Kind::Sub if clausal && self.quotation_behind(j).is_some() => {
                    return self.quotation_behind(j).map(|q| (q, Shape::Quote));
                }
                Kind::Sub if clausal && (j == self.behind(k) || told.is_some() == verb.told) => {
                    return Some((j, Shape::Bare));
                }
                Kind::Colon if self.pair(j + 1).is_some() => return Some((j + 1, Shape::Quote)),
                // “added a line to it: “X””, and “announced the date: May”, but not
                // “added a task: talks”
                Kind::Colon if told.is_some() && !verb.told && !verb.object => break,
                Kind::Colon => return Some((j + 1, Shape::Colon)),
                Kind::Comma if self.pair(j + 1).is_some() => return Some((j + 1, Shape::Quote)),
                Kind::Comma => {
                    // “said, as he left, that”
                    if own.is_none_or(|o| o <= j || o > j + 8) {
                        break;
                    }
                    j += 1;
                }
                // “said in a memo obtained by X that”
                Kind::Verb
                    if chunk.form == Form::Participle
                        && told.is_none()
                        && phrase.is_some()
                        && self.is(j - 1, Kind::Noun) =>
                {
                    j += 1;
                }
                Kind::Verb => {
                    return match (chunk.form, told) {
                        (Form::Infinitive, Some(o)) => Some((o, Shape::Infinitive)),
                        (Form::Infinitive, None) => Some((j, Shape::Infinitive)),
                        (Form::Finite, Some(o)) => Some((o, Shape::Bare)),
                        // “which X said was late”, but not “how X responds matters”
                        (Form::Finite, None) => {
                            let gap =
                                verb.tier == 1 && j == self.behind(k) && self.chunk(k).is_finite()
                                    || verb.tier <= 2 && self.in_relative(k);
                            (gap && (!verb.told || self.chunk(k).passive))
                                .then_some((j, Shape::Bare))
                        }
                        (Form::Gerund, None) if clausal && self.clause_ahead(j, sure) => {
                            Some((j, Shape::Bare))
                        }
                        (Form::Gerund, None) if clausal => Some((j, Shape::Object)),
                        (_, o) => o.map(|o| (o, Shape::Object)),
                    };
                }
                // “warned him that it helps”
                Kind::Noun
                    if told.is_none()
                        && self.is_that(j + 1)
                        && !self.chunk_is_finite(j + 2)
                        && (self.can_speak(j) || self.chunk(j).pronoun) =>
                {
                    told = Some(j);
                    j += 1;
                }
                Kind::Noun if told.is_none() => {
                    let ahead = || self.clause_ahead(j, sure) || sure && self.past_ahead(k, j);
                    if own == Some(j) || clausal && !verb.told && ahead() {
                        return Some((j, Shape::Bare));
                    }
                    told = Some(j);
                    j = self.noun_end(j);
                }
                // Two noun phrases side by side: who is told, and what.
                Kind::Noun if clausal && self.clause_ahead(j, sure) => {
                    return Some((j, Shape::Bare));
                }
                Kind::Noun if verb.told => return Some((j, Shape::Object)),
                Kind::Noun => j += 1,
                Kind::Prep if self.is_according(j) => break,
                Kind::Prep => {
                    phrase = phrase.or(Some(j));
                    j = if self.is(j + 1, Kind::Noun) { self.noun_end(j + 1) } else { j + 1 };
                }
                Kind::Adj => {
                    told = told.or(Some(j));
                    j += 1;
                }
                // “conceded publicly and privately that …”
                Kind::Coord
                    if told.is_none()
                        && self.is(j - 1, Kind::Adverb)
                        && self.is(j + 1, Kind::Adverb) =>
                {
                    j += 1;
                }
                // “told the Post and the Times that …”
                Kind::Coord if told.is_some() && self.joins(j + 1) => j = self.noun_end(j + 1),
                Kind::Coord if told.is_some() => j += 1,
                _ => break,
            }
        }
        told.map(|o| (o, Shape::Object))
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

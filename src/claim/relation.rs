//! Who is subject, object, antecedent or doer of a verb, and which clause it
//! governs.

use super::{CueAt, Stage};
use crate::chunk::clause::{Clause, ClauseKind, NONE};
use crate::chunk::group::{Form, Kind};
use crate::frames::CueClass;
use crate::lexicon::{Cats, Tag};

/// How far the doer of a passive may stand from it, in groups.
const REACH: usize = 48;

impl Stage<'_> {
    /// The clause that the verb or noun at group `k` governs.
    pub(super) fn clause_governed(&self, k: usize) -> Option<u16> {
        self.syntax
            .clauses
            .iter()
            .position(|c| {
                matches!(c.kind, ClauseKind::Complement | ClauseKind::Quotation)
                    && usize::from(c.governor) == k
            })
            .map(|i| i as u16)
    }

    /// The clause that a reporting verb reports: what it governs, or, for a
    /// report set off by a comma, what stands around it.
    pub(super) fn clause_reported(&self, verb: usize) -> Option<(usize, u16)> {
        if let Some(c) = self.clause_governed(verb) {
            let clause = &self.syntax.clauses[usize::from(c)];
            let from = usize::from(clause.from)
                + usize::from(clause.opener != NONE && clause.opener == clause.from);
            return Some((from, c));
        }
        let own = self.syntax.clauses[usize::from(self.chunk(verb).clause)];
        if own.kind == ClauseKind::Report && own.from > 0 {
            // The quotation or main clause right before.
            let Some(before) =
                (0..usize::from(own.from)).rev().find(|&k| self.chunk(k).is(Kind::Verb))
            else {
                // “The bank, he alleged, had hidden losses.”
                let from = usize::from(own.to);
                let verb = (from..self.syntax.chunks.len())
                    .take(REACH)
                    .find(|&k| self.chunk(k).is_finite())?;
                return Some((from, self.chunk(verb).clause));
            };
            let mut c = self.chunk(before).clause;
            let mut steps = 0;
            while steps < 32 {
                let clause = &self.syntax.clauses[usize::from(c)];
                if matches!(clause.kind, ClauseKind::Quotation | ClauseKind::Main)
                    || clause.parent == NONE
                {
                    break;
                }
                c = clause.parent;
                steps += 1;
            }
            return Some((usize::from(self.syntax.clauses[usize::from(c)].from), c));
        }
        None
    }

    /// The subject of the verb group `k`, as a phrase.
    pub(super) fn subject(&self, k: usize) -> Option<u16> {
        let chunk = self.chunk(k);
        if chunk.is(Kind::Verb) { chunk.phrase.checked_sub(1) } else { None }
    }

    /// The subject of the cue's verb.
    pub(super) fn subject_phrase(&self, cue: &CueAt) -> Option<u16> {
        let verb = match cue.class {
            CueClass::Verb | CueClass::Modifier => Some(cue.chunk),
            CueClass::Noun => self.support_of(cue).map(|(k, _)| k),
            CueClass::Predicate => self.copula_of(cue),
        };
        self.subject(verb?)
    }

    pub(super) fn subject_group(&self, cue: &CueAt) -> Option<usize> {
        self.subject_phrase(cue).map(|p| usize::from(self.syntax.phrases[usize::from(p)].head))
    }

    pub(super) fn object_group(&self, cue: &CueAt) -> Option<usize> {
        if cue.class != CueClass::Verb {
            return None;
        }
        if self.chunk(cue.chunk).passive {
            return self.subject_group(cue);
        }
        if let Some(p) = self.object_gap(cue.chunk, self.subject(cue.chunk)) {
            return Some(usize::from(self.syntax.phrases[usize::from(p)].head));
        }
        let at = self.chunk_of(cue.to - 1).map_or(cue.chunk, |k| k) + 1;
        self.object_phrase(cue, at).map(|p| usize::from(self.syntax.phrases[usize::from(p)].head))
    }

    /// The noun group right behind a passive: its second object.
    pub(super) fn kept_object(&self, cue: &CueAt) -> Option<usize> {
        if cue.class != CueClass::Verb || !self.chunk(cue.chunk).passive {
            return None;
        }
        self.next_group(cue.chunk + 1)
            .filter(|&k| self.chunk(k).is(Kind::Noun) && !self.chunk(k).time)
    }

    /// The noun group right behind the object at `object`.
    pub(super) fn second_object(&self, cue: &CueAt, object: usize) -> Option<usize> {
        let active = cue.class == CueClass::Verb && object > cue.chunk;
        let next = self.syntax.chunks.get(object + 1);
        let next = next.filter(|c| c.is(Kind::Noun) && !c.time && !c.pronoun);
        // “denied charges *the firm* lied”: the subject of a clause.
        let acts = self.next_group(object + 2).is_some_and(|k| self.chunk(k).is_finite());
        (active && next.is_some() && !acts).then_some(object + 1)
    }

    pub(super) fn head_word(&self, phrase: u16) -> usize {
        let p = &self.syntax.phrases[usize::from(phrase)];
        self.chunk(usize::from(p.head)).head as usize
    }

    /// The antecedent of a relative clause in which the verb has a subject of
    /// its own: it is the object.
    pub(super) fn object_gap(&self, verb: usize, subject: Option<u16>) -> Option<u16> {
        let relative = self.relative_around(verb).filter(|c| self.preposed(c).is_none());
        let Some(relative) = relative else { return self.told_gap(verb) };
        // “the state *whose leaders* called for it”
        if self.syntax.chunks.get(usize::from(relative.opener)).is_some_and(|o| o.is(Kind::Noun)) {
            return None;
        }
        (relative.antecedent != NONE && subject.is_some_and(|s| s != relative.antecedent))
            .then_some(relative.antecedent)
    }

    /// Whether the verb at `k` has a subject behind the question word of its clause:
    /// “*what* they call a disgrace”.
    pub(super) fn asks_object(&self, k: usize) -> bool {
        let clause = &self.syntax.clauses[usize::from(self.chunk(k).clause)];
        let opener = self.syntax.chunks.get(usize::from(clause.opener));
        opener.is_some_and(|c| c.is(Kind::Wh)) && self.subject(k).is_some()
    }

    /// The noun before a *that*-clause whose verb lacks its object and ends it: “a claim
    /// *that the firm disputes*”.
    fn told_gap(&self, verb: usize) -> Option<u16> {
        let chunks = &self.syntax.chunks;
        let clause = self.syntax.clauses.get(usize::from(self.chunk(verb).clause))?;
        let governor = usize::from(clause.governor);
        let noun = chunks.get(governor).filter(|c| c.is(Kind::Noun))?;
        let that = chunks
            .get(usize::from(clause.opener))
            .is_some_and(|o| o.is(Kind::Sub) && self.syntax.words[o.from as usize].is(Cats::THAT));
        let ends = (verb + 1..chunks.len())
            .find(|&k| !chunks[k].is(Kind::Adverb))
            .is_none_or(|k| matches!(chunks[k].kind, Kind::Stop | Kind::Comma | Kind::Semicolon));
        let own = clause.kind == ClauseKind::Complement && usize::from(clause.verb) == verb;
        let right_before = governor + 1 == usize::from(clause.opener);
        if own && that && ends && right_before { noun.phrase.checked_sub(1) } else { None }
    }

    /// The antecedent of a relative clause that begins with one of the
    /// prepositions: “the theft *of which* he was accused”.
    pub(super) fn prepositional_gap(&self, forms: &[u64], verb: usize) -> Option<u16> {
        let relative = self.relative_around(verb)?;
        let prep = self.preposed(relative)?;
        let word = &self.syntax.words[self.chunk(prep).from as usize];
        // “in which” is where it happened.
        let given = !word.is(Cats::PLACE) && forms.contains(&word.hash);
        (relative.antecedent != NONE && given).then_some(relative.antecedent)
    }

    /// The antecedent of the relative clause around the verb, where nothing follows the
    /// preposition at `prep`: “the theft *he is accused of*”.
    pub(super) fn stranded_gap(&self, prep: usize, verb: usize) -> Option<u16> {
        let ends = self.syntax.chunks.get(prep + 1).is_none_or(|c| {
            c.is_finite()
                || c.is(Kind::Verb) && c.form == Form::Participle
                || matches!(c.kind, Kind::Stop | Kind::Comma | Kind::Semicolon)
        });
        let relative = self.relative_around(verb).filter(|_| ends)?;
        // No clause describes *him*, and “in which” has its preposition.
        let described = self.syntax.phrases.get(usize::from(relative.antecedent))?;
        if self.chunk(usize::from(described.head)).pronoun || self.preposed(relative).is_some() {
            return None;
        }
        let other = self.subject(verb).is_some_and(|s| s != relative.antecedent);
        (other && relative.antecedent != NONE).then_some(relative.antecedent)
    }

    /// The preposition before the relative word of a clause.
    fn preposed(&self, relative: &Clause) -> Option<usize> {
        let prep = usize::from(relative.opener).checked_sub(1).filter(|_| relative.opener != NONE);
        prep.filter(|&k| self.chunk(k).is(Kind::Prep))
    }

    /// The relative clause that the verb stands in, also through complements:
    /// “which he said he denies”.
    fn relative_around(&self, verb: usize) -> Option<&Clause> {
        let mut clause = self.chunk(verb).clause;
        for _ in 0..4 {
            let c = self.syntax.clauses.get(usize::from(clause))?;
            match c.kind {
                ClauseKind::Relative => return Some(c),
                ClauseKind::Complement | ClauseKind::NonFinite => clause = c.parent,
                _ => return None,
            }
        }
        None
    }

    /// The doer of a passive: the phrase behind *by*, unless it is a time.
    pub(super) fn by_phrase(&self, verb: usize) -> Option<u16> {
        let chunks = &self.syntax.chunks;
        let clause = chunks[verb].clause;
        for (k, chunk) in chunks.iter().enumerate().skip(verb + 1).take(REACH) {
            // “accused of lying *by a rival*”: an active gerund has no doer behind it.
            let mut party = false;
            if chunk.clause != clause {
                if self.leaves(chunk.clause, clause) {
                    return None;
                }
                let inner = &self.syntax.clauses[usize::from(chunk.clause)];
                let act = chunks.get(usize::from(inner.verb));
                party = inner.parent == clause
                    && inner.kind == ClauseKind::NonFinite
                    && act.is_some_and(|v| v.form == Form::Gerund && !v.passive);
                if !party {
                    continue;
                }
            }
            if matches!(chunk.kind, Kind::Stop | Kind::Semicolon) || chunk.is_finite() {
                return None;
            }
            if chunk.is(Kind::Prep) && self.syntax.words[chunk.from as usize].tag == Tag::By {
                let next = self.next_group(k + 1)?;
                let n = self.chunk(next);
                if n.is(Kind::Noun) && !n.time {
                    let doer = n.phrase.checked_sub(1);
                    if !party || doer.is_some_and(|p| self.names_someone(p)) {
                        return doer;
                    }
                }
            }
        }
        None
    }

    /// The object: the first noun phrase behind the cue that no preposition
    /// governs, in the same clause.
    pub(super) fn object_phrase(&self, cue: &CueAt, at: usize) -> Option<u16> {
        let mut clause = self.chunk(cue.chunk).clause;
        let mut k = at;
        let mut steps = 0;
        while k < self.syntax.chunks.len() && steps < 8 {
            let chunk = self.chunk(k);
            match chunk.kind {
                Kind::Noun => {
                    let phrase = chunk.phrase.checked_sub(1)?;
                    let p = &self.syntax.phrases[usize::from(phrase)];
                    let own = chunk.clause == clause || p.clause == clause;
                    let free = p.prep == NONE
                        || (self.chunk(usize::from(p.prep)).from as usize) < cue.to
                            && self.chunk(usize::from(p.prep)).from as usize >= cue.from;
                    let object = !chunk.time
                        || k == at && !self.heavy_object(k + 1, clause) && !self.parted(k, clause);
                    if free && own && object {
                        return Some(phrase);
                    }
                    // “accused on Monday the army”: a phrase of time is passed over.
                    if !chunk.time && p.prep == NONE {
                        return None;
                    }
                }
                Kind::Adverb | Kind::QuoteOpen | Kind::QuoteClose => {}
                Kind::Prep if self.chunks_time(k + 1) => {}
                // “condemned in the strongest terms the killing of”: a heavy
                // object may follow a phrase of manner.
                Kind::Prep if self.heavy_object(k + 2, clause) => k += 1,
                // “condemned “in the strongest terms” the killing”: so may any
                // object behind marks.
                Kind::Prep if k > at && self.behind_marks(k) => k += 2,
                // “condemned and mocked *the plan*”: one object for both.
                // “denied, through a lawyer, *the claims*”
                Kind::Comma if k == at => k = self.insertion_end(k)?,
                Kind::Coord if k == at => {
                    k = self.next_group(k + 1).filter(|&v| self.shares_object(cue.chunk, v))?;
                    clause = self.chunk(k).clause;
                }
                _ => return None,
            }
            k += 1;
            steps += 1;
        }
        None
    }

    /// Whether the prepositional phrase at `k` stands between quotation marks of
    /// its own, with a noun group behind them.
    fn behind_marks(&self, k: usize) -> bool {
        let is = |k: usize, kind: Kind| self.syntax.chunks.get(k).is_some_and(|c| c.is(kind));
        is(k - 1, Kind::QuoteOpen)
            && is(k + 1, Kind::Noun)
            && is(k + 2, Kind::QuoteClose)
            && is(k + 3, Kind::Noun)
    }

    /// The comma that ends the prepositional phrase or adverb set off by the one at
    /// `comma`.
    fn insertion_end(&self, comma: usize) -> Option<usize> {
        let chunks = &self.syntax.chunks;
        let opens =
            chunks.get(comma + 1).is_some_and(|c| matches!(c.kind, Kind::Prep | Kind::Adverb));
        (comma + 2..chunks.len())
            .take(6)
            .take_while(|&k| {
                matches!(chunks[k].kind, Kind::Prep | Kind::Noun | Kind::Adverb | Kind::Comma)
            })
            .find(|&k| chunks[k].is(Kind::Comma))
            .filter(|&k| opens && chunks.get(k + 1).is_some_and(|c| c.is(Kind::Noun)))
    }

    /// Whether the verb at `b` is of the same form as the one at `a`, without
    /// auxiliaries of its own, and so may go with it before one object.
    fn shares_object(&self, a: usize, b: usize) -> bool {
        let (a, b) = (self.chunk(a), self.chunk(b));
        b.is(Kind::Verb) && !b.passive && b.from == b.head && a.form == b.form
    }

    /// Whether the noun group at `k` is a phrase of its own with a complement,
    /// in `clause`.
    fn heavy_object(&self, k: usize, clause: u16) -> bool {
        let Some(chunk) = self.syntax.chunks.get(k).filter(|c| c.is(Kind::Noun)) else {
            return false;
        };
        let Some(p) = chunk.phrase.checked_sub(1) else { return false };
        let p = &self.syntax.phrases[usize::from(p)];
        !chunk.time && p.prep == NONE && p.host == NONE && p.last > p.first && p.clause == clause
    }

    /// Whether a phrase of manner and a heavy object follow the time at `k`.
    fn parted(&self, k: usize, clause: u16) -> bool {
        self.syntax.chunks.get(k + 1).is_some_and(|c| c.is(Kind::Prep))
            && self.heavy_object(k + 3, clause)
    }

    fn chunks_time(&self, k: usize) -> bool {
        self.syntax.chunks.get(k).is_some_and(|c| c.is(Kind::Noun) && c.time)
    }
}

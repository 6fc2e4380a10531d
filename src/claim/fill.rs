//! Fills the slots of a pattern from the groups around its cue.

use super::{CueAt, How, Roles, Stage, Why};
use crate::EntityKind;
use crate::Span;
use crate::chunk::clause::{ClauseKind, NONE};
use crate::chunk::group::{Form, Kind};
use crate::chunk::word::Word;
use crate::frames::{CueClass, Element, Frame, Pattern, Place, Role, Shapes, Slot};
use crate::lexicon::{Cats, Effect, Tag};

/// How far a preposition may stand from its cue, in groups.
pub(super) const REACH: usize = 48;

impl Stage<'_> {
    /// The roles that `pattern` finds around `cue`.
    pub(super) fn fill(&self, frame: &Frame, pattern: &Pattern, cue: &CueAt) -> Result<Roles, Why> {
        if frame.needs.negation && !self.denied(pattern, cue) {
            return Err(Why::NotNegated);
        }
        if frame.needs.own && !self.speaks_for_itself(cue) {
            return Err(Why::OfOthers);
        }
        let mut roles = match pattern.class {
            CueClass::Verb => self.fill_verb(pattern, cue)?,
            CueClass::Noun => self.fill_noun(pattern, cue)?,
            CueClass::Predicate => self.fill_predicate(pattern, cue)?,
            CueClass::Modifier => self.fill_modifier(pattern, cue)?,
        };
        // “He said the firm *bears responsibility*”: where the pattern has no
        // place for a source, who says so is it.
        let mut slots =
            pattern.before.iter().chain(pattern.after.iter().filter_map(|e| e.slot.as_ref()));
        if pattern.class == CueClass::Verb
            && !frame.legal
            && roles.get(Role::Source).is_none()
            && slots.all(|s| s.role != Role::Source)
        {
            if let Some(span) = self.speaker_span(cue) {
                roles.set(Role::Source, span, How::Speaker);
            }
        }
        // “attacked the plan, *saying it was unfair*”
        if pattern.class == CueClass::Verb
            && roles.get(Role::Content).is_none()
            && roles.get(Role::Target).is_some()
        {
            if let Some(span) = self.reason_given(frame, cue) {
                roles.set(Role::Content, span, How::Clause);
            }
        }
        // A lone article names nobody.
        for role in [Role::Source, Role::Target] {
            if roles.get(role).is_some_and(|span| self.lone_article(span)) {
                roles.spans[role as usize] = None;
            }
        }
        let own = frame.needs.own || frame.needs.negation && self.speaks_for_itself(cue);
        self.settle_source(cue, own, &mut roles);
        // “He says not paying them is wrong”: nobody blames himself so.
        let target = roles.get(Role::Target).filter(|&t| roles.get(Role::Source) == Some(t));
        match roles.how[Role::Target as usize] {
            How::Doer if target.is_some() => return Err(Why::OfOthers),
            How::Subject if target.is_some() && pattern.class == CueClass::Verb => {
                return Err(Why::OfOthers);
            }
            How::Subject if target.is_some() && pattern.class == CueClass::Predicate => {
                roles.spans[Role::Target as usize] = None;
            }
            _ => {}
        }
        if let Some(&role) = frame.needs.roles.iter().find(|&&role| roles.get(role).is_none()) {
            return Err(Why::Needs(role));
        }
        let doer = roles.get(Role::Target);
        if roles.how[Role::Target as usize] == How::Doer
            && doer.is_some_and(|d| self.nameless(frame, d))
        {
            return Err(Why::Guard(Place::Doer));
        }
        if roles.count() == 0 { Err(Why::Bare) } else { Ok(roles) }
    }

    /// What the subject of the cue's verb says behind a comma.
    fn reason_given(&self, frame: &Frame, cue: &CueAt) -> Option<Span> {
        if frame.reasons.is_empty() || self.chunk(cue.chunk).passive {
            return None;
        }
        let subject = self.subject(cue.chunk)?;
        let says = |&k: &usize| {
            let chunk = self.chunk(k);
            chunk.is(Kind::Verb)
                && chunk.form == Form::Gerund
                && frame.reasons.contains(&self.syntax.words[chunk.head as usize].hash)
                && self.subject(k) == Some(subject)
                && self.syntax.clauses[usize::from(chunk.clause)].after_comma
        };
        let goes_on = |&k: &usize| !matches!(self.chunk(k).kind, Kind::Stop | Kind::Semicolon);
        let behind = (cue.chunk + 1..self.syntax.chunks.len()).take(REACH);
        let verb = behind.take_while(goes_on).find(says)?;
        let (from, clause) = self.clause_reported(verb)?;
        Some(self.clause_span(from, clause))
    }

    fn lone_article(&self, span: Span) -> bool {
        let words = &self.syntax.words;
        let word = words.get(words.partition_point(|w| (w.end as usize) <= span.start));
        word.is_some_and(|w| {
            w.span() == span
                && w.tag == Tag::Det
                && !w.is(Cats::PRONOUN.with(Cats::POSSESSIVE).with(Cats::NUMBER))
        })
    }

    /// Whether the act of the cue is said not to have been done: “never said”,
    /// but not “would not say”.
    fn denied(&self, pattern: &Pattern, cue: &CueAt) -> bool {
        // “*no* rules were broken” denies, but *nobody* says so.
        let speaks = pattern.before.as_ref().is_some_and(|s| s.role == Role::Source && !s.silent);
        let verb = match cue.class {
            CueClass::Predicate => self.copula_of(cue),
            _ => Some(cue.chunk),
        };
        verb.is_some_and(|k| {
            let verb = self.chunk(k);
            verb.form == Form::Finite
                && (verb.negated || self.negator_before(k) || !speaks && self.negative_subject(k))
                && !self.only_possible(verb)
        })
    }

    /// Whether the subject of the cue is whoever speaks: a first person, or a
    /// pronoun that agrees with the subject of the report.
    fn speaks_for_itself(&self, cue: &CueAt) -> bool {
        self.subject_phrase(cue).is_some_and(|subject| {
            let head = &self.syntax.words[self.head_word(subject)];
            let first = head.is(Cats::FIRST) && head.is(Cats::SUBJECT);
            first && self.first_person_speaks(cue)
                || self
                    .reporter_of(cue.chunk)
                    .is_some_and(|(speaker, _)| self.means_speaker(subject, speaker))
        })
    }

    fn fill_verb(&self, pattern: &Pattern, cue: &CueAt) -> Result<Roles, Why> {
        let verb = self.chunk(cue.chunk);
        if self.chunk(cue.chunk).passive {
            return self.fill_passive(pattern, cue);
        }
        let active = self.fill_active(pattern, cue);
        // “Ex-minister charged with fraud”: a headline leaves out the auxiliary.
        let participle = self.syntax.words[verb.head as usize].is(Cats::PART);
        match active {
            Err(_)
                if participle
                    && verb.form == Form::Finite
                    && verb.from == verb.head
                    && self.may_omit_auxiliary() =>
            {
                self.fill_passive(pattern, cue).or(active)
            }
            other => other,
        }
    }

    /// Headlines, and fragments without a final stop, leave out auxiliaries.
    pub(super) fn may_omit_auxiliary(&self) -> bool {
        self.heading || !self.syntax.chunks.iter().any(|c| c.is(Kind::Stop))
    }

    fn fill_active(&self, pattern: &Pattern, cue: &CueAt) -> Result<Roles, Why> {
        let mut roles = Roles::default();
        let verb = self.chunk(cue.chunk);
        let subject = self.subject(cue.chunk);
        if let (Some(slot), Some(phrase)) = (&pattern.before, subject) {
            if !self.fits(slot, phrase) {
                return Err(Why::WrongClass(0));
            }
            let span = if slot.role == Role::Source {
                self.agent_span(phrase, cue.chunk)
            } else {
                self.subject_span(phrase, cue.chunk)
            };
            if let Some(span) = span {
                let relative = self.syntax.clauses[usize::from(verb.clause)].antecedent == phrase;
                roles.fill(slot, span, if relative { How::Antecedent } else { How::Subject });
            }
        }
        // What a pattern only asks for must be there.
        if subject.is_none() && pattern.before.as_ref().is_some_and(|slot| slot.silent) {
            return Err(Why::Missing(0));
        }
        // “the first time the bloc *had blamed Oslo*”: a verb with an object of its
        // own has no other, unless the pattern has room for two.
        let bare = pattern
            .after
            .iter()
            .filter(|e| e.words.is_empty() && !e.inner && !names_compound(e))
            .count();
        let at = self.chunk_of(cue.to - 1).map_or(cue.chunk, |k| k.max(cue.chunk)) + 1;
        // “dismissed as *rubbish*” has none.
        let near =
            self.next_group(at).is_some_and(|k| self.chunk(k).is(Kind::Noun))
                && !self.syntax.chunks.get(at).is_some_and(|c| {
                    self.syntax.words[c.from as usize].is(Cats::PREP.with(Cats::SUB))
                });
        let object = if bare == 1 && near { self.object_phrase(cue, at) } else { None };
        let antecedent = self.object_gap(cue.chunk, subject).filter(|_| object.is_none());
        // “denied *them a place*” has one object too many.
        let group = object.map(|p| usize::from(self.syntax.phrases[usize::from(p)].head));
        if let Some(second) = group.and_then(|k| self.second_object(cue, k)) {
            let pronoun = group
                .is_some_and(|k| self.syntax.words[self.chunk(k).head as usize].tag == Tag::Obj);
            // “berated *him all the way*”
            let second = self.chunk(second);
            let known = self.syntax.words[second.from as usize..second.to as usize]
                .iter()
                .any(|w| w.is(Cats::DEFINITE.with(Cats::POSSESSIVE)));
            if pronoun && !known {
                return Err(Why::Missing(1));
            }
        }
        self.fill_after(&pattern.after, cue, &mut roles, antecedent)?;
        Ok(roles)
    }

    fn fill_passive(&self, pattern: &Pattern, cue: &CueAt) -> Result<Roles, Why> {
        let mut roles = Roles::default();
        let object =
            pattern.after.iter().position(|e| e.words.is_empty() && !e.inner && e.slot.is_some());
        // “blame was put on”: without an object the subject stays what it is.
        let Some(object) = object else {
            return Err(Why::NoPassive);
        };
        let Some(slot) = pattern.after[object].slot.as_ref() else { return Err(Why::NoPassive) };
        let subject = self.subject(cue.chunk);
        let expletive = subject.is_some_and(|p| {
            self.syntax.words[self.head_word(p)].is(Cats::NEUTER)
                && slot.shapes.has(Shapes::CLAUSE)
                && self.clause_governed(cue.chunk).is_some()
        });
        let mut doer = None;
        let mut at = cue.chunk + 1;
        match subject {
            Some(phrase) if !expletive => {
                // “it cannot be denied *that* …”: what is denied is the clause.
                let neuter = self.expletive(phrase) && self.clause_governed(cue.chunk).is_some();
                let np = slot.shapes.has(Shapes::NP) && !neuter;
                let raising = slot.shapes == Shapes::INF;
                if !np && !raising {
                    return Err(Why::Missing(object));
                }
                if !raising {
                    if !self.fits(slot, phrase) {
                        return Err(Why::WrongClass(object));
                    }
                    if let Some(span) = self.subject_span(phrase, cue.chunk) {
                        roles.fill(slot, span, How::PassiveSubject);
                    }
                    self.fill_inner(&pattern.after, object, phrase, cue, &mut roles);
                    for element in &pattern.after {
                        self.fill_compound(element, Some(phrase), &mut roles);
                    }
                }
                doer = Some(phrase);
            }
            Some(_) => {
                let wrong = slot.shapes.has(Shapes::WRONG)
                    && self.fill_wrong(slot, cue, &mut roles).is_ok();
                if !wrong {
                    self.fill_slot_clause(slot, cue.chunk, &mut roles)?;
                }
            }
            None => {}
        }
        if let Some(before) = &pattern.before {
            if slot.shapes == Shapes::INF {
                // “is alleged to have stolen”: the subject keeps its role.
                if let Some(span) = doer.and_then(|p| self.subject_span(p, cue.chunk)) {
                    roles.fill(before, span, How::PassiveSubject);
                }
                self.fill_slot_infinitive(slot, cue, &mut roles)?;
            } else if let Some(phrase) = self.by_phrase(cue.chunk) {
                let stop = self.stop_in(phrase, &pattern.after);
                if let Some((span, _)) = self.whole_span(phrase, stop, &pattern.after) {
                    roles.fill(before, span, How::ByPhrase);
                }
                // “by the head of the union *of* breaking it”
                let by = usize::from(self.syntax.phrases[usize::from(phrase)].prep);
                if self.next_group(at) == Some(by) {
                    let last = self.syntax.phrases[usize::from(phrase)].last;
                    at = usize::from(if stop == NONE { last + 1 } else { stop });
                }
            }
        }
        let rest: Vec<&Element> = pattern
            .after
            .iter()
            .enumerate()
            .filter(|(i, e)| *i != object && !e.inner && !names_compound(e))
            .map(|(_, e)| e)
            .collect();
        for (i, element) in rest.iter().enumerate() {
            match self.fill_element(element, cue, at, &mut roles, None, &[]) {
                Ok(next) => at = next,
                Err(_) if element.optional => {}
                Err(Why::Excluded(_)) => return Err(Why::Excluded(i)),
                Err(_) => return Err(Why::Missing(i)),
            }
        }
        // “denounced as a ‘trick’ *by the mayor*”: the doer ends what stands
        // before him.
        let by = self.by_phrase(cue.chunk).map(|p| self.syntax.phrases[usize::from(p)].prep);
        if let Some(by) = by.and_then(|k| self.syntax.chunks.get(usize::from(k))) {
            self.end_before(self.syntax.words[by.from as usize].start as usize, &mut roles);
        }
        Ok(roles)
    }

    /// Ends targets and contents before the byte `end`.
    pub(super) fn end_before(&self, end: usize, roles: &mut Roles) {
        for role in [Role::Target, Role::Content] {
            if let Some(held) = roles.get(role).filter(|s| s.start < end && s.end > end) {
                let cut = self.trim(Span::new(held.start, end));
                roles.set(role, cut, roles.how[role as usize]);
            }
        }
    }

    /// The elements behind the cue, in order. `gap` is the antecedent of a
    /// relative clause whose object is missing.
    pub(super) fn fill_after(
        &self,
        elements: &[Element],
        cue: &CueAt,
        roles: &mut Roles,
        gap: Option<u16>,
    ) -> Result<(), Why> {
        let mut at = self.chunk_of(cue.to - 1).map_or(cue.chunk + 1, |k| k.max(cue.chunk) + 1);
        let mut last = None;
        for (i, element) in elements.iter().enumerate() {
            if element.inner {
                if let Some(phrase) = last {
                    self.fill_inner(elements, i.saturating_sub(1), phrase, cue, roles);
                }
                let missing = element.slot.as_ref().is_some_and(|s| roles.get(s.role).is_none());
                if missing && !element.optional {
                    return Err(Why::Missing(i + 1));
                }
                continue;
            }
            if self.fill_compound(element, last, roles) {
                continue;
            }
            let gap = if i == 0 { gap } else { None };
            match self.fill_element(element, cue, at, roles, gap, &elements[i + 1..]) {
                Ok(next) => {
                    if element.words.is_empty() && gap.is_none() {
                        last = self.object_phrase(cue, at);
                    } else if gap.is_some() {
                        last = gap;
                    }
                    at = next;
                }
                Err(_) if element.optional => {}
                Err(why) => {
                    return Err(match why {
                        Why::WrongClass(_) => Why::WrongClass(i + 1),
                        Why::Excluded(_) => Why::Excluded(i + 1),
                        _ => Why::Missing(i + 1),
                    });
                }
            }
        }
        Ok(())
    }

    /// Fills a slot for the nouns before the head of `phrase` (“denied *fraud*
    /// allegations”); whether the element is one.
    fn fill_compound(&self, element: &Element, phrase: Option<u16>, roles: &mut Roles) -> bool {
        let slot = element.slot.as_ref().filter(|s| s.shapes.has(Shapes::COMPOUND));
        let Some(slot) = slot else { return false };
        let empty = roles.get(slot.role).is_none();
        let span =
            phrase.filter(|_| empty).and_then(|p| self.compound_before(slot, self.head_word(p)));
        if let Some(span) = span {
            roles.fill(slot, span, How::Modifier);
        }
        true
    }

    /// Fills one element; gives the group to go on from.
    fn fill_element(
        &self,
        element: &Element,
        cue: &CueAt,
        at: usize,
        roles: &mut Roles,
        gap: Option<u16>,
        rest: &[Element],
    ) -> Result<usize, Why> {
        if element.words.is_empty() {
            let Some(slot) = &element.slot else { return Ok(at) };
            if let Some(phrase) = gap {
                if slot.shapes.has(Shapes::NP) || slot.shapes.has(Shapes::CLAUSE) {
                    if !self.fits(slot, phrase) {
                        return Err(Why::WrongClass(0));
                    }
                    // “accused it of shelling the plant, which it denied”: what
                    // cannot be said is not what *which* means.
                    let head =
                        self.chunk(usize::from(self.syntax.phrases[usize::from(phrase)].head));
                    let sayable = Cats::COMM.with(Cats::ACT).with(Cats::EVENT);
                    let word = &self.syntax.words[head.head as usize];
                    if !slot.shapes.has(Shapes::NP) && !head.pronoun && !word.is(sayable) {
                        return Ok(at);
                    }
                    let span = self.subject_span(phrase, cue.chunk).ok_or(Why::Missing(0))?;
                    roles.fill(slot, span, How::Antecedent);
                    return Ok(at);
                }
            }
            return self.fill_bare(slot, cue, at, roles, rest);
        }
        let Some(slot) = &element.slot else {
            // A plain word that must be there.
            return self.plain_word(&element.words, cue, at).ok_or(Why::Missing(0));
        };
        // “blamed its difficulty in selling *on* rivals”: what must be there
        // may lie in a clause that the object holds.
        let prep = self.preposition(&element.words, cue, at, false).or_else(|| {
            if element.optional { None } else { self.preposition(&element.words, cue, at, true) }
        });
        if let (None, Some(phrase)) = (prep, self.prepositional_gap(&element.words, cue.chunk)) {
            if !self.fits(slot, phrase) {
                return Err(Why::WrongClass(0));
            }
            let span = self.subject_span(phrase, cue.chunk).ok_or(Why::Missing(0))?;
            roles.fill(slot, span, How::Antecedent);
            return Ok(at);
        }
        let prep = prep.ok_or(Why::Missing(0))?;
        // “the crimes he is accused *of* shocked them”
        if let Some(phrase) = self.stranded_gap(prep, cue.chunk).filter(|&p| self.fits(slot, p)) {
            if let Some(span) = self.subject_span(phrase, cue.chunk) {
                roles.fill(slot, span, How::Antecedent);
                return Ok(prep + 1);
            }
        }
        let next = self.fill_behind(slot, prep, roles, rest)?;
        // What stood before it ends there.
        self.end_before(self.syntax.words[self.chunk(prep).from as usize].start as usize, roles);
        Ok(next)
    }

    /// A plain word of the pattern in the clause of the cue, from group `at`.
    fn plain_word(&self, forms: &[u64], cue: &CueAt, at: usize) -> Option<usize> {
        let clause = self.chunk(cue.chunk).clause;
        (at..self.syntax.chunks.len())
            .take(REACH)
            .take_while(|&k| !matches!(self.chunk(k).kind, Kind::Semicolon | Kind::Stop))
            .filter(|&k| self.chunk(k).clause == clause || self.chunk(k).is(Kind::Adj))
            .find(|&k| {
                let c = self.chunk(k);
                self.syntax.words[c.from as usize..c.to as usize]
                    .iter()
                    .any(|w| forms.contains(&w.hash))
            })
            .map(|k| k + 1)
    }

    /// The preposition among `forms` that belongs to the cue, from group `at`.
    fn preposition(&self, forms: &[u64], cue: &CueAt, at: usize, deep: bool) -> Option<usize> {
        let chunks = &self.syntax.chunks;
        let clause = chunks[cue.chunk].clause;
        let mut k = at;
        let end = chunks.len().min(cue.chunk + REACH);
        while k < end {
            let chunk = &chunks[k];
            // What the clause of the cue does not hold is passed over, but for
            // what the caller has found already.
            let that = self.syntax.words[chunk.from as usize].is(Cats::THAT);
            let own = k == at && (chunk.is(Kind::Prep) || that);
            if chunk.clause != clause && !own {
                if self.leaves(chunk.clause, clause) {
                    return None;
                }
                let inner = &self.syntax.clauses[usize::from(chunk.clause)];
                if !(deep && inner.kind == ClauseKind::NonFinite && inner.parent == clause) {
                    k += 1;
                    continue;
                }
            }
            match chunk.kind {
                Kind::Verb if k > cue.chunk && chunk.is_finite() => return None,
                Kind::Semicolon | Kind::Stop | Kind::Colon => return None,
                Kind::Prep | Kind::Sub | Kind::Adverb | Kind::Wh | Kind::Other
                    if forms.contains(&self.syntax.words[chunk.from as usize].hash)
                        && !self.wanted(k)
                        && !self.counts(k) =>
                {
                    return Some(k);
                }
                _ => {}
            }
            k += 1;
        }
        None
    }

    /// Whether the preposition at group `k` goes with a mere quantity: “most *of* them”.
    fn counts(&self, k: usize) -> bool {
        let before = k.checked_sub(1).map(|j| self.chunk(j)).filter(|c| c.is(Kind::Noun));
        self.syntax.words[self.chunk(k).from as usize].tag == Tag::Of
            && before.is_some_and(|c| {
                c.to - c.from == 1
                    && self.syntax.words[c.from as usize].is(Cats::DET.with(Cats::NUMBER))
            })
    }

    /// Whether `clause` lies outside `inner`: it is neither it nor inside it.
    pub(super) fn leaves(&self, clause: u16, inner: u16) -> bool {
        !self.inside(clause, inner)
    }

    /// Whether `clause` is `outer` or lies in it.
    pub(super) fn inside(&self, mut clause: u16, outer: u16) -> bool {
        let clauses = &self.syntax.clauses;
        let mut steps = 0;
        while clause != NONE && steps < 64 {
            if clause == outer {
                return true;
            }
            clause = clauses.get(usize::from(clause)).map_or(NONE, |c| c.parent);
            steps += 1;
        }
        false
    }

    /// Fills a slot that has no word before it: object, clause, predicate.
    fn fill_bare(
        &self,
        slot: &Slot,
        cue: &CueAt,
        at: usize,
        roles: &mut Roles,
        rest: &[Element],
    ) -> Result<usize, Why> {
        let shapes = slot.shapes;
        let mut wrong_class = false;
        if shapes.has(Shapes::ACT) && cue.class == CueClass::Predicate {
            // What is judged may have brought a content of its own.
            if roles.get(slot.role).is_none() {
                let judgement = self.judgement(cue).ok_or(Why::Missing(0))?;
                roles.fill(slot, judgement, How::Predicate);
            }
            return Ok(at);
        }
        if shapes.has(Shapes::ACT) {
            let end = self.content_of_verb(cue.chunk).end;
            let start = self.syntax.words[cue.from].start as usize;
            let span = Span::new(start.min(end), end);
            if !self.predicate_fits(slot, span) {
                return Err(Why::WrongClass(0));
            }
            roles.fill(slot, span, How::Clause);
            return Ok(self.syntax.chunks.len());
        }
        if shapes.has(Shapes::WRONG) {
            let wrong = self.fill_wrong(slot, cue, roles).map(|()| self.syntax.chunks.len());
            if wrong.is_ok() || shapes == Shapes::WRONG {
                return wrong;
            }
        }
        if shapes.has(Shapes::CLAUSE) && self.fill_slot_clause(slot, cue.chunk, roles).is_ok() {
            return Ok(self.syntax.chunks.len());
        }
        if shapes.has(Shapes::GERUND) {
            if let Some(k) = self.next_group(at).filter(|&k| {
                let c = self.chunk(k);
                c.is(Kind::Verb) && c.form == Form::Gerund && k <= at + 2
            }) {
                // “denied *boarding* to ten guests”
                if slot.not && self.verb_in(slot, self.chunk(k).head as usize) {
                    return Err(Why::Excluded(0));
                }
                let span = self.content_of_verb(k);
                if slot.not || self.predicate_fits(slot, span) {
                    roles.fill(slot, span, How::Clause);
                    return Ok(self.syntax.chunks.len());
                }
            }
        }
        if shapes.has(Shapes::INF) && self.fill_slot_infinitive(slot, cue, roles).is_ok() {
            return Ok(self.syntax.chunks.len());
        }
        if shapes.has(Shapes::NP) {
            if let Some(phrase) = self.object_phrase(cue, at) {
                if self.fits(slot, phrase) {
                    let (span, next) = self.object_span(slot, phrase, rest);
                    roles.fill(slot, span, How::Object);
                    return Ok(next);
                }
                wrong_class = true;
            }
            // “denounced *what they called a farce*”
            let free = self.next_group(at).filter(|&k| {
                self.chunk(k).is(Kind::Wh) && (slot.classes.is_empty() || slot.not) && k <= at + 1
            });
            if let Some(k) = free {
                roles.fill(slot, self.clause_span(k, self.chunk(k).clause), How::Clause);
                return Ok(self.syntax.chunks.len());
            }
        }
        // “condemned *gambling in every form*”
        if shapes.has(Shapes::NP) && slot.classes.is_empty() {
            if let Some(k) = self.next_group(at).filter(|&k| self.is_activity(k)) {
                roles.fill(slot, self.content_of_verb(k), How::Object);
                return Ok(self.syntax.chunks.len());
            }
        }
        if shapes.has(Shapes::PRED) {
            if let Some((span, next)) = self.predicate_at(slot, at) {
                roles.fill(slot, span, How::Predicate);
                return Ok(next);
            }
            if let Some(word) = self.predicate_in_object(slot, at) {
                self.end_before(word.start, roles);
                roles.fill(slot, word, How::Predicate);
                return Ok(at);
            }
        }
        Err(if wrong_class { Why::WrongClass(0) } else { Why::Missing(0) })
    }

    /// A gerund that names an activity, not one that says how the act was done.
    fn is_activity(&self, k: usize) -> bool {
        let chunk = self.chunk(k);
        chunk.is(Kind::Verb)
            && chunk.form == Form::Gerund
            && chunk.from == chunk.head
            && !self.syntax.words[chunk.head as usize].is(Cats::REPORT)
            && !self.syntax.clauses[usize::from(chunk.clause)].after_comma
    }

    /// The next group that is neither adverb nor quotation mark.
    pub(super) fn next_group(&self, at: usize) -> Option<usize> {
        (at..self.syntax.chunks.len()).take(4).find(|&k| {
            !matches!(self.chunk(k).kind, Kind::Adverb | Kind::QuoteOpen | Kind::QuoteClose)
        })
    }

    /// The span of an object, and the group behind its first noun group, from
    /// where prepositions of the pattern are looked for.
    fn object_span(&self, slot: &Slot, phrase: u16, rest: &[Element]) -> (Span, usize) {
        let p = &self.syntax.phrases[usize::from(phrase)];
        let stop = self.stop_in(phrase, rest);
        if slot.role == Role::Content && stop == NONE {
            (self.content_of_phrase(phrase), usize::from(p.head) + 1)
        } else {
            self.whole_span(phrase, stop, rest).unwrap_or_default()
        }
    }

    /// Whether the preposition at group `k` says what the noun before it is
    /// for: “a call *for* a strike”, but “a call for its boldness”.
    fn wanted(&self, k: usize) -> bool {
        let words = &self.syntax.words;
        let noun = k.checked_sub(1).map(|j| self.chunk(j)).filter(|c| c.is(Kind::Noun));
        let wish = noun.and_then(|c| self.lexicon.governor(words[c.head as usize].lemma()));
        let thing = self.syntax.chunks.get(k + 1).filter(|c| c.is(Kind::Noun) && !c.pronoun);
        // “ministers *for Labour*”: whom someone stands for.
        let stands = noun.is_some_and(|c| words[c.head as usize].is(Cats::PERSON))
            && thing.is_some_and(|c| {
                matches!(
                    words[c.head as usize].kind,
                    Some(EntityKind::Org | EntityKind::Gpe | EntityKind::Loc)
                )
            });
        let prep = words[self.chunk(k).from as usize].is(Cats::FOR);
        prep && stands
            || prep
                && wish.is_some_and(|g| matches!(g.effect, Effect::Future | Effect::Requests))
                && thing.is_some_and(|c| !words[c.from as usize].is(Cats::POSSESSIVE))
    }

    /// The preposition inside `phrase` that belongs to the pattern: of several
    /// the one before a gerund, else the last (“the head *of* the agency *of*
    /// theft”).
    pub(super) fn stop_in(&self, phrase: u16, rest: &[Element]) -> u16 {
        let p = &self.syntax.phrases[usize::from(phrase)];
        let mut stop = NONE;
        let end = (usize::from(p.last) + 2).min(self.syntax.chunks.len());
        for k in usize::from(p.head) + 1..end {
            let chunk = self.chunk(k);
            let word = self.syntax.words[chunk.from as usize].hash;
            let prep = matches!(chunk.kind, Kind::Prep | Kind::Sub);
            if prep && rest.iter().any(|e| !e.inner && e.slot.is_some() && e.words.contains(&word))
            {
                let of = self.syntax.words[chunk.from as usize].tag == Tag::Of;
                let next = self.next_group(k + 1);
                // “of *misleading parliament*” may look like a noun.
                let verbal = next.map(|n| self.chunk(n)).is_some_and(|c| {
                    c.is(Kind::Verb)
                        || c.from < c.head && self.syntax.words[c.from as usize].is(Cats::ING)
                });
                let next = next.map(|n| self.chunk(n).kind);
                if k > usize::from(p.last) && stop != NONE && !verbal {
                    break;
                }
                if next == Some(Kind::Wh) || self.wanted(k) || of && self.counts(k) {
                    continue;
                }
                stop = k as u16;
                if verbal || !of {
                    break;
                }
            }
        }
        if stop > p.last { NONE } else { stop }
    }

    /// Whether a predicate holds a word of the classes.
    pub(super) fn predicate_fits(&self, slot: &Slot, span: Span) -> bool {
        if slot.classes.is_empty() {
            return true;
        }
        let words = &self.syntax.words;
        let from = words.partition_point(|w| (w.end as usize) <= span.start);
        let to = words.partition_point(|w| (w.start as usize) < span.end);
        let hit = (from..to).any(|i| slot.classes.iter().any(|&c| self.in_class(c, i, to)));
        hit != slot.not
    }

    /// Whether the word `i`, or a phrase that begins there, is in the class.
    pub(super) fn in_class(&self, class: usize, i: usize, to: usize) -> bool {
        let w = &self.syntax.words[i];
        let forms = &self.frames.classes[class].forms;
        let lemma = |lemma: u64| lemma != 0 && lemma != w.hash && forms.contains(&lemma);
        forms.contains(&w.hash)
            || lemma(w.entry.verb_lemma)
            || lemma(w.entry.noun_lemma)
            || self.begins_phrase(class, i, to)
    }

    /// Whether a phrase of the class begins at the word `i` and ends by `to`.
    pub(super) fn begins_phrase(&self, class: usize, i: usize, to: usize) -> bool {
        let words = &self.syntax.words;
        self.frames.classes[class].phrases_from(words[i].hash).iter().any(|p| {
            let mut at = i;
            // “jails *its* critics”, “spread *malicious* lies”, “covered *it* up”
            let follows = |h: &u64| {
                let inner = |tag| matches!(tag, Tag::Det | Tag::Adj | Tag::Obj | Tag::Pron);
                let between = |w: &&Word| w.hash != *h && inner(w.tag);
                let far = if at == i { self.behind_object(at, *h) } else { None };
                at += far.unwrap_or_else(|| {
                    words[at + 1..].iter().take(2).take_while(between).count() + 1
                });
                words.get(at).is_some_and(|w| w.hash == *h)
            };
            i + p.len() <= to.max(i) && p[1..].iter().all(follows)
        })
    }

    /// How far behind the verb `i` the word `hash` stands if it is a preposition or an
    /// adverb and only its object lies between: “put *children* at risk”.
    fn behind_object(&self, i: usize, hash: u64) -> Option<usize> {
        let words = &self.syntax.words;
        let object = |w: &&Word| {
            w.hash != hash && (w.is_nominal() || matches!(w.tag, Tag::Det | Tag::Adj | Tag::Num))
        };
        let far = words[i + 1..].iter().take(4).take_while(object).count() + 1;
        let particle = words
            .get(i + far)
            .is_some_and(|w| w.hash == hash && matches!(w.tag, Tag::Prep | Tag::Adverb));
        (particle && words[i].is(Cats::VERB)).then_some(far)
    }

    /// Fills a slot behind the preposition at group `prep`.
    fn fill_behind(
        &self,
        slot: &Slot,
        prep: usize,
        roles: &mut Roles,
        rest: &[Element],
    ) -> Result<usize, Why> {
        let Some(k) = self.next_group(prep + 1) else { return Err(Why::Missing(0)) };
        let shapes = slot.shapes;
        // “dismissed as “absurd” claims of theft”: what it is called stands alone.
        let alone = shapes.has(Shapes::PRED);
        let (k, opened) = if alone { (k, None) } else { self.quoted_qualifier(k) };
        let chunk = self.chunk(k);
        // “denounced it *for years*”, but “for the delay”
        let words = &self.syntax.words;
        let lasting = chunk.time
            && words[self.chunk(prep).from as usize].is(Cats::FOR)
            && !words[chunk.from as usize].is(Cats::DEFINITE.with(Cats::POSSESSIVE));
        match chunk.kind {
            Kind::Noun if lasting => return Err(Why::Missing(0)),
            // “charged with *finding* a site”
            Kind::Verb if slot.not && self.verb_in(slot, chunk.head as usize) => {
                return Err(Why::Excluded(0));
            }
            Kind::Verb if chunk.form == Form::Gerund && shapes.has(Shapes::GERUND) => {
                let span = self.with_adverbs(prep, self.content_of_verb(k));
                let span = self.before_second(prep, span);
                roles.fill(slot, span, How::Preposition);
            }
            // “in such a way as *to harm* it” judges nothing.
            Kind::Verb
                if chunk.form != Form::Infinitive
                    && (shapes.has(Shapes::PRED) || shapes.has(Shapes::GERUND)) =>
            {
                let span = self.content_of_verb(k);
                if !self.predicate_fits(slot, span) {
                    return Err(Why::WrongClass(0));
                }
                roles.fill(slot, span, How::Preposition);
            }
            Kind::Noun if shapes.has(Shapes::NP) || shapes.has(Shapes::PRED) => {
                let phrase = chunk.phrase.checked_sub(1).ok_or(Why::Missing(0))?;
                // “on *the mayor* for the crash”: the next part of the pattern
                // ends this one.
                let stop = self.stop_in(phrase, rest);
                let content = slot.role == Role::Content || shapes.has(Shapes::PRED);
                let span = if stop == NONE && content {
                    self.with_adverbs(prep, self.content_of_phrase(phrase))
                } else {
                    self.whole_span(phrase, stop, rest).ok_or(Why::Missing(0))?.0
                };
                let fits = if shapes.has(Shapes::PRED) {
                    self.predicate_fits(slot, span)
                } else {
                    self.fits(slot, phrase)
                };
                if !fits {
                    return Err(if slot.not { Why::Excluded(0) } else { Why::WrongClass(0) });
                }
                let start = opened.unwrap_or(span.start).min(span.start);
                roles.fill(slot, Span::new(start, span.end), How::Preposition);
                return Ok(k + 1);
            }
            Kind::Adj => {
                let span = self.predicate_span(k);
                // Without the preposition, which may look like an adverb.
                let from = self.syntax.words[self.chunk(prep).to as usize].start as usize;
                let span = Span::new(span.start.max(from), span.end);
                if !self.predicate_fits(slot, span) {
                    return Err(Why::WrongClass(0));
                }
                roles.fill(slot, span, How::Preposition);
            }
            Kind::Wh => {
                let clause = &self.syntax.clauses[usize::from(chunk.clause)];
                let span = self.clause_span(usize::from(clause.from), chunk.clause);
                roles.fill(slot, span, How::Preposition);
            }
            _ if self.chunk(prep).is(Kind::Sub) && shapes.has(Shapes::CLAUSE) => {
                let clause = self.chunk(prep).clause;
                roles.fill(slot, self.clause_span(prep + 1, clause), How::Clause);
            }
            _ => return Err(Why::Missing(0)),
        }
        Ok(k + 1)
    }

    /// “of *“hysterical” hype*”: the noun whose first word alone stands between
    /// quotation marks, and where the marks open; else the group `k` itself.
    fn quoted_qualifier(&self, k: usize) -> (usize, Option<usize>) {
        let chunks = &self.syntax.chunks;
        let kind = |k: usize| chunks.get(k).map(|c| c.kind);
        let quoted = k > 0
            && kind(k) == Some(Kind::Adj)
            && kind(k - 1) == Some(Kind::QuoteOpen)
            && kind(k + 1) == Some(Kind::QuoteClose)
            && kind(k + 2) == Some(Kind::Noun)
            && !self.chunk(k + 2).time;
        if quoted {
            let open = self.syntax.words[self.chunk(k - 1).from as usize].start as usize;
            (k + 2, Some(open))
        } else {
            (k, None)
        }
    }

    /// The content of a gerund behind the preposition at group `prep`, less the second
    /// target and content that share the cue: “accused the bank of hiding losses *and
    /// the regulator of ignoring them*”.
    fn before_second(&self, prep: usize, span: Span) -> Span {
        let words = &self.syntax.words;
        let chunks = &self.syntax.chunks;
        let own = words[self.chunk(prep).from as usize].hash;
        let is = |k: usize, kind: Kind| chunks.get(k).is_some_and(|c| c.is(kind));
        let gerund = |k: usize| is(k, Kind::Verb) && self.chunk(k).form == Form::Gerund;
        // The conjunction, a noun phrase, the same preposition and another gerund.
        let shares = |&coord: &usize| {
            let mut k = coord + 2;
            while is(k, Kind::Prep) && is(k + 1, Kind::Noun) && k < coord + 8 {
                k += 2;
            }
            is(coord, Kind::Coord)
                && is(coord + 1, Kind::Noun)
                && is(k, Kind::Prep)
                && words[self.chunk(k).from as usize].hash == own
                && self.next_group(k + 1).is_some_and(gerund)
        };
        let held = |&k: &usize| (words[self.chunk(k).from as usize].start as usize) < span.end;
        match (prep + 2..chunks.len()).take(REACH).take_while(held).find(shares) {
            Some(coord) => {
                let end = words[self.chunk(coord).from as usize].start as usize;
                self.trim(Span::new(span.start, end.max(span.start)))
            }
            None => span,
        }
    }

    /// Whether a class of the slot names the verb `i` itself.
    fn verb_in(&self, slot: &Slot, i: usize) -> bool {
        let w = &self.syntax.words[i];
        slot.classes.iter().any(|&c| {
            let forms = &self.frames.classes[c].forms;
            forms.contains(&w.hash) && !w.is(Cats::NOUN) || forms.contains(&w.entry.verb_lemma)
        })
    }

    /// Content inside the phrase of the slot before: “the claim that …”, “the
    /// allegations of …”.
    fn fill_inner(
        &self,
        elements: &[Element],
        before: usize,
        phrase: u16,
        cue: &CueAt,
        roles: &mut Roles,
    ) {
        for element in elements[before + 1..].iter().take_while(|e| e.inner) {
            let Some(slot) = &element.slot else { continue };
            let p = self.syntax.phrases[usize::from(phrase)];
            let head = self.counted(usize::from(p.head));
            let end = (usize::from(p.last) + 2).min(self.syntax.chunks.len());
            for k in head + 1..end {
                let chunk = self.chunk(k);
                let word = self.syntax.words[chunk.from as usize].hash;
                if !element.words.contains(&word) {
                    continue;
                }
                // “a claim *that the firm disputes*”
                let around = self.inside(self.chunk(cue.chunk).clause, chunk.clause);
                if matches!(chunk.kind, Kind::Sub | Kind::Wh) && around {
                    continue;
                }
                let span = match chunk.kind {
                    Kind::Sub | Kind::Wh => Some(self.clause_span(k + 1, chunk.clause)),
                    Kind::Prep => self.next_group(k + 1).and_then(|n| match self.chunk(n).kind {
                        Kind::Noun => {
                            let p = self.chunk(n).phrase.checked_sub(1);
                            p.map(|p| self.before_issue(p, self.content_of_phrase(p)))
                        }
                        Kind::Verb => Some(self.content_of_verb(n)),
                        _ => None,
                    }),
                    _ => None,
                };
                if let Some(span) = span {
                    roles.fill(slot, span, How::Inner);
                    // “charges *by the clergy* that it …”: whose they are stands
                    // between, and ends the phrase.
                    if !chunk.is(Kind::Prep) && self.maker_between(head, k) {
                        return;
                    }
                    // The phrase that holds it reaches as far.
                    let outer = elements[before].slot.as_ref().map(|s| s.role);
                    if let Some((role, held)) = outer.and_then(|r| roles.get(r).map(|s| (r, s))) {
                        if role != slot.role && held.end <= span.end && held.start < span.start {
                            roles.set(role, held.cover(span), roles.how[role as usize]);
                        }
                    }
                    return;
                }
            }
        }
    }

    /// Whether a *by*- or *from*-phrase stands between the groups.
    fn maker_between(&self, from: usize, to: usize) -> bool {
        self.syntax.chunks[from..to].iter().filter(|c| c.is(Kind::Prep)).any(|c| {
            let word = &self.syntax.words[c.from as usize];
            word.tag == Tag::By || word.is(Cats::SIDE)
        })
    }

    fn fill_slot_clause(&self, slot: &Slot, verb: usize, roles: &mut Roles) -> Result<(), Why> {
        let (from, clause) = self.clause_reported(verb).ok_or(Why::Missing(0))?;
        roles.fill(slot, self.clause_span(from, clause), How::Clause);
        Ok(())
    }

    fn fill_slot_infinitive(&self, slot: &Slot, cue: &CueAt, roles: &mut Roles) -> Result<(), Why> {
        let k = (cue.chunk + 1..self.syntax.chunks.len())
            .take(6)
            .find(|&k| self.chunk(k).is(Kind::Verb))
            .filter(|&k| self.chunk(k).form == Form::Infinitive)
            .ok_or(Why::Missing(0))?;
        let span = self.content_of_verb(k);
        if !slot.classes.is_empty() {
            let clause = self.chunk(k).clause;
            if self.wrongdoing_in(slot, clause, None).is_none() {
                return Err(Why::WrongClass(0));
            }
        }
        // Without *to*.
        let to = self.syntax.words[self.chunk(k).from as usize];
        let start = self
            .syntax
            .words
            .get(self.chunk(k).from as usize + 1)
            .map_or(span.start, |w| w.start as usize);
        let start = if to.tag == Tag::To { start } else { span.start };
        roles.fill(slot, Span::new(start.min(span.end), span.end), How::Clause);
        Ok(())
    }

    /// Whether the head of `phrase` is of the classes that the slot asks for.
    pub(super) fn fits(&self, slot: &Slot, phrase: u16) -> bool {
        if slot.shapes.has(Shapes::PARTY) && !self.names_someone(phrase)
            || slot.shapes.has(Shapes::PERSON) && !self.names_person(phrase)
        {
            return false;
        }
        if slot.classes.is_empty() {
            return true;
        }
        let group = self.counted(usize::from(self.syntax.phrases[usize::from(phrase)].head));
        let head = self.chunk(group).head as usize;
        let from = self.chunk(group).from as usize;
        let hit = slot.classes.iter().any(|&c| {
            // A phrase of several words may end at the head.
            (from..=head).any(|i| {
                i == head && self.in_class(c, i, head + 4)
                    || i < head && self.class_phrase_ends(c, i, head)
            })
        });
        hit != slot.not
    }

    /// The group of which “all *of* …”, “some *of* …” speak, else `group` itself.
    pub(super) fn counted(&self, group: usize) -> usize {
        let chunk = self.chunk(group);
        let head = &self.syntax.words[chunk.head as usize];
        if !head.is(Cats::DET.with(Cats::NUMBER)) || chunk.to - chunk.from > 1 {
            return group;
        }
        let of = self
            .syntax
            .chunks
            .get(group + 1)
            .filter(|c| c.is(Kind::Prep) && self.syntax.words[c.from as usize].tag == Tag::Of);
        let next = of.and_then(|_| self.syntax.chunks.get(group + 2));
        if next.is_some_and(|c| c.is(Kind::Noun)) { group + 2 } else { group }
    }

    pub(super) fn class_phrase_ends(&self, class: usize, i: usize, head: usize) -> bool {
        let words = &self.syntax.words;
        self.frames.classes[class].phrases_from(words[i].hash).iter().any(|p| {
            i + p.len() == head + 1 && p.iter().enumerate().all(|(d, h)| words[i + d].hash == *h)
        })
    }
}

/// Whether an element is a slot for the nouns before another's head.
fn names_compound(element: &Element) -> bool {
    element.slot.as_ref().is_some_and(|s| s.shapes.has(Shapes::COMPOUND))
}

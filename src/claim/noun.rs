//! Nouns and predicates as cues: possessors, prepositional phrases, support
//! verbs, copulas.

use super::{CueAt, How, Roles, Stage, Why, matches};
use crate::Span;
use crate::chunk::clause::{ClauseKind, NONE};
use crate::chunk::group::{Form, Kind};
use crate::frames::support::Support;
use crate::frames::{Element, Pattern, Role, Shapes, Slot};
use crate::lexicon::{Cats, Tag};

impl Stage<'_> {
    pub(super) fn fill_noun(&self, pattern: &Pattern, cue: &CueAt) -> Result<Roles, Why> {
        let mut roles = Roles::default();
        if let Some(slot) = &pattern.before {
            self.fill_possessor(slot, cue, &mut roles);
        }
        // What must be there goes before what a support verb brings.
        for element in pattern.after.iter().filter(|e| !e.optional) {
            if !self.fill_noun_element(element, &pattern.after, cue, &mut roles) {
                return Err(Why::Missing(0));
            }
        }
        // What stands right behind the noun is its own: “criticism *of the plan* was
        // levelled against others”; but “drew the criticism *of the club*”.
        let own = !self.support_of(cue).is_some_and(|(_, s)| s.subject == Some(Role::Target));
        let next = self.syntax.chunks.get(cue.chunk + 1).filter(|c| c.is(Kind::Prep));
        let next = next.map(|c| &self.syntax.words[c.from as usize]);
        if let Some(prep) =
            next.filter(|w| own && (w.tag == Tag::Of || w.is(Cats::SIDE))).map(|w| w.hash)
        {
            for element in pattern.after.iter().filter(|e| e.optional && e.words.contains(&prep)) {
                if element.slot.as_ref().is_some_and(|s| s.role == Role::Target) {
                    self.fill_noun_element(element, &pattern.after, cue, &mut roles);
                }
            }
        }
        let brought = self.fill_support(cue, pattern, &mut roles)?;
        // “is under fire”: a phrase behind a copula.
        if cue.to - cue.from > 1 && roles.get(Role::Target).is_none() {
            let first = self.chunk_of(cue.from).unwrap_or(cue.chunk);
            let judged = self.copula_before(first).and_then(|k| self.subject(k)).or_else(|| {
                // “Minister Under Fire”: a headline leaves out the copula.
                let before = first.checked_sub(1).map(|k| self.chunk(k));
                let noun = before.filter(|c| c.is(Kind::Noun) && self.may_omit_auxiliary());
                noun.and_then(|c| c.phrase.checked_sub(1))
            });
            if let Some(span) = judged.and_then(|p| self.subject_span(p, cue.chunk)) {
                roles.set(Role::Target, span, How::Subject);
                self.end_before(self.syntax.words[cue.from].start as usize, &mut roles);
            }
        }
        // The phrases that attach to it, in any order.
        for element in pattern.after.iter().filter(|e| e.optional) {
            self.fill_noun_element(element, &pattern.after, cue, &mut roles);
        }
        // “levelled accusations of fraud *at the premier*”: what the verb brings ends
        // what the noun has.
        for k in brought.into_iter().flatten() {
            self.end_before(
                self.syntax.words[self.chunk(k).from as usize].start as usize,
                &mut roles,
            );
        }
        if let Some(slot) = &pattern.before {
            // “his censure by the house”: the possessor suffers it.
            let possessed = roles.how[slot.role as usize] == How::Possessor;
            if possessed && slot.role == Role::Source && roles.get(Role::Target).is_none() {
                if let Some(maker) = self.by_noun(cue.chunk) {
                    if let Some(owner) = roles.get(Role::Source) {
                        roles.set(Role::Target, owner, How::Possessor);
                    }
                    roles.set(Role::Source, maker, How::ByPhrase);
                }
            }
            // “official denials *by Oslo*” are Oslo's.
            let named =
                roles.how[slot.role as usize] == How::Modifier && self.by_noun(cue.chunk).is_some();
            if roles.get(slot.role).is_none() || named {
                if let Some(span) = self.maker_phrase(cue.chunk, &pattern.after) {
                    roles.fill(slot, span, How::ByPhrase);
                }
            }
            if roles.get(slot.role).is_none() {
                let speaker = self.subject_behind(cue.chunk);
                if let Some(span) = speaker.and_then(|p| self.phrase_span(p, NONE)) {
                    roles.fill(slot, span, How::Subject);
                }
            }
        }
        Ok(roles)
    }

    /// “China's denial”, “its denial”, “the Chinese denial”.
    fn fill_possessor(&self, slot: &Slot, cue: &CueAt, roles: &mut Roles) {
        let words = &self.syntax.words;
        let chunk = self.chunk(self.chunk_of(cue.from).unwrap_or(cue.chunk));
        let from = chunk.from as usize;
        let head = cue.from;
        if let Some(ending) = (from..head).rev().find(|&i| words[i].tag == Tag::Gen) {
            let named = || self.is_named(ending - 1);
            if ending > from && (!slot.shapes.has(Shapes::PERSON) || named()) {
                let span = Span::new(words[from].start as usize, words[ending - 1].end as usize);
                roles.fill(slot, span, How::Possessor);
                return;
            }
        }
        if let Some(w) =
            words.get(from).filter(|w| from < head && w.is(Cats::POSSESSIVE) && w.tag == Tag::Det)
        {
            // “the woman *whose* accusations …”
            let relative = &self.syntax.clauses[usize::from(chunk.clause)];
            let owner = Some(relative.antecedent).filter(|&p| w.is(Cats::WH) && p != NONE);
            let owner = owner.and_then(|p| self.phrase_span(p, NONE));
            roles.fill(slot, owner.unwrap_or(w.span()), How::Possessor);
            return;
        }
        let people = (from..head).map(|i| &words[i]);
        if let Some(w) = people
            .filter(|_| !slot.shapes.has(Shapes::PERSON))
            .find(|w| w.kind == Some(crate::EntityKind::Norp))
        {
            roles.fill(slot, w.span(), How::Modifier);
        }
    }

    /// The nouns right before the cue in its group, of the classes of the slot.
    fn compound(&self, slot: &Slot, cue: &CueAt) -> Option<Span> {
        self.compound_before(slot, cue.from)
    }

    /// The nouns right before the word `head` in its group, of the classes of the slot.
    pub(super) fn compound_before(&self, slot: &Slot, head: usize) -> Option<Span> {
        let words = &self.syntax.words;
        let from = self.chunk(self.chunk_of(head)?).from as usize;
        let joins = |i: &usize| {
            matches!(words[*i].tag, Tag::Noun | Tag::Plural | Tag::Ing | Tag::Adj)
                && !words[*i].is(Cats::HEDGE)
        };
        let first = (from..head).rev().take_while(joins).last()?;
        // From the first word of the class on: “new *war crimes* charges”.
        let start =
            (first..head).find(|&i| slot.classes.iter().any(|&c| self.in_class(c, i, head)))?;
        // A source is only what the class names: “*government* fraud claims”.
        let of_class = |i: &usize| slot.classes.iter().any(|&c| self.in_class(c, *i, *i + 1));
        let last = match slot.role {
            Role::Source => (start..head).take_while(of_class).last()?,
            _ => head - 1,
        };
        Some(Span::new(words[start].start as usize, words[last].end as usize))
    }

    /// Fills an element behind a noun; whether it did.
    fn fill_noun_element(
        &self,
        element: &Element,
        all: &[Element],
        cue: &CueAt,
        roles: &mut Roles,
    ) -> bool {
        let Some(slot) = &element.slot else { return true };
        if element.inner || roles.get(slot.role).is_some() {
            return false;
        }
        if slot.shapes.has(Shapes::COMPOUND) {
            let span = self.compound(slot, cue);
            if let Some(span) = span {
                roles.fill(slot, span, How::Modifier);
            }
            return span.is_some();
        }
        let chunks = &self.syntax.chunks;
        let clause = chunks[cue.chunk].clause;
        if slot.shapes.has(Shapes::CLAUSE) || slot.shapes.has(Shapes::WRONG) {
            // “allegations he bribed officials”
            if let Some(c) = self.clause_governed(cue.chunk).or_else(|| self.clause_told(cue)) {
                let own = &self.syntax.clauses[usize::from(c)];
                if own.opener == NONE {
                    let from = usize::from(own.from);
                    return self.fill_noun_clause(slot, from, c, roles);
                }
            }
        }
        let end = chunks.len().min(cue.chunk + 24);
        let mut taken = false;
        for k in cue.chunk + 1..end {
            let chunk = &chunks[k];
            // “charges including the theft *that …*”: a clause goes with the last noun.
            let alone = chunk.is(Kind::Noun)
                && !chunk.time
                && chunk.phrase.checked_sub(1).is_some_and(|p| self.stands_alone(p));
            taken |= alone && chunk.clause != clause;
            if taken && matches!(chunk.kind, Kind::Sub | Kind::Wh) {
                return false;
            }
            match chunk.kind {
                Kind::Stop | Kind::Semicolon | Kind::Comma | Kind::Colon => return false,
                // “The charge is that …”
                Kind::Verb if chunk.is_finite() && chunk.clause == clause && !chunk.copula => {
                    return false;
                }
                _ => {}
            }
            // “called the report ‘*a tissue* of lies’”: a noun phrase of its own.
            let free = chunk.is(Kind::Noun) && !chunk.time && chunk.clause == clause;
            if free && chunk.phrase.checked_sub(1).is_some_and(|p| self.stands_alone(p)) {
                return false;
            }
            let word = &self.syntax.words[chunk.from as usize];
            // “dismissed the claims *as* a piece of theatre”: no part of the noun.
            if matches!(chunk.kind, Kind::Prep | Kind::Sub)
                && word.is_as()
                && !element.words.contains(&word.hash)
            {
                return false;
            }
            // “criticism over its treatment *of* drivers”
            if word.tag == Tag::Of && self.of_other(k, cue.chunk, slot.role, all) {
                continue;
            }
            if !matches!(chunk.kind, Kind::Prep | Kind::Sub | Kind::Wh)
                || !element.words.contains(&word.hash)
            {
                // Another complement of the noun is passed over, a clause of
                // its own is not.
                if matches!(chunk.kind, Kind::Sub | Kind::Wh) {
                    return false;
                }
                continue;
            }
            let inner = &self.syntax.clauses[usize::from(chunk.clause)];
            // “a report *accusing the firm* of waste” says no more of the report.
            let verb = usize::from(inner.verb);
            let acts = verb > cue.chunk && verb < k && self.is_gerund(verb) && {
                self.next_group(verb + 1).is_some_and(|o| self.chunk(o).is(Kind::Noun))
            };
            let other = inner.kind != ClauseKind::NonFinite || acts;
            if chunk.is(Kind::Prep) && (chunk.clause != clause && other || self.participial(k)) {
                continue;
            }
            if matches!(chunk.kind, Kind::Sub | Kind::Wh) {
                return usize::from(self.syntax.clauses[usize::from(chunk.clause)].from) == k
                    && !self.said_in(cue.chunk, chunk.clause)
                    && self.fill_noun_clause(slot, k + 1, chunk.clause, roles);
            }
            let Some(next) = self.next_group(k + 1) else { return false };
            let span = match chunks[next].kind {
                Kind::Noun => {
                    chunks[next].phrase.checked_sub(1).filter(|&p| self.fits(slot, p)).and_then(
                        |p| {
                            let stop = self.stops_at(p, &element.words, all);
                            if slot.role == Role::Content && stop == NONE {
                                Some(self.before_issue(p, self.content_of_phrase(p)))
                            } else {
                                self.whole_span(p, stop, all).map(|(span, _)| span)
                            }
                        },
                    )
                }
                Kind::Verb
                    if chunks[next].form != Form::Finite
                        && (slot.classes.is_empty() || slot.not) =>
                {
                    Some(self.with_adverbs(k, self.content_of_verb(next)))
                }
                Kind::Wh if slot.classes.is_empty() => {
                    Some(self.clause_span(next, chunks[next].clause))
                }
                _ => None,
            };
            return match span {
                Some(span) => {
                    roles.fill(slot, span, How::Preposition);
                    true
                }
                None => false,
            };
        }
        false
    }

    /// Whether the clause is what a verb of speech says, and the noun at `noun` only
    /// where it says so: “said *in a report* that the mayor lied”.
    fn said_in(&self, noun: usize, clause: u16) -> bool {
        let words = &self.syntax.words;
        let governor = usize::from(self.syntax.clauses[usize::from(clause)].governor);
        let says = self.syntax.chunks.get(governor).is_some_and(|c| {
            c.is(Kind::Verb) && words[c.head as usize].is(Cats::CLAUSAL) && governor < noun
        });
        // But “to comment on *the claim* that the mayor lied”.
        let first = &words[self.chunk(noun).from as usize];
        let one =
            first.is(Cats::POSSESSIVE) || first.is(Cats::SINGULAR) && !first.is(Cats::DEFINITE);
        let prep = noun.checked_sub(1).map(|k| self.chunk(k)).filter(|c| c.is(Kind::Prep));
        says && one && prep.is_some_and(|c| words[c.from as usize].is(Cats::PLACE))
    }

    /// A content less the participle behind its phrase that tells who made the claim:
    /// “allegations of theft *made by a clerk*”.
    pub(super) fn before_issue(&self, phrase: u16, span: Span) -> Span {
        let k = usize::from(self.syntax.phrases[usize::from(phrase)].last) + 1;
        let made = self
            .syntax
            .chunks
            .get(k)
            .is_some_and(|c| c.is(Kind::Verb) && c.form == Form::Participle && self.issues(k));
        let start = self
            .syntax
            .chunks
            .get(k)
            .map_or(span.end, |c| self.syntax.words[c.from as usize].start as usize);
        if made && start > span.start && start < span.end {
            self.trim(Span::new(span.start, start))
        } else {
            span
        }
    }

    /// Whether the preposition at group `k` goes with a participle that makes no claim:
    /// “the attack *based on* a tip”.
    fn participial(&self, k: usize) -> bool {
        let verb = k.checked_sub(1).filter(|&v| self.chunk(v).is(Kind::Verb));
        verb.is_some_and(|v| self.chunk(v).form == Form::Participle && !self.issues(v))
    }

    /// Whether the verb of a clause lacks its object and answers what was said:
    /// “allegations *that both deny*”.
    fn answers(&self, clause: u16) -> bool {
        let verb = usize::from(self.syntax.clauses[usize::from(clause)].verb);
        let Some(chunk) = self.syntax.chunks.get(verb).filter(|c| !c.passive) else { return false };
        let word = &self.syntax.words[chunk.head as usize];
        let entries = self.support.by_form.get(&word.hash);
        let object = self.next_group(verb + 1).is_some_and(|k| {
            matches!(self.chunk(k).kind, Kind::Noun | Kind::Sub | Kind::Wh)
                || self.chunk(k).is(Kind::Verb)
        });
        !object
            && entries.is_some_and(|all| {
                all.iter().map(|&i| &self.support.verbs[i as usize]).any(|s| {
                    s.subject.is_none() && !s.itself && s.roles.is_empty() && s.tail.is_empty()
                })
            })
    }

    /// Whether nothing before the phrase governs it, and it is part of no other.
    fn stands_alone(&self, phrase: u16) -> bool {
        let p = &self.syntax.phrases[usize::from(phrase)];
        p.prep == NONE && p.host == NONE && p.renames == NONE
    }

    /// Whether the *of* at group `k` goes with a noun that brings another role than
    /// `role` to the noun at `head`.
    fn of_other(&self, k: usize, head: usize, role: Role, all: &[Element]) -> bool {
        let noun = k.checked_sub(1).filter(|&j| j > head && self.chunk(j).is(Kind::Noun));
        let prep = noun.and_then(|j| j.checked_sub(1)).filter(|&j| self.chunk(j).is(Kind::Prep));
        prep.is_some_and(|j| {
            let word = &self.syntax.words[self.chunk(j).from as usize];
            word.tag != Tag::Of
                && all.iter().any(|e| {
                    e.words.contains(&word.hash)
                        && e.slot
                            .as_ref()
                            .is_some_and(|s| s.role == Role::Content && s.role != role)
                })
        })
    }

    /// The clause right behind a noun that says what the noun tells, though it
    /// has the look of a relative: “accusations *he colluded with dealers*”, but
    /// “the accusations he feared”, “accusations he made in court”.
    fn clause_told(&self, cue: &CueAt) -> Option<u16> {
        let words = &self.syntax.words;
        let group = self.chunk(cue.chunk);
        if words[group.from as usize..cue.from].iter().any(|w| w.is(Cats::DEFINITE)) {
            return None;
        }
        let at = self.syntax.clauses.iter().position(|c| {
            c.kind == ClauseKind::Relative
                && c.opener == NONE
                && usize::from(c.from) == cue.chunk + 1
                && c.subject != c.antecedent
        })?;
        let verb = usize::from(self.syntax.clauses[at].verb);
        let head = &words[self.syntax.chunks.get(verb)?.head as usize];
        // Of what one makes, hears or denies the noun is the object.
        let taken = head.is(Cats::REPORT) || self.support.by_form.contains_key(&head.hash);
        let goes_on = self
            .next_group(verb + 1)
            .is_some_and(|k| matches!(self.chunk(k).kind, Kind::Prep | Kind::Noun));
        (goes_on && !taken).then_some(at as u16)
    }

    /// The clause of a noun, from group `from` on.
    fn fill_noun_clause(&self, slot: &Slot, from: usize, clause: u16, roles: &mut Roles) -> bool {
        if self.answers(clause) {
            return false;
        }
        if slot.shapes.has(Shapes::WRONG) {
            match self.wrongdoing_in(slot, clause, None) {
                Some((doer, how)) => {
                    if roles.get(Role::Target).is_none() {
                        roles.set(Role::Target, doer, how);
                    }
                }
                None if slot.shapes.has(Shapes::CLAUSE) => {}
                None => return false,
            }
        }
        roles.fill(slot, self.clause_span(from, clause), How::Clause);
        true
    }

    /// The preposition inside phrase `p` that brings another role of the noun
    /// (“of fraud *against* the mayor”, “*from* critics”).
    fn stops_at(&self, p: u16, own: &[u64], all: &[Element]) -> u16 {
        let phrase = &self.syntax.phrases[usize::from(p)];
        let head = &self.syntax.words[self.head_word(p)];
        // “condemnation by Ann Lee *of* the cuts”
        let named = head.kind == Some(crate::EntityKind::Person);
        for k in usize::from(phrase.head) + 1..usize::from(phrase.last) {
            let chunk = self.chunk(k);
            let word = &self.syntax.words[chunk.from as usize];
            if chunk.is(Kind::Prep)
                && !own.contains(&word.hash)
                && (word.tag == Tag::By
                    || word.is(Cats::SIDE)
                    || (named || word.tag != Tag::Of)
                        && all.iter().any(|e| e.words.contains(&word.hash)))
            {
                return k as u16;
            }
        }
        NONE
    }

    /// The phrase behind *by* right after the noun.
    fn by_noun(&self, head: usize) -> Option<Span> {
        let prep = self.syntax.chunks.get(head + 1)?;
        if self.syntax.words[prep.from as usize].tag != Tag::By {
            return None;
        }
        let next = self
            .next_group(head + 2)
            .filter(|&n| self.chunk(n).is(Kind::Noun) && !self.chunk(n).time)?;
        self.phrase_span(self.chunk(next).phrase.checked_sub(1)?, NONE)
    }

    /// The subject before which the phrase of the noun opens the sentence: “In a rare
    /// rebuke of the president, *senators* voted …”.
    fn subject_behind(&self, noun: usize) -> Option<u16> {
        let words = &self.syntax.words;
        let group = self.chunk(noun);
        let prep = noun.checked_sub(1).map(|k| self.chunk(k)).filter(|c| c.is(Kind::Prep))?;
        let first = &words[group.from as usize];
        let opens = prep.from == 0
            && words[prep.from as usize].is(Cats::PLACE)
            && first.tag == Tag::Det
            && first.is(Cats::SINGULAR);
        let clause = &self.syntax.clauses[usize::from(group.clause)];
        let phrase = Some(clause.subject).filter(|&p| opens && p != NONE)?;
        let subject = &self.syntax.phrases[usize::from(phrase)];
        let behind = usize::from(subject.first) > noun && clause.verb > subject.last;
        (behind && clause.verb != NONE && self.names_someone(phrase)).then_some(phrase)
    }

    /// “criticism by X”, “condemnation from X”.
    fn maker_phrase(&self, head: usize, after: &[Element]) -> Option<Span> {
        let chunks = &self.syntax.chunks;
        for k in head + 1..chunks.len().min(head + 16) {
            let chunk = &chunks[k];
            let word = &self.syntax.words[chunk.from as usize];
            match chunk.kind {
                Kind::Prep
                    if word.tag == Tag::By
                        || word.is(Cats::SIDE)
                            // “reports of harassment *against* women” are not theirs.
                            && word.is(Cats::OBJECT_CONTROL)
                            && !after.iter().any(|e| e.words.contains(&word.hash)) =>
                {
                    let next = self
                        .next_group(k + 1)
                        .filter(|&n| chunks[n].is(Kind::Noun) && !chunks[n].time)?;
                    let p = chunks[next].phrase.checked_sub(1)?;
                    return self.phrase_span(p, self.stops_at(p, &[word.hash], after));
                }
                Kind::Prep | Kind::Noun | Kind::Adverb | Kind::Coord => {}
                Kind::Verb if chunk.form == Form::Gerund => {}
                // “allegations made by a witness”
                Kind::Verb if chunk.form == Form::Participle && self.issues(k) => {}
                _ => return None,
            }
        }
        None
    }

    /// The support verb that the noun depends on: its group and its entry.
    pub(super) fn support_of(&self, cue: &CueAt) -> Option<(usize, &Support)> {
        let chunks = &self.syntax.chunks;
        let noun = self.chunk_of(cue.from)?;
        // The noun as object (perhaps behind a preposition of the phrase verb),
        // or as subject of a passive.
        let before = (0..noun).rev().take(5).find(|&k| chunks[k].is(Kind::Verb));
        if let Some(verb) = before {
            if let Some(support) = self.supports(verb, cue.from) {
                return Some((verb, support));
            }
        }
        let phrase = chunks[noun].phrase.checked_sub(1)?;
        // “the insults *that fans hurled* at her”
        let relative = self.syntax.clauses.iter().find(|c| {
            c.kind == ClauseKind::Relative
                && c.antecedent == phrase
                && c.verb != NONE
                && self.subject(usize::from(c.verb)).is_some_and(|subject| subject != phrase)
        });
        if let Some(verb) = relative.map(|c| usize::from(c.verb)) {
            if let Some(support) = self.supports(verb, 0).filter(|s| s.tail.is_empty()) {
                return Some((verb, support));
            }
        }
        let verb = (noun + 1..chunks.len()).take(16).find(|&k| {
            chunks[k].is(Kind::Verb)
                && self.subject(k).is_some_and(|p| {
                    p == phrase || self.syntax.phrases[usize::from(p)].head as usize == noun
                })
        })?;
        let support = self.supports(verb, 0)?;
        (support.itself || chunks[verb].passive && support.tail.is_empty())
            .then_some((verb, support))
    }

    /// The support entry of the verb at group `verb`; with `noun` set, its tail
    /// must lead up to the noun's group.
    fn supports(&self, verb: usize, noun: usize) -> Option<&Support> {
        let words = &self.syntax.words;
        let chunk = self.chunk(verb);
        let head = chunk.head as usize;
        let entries = self.support.by_form.get(&words[head].hash)?;
        entries.iter().map(|&i| &self.support.verbs[i as usize]).find(|s| {
            let mut at = head + 1;
            for tail in &s.tail {
                while words.get(at).is_some_and(|w| w.tag == Tag::Adverb && !matches(tail, w.hash))
                {
                    at += 1;
                }
                if !words.get(at).is_some_and(|w| matches(tail, w.hash)) {
                    return false;
                }
                at += 1;
            }
            if noun == 0 {
                return true;
            }
            if s.itself {
                return false;
            }
            // Nothing but the noun's own group, or groups that it is
            // coordinated with, may stand between.
            let group = self.chunk_of(noun).map_or(0, |k| self.chunk(k).from as usize);
            (at..group).all(|i| {
                let w = &words[i];
                matches!(w.tag, Tag::Adverb | Tag::Coord | Tag::Comma)
                    || w.tag == Tag::Of && self.amount(at, i)
                    || w.mark != crate::chunk::word::Mark::None
                    || w.is_nominal()
                    || w.tag == Tag::Adj
                    || w.tag == Tag::Det
            })
        })
    }

    /// Whether the words from `from` to the *of* at `of` are an indefinite noun: “faced
    /// *a storm* of criticism”, “*waves* of protest”.
    fn amount(&self, from: usize, of: usize) -> bool {
        let group = self.chunk_of(from).filter(|&k| self.chunk(k).to as usize == of);
        group.map(|k| self.chunk(k)).is_some_and(|c| {
            let (first, head) =
                (&self.syntax.words[c.from as usize], &self.syntax.words[c.head as usize]);
            matches!(head.tag, Tag::Noun | Tag::Plural)
                && !first.is(Cats::POSSESSIVE.with(Cats::DEFINITE).with(Cats::NEGATIVE))
                && !head.is(Cats::COMM.with(Cats::PERSON).with(Cats::GROUP))
        })
    }

    /// Whether the verb at group `k` supports a speech noun that its subject
    /// makes.
    pub(super) fn issues(&self, k: usize) -> bool {
        let word = &self.syntax.words[self.chunk(k).head as usize];
        self.support.by_form.get(&word.hash).is_some_and(|entries| {
            entries.iter().any(|&i| {
                let s = &self.support.verbs[i as usize];
                s.subject == Some(Role::Source) && s.tail.is_empty()
            })
        })
    }

    /// Whether a phrase names a mere thing, or what someone did: “*heavy rain*”, “*the
    /// mayor's visit*”.
    fn occasion(&self, phrase: u16) -> bool {
        let words = &self.syntax.words;
        let chunk = self.chunk(usize::from(self.syntax.phrases[usize::from(phrase)].head));
        let head = &words[chunk.head as usize];
        let own = |w: &crate::chunk::word::Word| {
            w.tag == Tag::Gen || w.tag == Tag::Det && w.is(Cats::POSSESSIVE)
        };
        let acts = head.is(Cats::ACT.with(Cats::EVENT));
        let possessed = words[chunk.from as usize..chunk.head as usize].iter().any(own);
        matches!(head.tag, Tag::Noun | Tag::Plural)
            && !head.is(Cats::COMM)
            && !head.may_act()
            && (!acts || possessed || head.tag == Tag::Plural)
    }

    /// Fills the roles that a support verb brings; gives the prepositions that
    /// brought them.
    fn fill_support(
        &self,
        cue: &CueAt,
        pattern: &Pattern,
        roles: &mut Roles,
    ) -> Result<[Option<usize>; 2], Why> {
        let mut brought = [None; 2];
        let Some((verb, support)) = self.support_of(cue) else { return Ok(brought) };
        let after = &pattern.after;
        let chunk = self.chunk(verb);
        let passive = chunk.passive;
        let as_object = cue.from >= chunk.to as usize;
        let doer = if passive && !as_object {
            self.by_phrase(verb).and_then(|p| self.phrase_span(p, NONE))
        } else {
            self.subject(verb).and_then(|p| self.subject_span(p, cue.chunk))
        };
        // “the mayor's *visit* brought accusations” is whence they come, not whose
        // they are.
        let merely = support.subject == Some(Role::Source)
            && !passive
            && self.subject(verb).is_some_and(|p| self.occasion(p));
        if let (Some(role), Some(span)) = (support.subject, doer) {
            if roles.get(role).is_none() && !merely {
                roles.set(role, span, How::Support);
            }
        }
        // Prepositions that the verb brings.
        let chunks = &self.syntax.chunks;
        let clause = chunk.clause;
        for (forms, role) in &support.roles {
            if roles.get(*role).is_some() {
                continue;
            }
            let from = if as_object { self.chunk_of(cue.to - 1).unwrap_or(verb) } else { verb };
            for k in from + 1..chunks.len().min(from + 24) {
                let c = &chunks[k];
                if matches!(c.kind, Kind::Stop | Kind::Semicolon) || c.is_finite() {
                    break;
                }
                if c.clause != clause && self.leaves(c.clause, clause) {
                    break;
                }
                let word = self.syntax.words[c.from as usize].hash;
                if c.is(Kind::Prep) && forms.contains(&word) && !self.participial(k) {
                    let phrase = self
                        .next_group(k + 1)
                        .filter(|&n| chunks[n].is(Kind::Noun) && !chunks[n].time)
                        .and_then(|n| chunks[n].phrase.checked_sub(1));
                    let slot = pattern.before.as_ref().filter(|s| s.role == *role);
                    if slot.zip(phrase).is_some_and(|(s, p)| !self.fits(s, p)) {
                        return Err(Why::WrongClass(0));
                    }
                    let span =
                        phrase.and_then(|p| self.phrase_span(p, self.stops_at(p, &[word], after)));
                    if let Some(span) = span {
                        roles.set(*role, span, How::Support);
                        brought[usize::from(brought[0].is_some())] = Some(k);
                    }
                    break;
                }
            }
        }
        Ok(brought)
    }

    /// A judgement: the thing judged before a copula, the one who judges from
    /// the report around it.
    pub(super) fn fill_predicate(&self, pattern: &Pattern, cue: &CueAt) -> Result<Roles, Why> {
        if let Some(slot) = pattern.before.as_ref().filter(|s| s.shapes.has(Shapes::WRONG)) {
            return self.fill_attributed(slot, pattern, cue);
        }
        let mut roles = Roles::default();
        let copula = self.copula_of(cue).ok_or(Why::OtherClass)?;
        // “appeared *to blame* both sides” is a verb with its object.
        let act = self.chunk(cue.chunk);
        if self.chunk_of(cue.from) == Some(cue.chunk)
            && act.is(Kind::Verb)
            && act.form == Form::Infinitive
            && self
                .next_group(cue.chunk + 1)
                .is_some_and(|k| self.chunk(k).is(Kind::Noun) && !self.chunk(k).time)
        {
            return Err(Why::OtherClass);
        }
        if let Some(slot) = &pattern.before {
            self.fill_judged(slot, copula, cue, &mut roles)?;
        }
        self.fill_after(&pattern.after, cue, &mut roles, None)?;
        if roles.get(Role::Source).is_none() {
            if let Some(span) = self.speaker_span(cue) {
                roles.set(Role::Source, span, How::Speaker);
            }
        }
        Ok(roles)
    }
}

impl Stage<'_> {
    /// “According to the union, the firm cheated drivers”: the clause around the
    /// cue is the content, less what the cue brings.
    fn fill_attributed(&self, slot: &Slot, pattern: &Pattern, cue: &CueAt) -> Result<Roles, Why> {
        let mut roles = Roles::default();
        self.fill_after(&pattern.after, cue, &mut roles, None)?;
        let first = self.chunk_of(cue.from).unwrap_or(cue.chunk);
        let clause = self.chunk(first).clause;
        let (doer, how) = self.wrongdoing_in(slot, clause, None).ok_or(Why::WrongClass(0))?;
        let bounds = &self.syntax.clauses[usize::from(clause)];
        let comma = (cue.chunk..usize::from(bounds.to)).find(|&k| self.chunk(k).is(Kind::Comma));
        let begins = usize::from(bounds.from) == first;
        let content = match comma {
            Some(comma) if begins => self.clause_span(comma + 1, clause),
            _ if begins => return Err(Why::Missing(0)),
            // “Prosecutors, according to the paper, accused him”: the clause goes on.
            _ if (first..usize::from(bounds.to))
                .any(|k| self.chunk(k).is_finite() && self.chunk(k).clause == clause) =>
            {
                self.clause_span(usize::from(bounds.from), clause)
            }
            _ => self.trim(self.span_of(usize::from(bounds.from), first)),
        };
        roles.fill(slot, content, How::Clause);
        if roles.get(Role::Target).is_none() {
            roles.set(Role::Target, doer, how);
        }
        Ok(roles)
    }

    /// What a predicate judges: the subject of its copula, or the clause in its
    /// place (“*jailing critics* is wrong”, “it is wrong *that they were jailed*”).
    fn fill_judged(
        &self,
        slot: &Slot,
        copula: usize,
        cue: &CueAt,
        roles: &mut Roles,
    ) -> Result<(), Why> {
        let clausal = slot.shapes.has(Shapes::GERUND.with(Shapes::CLAUSE));
        if let Some(clause) = self.clausal_subject(copula).filter(|_| clausal) {
            roles.fill(slot, clause, How::SubjectClause);
            return Ok(());
        }
        let subject = self.subject(copula).ok_or(Why::Missing(0))?;
        if clausal && self.expletive(subject) {
            if let Some((act, doer)) = self.extraposed(cue) {
                match doer {
                    Some(doer) if slot.role == Role::Target => {
                        roles.fill(slot, doer, How::Doer);
                        roles.set(Role::Content, act, How::SubjectClause);
                    }
                    _ => roles.fill(slot, act, How::SubjectClause),
                }
                return Ok(());
            }
        }
        if !self.fits(slot, subject) {
            return Err(Why::WrongClass(0));
        }
        if let Some(span) = self.subject_span(subject, cue.chunk) {
            roles.fill(slot, span, How::Subject);
        }
        Ok(())
    }

    /// A gerund or a free relative that stands where the subject would:
    /// “*jailing critics* is”, “*what he did* was”.
    fn clausal_subject(&self, copula: usize) -> Option<Span> {
        if self.subject(copula).is_some() {
            return None;
        }
        let clause = &self.syntax.clauses[usize::from(self.chunk(copula).clause)];
        let opener = usize::from(clause.opener != NONE && clause.opener == clause.from);
        let first = (usize::from(clause.from) + opener..copula)
            .find(|&k| !matches!(self.chunk(k).kind, Kind::Adverb | Kind::QuoteOpen))?;
        let chunk = self.chunk(first);
        let opens = chunk.is(Kind::Wh) || chunk.is(Kind::Verb) && chunk.form == Form::Gerund;
        let whole =
            !(first..copula).any(|k| matches!(self.chunk(k).kind, Kind::Comma | Kind::Dash));
        let from = (usize::from(clause.from) + opener..=first)
            .find(|&k| !self.chunk(k).is(Kind::QuoteOpen))?;
        (opens && whole).then(|| self.trim(self.span_of(from, copula)))
    }

    /// The pronoun *it*, which may stand for a clause behind.
    pub(super) fn expletive(&self, subject: u16) -> bool {
        let head = self.chunk(usize::from(self.syntax.phrases[usize::from(subject)].head));
        let word = &self.syntax.words[head.head as usize];
        head.pronoun && word.is(Cats::NEUTER) && !word.is(Cats::DET)
    }

    /// The clause right behind a predicate, and who acts in it: “it is shocking
    /// *that the council voted for it*”.
    fn extraposed(&self, cue: &CueAt) -> Option<(Span, Option<Span>)> {
        let next = self.next_group(self.chunk_of(cue.to - 1)? + 1)?;
        let chunk = self.chunk(next);
        let clause = &self.syntax.clauses[usize::from(chunk.clause)];
        let that = chunk.is(Kind::Sub)
            && usize::from(clause.opener) == next
            && self.syntax.words[chunk.from as usize].is(Cats::THAT);
        if !that {
            return None;
        }
        let verb = Some(usize::from(clause.verb)).filter(|&v| v < self.syntax.chunks.len())?;
        let doer = self.subject(verb).filter(|&p| self.names_someone(p));
        let doer = doer.and_then(|p| self.subject_span(p, verb));
        Some((self.clause_span(next + 1, chunk.clause), doer))
    }

    /// The verb that links a predicate to what it judges: a copula, or the
    /// verb that has it as object or complement (“had *no part in*”).
    pub(super) fn copula_of(&self, cue: &CueAt) -> Option<usize> {
        let first = self.chunk_of(cue.from)?;
        let chunk = self.chunk(first);
        if chunk.is(Kind::Verb) {
            // “is to blame”; “was outraged”
            return if chunk.form == Form::Infinitive {
                self.copula_before(first)
            } else {
                // “is shocking” without an object
                let judges = self.syntax.words[chunk.head as usize].is(Cats::ING)
                    && chunk.from < chunk.head
                    && !self.syntax.chunks.get(first + 1).is_some_and(|c| c.is(Kind::Noun));
                Some(first).filter(|_| chunk.passive || chunk.copula || judges)
            };
        }
        self.copula_before(first).or_else(|| {
            let head = &self.syntax.words[self.chunk(first).head as usize];
            let opener = self.chunk(first).from;
            let begun = opener < self.chunk(first).head
                && !self.syntax.words[opener as usize].is(Cats::THAT);
            // “killed *a traitor*”: whom someone does something to is not called so.
            let noun = !(self.chunk(first).is(Kind::Adj)
                || head.is(Cats::PERSON)
                || begun && head.tag == Tag::Adj);
            (0..first)
                .rev()
                .take(3)
                .find(|&k| !matches!(self.chunk(k).kind, Kind::Adverb | Kind::QuoteOpen))
                .filter(|&k| noun && self.chunk(k).is(Kind::Verb) && !self.chunk(k).passive)
                // “it doesn't bother *me*”
                .filter(|_| self.syntax.words[self.chunk(first).head as usize].tag != Tag::Obj)
                // “said *thieves* broke in”: the subject of another verb.
                .filter(|&k| self.chunk(k).clause == self.chunk(first).clause)
                // “what they call *a disgrace*”: who calls it so is not judged.
                .filter(|&k| !self.asks_object(k) && self.object_gap(k, self.subject(k)).is_none())
        })
    }

    /// “these *reprehensible* acts”: what the adjective stands before is judged
    /// by whoever speaks.
    fn fill_judgement(&self, slot: &Slot, cue: &CueAt) -> Result<Roles, Why> {
        let chunk = self.chunk(cue.chunk);
        if !chunk.is(Kind::Noun) || chunk.head as usize <= cue.from {
            return Err(Why::OtherClass);
        }
        let phrase = chunk.phrase.checked_sub(1).ok_or(Why::OtherClass)?;
        if !self.fits(slot, phrase) {
            return Err(Why::WrongClass(0));
        }
        let mut roles = Roles::default();
        // “These are *reprehensible* acts”: what the copula links to it is judged.
        let copula = self.copula_before(cue.chunk);
        // “I don't think this is a *ridiculous* idea”
        if copula.is_some_and(|k| self.doubted(k)) {
            return Err(Why::NotAffirmed);
        }
        let subject = copula.and_then(|k| self.subject(k));
        let judged = subject.and_then(|p| self.subject_span(p, cue.chunk));
        let act = self.phrase_span(phrase, NONE);
        match (judged, act) {
            (Some(judged), Some(act)) => {
                roles.fill(slot, judged, How::Subject);
                roles.set(Role::Content, act, How::Predicate);
            }
            (None, Some(act)) => roles.fill(slot, act, How::Modified),
            _ => {}
        }
        if let Some(span) = self.speaker_span(cue) {
            roles.set(Role::Source, span, How::Speaker);
        }
        Ok(roles)
    }

    /// Whether the verb at `k`, or the one that governs its clause, is negated.
    fn doubted(&self, k: usize) -> bool {
        let negated = |k: usize| self.chunk(k).negated || self.negator_before(k);
        let clause = &self.syntax.clauses[usize::from(self.chunk(k).clause)];
        let governor = usize::from(clause.governor);
        let verb = self.syntax.chunks.get(governor).is_some_and(|c| c.is(Kind::Verb));
        negated(k) || verb && clause.kind == ClauseKind::Complement && negated(governor)
    }

    /// Who does something to the doer for what he is said to have done: “*the
    /// school* expelled him for allegedly cheating”.
    fn punisher(&self, cue: &CueAt) -> Option<Span> {
        let act = self.next_group(cue.chunk + 1)?;
        let clause = &self.syntax.clauses[usize::from(self.chunk(act).clause)];
        let prep =
            self.syntax.chunks.get(usize::from(clause.opener)).filter(|c| c.is(Kind::Prep))?;
        let verb = self.syntax.chunks.get(usize::from(clause.governor))?;
        let behind_for = self.syntax.words[prep.from as usize].is(Cats::FOR);
        if !behind_for
            || !verb.is(Kind::Verb)
            || verb.passive
            || self.chunk(act).form != Form::Gerund
        {
            return None;
        }
        let subject = self.subject(usize::from(clause.governor))?;
        let other = self.subject(act) != Some(subject);
        let span = self.subject_span(subject, usize::from(clause.governor));
        span.filter(|_| other && self.names_someone(subject))
    }

    /// “allegedly shot a resident”, “alleged violations”: the doer is the
    /// target, what it is said to have done the content.
    pub(super) fn fill_modifier(&self, pattern: &Pattern, cue: &CueAt) -> Result<Roles, Why> {
        let mut roles = Roles::default();
        let chunk = self.chunk(cue.chunk);
        let words = &self.syntax.words;
        let content = pattern.after.iter().find_map(|e| e.slot.as_ref());
        if let (None, Some(slot)) = (content, &pattern.before) {
            return self.fill_judgement(slot, cue);
        }
        let (doer, span) = if chunk.is(Kind::Noun) {
            if chunk.head as usize <= cue.from {
                return Err(Why::OtherClass);
            }
            let phrase = chunk.phrase.checked_sub(1).ok_or(Why::OtherClass)?;
            let whole = self.content_of_phrase(phrase);
            let start = words[cue.to].start as usize;
            let from = chunk.from as usize;
            let possessor = words[from..cue.from]
                .iter()
                .rposition(|w| w.tag == Tag::Gen)
                .map(|i| Span::new(words[from].start as usize, words[from + i - 1].end as usize));
            let pronoun = words
                .get(from)
                .filter(|w| w.is(Cats::POSSESSIVE) && w.tag == Tag::Det)
                .map(|w| w.span());
            let content = content.ok_or(Why::OtherClass)?;
            let head = chunk.head as usize;
            let wrong = content.classes.is_empty()
                || content.classes.iter().any(|&c| self.in_class(c, head, head + 1));
            if !wrong {
                return Err(Why::WrongClass(1));
            }
            (
                possessor.or(pronoun).or_else(|| self.maker_phrase(cue.chunk, &pattern.after)),
                Span::new(start, whole.end.max(start)),
            )
        } else {
            // The verb it stands in or before.
            let verb = if chunk.is(Kind::Verb) {
                if chunk.head as usize == cue.from {
                    return Err(Why::OtherClass);
                }
                cue.chunk
            } else {
                self.next_group(cue.chunk + 1)
                    .filter(|&k| self.chunk(k).is(Kind::Verb))
                    .ok_or(Why::OtherClass)?
            };
            let v = self.chunk(verb);
            let to = self.content_of_verb(verb);
            let start = words[(v.from as usize).max(cue.to).min(v.head as usize)].start as usize;
            if content.is_some_and(|c| !self.predicate_fits(c, Span::new(start, to.end.max(start))))
            {
                return Err(Why::WrongClass(1));
            }
            let doer = if v.passive { self.by_phrase(verb) } else { self.subject(verb) };
            let span = doer
                .filter(|&p| self.names_someone(p))
                .and_then(|p| self.subject_span(p, cue.chunk));
            (span, Span::new(start, to.end.max(start)))
        };
        if let (Some(slot), Some(doer)) = (&pattern.before, doer) {
            roles.fill(slot, doer, How::Doer);
        }
        if let Some(slot) = content {
            roles.fill(slot, self.trim(span), How::Clause);
        }
        if let Some(speaker) =
            self.reporter_of(cue.chunk).and_then(|(p, _)| self.phrase_span(p, NONE))
        {
            roles.set(Role::Source, speaker, How::Speaker);
        } else if let Some(accuser) = self.punisher(cue) {
            roles.set(Role::Source, accuser, How::Subject);
        }
        // Without a doer or an accuser it accuses no one.
        if roles.get(Role::Target).is_none() {
            return Err(Why::Bare);
        }
        Ok(roles)
    }
}

//! Nouns and predicates as cues: possessors, prepositional phrases, support
//! verbs, copulas.

use super::{CueAt, How, Roles, Stage, Why};
use crate::Span;
use crate::chunk::clause::{ClauseKind, NONE};
use crate::chunk::group::{Form, Kind};
use crate::frames::support::Support;
use crate::frames::{Element, Pattern, Role, Slot, Tail};
use crate::lexicon::{Cats, Tag};

impl Stage<'_> {
    pub(super) fn fill_noun(&self, pattern: &Pattern, cue: &CueAt) -> Result<Roles, Why> {
        let mut roles = Roles::default();
        if let Some(slot) = &pattern.before {
            self.fill_possessor(slot, cue, &mut roles);
        }
        self.fill_support(cue, &mut roles);
        // Behind the noun: the phrases that attach to it, in any order.
        for element in &pattern.after {
            self.fill_noun_element(element, cue, &mut roles);
        }
        if let Some(slot) = &pattern.before {
            if roles.get(slot.role).is_none() {
                if let Some(span) = self.maker_phrase(cue.chunk, &pattern.after) {
                    roles.set(slot.role, span, How::ByPhrase);
                }
            }
        }
        for element in &pattern.after {
            let missing = element.slot.as_ref().is_some_and(|s| roles.get(s.role).is_none());
            if missing && !element.optional {
                return Err(Why::Missing(0));
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
            if ending > from {
                let span = Span::new(words[from].start as usize, words[ending - 1].end as usize);
                roles.set(slot.role, span, How::Possessor);
                return;
            }
        }
        if let Some(w) =
            words.get(from).filter(|w| from < head && w.is(Cats::POSSESSIVE) && w.tag == Tag::Det)
        {
            roles.set(slot.role, w.span(), How::Possessor);
            return;
        }
        if let Some(w) =
            (from..head).map(|i| &words[i]).find(|w| w.kind == Some(crate::EntityKind::Norp))
        {
            roles.set(slot.role, w.span(), How::Modifier);
        }
    }

    fn fill_noun_element(&self, element: &Element, cue: &CueAt, roles: &mut Roles) {
        let Some(slot) = &element.slot else { return };
        if element.inner || roles.get(slot.role).is_some() && slot.role != Role::Content {
            return;
        }
        let chunks = &self.syntax.chunks;
        let clause = chunks[cue.chunk].clause;
        let end = chunks.len().min(cue.chunk + 24);
        for k in cue.chunk + 1..end {
            let chunk = &chunks[k];
            match chunk.kind {
                Kind::Stop | Kind::Semicolon | Kind::Comma | Kind::Colon => return,
                Kind::Verb if chunk.is_finite() && chunk.clause == clause => {
                    // “The charge is that …”
                    if !chunk.copula {
                        return;
                    }
                }
                Kind::Verb
                    if chunk.form != Form::Finite
                        && chunk.clause != clause
                        && k == cue.chunk + 1 => {}
                _ => {}
            }
            let word = &self.syntax.words[chunk.from as usize];
            if !matches!(chunk.kind, Kind::Prep | Kind::Sub | Kind::Wh)
                || !element.words.contains(&word.hash)
            {
                continue;
            }
            if chunk.is(Kind::Prep)
                && chunk.clause != clause
                && self.syntax.clauses[usize::from(chunk.clause)].kind != ClauseKind::NonFinite
            {
                continue;
            }
            if matches!(chunk.kind, Kind::Sub | Kind::Wh) {
                let own = usize::from(self.syntax.clauses[usize::from(chunk.clause)].from) == k;
                if own {
                    roles.set(slot.role, self.clause_span(k + 1, chunk.clause), How::Clause);
                }
                return;
            }
            let Some(next) = self.next_group(k + 1) else { return };
            let span = match chunks[next].kind {
                Kind::Noun => chunks[next].phrase.checked_sub(1).and_then(|p| {
                    let stop = self.stops_at(p, &element.words);
                    if slot.role == Role::Content && stop == NONE {
                        Some(self.content_of_phrase(p))
                    } else {
                        self.phrase_span(p, stop)
                    }
                }),
                Kind::Verb if chunks[next].form != Form::Finite => Some(self.content_of_verb(next)),
                Kind::Wh => Some(self.clause_span(next, chunks[next].clause)),
                _ => None,
            };
            if let Some(span) = span {
                roles.set(slot.role, span, How::Preposition);
            }
            return;
        }
    }

    /// The preposition inside phrase `p` that brings another role of the noun
    /// (“of fraud *against* the mayor”, “*from* critics”).
    fn stops_at(&self, p: u16, own: &[u64]) -> u16 {
        let phrase = &self.syntax.phrases[usize::from(p)];
        for k in usize::from(phrase.head) + 1..usize::from(phrase.last) {
            let chunk = self.chunk(k);
            let word = &self.syntax.words[chunk.from as usize];
            if chunk.is(Kind::Prep)
                && !own.contains(&word.hash)
                && (word.tag == Tag::By || word.is(Cats::SIDE))
            {
                return k as u16;
            }
        }
        NONE
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
                            && !after.iter().any(|e| e.words.contains(&word.hash)) =>
                {
                    let next = self
                        .next_group(k + 1)
                        .filter(|&n| chunks[n].is(Kind::Noun) && !chunks[n].time)?;
                    let p = chunks[next].phrase.checked_sub(1)?;
                    return self.phrase_span(p, self.stops_at(p, &[word.hash]));
                }
                Kind::Prep | Kind::Noun | Kind::Adverb | Kind::Coord => {}
                Kind::Verb if chunk.form == Form::Gerund => {}
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
        let verb = (noun + 1..chunks.len()).take(16).find(|&k| {
            chunks[k].is(Kind::Verb)
                && self.subject(k).is_some_and(|p| {
                    p == phrase || self.syntax.phrases[usize::from(p)].head as usize == noun
                })
        })?;
        let support = self.supports(verb, 0)?;
        (chunks[verb].passive && support.tail.is_empty()).then_some((verb, support))
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
                while words.get(at).is_some_and(|w| w.tag == Tag::Adverb && !tail_has(tail, w.hash))
                {
                    at += 1;
                }
                if !words.get(at).is_some_and(|w| tail_has(tail, w.hash)) {
                    return false;
                }
                at += 1;
            }
            if noun == 0 {
                return true;
            }
            // Nothing but the noun's own group, or groups that it is
            // coordinated with, may stand between.
            let group = self.chunk_of(noun).map_or(0, |k| self.chunk(k).from as usize);
            (at..group).all(|i| {
                let w = &words[i];
                matches!(w.tag, Tag::Adverb | Tag::Coord | Tag::Comma)
                    || w.mark != crate::chunk::word::Mark::None
                    || w.is_nominal()
                    || w.tag == Tag::Adj
                    || w.tag == Tag::Det
            })
        })
    }

    fn fill_support(&self, cue: &CueAt, roles: &mut Roles) {
        let Some((verb, support)) = self.support_of(cue) else { return };
        let chunk = self.chunk(verb);
        let passive = chunk.passive;
        let as_object = cue.from >= chunk.to as usize;
        let doer = if passive && !as_object {
            self.by_phrase(verb).and_then(|p| self.phrase_span(p, NONE))
        } else {
            self.subject(verb).and_then(|p| self.subject_span(p))
        };
        if let (Some(role), Some(span)) = (support.subject, doer) {
            if roles.get(role).is_none() {
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
                if c.is(Kind::Prep) && forms.contains(&word) {
                    let span = self
                        .next_group(k + 1)
                        .filter(|&n| chunks[n].is(Kind::Noun) && !chunks[n].time)
                        .and_then(|n| chunks[n].phrase.checked_sub(1))
                        .and_then(|p| self.phrase_span(p, self.stops_at(p, &[word])));
                    if let Some(span) = span {
                        roles.set(*role, span, How::Support);
                    }
                    break;
                }
            }
        }
    }

    /// A judgement: the thing judged before a copula, the one who judges from
    /// the report around it.
    pub(super) fn fill_predicate(&self, pattern: &Pattern, cue: &CueAt) -> Result<Roles, Why> {
        let mut roles = Roles::default();
        let copula = self.copula_before(cue.chunk).ok_or(Why::OtherClass)?;
        if let Some(slot) = &pattern.before {
            let subject = self.subject(copula).ok_or(Why::Missing(0))?;
            if !self.fits(slot, subject) {
                return Err(Why::WrongClass(0));
            }
            if let Some(span) = self.subject_span(subject) {
                roles.set(slot.role, span, How::Subject);
            }
        }
        self.fill_after(&pattern.after, cue, &mut roles, None, false)?;
        if roles.get(Role::Source).is_none() {
            if let Some(span) = self.speaker_span(cue) {
                roles.set(Role::Source, span, How::Speaker);
            }
        }
        Ok(roles)
    }
}

fn tail_has(tail: &Tail, hash: u64) -> bool {
    match tail {
        Tail::Words(forms) | Tail::Optional(forms) => forms.contains(&hash),
        Tail::Possessive => false,
    }
}

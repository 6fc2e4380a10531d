//! Runs of capitalised words: where they begin and end, and how titles, heads
//! and known names cut them into candidates.

use super::{Candidate, Named, date, glued, key, kind_of, push};
use crate::document::EntityKind;
use crate::gazetteer::Cue;
use crate::gazetteer::list::NameKind;
use crate::lexicon::Cats;
use crate::name::Seen;
use crate::token::{Flags, Token, is_apostrophe};
use std::ops::Range;

/// Closed-class words, which begin no name.
pub(super) const CLOSED: Cats = Cats(
    Cats::DET.0
        | Cats::POSSESSIVE.0
        | Cats::SUBJECT.0
        | Cats::OBJECT.0
        | Cats::PRONOUN.0
        | Cats::REFLEXIVE.0
        | Cats::WH.0
        | Cats::THAT.0
        | Cats::PREP.0
        | Cats::OF.0
        | Cats::BY.0
        | Cats::TO.0
        | Cats::COORD.0
        | Cats::SUB.0
        | Cats::AUX.0
        | Cats::NEG.0
        | Cats::NUMBER.0,
);

/// Reads the names of one sentence.
pub(super) struct Run<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub seen: &'a [Seen],
    /// The tokens of the sentence.
    pub range: Range<usize>,
    pub candidates: &'a mut Vec<Candidate>,
    pub named: &'a mut Vec<Named>,
}

impl Run<'_> {
    fn str(&self, i: usize) -> &str {
        &self.text[self.tokens[i].span()]
    }

    fn is(&self, i: usize, mark: &str) -> bool {
        i < self.range.end && self.str(i) == mark
    }

    fn cue(&self, i: usize, cue: Cue) -> bool {
        i < self.range.end && self.seen[i].cue.any(cue)
    }

    /// A word with a capital, or with letters and digits.
    fn capital(&self, i: usize) -> bool {
        i < self.range.end && self.tokens[i].is_capital() && self.tokens[i].is_word()
    }

    pub fn read(&mut self) {
        let mut i = self.range.start;
        while i < self.range.end {
            if let Some(end) = date::find(self.text, self.tokens, self.seen, (i, self.range.end)) {
                let c = self.candidate(i, end, None);
                push(self.named, self.tokens, &c, EntityKind::Date);
                i = end;
                continue;
            }
            let hit = self.seen[i].hit.len;
            if !self.capital(i) && hit == 0 {
                i += 1;
                continue;
            }
            // A closed-class word begins a run only as part of a known name.
            if hit == 0 && self.seen[i].cats.any(CLOSED) && !self.initials(i) {
                i += 1;
                continue;
            }
            let end = self.run_end(i);
            self.cut(i, end);
            i = end.max(i + 1);
        }
    }

    /// A single capital with a full stop after it.
    fn initials(&self, i: usize) -> bool {
        self.tokens[i].end - self.tokens[i].start == 1
            && self.capital(i)
            && self.is(i + 1, ".")
            && glued(self.tokens, i + 1)
    }

    /// Whether the capital of token `i` may be the sentence's own.
    fn initial(&self, i: usize) -> bool {
        i == self.range.start
            || self.tokens[i - 1].flags.has(Flags::PUNCT)
                && !matches!(self.str(i - 1), "," | "(" | "-" | "'" | "\u{2019}" | "/" | "&" | ".")
            || self.tokens[i - 1].flags.has(Flags::PUNCT) && i - 1 == self.range.start
    }

    /// Where the run that begins at `i` ends.
    fn run_end(&self, i: usize) -> usize {
        let mut end = i + self.seen[i].hit.len.max(1);
        if end > self.range.end {
            end = self.range.end;
        }
        while end < self.range.end {
            let Some(next) = self.extend(i, end) else { break };
            end = next;
        }
        end
    }

    /// One step further from `end`, if the run goes on there.
    fn extend(&self, start: usize, end: usize) -> Option<usize> {
        let last = end - 1;
        let within = |n: usize| (n <= self.range.end).then_some(n);
        let reach = |k: usize| within(k + self.seen[k].hit.len.max(1));
        if self.capital(end) {
            if date::find(self.text, self.tokens, self.seen, (end, self.range.end)).is_some() {
                return None;
            }
            if self.seen[end].cats.any(CLOSED)
                && self.seen[end].hit.len == 0
                && !self.initials(end)
                && self.tokens[end].end - self.tokens[end].start > 1
                && !self.cue(end, Cue::PARTICLE)
            {
                return None;
            }
            return reach(end);
        }
        if end + 1 >= self.range.end {
            return None;
        }
        let mark = self.str(end);
        let next_glued = glued(self.tokens, end + 1);
        if glued(self.tokens, end) && next_glued {
            if matches!(mark, "-" | "\u{2010}" | "\u{2011}") {
                if self.capital(end + 1) {
                    return reach(end + 1);
                }
                let t = &self.tokens[end + 1];
                // Kim Jong-un, Moon Jae-in
                let syllable = t.is_word()
                    && t.end - t.start <= 5
                    && last > start
                    && self.capital(last)
                    && !self.seen[end + 1].cats.any(Cats::VERB)
                    && (!self.seen[end + 1].common || t.end - t.start <= 2)
                    && self.seen[last].hit.len == 0;
                return syllable.then_some(end + 2);
            }
            let mut chars = mark.chars();
            if chars.next().is_some_and(is_apostrophe)
                && self.capital(end + 1)
                && self.tokens[end + 1].end - self.tokens[end + 1].start > 1
            {
                return reach(end + 1);
            }
        }
        if mark == "." && glued(self.tokens, end) {
            let short = self.tokens[last].end - self.tokens[last].start == 1
                || self.cue(last, Cue::HONORIFIC)
                    && self.tokens[last].end - self.tokens[last].start <= 5
                || self.cue(last, Cue::OFFICE)
                    && self.tokens[last].end - self.tokens[last].start <= 3;
            if short && self.capital(last) && self.capital(end + 1) {
                return reach(end + 1);
            }
            return None;
        }
        if mark == "&" && self.capital(end + 1) {
            return reach(end + 1);
        }
        // de la Rúa, bin Salman, al-Assad
        let mut k = end;
        while k < end + 3 && k < self.range.end {
            let lower = !self.tokens[k].is_capital() && self.cue(k, Cue::PARTICLE);
            let hyphen =
                k > end && matches!(self.str(k), "-" | "\u{2010}" | "\u{2011}" | "'" | "\u{2019}");
            if !lower && !hyphen {
                break;
            }
            k += 1;
        }
        if k > end && self.capital(k) && !self.cue(last, Cue::ORG_HEAD) {
            return reach(k);
        }
        None
    }

    fn candidate(&self, start: usize, end: usize, kind: Option<EntityKind>) -> Candidate {
        let hit = &self.seen[start].hit;
        let entry = if hit.len == end - start { hit.entry } else { 0 };
        Candidate {
            start: start as u32,
            end: end as u32,
            key: key(&self.tokens[start..end]),
            entry,
            kind,
            initial: self.initial(start),
        }
    }

    fn give(&mut self, start: usize, end: usize, kind: Option<EntityKind>) {
        if start < end {
            let c = self.candidate(start, end, kind);
            self.candidates.push(c);
        }
    }

    /// Where a title that begins at `i` ends, and whether it must be followed
    /// by a person: `Mr`, `Prime Minister`, `Secretary of State`.
    fn title(&self, i: usize, end: usize) -> Option<(usize, bool)> {
        let mut at = i;
        let mut found = None;
        while at < end
            && self.cue(at, Cue::HONORIFIC.with(Cue::OFFICE).with(Cue::ROLE).with(Cue::TITLE_PART))
        {
            let cue = self.seen[at].cue;
            let mut after = at + 1;
            if after < end && self.is(after, ".") && glued(self.tokens, after) {
                after += 1;
            }
            if cue.any(Cue::HONORIFIC) {
                found = Some((after, true));
            } else if cue.any(Cue::OFFICE.with(Cue::ROLE)) {
                found = Some((after, found.is_some_and(|(_, sure)| sure)));
            }
            at = after;
            if self.is(at, "-") && at + 1 < end && glued(self.tokens, at) {
                at += 1;
            }
        }
        found
    }

    /// Whether an organisation's head ends `[a, b)`.
    fn head(&self, a: usize, b: usize) -> Option<EntityKind> {
        if b <= a + 1 || !self.capital(b - 1) {
            return None;
        }
        let cue = self.seen[b - 1].cue;
        let before = &self.seen[b - 2];
        let place = before.hit.len == 1;
        if cue.any(Cue::COMPANY) && !(cue.any(Cue::PARTICLE) && self.seen[a].given()) {
            return Some(EntityKind::Org);
        }
        if cue.any(Cue::ORG_HEAD) && !cue.any(Cue::ORG_MAYBE) {
            return Some(EntityKind::Org);
        }
        if cue.any(Cue::PLACE_HEAD) {
            return Some(EntityKind::Loc);
        }
        if cue.any(Cue::LAW_HEAD) {
            return Some(EntityKind::Law);
        }
        if cue.any(Cue::EVENT_HEAD) && !cue.any(Cue::ORG_HEAD) {
            return Some(EntityKind::Event);
        }
        if cue.any(Cue::ORG_MAYBE) {
            let _ = place;
            return Some(EntityKind::Org);
        }
        if cue.any(Cue::FAC_HEAD) {
            return Some(EntityKind::Fac);
        }
        None
    }

    /// Cuts the run `[start, end)`.
    fn cut(&mut self, start: usize, end: usize) {
        let mut a = start;
        // The first word of a sentence has a capital of its own.
        if self.initial(a) && end > a + 1 && self.seen[a].hit.len < 2 && self.loose(a, end) {
            a += 1;
            while a < end && self.tokens[a].flags.has(Flags::PUNCT) {
                a += 1;
            }
        }
        if a >= end {
            return;
        }
        let whole = self.grow(a, end);
        if whole > end {
            // Ministry of …: the run goes on behind a link.
            self.give(a, whole, Some(EntityKind::Org));
            return;
        }
        if self.head(a, end).is_some() && !self.title(a, end).is_some_and(|(_, sure)| sure) {
            self.part(a, end, false);
            return;
        }
        // Titles cut the run.
        let mut from = a;
        let mut i = a;
        while i < end {
            if self.seen[i].hit.len > 1 && i + self.seen[i].hit.len <= end {
                i += self.seen[i].hit.len;
                continue;
            }
            let given = i > from && self.seen[from].given() && self.seen[from].hit.len == 0;
            match self.title(i, end) {
                Some((after, sure)) if !given => {
                    self.part(from, i, false);
                    let mut stop = after;
                    while stop < end && self.title(stop, end).is_none() {
                        stop += 1;
                    }
                    let _ = sure;
                    self.person_after_title(after, end);
                    return;
                }
                _ => i += 1,
            }
        }
        self.part(from, end, false);
        let _ = &mut from;
    }

    /// What stands behind a title is a person, unless it is a known name.
    fn person_after_title(&mut self, a: usize, end: usize) {
        if a >= end {
            return;
        }
        let hit = self.seen[a].hit;
        let strong = NameKind::Country.bit() | NameKind::Demonym.bit() | NameKind::Org.bit();
        if hit.len > 0 && hit.kinds & strong != 0 && !self.seen[a].family() {
            return self.part(a, end, false);
        }
        if self.head(a, end).is_some() {
            return self.part(a, end, false);
        }
        self.give(a, end, Some(EntityKind::Person));
    }

    /// Whether the first word of a sentence is rather an ordinary word.
    fn loose(&self, a: usize, end: usize) -> bool {
        let s = &self.seen[a];
        if s.cats.any(CLOSED) {
            return true;
        }
        if !s.common
            || s.given()
            || s.hit.len > 0
            || !glued(self.tokens, a + 1) && self.tokens[a + 1].flags.has(Flags::PUNCT)
        {
            return false;
        }
        if s.cue.any(Cue::HONORIFIC.with(Cue::OFFICE).with(Cue::TITLE_PART).with(Cue::DIRECTION)) {
            return false;
        }
        let n = &self.seen[a + 1];
        let _ = end;
        !s.cats.any(Cats::NOUN) || n.given() || n.hit.len > 0 || n.cue.any(Cue::HONORIFIC)
    }

    /// Where an organisation's name ends that goes on behind its head with a
    /// link: `Ministry of Health and Welfare`.
    fn grow(&self, a: usize, end: usize) -> usize {
        let last = end - 1;
        let head = self.cue(last, Cue::ORG_HEAD.with(Cue::ORG_MAYBE));
        if !head || self.seen[a].hit.len == end - a && end - a > 1 {
            return end;
        }
        let mut at = end;
        let mut links = 0;
        while links < 4 && self.cue(at, Cue::LINK) && !self.tokens[at].is_capital() {
            let coord = self.seen[at].cats.any(Cats::COORD);
            let locative = !coord && self.cue(at, Cue::LOCATIVE);
            let of = self.seen[at].cats.any(Cats::OF) || !locative;
            if links == 0 && (coord || !of) {
                break;
            }
            let mut next = at + 1;
            if self.cue(next, Cue::LINK) && !self.tokens[next].is_capital() {
                next += 1;
            }
            if !self.capital(next) {
                break;
            }
            if coord && (!self.seen[next].common || self.seen[next].hit.len > 0) {
                break;
            }
            if locative {
                break;
            }
            at = self.run_end(next);
            links += 1;
        }
        at
    }

    /// Makes candidates of `[a, b)`, which holds no title.
    fn part(&mut self, a: usize, b: usize, _sure: bool) {
        let mut a = a;
        let mut b = b;
        while a < b && self.tokens[a].flags.has(Flags::PUNCT) {
            a += 1;
        }
        while a < b && self.tokens[b - 1].flags.has(Flags::PUNCT) && self.seen[a].hit.len != b - a {
            b -= 1;
        }
        if a >= b {
            return;
        }
        let hit = self.seen[a].hit;
        if hit.len == b - a {
            return self.known(a, b);
        }
        if let Some(kind) = self.head(a, b) {
            return self.give(a, b, Some(kind));
        }
        if hit.len > 0 && hit.len < b - a {
            let rest = a + hit.len;
            let single = hit.len == 1;
            let next_name = !self.seen[rest].common || self.seen[rest].family();
            if single
                && self.seen[a].given()
                && next_name
                && self.capital(rest)
                && self.seen[rest].hit.len == 0
            {
                return self.give(a, b, Some(EntityKind::Person));
            }
            let weak = NameKind::Town.bit() | NameKind::City.bit() | NameKind::Region.bit();
            if single
                && hit.kinds & !weak & !crate::name::PERSON == 0
                && self.capital(rest)
                && !self.seen[rest].common
            {
                return self.give(a, b, self.seen[a].person.ne(&0).then_some(EntityKind::Person));
            }
            self.known(a, rest);
            return self.part(rest, b, false);
        }
        if self.seen[a].given() && b - a > 1 || self.initials(a) && b - a > 2 {
            // A given name and what follows, up to a known name.
            return self.give(a, b, Some(EntityKind::Person));
        }
        let ends = self.seen[b - 1];
        let named = ends.family() || ends.perhaps_family() && self.seen[a].perhaps_given();
        if b - a > 1 && named && !(a..b).any(|i| self.seen[i].common) {
            return self.give(a, b, Some(EntityKind::Person));
        }
        // A known name that ends the part.
        if let Some(i) = (a + 1..b).find(|&i| {
            let h = self.seen[i].hit;
            h.len > 0
                && i + h.len == b
                && h.kinds & (NameKind::Demonym.bit() | NameKind::Country.bit()) != 0
        }) {
            let mut stop = i;
            while stop > a && self.tokens[stop - 1].flags.has(Flags::PUNCT) {
                stop -= 1;
            }
            self.give(a, stop, None);
            return self.known(i, b);
        }
        self.give(a, b, None);
    }

    /// A name of the lists.
    fn known(&mut self, a: usize, b: usize) {
        let hit = self.seen[a].hit;
        let weak = NameKind::Town.bit() | NameKind::City.bit() | NameKind::Region.bit();
        let sure = hit.kinds & !(weak | crate::name::PERSON) != 0 || hit.len > 1;
        let kind = kind_of(hit.kinds).filter(|_| sure);
        self.give(a, b, kind);
    }
}

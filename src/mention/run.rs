//! Runs of capitalised words: where they begin and end, and how titles, heads
//! and known names cut them into candidates.

use super::context::ending;
use super::{Candidate, Likely, Named, SURE, View, WEAK, class, date, kind_of, push};
use crate::document::EntityKind;
use crate::gazetteer::Cue;
use crate::gazetteer::list::NameKind;
use crate::lexicon::Cats;
use crate::mention::Class;
use crate::name;
use crate::token::Flags;
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

/// Words that are no particle of a name although they look like one, unless a
/// hyphen ties them to it: `as Beijing`, `as-Sisi`.
const LOOSE: Cats = Cats(Cats::PREP.0 | Cats::SUB.0 | Cats::NUMBER.0 | Cats::BE.0 | Cats::DET.0);

/// Tokens at which a run ends, whatever follows: no name is as long, and what
/// is done for each part of a run stays bounded.
const LONGEST: usize = 40;

/// Most words of a nickname in quotation marks.
const NICKNAME: usize = 3;

/// Most fields of an office, and most words of one: `Minister of Trade, Labour
/// and Foreign Affairs`.
const FIELD: usize = 4;

/// Tokens before a name in which the hackers stand who are so called.
const DUBBED: usize = 6;

/// Most tokens of a work's title in quotation marks.
const TITLE: usize = 10;

/// Reads the names of one sentence.
pub(super) struct Run<'a> {
    pub view: View<'a>,
    /// The tokens of the sentence.
    pub range: Range<usize>,
    pub candidates: &'a mut Vec<Candidate>,
    pub named: &'a mut Vec<Named>,
    /// The text is about hacking.
    pub hacking: bool,
    /// The text is about a sport of teams.
    pub sport: bool,
}

impl Run<'_> {
    fn cue(&self, i: usize, cue: Cue) -> bool {
        i < self.range.end && self.view.cue(i, cue)
    }

    fn mark(&self, i: usize, mark: u8) -> bool {
        i < self.range.end && self.view.mark(i, mark)
    }

    /// A word with a capital.
    fn capital(&self, i: usize) -> bool {
        i < self.range.end && self.view.capital(i)
    }

    fn date(&self, i: usize) -> Option<usize> {
        date::find(&self.view, (i, self.range.end))
    }

    pub fn read(&mut self) {
        let mut i = self.range.start;
        while i < self.range.end {
            if self.plain(i) {
                i += 1;
                continue;
            }
            if let Some(end) = self.date(i) {
                let c = self.candidate(i, end, None);
                push(self.named, self.view.tokens, &c, EntityKind::Date);
                i = end;
                continue;
            }
            // Early June, Late 2019
            if self.cue(i, Cue::DATE_PART) && self.date(i + 1).is_some() {
                i += 1;
                continue;
            }
            if let Some(end) = self.code(i) {
                self.give(i, end, Some(EntityKind::ThreatActor));
                i = end;
                continue;
            }
            if let Some(end) = self.work(i) {
                self.give(i + 1, end, Some(EntityKind::WorkOfArt));
                i = end;
                continue;
            }
            if let Some(end) = super::dateline(&self.view, i, &self.range) {
                let c = self.candidate(i, end, None);
                push(self.named, self.view.tokens, &c, EntityKind::Gpe);
                i = end;
                continue;
            }
            let hit = self.view.seen[i].hit.len;
            if hit == 0 && (!self.capital(i) || self.closed(i)) {
                i += 1;
                continue;
            }
            let end = self.run_end(i);
            i = self.cut(i, end).max(i + 1);
        }
    }

    /// Whether token `i` is a small word or a mark with which nothing begins
    /// that is looked for here, as most are.
    fn plain(&self, i: usize) -> bool {
        let (token, s) = (&self.view.tokens[i], &self.view.seen[i]);
        if token.flags.has(Flags::PUNCT) {
            // The title of a work stands in quotation marks, behind its noun.
            return !(i > self.range.start && self.cue(i - 1, Cue::WORK_NOUN));
        }
        !token.flags.any(Flags::CAPITAL.with(Flags::DIGIT))
            && s.hit.len == 0
            && !s.cue.any(date::ANY)
            && !s.cats.any(Cats::NUMBER)
    }

    /// Where the code of a hacking group ends that begins at `i`: `TA505`,
    /// `APT-29`, `Storm-0558`.
    fn code(&self, i: usize) -> Option<usize> {
        let view = &self.view;
        if !self.hacking || !self.capital(i) || view.seen[i].hit.len > 0 {
            return None;
        }
        let number = |i: usize| {
            let digits = i < self.range.end && view.text[view.tokens[i].span()].len() < 5;
            digits && view.tokens[i].flags.has(Flags::DIGIT) && !view.tokens[i].is_word()
        };
        if view.tokens[i].flags.has(Flags::DIGIT) {
            let code = view.len(i) < 8 && !view.tokens[i].flags.has(Flags::LOWER);
            // TA0043 is a tactic of a well-known catalogue.
            let number = view.text[view.tokens[i].span()].trim_start_matches(char::is_alphabetic);
            let group = code && !number.starts_with("00");
            return (group && view.prefix(i, Cue::HACKER_CODE)).then_some(i + 1);
        }
        if !self.cue(i, Cue::HACKER_CODE)
            || !view.tokens[i].flags.has(Flags::INNER_UPPER) && view.len(i) < 4
        {
            return None;
        }
        let tied = view.dash(i + 1) && view.glued(i + 1) && view.glued(i + 2) && number(i + 2);
        let apart = view.tokens[i].is_all_caps() && number(i + 1);
        if tied { Some(i + 3) } else { apart.then_some(i + 2) }
    }

    /// Where the title of a work ends whose opening quotation mark stands at
    /// `i`: the film "Time".
    fn work(&self, i: usize) -> Option<usize> {
        let view = &self.view;
        let opens = view.quote(i) && i > self.range.start && !view.glued(i) && view.glued(i + 1);
        if !opens || !self.cue(i - 1, Cue::WORK_NOUN) || !self.capital(i + 1) {
            return None;
        }
        let close = (i + 2..i + 2 + TITLE).find(|&k| k < self.range.end && view.quote(k))?;
        let inner = view.mark(close - 1, b',') || view.mark(close - 1, b'.');
        Some(close - usize::from(inner))
    }

    /// Whether the words about `[a, b)` make it a hacking group.
    fn hackers(&self, a: usize, b: usize) -> bool {
        let view = &self.view;
        let group = |i: usize| view.lower(i) && self.cue(i, Cue::HACKERS);
        let hacking = |i: usize| view.lower(i) && self.cue(i, Cue::HACKING);
        let before = a > self.range.start + 1 && group(a - 1) && hacking(a - 2);
        let after = hacking(b) && group(b + 1);
        before || after || self.dubbed(a)
    }

    /// Whether the words before `a` give hackers a name: `a group it calls`,
    /// `hackers known as`.
    fn dubbed(&self, a: usize) -> bool {
        let view = &self.view;
        let word = a > self.range.start + 1 && view.lower(a - 1) && self.cue(a - 1, Cue::DUBBED);
        // An ordinary *as* has no participle before it.
        let past = Cats::PAST.with(Cats::PART);
        if !word || view.cats(a - 1, Cats::SUB) && !view.cats(a - 2, past) {
            return false;
        }
        let from = self.range.start.max(a.saturating_sub(DUBBED));
        (from..a - 1).any(|i| self.cue(i, Cue::HACKERS))
    }

    /// Whether a capitalised word is a closed-class word all the same, and
    /// neither an initial nor the name that it also is (`He Qinghua`).
    fn closed(&self, i: usize) -> bool {
        let (view, s) = (&self.view, &self.view.seen[i]);
        if !s.cats.any(CLOSED) || self.initials(i) {
            return false;
        }
        let own = s.person != 0
            && !self.initial(i)
            && view.len(i) > 1
            && !view.tokens[i].is_all_caps()
            && self.capital(i + 1)
            && !view.seen[i + 1].common();
        !own
    }

    /// A single capital with a full stop after it.
    fn initials(&self, i: usize) -> bool {
        self.view.len(i) == 1 && self.capital(i) && self.mark(i + 1, b'.') && self.view.glued(i + 1)
    }

    /// Whether the capital of token `i` may be the sentence's own.
    fn initial(&self, i: usize) -> bool {
        if i == self.range.start {
            return true;
        }
        let before = &self.view.tokens[i - 1];
        if !before.flags.has(Flags::PUNCT) {
            return false;
        }
        i - 1 == self.range.start
            || !(matches!(self.view.byte(i - 1), b',' | b'(' | b'-' | b'/' | b'&' | b'.')
                || self.view.apostrophe(i - 1))
    }

    /// Where the run that begins at `i` ends.
    fn run_end(&self, i: usize) -> usize {
        let mut end = (i + self.view.seen[i].hit.len.max(1)).min(self.range.end);
        while end < self.range.end && end < i + LONGEST {
            let Some(next) = self.extend(i, end) else { break };
            end = next;
        }
        end
    }

    /// One step further from `end`, if the run goes on there.
    fn extend(&self, start: usize, end: usize) -> Option<usize> {
        let view = &self.view;
        let last = end - 1;
        let within = |n: usize| (n <= self.range.end).then_some(n);
        let reach = |k: usize| within(k + view.seen[k].hit.len.max(1));
        if self.capital(end) {
            // Mrs May, Mr March
            let titled = view.cue(last, Cue::HONORIFIC);
            let stops = view.seen[end].hit.len == 0 && self.stops(last, end);
            if !titled && (stops || self.date(end).is_some()) {
                return None;
            }
            return reach(end);
        }
        if end + 1 >= self.range.end {
            return None;
        }
        let tied = view.glued(end + 1);
        // Al-Sisi, Al- Sisi, Zia-ul-Haq
        if view.dash(end) && self.capital(end + 1) && view.cue(last, Cue::PARTICLE) {
            return reach(end + 1);
        }
        let joined = view.dash(end) && view.dash(end + 2) && self.capital(end + 3);
        if joined && (end..end + 4).all(|i| view.glued(i)) && self.particle(end + 1) {
            return reach(end + 3);
        }
        if self.numbered(start, end) {
            return Some(end + 2);
        }
        if view.dash(end) && view.glued(end) == tied {
            if tied && self.capital(end + 1) {
                return reach(end + 1);
            }
            return self.syllable(start, end).then_some(end + 2);
        }
        if view.glued(end) && tied && view.apostrophe(end) {
            let letters = view.len(end + 1) > 1 && self.capital(end + 1);
            // Nyong'o, Arngna'naaq, Al Rud'ha
            // Hopewell Chin'ono
            let odd = last > start && view.len(end + 1) > 2 && !view.seen[end + 1].common();
            let inner = (odd || !view.seen[last].common())
                && view.tokens[end + 1].is_word()
                && view.len(last) > 1
                && !view.cue(end + 1, Cue::GENITIVE)
                && (view.len(end + 1) > 2
                    || view.vowel(end + 1)
                    || last > start && view.cue(last - 1, Cue::PARTICLE));
            return if letters { reach(end + 1) } else { inner.then_some(end + 2) };
        }
        if view.mark(end, b'.') && view.glued(end) {
            // Kaspi.kz
            if tied && view.lower(end + 1) && view.cue(end + 1, Cue::DOMAIN) {
                return Some(end + 2);
            }
            let short = view.len(last) == 1
                || view.cue(last, Cue::HONORIFIC) && view.len(last) <= 5
                || view.cue(last, Cue::OFFICE) && view.len(last) <= 3;
            let goes_on = short && self.capital(last) && self.capital(end + 1);
            return if goes_on { reach(end + 1) } else { None };
        }
        if view.mark(end, b'&') && self.capital(end + 1) {
            return reach(end + 1);
        }
        if let Some(k) = self.nickname(start, end) {
            return reach(k);
        }
        // de la Rúa, bin Salman, al-Assad
        let mut k = end;
        while k < end + 3 && k < self.range.end {
            let hyphen = k > end && (view.dash(k) || view.apostrophe(k));
            if !self.particle(k) && !hyphen {
                break;
            }
            k += 1;
        }
        if k > end && self.capital(k) && !view.cue(last, Cue::ORG_HEAD) {
            return reach(k);
        }
        None
    }

    /// Whether a hyphen and a number make the word that ends at `end` the name
    /// of one of a series: `Luna-25`, `Su-57`.
    fn numbered(&self, start: usize, end: usize) -> bool {
        let view = &self.view;
        let (first, last) = (&view.seen[start], &view.tokens[end + 1]);
        let number = last.flags.has(Flags::DIGIT) && !last.is_word() && view.len(end + 1) < 4;
        end == start + 1
            && view.dash(end)
            && view.glued(end)
            && view.glued(end + 1)
            && number
            && (!first.common() || view.len(start) < 3 && view.tokens[start].is_capital())
            && !first.cue.any(Cue::NOT_NAME)
            && first.hit.len == 0
    }

    /// Whether token `i` is a small word within names.
    fn particle(&self, i: usize) -> bool {
        let view = &self.view;
        let loose = view.cats(i, LOOSE) && !view.dash(i + 1);
        view.lower(i) && view.cue(i, Cue::PARTICLE) && !loose
    }

    /// Whether the capitalised word `i`, which no known name begins with, ends
    /// the run before it, being a closed-class word.
    fn stops(&self, last: usize, i: usize) -> bool {
        let (view, s) = (&self.view, &self.view.seen[i]);
        // Reporting by Ann Hale Editing by Jo Dean
        let credit = s.cats.any(Cats::ING) && view.lower(i + 1) && view.cats(i + 1, Cats::BY);
        if credit {
            return true;
        }
        if !s.cats.any(CLOSED) || self.initials(i) || view.cue(i, Cue::PARTICLE) {
            return false;
        }
        // President To Lam
        let next = &view.seen[(i + 1).min(self.range.end - 1)];
        if s.cats.any(Cats::TO) && self.office(last) && self.capital(i + 1) && next.person != 0 {
            return false;
        }
        if view.len(i) == 1 {
            // Elizabeth I; but not: Then I, in South Korea I
            let place = view.seen[last].hit.len > 0 || view.seen[last.max(1) - 1].hit.len > 1;
            return view.seen[last].common() || place && view.seen[last].person == 0;
        }
        // Seo In-guk
        let syllables = view.dash(i + 1) && view.glued(i + 1) && view.lower(i + 2);
        if syllables && view.seen[last].person != 0 && view.len(i + 2) < 6 {
            return false;
        }
        // Theresa May
        let given = view.seen[last].given() && !view.seen[last].common();
        if given && s.cats.any(Cats::MODAL) && !view.tokens[i].is_all_caps() {
            return false;
        }
        // Liu He
        !(s.person != 0 && view.seen[last].family() && !view.tokens[i].is_all_caps())
    }

    /// Whether the hyphen at `end` ties a syllable to a name: `Kim Jong-un`,
    /// also with spaces around it, as some texts have it.
    fn syllable(&self, start: usize, end: usize) -> bool {
        let view = &self.view;
        let (mut last, next) = (end - 1, end + 1);
        // Chan-o-cha
        while last > start + 1 && view.lower(last) && view.dash(last - 1) && view.glued(last) {
            last -= 2;
        }
        if !view.tokens[next].is_word() || view.len(next) > 6 || !self.capital(last) {
            return false;
        }
        let eastern = last > start
            && view.len(last) < 6
            && view.seen[last].hit.len < 2
            && (start..last).any(|i| view.seen[i].person != 0)
            && !(start..last).any(|i| view.seen[i].hit.len > 1);
        if !view.glued(end) {
            let syllable = !view.seen[next].common() && view.seen[next].hit.len == 0;
            // But not: Doug Jones - A former judge
            let word = view.capital(next) && !view.cats(next, CLOSED);
            return eastern && (syllable || word);
        }
        if view.capital(next) || view.seen[last].hit.len > 0 && !eastern || last == start {
            return false;
        }
        let act = view.cats(next, Cats::PAST.with(Cats::PART).with(Cats::ING).with(Cats::ADJ));
        // Lee In-young
        let odd = view.cats(last, CLOSED) && last == start + 1;
        eastern && view.len(next) < 6 && (!act || odd)
            || view.len(next) < 6 && !view.cats(next, CLOSED) && !view.seen[next].common()
            || view.len(next) <= 2 && !act
    }

    /// Where the name goes on behind a nickname: `Luis "Buba" López`.
    fn nickname(&self, start: usize, end: usize) -> Option<usize> {
        let view = &self.view;
        if !view.seen[start].given() || !view.quote(end) || view.glued(end) {
            return None;
        }
        let close =
            (end + 2..=end + 1 + NICKNAME).find(|&i| i < self.range.end && view.quote(i))?;
        let name = self.capital(close + 1) && !view.glued(close + 1);
        (name && view.glued(end + 1) && !view.seen[close + 1].common()).then_some(close + 1)
    }

    fn candidate(&self, start: usize, end: usize, kind: Option<EntityKind>) -> Candidate {
        let hit = &self.view.seen[start].hit;
        let entry = if hit.len == end - start { hit.entry } else { 0 };
        Candidate { kind, entry, initial: self.initial(start), ..self.view.candidate(start, end) }
    }

    fn give(&mut self, start: usize, end: usize, kind: Option<EntityKind>) {
        if start >= end {
            return;
        }
        let mut c = self.candidate(start, end, kind);
        // The Kanuri language, Kanuri tribesmen
        let (view, s) = (&self.view, &self.view.seen[start]);
        let word = end - start == 1 && kind.is_none() && c.entry == 0;
        if word && !s.common() && !view.tokens[start].is_all_caps() {
            let people = self.cue(end, Cue::PEOPLE) && view.lower(end);
            let before = start > self.range.start && view.lower(start - 1);
            // Castroism, Sadrists
            let creed = || {
                let alone = !c.initial && s.person | s.rare == 0;
                alone && ending(view, start, Cue::CREED)
            };
            if before && self.cue(start - 1, Cue::EVENT_BEFORE) {
                // tropical storm Olwen
                c.kind = Some(EntityKind::Event);
            } else if people || view.len(start) > 6 && creed() {
                c.kind = Some(EntityKind::Norp);
            }
        }
        let open = kind.is_none_or(|kind| kind == EntityKind::ThreatActor);
        if self.hacking && open {
            let gang = self.gang(end);
            if gang > end || self.hackers(start, end) {
                c.kind = Some(EntityKind::ThreatActor);
                c.end = gang as u32;
            }
        }
        self.candidates.push(c);
    }

    /// Where the name of a gang ends that goes on behind `end` with that word:
    /// `Grimtide gang`, `Grimtide ransomware gang`.
    fn gang(&self, end: usize) -> usize {
        let lower = |i: usize, cue: Cue| self.cue(i, cue) && self.view.lower(i);
        if lower(end, Cue::GANG) {
            end + 1
        } else if lower(end, Cue::HACKING) && lower(end + 1, Cue::GANG) {
            end + 2
        } else {
            end
        }
    }

    /// A person by the look of the name.
    fn person(&mut self, start: usize, end: usize) {
        let mut c = self.candidate(start, end, None);
        if self.hacking && self.dubbed(start) {
            c.kind = Some(EntityKind::ThreatActor);
        } else {
            c.likely = Some(Likely::Person);
        }
        self.candidates.push(c);
    }

    /// Where a title that begins at `i` ends, and whether it must be followed
    /// by a person: `Mr`, `Prime Minister`, `Secretary of State`.
    fn title(&self, i: usize, end: usize) -> Option<(usize, bool)> {
        let titles = Cue::HONORIFIC.with(Cue::OFFICE).with(Cue::ROLE).with(Cue::TITLE_PART);
        let mut at = i;
        let mut found = None;
        // SEC: letters that are a body's, not an abbreviated title
        let body = |i: usize| {
            let org = self.view.seen[i].hit.kinds & NameKind::Org.bit() != 0;
            org && self.view.tokens[i].is_all_caps()
        };
        while at < end && !body(at) && (self.cue(at, titles) || self.occupation(at, end)) {
            let cue = self.view.seen[at].cue;
            let mut after = at + 1;
            if after < end && self.mark(after, b'.') && self.view.glued(after) {
                after += 1;
            }
            // Hon'ble
            let tail = after + 1 < end && self.view.apostrophe(after) && self.view.lower(after + 1);
            if tail && cue.any(Cue::HONORIFIC) && self.view.glued(after + 1) {
                after += 2;
            }
            if cue.any(Cue::HONORIFIC) {
                found = Some((after, true));
            } else if cue.any(Cue::OFFICE.with(Cue::ROLE)) || !cue.any(titles) {
                found = Some((after, found.is_some_and(|(_, sure)| sure)));
            }
            at = after;
            if at + 1 < end && self.view.dash(at) && self.view.glued(at) {
                at += 1;
            }
        }
        found
    }

    /// Whether a noun for persons stands before a name: `Warden Freddy Cole`.
    fn occupation(&self, i: usize, end: usize) -> bool {
        let seen = self.view.seen;
        let s = &seen[i];
        let next = i + 1;
        s.cats.any(Cats::PERSON)
            && s.cats.any(Cats::NOUN.with(Cats::NOUNS))
            && s.person == 0
            && s.hit.len == 0
            && next < end
            && self.capital(next)
            && !seen[next].common()
            && (seen[next].person != 0 || seen[next].hit.len == 0)
    }

    /// The kind that the head at the end of `[a, b)` gives, if there is one.
    fn head(&self, a: usize, b: usize) -> Option<EntityKind> {
        if b <= a + 1 || !self.capital(b - 1) {
            return None;
        }
        let cue = self.view.seen[b - 1].cue;
        let order = [
            (Cue::ORG_HEAD, EntityKind::Org),
            (Cue::PLACE_HEAD, EntityKind::Loc),
            (Cue::LAW_HEAD, EntityKind::Law),
            (Cue::EVENT_HEAD, EntityKind::Event),
            (Cue::WORK_HEAD, EntityKind::WorkOfArt),
            (Cue::PRODUCT_HEAD, EntityKind::Product),
            (Cue::ORG_MAYBE, EntityKind::Org),
            (Cue::FAC_HEAD, EntityKind::Fac),
        ];
        if cue.any(Cue::COMPANY) && !(cue.any(Cue::PARTICLE) && self.view.seen[a].given()) {
            return Some(EntityKind::Org);
        }
        // A head that is weak as one is asked last.
        let maybe = cue.any(Cue::ORG_MAYBE);
        order.iter().find(|(c, _)| cue.any(*c) && !(maybe && *c == Cue::ORG_HEAD)).map(|o| o.1)
    }

    /// Where the names begin in the run `[start, end)`, which may open with a word
    /// that is none.
    fn opening(&self, start: usize, end: usize) -> usize {
        let mut a = start;
        // The first word of a sentence has a capital of its own.
        while a + 1 < end
            && self.initial(a)
            && self.view.seen[a].hit.len < 2
            && self.loose(a)
            && !self.names_body(a, end)
        {
            a += 1;
            while a < end && self.view.tokens[a].flags.has(Flags::PUNCT) {
                a += 1;
            }
            if !self.view.cats(a, CLOSED) {
                break;
            }
        }
        if a >= end {
            return end;
        }
        // The National Guard is no guard of the paper The National.
        let rest = a + self.view.seen[a].hit.len;
        let article = rest > a + 1 && rest < end && self.view.cats(a, Cats::DET);
        let body = article && self.capital(rest) && self.title(rest, end).is_none();
        if body { a + 1 } else { a }
    }

    /// Cuts the run `[start, end)` into candidates; tells where it went on to.
    fn cut(&mut self, start: usize, end: usize) -> usize {
        let mut a = self.opening(start, end);
        if a >= end {
            return end;
        }
        let whole = self.grow(a, end);
        if whole > end {
            // Ministry of …: the run goes on behind a link.
            let from = self.past_title(a, end);
            let bodies = Cue::ORG_HEAD.with(Cue::ORG_MAYBE);
            let body = self.cue(whole - 1, bodies) || self.cue(end - 1, bodies);
            let site = !body && self.cue(whole - 1, Cue::FAC_HEAD);
            self.give(from, whole, Some(if site { EntityKind::Fac } else { EntityKind::Org }));
            return whole;
        }
        if let Some((whole, kind)) = self.place_of(a, end) {
            self.give(a, whole, Some(kind));
            return whole;
        }
        let titled = self.title(a, end);
        let sure = titled.is_some_and(|(_, sure)| sure);
        // Mr Justice Lane: all but the last word is title.
        let lone = sure && titled.is_some_and(|(after, _)| after + 1 == end);
        let head = self.head(a, end);
        if head.is_some_and(|kind| !lone || class(kind) != Class::Place) {
            // King Fahd Hospital; but not: Mr Church
            let words = (a..end).filter(|&i| self.view.tokens[i].is_word()).count();
            if !sure || words > 2 && !self.view.seen[end - 1].family() {
                self.part(a, end);
                return end;
            }
        }
        // Mr Bishop was late. Bishop said so: the text may know it as a surname.
        if end == a + 1 && self.cue(a, Cue::HONORIFIC.with(Cue::OFFICE)) {
            self.give(a, end, None);
            return end;
        }
        // Titles cut the run.
        let mut i = a;
        while i < end {
            let hit = self.view.seen[i].hit.len;
            if hit > 1 && i + hit <= end {
                i += hit;
                continue;
            }
            // Hassan Sheikh Mohamud
            let first = &self.view.seen[a];
            let town = first.hit.len < 2 && first.hit.kinds & !(WEAK | name::PERSON) == 0;
            let given = i == a + 1 && first.given() && !first.common() && town;
            match self.title(i, end) {
                // Assistant U.S. Attorney Jo Dole: a land between two titles.
                Some((after, _)) if i == a && self.land(after, end).is_some() => {
                    let rest = self.land(after, end).unwrap_or(end);
                    self.known(after, rest);
                    (a, i) = (rest, rest);
                }
                Some((after, _)) if !given && (i == a || after < end || self.office(after - 1)) => {
                    if !(self.office(after - 1) && self.field(a, i)) {
                        self.part(a, i);
                    }
                    self.person_after_title(after, end);
                    return end;
                }
                _ => i += 1,
            }
        }
        if !(self.field(a, end) && (self.of_office(a) || self.before_office(end))) {
            self.part(a, end);
        }
        end
    }

    /// Where the country's name ends that begins at `i` and has a title behind
    /// it.
    fn land(&self, i: usize, end: usize) -> Option<usize> {
        let hit = self.view.seen.get(i).filter(|_| i < end)?.hit;
        let rest = i + hit.len;
        let country = hit.kinds & NameKind::Country.bit() != 0 && rest < end;
        (country && self.title(rest, end).is_some()).then_some(rest)
    }

    /// Whether `[a, b)` may be the field of an office and is no name by itself:
    /// `Foreign Affairs`.
    fn field(&self, a: usize, b: usize) -> bool {
        let plain = |i: usize| {
            let s = &self.view.seen[i];
            s.common() && s.hit.len == 0 && self.view.tokens[i].flags.has(Flags::LOWER)
        };
        let heads = Cue::ORG_HEAD.with(Cue::FAC_HEAD);
        a < b && (a..b).all(plain) && !self.cue(b - 1, heads) && self.head(a, b).is_none()
    }

    /// Whether the list of fields that goes on at `end` ends with an office:
    /// `Foreign Trade and Tourism Minister`.
    fn before_office(&self, end: usize) -> bool {
        let view = &self.view;
        if !view.cats(end, Cats::COORD) || !view.lower(end) || !self.capital(end + 1) {
            return false;
        }
        let stop = (end + 2..end + 2 + FIELD).find(|&i| !self.capital(i) || self.office(i));
        let plain = |i: usize| view.seen[i].hit.len == 0 && view.seen[i].person == 0;
        stop.is_some_and(|i| self.office(i) && (end + 1..i).all(plain))
    }

    /// Where a place's name ends that goes on behind its head `[a, end)`:
    /// `Port of Acajutla`, `Palace of Fine Arts`.
    fn place_of(&self, a: usize, end: usize) -> Option<(usize, EntityKind)> {
        let heads = Cue::PLACE_HEAD.with(Cue::FAC_HEAD);
        let head = end == a + 1 && self.cue(a, heads) && !self.initial(a);
        if !head || self.view.seen[a].hit.len > 0 || !self.view.cats(end, Cats::OF) {
            return None;
        }
        let next = end + 1;
        if !self.capital(next) || self.date(next).is_some() {
            return None;
        }
        let (s, stop) = (&self.view.seen[next], self.run_end(next));
        let country = s.hit.kinds & NameKind::Country.bit() != 0;
        if country || s.common() && s.hit.len == 0 && stop == next + 1 {
            return None;
        }
        let building = !self.cue(a, Cue::PLACE_HEAD);
        Some((stop, if building { EntityKind::Fac } else { EntityKind::Loc }))
    }

    fn office(&self, i: usize) -> bool {
        self.cue(i, Cue::OFFICE) && !self.view.seen[i].family()
    }

    /// Where the name behind a title of office begins, when the name of a body
    /// follows it in one run.
    fn past_title(&self, a: usize, end: usize) -> usize {
        match self.title(a, end) {
            Some((after, false)) if after + 1 < end => after,
            _ => a,
        }
    }

    /// What stands behind a title is a person, unless it is a known name.
    fn person_after_title(&mut self, a: usize, end: usize) {
        if a >= end {
            return;
        }
        let s = self.view.seen[a];
        let sure = self.cue(a - 1, Cue::HONORIFIC) || self.cue(a.max(2) - 2, Cue::HONORIFIC);
        let strong = NameKind::Country.bit() | NameKind::Demonym.bit() | NameKind::Org.bit();
        if s.hit.len > 0 && s.hit.kinds & strong != 0 && !s.family() && !s.given() {
            return self.part(a, end);
        }
        if self.head(a, end).is_some() && !self.view.seen[end - 1].family() {
            return self.part(a, end);
        }
        let name = s.person | s.rare != 0 || s.cats.any(Cats::TO);
        let plain = s.common() && !name && s.hit.len == 0;
        if plain && !sure && end > a + 1 {
            return self.part(a, end);
        }
        // Chief Guest, Master Plan: two ordinary words.
        if plain && end == a + 1 && self.view.seen[a - 1].common() {
            return;
        }
        self.give(a, end, Some(EntityKind::Person));
    }

    /// Whether the first word of a sentence is a noun of the body's name that
    /// goes on with ordinary words: `Climate Action Network said`.
    fn names_body(&self, a: usize, end: usize) -> bool {
        let seen = self.view.seen;
        let other = Cats::ADJ.with(Cats::NOUNS).with(Cats::PERSON).with(Cats::ADVERB);
        let roles = Cue::FIRM.with(Cue::ROLE).with(Cue::OFFICE).with(Cue::HONORIFIC);
        let noun = seen[a].cats.any(Cats::NOUN) && !seen[a].cats.any(other.with(CLOSED));
        let plain = |i: usize| seen[i].common() && seen[i].person == 0 && seen[i].hit.len == 0;
        noun && end > a + 2
            && !seen[a].cue.any(roles)
            && (a + 1..end).all(plain)
            && self.head(a + 1, end) == Some(EntityKind::Org)
    }

    /// Whether the first word of a sentence is rather an ordinary word.
    fn loose(&self, a: usize) -> bool {
        let s = &self.view.seen[a];
        if s.cats.any(CLOSED) && !(s.person != 0 && self.view.seen[a + 1].person != 0) {
            return true;
        }
        // Moon Jae-in
        let view = &self.view;
        let syllables = view.dash(a + 2) && view.glued(a + 2) && view.lower(a + 3);
        if syllables && view.len(a) < 6 && !view.seen[a + 1].common() && !s.cats.any(Cats::ADVERB) {
            return false;
        }
        let tied = self.view.glued(a + 1);
        let mark = self.view.tokens[a + 1].flags.has(Flags::PUNCT);
        if !s.common() || s.given() || s.hit.len > 0 || !tied && mark {
            return false;
        }
        // Grace Mugabe said; but not: Grace periods ended
        let n = &self.view.seen[a + 1];
        if s.perhaps_given() && !n.common() && n.hit.len == 0 && self.capital(a + 1) {
            return false;
        }
        let kept = Cue::HONORIFIC.with(Cue::OFFICE).with(Cue::TITLE_PART).with(Cue::DIRECTION);
        let kept = kept.with(Cue::PLACE_BEFORE).with(Cue::ORG_BEFORE).with(Cue::EVENT_BEFORE);
        if s.cue.any(kept) {
            return false;
        }
        !s.cats.any(Cats::NOUNS) || n.given() || n.hit.len > 0 || n.cue.any(Cue::HONORIFIC)
    }

    /// Where the name of a body ends that goes on behind the run: with a link
    /// after its head (`Ministry of Health and Welfare`), with a second part
    /// before its head (`Food and Drug Agency`), or a genitive (`People's Court`).
    fn grow(&self, a: usize, end: usize) -> usize {
        let last = end - 1;
        let view = &self.view;
        let known = view.seen[a].hit.len == end - a && end - a > 1;
        let heads = Cue::ORG_HEAD.with(Cue::ORG_MAYBE);
        if known {
            return end;
        }
        // Directorate-General; but not: Co-Founder
        let general = last > a + 1
            && view.dash(last - 1)
            && self.cue(last - 2, Cue::ORG_HEAD)
            && !self.cue(last - 2, Cue::COMPANY);
        if self.cue(last, heads) || general {
            // The Fund for Energy and Research Policy: an ordinary word is no
            // head before its other half.
            let whole = self.behind_head(end);
            // News of Ryu: who the first word of a sentence is about.
            let first = self.initial(a) && last == a && self.cue(a, Cue::ORG_MAYBE);
            if first && view.seen.get(end + 1).is_some_and(|s| s.person != 0) {
                return end;
            }
            // So in: Securities and Exchange Board.
            let half =
                (self.cue(last, Cue::ORG_MAYBE) || last == a) && !view.cats(last, Cats::GROUP);
            // The Carter Center and Election Watch: two bodies.
            let site = last > a && self.cue(last, Cue::FAC_HEAD);
            if whole > end || !half || site {
                return whole;
            }
        }
        // Quendale Teaching and Referral Hospital
        // Or the Halden Students' Union
        let many = view.cats(last, Cats::NOUNS) && view.apostrophe(end) && view.glued(end);
        let open = view.cats(last, Cats::ING.with(Cats::ADJ)) || many;
        let plain = (a..end).all(|i| {
            let s = &view.seen[i];
            let listed = s.hit.kinds & (SURE | NameKind::City.bit()) != 0;
            let place = i == a && end > a + 1 && (listed || open);
            (s.common() && s.hit.len == 0 && !s.given() || place) && !view.cue(i, Cue::HONORIFIC)
        });
        if !plain || self.initial(a) && end == a + 1 {
            return end;
        }
        // The second part may be a head at once: no name of its own.
        let mut next = end;
        let mut genitive = false;
        if view.cats(end, Cats::COORD) && view.lower(end) {
            next = end + 1;
        } else if view.apostrophe(end) && view.glued(end) {
            next = end + 1;
            if view.cue(next, Cue::GENITIVE) && view.glued(next) {
                next += 1;
            }
            // Employers' Federation; but not: 'the Employers' Federation, the South's Army
            genitive = next > end + 1 || view.cats(end - 1, Cats::NOUNS);
            genitive &= end > a + 1 || !self.cue(a, Cue::DIRECTION);
            if !genitive {
                return end;
            }
        }
        if next == end || !self.capital(next) || view.seen[next].hit.len > 1 {
            return end;
        }
        let stop = self.run_end(next);
        let plain = |i: usize| {
            // Democratic, as a word of the language.
            let s = &view.seen[i];
            s.common() && (s.hit.len == 0 || genitive && s.hit.len == 1 && s.cats.any(Cats::ADJ))
                || i + 1 == stop && self.cue(i, Cue::ORG_HEAD)
        };
        let sites = if open && !genitive { heads.with(Cue::FAC_HEAD) } else { heads };
        let head = self.cue(stop - 1, sites) && stop > next + 1;
        let sure = head || genitive && self.cue(stop - 1, Cue::ORG_HEAD);
        // The Prosecutor's Office is no prosecutor.
        let office = !genitive && self.title(a, end).is_some();
        if !((next..stop).all(plain) && sure && !office) {
            return end;
        }
        let whole = self.behind_head(stop);
        // Food and Farm Research and Extension Institute
        let half = self.cue(stop - 1, Cue::ORG_MAYBE) && !view.cats(stop - 1, Cats::GROUP);
        let more = view.cats(stop, Cats::COORD) && view.lower(stop) && self.capital(stop + 1);
        if whole == stop && half && more && !genitive {
            let stop = self.run_end(stop + 1);
            let plain = |i: usize| view.seen[i].common() && view.seen[i].hit.len == 0;
            let sure = self.cue(stop - 1, Cue::ORG_HEAD) && stop > whole + 2;
            if sure && (whole + 1..stop).all(plain) {
                return self.behind_head(stop);
            }
        }
        whole
    }

    /// Where a name ends whose head ends at `end`.
    fn behind_head(&self, end: usize) -> usize {
        let view = &self.view;
        let mut at = end;
        let mut list = false;
        for links in 0..4 {
            // Ministry of Trade, Industry and Energy
            let comma = links > 0
                && self.mark(at, b',')
                && self.listed(at + 1).is_some_and(|i| view.cats(i, Cats::COORD));
            // The Commission Against Corruption
            let link = self.cue(at, Cue::LINK) && (view.lower(at) || view.cats(at, Cats::PREP));
            if !comma && !link {
                break;
            }
            list |= comma;
            let coord = comma || view.cats(at, Cats::COORD);
            if !coord && self.cue(at, Cue::LOCATIVE) || links == 0 && coord {
                break;
            }
            let mut next = at + 1;
            if self.cue(next, Cue::LINK) && view.lower(next) {
                // … and the Federal Court: another body.
                if coord && view.cats(next, Cats::DET) {
                    break;
                }
                next += 1;
            }
            // Robbed the National Bank of Rs 5,000
            let money = self.cue(next, Cue::CURRENCY)
                && view.tokens.get(next + 1).is_some_and(|t| t.flags.has(Flags::DIGIT));
            if !self.capital(next) || money || self.date(next).is_some() {
                break;
            }
            if coord && (!list && !view.seen[next].common() || view.seen[next].hit.len > 0) {
                break;
            }
            let stop = self.run_end(next);
            if coord && self.title(next, stop).is_some() {
                break;
            }
            at = stop;
        }
        at
    }

    /// Where a list of plain capitalised words that begins at `i` comes to its
    /// last comma or coordinator.
    fn listed(&self, i: usize) -> Option<usize> {
        let mut at = i;
        let plain = |i: usize| self.view.seen[i].person == 0 && self.view.seen[i].hit.len == 0;
        while at < i + 3 && self.capital(at) && plain(at) {
            at += 1;
        }
        (at > i && at < self.range.end).then_some(at)
    }

    /// What the shape of `[a, b)`, or its head, makes a name: its tokens and the
    /// kind, if that is sure.
    fn shaped(&self, a: usize, b: usize) -> Option<(usize, usize, Option<EntityKind>)> {
        let hit = self.view.seen[a].hit;
        // NGO Open Rivers, NGOs Open Rivers: a word that says what the body is.
        let short = self.view.tokens[a].is_all_caps() || self.view.plural_letters(a);
        let firm = hit.len == 0 && short && self.cue(a, Cue::FIRM);
        if firm && b > a + 1 && self.view.tokens[a + 1].is_word() {
            return Some((a + 1, b, Some(EntityKind::Org)));
        }
        // Kaspi.kz
        if b > a + 2 && self.mark(b - 2, b'.') && self.view.lower(b - 1) && hit.len <= 1 {
            return Some((a, b, Some(EntityKind::Org)));
        }
        // Luna-25
        if b == a + 3 && self.numbered(a, a + 1) {
            return Some((a, b, Some(EntityKind::Product)));
        }
        // USS Fairweather: a ship.
        if self.cue(a, Cue::SHIP) && self.view.tokens[a].is_all_caps() && b > a + 1 {
            return Some((a, b, Some(EntityKind::Product)));
        }
        // N.W.T. holds its last stop.
        let letters = (a..b).all(|i| self.view.len(i) == 1);
        if letters && b - a > 2 && self.mark(b, b'.') && self.view.glued(b) {
            return Some((a, b + 1, None));
        }
        if let Some(i) = self.party_place(a, b) {
            return Some((i, b, kind_of(self.view.seen[i].hit.kinds)));
        }
        self.head(a, b).map(|kind| (a, b, Some(kind)))
    }

    /// Makes candidates of `[a, b)`, which holds no title.
    fn part(&mut self, a: usize, b: usize) {
        let (mut a, mut b) = (a, b);
        while a < b && self.view.tokens[a].flags.has(Flags::PUNCT) {
            a += 1;
        }
        let whole = |a: usize, b: usize| self.view.seen[a].hit.len == b - a;
        while a < b && self.view.tokens[b - 1].flags.has(Flags::PUNCT) && !whole(a, b) {
            b -= 1;
        }
        if a >= b {
            return;
        }
        let seen = self.view.seen;
        let s = seen[a];
        let hit = s.hit;
        if hit.len == b - a {
            return self.known(a, b);
        }
        if let Some((from, to, kind)) = self.shaped(a, b) {
            return self.give(from, to, kind);
        }
        // Coal Miners Union Freddy Cole: a body and its officer.
        let officer = (a + 2..b.saturating_sub(1)).find(|&i| {
            let cue = seen[i - 1].cue;
            let head = cue.any(Cue::ORG_HEAD) && !cue.any(Cue::ORG_MAYBE) || cue.any(Cue::COMPANY);
            head && seen[i].given() && !seen[i].common() && seen[i].hit.len == 0
        });
        if let Some(i) = officer {
            self.give(a, i, Some(EntityKind::Org));
            return self.person(i, b);
        }
        // Hurricane Otis; but not: Storm clouds
        if self.cue(a, Cue::EVENT_BEFORE) && b - a > 1 && hit.len < 2 && !self.office(b - 1) {
            return self.give(a, b, Some(EntityKind::Event));
        }
        if self.cue(a, Cue::ORG_BEFORE) && b - a > 1 && hit.len < 2 {
            return self.give(a, b, Some(EntityKind::Org));
        }
        if self.of_office(a) && s.common() && hit.len == 0 {
            // Minister for Health Mutsvangwa: the office ends with its last
            // ordinary word.
            let name = (a..b).find(|&i| !seen[i].common() || seen[i].person != 0);
            return name.map_or((), |i| self.person(i, b));
        }
        // Northern Uganda
        if self.cue(a, Cue::DIRECTION) && b - a > 1 && hit.len < 2 {
            let place = &seen[a + 1].hit;
            if place.len == b - a - 1
                && kind_of(place.kinds).is_some_and(|k| class(k) == Class::Place)
            {
                return self.give(a, b, Some(EntityKind::Loc));
            }
        }
        if hit.len > 0 && hit.len < b - a {
            return self.behind_hit(a, b);
        }
        // DP Ruto
        let caps = |i: usize| self.view.tokens[i].is_all_caps() && hit.len == 0;
        if b - a > 1 && caps(a) && !caps(a + 1) && self.view.tokens[a + 1].is_word() {
            if seen[a + 1].person != 0 && !seen[a + 1].common() && seen[a + 1].hit.len == 0 {
                self.give(a, a + 1, None);
                return self.part(a + 1, b);
            }
            // CJ Marable, KC Tunde Ojo
            let unknown = |i: usize| !seen[i].common() && seen[i].hit.len == 0;
            if self.view.len(a) == 2 && (a + 1..b).all(unknown) {
                return self.person(a, b);
            }
            return self.give(a, b, None);
        }
        // Ordinary words before a name in full: the end of an office.
        if s.common() && s.person == 0 && !self.initials(a) {
            let name = (a + 1..b).find(|&i| !seen[i].common());
            if let Some(i) = name.filter(|&i| i + 1 < b && seen[i].given() && seen[i].hit.len < 2) {
                if !seen[i + 1].common() || seen[i + 1].person != 0 {
                    self.part(a, i);
                    return self.person(i, b);
                }
            }
        }
        if self.sport && self.club(a, b) {
            return self.give(a, b, Some(EntityKind::Org));
        }
        // Stade de France
        let of = b > a + 2 && self.view.lower(a + 1) && self.cue(a + 1, Cue::PARTICLE);
        if of && self.cue(a, Cue::PLACE_BEFORE) && hit.len == 0 && !s.given() {
            return self.give(a, b, None);
        }
        let given = s.given() && !self.cue(a, Cue::PARTICLE);
        if given && b - a > 1 || self.initials(a) && b - a > 2 {
            return self.person(a, b);
        }
        // Mark Twain, Grace Mugabe: a word that is a given name as well.
        let word = s.common() && s.perhaps_given() && !self.view.tokens[a].is_all_caps();
        if word && b == a + 2 && !seen[a + 1].common() && seen[a + 1].hit.len == 0 {
            return self.person(a, b);
        }
        let ends = &seen[b - 1];
        let named = ends.family() || ends.perhaps_family() && s.perhaps_given();
        let plain = |i: usize| seen[i].common() && !(i + 1 == b && ends.family());
        if b - a > 1 && named && !(a..b).any(plain) {
            return self.person(a, b);
        }
        // A known name that ends the part.
        let ending = (a + 1..b).find(|&i| {
            let h = seen[i].hit;
            let kinds = NameKind::Demonym.bit() | NameKind::Country.bit();
            h.len > 0 && i + h.len == b && h.kinds & kinds != 0 && seen[i].person == 0
        });
        if let Some(i) = ending {
            let mut stop = i;
            while stop > a && self.view.tokens[stop - 1].flags.has(Flags::PUNCT) {
                stop -= 1;
            }
            self.give(a, stop, None);
            return self.known(i, b);
        }
        self.give(a, b, None);
    }

    /// Where the place begins in `[a, b)` that stands behind the letter of a
    /// member's party: `Jo Dole, R-Texas,`.
    fn party_place(&self, a: usize, b: usize) -> Option<usize> {
        let view = &self.view;
        let letter = view.len(a) == 1 && b > a + 2 && view.dash(a + 1) && view.glued(a + 2);
        let apart = a > 0 && (view.mark(a - 1, b',') || view.mark(a - 1, b'('));
        let hit = view.seen[(a + 2).min(b - 1)].hit;
        let place = kind_of(hit.kinds).is_some_and(|k| class(k) == Class::Place);
        (letter && apart && place && hit.len == b - a - 2).then_some(a + 2)
    }

    /// Whether `[a, b)` is a word of no list and a city, as clubs are called:
    /// `Olimpik Donetsk`.
    fn club(&self, a: usize, b: usize) -> bool {
        let (first, last) = (&self.view.seen[a], &self.view.seen[b - 1]);
        let city = NameKind::City.bit() | NameKind::Capital.bit();
        let word = !first.common() && !first.perhaps_given() && first.hit.len == 0;
        b == a + 2 && word && last.hit.kinds & city != 0 && !last.perhaps_family()
    }

    /// Makes candidates of `[a, b)`, which a known name begins.
    fn behind_hit(&mut self, a: usize, b: usize) {
        let seen = self.view.seen;
        let s = &seen[a];
        let rest = a + s.hit.len;
        let weak = s.hit.kinds & !(WEAK | name::PERSON) == 0;
        let tied = self.view.tokens[rest].flags.has(Flags::PUNCT);
        let mut next = if tied && rest + 1 < b { rest + 1 } else { rest };
        while next + 1 < b && self.view.lower(next) && self.cue(next, Cue::PARTICLE) {
            next += 1;
        }
        let n = &seen[next];
        let name = !n.common() || n.family();
        let place = kind_of(s.hit.kinds).is_some_and(|k| class(k) == Class::Place);
        // San Antonio de Los Baños, which is no San Antonio.
        let other = n.hit.kinds & !(WEAK | name::PERSON) != 0;
        if place && next > rest && !tied && !other && s.hit.len > 1 {
            return self.give(a, b, Some(EntityKind::Gpe));
        }
        // French-Lebanese
        let people = NameKind::Demonym.bit() | NameKind::Group.bit();
        let both = s.hit.kinds & people != 0 && n.hit.kinds & people != 0;
        if tied && both && self.view.dash(rest) && next + n.hit.len == b {
            return self.give(a, b, Some(EntityKind::Norp));
        }
        if s.hit.len == 1 && self.capital(next) && name {
            let city = s.hit.kinds & (NameKind::City.bit() | NameKind::Capital.bit()) != 0;
            // Paris Hilton, Jordan Pickford
            let named = n.hit.kinds & !(WEAK | name::PERSON) == 0 && n.person | n.rare != 0;
            let town = n.hit.kinds & !NameKind::Town.bit() == 0;
            let family = n.hit.len == 0 || n.hit.len == 1 && (named || town);
            if self.cue(a, Cue::PLACE_GIVEN) && family && !tied && next + 1 == b {
                return self.person(a, b);
            }
            // Anderson-Pyrz
            if s.given() && (n.hit.len == 0 || n.person != 0) && !(tied && city && n.hit.len > 0) {
                return self.person(a, b);
            }
            if weak && s.person != 0 && !(tied && n.hit.len > 0) {
                return self.person(a, b);
            }
            if weak && (n.hit.len == 0 || n.person != 0) && !tied {
                return self.give(a, b, None);
            }
        }
        // Aung San Suu Kyi, Juan Pablo Reyes: places are called after persons.
        let named = s.given() && !s.common() && s.hit.len > 1;
        if weak && named && !tied && name && n.hit.len == 0 {
            return self.person(a, b);
        }
        // Kenya Airways: a place and plain words.
        let plain = (rest..b).all(|i| {
            seen[i].common()
                && !seen[i].given()
                && !seen[i].cats.any(Cats::PERSON)
                && seen[i].hit.len == 0
        });
        if place && plain && !self.initial(a) {
            // The U.S. South is a part of the country.
            let part = rest + 1 == b && self.cue(rest, Cue::DIRECTION);
            return if part { self.known(a, rest) } else { self.give(a, b, None) };
        }
        self.known(a, rest);
        self.part(rest, b);
    }

    /// Whether an office and its link stand before `i`: `Minister for`; also
    /// with other fields between: `Minister of Foreign Affairs and`.
    fn of_office(&self, i: usize) -> bool {
        let view = &self.view;
        let mut at = i;
        for _ in 0..FIELD {
            if at < self.range.start + 2 || !view.lower(at - 1) && !self.mark(at - 1, b',') {
                return false;
            }
            if self.cue(at - 1, Cue::LINK) && self.cue(at - 2, Cue::OFFICE) {
                return true;
            }
            let joins = view.cats(at - 1, Cats::COORD) || self.mark(at - 1, b',');
            let from = (self.range.start..at - 1).rev().find(|&k| !self.capital(k));
            match from.map(|k| k + 1) {
                Some(from) if joins && at - 1 - from <= FIELD && self.field(from, at - 1) => {
                    at = from;
                }
                _ => return false,
            }
        }
        false
    }

    /// A name of the lists.
    fn known(&mut self, a: usize, b: usize) {
        let hit = self.view.seen[a].hit;
        // Where teams play, a city is often one, and a county.
        let team = match (self.sport, hit.len) {
            (true, 1) => NameKind::Capital.bit() | NameKind::Loc.bit(),
            (true, _) => NameKind::Capital.bit(),
            _ => 0,
        };
        let city = WEAK | team;
        let long = hit.len > 1 && !(self.sport && hit.kinds & !(city | name::PERSON) == 0);
        let sure = hit.kinds & !(city | name::PERSON) != 0 || long;
        let kind = kind_of(hit.kinds).filter(|_| sure);
        // In Amhara: the land, which has the name of its people.
        let both = NameKind::Group.bit() | NameKind::Loc.bit();
        let within = a > self.range.start && self.cue(a - 1, Cue::LOCATIVE);
        let land = hit.kinds & both == both && (within || self.cue(b, Cue::PLACE_NOUN));
        // The Amazon is near its end; but not: Amazon's shares, the Amazon store
        let river = NameKind::Org.bit() | NameKind::Loc.bit();
        let article = a > self.range.start && self.view.cats(a - 1, Cats::DET);
        let noun = self.view.lower(b) && self.view.cats(b, Cats::NOUN.with(Cats::NOUNS));
        let land = land || hit.kinds & river == river && article && !noun;
        self.give(a, b, if land { Some(EntityKind::Loc) } else { kind });
    }
}

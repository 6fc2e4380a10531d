//! Names and dates in the text, each with its type.
//!
//! The order is that of the best rule systems. Runs of capitalised words are
//! cut at titles and known names, and what context and name together make
//! sure is decided first. Everything seen of a string anywhere in the text is
//! then weighed once, so that a string has one type in a text; parts of sure
//! names count as those names. Headings, where capitals say nothing, come last
//! and are read with what the body has shown.

mod context;
mod date;
mod run;
mod team;
pub(crate) mod when;

use crate::Sentence;
use crate::document::{EntityKind, Layout, Mention};
use crate::gazetteer::list::NameKind;
use crate::gazetteer::{Cue, Gazetteer, Prehashed};
use crate::lexicon::{Cats, Lexicon};
use crate::name::{self, Seen};
use crate::token::{Flags, Token, hash, is_apostrophe};
use crate::{Span, mention::run::Run};
use std::collections::HashMap;
use std::ops::Range;

/// The broad types among which a name is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Class {
    Person,
    Org,
    Place,
    Other,
}

/// How much speaks for each [`Class`].
pub(crate) type Scores = [i32; 4];

/// What a candidate looks like, short of being sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Likely {
    /// A given name and what follows, or a family name after unknown words.
    Person,
}

/// A string that may be a name, at one place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    /// Tokens, half-open.
    pub start: u32,
    pub end: u32,
    /// Of all its token hashes.
    pub key: u64,
    /// The gazetteer entry that names it; 0 if none.
    pub entry: u32,
    /// The kind, where the rule that found it is sure.
    pub kind: Option<EntityKind>,
    pub likely: Option<Likely>,
    /// The capital may be that of the sentence, not of a name.
    pub initial: bool,
}

/// What the text as a whole says of one string.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known {
    pub scores: Scores,
    /// The finest kind that a sure rule or a list gave.
    pub kind: Option<EntityKind>,
    pub entry: u32,
    /// What speaks for a place in the words about it.
    pub placed: i32,
    /// Seen where a capital means a name.
    pub inside: bool,
    /// A word of a person's name in full, or the last one.
    pub part: bool,
    pub surname: bool,
    /// The first word of a body's name, or its head.
    pub head: bool,
}

/// What the text says of each string, by its key.
pub(crate) type Knowledge = HashMap<u64, Known, Prehashed>;

/// A mention with what the entity stage wants to know of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named {
    pub mention: Mention,
    /// Tokens, half-open.
    pub tokens: (u32, u32),
    /// The gazetteer entry that names it; 0 if none.
    pub entry: u32,
}

impl Named {
    /// Its tokens, half-open.
    pub const fn range(&self) -> (usize, usize) {
        (self.tokens.0 as usize, self.tokens.1 as usize)
    }
}

/// Buffers of the name stages.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    pub seen: Vec<Seen>,
    pub candidates: Vec<Candidate>,
    pub known: Knowledge,
    /// The tokens of the sentences in which capitals say nothing.
    headings: Vec<Range<usize>>,
    pub named: Vec<Named>,
    pub index: crate::entity::Index,
}

/// The tokens of a text, with what is known of each.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub seen: &'a [Seen],
    pub gazetteer: &'a Gazetteer,
}

impl View<'_> {
    pub fn cue(&self, i: usize, cue: Cue) -> bool {
        self.seen.get(i).is_some_and(|s| s.cue.any(cue))
    }

    pub fn cats(&self, i: usize, cats: Cats) -> bool {
        self.seen.get(i).is_some_and(|s| s.cats.any(cats))
    }

    /// A word with a capital.
    pub fn capital(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.is_word() && t.is_capital())
    }

    /// A word without a capital.
    pub fn lower(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.is_word() && !t.is_capital())
    }

    /// The length in bytes.
    pub fn len(&self, i: usize) -> usize {
        self.tokens.get(i).map_or(0, |t| (t.end - t.start) as usize)
    }

    /// The first byte.
    pub fn byte(&self, i: usize) -> u8 {
        self.tokens.get(i).map_or(0, |t| self.text.as_bytes()[t.start as usize])
    }

    /// Whether token `i` is this ASCII mark.
    pub fn mark(&self, i: usize, mark: u8) -> bool {
        self.byte(i) == mark
    }

    /// The first character, where the token is a mark; else a blank.
    pub fn char(&self, i: usize) -> char {
        let mark = self.tokens.get(i).filter(|t| t.flags.has(Flags::PUNCT));
        mark.and_then(|t| self.text[t.span()].chars().next()).unwrap_or(' ')
    }

    pub fn apostrophe(&self, i: usize) -> bool {
        is_apostrophe(self.char(i))
    }

    /// A verb, in lower case, that has a subject of its own before it.
    pub fn finite(&self, i: usize) -> bool {
        let verb = Cats::PAST.with(Cats::S).with(Cats::AUX);
        // Hale plans a trip; but not: long waits
        let object = || self.cats(i + 1, Cats::DET.with(Cats::TO).with(Cats::POSSESSIVE));
        self.lower(i) && self.cats(i, verb) && (!self.cats(i, Cats::NOUNS) || object())
    }

    /// A hyphen.
    pub fn dash(&self, i: usize) -> bool {
        matches!(self.char(i), '-' | '\u{2010}' | '\u{2011}')
    }

    /// A quotation mark.
    pub fn quote(&self, i: usize) -> bool {
        matches!(self.char(i), '"' | '\'' | '\u{2018}'..='\u{201F}')
    }

    /// Whether the token `i` follows the one before it without a space.
    pub fn glued(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| !t.flags.has(Flags::SPACE_BEFORE))
    }

    /// One vowel letter.
    pub fn vowel(&self, i: usize) -> bool {
        self.len(i) == 1 && matches!(self.byte(i), b'a' | b'e' | b'i' | b'o' | b'u')
    }

    /// Whether the letters with which token `i` begins, before a number, are
    /// of `cue`.
    pub fn prefix(&self, i: usize, cue: Cue) -> bool {
        let word = self.tokens.get(i).map_or("", |t| &self.text[t.span()]);
        let letters = word.find(|c: char| c.is_ascii_digit()).map_or("", |at| &word[..at]);
        !letters.is_empty() && self.gazetteer.cues().get(hash(letters)).any(cue)
    }

    /// Capital letters with a small s after them: NGOs.
    pub fn plural_letters(&self, i: usize) -> bool {
        let letters = self.tokens.get(i).map_or("", |t| &self.text[t.span()]);
        letters.strip_suffix('s').is_some_and(|l| l.bytes().all(|b| b.is_ascii_uppercase()))
    }

    /// Whether the first letters of the words `start..end`, in their order,
    /// spell the word `i`: South African Wind Energy Association, Sawea.
    pub fn spells(&self, i: usize, start: usize, end: usize) -> bool {
        let short = self.text[self.tokens[i].span()].as_bytes();
        if short.len() < 3 || short.len() > 12 || !self.capital(i) {
            return false;
        }
        // Bit n: the first n letters are spelt; bit n of `more`: by two words.
        let (mut spelt, mut more) = (1_u32, 0_u32);
        for t in self.tokens[start..end].iter().filter(|t| t.is_capital()) {
            let word = self.text[t.span()].as_bytes();
            let (from, again) = (spelt, more);
            for n in 0..short.len() {
                let starts = word.iter().zip(&short[n..]).take(SYLLABLE);
                let same = starts.take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
                let steps = ((1 << same) - 1) << (n + 1);
                if from >> n & 1 != 0 {
                    spelt |= steps;
                    more |= if n > 0 { steps } else { 0 };
                }
                more |= if again >> n & 1 != 0 { steps } else { 0 };
            }
        }
        more >> short.len() & 1 != 0
    }

    /// Whether only a comma or a coordinator, or both, stand in `start..end`.
    pub fn listed(&self, start: usize, end: usize) -> bool {
        let joins = |i: usize| self.cats(i, Cats::COORD) && self.lower(i);
        match end.wrapping_sub(start) {
            1 => self.mark(start, b',') || joins(start) || self.mark(start, b'&'),
            2 => self.mark(start, b',') && joins(start + 1),
            _ => false,
        }
    }

    /// The tokens `start..end` as a candidate, of which nothing is known.
    pub fn candidate(&self, start: usize, end: usize) -> Candidate {
        Candidate {
            start: start as u32,
            end: end as u32,
            key: key(&self.tokens[start..end]),
            entry: 0,
            kind: None,
            likely: None,
            initial: false,
        }
    }
}

/// The hash of a string of tokens.
pub(crate) fn key(tokens: &[Token]) -> u64 {
    match tokens {
        [one] => one.hash,
        _ => tokens.iter().fold(tokens.len() as u64, |h, t| {
            (h.rotate_left(23) ^ t.hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        }),
    }
}

/// Kinds of names that are hardly ever a person's as well.
const SURE: u32 = NameKind::Country.bit()
    | NameKind::Demonym.bit()
    | NameKind::Group.bit()
    | NameKind::Loc.bit()
    | NameKind::Org.bit();

/// Kinds of places that are often something else as well.
const WEAK: u32 = NameKind::Town.bit() | NameKind::City.bit() | NameKind::Region.bit();

/// The broad type of a kind.
fn class(kind: EntityKind) -> Class {
    match kind {
        EntityKind::Person => Class::Person,
        EntityKind::Org | EntityKind::ThreatActor => Class::Org,
        EntityKind::Gpe | EntityKind::Loc | EntityKind::Fac => Class::Place,
        _ => Class::Other,
    }
}

/// What the kinds of names are as entities, the surest first.
const ORDER: &[(NameKind, EntityKind)] = &[
    (NameKind::Country, EntityKind::Gpe),
    (NameKind::Capital, EntityKind::Gpe),
    (NameKind::Demonym, EntityKind::Norp),
    (NameKind::Org, EntityKind::Org),
    (NameKind::Group, EntityKind::Norp),
    (NameKind::Loc, EntityKind::Loc),
    (NameKind::Fac, EntityKind::Fac),
    (NameKind::Event, EntityKind::Event),
    (NameKind::Law, EntityKind::Law),
    (NameKind::Product, EntityKind::Product),
    (NameKind::Work, EntityKind::WorkOfArt),
    (NameKind::ThreatActor, EntityKind::ThreatActor),
    (NameKind::Region, EntityKind::Gpe),
    (NameKind::City, EntityKind::Gpe),
    (NameKind::Town, EntityKind::Gpe),
];

/// The kind that a name of the lists has.
fn kind_of(kinds: u32) -> Option<EntityKind> {
    ORDER.iter().find(|(k, _)| k.bit() & kinds != 0).map(|&(_, kind)| kind)
}

/// Whether a name with these kinds can be one of `kind`.
fn can_be(kinds: u32, kind: EntityKind) -> bool {
    ORDER.iter().any(|&(k, own)| k.bit() & kinds != 0 && class(own) == class(kind))
}

/// Finds the mentions of `text`, in order, into `names.named`; the entities of
/// the mentions are still to be set.
pub(crate) fn recognise(
    text: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    (gazetteer, lexicon): (&Gazetteer, &Lexicon),
    names: &mut Names,
) {
    name::look_up(text, tokens, gazetteer, lexicon, &mut names.seen);
    let Names { seen, candidates, known, headings, named, .. } = names;
    let view = View { text, tokens, seen, gazetteer };
    candidates.clear();
    known.clear();
    named.clear();
    headings.clear();
    let hacking = seen.iter().any(|s| s.cue.any(Cue::HACKING));
    let sport = seen.iter().filter(|s| s.cue.any(Cue::SPORT)).take(SPORT).count() == SPORT;
    for (sentence, range) in by_sentence(tokens, sentences) {
        if is_heading(&view, sentence, range.clone()) {
            headings.push(range);
        } else {
            Run { view, range, candidates, named, hacking, sport }.read();
        }
    }
    weigh(&view, candidates, sport, known);
    acronyms(&view, candidates, known);
    share(&view, candidates, known);
    learn_heads(&view, candidates, known);
    learn_parts(&view, candidates, known);
    for &c in candidates.iter() {
        if let Some(kind) = decide(&view, &c, known) {
            // A town of the lists that is a company here is not that entry.
            let own = can_be(seen[c.start as usize].hit.kinds, kind);
            let entry = if own { c.entry } else { 0 };
            push(named, tokens, &Candidate { entry, ..c }, kind);
        }
    }
    for range in headings.drain(..) {
        read_heading(&view, range, known, named);
    }
    named.sort_unstable_by_key(|n| (n.mention.span.start, std::cmp::Reverse(n.mention.span.end)));
    // The longer of two that overlap stays.
    let mut end = 0;
    named.retain(|n| {
        let keep = n.mention.span.start >= end;
        if keep {
            end = n.mention.span.end;
        }
        keep
    });
}

/// Most letters that a word gives to an abbreviation.
const SYLLABLE: usize = 5;

/// How many words of sport make a text one about it.
const SPORT: usize = 2;

/// The sentences, each with the range of its tokens.
fn by_sentence<'a>(
    tokens: &'a [Token],
    sentences: &'a [Sentence],
) -> impl Iterator<Item = (&'a Sentence, Range<usize>)> {
    let mut at = 0;
    sentences.iter().map(move |sentence| {
        let first = at;
        while tokens.get(at).is_some_and(|t| (t.start as usize) < sentence.span.end) {
            at += 1;
        }
        (sentence, first..at)
    })
}

fn push(named: &mut Vec<Named>, tokens: &[Token], c: &Candidate, kind: EntityKind) {
    let span =
        Span::new(tokens[c.start as usize].start as usize, tokens[c.end as usize - 1].end as usize);
    let mention = Mention { span, kind, entity: 0 };
    named.push(Named { mention, tokens: (c.start, c.end), entry: c.entry });
}

/// Ordinary words that are often part of a name.
const NAMELY: Cue = Cue::HONORIFIC
    .with(Cue::OFFICE)
    .with(Cue::TITLE_PART)
    .with(Cue::ORG_HEAD)
    .with(Cue::FAC_HEAD)
    .with(Cue::PLACE_HEAD);

/// Whether capitals say nothing in this sentence: nearly all of its words but
/// the small ones begin with one, and not because they are names.
fn is_heading(view: &View<'_>, sentence: &Sentence, range: Range<usize>) -> bool {
    let known = matches!(sentence.layout, Layout::Heading | Layout::Title);
    let (words, last) = (range.len(), range.end.saturating_sub(1));
    let (mut lower, mut all, mut small, mut plain) = (0, 0, 0, 0);
    let (mut figures, mut finite) = (false, false);
    for i in range {
        let (t, s) = (&view.tokens[i], &view.seen[i]);
        figures |= !t.is_word() && t.flags.has(Flags::DIGIT);
        finite |= s.cats.any(Cats::AUX) && view.lower(i);
        if !t.is_word() || s.cats.any(run::CLOSED) || s.cue.any(Cue::PARTICLE) {
            // Editing by Mary White: the credits of an article, names as such.
            if s.cats.any(Cats::BY) && view.lower(i) && i > 0 && view.cats(i - 1, Cats::ING) {
                return false;
            }
            continue;
        }
        lower += usize::from(!t.is_capital());
        if lower * 5 >= words {
            return false;
        }
        small += usize::from(t.flags.has(Flags::LOWER));
        let name = s.hit.len > 0 || s.person != 0 || !known && s.cue.any(NAMELY);
        plain += usize::from(t.is_capital() && s.common() && !name);
        all += 1;
    }
    // A sentence in which a verb is small and that comes to its end is none.
    if !known && (lower > 0 || finite) && view.mark(last, b'.') {
        return false;
    }
    // A line of capital letters is one even if it is short, but no row of a
    // table.
    let least = match (known, small) {
        (true, _) => 0,
        (_, 0) if !figures => 1,
        _ => 3,
    };
    if all <= least || lower * 5 >= all {
        return false;
    }
    // A line of capital letters says nothing by them; one of names alone does.
    small == 0 || plain * 4 > all
}

/// Gathers all that the text says of each string.
fn weigh(view: &View<'_>, candidates: &[Candidate], sport: bool, known: &mut Knowledge) {
    for c in candidates {
        let k = known
            .entry(c.key)
            .or_insert_with(|| Known { scores: context::prior(view, c), ..Known::default() });
        let around = context::around(view, c);
        add(&mut k.scores, &around);
        if sport {
            k.scores[Class::Org as usize] += team::plays(view, c);
        }
        k.placed += around[Class::Place as usize];
        if let Some(kind) = c.kind {
            k.scores[class(kind) as usize] += 12;
            k.kind = k.kind.or(Some(kind));
        }
        if k.entry == 0 {
            k.entry = c.entry;
        }
        k.inside |= !c.initial;
    }
}

fn add(sum: &mut Scores, scores: &Scores) {
    for (sum, s) in sum.iter_mut().zip(scores) {
        *sum += s;
    }
}

/// An abbreviation in brackets is of the type of the name before it; after
/// ordinary words it abbreviates a term, which is no name.
fn acronyms(view: &View<'_>, candidates: &[Candidate], known: &mut Knowledge) {
    for (i, c) in candidates.iter().enumerate() {
        let (a, b) = (c.start as usize, c.end as usize);
        if b - a > 1 || a < 2 || !view.mark(a - 1, b'(') || c.kind.is_some() {
            continue;
        }
        let long = i.checked_sub(1).map(|p| &candidates[p]);
        let long = long.filter(|l| l.end as usize == a - 1 && l.end - l.start > 1);
        let letters = view.tokens[a].is_all_caps() || view.plural_letters(a);
        let spelt = |l: &Candidate| view.mark(b, b')') && view.spells(a, l.start as usize, a - 1);
        if !letters && !long.is_some_and(spelt) || letters && view.seen[a].hit.len > 0 {
            continue;
        }
        let from = long.and_then(|l| known.get(&l.key)).map(|k| (best(&k.scores), k.kind));
        let Some(k) = known.get_mut(&c.key) else { continue };
        match from {
            Some(((class, score), kind)) if score > 1 && class != Class::Person => {
                k.scores[class as usize] += 8;
                if !letters {
                    k.scores[Class::Person as usize] -= 8;
                }
                k.kind = k.kind.or(kind);
            }
            None if view.lower(a - 2) && view.mark(b, b')') => {
                k.scores = k.scores.map(|s| s - 6);
            }
            _ => {}
        }
    }
}

/// Names side by side in a list are of one type: what is sure of one counts a
/// little for its neighbours.
fn share(view: &View<'_>, candidates: &[Candidate], known: &mut Knowledge) {
    // Sure is decided before any sharing, so that order does not matter.
    let sure = |c: &Candidate| {
        let scores = &known.get(&c.key)?.scores;
        let (class, score) = best(scores);
        let others = scores.iter().enumerate().filter(|(i, _)| *i != class as usize);
        let second = others.map(|(_, s)| *s).max().unwrap_or(0).max(0);
        (score >= 4 && score - second >= 3 && class != Class::Other).then_some(class)
    };
    let mut shared = Vec::new();
    let mut from = 0;
    for i in 0..candidates.len() {
        let (end, next) = (candidates[i].end as usize, candidates.get(i + 1));
        if next.is_some_and(|next| view.listed(end, next.start as usize)) {
            continue;
        }
        // In Paris, Jones and Smith: the place does not belong to the list.
        let first = candidates[from].start as usize;
        let apart = first > 0 && view.capital(first - 1) && view.cue(first - 1, Cue::LOCATIVE);
        let list = &candidates[(from + usize::from(apart)).min(i + 1)..=i];
        let coordinated = list.windows(2).any(|pair| {
            let gap = pair[0].end as usize..pair[1].start as usize;
            gap.into_iter().any(|i| view.cats(i, Cats::COORD))
        });
        if coordinated || list.len() > 2 {
            for pair in list.windows(2) {
                match (sure(&pair[0]), sure(&pair[1])) {
                    (Some(class), None) => shared.push((pair[1].key, class)),
                    (None, Some(class)) => shared.push((pair[0].key, class)),
                    // Jordan and Israel, in a text with a Mr Jordan.
                    (Some(Class::Place), Some(Class::Place)) => {
                        shared.extend(pair.iter().map(|c| (c.key, Class::Place)));
                    }
                    _ => {}
                }
            }
        }
        from = i + 1;
    }
    for (key, class) in shared {
        if let Some(k) = known.get_mut(&key) {
            k.scores[class as usize] += 3;
            k.placed += i32::from(class == Class::Place);
        }
    }
}

/// A body may be called by the first word of its name, where that is none of
/// the language and no known place or person: Halden Shipping, Halden.
fn learn_heads(view: &View<'_>, candidates: &[Candidate], known: &mut Knowledge) {
    for c in candidates.iter().filter(|c| c.end - c.start > 1 && c.kind == Some(EntityKind::Org)) {
        let (t, s) = (&view.tokens[c.start as usize], &view.seen[c.start as usize]);
        let town = NameKind::Town.bit() | NameKind::Region.bit();
        // Of a name of the lists only what no list has by itself: Novo Nordisk, Novo.
        let listed = s.hit.len > 1 && s.hit.len == (c.end - c.start) as usize;
        let other = !listed && s.hit.kinds & !(town | name::PERSON) != 0;
        let other = other || s.common() || s.given();
        if t.is_capital() && (listed || s.hit.len < 2) && !other {
            let new = |k: &Known| !(k.head || listed && k.entry != 0);
            if let Some(k) = known.get_mut(&t.hash).filter(|k| new(k)) {
                k.head = true;
                k.scores[Class::Org as usize] += 4;
            }
        }
        // The Lagoon Fund, the Fund
        let last = c.end as usize - 1;
        // The Quendale Owls, the Owls: ordinary words do not have the capital.
        let many = view.cats(last, Cats::NOUNS) && view.seen[last].hit.len == 0;
        let named = view.seen[last].common() && (many || view.cue(last, Cue::ORG_HEAD));
        let tail = known.get_mut(&view.tokens[last].hash).filter(|k| named && !k.head);
        if let Some(k) = tail.filter(|k| k.inside && (many || k.scores[Class::Org as usize] > 0)) {
            k.head = true;
            k.scores[Class::Org as usize] += 3;
        }
    }
}

/// Learns the words of persons that have been decided.
fn learn_parts(view: &View<'_>, candidates: &[Candidate], known: &mut Knowledge) {
    for c in candidates.iter().filter(|c| c.end - c.start > 1) {
        let Some(k) = known.get(&c.key) else { continue };
        if best(&k.scores).0 != Class::Person {
            continue;
        }
        let shout = context::is_shout(&view.tokens[c.start as usize..c.end as usize]);
        for i in c.start as usize..c.end as usize {
            let (t, s) = (&view.tokens[i], &view.seen[i]);
            let other = s.hit.kinds & SURE != 0 && s.person == 0 || !shout && t.is_all_caps();
            if t.is_capital() && t.end - t.start > 1 && !other && !s.cats.any(run::CLOSED) {
                known.entry(t.hash).or_default().part = true;
            }
            // A surname may be a country's name as well: Michael Jordan. It is
            // neither that nor letters without a given name before it.
            let unsure = t.is_all_caps() && !shout
                || s.hit.kinds & NameKind::Country.bit() != 0 && s.person == 0;
            let given = view.seen[c.start as usize].given();
            if i + 1 == c.end as usize && (given || !unsure) {
                known.entry(t.hash).or_default().surname = true;
            }
        }
    }
}

fn best(scores: &Scores) -> (Class, i32) {
    let order = [Class::Person, Class::Place, Class::Org, Class::Other];
    let mut top = order[0];
    for class in order {
        if scores[class as usize] > scores[top as usize] {
            top = class;
        }
    }
    (top, scores[top as usize])
}

/// The kind of a candidate, or none when it is no name.
fn decide(view: &View<'_>, c: &Candidate, known: &Knowledge) -> Option<EntityKind> {
    let k = known.get(&c.key)?;
    let first = &view.seen[c.start as usize];
    let single = c.end - c.start == 1;
    let letter = view.len(c.start as usize) == 1 && first.hit.len == 0;
    // Lee said, Ip has gone: without an article no ordinary noun acts.
    // So does Trump's lawyer.
    let end = c.end as usize;
    let genitive = view.apostrophe(end) && view.glued(end) && view.cue(end + 1, Cue::GENITIVE);
    let acts = single && k.surname && (genitive || view.finite(end));
    if single && (letter || first.cue.any(Cue::NOT_NAME) && !acts) {
        return None;
    }
    // The Bishop said: rather the office than the surname.
    let title = first.cue.any(Cue::HONORIFIC.with(Cue::OFFICE)) && !first.family();
    if single && title && first.hit.len == 0 {
        let article = c.start > 0 && view.cats(c.start as usize - 1, Cats::DET);
        return (acts && !article).then_some(EntityKind::Person);
    }
    if single && (k.part || k.surname && k.placed <= 0) {
        let country =
            !k.surname && first.hit.len == 1 && first.hit.kinds & SURE != 0 && first.person == 0;
        let place = first.hit.len == 1
            && k.placed > 0
            && k.scores[Class::Place as usize] > k.scores[Class::Person as usize].max(5);
        if !(country || place || c.initial && first.common() && !k.inside && !acts) {
            return Some(EntityKind::Person);
        }
    }
    let known = c.kind.is_some() && (first.hit.len > 0 || c.kind == Some(EntityKind::WorkOfArt));
    if single && c.initial && first.common() && !k.inside && !known {
        return None;
    }
    // Officials, Police: a plural that is an ordinary word is no name by itself.
    if single
        && first.common()
        && first.cats.any(Cats::NOUNS)
        && first.hit.len == 0
        && first.person == 0
        && !k.head
        && c.kind != Some(EntityKind::WorkOfArt)
    {
        return None;
    }
    let (top, score) = best(&k.scores);
    let plain = single && first.common() && (c.initial || first.hit.len == 0);
    let least = if plain { 3 } else { 2 };
    if score < least {
        return None;
    }
    // The Office said: no more than a word that acts.
    if top == Class::Person && plain && k.kind.is_none() && first.person | first.rare == 0 {
        return None;
    }
    Some(match top {
        Class::Person => EntityKind::Person,
        Class::Org => match k.kind {
            Some(kind) if class(kind) == Class::Org => kind,
            _ => EntityKind::Org,
        },
        Class::Place => match k.kind {
            Some(kind) if class(kind) == Class::Place => kind,
            _ if c.entry != 0 => kind_of(first.hit.kinds).filter(|k| class(*k) == Class::Place)?,
            _ if !single && first.cue.any(Cue::PLACE_BEFORE) => EntityKind::Loc,
            _ => EntityKind::Gpe,
        },
        Class::Other => match k.kind {
            Some(kind) if class(kind) == Class::Other => kind,
            _ => EntityKind::Product,
        },
    })
}

/// Where the name of a city ends that begins the sentence `range` at `i` and
/// has a date behind it, as the line above an agency's report: it is a place
/// there, whatever team is named after it.
fn dateline(view: &View<'_>, i: usize, range: &Range<usize>) -> Option<usize> {
    let hit = view.seen[i].hit;
    let city = NameKind::City.bit() | NameKind::Capital.bit();
    let stop = i + hit.len;
    let place = i == range.start && hit.kinds & city != 0 && stop < range.end;
    (place && date::find(view, (stop, range.end)).is_some()).then_some(stop)
}

/// The teams of a match to come, which is all that the sentence says (`KANSAS
/// CITY AT DETROIT`), or the one of a row of standings (`DETROIT 12 8 2`).
fn fixture(view: &View<'_>, range: &Range<usize>) -> Option<Vec<(usize, usize)>> {
    let place = NameKind::City.bit() | NameKind::Region.bit() | NameKind::Capital.bit();
    let team = |i: usize| {
        let hit = view.seen.get(i)?.hit;
        (hit.kinds & place != 0).then_some(i + hit.len)
    };
    let at = team(range.start).filter(|&at| at < range.end)?;
    if team::number(view, at) && at + 1 < range.end && team::number(view, at + 1) {
        return Some(vec![(range.start, at)]);
    }
    let end = team(at + 1).filter(|&end| end == range.end)?;
    let both = Cue::LOCATIVE.0 | Cue::EMPLOYER.0;
    let word = view.seen[at].cue.0 & both == both && view.tokens[at].is_all_caps();
    word.then(|| vec![(range.start, at), (at + 1, end)])
}

/// Finds in a heading what the body or the lists know.
fn read_heading(view: &View<'_>, range: Range<usize>, known: &Knowledge, named: &mut Vec<Named>) {
    let View { tokens, seen, .. } = *view;
    let (mut i, end) = (range.start, range.end);
    for (a, b) in fixture(view, &range).into_iter().flatten() {
        push(named, tokens, &view.candidate(a, b), EntityKind::Org);
        i = b;
    }
    while i < end {
        if let Some(stop) = date::find(view, (i, end)) {
            let c = view.candidate(i, stop);
            push(named, tokens, &c, EntityKind::Date);
            i = stop;
            continue;
        }
        let s = &seen[i];
        if !tokens[i].is_capital() && s.hit.len == 0 {
            i += 1;
            continue;
        }
        if let Some(stop) = dateline(view, i, &range) {
            let c = Candidate { entry: s.hit.entry, ..view.candidate(i, stop) };
            push(named, tokens, &c, EntityKind::Gpe);
            i = stop;
            continue;
        }
        let mut found = None;
        for len in (1..=6.min(end - i)).rev() {
            let c = Candidate { initial: len == 1, ..view.candidate(i, i + len) };
            let known_here = known.get(&c.key).is_some_and(|k| k.inside);
            if len > s.hit.len.max(1) && !known_here {
                continue;
            }
            let part = len == 1 && !s.common() && known.get(&c.key).is_some_and(|k| k.part);
            if known_here || part {
                if let Some(kind) = decide(view, &c, known) {
                    let entry = known.get(&c.key).map_or(0, |k| k.entry);
                    found = Some((Candidate { entry, ..c }, kind));
                    break;
                }
                if part {
                    found = Some((c, EntityKind::Person));
                    break;
                }
            }
            // A common word is in a heading what it is in the lexicon.
            let plain = len == 1 && s.common() && s.hit.kinds & NameKind::Demonym.bit() == 0;
            // NEW YORK, where capitals are of no help
            let large = NameKind::City.bit() | NameKind::Region.bit();
            let strong =
                s.hit.kinds & !(WEAK | name::PERSON) != 0 || s.hit.kinds & large != 0 && len > 1;
            if let Some(kind) =
                kind_of(s.hit.kinds).filter(|_| len == s.hit.len && strong && !plain)
            {
                found = Some((Candidate { entry: s.hit.entry, ..c }, kind));
                break;
            }
        }
        // A given name and a capital after it, as in the body.
        if found.is_none() && s.given() && !s.common() && i + 1 < end {
            let n = &seen[i + 1];
            let open = n.hit.kinds & !(WEAK | name::PERSON) == 0 && !n.common();
            if (n.family() || open) && tokens[i + 1].is_capital() {
                let c = view.candidate(i, i + 2);
                found = Some((c, EntityKind::Person));
            }
        }
        // Trump Says: a family name that speaks.
        let speaks = s.family() && !s.cue.any(NAMELY) && view.cats(i + 1, Cats::REPORT);
        if found.is_none() && speaks && i + 1 < end && s.hit.len == 0 {
            found = Some((view.candidate(i, i + 1), EntityKind::Person));
        }
        match found {
            Some((c, kind)) => {
                push(named, tokens, &c, kind);
                i = c.end as usize;
            }
            None => i += 1,
        }
    }
}

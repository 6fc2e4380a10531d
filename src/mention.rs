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

use crate::Sentence;
use crate::document::{EntityKind, Layout, Mention};
use crate::gazetteer::list::NameKind;
use crate::gazetteer::{Cue, Gazetteer, Prehashed};
use crate::lexicon::{Cats, Lexicon};
use crate::name::{self, PERSON, Seen};
use crate::token::{Flags, Token};
use crate::{Span, mention::run::Run};
use std::collections::HashMap;

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
    /// Seen where a capital means a name.
    pub inside: bool,
}

/// A mention with what the entity stage wants to know of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named {
    pub mention: Mention,
    /// Tokens, half-open.
    pub tokens: (u32, u32),
    /// The gazetteer entry that names it; 0 if none.
    pub entry: u32,
}

/// Buffers of the name stages.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    pub seen: Vec<Seen>,
    pub candidates: Vec<Candidate>,
    pub known: HashMap<u64, Known, Prehashed>,
    /// Single words of sure persons.
    pub person_parts: HashMap<u64, u32, Prehashed>,
    pub named: Vec<Named>,
    pub index: crate::entity::Index,
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

/// The broad type of a kind.
fn class(kind: EntityKind) -> Class {
    match kind {
        EntityKind::Person => Class::Person,
        EntityKind::Org | EntityKind::ThreatActor => Class::Org,
        EntityKind::Gpe | EntityKind::Loc | EntityKind::Fac => Class::Place,
        _ => Class::Other,
    }
}

/// The kind that a name of the lists has.
fn kind_of(kinds: u32) -> Option<EntityKind> {
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
    ORDER.iter().find(|(k, _)| k.bit() & kinds != 0).map(|&(_, kind)| kind)
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
    let Names { seen, candidates, known, person_parts, named, .. } = names;
    candidates.clear();
    known.clear();
    person_parts.clear();
    named.clear();
    let mut at = 0;
    let mut headings = false;
    for sentence in sentences {
        let first = at;
        while tokens.get(at).is_some_and(|t| (t.start as usize) < sentence.span.end) {
            at += 1;
        }
        let range = first..at;
        if is_heading(sentence, &tokens[range.clone()]) {
            headings = true;
            continue;
        }
        let mut run = Run { text, tokens, seen, range, candidates, named };
        run.read();
    }
    weigh(text, tokens, seen, candidates, known);
    learn_parts(tokens, seen, candidates, known, person_parts);
    for &c in candidates.iter() {
        if let Some(kind) = decide(tokens, seen, &c, known, person_parts) {
            push(named, tokens, &c, kind);
        }
    }
    if headings {
        let mut at = 0;
        for sentence in sentences {
            let first = at;
            while tokens.get(at).is_some_and(|t| (t.start as usize) < sentence.span.end) {
                at += 1;
            }
            if is_heading(sentence, &tokens[first..at]) {
                read_heading(text, tokens, (first, at), seen, known, person_parts, named);
            }
        }
    }
    named.sort_by_key(|n| (n.mention.span.start, std::cmp::Reverse(n.mention.span.end)));
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

fn push(named: &mut Vec<Named>, tokens: &[Token], c: &Candidate, kind: EntityKind) {
    let span =
        Span::new(tokens[c.start as usize].start as usize, tokens[c.end as usize - 1].end as usize);
    let mention = Mention { span, kind, entity: 0 };
    named.push(Named { mention, tokens: (c.start, c.end), entry: c.entry });
}

/// Whether capitals say nothing in this sentence: a headline, or most of its
/// longer words begin with one.
fn is_heading(sentence: &Sentence, tokens: &[Token]) -> bool {
    let least = if matches!(sentence.layout, Layout::Heading | Layout::Title) { 0 } else { 3 };
    let long = tokens.iter().filter(|t| t.is_word() && t.end - t.start > 3);
    let (lower, all) = long.fold((0, 0), |(c, n), t| (c + usize::from(!t.is_capital()), n + 1));
    all > least && lower * 5 < all
}

/// Gathers all that the text says of each string.
fn weigh(
    text: &str,
    tokens: &[Token],
    seen: &[Seen],
    candidates: &[Candidate],
    known: &mut HashMap<u64, Known, Prehashed>,
) {
    for c in candidates {
        let k = known.entry(c.key).or_default();
        let scores = context::scores(text, tokens, seen, c);
        for (sum, s) in k.scores.iter_mut().zip(scores) {
            *sum += s;
        }
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

/// Learns the words of persons that have been decided.
fn learn_parts(
    tokens: &[Token],
    seen: &[Seen],
    candidates: &[Candidate],
    known: &HashMap<u64, Known, Prehashed>,
    parts: &mut HashMap<u64, u32, Prehashed>,
) {
    for c in candidates.iter().filter(|c| c.end - c.start > 1) {
        let Some(k) = known.get(&c.key) else { continue };
        if best(&k.scores).0 != Class::Person {
            continue;
        }
        for i in c.start as usize..c.end as usize {
            let t = &tokens[i];
            let other = seen[i].hit.kinds & SURE != 0 && seen[i].person == 0;
            if t.is_capital() && t.end - t.start > 1 && !other && !seen[i].cats.any(run::CLOSED) {
                *parts.entry(t.hash).or_default() += 1;
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
fn decide(
    tokens: &[Token],
    seen: &[Seen],
    c: &Candidate,
    known: &HashMap<u64, Known, Prehashed>,
    parts: &HashMap<u64, u32, Prehashed>,
) -> Option<EntityKind> {
    let k = known.get(&c.key)?;
    let first = &seen[c.start as usize];
    let single = c.end - c.start == 1;
    if single && first.cue.any(Cue::NOT_NAME) {
        return None;
    }
    if single && parts.contains_key(&c.key) {
        let country = first.hit.len == 1 && first.hit.kinds & SURE != 0 && first.person == 0;
        if !(country || c.initial && first.common && !k.inside) {
            return Some(EntityKind::Person);
        }
    }
    if single && c.initial && first.common && !k.inside && c.kind.is_none_or(|_| first.hit.len == 0)
    {
        return None;
    }
    // Officials, Police: a plural that is an ordinary word is no name by itself.
    if single
        && first.common
        && first.cats.any(Cats::NOUNS)
        && first.hit.len == 0
        && first.person == 0
    {
        return None;
    }
    let (top, score) = best(&k.scores);
    let least = if c.initial && single { 3 } else { 2 };
    if score < least {
        return None;
    }
    let _ = tokens;
    Some(match top {
        Class::Person => EntityKind::Person,
        Class::Org => match k.kind {
            Some(kind) if class(kind) == Class::Org => kind,
            _ => EntityKind::Org,
        },
        Class::Place => match k.kind {
            Some(kind) if class(kind) == Class::Place => kind,
            _ if c.entry != 0 => kind_of(first.hit.kinds).filter(|k| class(*k) == Class::Place)?,
            _ => EntityKind::Gpe,
        },
        Class::Other => match k.kind {
            Some(kind) if class(kind) == Class::Other => kind,
            _ => EntityKind::Event,
        },
    })
}

/// Finds in a heading what the body or the lists know.
#[allow(clippy::too_many_arguments, reason = "one call, all of them slices")]
fn read_heading(
    text: &str,
    tokens: &[Token],
    (first, end): (usize, usize),
    seen: &[Seen],
    known: &HashMap<u64, Known, Prehashed>,
    parts: &HashMap<u64, u32, Prehashed>,
    named: &mut Vec<Named>,
) {
    let mut i = first;
    while i < end {
        if let Some(stop) = date::find(text, tokens, seen, (i, end)) {
            let c = Candidate {
                start: i as u32,
                end: stop as u32,
                key: 0,
                entry: 0,
                kind: None,
                initial: false,
            };
            push(named, tokens, &c, EntityKind::Date);
            i = stop;
            continue;
        }
        let s = &seen[i];
        if !tokens[i].is_capital() && s.hit.len == 0 {
            i += 1;
            continue;
        }
        let mut found = None;
        for len in (1..=6.min(end - i)).rev() {
            let k = key(&tokens[i..i + len]);
            let c = Candidate {
                start: i as u32,
                end: (i + len) as u32,
                key: k,
                entry: 0,
                kind: None,
                initial: len == 1,
            };
            let known_here = known.get(&k).is_some_and(|k| k.inside);
            if len > s.hit.len.max(1) && !known_here {
                continue;
            }
            if known_here || len == 1 && parts.contains_key(&k) && !s.common {
                if let Some(kind) = decide(tokens, seen, &c, known, parts) {
                    let entry = known.get(&k).map_or(0, |k| k.entry);
                    found = Some((Candidate { entry, ..c }, kind));
                    break;
                }
                if len == 1 && parts.contains_key(&k) && !s.common {
                    found = Some((c, EntityKind::Person));
                    break;
                }
            }
            if len == s.hit.len {
                let weak = NameKind::Town.bit() | NameKind::City.bit() | NameKind::Region.bit();
                if s.hit.kinds & !(weak | PERSON) != 0
                    && !(len == 1 && s.common && s.hit.kinds & NameKind::Demonym.bit() == 0)
                {
                    if let Some(kind) = kind_of(s.hit.kinds) {
                        found = Some((Candidate { entry: s.hit.entry, ..c }, kind));
                        break;
                    }
                }
            }
        }
        // A given name and a capital after it, as in the body.
        if found.is_none() && s.given() && !s.common && i + 1 < end {
            let n = &seen[i + 1];
            if n.family() && !n.common && tokens[i + 1].is_capital() {
                let c = Candidate {
                    start: i as u32,
                    end: i as u32 + 2,
                    key: key(&tokens[i..i + 2]),
                    entry: 0,
                    kind: None,
                    initial: false,
                };
                found = Some((c, EntityKind::Person));
            }
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

/// Whether the token `i` follows the one before it without a space.
pub(crate) fn glued(tokens: &[Token], i: usize) -> bool {
    tokens.get(i).is_some_and(|t| !t.flags.has(Flags::SPACE_BEFORE))
}

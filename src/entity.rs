//! One entity for each thing that the article names: parts of a person's name
//! and the full name, an acronym and its long form, a capital that acts and
//! its country.

use crate::document::{Entity, EntityKind, Mention};
use crate::gazetteer::list::NameKind;
use crate::gazetteer::{Cue, Gazetteer, Prehashed};
use crate::lexicon::Cats;
use crate::mention::{Named, Names, key};
use crate::name::{FEMININE, MASCULINE, Seen};
use crate::token::{Token, hash, is_apostrophe};
use std::collections::HashMap;

/// What the pronoun resolver wants to know of an entity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Traits {
    pub gender: Gender,
    /// More than one thing: `Kurds`.
    pub plural: bool,
}

/// Gender of a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Gender {
    #[default]
    Unknown,
    Masculine,
    Feminine,
}

/// Buffers of the entity stage: names by the keys that find them again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    /// By canonical name or full form, together with the kind.
    by_name: HashMap<u64, usize, Prehashed>,
    /// Persons by each word of their names.
    by_part: HashMap<u64, usize, Prehashed>,
    /// Organisations by the key of their words without what stands first.
    by_tail: HashMap<u64, usize, Prehashed>,
    /// Organisations by their initials.
    by_initials: HashMap<u64, usize, Prehashed>,
}

/// What the stage reads.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub gazetteer: &'a Gazetteer,
    pub seen: &'a [Seen],
    pub named: &'a [Named],
}

/// Groups the mentions found into entities.
pub(crate) fn resolve(
    text: &str,
    tokens: &[Token],
    gazetteer: &Gazetteer,
    names: &mut Names,
    (mentions, entities, traits): (&mut Vec<Mention>, &mut Vec<Entity>, &mut Vec<Traits>),
) {
    traits.clear();
    let Names { seen, named, index, .. } = names;
    index.clear();
    let source = Source { text, tokens, gazetteer, seen, named };
    // The fullest forms are learnt first, so that a short form that comes
    // before them finds them.
    for n in named.iter() {
        source.learn(n, index);
    }
    for (i, n) in named.iter().enumerate() {
        let (entity_key, name, kind, iso) = source.identity(n, index);
        let next = entities.len();
        let entity = *index.by_name.entry(entity_key).or_insert(usize::MAX);
        let entity = if entity == usize::MAX {
            index.by_name.insert(entity_key, next);
            entities.push(Entity { name, kind, iso, mentions: Vec::new() });
            traits.push(Traits::default());
            next
        } else {
            entity
        };
        entities[entity].mentions.push(i);
        source.observe(n, &mut traits[entity]);
        mentions.push(Mention { entity, ..n.mention });
    }
}

impl Index {
    fn clear(&mut self) {
        self.by_name.clear();
        self.by_part.clear();
        self.by_tail.clear();
        self.by_initials.clear();
    }
}

/// Keeps the first, or, where two things claim one key, neither.
fn claim(
    map: &mut HashMap<u64, usize, Prehashed>,
    key: u64,
    value: usize,
    same: impl Fn(usize) -> bool,
) {
    let known = map.entry(key).or_insert(value);
    if *known != value && (*known == usize::MAX || !same(*known)) {
        *known = usize::MAX;
    }
}

impl Source<'_> {
    fn own(&self, n: &Named) -> &[Token] {
        &self.tokens[n.tokens.0 as usize..n.tokens.1 as usize]
    }

    /// Remembers the forms by which `n` may be named again.
    fn learn(&self, n: &Named, index: &mut Index) {
        let tokens = self.own(n);
        let at = n.tokens.0 as usize;
        let words = tokens.iter().filter(|t| t.is_word()).count();
        if words < 2 {
            return;
        }
        match n.mention.kind {
            EntityKind::Person => {
                for t in tokens.iter().filter(|t| t.is_capital() && t.end - t.start > 1) {
                    // The person who is named first keeps the name.
                    index.by_part.entry(t.hash).or_insert(at);
                }
            }
            EntityKind::Org => {
                let first = self.seen[at].hit;
                if first.len > 0 && first.len < tokens.len() {
                    let same = |other: usize| {
                        self.tokens
                            .get(other..other + tokens.len())
                            .is_some_and(|o| key(o) == key(tokens))
                    };
                    claim(&mut index.by_tail, key(&tokens[first.len..]), at, same);
                }
                let mut initials = String::new();
                for t in tokens.iter().filter(|t| t.is_capital()) {
                    initials.extend(self.text[t.span()].chars().next());
                }
                if initials.len() > 1 {
                    index.by_initials.entry(hash(&initials)).or_insert(at);
                }
            }
            _ => {}
        }
    }

    /// The mention that begins at token `at`.
    fn named_at(&self, at: usize) -> Option<&Named> {
        let i = self.named.binary_search_by_key(&(at as u32), |n| n.tokens.0).ok()?;
        self.named.get(i)
    }

    /// What `n` names: a key that is the same for all its names, and what the
    /// entity is called when `n` is its first mention.
    fn identity(&self, n: &Named, index: &Index) -> (u64, String, EntityKind, Option<String>) {
        let tokens = self.own(n);
        let kind = n.mention.kind;
        let slice = |n: &Named| tidy(&self.text[n.mention.span]);
        let keyed = |name: &str, kind: EntityKind| hash(name).rotate_left(kind as u32 + 1);
        if n.entry != 0 && kind != EntityKind::Person {
            let name = self.gazetteer.canonical(n.entry);
            let iso = self.gazetteer.iso(n.entry);
            let country = matches!(kind, EntityKind::Gpe)
                && self.seen[n.tokens.0 as usize].hit.kinds & NameKind::Country.bit() != 0;
            if kind == EntityKind::Gpe && !country {
                if let Some(iso) = iso {
                    if self.acts(n) {
                        if let Some(country) = self.gazetteer.country(iso) {
                            return (keyed(country, kind), country.into(), kind, Some(iso.into()));
                        }
                    }
                    return (keyed(name, kind), name.into(), kind, None);
                }
            }
            // Spellings of one thing may be of two kinds in a text.
            let iso = iso.filter(|_| country).map(String::from);
            return (keyed(name, kind), name.into(), kind, iso);
        }
        let full = match kind {
            EntityKind::Person if tokens.len() == 1 => index.by_part.get(&tokens[0].hash).copied(),
            EntityKind::Person => {
                let last = tokens.iter().rev().find(|t| t.is_capital());
                let first = tokens[0].hash;
                last.and_then(|t| index.by_part.get(&t.hash).copied()).filter(|&at| {
                    // The same person's longer name holds both words.
                    self.named_at(at).is_some_and(|m| {
                        let own = self.own(m);
                        own.len() > tokens.len() && own.iter().any(|t| t.hash == first)
                    })
                })
            }
            EntityKind::Org => {
                let own = key(tokens);
                let tail = index.by_tail.get(&own).copied();
                let initials =
                    || (tokens.len() == 1).then(|| index.by_initials.get(&own).copied()).flatten();
                tail.or_else(initials).filter(|&at| at != usize::MAX)
            }
            _ => None,
        };
        let name = match full.and_then(|at| self.named_at(at)) {
            Some(n) => slice(n),
            None => slice(n),
        };
        (keyed(&name, kind), name, kind, None)
    }

    /// Whether a capital stands for its state here: it acts, or is addressed.
    fn acts(&self, n: &Named) -> bool {
        let (a, b) = (n.tokens.0 as usize, n.tokens.1 as usize);
        let before = a.checked_sub(1).map(|p| &self.seen[p]);
        if before.is_some_and(|s| {
            s.cue.any(Cue::LOCATIVE) && !s.cue.any(Cue::ACTOR_BEFORE) && !s.cats.any(Cats::TO)
        }) {
            return false;
        }
        let verb = |i: usize| {
            self.seen.get(i).is_some_and(|s| {
                s.cats.any(
                    Cats::PAST
                        .with(Cats::S)
                        .with(Cats::MODAL)
                        .with(Cats::BE)
                        .with(Cats::HAVE)
                        .with(Cats::DO),
                ) && !s.cue.any(Cue::LOCATIVE)
            }) && self.tokens.get(i).is_some_and(|t| t.is_word())
        };
        let to = before.is_some_and(|s| s.cats.any(Cats::TO));
        if verb(b) && !to {
            return true;
        }
        let genitive =
            self.tokens.get(b).is_some_and(|t| self.text[t.span()].chars().all(is_apostrophe));
        before.is_some_and(|s| s.cue.any(Cue::ACTOR_BEFORE))
            || genitive && before.is_none_or(|s| !s.cats.any(Cats::PREP))
    }

    /// What a mention shows of its entity.
    fn observe(&self, n: &Named, traits: &mut Traits) {
        let a = n.tokens.0 as usize;
        match n.mention.kind {
            EntityKind::Person
                if traits.gender == Gender::Unknown && n.tokens.1 - n.tokens.0 > 1 =>
            {
                let person = self.seen[a].person | self.seen[a].rare;
                if person & MASCULINE != 0 {
                    traits.gender = Gender::Masculine;
                } else if person & FEMININE != 0 {
                    traits.gender = Gender::Feminine;
                }
            }
            EntityKind::Norp => {
                let last = self.tokens[n.tokens.1 as usize - 1];
                traits.plural |= self.text[last.span()].ends_with('s');
            }
            _ => {}
        }
    }
}

/// A name on one line.
fn tidy(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for part in name.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}

//! One entity for each thing that the article names: parts of a person's name
//! and the full name, an acronym and its long form, a capital that acts and
//! its country.

use crate::calendar::Date;
use crate::document::{Entity, EntityKind, Mention};
use crate::gazetteer::list::NameKind;
use crate::gazetteer::{Cue, Gazetteer, Prehashed};
use crate::lexicon::{Cats, Lexicon};
use crate::mention::{Named, Names, View, key, when};
use crate::name::{FEMININE, MASCULINE};
use crate::token::{Token, hash};
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
    /// Organisations by the first words of their names.
    by_head: HashMap<u64, usize, Prehashed>,
    /// Organisations by their initials.
    by_initials: HashMap<u64, usize, Prehashed>,
    /// Organisations by the letters that stand in brackets behind them.
    by_brackets: HashMap<u64, usize, Prehashed>,
    /// The initials of one of them.
    letters: String,
}

/// What the stage reads.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    view: View<'a>,
    lexicon: &'a Lexicon,
    named: &'a [Named],
    /// Of the article.
    date: Option<Date>,
}

/// What a mention names.
struct Identity<'a> {
    /// The same for all names of one thing.
    key: u64,
    kind: EntityKind,
    name: Name<'a>,
    iso: Option<&'a str>,
    date: Option<String>,
    /// It stands for a state by which it is not called.
    metonym: bool,
}

/// What an entity is called.
#[derive(Clone, Copy)]
enum Name<'a> {
    /// By the lists.
    Listed(&'a str),
    /// By the article: the slice, perhaps over a line's end.
    Written(&'a str),
}

impl Identity<'_> {
    /// The entity when this is its first mention.
    fn entity(self, gazetteer: &Gazetteer) -> Entity {
        let mut synonyms = Vec::new();
        let name = match self.name {
            Name::Listed(name) => {
                if self.kind == EntityKind::ThreatActor {
                    let others = gazetteer.synonyms(name).filter(|s| *s != name);
                    synonyms.extend(others.map(String::from));
                }
                name.to_owned()
            }
            Name::Written(slice) => tidy(slice),
        };
        let iso = self.iso.map(String::from);
        Entity { name, kind: self.kind, iso, date: self.date, synonyms, mentions: Vec::new() }
    }
}

/// Groups the mentions found into entities.
pub(crate) fn resolve(
    (text, tokens): (&str, &[Token]),
    (gazetteer, lexicon, date): (&Gazetteer, &Lexicon, Option<Date>),
    names: &mut Names,
    (mentions, entities, traits): (&mut Vec<Mention>, &mut Vec<Entity>, &mut Vec<Traits>),
) {
    traits.clear();
    let Names { seen, named, index, .. } = names;
    index.clear();
    let view = View { text, tokens, seen, gazetteer };
    let source = Source { view, lexicon, named, date };
    // The fullest forms are learnt first, so that a short form that comes
    // before them finds them.
    for (i, n) in named.iter().enumerate() {
        source.learn(n, named.get(i + 1), index);
    }
    for (i, n) in named.iter().enumerate() {
        let known = source.identity(n, index);
        let next = entities.len();
        let entity = *index.by_name.entry(known.key).or_insert(next);
        if entity == next {
            traits.push(Traits::default());
        }
        if !known.metonym {
            source.observe(n, &mut traits[entity]);
        }
        if entity == next {
            entities.push(known.entity(gazetteer));
        }
        entities[entity].mentions.push(i);
        mentions.push(Mention { entity, ..n.mention });
    }
}

impl Index {
    fn clear(&mut self) {
        self.by_name.clear();
        self.by_part.clear();
        self.by_tail.clear();
        self.by_head.clear();
        self.by_initials.clear();
        self.by_brackets.clear();
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

/// Places that are read as one enumeration: longer ones are lists of places.
const ENUMERATED: usize = 16;

impl Source<'_> {
    fn own(&self, n: &Named) -> &[Token] {
        &self.view.tokens[n.tokens.0 as usize..n.tokens.1 as usize]
    }

    /// Remembers the forms by which `n` may be named again.
    fn learn(&self, n: &Named, next: Option<&Named>, index: &mut Index) {
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
                let first = self.view.seen[at].hit;
                let same = |other: usize| {
                    let other = self.view.tokens.get(other..other + tokens.len());
                    other.is_some_and(|o| key(o) == key(tokens))
                };
                if first.len > 0 && first.len < tokens.len() {
                    claim(&mut index.by_tail, key(&tokens[first.len..]), at, same);
                }
                // The Detroit Tigers, the Tigers
                let last = n.range().1 - 1;
                if first.len == tokens.len() && self.view.cats(last, Cats::NOUNS) {
                    claim(&mut index.by_tail, self.view.tokens[last].hash, at, same);
                }
                claim(&mut index.by_head, tokens[0].hash, at, same);
                // Letters in brackets are defined there; else initials will do.
                let brackets = next.filter(|m| {
                    m.tokens.0 == n.tokens.1 + 1
                        && m.tokens.1 == m.tokens.0 + 1
                        && self.view.mark(n.tokens.1 as usize, b'(')
                        && self.view.mark(m.tokens.1 as usize, b')')
                });
                if let Some(m) = brackets {
                    index.by_brackets.entry(self.own(m)[0].hash).or_insert(at);
                }
                let initials = &mut index.letters;
                initials.clear();
                for t in tokens.iter().filter(|t| t.is_capital()) {
                    initials.extend(self.view.text[t.span()].chars().next());
                }
                if initials.len() > 1 {
                    index.by_initials.entry(hash(initials)).or_insert(at);
                }
            }
            _ => {}
        }
    }

    /// The body whose letters in brackets, or whose initials, `n` is.
    fn bracketed(&self, n: &Named, index: &Index) -> Option<&Named> {
        let token = &self.own(n)[0];
        let org = n.mention.kind == EntityKind::Org && self.own(n).len() == 1;
        let initials = || index.by_initials.get(&token.hash).filter(|_| token.is_all_caps());
        let at = index.by_brackets.get(&token.hash).or_else(initials).filter(|_| org)?;
        self.named_at(*at)
    }

    /// The mention that begins at token `at`.
    fn named_at(&self, at: usize) -> Option<&Named> {
        let i = self.named.binary_search_by_key(&(at as u32), |n| n.tokens.0).ok()?;
        self.named.get(i)
    }

    /// What `n` names.
    fn identity(&self, n: &Named, index: &Index) -> Identity<'_> {
        let kind = n.mention.kind;
        if n.entry != 0 && kind != EntityKind::Person {
            // CAF, whatever the lists call it, is what the article says it is.
            match self.bracketed(n, index) {
                None => return self.listed(n),
                Some(long) if long.entry != 0 => return self.listed(long),
                Some(_) => {}
            }
        }
        let written = |n: &Named| Name::Written(&self.view.text[n.mention.span]);
        let known =
            Identity { key: 0, kind, name: written(n), iso: None, date: None, metonym: false };
        if kind == EntityKind::Date {
            let date = when::resolve(&self.view, n.range(), self.date);
            let key = date.as_deref().map_or_else(|| key(self.own(n)), hash);
            return Identity { key: keyed(key, kind), date, ..known };
        }
        let tokens = self.own(n);
        let full = match kind {
            EntityKind::Person if tokens.len() == 1 => index.by_part.get(&tokens[0].hash).copied(),
            EntityKind::Person => {
                let last = tokens.iter().rev().find(|t| t.is_capital());
                let first = tokens[0].hash;
                last.and_then(|t| index.by_part.get(&t.hash).copied()).filter(|&at| {
                    // The same person's longer name holds both words.
                    self.named_at(at).is_some_and(|m| {
                        let own = self.own(m);
                        let longer = own.len() > tokens.len();
                        // Nagy Imre, Imre Nagy
                        let given =
                            (n.tokens.0..n.tokens.1).all(|i| self.view.seen[i as usize].given());
                        let turned = own.len() == 2 && tokens.len() == 2 && !given;
                        (longer || turned) && own.iter().any(|t| t.hash == first)
                    })
                })
            }
            EntityKind::Org => {
                let own = key(tokens);
                let tail = index.by_tail.get(&own).copied();
                let known = |at: &usize| *at != usize::MAX;
                let single = tokens.len() == 1;
                let initials = || {
                    let letters = [&index.by_brackets, &index.by_initials];
                    let known = letters.into_iter().find_map(|map| map.get(&own));
                    known.copied().filter(|_| single)
                };
                let head = || index.by_head.get(&own).copied().filter(|_| single);
                tail.filter(known).or_else(initials).or_else(head).filter(known)
            }
            _ => None,
        };
        let full = full.and_then(|at| self.named_at(at)).unwrap_or(n);
        if kind == EntityKind::Org && full.entry != 0 {
            return self.listed(full);
        }
        let (mut own, mut name) = (self.own(full), written(full));
        // Halden Shipping Ltd is Halden Shipping, Acme Plc the Acme of the lists.
        let form = full.range().1 - 1;
        if kind == EntityKind::Org && own.len() > 1 && self.view.cue(form, Cue::COMPANY) {
            let hit = self.view.seen[full.range().0].hit;
            if hit.entry != 0 && hit.len + 1 == own.len() && hit.kinds & NameKind::Org.bit() != 0 {
                return self.listed(&Named { entry: hit.entry, ..*full });
            }
            own = &own[..own.len() - 1];
        }
        if kind == EntityKind::ThreatActor {
            // The gang is called by what stands before the word.
            let last = own.iter().rposition(Token::is_capital).unwrap_or(0);
            own = &own[..=last];
            name = Name::Written(&self.view.text[own[0].span().cover(own[last].span())]);
        }
        Identity { key: keyed(key(own), kind), name, ..known }
    }

    /// What `n`, a name of the lists, names.
    fn listed(&self, n: &Named) -> Identity<'_> {
        let gazetteer = self.view.gazetteer;
        let kind = n.mention.kind;
        let known = |name: &'_ str, kind| keyed(hash(name), kind);
        let iso = gazetteer.iso(n.entry);
        let kinds = self.view.seen[n.range().0].hit.kinds;
        let country = kind == EntityKind::Gpe && kinds & NameKind::Country.bit() != 0;
        if !country && iso.is_some() {
            let stands = if kind == EntityKind::Norp { self.governs(n) } else { self.acts(n) };
            let state = iso.and_then(|iso| gazetteer.state(iso)).filter(|_| stands);
            if let Some((name, body)) = state {
                let kind = if body { EntityKind::Org } else { EntityKind::Gpe };
                let (key, name) = (known(name, kind), Name::Listed(name));
                let iso = iso.filter(|_| !body);
                return Identity { key, kind, name, iso, date: None, metonym: true };
            }
        }
        // Spellings of one thing may be of two kinds in a text.
        let name = gazetteer.canonical(n.entry);
        let iso = iso.filter(|_| country);
        let key = known(name, kind);
        Identity { key, kind, name: Name::Listed(name), iso, date: None, metonym: false }
    }

    /// Whether the people named stand for their state: an office or a body of
    /// the state follows (`the Czech foreign minister`, `Chinese officials`).
    fn governs(&self, n: &Named) -> bool {
        let view = &self.view;
        let state = Cue::OFFICE.with(Cue::GOVERNMENT);
        for i in n.range().1..n.range().1 + OFFICE {
            if view.cue(i, state) {
                return true;
            }
            let modifier = Cats::ADJ.with(Cats::NOUN);
            if !view.cats(i, modifier) || view.cats(i, Cats::PREP.with(Cats::COORD)) {
                return false;
            }
        }
        false
    }

    /// Whether a capital, or the seat of a government, stands for its state
    /// here: it acts, or is addressed.
    fn acts(&self, n: &Named) -> bool {
        let view = &self.view;
        let (mut a, b) = n.range();
        // London and Moscow: what stands before the first is for both.
        let mut at = self.named.partition_point(|m| m.tokens.0 < n.tokens.0);
        for _ in 0..ENUMERATED {
            let Some(m) = at.checked_sub(1).map(|i| &self.named[i]) else { break };
            let place = matches!(m.mention.kind, EntityKind::Gpe | EntityKind::Loc);
            if !place || !view.listed(m.range().1, a) {
                break;
            }
            (a, at) = (m.range().0, at - 1);
        }
        if a > 0 && view.cats(a - 1, Cats::DET) {
            a -= 1;
        }
        let before = a.checked_sub(1);
        let is = |cue: Cue| before.is_some_and(|p| view.cue(p, cue));
        let are = |cats: Cats| before.is_some_and(|p| view.cats(p, cats));
        if are(Cats::TO) {
            // A letter to Moscow is addressed to it; who flies there visits it.
            return a > 1 && view.cats(a - 2, Cats::COMM) && view.cats(a - 2, Cats::NOUN);
        }
        // The mayor of Beijing said: another acts.
        if is(Cue::LOCATIVE) && !is(Cue::ACTOR_BEFORE) || are(Cats::OF) {
            return false;
        }
        let finite = Cats::PAST.with(Cats::S).with(Cats::MODAL);
        let finite = finite.with(Cats::BE).with(Cats::HAVE).with(Cats::DO);
        if view.lower(b) && view.cats(b, finite) && !view.cue(b, Cue::LOCATIVE) {
            return true;
        }
        is(Cue::ACTOR_BEFORE) || view.apostrophe(b) && !are(Cats::PREP)
    }

    /// What a mention shows of its entity.
    fn observe(&self, n: &Named, traits: &mut Traits) {
        let (a, b) = n.range();
        match n.mention.kind {
            EntityKind::Person if traits.gender == Gender::Unknown && b - a > 1 => {
                let person = self.view.seen[a].person | self.view.seen[a].rare;
                if person & MASCULINE != 0 {
                    traits.gender = Gender::Masculine;
                } else if person & FEMININE != 0 {
                    traits.gender = Gender::Feminine;
                }
            }
            EntityKind::Norp => {
                let last = self.view.seen[b - 1].cats;
                let word = &self.view.text[self.view.tokens[b - 1].span()];
                let plural = |cats: Cats| cats.any(Cats::NOUNS) && !cats.any(Cats::NOUN);
                let known = last.any(Cats::NOUN.with(Cats::NOUNS));
                traits.plural |=
                    plural(if known { last } else { self.lexicon.by_ending(word).cats });
            }
            _ => {}
        }
    }
}

/// How many words behind the name of a people an office may stand.
const OFFICE: usize = 4;

/// The key of a thing of a kind, from that of its name.
fn keyed(name: u64, kind: EntityKind) -> u64 {
    name.rotate_left(kind as u32 + 1)
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

//! Noun groups and verb groups: the basic phrases, without what attaches to
//! them.

use super::participle::{self, REACH, ambiguous, bounds, time_ahead};
use super::word::{Mark, Word};
use crate::document::EntityKind;
use crate::lexicon::{Cats, Lexicon, Tag};

/// What a group is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    Noun,
    Verb,
    Prep,
    Coord,
    /// A subordinating conjunction, or *that* before a clause.
    Sub,
    /// A question or relative word.
    Wh,
    /// A predicate adjective.
    Adj,
    Adverb,
    Comma,
    Semicolon,
    Colon,
    Dash,
    Open,
    Close,
    QuoteOpen,
    QuoteClose,
    Stop,
    #[default]
    Other,
}

/// The form of a verb group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Form {
    #[default]
    Finite,
    Infinitive,
    /// An -ing form without an auxiliary.
    Gerund,
    /// A past participle without an auxiliary.
    Participle,
}

/// A group, or a single word between groups.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Chunk {
    /// First word and one past the last, in [`Syntax::words`](super::Syntax).
    pub from: u32,
    pub to: u32,
    pub kind: Kind,
    /// The word that decides: the last noun, the main verb.
    pub head: u32,
    pub form: Form,
    pub passive: bool,
    pub negated: bool,
    /// The main verb is a form of *be* (a copula).
    pub copula: bool,
    /// Word index of the modal, plus one.
    pub modal: u32,
    /// A noun group that names a time.
    pub time: bool,
    /// A pronoun.
    pub pronoun: bool,
    /// Clause it belongs to.
    pub clause: u16,
    /// For a noun group, the phrase whose head it is, plus one.
    pub phrase: u16,
}

impl Chunk {
    pub const fn is(&self, kind: Kind) -> bool {
        self.kind as u8 == kind as u8
    }

    pub fn is_finite(&self) -> bool {
        self.is(Kind::Verb) && self.form == Form::Finite
    }
}

/// Groups the words of a sentence.
pub(crate) fn group(lexicon: &Lexicon, words: &[Word], chunks: &mut Vec<Chunk>) {
    chunks.clear();
    let mut at = 0;
    while at < words.len() {
        // No group begins with a mark.
        let chunk = match words[at].tag {
            Tag::Mark | Tag::Comma => None,
            _ => noun_group(words, at).or_else(|| verb_group(words, at)),
        };
        let chunk = chunk.unwrap_or_else(|| single(words, at));
        at = chunk.to as usize;
        chunks.push(chunk);
    }
    split_subjects(words, chunks);
    participle::settle(lexicon, words, chunks);
}

/// Parts a noun from the subject of the relative clause without a relative word
/// that describes it: “a charge *critics* reject”, “the man *police* accuse of
/// theft fled”.
fn split_subjects(words: &[Word], chunks: &mut Vec<Chunk>) {
    let splits: Vec<_> =
        (0..chunks.len()).filter_map(|k| Some((k, subject_inside(words, chunks, k)?))).collect();
    if splits.is_empty() {
        return;
    }
    let mut splits = splits.into_iter().peekable();
    let whole = std::mem::take(chunks);
    chunks.reserve(whole.len() + splits.len());
    for (k, chunk) in whole.into_iter().enumerate() {
        match splits.next_if(|&(at, _)| at == k) {
            Some((_, word)) => {
                chunks.push(Chunk { to: word as u32, head: word as u32 - 1, ..chunk });
                chunks.push(Chunk { from: word as u32, ..chunk });
            }
            None => chunks.push(chunk),
        }
    }
}

/// The word inside the noun group `k` with which the subject of such a clause
/// begins.
fn subject_inside(words: &[Word], chunks: &[Chunk], k: usize) -> Option<usize> {
    let chunk = &chunks[k];
    let head = chunk.head as usize;
    let from = chunk.from as usize;
    if !chunk.is(Kind::Noun) || chunk.time || head < from + 2 || words[from].tag != Tag::Det {
        return None;
    }
    let verb = k + 1 + usize::from(chunks.get(k + 1)?.is(Kind::Adverb));
    let group = chunks.get(verb).filter(|c| c.is_finite() && !c.passive && !c.copula)?;
    let first = &words[group.from as usize];
    let sure = first.tag != Tag::Past || !first.is(Cats::PART);
    let name = words[head].tag == Tag::Name && words[head].mention != 0;
    let begins = if name {
        (from..head).rev().find(|&i| words[i].mention != words[head].mention)? + 1
    } else {
        head
    };
    let noun = begins.checked_sub(1).filter(|&i| i > from).map(|i| &words[i])?;
    let plain = matches!(noun.tag, Tag::Noun | Tag::Plural) && noun.mention == 0;
    if !plain || !leaves_object(chunks, verb) {
        return None;
    }
    // *a* goes with no plural, and before no name.
    let one = words[from].is(Cats::SINGULAR);
    let waits = || sure && (verb_waits(chunks, verb) || lone_verb_waits(words, chunks, verb));
    let agrees = match words[head].tag {
        Tag::Name => name && first.tag != Tag::Base && (one || waits()),
        Tag::Plural => {
            first.tag != Tag::S
                && !(first.is(Cats::S) && matches!(first.tag, Tag::Be | Tag::Have))
                && (one || waits())
        }
        _ => false,
    };
    agrees.then_some(begins)
}

/// Whether the verb at `k` has no object behind it.
pub(super) fn leaves_object(chunks: &[Chunk], k: usize) -> bool {
    chunks[k + 1..]
        .iter()
        .find(|c| !c.is(Kind::Adverb))
        .is_none_or(|c| !matches!(c.kind, Kind::Noun | Kind::Sub | Kind::QuoteOpen) || c.time)
}

/// Whether a verb that may be past tense or participle follows the one at `k`, and
/// ends its clause as no participle does: “… accuse of fraud *resigned*”.
fn lone_verb_waits(words: &[Word], chunks: &[Chunk], k: usize) -> bool {
    let ends = |j: usize| {
        chunks
            .get(j + 1)
            .is_none_or(|c| matches!(c.kind, Kind::Stop | Kind::Adverb) || c.is(Kind::Noun))
            || time_ahead(chunks, j)
    };
    (k + 1..chunks.len())
        .take(REACH)
        .take_while(|&j| {
            matches!(chunks[j].kind, Kind::Noun | Kind::Prep | Kind::Adverb | Kind::Verb)
        })
        .any(|j| ambiguous(words, &chunks[j]) && ends(j))
}

/// Whether a finite verb follows the one at `k` that nothing joins to it and for
/// which nothing else stands ready.
pub(super) fn verb_waits(chunks: &[Chunk], k: usize) -> bool {
    let ahead = &chunks[k + 1..];
    let ahead = &ahead[..ahead.len().min(REACH)];
    for (i, chunk) in ahead.iter().enumerate() {
        match chunk.kind {
            Kind::Verb if chunk.is_finite() => {
                return i == 0 || !matches!(ahead[i - 1].kind, Kind::Coord);
            }
            Kind::Comma | Kind::QuoteOpen | Kind::QuoteClose | Kind::Open | Kind::Dash => {
                return false;
            }
            kind if bounds(kind) => return false,
            _ => {}
        }
    }
    false
}

/// Whether the class may begin or continue the part of a noun group before its
/// noun.
const fn qualifies(tag: Tag) -> bool {
    matches!(tag, Tag::Adj | Tag::Num | Tag::Part | Tag::Ing | Tag::Noun | Tag::Plural | Tag::Name)
}

/// The end of a quoted stretch of at most three words that begins at `at` and
/// is followed by more of the group.
fn quoted_inside(words: &[Word], at: usize) -> Option<usize> {
    let inside = words.get(at + 1..)?.iter().take(4).position(|w| w.mark == Mark::QuoteClose)?;
    let close = at + 1 + inside;
    let all =
        inside > 0 && words[at + 1..close].iter().all(|w| qualifies(w.tag) || w.tag == Tag::Adverb);
    (all && words.get(close + 1).is_some_and(Word::is_nominal)).then_some(close + 1)
}

/// One past the qualifiers that go on behind the comma at `comma`: an adverb
/// and an adjective, or a conjunction, an adjective and a comma that closes it.
fn qualifiers_end(words: &[Word], comma: usize) -> Option<usize> {
    let is = |at: usize, tag: Tag| words.get(at).is_some_and(|w| w.tag == tag);
    let mut at = comma + 1;
    let joined = is(at, Tag::Coord);
    at += usize::from(joined);
    let adverb = is(at, Tag::Adverb);
    at += usize::from(adverb);
    if !(is(at, Tag::Adj) || adverb && is(at, Tag::Part)) {
        return None;
    }
    at += 1;
    if joined {
        if !is(at, Tag::Comma) {
            return None;
        }
        at += 1;
    }
    ((joined || adverb) && leads_to_noun(words, at) && !is(at, Tag::Coord)).then_some(at)
}

/// Whether the word before `at` asks for a noun: a determiner or a possessive.
fn owes_noun(words: &[Word], at: usize) -> bool {
    at > 0 && matches!(words[at - 1].tag, Tag::Det | Tag::Gen)
}

/// Whether the word at `at` says how far the noun group right behind it holds:
/// “*almost* everyone”, “*around* 400 workers”, “*both* Rome and Paris”.
fn limits(words: &[Word], at: usize) -> bool {
    let word = &words[at];
    let Some(next) = words.get(at + 1).filter(|n| word.is(Cats::DEGREE) && !n.is(Cats::DEGREE))
    else {
        return false;
    };
    let before = at.checked_sub(1).map_or(Tag::Mark, |i| words[i].tag);
    // “talks around 400 jobs”
    let preposition = word.is(Cats::PREP)
        && !matches!(before, Tag::Mark | Tag::Comma | Tag::Coord | Tag::Sub | Tag::By);
    // Behind a preposition *both* is a conjunction: “from both A and B” is
    // “both from A and from B”.
    let joined = matches!(before, Tag::Prep | Tag::Of | Tag::By | Tag::To);
    let both = word.is(Cats::DET)
        && !joined
        && matches!(next.tag, Tag::Name | Tag::Noun | Tag::Plural | Tag::Det);
    let counts =
        next.tag == Tag::Num || matches!(next.tag, Tag::Det | Tag::Pron) && !word.is(Cats::PREP);
    !preposition && (both || counts && !word.is(Cats::DET))
}

/// Reads the noun group that begins at `from`: its determiner, what qualifies the
/// noun, and the noun.
fn noun_group(words: &[Word], from: usize) -> Option<Chunk> {
    let limiting = (from..words.len()).take_while(|&at| limits(words, at)).count();
    let start = from + limiting;
    let first = words.get(start)?;
    let begins =
        matches!(first.tag, Tag::Det | Tag::Adj | Tag::Noun | Tag::Plural | Tag::Name | Tag::Num)
            || matches!(first.tag, Tag::Subj | Tag::Obj | Tag::Pron | Tag::Part | Tag::Ing);
    if !begins {
        return None;
    }
    let owner = words.get(start + 1).is_some_and(|w| w.tag == Tag::Gen);
    let group = Chunk { from: from as u32, kind: Kind::Noun, ..Chunk::default() };
    if matches!(first.tag, Tag::Subj | Tag::Obj | Tag::Pron) && !owner {
        return Some(Chunk {
            to: start as u32 + 1,
            head: start as u32,
            pronoun: true,
            time: first.is(Cats::TIME),
            ..group
        });
    }
    // “alleges that soldiers”: before a plural or a name the word opens a clause.
    if first.tag == Tag::Det && first.is(Cats::THAT) && opens_clause(words, start + 1) {
        return None;
    }
    let mut noun = Nominal { words, from: start, head: None, determined: false, adjective: None };
    let mut at = start;
    while let Some(next) = noun.take(at) {
        at = next;
    }
    // A group without a noun: “the accused”, “this”.
    let without = noun.adjective.or(noun.determined.then_some(start));
    let head = noun.head.or(without)?;
    let of_noun = noun.head.is_some() || noun.determined;
    let word = &words[head];
    let time = word.kind == Some(EntityKind::Date)
        || word.is(Cats::TIME) && word.mention == 0 && word.tag != Tag::Name;
    Some(Chunk {
        // The group ends at its head: a stray adverb or adjective stays outside.
        to: head as u32 + 1,
        kind: if of_noun { Kind::Noun } else { Kind::Adj },
        head: head as u32,
        time,
        ..group
    })
}

/// A noun group that is being read.
struct Nominal<'a> {
    words: &'a [Word],
    /// Its first word.
    from: usize,
    /// The last nominal word.
    head: Option<usize>,
    determined: bool,
    /// The last word that qualifies.
    adjective: Option<usize>,
}

impl Nominal<'_> {
    /// Takes the word at `at` into the group; where the next one stands, or none if
    /// the group has come to its end.
    fn take(&mut self, at: usize) -> Option<usize> {
        let words = self.words;
        let word = words.get(at)?;
        if self.ends_before(at) {
            return None;
        }
        let behind_head = at > 0 && self.head == Some(at - 1);
        let bare = self.head.is_none() && self.adjective.is_none();
        match word.tag {
            // “20 *others*”
            Tag::Pron if behind_head && words[at - 1].tag == Tag::Num && !word.is(Cats::DET) => {
                self.head = Some(at);
            }
            // “each other's flaws”
            Tag::Obj | Tag::Pron if at == self.from => self.head = Some(at),
            Tag::Det if bare => self.determined = true,
            Tag::Gen if behind_head => self.determined = true,
            Tag::Noun | Tag::Plural | Tag::Name | Tag::Num => self.head = Some(at),
            Tag::Adj if self.head.is_some_and(|head| self.closes(head, at)) => return None,
            // “eight of the sellers”
            Tag::Adj
                if word.is(Cats::NUMBER) && words.get(at + 1).is_some_and(|w| w.tag == Tag::Of) =>
            {
                self.head = Some(at);
            }
            Tag::Adj => self.adjective = Some(at),
            Tag::Part | Tag::Ing => return self.participle(at),
            Tag::Adverb
                if (self.determined || self.adjective.is_some())
                    && self.is_open(at)
                    && leads_to_noun(words, at + 1) => {}
            Tag::Comma | Tag::Coord if self.head.is_none() && at > 0 => {
                self.adjective.filter(|&a| a == at - 1)?;
                return self.series(at);
            }
            Tag::Mark if word.mark == Mark::QuoteOpen && (self.determined || !bare) => {
                return match quoted_inside(words, at) {
                    Some(next) => Some(next),
                    // “the party's ‘doom and gloom’”: the noun stands inside.
                    None if owes_noun(words, at) && leads_to_noun(words, at + 1) => Some(at + 1),
                    None => None,
                };
            }
            _ => return None,
        }
        Some(at + 1)
    }

    /// Whether a name or a date at `at` is a phrase of its own, as it is behind a noun
    /// that is no title (“during his testimony Novak”, “officials Tuesday”).
    fn ends_before(&self, at: usize) -> bool {
        let words = self.words;
        let date = words[at].kind == Some(EntityKind::Date)
            && at > self.from
            && words[at - 1].mention != words[at].mention;
        // “a 2019 Ministry report”: a year behind a determiner qualifies.
        let year = || self.determined && at == self.from + 2 && words[at - 1].digit;
        date && self.head == Some(at - 1) || starts_name(words, at, self.head) && !year()
    }

    /// Whether the adjective at `at` stands behind the noun at `head`, not before
    /// another one.
    fn closes(&self, head: usize, at: usize) -> bool {
        let words = self.words;
        let counts = words[head].tag == Tag::Num;
        words[head].tag != Tag::Name
            && ((self.determined || head == self.from) && !counts
                || !words.get(at + 1).is_some_and(Word::is_nominal))
            && self.no_owner_since(head, at)
    }

    fn no_owner_since(&self, head: usize, at: usize) -> bool {
        self.words[head + 1..at].iter().all(|w| w.tag != Tag::Gen)
    }

    /// Whether the noun is still to come: none was read, or only the owner of one.
    fn is_open(&self, at: usize) -> bool {
        self.head.is_none_or(|head| !self.no_owner_since(head, at))
    }

    /// Takes a participle: before its noun it qualifies; otherwise it is a verb.
    fn participle(&mut self, at: usize) -> Option<usize> {
        let words = self.words;
        if !self.is_open(at) {
            return None;
        }
        if leads_to_noun(words, at + 1) {
            return (at > self.from || opens_group(words, at)).then_some(at + 1);
        }
        // “the shooting”
        if !self.determined || words[at].tag != Tag::Ing || object_follows(words, at + 1) {
            return None;
        }
        self.head = Some(at);
        Some(at + 1)
    }

    /// Takes a comma or conjunction between adjectives.
    fn series(&mut self, at: usize) -> Option<usize> {
        let words = self.words;
        // “Although the product is safe, three states have sued”: a predicate ends.
        let linked = self.from.checked_sub(1).is_some_and(|i| words[i].tag == Tag::Be);
        if linked && !self.determined && words[at].tag == Tag::Comma {
            return None;
        }
        // “a long, bitter dispute”; “political and security officials”.
        if words.get(at + 1).is_some_and(|w| w.tag == Tag::Adj) && leads_to_noun(words, at + 1) {
            return Some(at + 1);
        }
        // “large, highly paid guards”; “the small, but vital, changes”.
        let next = qualifiers_end(words, at).filter(|_| words[at].tag == Tag::Comma)?;
        self.adjective = Some(next - 1);
        Some(next)
    }
}

/// Whether the group from `at` is a plural or a name: then *that* before it is
/// no determiner.
fn opens_clause(words: &[Word], at: usize) -> bool {
    // “says that *keeping it* pays”
    if words.get(at).is_some_and(|w| w.tag == Tag::Ing) && object_follows(words, at + 1) {
        return true;
    }
    let head = words[at.min(words.len())..].iter().take(6).take_while(|w| qualifies(w.tag)).last();
    head.is_none_or(|w| matches!(w.tag, Tag::Plural | Tag::Name | Tag::Num))
}

/// Whether the words from `at` lead through qualifiers to a noun.
fn leads_to_noun(words: &[Word], at: usize) -> bool {
    words[at.min(words.len())..]
        .iter()
        .take(6)
        .find(|w| {
            !matches!(
                w.tag,
                Tag::Adj | Tag::Adverb | Tag::Part | Tag::Ing | Tag::Coord | Tag::Comma
            ) && w.mark != Mark::QuoteOpen
                && w.mark != Mark::QuoteClose
        })
        .is_some_and(Word::is_nominal)
}

/// Whether a person's name begins at `at` that cannot go with the noun before
/// it.
fn starts_name(words: &[Word], at: usize, head: Option<usize>) -> bool {
    let Some(head) = head.filter(|&h| h + 1 == at) else { return false };
    let (before, word) = (&words[head], &words[at]);
    // “told the court *Ms Lee* had”
    let titled = word.mention == 0
        && word.capital
        && !before.capital
        && words.get(at + 1).is_some_and(|w| w.kind == Some(EntityKind::Person));
    if word.mention == before.mention && !titled {
        return false;
    }
    let date = before.kind == Some(EntityKind::Date) && word.mention != 0;
    let person = word.kind == Some(EntityKind::Person) || titled;
    let plain = before.tag == Tag::Noun
        && !before.capital
        && before.entry.noun > 0
        && !before.is(Cats::PERSON.with(Cats::GROUP).with(Cats::COMM));
    // “told the court Ms Lee”, “in the strongest terms Oslo's decision”
    let body =
        before.is(Cats::GROUP) && !before.is(Cats::PERSON.with(Cats::COMM)) && !before.capital;
    let several = before.tag == Tag::Plural
        && !before.capital
        && !before.is(Cats::PERSON)
        && before.entry.noun > 0
        && word.tag == Tag::Name
        && word.mention != 0;
    date || person && (plain || body && before.tag == Tag::Noun) || several
}

/// Whether a participle without a determiner qualifies the noun behind it
/// (“of alleged fraud”, “rising tensions”) rather than governs it.
fn opens_group(words: &[Word], at: usize) -> bool {
    let word = &words[at];
    if object_follows(words, at + 1) {
        return false;
    }
    if word.entry.adj > word.entry.verb {
        return true;
    }
    let before = words[..at].iter().rev().find(|w| w.tag != Tag::Adverb);
    word.tag == Tag::Part
        && before.is_none_or(|w| {
            matches!(
                w.tag,
                Tag::Prep | Tag::Of | Tag::By | Tag::To | Tag::Base | Tag::S | Tag::Past | Tag::Ing
            )
        })
}

/// Whether a determiner or pronoun follows: then a participle is a verb with
/// its object.
fn object_follows(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|w| matches!(w.tag, Tag::Det | Tag::Obj | Tag::Pron))
}

fn verb_group(words: &[Word], from: usize) -> Option<Chunk> {
    let mut chunk = Chunk { from: from as u32, kind: Kind::Verb, ..Chunk::default() };
    let mut at = from;
    let mut infinitive = false;
    let mut aux = None;
    let mut main = None;
    let mut finite = false;
    let mut be = false;
    while at < words.len() {
        let word = &words[at];
        match word.tag {
            Tag::To if at == from && infinitive_follows(words, at + 1) => {
                infinitive = true;
                // “has *yet to* condemn it”
                chunk.negated = word.is(Cats::NEG);
            }
            Tag::Modal if aux.is_none() || infinitive => {
                chunk.modal = at as u32 + 1;
                finite = !infinitive;
                aux = Some(at);
            }
            // “what he *did is* wrong”: a finite auxiliary begins a group of its own.
            Tag::Have | Tag::Be
                if aux.is_some()
                    && word.is(Cats::S.with(Cats::PAST))
                    && !word.is(Cats::BASE.with(Cats::PART)) =>
            {
                break;
            }
            Tag::Have | Tag::Be => {
                if aux.is_none()
                    && !infinitive
                    && word.is(Cats::BASE.with(Cats::S).with(Cats::PAST))
                {
                    finite = true;
                }
                be = word.tag == Tag::Be;
                aux = Some(at);
            }
            Tag::Adverb if at > from => {
                if word.is(Cats::NEG) {
                    chunk.negated = true;
                }
                if !verb_continues(words, at + 1, aux.is_some() || infinitive) {
                    break;
                }
            }
            // “has been quietly, but publicly condemned”
            Tag::Comma | Tag::Coord if aux.is_some() && participle_resumes(words, at) => {}
            // “to ‘set himself above the law’”
            Tag::Mark
                if word.mark == Mark::QuoteOpen
                    && infinitive
                    && words.get(at + 1).is_some_and(|w| w.tag == Tag::Base) => {}
            Tag::Mark
                if matches!(word.mark, Mark::QuoteOpen | Mark::QuoteClose)
                    && aux.is_some()
                    && words.get(at + 1).is_some_and(|w| matches!(w.tag, Tag::Part | Tag::Ing)) => {
            }
            Tag::Base | Tag::S | Tag::Past | Tag::Part | Tag::Ing => {
                main = Some(at);
                if aux.is_none() && !infinitive {
                    finite = matches!(word.tag, Tag::Base | Tag::S | Tag::Past);
                }
                break;
            }
            _ => break,
        }
        at += 1;
    }
    let head = main.or(aux)?;
    chunk.head = head as u32;
    chunk.to = head as u32 + 1;
    let tag = words[head].tag;
    chunk.copula = tag == Tag::Be;
    chunk.passive = main.is_some() && be && tag == Tag::Part;
    chunk.form = if infinitive {
        Form::Infinitive
    } else if finite {
        Form::Finite
    } else if tag == Tag::Part && aux.is_none() {
        Form::Participle
    } else {
        Form::Gerund
    };
    if chunk.form == Form::Participle {
        chunk.passive = true;
    }
    // “did not”, with the verb left out, or a negator right after a copula.
    let next = words.get(head + 1);
    if next.is_some_and(|w| w.is(Cats::NEG) && w.tag != Tag::To) {
        chunk.negated = true;
        if main.is_none() {
            chunk.to += 1;
        }
    }
    Some(chunk)
}

fn infinitive_follows(words: &[Word], at: usize) -> bool {
    let passed = |w: &&Word| w.tag != Tag::Adverb && w.mark != Mark::QuoteOpen;
    words[at.min(words.len())..].iter().take(4).find(passed).is_some_and(|w| {
        matches!(w.tag, Tag::Base) || matches!(w.tag, Tag::Be | Tag::Have) && w.is(Cats::BASE)
    })
}

fn verb_continues(words: &[Word], at: usize, after_aux: bool) -> bool {
    after_aux
        && words[at.min(words.len())..].iter().take(5).find(|w| w.tag != Tag::Adverb).is_some_and(
            |w| {
                matches!(w.tag, Tag::Base | Tag::Part | Tag::Ing | Tag::Be | Tag::Have)
                    || matches!(w.tag, Tag::Comma | Tag::Coord) && participle_resumes(words, at + 1)
            },
        )
}

fn participle_resumes(words: &[Word], at: usize) -> bool {
    words[at.min(words.len())..]
        .iter()
        .take(6)
        .find(|w| !matches!(w.tag, Tag::Adverb | Tag::Comma | Tag::Coord))
        .is_some_and(|w| w.tag == Tag::Part)
        && words.get(at + 1).is_some_and(|w| matches!(w.tag, Tag::Adverb | Tag::Coord))
}

fn single(words: &[Word], at: usize) -> Chunk {
    let word = &words[at];
    let kind = match word.mark {
        Mark::Comma => Kind::Comma,
        Mark::Semicolon => Kind::Semicolon,
        Mark::Colon => Kind::Colon,
        Mark::Dash => Kind::Dash,
        Mark::Open => Kind::Open,
        Mark::Close => Kind::Close,
        Mark::QuoteOpen => Kind::QuoteOpen,
        Mark::QuoteClose => Kind::QuoteClose,
        Mark::Stop => Kind::Stop,
        Mark::Other | Mark::None => match word.tag {
            Tag::Prep | Tag::Of | Tag::By | Tag::To => Kind::Prep,
            Tag::Coord => Kind::Coord,
            Tag::Sub => Kind::Sub,
            Tag::Wh => Kind::Wh,
            Tag::Det if word.is(Cats::THAT) => Kind::Sub,
            Tag::Adverb => Kind::Adverb,
            Tag::Adj => Kind::Adj,
            _ => Kind::Other,
        },
    };
    Chunk { from: at as u32, to: at as u32 + 1, kind, head: at as u32, ..Chunk::default() }
}

//! Noun groups and verb groups: the basic phrases, without what attaches to
//! them.

use super::word::{Mark, Word};
use crate::document::EntityKind;
use crate::lexicon::{Cats, Tag};

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
pub(crate) fn group(words: &[Word], chunks: &mut Vec<Chunk>) {
    chunks.clear();
    let mut at = 0;
    while at < words.len() {
        let chunk = noun_group(words, at)
            .or_else(|| verb_group(words, at))
            .unwrap_or_else(|| single(words, at));
        at = chunk.to as usize;
        chunks.push(chunk);
    }
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
    let all = inside > 0 && words[at + 1..close].iter().all(|w| qualifies(w.tag) || w.tag == Tag::Adverb);
    (all && words.get(close + 1).is_some_and(Word::is_nominal)).then_some(close + 1)
}

fn noun_group(words: &[Word], from: usize) -> Option<Chunk> {
    let first = &words[from];
    if matches!(first.tag, Tag::Subj | Tag::Obj | Tag::Pron) {
        return Some(Chunk {
            from: from as u32,
            to: from as u32 + 1,
            kind: Kind::Noun,
            head: from as u32,
            pronoun: true,
            time: first.is(Cats::TIME),
            ..Chunk::default()
        });
    }
    let mut at = from;
    // The last nominal word, and the end of the group that it closes.
    let mut head = None;
    let mut determined = false;
    let mut adjective = None;
    while at < words.len() {
        let word = &words[at];
        let starts_date = word.kind == Some(EntityKind::Date)
            && at > from
            && words[at - 1].mention != word.mention;
        match word.tag {
            // A date after a noun is a phrase of its own: “officials Tuesday”.
            _ if starts_date && head == Some(at - 1) => break,
            Tag::Det if head.is_none() && adjective.is_none() => determined = true,
            Tag::Gen if head == Some(at.wrapping_sub(1)) => determined = true,
            Tag::Noun | Tag::Plural | Tag::Name | Tag::Num => head = Some(at),
            Tag::Adj if head.is_some_and(|h| words[h].tag != Tag::Name && words[h + 1..at].iter().all(|w| w.tag != Tag::Gen)) => break,
            Tag::Adj => adjective = Some(at),
            Tag::Part | Tag::Ing => {
                // Before its noun a participle qualifies; otherwise it is a verb.
                let open = head.is_none_or(|h| words[h + 1..at].iter().any(|w| w.tag == Tag::Gen));
                let leads = leads_to_noun(words, at + 1);
                let qualifies = leads && (determined || at > from || word.tag == Tag::Part && !object_follows(words, at + 1));
                if !open || !qualifies {
                    break;
                }
            }
            Tag::Adverb if (determined || adjective.is_some()) && head.is_none() && leads_to_noun(words, at + 1) => {}
            // “a long, bitter dispute”; “political and security officials”.
            Tag::Comma | Tag::Coord
                if adjective.is_some_and(|a| a + 1 == at)
                    && head.is_none()
                    && words.get(at + 1).is_some_and(|w| w.tag == Tag::Adj)
                    && leads_to_noun(words, at + 1) => {}
            Tag::Mark if word.mark == Mark::QuoteOpen && (determined || head.is_some() || adjective.is_some()) => {
                match quoted_inside(words, at) {
                    Some(next) => {
                        at = next;
                        continue;
                    }
                    None => break,
                }
            }
            _ => break,
        }
        at += 1;
    }
    let kind = if head.is_some() || determined { Kind::Noun } else { Kind::Adj };
    let head = match (head, adjective) {
        (Some(h), _) => h,
        // “the accused”, “this”: a group without a noun.
        (None, Some(a)) => a,
        (None, None) if determined => from,
        (None, None) => return None,
    };
    // The group ends at its head: a stray adverb or adjective stays outside.
    let to = head + 1;
    let time = words[head].kind == Some(EntityKind::Date) || words[head].is(Cats::TIME) && words[head].mention == 0;
    Some(Chunk { from: from as u32, to: to as u32, kind, head: head as u32, time, ..Chunk::default() })
}

/// Whether the words from `at` lead through qualifiers to a noun.
fn leads_to_noun(words: &[Word], at: usize) -> bool {
    words[at.min(words.len())..]
        .iter()
        .take(6)
        .find(|w| !matches!(w.tag, Tag::Adj | Tag::Adverb | Tag::Part | Tag::Ing | Tag::Coord | Tag::Comma) && w.mark != Mark::QuoteOpen && w.mark != Mark::QuoteClose)
        .is_some_and(Word::is_nominal)
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
            Tag::To if at == from && infinitive_follows(words, at + 1) => infinitive = true,
            Tag::Modal if aux.is_none() || infinitive => {
                chunk.modal = at as u32 + 1;
                finite = !infinitive;
                aux = Some(at);
            }
            Tag::Have | Tag::Be => {
                if aux.is_none() && !infinitive && !word.is(Cats::ING.with(Cats::PART)) {
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
            Tag::Mark if matches!(word.mark, Mark::QuoteOpen | Mark::QuoteClose) && aux.is_some() && words.get(at + 1).is_some_and(|w| matches!(w.tag, Tag::Part | Tag::Ing)) => {}
            Tag::Base | Tag::S | Tag::Past | Tag::Part | Tag::Ing => {
                main = Some(at);
                if aux.is_none() && !infinitive {
                    finite = matches!(word.tag, Tag::Base | Tag::S | Tag::Past);
                }
                at += 1;
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
    if next.is_some_and(|w| w.is(Cats::NEG)) {
        chunk.negated = true;
        if main.is_none() {
            chunk.to += 1;
        }
    }
    Some(chunk)
}

fn infinitive_follows(words: &[Word], at: usize) -> bool {
    words[at.min(words.len())..]
        .iter()
        .take(4)
        .find(|w| w.tag != Tag::Adverb)
        .is_some_and(|w| matches!(w.tag, Tag::Base) || matches!(w.tag, Tag::Be | Tag::Have) && w.is(Cats::BASE))
}

fn verb_continues(words: &[Word], at: usize, after_aux: bool) -> bool {
    after_aux
        && words[at.min(words.len())..]
            .iter()
            .take(5)
            .find(|w| w.tag != Tag::Adverb)
            .is_some_and(|w| {
                matches!(w.tag, Tag::Base | Tag::Part | Tag::Ing | Tag::Be | Tag::Have)
                    || matches!(w.tag, Tag::Comma | Tag::Coord) && participle_resumes(words, at + 1)
            })
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
            Tag::Adverb => Kind::Adverb,
            Tag::Adj => Kind::Adj,
            _ => Kind::Other,
        },
    };
    Chunk { from: at as u32, to: at as u32 + 1, kind, head: at as u32, ..Chunk::default() }
}

//! Noun groups and verb groups: the basic phrases, without what attaches to
//! them.

use super::word::{Mark, Word};
use crate::document::EntityKind;
use crate::lexicon::{Cats, Effect, Lexicon, Tag};

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
    settle_participles(lexicon, words, chunks);
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

/// How far the search for a verb of the same clause may reach, in groups.
const REACH: usize = 24;

/// Most groups between the brackets behind a name.
pub(super) const BRACKETS: usize = 6;

/// Decides between past tense and participle for forms that are both
/// (“accused”), by what follows and by the other verbs of the clause.
fn settle_participles(lexicon: &Lexicon, words: &[Word], chunks: &mut [Chunk]) {
    for k in 0..chunks.len() {
        let chunk = chunks[k];
        let head = &words[chunk.head as usize];
        if let Some(auxiliary) = split_auxiliary(words, chunks, k) {
            chunks[k].form = Form::Finite;
            chunks[k].passive = chunks[auxiliary].copula;
            continue;
        }
        let both = chunk.is(Kind::Verb)
            && chunk.from == chunk.head
            && matches!(head.tag, Tag::Past | Tag::Part)
            && ambiguous(words, &chunk);
        if !both {
            continue;
        }
        let before = (0..k).rev().take(4).find(|&j| {
            !matches!(chunks[j].kind, Kind::Adverb | Kind::QuoteOpen | Kind::QuoteClose)
        });
        let before_kind = before.map_or(Kind::Stop, |j| chunks[j].kind);
        // “were attacked and *criticised*”: the auxiliary serves both.
        let shared = before
            .filter(|_| before_kind == Kind::Coord)
            .and_then(|j| chunks[..j].last())
            .is_some_and(|c| c.is_finite() && c.passive);
        let next = chunks.get(k + 1);
        // “put out a statement”
        let particle = next.is_some_and(|c| c.is(Kind::Adverb)) && {
            let word = &words[chunks[k + 1].from as usize];
            word.is(Cats::PREP)
        };
        let object =
            chunks.get(k + 1 + usize::from(particle)).is_some_and(|c| c.is(Kind::Noun) && !c.time);
        // “booed and jeered *him*”: one object for both.
        let joint = next.is_some_and(|c| c.is(Kind::Coord))
            && chunks.get(k + 2).is_some_and(|c| ambiguous(words, c))
            && chunks.get(k + 3).is_some_and(|c| c.is(Kind::Noun) && !c.time);
        let object = object || joint && before_kind == Kind::Noun;
        let by = next.is_some_and(|c| words[c.from as usize].tag == Tag::By)
            && chunks
                .get(k + 2)
                .is_some_and(|c| c.is(Kind::Noun) && words[c.head as usize].tag != Tag::Num);
        // “the charge levelled *at him by a clerk*”
        let by = by
            || !object
                && next.is_some_and(|c| c.is(Kind::Prep))
                && chunks.get(k + 2).is_some_and(|c| c.is(Kind::Noun) && c.pronoun)
                && chunks.get(k + 3).is_some_and(|c| words[c.from as usize].tag == Tag::By)
                && chunks.get(k + 4).is_some_and(|c| words[c.head as usize].may_act());
        let pronoun = before
            .is_some_and(|j| chunks[j].pronoun && words[chunks[j].head as usize].tag == Tag::Subj);
        if shared && !object {
            chunks[k].form = Form::Finite;
            chunks[k].passive = true;
            continue;
        }
        let finite_before = finite_in_clause(words, chunks, k, before_kind);
        // “…,” said the minister: what stands between the marks is what was said.
        let reports = k > 0
            && chunks[k - 1].is(Kind::QuoteClose)
            && head.is(Cats::CLAUSAL)
            && next.is_some_and(|c| c.is(Kind::Noun) && !c.time);
        // “…,” the minister said by telephone.
        let behind = |b: usize| {
            let start = phrase_start(chunks, b);
            head.is(Cats::CLAUSAL) && start > 0 && chunks[start - 1].is(Kind::QuoteClose)
        };
        // “denounced it as a trick *designed* to win”: what a verb before calls
        // a thing, and what the thing was made for.
        let marked = k > 0 && chunks[k - 1].is(Kind::QuoteClose);
        let followed = next
            .is_some_and(|c| c.is(Kind::Prep) || c.is(Kind::Verb) && c.form == Form::Infinitive);
        let called = before.is_some_and(|b| {
            let start = predicate_start(words, chunks, b);
            let first = &words[chunks[start].from as usize];
            let indefinite = first.is(Cats::DET) && !first.is(Cats::DEFINITE.with(Cats::PRONOUN));
            (marked || followed && indefinite) && called_so(words, chunks, start)
        });
        let inserted = before_kind == Kind::Comma
            && object
            && before.is_some_and(|comma| apposed_subject(words, chunks, comma));
        let adverb = usize::from(next.is_some_and(|c| c.is(Kind::Adverb)));
        let behind_it = &chunks[(k + 1 + adverb).min(chunks.len())..];
        let introduces = matches!(behind_it, [mark, quote, ..]
            if matches!(mark.kind, Kind::Comma | Kind::Colon) && quote.is(Kind::QuoteOpen));
        // “It is late, Ann Lee (45) told the Post.”
        let late = !by
            && head.is(Cats::CLAUSAL)
            && finite_before.is_some()
            && before.is_some_and(|b| inserted_behind(words, chunks, b))
            && !finite_ahead(words, chunks, k);
        let finite = match before_kind {
            _ if called && !object => false,
            _ if pronoun || reports || inserted || late => true,
            // “Ann Lee shot back, “…””
            Kind::Noun if !by && introduces => true,
            Kind::Noun if before.is_some_and(behind) => true,
            // “officials emphasized on Friday that …”
            Kind::Noun if !by && words_ahead(words, chunks, k) && time_ahead(chunks, k) => true,
            Kind::Noun if by => false,
            // “whom critics *accused* of fraud”
            Kind::Noun if before.is_some_and(|b| subject_of_relative(words, chunks, b)) => true,
            // “the bank the group *accused* of theft closed”
            Kind::Noun if before.is_some_and(|b| beside_subject(chunks, b)) => true,
            Kind::Noun => match finite_before {
                // “said Moscow accused”: the object of a reporting verb is a
                // new subject.
                Some(j) if !main_waits(chunks, j) && !subject_waits(chunks, j) => {
                    let reports = words[chunks[j].head as usize].is(Cats::CLAUSAL);
                    // “denied *the claims made* in court”: what one denies is said.
                    let said = before.is_some_and(|b| {
                        words[chunks[phrase_start(chunks, b)].head as usize].is(Cats::COMM)
                    });
                    let disowns = said
                        && !object
                        && next.is_some_and(|c| c.is(Kind::Prep))
                        && lexicon
                            .governor(words[chunks[j].head as usize].lemma())
                            .is_some_and(|g| g.effect == Effect::Negates);
                    reports
                        && !disowns
                        && !chunks[j].passive
                        && before.is_some_and(|b| phrase_start(chunks, b) == j + 1)
                        || beside(chunks, before.unwrap_or(k))
                        || (object || head.is(Cats::CLAUSAL))
                            && phrase_heads_clause(chunks, before.unwrap_or(k))
                }
                Some(_) => object || !by && !finite_ahead(words, chunks, k),
                // “denying allegations related to the deal”
                None if complements_non_finite(chunks, before.unwrap_or(k))
                    && next.is_some_and(|c| c.is(Kind::Prep))
                    && chunks[..k].iter().rev().take(REACH).any(Chunk::is_finite) =>
                {
                    false
                }
                // “the claim that the firm *spied* on staff is false”: two clauses,
                // and one more verb.
                None if before.is_some_and(|b| completes_noun(words, chunks, b))
                    && verbs_ahead(words, chunks, k) == 1 =>
                {
                    !by
                }
                None if !object && wants_object(lexicon, words, chunks, k) => false,
                None => {
                    object
                        || !by && head.is(Cats::CLAUSAL) && !verb_behind(words, chunks, k)
                        || !finite_ahead(words, chunks, k)
                }
            },
            Kind::Comma | Kind::Dash | Kind::Close => {
                !by && (finite_before.is_none() || ends_relative(chunks, k))
                    && (object || !finite_ahead(words, chunks, k) || words_ahead(words, chunks, k))
                    && before.is_some_and(|j| j > 0)
            }
            // “, and brushed off the questions”
            Kind::Coord => {
                let apart = before.is_some_and(|j| j > 0 && chunks[j - 1].is(Kind::Comma))
                    && finite_before.is_some()
                    && next.is_some_and(|c| {
                        let word = &words[c.from as usize];
                        word.is(Cats::PREP) && word.is(Cats::ADVERB)
                    });
                // “has confirmed nor *denied*”: the auxiliary serves both.
                let perfect = before.and_then(|j| chunks[..j].last()).is_some_and(|c| {
                    c.is_finite() && !c.passive && words[c.from as usize].tag == Tag::Have
                });
                // “condemned it and called on X to go”, but “drawn up and called
                // for by X”
                // “lost the bag and lied about it”: one past tense goes with another.
                let joined = || {
                    let verb = chunks[..k].iter().rev().take(REACH).find(|c| c.is(Kind::Verb));
                    verb.is_some_and(|v| {
                        let past = v.from == v.head && words[v.head as usize].tag == Tag::Past;
                        let reports = head.is(Cats::REPORT) && !v.copula;
                        v.is_finite() && !v.passive && (past || reports)
                    }) && next.is_some_and(|c| c.is(Kind::Prep))
                };
                object || !by && (head.tag == Tag::Past || apart || perfect || joined())
            }
            Kind::Wh => true,
            Kind::Verb if before.is_some_and(|j| said_of_described(words, chunks, j)) => true,
            Kind::Stop | Kind::Colon | Kind::Semicolon => false,
            _ => head.tag == Tag::Past,
        };
        let chunk = &mut chunks[k];
        chunk.form = if finite { Form::Finite } else { Form::Participle };
        chunk.passive = !finite;
    }
}

/// Whether the verb at `k` is never without an object and has none before a
/// preposition: “a man *accused* of robbing a bank”. Before another preposition
/// than *of* another verb must follow: “sued for damages”, but “a man *charged*
/// with theft appeared in court”.
fn wants_object(lexicon: &Lexicon, words: &[Word], chunks: &[Chunk], k: usize) -> bool {
    let patient =
        lexicon.governor(words[chunks[k].head as usize].lemma()).is_some_and(|g| g.patient);
    let Some(prep) = chunks.get(k + 1).filter(|c| patient && c.is(Kind::Prep)) else {
        return false;
    };
    let gerund = chunks.get(k + 2).is_some_and(|c| c.is(Kind::Verb) && c.form == Form::Gerund);
    let word = &words[prep.from as usize];
    let verb_follows = || {
        chunks[k + 2..]
            .iter()
            .take(REACH)
            .take_while(|c| !bounds(c.kind) && !matches!(c.kind, Kind::Comma | Kind::Coord))
            .any(|c| c.is_finite() || ambiguous(words, c))
    };
    word.tag == Tag::Of || (gerund || !word.is(Cats::PLACE)) && verb_follows()
}

/// Whether a relative clause between commas ends before the verb at `k`, and the
/// subject that it describes has no verb yet: “The mayor, who says that he knew,
/// *denied* it”.
fn ends_relative(chunks: &[Chunk], k: usize) -> bool {
    let ends = |c: &Chunk| matches!(c.kind, Kind::Stop | Kind::Semicolon | Kind::Colon);
    let reach = k.saturating_sub(REACH)..k;
    let opener = reach
        .rev()
        .take_while(|&j| !ends(&chunks[j]))
        .find(|&j| j > 1 && chunks[j].is(Kind::Wh) && chunks[j - 1].is(Kind::Comma));
    opener.is_some_and(|j| {
        chunks[j - 2].is(Kind::Noun)
            && chunks[..j].iter().rev().take(REACH).take_while(|c| !ends(c)).all(|c| !c.is_finite())
    })
}

/// Whether the noun phrase that ends at `noun` stands right behind a *that* which
/// follows a noun.
fn completes_noun(words: &[Word], chunks: &[Chunk], noun: usize) -> bool {
    let that = phrase_start(chunks, noun).checked_sub(1);
    that.is_some_and(|j| {
        chunks[j].is(Kind::Sub)
            && words[chunks[j].from as usize].is(Cats::THAT)
            && j > 0
            && chunks[j - 1].is(Kind::Noun)
            && !chunks[j - 1].time
    })
}

/// How many verbs follow the one at `k` in its clause that are finite or may be.
fn verbs_ahead(words: &[Word], chunks: &[Chunk], k: usize) -> usize {
    chunks[k + 1..]
        .iter()
        .take(REACH)
        .take_while(|c| !bounds(c.kind) && !matches!(c.kind, Kind::Comma | Kind::Coord))
        .filter(|c| c.is_finite() || ambiguous(words, c))
        .count()
}

/// Whether the noun group `noun` ends the phrase right behind the relative word that
/// is the object of its clause.
fn subject_of_relative(words: &[Word], chunks: &[Chunk], noun: usize) -> bool {
    let Some(wh) = phrase_start(chunks, noun).checked_sub(1) else { return false };
    let word = &words[chunks[wh].from as usize];
    if chunks[wh].is(Kind::Wh) {
        return word.is(Cats::PERSON) || wh > 0 && chunks[wh - 1].is(Kind::Comma);
    }
    // “a firm *that* critics accused”: no verb before has it as its content.
    let verb = chunks[..wh].iter().rev().take(REACH).find(|c| c.is(Kind::Verb));
    word.is(Cats::THAT)
        && wh > 0
        && (describes_party(words, &chunks[wh - 1])
            || verb.is_none() && !words[chunks[wh - 1].head as usize].is(Cats::COMM))
        && verb.is_none_or(|v| !words[v.head as usize].is(Cats::CLAUSAL))
}

/// Whether the verb at `k` reports something of the noun that its relative clause
/// describes: “the man who police *say* killed her”.
fn said_of_described(words: &[Word], chunks: &[Chunk], k: usize) -> bool {
    let subject = (0..k).rev().take(4).find(|&j| !chunks[j].is(Kind::Adverb));
    let Some(subject) = subject.filter(|&j| chunks[j].is(Kind::Noun)) else { return false };
    let opener = phrase_start(chunks, subject).checked_sub(1).map(|j| &chunks[j]);
    chunks[k].is_finite()
        && !chunks[k].passive
        && words[chunks[k].head as usize].is(Cats::CLAUSAL)
        && (opener.is_some_and(|c| {
            c.is(Kind::Wh) || c.is(Kind::Sub) && words[c.from as usize].is(Cats::THAT)
        }) || beside_subject(chunks, subject))
}

/// Whether *that* behind this group describes it: no clause is the content of
/// people and bodies.
pub(super) fn describes_party(words: &[Word], group: &Chunk) -> bool {
    let head = &words[group.head as usize];
    group.is(Kind::Noun) && head.is(Cats::PERSON.with(Cats::GROUP)) && !head.is(Cats::COMM)
}

/// Whether the comma at `comma` ends an apposition to the subject of a
/// conjunction that looks like a preposition: “after Ann Lee, the mayor,”.
fn apposed_subject(words: &[Word], chunks: &[Chunk], comma: usize) -> bool {
    let Some(name) = comma.checked_sub(1) else { return false };
    let start = phrase_start(chunks, name);
    let subject = start.checked_sub(2).filter(|_| chunks[start - 1].is(Kind::Comma));
    let Some(subject) = subject.filter(|&j| chunks[j].is(Kind::Noun)) else { return false };
    // The subject may have phrases of its own.
    let from = phrase_start(chunks, subject).saturating_sub(1);
    (from..subject).any(|j| {
        matches!(chunks[j].kind, Kind::Prep | Kind::Sub)
            && words[chunks[j].from as usize].is(Cats::SUB)
    })
}

/// Whether brackets or an apposition end at `close` that stand behind one who can
/// speak, who stands behind a comma: “…, Ann Lee (45)”, “…, her aide, Ann Lee,”.
fn inserted_behind(words: &[Word], chunks: &[Chunk], close: usize) -> bool {
    let subject = match chunks[close].kind {
        Kind::Close => {
            let open = chunks[..close].iter().rev().take(BRACKETS).position(|c| c.is(Kind::Open));
            open.and_then(|back| (close - 1 - back).checked_sub(1))
        }
        Kind::Comma => close
            .checked_sub(1)
            .filter(|&name| speaks(words, &chunks[name]))
            .map(|name| phrase_start(chunks, name))
            .filter(|&start| start > 1 && chunks[start - 1].is(Kind::Comma))
            .map(|start| start - 2),
        _ => None,
    };
    subject.filter(|&s| speaks(words, &chunks[s])).is_some_and(|s| {
        let start = phrase_start(chunks, s);
        start > 0 && chunks[start - 1].is(Kind::Comma)
    })
}

/// Whether a noun group names a person or a group.
fn speaks(words: &[Word], group: &Chunk) -> bool {
    let head = &words[group.head as usize];
    group.is(Kind::Noun) && (head.tag == Tag::Name || head.is(Cats::PERSON.with(Cats::GROUP)))
}

/// The first group of the noun phrase that ends at `k`, where a preposition
/// that attaches to no noun begins a phrase of its own.
fn predicate_start(words: &[Word], chunks: &[Chunk], k: usize) -> usize {
    let from = phrase_start(chunks, k);
    let prep = (from..k)
        .rev()
        .find(|&j| chunks[j].is(Kind::Prep) && words[chunks[j].from as usize].is(Cats::ADVERBIAL));
    prep.map_or(from, |j| j + 1)
}

/// Whether the noun phrase that begins at `k` stands behind a conjunction that
/// may be a preposition and says what something is, and before that a verb of
/// the same clause.
fn called_so(words: &[Word], chunks: &[Chunk], k: usize) -> bool {
    let Some(opener) = k.checked_sub(1) else { return false };
    // “condemned *as* …”, “denounced the plan *as* …”
    behind_as(words, &chunks[opener])
        && chunks[..opener]
            .iter()
            .rev()
            .take(REACH)
            .take_while(|c| !bounds(c.kind) && !c.is(Kind::Comma))
            .any(|c| c.is(Kind::Verb))
}

/// Whether what the verb at `k` reports follows it: a comma or colon and a
/// quotation, or *that*, perhaps behind a time, a place or who was told.
fn words_ahead(words: &[Word], chunks: &[Chunk], k: usize) -> bool {
    let ahead = &chunks[k + 1..];
    let near = ahead
        .iter()
        .take(6)
        .take_while(|c| c.is(Kind::Noun) || c.is(Kind::Prep) || c.is(Kind::Adverb));
    let at = near.count();
    let opens = |i: usize| ahead.get(i).is_some_and(|c| c.is(Kind::QuoteOpen));
    words[chunks[k].head as usize].is(Cats::CLAUSAL)
        && ahead.get(at).is_some_and(|c| match c.kind {
            Kind::Comma | Kind::Colon => opens(at + 1),
            Kind::Sub => words[c.from as usize].is(Cats::THAT),
            kind => kind == Kind::QuoteOpen,
        })
}

/// Whether a time follows the verb at `k` at once (“Friday”, “on Friday”).
fn time_ahead(chunks: &[Chunk], k: usize) -> bool {
    let prep = chunks.get(k + 1).is_some_and(|c| c.is(Kind::Prep));
    chunks.get(k + 1 + usize::from(prep)).is_some_and(|c| c.is(Kind::Noun) && c.time)
}

/// Whether a finite verb follows the verb at `k` with nothing between but
/// prepositional phrases, times and adverbs: “a report published on Monday *said*”.
fn verb_behind(words: &[Word], chunks: &[Chunk], k: usize) -> bool {
    let mut at = k + 1;
    for _ in 0..6 {
        let Some(chunk) = chunks.get(at) else { return false };
        let is = |k: usize, kind: Kind| chunks.get(k).is_some_and(|c| c.is(kind));
        let gerund = chunks.get(at + 1).is_some_and(|c| c.is(Kind::Verb) && c.form == Form::Gerund);
        at += match chunk.kind {
            Kind::Prep if is(at + 1, Kind::Noun) => 2,
            // “suspected of *cutting two cables*”
            Kind::Prep if gerund => 2 + usize::from(is(at + 2, Kind::Noun)),
            Kind::Adverb => 1,
            Kind::Noun if chunk.time => 1,
            _ => break,
        };
    }
    let object = || chunks.get(at + 1).is_some_and(|c| c.is(Kind::Noun) && !c.time);
    chunks.get(at).is_some_and(|c| {
        c.is_finite()
            && (!ambiguous(words, c) || object() || words[c.head as usize].is(Cats::CLAUSAL))
    })
}

/// The auxiliary that a phrase of time or place parts from the participle at
/// `k`: “*have* in recent years accused”, “*was*, on Monday, charged”.
fn split_auxiliary(words: &[Word], chunks: &[Chunk], k: usize) -> Option<usize> {
    let participle = |chunk: &Chunk| {
        chunk.is(Kind::Verb)
            && chunk.from == chunk.head
            && words[chunk.head as usize].is(Cats::PART)
    };
    if !participle(&chunks[k]) || k < 2 {
        return None;
    }
    let gerund = |j: usize| {
        chunks[j].is(Kind::Verb)
            && chunks[j].form == Form::Gerund
            && j > 0
            && chunks[j - 1].is(Kind::Prep)
    };
    let mut j = k - 1;
    let mut commas = 0;
    // “is *about a doctor* accused”: only a time or a bare noun parts a copula from
    // its participle.
    let mut apart = true;
    for _ in 0..8 {
        let chunk = &chunks[j];
        match chunk.kind {
            Kind::Noun if chunk.time && !chunks[j.checked_sub(1)?].is(Kind::Prep) => {}
            // The noun of a prepositional phrase.
            Kind::Noun if chunks[j.checked_sub(1)?].is(Kind::Prep) => {
                let (first, head) = (&words[chunk.from as usize], &words[chunk.head as usize]);
                apart &= chunk.time || first.tag != Tag::Det && !head.may_act();
                j -= 1;
            }
            // “has, *without offering proof*, accused”
            Kind::Noun if commas == 1 && gerund(j.checked_sub(1)?) => j -= 2,
            Kind::Verb if commas == 1 && gerund(j) => j -= 1,
            Kind::Comma => commas += 1,
            // “had ‘never *met*’ him”
            Kind::Adverb | Kind::QuoteOpen => {}
            Kind::Verb => {
                let tag = words[chunk.head as usize].tag;
                let alone = chunk.is_finite() && matches!(tag, Tag::Have | Tag::Be);
                let apart = apart || commas > 0 || tag == Tag::Have;
                return (alone && apart && j + 1 < k && commas % 2 == 0).then_some(j);
            }
            _ => return None,
        }
        j = j.checked_sub(1)?;
    }
    None
}

/// A lone form that may be past tense or participle.
fn ambiguous(words: &[Word], chunk: &Chunk) -> bool {
    let head = &words[chunk.head as usize];
    chunk.is(Kind::Verb) && chunk.from == chunk.head && head.is(Cats::PAST) && head.is(Cats::PART)
}

/// Whether a group ends the search for verbs of the same clause.
fn bounds(kind: Kind) -> bool {
    matches!(kind, Kind::Stop | Kind::Semicolon | Kind::Colon | Kind::Sub | Kind::Wh)
}

/// The finite verb before `k` in the same clause.
fn finite_in_clause(words: &[Word], chunks: &[Chunk], k: usize, before: Kind) -> Option<usize> {
    let mut found = None;
    for j in (0..k).rev().take(REACH) {
        let chunk = &chunks[j];
        match chunk.kind {
            // The verb found belongs to a relative clause: before it lies the
            // clause that the relative interrupts.
            Kind::Wh if before == Kind::Comma && found.is_some() => found = None,
            // “the mayor, *whose son* was fined, denied it”
            Kind::Noun
                if before == Kind::Comma
                    && found.is_some()
                    && words[chunk.from as usize].is(Cats::WH) =>
            {
                found = None;
            }
            // “who spoke because he *was* ill, accused them”
            // “who *asked that* no one be named, accused them”
            Kind::Sub
                if before == Kind::Comma
                    && found.is_some()
                    && j > 0
                    && (!words[chunk.from as usize].is(Cats::THAT)
                        || chunks[j.saturating_sub(3)..j].iter().any(|c| c.is(Kind::Wh))) =>
            {
                found = None;
            }
            Kind::QuoteOpen | Kind::QuoteClose if j + 1 < k => return found,
            kind if bounds(kind) => return found,
            // “after the army shelled the town”
            Kind::Prep if before == Kind::Noun && words[chunk.from as usize].is(Cats::SUB) => {
                return found;
            }
            _ => {}
        }
        // “, she believed,”
        let inserted = chunk.is_finite()
            && words[chunk.head as usize].is(Cats::CLAUSAL)
            && before == Kind::Comma
            && j >= 2
            && chunks[j - 2].is(Kind::Comma)
            && chunks.get(j + 1).is_some_and(|c| c.is(Kind::Comma));
        if inserted {
            continue;
        }
        // A conjunction with a noun behind it may begin a clause of its own.
        let restarts = chunk.is(Kind::Coord)
            && before == Kind::Noun
            && phrase_start(chunks, k - 1) == j + 1
            && j > 0
            && !chunks[j - 1].is(Kind::Noun);
        if restarts {
            return found;
        }
        if found.is_none() && chunk.is_finite() {
            found = Some(j);
            if before != Kind::Comma {
                return found;
            }
        }
    }
    found
}

/// Whether the clause around the subordinate one that holds the verb at `j`
/// still waits for its verb (“the claim that it *lied* angered them”).
fn main_waits(chunks: &[Chunk], j: usize) -> bool {
    let Some(opener) = (0..j).rev().take(REACH).find(|&i| bounds(chunks[i].kind)) else {
        return false;
    };
    matches!(chunks[opener].kind, Kind::Sub | Kind::Wh)
        && opener > 0
        && chunks[opener - 1].is(Kind::Noun)
        && !chunks[..opener]
            .iter()
            .rev()
            .take(REACH)
            .take_while(|c| !bounds(c.kind) && !c.is(Kind::QuoteOpen))
            .any(Chunk::is_finite)
}

/// Whether the verb at `j` belongs to a relative clause without a relative word, so
/// that the subject it describes still waits for its verb.
fn subject_waits(chunks: &[Chunk], j: usize) -> bool {
    let before = (0..j).rev().take(4).find(|&i| !chunks[i].is(Kind::Adverb));
    leaves_object(chunks, j) && before.is_some_and(|b| beside_subject(chunks, b))
}

/// Whether a finite verb follows in the same clause.
fn finite_ahead(words: &[Word], chunks: &[Chunk], k: usize) -> bool {
    let behind_comma = k > 0 && chunks[..k].iter().rev().take(3).any(|c| c.is(Kind::Comma));
    let mut commas = 0;
    for (i, chunk) in chunks[k + 1..].iter().take(REACH).enumerate() {
        match chunk.kind {
            Kind::Verb if has_own_subject(chunks, k + 1 + i) => {}
            Kind::Verb if clause_begins(words, chunks, k + 1 + i) => {}
            // “dismissed *as fabricated* a report”
            Kind::Verb if ambiguous(words, chunk) && behind_as(words, &chunks[k + i]) => {}
            Kind::Verb if chunk.is_finite() || ambiguous(words, chunk) => {
                let head = &words[chunk.head as usize];
                // A clause is an object too: “denied that …”
                let object = chunks.get(k + 2 + i).is_some_and(|c| {
                    c.is(Kind::Noun) && !c.time
                        || c.is(Kind::Sub) && words[c.from as usize].is(Cats::THAT)
                });
                let both = head.is(Cats::PAST) && head.is(Cats::PART);
                let sure = chunk.from != chunk.head || !both || object;
                if sure || commas > 0 {
                    return true;
                }
            }
            // The participial clause of “X, accused of Y, appeared” ends at
            // its comma.
            Kind::Comma => {
                commas += 1;
                if !behind_comma || commas > 1 {
                    return false;
                }
            }
            Kind::Verb if commas > 0 && chunk.form == Form::Participle => return true,
            Kind::Coord if commas == 0 => return false,
            kind if bounds(kind) => return false,
            _ => {}
        }
    }
    false
}

/// Whether the group is the conjunction or preposition *as*.
fn behind_as(words: &[Word], opener: &Chunk) -> bool {
    matches!(opener.kind, Kind::Sub | Kind::Prep) && words[opener.from as usize].is_as()
}

/// Whether a noun phrase stands before the verb at `k`, right behind another:
/// “amid accusations *he* harassed a clerk”.
fn has_own_subject(chunks: &[Chunk], k: usize) -> bool {
    let before = (0..k).rev().take(4).find(|&j| !chunks[j].is(Kind::Adverb));
    before.is_some_and(|j| chunks[j].is(Kind::Noun) && beside(chunks, j))
}

/// Whether someone who can act stands right before the verb at `k`, behind a
/// preposition that may be a conjunction: “talks failed after *the rebels* accused”.
fn clause_begins(words: &[Word], chunks: &[Chunk], k: usize) -> bool {
    let subject = (0..k).rev().take(3).find(|&j| !chunks[j].is(Kind::Adverb));
    let Some(subject) = subject.filter(|&j| j > 0 && chunks[j].is(Kind::Noun)) else {
        return false;
    };
    let opener = &chunks[subject - 1];
    let may_act = chunks[subject].pronoun || words[chunks[subject].head as usize].may_act();
    may_act
        && matches!(opener.kind, Kind::Prep | Kind::Sub)
        && words[opener.from as usize].is(Cats::SUB)
        && !behind_as(words, opener)
}

/// The first group of the noun phrase that ends at `k`.
pub(super) fn phrase_start(chunks: &[Chunk], k: usize) -> usize {
    let mut k = k;
    let mut steps = 0;
    while k >= 2
        && steps < REACH
        && chunks[k].is(Kind::Noun)
        && chunks[k - 1].is(Kind::Prep)
        && chunks[k - 2].is(Kind::Noun)
    {
        k -= 2;
        steps += 1;
    }
    k
}

/// Whether the noun phrase that ends at `k` is the object of a gerund or an
/// infinitive.
fn complements_non_finite(chunks: &[Chunk], k: usize) -> bool {
    let verb = phrase_start(chunks, k).checked_sub(1).map(|j| &chunks[j]);
    verb.is_some_and(|c| c.is(Kind::Verb) && c.form != Form::Finite)
}

/// Whether a noun group stands right before the noun phrase that ends at `k`:
/// the subject of a relative clause without a relative word.
fn beside(chunks: &[Chunk], k: usize) -> bool {
    let start = phrase_start(chunks, k);
    start > 0 && chunks[start - 1].is(Kind::Noun) && !chunks[start - 1].time && !chunks[k].time
}

/// Whether the noun phrase that ends at `k` stands right behind another that no
/// preposition or verb governs.
fn beside_subject(chunks: &[Chunk], k: usize) -> bool {
    let start = phrase_start(chunks, k);
    beside(chunks, k)
        && match phrase_start(chunks, start - 1).checked_sub(1) {
            Some(j) => matches!(chunks[j].kind, Kind::Stop | Kind::Sub | Kind::QuoteOpen),
            None => true,
        }
}

/// Whether the noun phrase that ends at `k` begins a clause: a conjunction or
/// a comma stands before it.
fn phrase_heads_clause(chunks: &[Chunk], k: usize) -> bool {
    let start = phrase_start(chunks, k);
    start > 0
        && matches!(
            chunks[start - 1].kind,
            Kind::Coord | Kind::Comma | Kind::Sub | Kind::Wh | Kind::Dash | Kind::QuoteOpen
        )
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

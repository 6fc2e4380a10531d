//! Past tense or participle: many verbs have one form for both (“accused”), and
//! what stands about them tells which it is.

use super::group::{Chunk, Form, Kind, leaves_object};
use super::word::Word;
use crate::lexicon::{Cats, Effect, Lexicon, Tag};

/// How far the search for a verb of the same clause may reach, in groups.
pub(super) const REACH: usize = 24;

/// Most groups between the brackets behind a name.
pub(super) const BRACKETS: usize = 6;

/// Decides between past tense and participle for forms that are both
/// (“accused”), by what follows and by the other verbs of the clause.
pub(super) fn settle(lexicon: &Lexicon, words: &[Word], chunks: &mut [Chunk]) {
    for k in 0..chunks.len() {
        let chunk = chunks[k];
        let (form, passive) = if let Some(auxiliary) = split_auxiliary(words, chunks, k) {
            (Form::Finite, chunks[auxiliary].copula)
        } else if chunk.is(Kind::Verb)
            && chunk.from == chunk.head
            && matches!(words[chunk.head as usize].tag, Tag::Past | Tag::Part)
            && ambiguous(words, &chunk)
        {
            let doubt = Doubt::read(lexicon, words, chunks, k);
            match (doubt.shares_auxiliary(), doubt.is_finite()) {
                (true, _) => (Form::Finite, true),
                (_, true) => (Form::Finite, false),
                (_, false) => (Form::Participle, true),
            }
        } else {
            continue;
        };
        chunks[k].form = form;
        chunks[k].passive = passive;
    }
}

/// A verb that may be past tense or participle, with what stands about it.
struct Doubt<'a> {
    lexicon: &'a Lexicon,
    words: &'a [Word],
    chunks: &'a [Chunk],
    /// The verb.
    k: usize,
    head: &'a Word,
    /// The group before it, adverbs and quotation marks aside.
    before: Option<usize>,
    kind_before: Kind,
    next: Option<&'a Chunk>,
    /// An object follows.
    object: bool,
    /// *by* and a doer follow.
    by: bool,
    /// A finite verb before it in the same clause.
    finite_before: Option<usize>,
}

impl<'a> Doubt<'a> {
    fn read(lexicon: &'a Lexicon, words: &'a [Word], chunks: &'a [Chunk], k: usize) -> Self {
        let before = (0..k).rev().take(4).find(|&j| {
            !matches!(chunks[j].kind, Kind::Adverb | Kind::QuoteOpen | Kind::QuoteClose)
        });
        let kind_before = before.map_or(Kind::Stop, |j| chunks[j].kind);
        let next = chunks.get(k + 1);
        let noun = |k: usize| chunks.get(k).is_some_and(|c| c.is(Kind::Noun) && !c.time);
        let is_by = |k: usize| chunks.get(k).is_some_and(|c| words[c.from as usize].tag == Tag::By);
        // “put out a statement”
        let particle =
            next.is_some_and(|c| c.is(Kind::Adverb) && words[c.from as usize].is(Cats::PREP));
        // “booed and jeered *him*”: one object for both.
        let joint = kind_before == Kind::Noun
            && next.is_some_and(|c| c.is(Kind::Coord))
            && chunks.get(k + 2).is_some_and(|c| ambiguous(words, c))
            && noun(k + 3);
        let object = noun(k + 1 + usize::from(particle)) || joint;
        let doer = |c: &Chunk| c.is(Kind::Noun) && words[c.head as usize].tag != Tag::Num;
        // “the charge levelled *at him by a clerk*”
        let behind_pronoun = || {
            !object
                && next.is_some_and(|c| c.is(Kind::Prep))
                && chunks.get(k + 2).is_some_and(|c| c.is(Kind::Noun) && c.pronoun)
                && is_by(k + 3)
                && chunks.get(k + 4).is_some_and(|c| words[c.head as usize].may_act())
        };
        let by = is_by(k + 1) && chunks.get(k + 2).is_some_and(doer) || behind_pronoun();
        let finite_before = finite_in_clause(words, chunks, k, kind_before);
        let head = &words[chunks[k].head as usize];
        Self {
            lexicon,
            words,
            chunks,
            k,
            head,
            before,
            kind_before,
            next,
            object,
            by,
            finite_before,
        }
    }

    /// “were attacked and *criticised*”: the auxiliary serves both.
    fn shares_auxiliary(&self) -> bool {
        let joined = self.before.filter(|_| self.kind_before == Kind::Coord && !self.object);
        joined.and_then(|j| self.chunks[..j].last()).is_some_and(|c| c.is_finite() && c.passive)
    }

    fn is_finite(&self) -> bool {
        let Self { words, chunks, k, .. } = *self;
        if self.is_what_it_is_called() && !self.object {
            return false;
        }
        if self.has_its_subject() {
            return true;
        }
        match self.kind_before {
            Kind::Noun => self.before.is_some_and(|b| self.finite_behind_noun(b)),
            Kind::Comma | Kind::Dash | Kind::Close => {
                !self.by
                    && (self.finite_before.is_none() || ends_relative(chunks, k))
                    && (self.object
                        || !finite_ahead(words, chunks, k)
                        || words_ahead(words, chunks, k))
                    && self.before.is_some_and(|j| j > 0)
            }
            Kind::Coord => self.finite_behind_coordinator(),
            Kind::Wh => true,
            Kind::Verb if self.before.is_some_and(|j| said_of_described(words, chunks, j)) => true,
            Kind::Stop | Kind::Colon | Kind::Semicolon => false,
            _ => self.head.tag == Tag::Past,
        }
    }

    /// “denounced it as a trick *designed* to win”: what a verb before calls a thing,
    /// and what the thing was made for.
    fn is_what_it_is_called(&self) -> bool {
        let Self { words, chunks, k, .. } = *self;
        let marked = k > 0 && chunks[k - 1].is(Kind::QuoteClose);
        let followed = self
            .next
            .is_some_and(|c| c.is(Kind::Prep) || c.is(Kind::Verb) && c.form == Form::Infinitive);
        self.before.is_some_and(|b| {
            let start = predicate_start(words, chunks, b);
            let first = &words[chunks[start].from as usize];
            let indefinite = first.is(Cats::DET) && !first.is(Cats::DEFINITE.with(Cats::PRONOUN));
            (marked || followed && indefinite) && called_so(words, chunks, start)
        })
    }

    /// Whether its subject can be nothing else: a pronoun, or who is quoted.
    fn has_its_subject(&self) -> bool {
        let Self { words, chunks, k, before, .. } = *self;
        let pronoun = before
            .is_some_and(|j| chunks[j].pronoun && words[chunks[j].head as usize].tag == Tag::Subj);
        // “…,” said the minister: what stands between the marks is what was said.
        let reports = k > 0
            && chunks[k - 1].is(Kind::QuoteClose)
            && self.head.is(Cats::CLAUSAL)
            && self.next.is_some_and(|c| c.is(Kind::Noun) && !c.time);
        let inserted = self.kind_before == Kind::Comma
            && self.object
            && before.is_some_and(|comma| apposed_subject(words, chunks, comma));
        // “It is late, Ann Lee (45) told the Post.”
        let late = || {
            !self.by
                && self.head.is(Cats::CLAUSAL)
                && self.finite_before.is_some()
                && before.is_some_and(|b| inserted_behind(words, chunks, b))
                && !finite_ahead(words, chunks, k)
        };
        pronoun || reports || inserted || late()
    }

    /// Whether it has the noun phrase that ends at `b` as its subject.
    fn finite_behind_noun(&self, b: usize) -> bool {
        let Self { words, chunks, k, by, object, .. } = *self;
        let start = phrase_start(chunks, b);
        // “…,” the minister said by telephone.
        if self.head.is(Cats::CLAUSAL) && start > 0 && chunks[start - 1].is(Kind::QuoteClose) {
            return true;
        }
        if by {
            return false;
        }
        // “officials emphasized on Friday that …”
        let reports = || words_ahead(words, chunks, k) && time_ahead(chunks, k);
        // “whom critics *accused* of fraud”
        let relative = || subject_of_relative(words, chunks, b);
        // “the bank the group *accused* of theft closed”
        if self.introduces() || reports() || relative() || beside_subject(chunks, b) {
            return true;
        }
        match self.finite_before {
            Some(j) if !main_waits(chunks, j) && !subject_waits(chunks, j) => {
                self.is_new_clause(j, b)
            }
            Some(_) => object || !finite_ahead(words, chunks, k),
            // “denying allegations related to the deal”
            None if complements_non_finite(chunks, b)
                && self.next.is_some_and(|c| c.is(Kind::Prep))
                && chunks[..k].iter().rev().take(REACH).any(Chunk::is_finite) =>
            {
                false
            }
            // “the claim that the firm *spied* on staff is false”: two clauses,
            // and one more verb.
            None if completes_noun(words, chunks, b) && verbs_ahead(words, chunks, k) == 1 => true,
            None if !object && wants_object(self.lexicon, words, chunks, k) => false,
            None => {
                object
                    || self.head.is(Cats::CLAUSAL) && !verb_behind(words, chunks, k)
                    || !finite_ahead(words, chunks, k)
            }
        }
    }

    /// “Ann Lee shot back, “…””
    fn introduces(&self) -> bool {
        let adverb = usize::from(self.next.is_some_and(|c| c.is(Kind::Adverb)));
        let behind = &self.chunks[(self.k + 1 + adverb).min(self.chunks.len())..];
        matches!(behind, [mark, quote, ..]
            if matches!(mark.kind, Kind::Comma | Kind::Colon) && quote.is(Kind::QuoteOpen))
    }

    /// “said Moscow accused”: whether the noun phrase that ends at `b`, behind the
    /// finite verb `j`, is the subject of a new clause.
    fn is_new_clause(&self, j: usize, b: usize) -> bool {
        let Self { words, chunks, .. } = *self;
        let verb = &words[chunks[j].head as usize];
        let start = phrase_start(chunks, b);
        // “denied *the claims made* in court”: what one denies is said.
        let disowns = words[chunks[start].head as usize].is(Cats::COMM)
            && !self.object
            && self.next.is_some_and(|c| c.is(Kind::Prep))
            && self.lexicon.effect(verb.lemma()) == Some(Effect::Negates);
        let reported = verb.is(Cats::CLAUSAL) && !disowns && !chunks[j].passive && start == j + 1;
        let heads =
            || (self.object || self.head.is(Cats::CLAUSAL)) && phrase_heads_clause(chunks, b);
        reported || beside(chunks, b) || heads()
    }

    fn finite_behind_coordinator(&self) -> bool {
        let Self { words, chunks, k, before, next, .. } = *self;
        // “, and brushed off the questions”
        let apart = before.is_some_and(|j| j > 0 && chunks[j - 1].is(Kind::Comma))
            && self.finite_before.is_some()
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
                let reports = self.head.is(Cats::REPORT) && !v.copula;
                v.is_finite() && !v.passive && (past || reports)
            }) && next.is_some_and(|c| c.is(Kind::Prep))
        };
        self.object || !self.by && (self.head.tag == Tag::Past || apart || perfect || joined())
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
pub(super) fn time_ahead(chunks: &[Chunk], k: usize) -> bool {
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
pub(super) fn ambiguous(words: &[Word], chunk: &Chunk) -> bool {
    let head = &words[chunk.head as usize];
    chunk.is(Kind::Verb) && chunk.from == chunk.head && head.is(Cats::PAST) && head.is(Cats::PART)
}

/// Whether a group ends the search for verbs of the same clause.
pub(super) fn bounds(kind: Kind) -> bool {
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

//! Noun phrases, clauses, and the subject of every verb group: one scan from
//! left to right with a stack of open clauses.

use super::group::{Chunk, Form, Kind, leaves_object, verb_waits};
use super::participle::{BRACKETS, describes_party, phrase_start};
use super::word::Word;
use crate::document::EntityKind;
use crate::lexicon::{Cats, Effect, Lexicon, Tag};

/// An index that points nowhere.
pub(crate) const NONE: u16 = u16::MAX;

/// How deep “X of Y of Z” may nest; beyond it phrases stand alone.
const MAX_HOSTS: u8 = 12;

/// How far a look ahead may reach, in groups.
const AHEAD: usize = 16;

/// A noun phrase: a noun group with its prepositional phrases and the groups
/// coordinated with it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrase {
    /// First and last group.
    pub first: u16,
    pub last: u16,
    /// The group that holds its head noun.
    pub head: u16,
    /// The phrase that it is part of, or [`NONE`].
    pub host: u16,
    /// Group of the preposition before it, or [`NONE`].
    pub prep: u16,
    /// The phrase that this one renames (“X, the minister,”), or [`NONE`].
    pub renames: u16,
    pub clause: u16,
    pub depth: u8,
    pub coordinated: bool,
}

/// What a clause is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClauseKind {
    Main,
    /// who, which, that, whose, where
    Relative,
    /// A clause as object of a verb or noun, with or without *that*.
    Complement,
    /// because, while, if …
    Adverbial,
    /// Infinitives, gerunds and participles with what belongs to them.
    NonFinite,
    /// Between brackets or dashes.
    Parenthesis,
    /// A quotation with a subject and a verb of its own.
    Quotation,
    /// “, X said,”: reports the clause around it.
    Report,
}

/// A clause.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clause {
    pub kind: ClauseKind,
    /// First group and one past the last.
    pub from: u16,
    pub to: u16,
    pub parent: u16,
    /// The phrase that is its subject.
    pub subject: u16,
    /// Its first verb group.
    pub verb: u16,
    /// The verb or noun group that it depends on.
    pub governor: u16,
    /// For a relative clause, the phrase it describes.
    pub antecedent: u16,
    /// The word that opens it (conjunction, relative, preposition), as a group.
    pub opener: u16,
    /// It was opened behind a comma.
    pub after_comma: bool,
}

/// Finds phrases and clauses; gives every verb group its clause, and its
/// subject in [`Chunk::phrase`].
pub(crate) fn analyse(
    lexicon: &Lexicon,
    words: &[Word],
    chunks: &mut [Chunk],
    clauses: &mut Vec<Clause>,
    phrases: &mut Vec<Phrase>,
) {
    clauses.clear();
    phrases.clear();
    // Indices are 16 bits wide; the rest of so long a sentence stays unread.
    let limit = chunks.len().min(usize::from(u16::MAX) - 1);
    let mut scan = Scan {
        lexicon,
        words,
        chunks: &mut chunks[..limit],
        clauses,
        phrases,
        stack: Vec::with_capacity(16),
        ended: NONE,
        awaits_subject: NONE,
        ended_at: 0,
    };
    scan.open(ClauseKind::Main, 0, NONE, NONE);
    let mut at = 0;
    while at < limit {
        scan.chunks[at].clause = scan.top();
        match scan.chunks[at].kind {
            Kind::Noun => scan.noun(at),
            Kind::Verb => scan.verb(at),
            Kind::Sub if scan.lacks_clause(at) => scan.chunks[at].kind = Kind::Prep,
            Kind::Sub => scan.subordinator(at),
            Kind::Prep if scan.opens_clause(at) => {
                scan.chunks[at].kind = Kind::Sub;
                scan.subordinator(at);
            }
            Kind::Wh => scan.wh(at),
            Kind::Comma => scan.comma(at),
            Kind::Open => {
                scan.open(ClauseKind::Parenthesis, at, NONE, NONE);
            }
            Kind::Close => scan.close_to(ClauseKind::Parenthesis, at),
            Kind::Dash => scan.dash(at),
            Kind::Semicolon | Kind::Colon => scan.restart(at),
            Kind::QuoteOpen => scan.quote_open(at),
            Kind::QuoteClose => scan.quote_close(at),
            Kind::Stop => scan.stop(at),
            _ => {}
        }
        at += 1;
    }
    while !scan.stack.is_empty() {
        scan.pop(limit);
    }
}

struct Scan<'a> {
    lexicon: &'a Lexicon,
    words: &'a [Word],
    chunks: &'a mut [Chunk],
    clauses: &'a mut Vec<Clause>,
    phrases: &'a mut Vec<Phrase>,
    /// Open clauses, innermost last.
    stack: Vec<u16>,
    /// The phrase that ended last, and the group it ended with.
    ended: u16,
    ended_at: usize,
    /// A verb group whose subject is yet to come (“, said X”).
    awaits_subject: u16,
}

impl Scan<'_> {
    fn top(&self) -> u16 {
        *self.stack.last().unwrap_or(&0)
    }

    fn clause(&mut self) -> &mut Clause {
        let top = usize::from(self.top());
        &mut self.clauses[top]
    }

    fn open(&mut self, kind: ClauseKind, at: usize, governor: u16, opener: u16) -> u16 {
        let id = self.clauses.len().min(usize::from(NONE) - 1) as u16;
        let parent = self.stack.last().copied().unwrap_or(NONE);
        let after_comma = at > 0 && self.chunks[at - 1].is(Kind::Comma);
        self.clauses.push(Clause {
            kind,
            from: at as u16,
            to: at as u16,
            parent,
            subject: NONE,
            verb: NONE,
            governor,
            antecedent: NONE,
            opener,
            after_comma,
        });
        self.stack.push(id);
        if let Some(chunk) = self.chunks.get_mut(at) {
            chunk.clause = id;
        }
        id
    }

    fn pop(&mut self, at: usize) {
        if let Some(id) = self.stack.pop() {
            self.clauses[usize::from(id)].to = at as u16;
        }
    }

    /// Closes clauses up to and with the innermost of `kind`, if one is open.
    fn close_to(&mut self, kind: ClauseKind, at: usize) {
        let Some(depth) =
            self.stack.iter().rposition(|&c| self.clauses[usize::from(c)].kind == kind)
        else {
            return;
        };
        if depth == 0 {
            return;
        }
        while self.stack.len() > depth {
            self.pop(at);
        }
    }

    fn word(&self, chunk: usize) -> &Word {
        &self.words[self.chunks[chunk].head as usize]
    }

    /// The group before `at` that is neither adverb nor quotation mark.
    fn before(&self, at: usize) -> Option<usize> {
        (0..at).rev().take(AHEAD).find(|&k| {
            !matches!(self.chunks[k].kind, Kind::Adverb | Kind::QuoteOpen | Kind::QuoteClose)
        })
    }

    fn before_is(&self, at: usize, kind: Kind) -> bool {
        self.before(at).is_some_and(|k| self.chunks[k].is(kind))
    }

    fn is_report(&self, verb: usize) -> bool {
        self.word(verb).is(Cats::CLAUSAL)
    }

    /// The phrase that ends right before `at`, with all that it is part of.
    fn phrase_before(&self, at: usize) -> Option<u16> {
        let k = self.before(at)?;
        (self.ended != NONE && self.ended_at == k).then(|| self.root(self.ended))
    }

    fn root(&self, mut phrase: u16) -> u16 {
        // At most MAX_HOSTS steps: depth is bounded.
        while self.phrases[usize::from(phrase)].host != NONE {
            phrase = self.phrases[usize::from(phrase)].host;
        }
        phrase
    }

    /// The finite verb right behind the noun phrase that begins at `at`, if
    /// one follows: its prepositional phrases and adverbs are passed over.
    fn verb_after(&self, at: usize) -> Option<usize> {
        let mut k = at + 1;
        while k < self.chunks.len() && k < at + AHEAD {
            let chunk = &self.chunks[k];
            match chunk.kind {
                Kind::Verb if chunk.is_finite() => return Some(k),
                Kind::Prep | Kind::Adverb | Kind::QuoteOpen | Kind::QuoteClose => {}
                Kind::Noun if self.before_is(k, Kind::Prep) => {}
                Kind::Coord if self.chunks.get(k + 1).is_some_and(|c| c.is(Kind::Noun)) => k += 1,
                // “X (45) said”
                Kind::Open => {
                    let inside = self.chunks[k..].iter().take(BRACKETS);
                    k += inside.take_while(|c| !c.is(Kind::Close)).count();
                }
                // “X, the minister, said”
                Kind::Comma if self.chunks.get(k + 1).is_some_and(|c| c.is(Kind::Noun)) => {
                    let end = self.phrase_end(k + 1);
                    let verb = end + 1;
                    let closed = self.chunks.get(end).is_some_and(|c| c.is(Kind::Comma));
                    return (closed && self.chunks.get(verb).is_some_and(Chunk::is_finite))
                        .then_some(verb);
                }
                // “X, who was there, said”
                Kind::Comma if self.chunks.get(k + 1).is_some_and(|c| c.is(Kind::Wh)) => {
                    return self.verb_behind_relative(k + 1);
                }
                _ => return None,
            }
            k += 1;
        }
        None
    }

    /// The finite verb right behind the comma that closes the relative clause which
    /// begins at `wh`.
    fn verb_behind_relative(&self, wh: usize) -> Option<usize> {
        (wh + 1..self.chunks.len())
            .take(AHEAD)
            .take_while(|&k| !matches!(self.chunks[k].kind, Kind::Stop | Kind::Semicolon))
            .filter(|&k| self.chunks[k].is(Kind::Comma))
            .map(|comma| comma + 1)
            .find(|&k| self.chunks.get(k).is_some_and(Chunk::is_finite))
    }

    /// Whether the preposition at `at` is a conjunction here: a noun phrase with
    /// a finite verb follows (“after the army shelled the town”).
    fn opens_clause(&self, at: usize) -> bool {
        if !self.word(at).is(Cats::SUB)
            || !self.chunks.get(at + 1).is_some_and(|c| c.is(Kind::Noun))
        {
            return false;
        }
        let Some(verb) = self.verb_after(at + 1) else { return false };
        // “A statement issued after the meeting condemned it”: the last verb
        // is the one that the clause around waits for.
        let subject = self
            .stack
            .iter()
            .rev()
            .map(|&c| &self.clauses[usize::from(c)])
            .find(|c| c.kind != ClauseKind::NonFinite)
            .is_some_and(|c| c.verb == NONE && c.subject != NONE);
        // A verb that a conjunction joins to it does not count.
        let last = !(verb + 1..self.chunks.len())
            .take(AHEAD)
            .any(|k| self.chunks[k].is_finite() && !self.before_is(k, Kind::Coord));
        !(subject && last)
    }

    /// Whether the conjunction at `at` is a preposition here: a noun phrase
    /// follows, and no finite verb up to the next mark (“as a means of *saving*
    /// it”).
    fn lacks_clause(&self, at: usize) -> bool {
        self.word(at).is(Cats::PREP)
            && self.chunks.get(at + 1).is_some_and(|c| c.is(Kind::Noun))
            && !self.chunks[at + 1..]
                .iter()
                .take(AHEAD)
                .take_while(|c| !matches!(c.kind, Kind::Comma | Kind::Stop | Kind::Semicolon))
                .any(Chunk::is_finite)
    }

    /// Where the noun phrase that begins at `at` ends: one past its last group.
    fn phrase_end(&self, at: usize) -> usize {
        let mut k = at + 1;
        while k + 1 < self.chunks.len()
            && k < at + AHEAD
            && self.chunks[k].is(Kind::Prep)
            && self.chunks[k + 1].is(Kind::Noun)
        {
            k += 2;
        }
        k
    }

    fn new_phrase(&mut self, at: usize, host: u16, prep: u16) -> u16 {
        let id = self.phrases.len().min(usize::from(NONE) - 1) as u16;
        let depth = if host == NONE { 0 } else { self.phrases[usize::from(host)].depth + 1 };
        self.phrases.push(Phrase {
            first: at as u16,
            last: at as u16,
            head: at as u16,
            host,
            prep,
            renames: NONE,
            clause: self.top(),
            depth,
            coordinated: false,
        });
        self.chunks[at].phrase = id + 1;
        self.chunks[at].clause = self.top();
        self.ended = id;
        self.ended_at = at;
        self.extend_hosts(host, at);
        id
    }

    fn extend_hosts(&mut self, mut phrase: u16, at: usize) {
        while phrase != NONE {
            self.phrases[usize::from(phrase)].last = at as u16;
            phrase = self.phrases[usize::from(phrase)].host;
        }
    }

    fn noun(&mut self, at: usize) {
        if self.awaits_subject != NONE {
            let verb = usize::from(std::mem::replace(&mut self.awaits_subject, NONE));
            let id = self.new_phrase(at, NONE, NONE);
            self.give_subject(verb, id);
            return;
        }
        let before = self.before(at);
        let kind = before.map_or(Kind::Stop, |k| self.chunks[k].kind);
        // “the lender *whose chairman* was accused”
        let whose = self.words[self.chunks[at].from as usize].is(Cats::WH);
        if whose && (matches!(kind, Kind::Noun | Kind::Comma) || self.relative_again(at)) {
            self.wh(at);
            self.free_noun(at);
            return;
        }
        match (before, kind) {
            (Some(k), Kind::Prep) => self.prepositional(at, k),
            (Some(k), Kind::Coord) => self.coordinate(at, k),
            (Some(k), Kind::Comma) => self.after_comma(at, k),
            // “the mayor *herself*”
            (Some(k), Kind::Noun)
                if self.word(at).is(Cats::REFLEXIVE)
                    && self.ended != NONE
                    && self.ended_at == k =>
            {
                let left = self.ended;
                self.new_phrase(at, left, self.phrases[usize::from(left)].prep);
            }
            _ => {
                if self.describes_subject(at, at) {
                    let antecedent = self.antecedent(false, false);
                    self.open(ClauseKind::Relative, at, NONE, NONE);
                    self.clause().antecedent = antecedent;
                }
                self.free_noun(at);
            }
        }
    }

    /// Whether the noun group at `at` begins a relative clause without a relative
    /// word that describes the subject right before it: “the bank *she accused of
    /// theft* has closed”; or behind *that* at `from`. Its verb has no object, and
    /// another one follows.
    fn describes_subject(&self, from: usize, at: usize) -> bool {
        let clause = self.clauses[usize::from(self.top())];
        let described = from.checked_sub(1).filter(|&k| self.ended != NONE && self.ended_at == k);
        let noun = self.chunks.get(at).is_some_and(|c| c.is(Kind::Noun) && !c.time);
        let Some(described) = described.filter(|_| noun) else { return false };
        if clause.verb != NONE
            || clause.kind == ClauseKind::NonFinite
            || clause.subject != self.root(self.ended)
            || self.chunks[described].time
            || matches!(self.word(described).tag, Tag::Subj | Tag::Obj)
        {
            return false;
        }
        let verb = self.verb_after(at).filter(|&v| !self.is_closed(v));
        verb.is_some_and(|v| leaves_object(self.chunks, v) && verb_waits(self.chunks, v))
    }

    /// Whether the noun group at `at` stands behind a comma, a preposition of place and
    /// a pronoun: “several members, *among them two ministers*, …”.
    fn counts_among(&self, at: usize) -> bool {
        let Some(k) = at.checked_sub(3) else { return false };
        // “protesters, *many of them students*, …”
        let quantity = &self.chunks[k];
        let counts = quantity.is(Kind::Noun)
            && quantity.to - quantity.from == 1
            && self.word(k).is(Cats::DET.with(Cats::NUMBER).with(Cats::PRONOUN))
            && k > 0
            && self.chunks[k - 1].is(Kind::Comma);
        if counts && self.word(k + 1).tag == Tag::Of && self.word(k + 2).tag == Tag::Obj {
            return true;
        }
        self.chunks[k].is(Kind::Comma)
            && self.chunks[k + 1].is(Kind::Prep)
            && self.word(k + 1).is(Cats::MEMBER)
            && self.word(k + 2).tag == Tag::Obj
    }

    /// A noun phrase that nothing before it claims.
    fn free_noun(&mut self, at: usize) -> u16 {
        let id = self.new_phrase(at, NONE, NONE);
        if self.counts_among(at) {
            return id;
        }
        let time = self.chunks[at].time;
        let clause = self.clause();
        // Before the verb the last free phrase is the subject; a time is one
        // only where nothing else is.
        if clause.verb == NONE
            && (clause.subject == NONE || !time)
            && clause.kind != ClauseKind::NonFinite
        {
            clause.subject = id;
        }
        id
    }

    fn prepositional(&mut self, at: usize, prep: usize) {
        let word = self.word(prep);
        let adverbial = word.is(Cats::ADVERBIAL) || self.chunks[at].time && word.tag != Tag::Of;
        let host = match self.before(prep) {
            Some(k) if self.ended != NONE && self.ended_at == k && !adverbial => {
                let deep = self.phrases[usize::from(self.ended)].depth >= MAX_HOSTS;
                match self.describes(prep, at) {
                    _ if deep => NONE,
                    true => self.ended,
                    // “attacks on civilians *by the army*”
                    false if word.tag == Tag::By => self.deed(self.root(self.ended)),
                    false => NONE,
                }
            }
            _ => NONE,
        };
        self.new_phrase(at, host, prep as u16);
    }

    /// The phrase, if its head names what someone does.
    fn deed(&self, phrase: u16) -> u16 {
        let head = self.word(usize::from(self.phrases[usize::from(phrase)].head));
        let acts = Cats::ACT.with(Cats::EVENT).with(Cats::COMM);
        if phrase != self.ended && head.is(acts) { phrase } else { NONE }
    }

    /// Whether the prepositional phrase with the noun group `at` describes the
    /// noun before it; otherwise it says when, where or how something was done.
    fn describes(&self, prep: usize, at: usize) -> bool {
        let host = self.chunks[usize::from(self.phrases[usize::from(self.ended)].head)];
        let (host_word, word) = (&self.words[host.head as usize], self.word(prep));
        if word.tag == Tag::Of {
            return true;
        }
        // “denounced *her* in a letter”, “criticised *Ann Lee* in parliament”:
        // a pronoun says all, and of a person's name there is only whence he is.
        let personal = matches!(host_word.tag, Tag::Obj | Tag::Subj);
        let named = host_word.kind == Some(EntityKind::Person) && !word.is(Cats::SIDE);
        // “the minister *by* the court”: who can act is no one's doing.
        let acts = host_word.kind.is_some()
            || host_word.tag == Tag::Name
            || host_word.is(Cats::PERSON.with(Cats::GROUP));
        let one = &self.chunks[at];
        let means = one.to - one.from == 1 && self.word(at).tag == Tag::Noun;
        // “the killings *by name*”: how something is said.
        let doer = word.tag == Tag::By && (acts || means && !self.word(at).may_act());
        // “*officials* in a statement accused”: what someone speaks in is no part of him.
        let first = &self.words[one.from as usize];
        let one_of = first.tag == Tag::Det && first.is(Cats::SINGULAR) && !first.is(Cats::DEFINITE);
        let medium = acts && one_of && word.is(Cats::PLACE) && self.word(at).is(Cats::COMM);
        if host.time || personal || named || doer || medium {
            return false;
        }
        if !word.is(Cats::PLACE) || self.clauses[usize::from(self.top())].verb == NONE {
            return true;
        }
        let (group, noun) = (&self.chunks[at], self.word(at));
        let definite = self.words[group.from as usize].is(Cats::DEFINITE.with(Cats::POSSESSIVE));
        // “in an attempt to save it”
        let tried = noun.is(Cats::ACT)
            && !definite
            && self
                .chunks
                .get(at + 1)
                .is_some_and(|c| c.is(Kind::Verb) && c.form == Form::Infinitive);
        // “the plan *in strong words*”; “the minister *at a meeting*”, but
        // “the guests *at the party*”, “hints *in the report*”, “greed *in any form*”.
        let first = &self.words[group.from as usize];
        let whichever = first.is(Cats::PRONOUN) && !first.is(Cats::DEFINITE);
        let spoken = noun.is(Cats::COMM) && !whichever;
        let met = noun.is(Cats::EVENT) && !definite && acts;
        !tried && (host_word.is(Cats::COMM) || !(spoken || met))
    }

    fn coordinate(&mut self, at: usize, coord: usize) {
        let left = self.before(coord).map(|k| {
            // “A, B, and C”: the comma before the conjunction is passed over.
            if self.chunks[k].is(Kind::Comma) { self.before(k).unwrap_or(k) } else { k }
        });
        let adjacent = left.is_some_and(|k| self.ended != NONE && self.ended_at == k);
        let has_verb = self.clause().verb != NONE;
        // “for the leak, but anyone who knows them sees”: a new subject with a
        // clause of its own before its verb.
        let clausal = self.before(coord).is_some_and(|k| self.chunks[k].is(Kind::Comma)) && {
            let end = self.phrase_end(at);
            let opens = self.chunks.get(end).is_some_and(|c| {
                c.is(Kind::Wh) || c.is(Kind::Sub) && self.words[c.from as usize].is(Cats::THAT)
            });
            let verbs = self.chunks[end..]
                .iter()
                .take(AHEAD)
                .take_while(|c| !matches!(c.kind, Kind::Stop | Kind::Semicolon | Kind::QuoteClose))
                .filter(|c| c.is_finite())
                .count();
            // A contrast joins clauses, not nouns.
            opens && verbs > 1 || self.word(coord).is(Cats::CONTRAST) && verbs > 0
        };
        // “while in office, but she denied it”: a pronoun in the subject case is
        // the object of no preposition.
        let comma = self.before(coord).is_some_and(|k| self.chunks[k].is(Kind::Comma));
        let subject = comma && self.word(at).tag == Tag::Subj;
        // “the men accused by A and B *are*”: the verb is the one that the
        // clause around waits for.
        let participle = self.clause().kind == ClauseKind::NonFinite
            && !self.clause().after_comma
            && self.waits(self.stack.len() - 1);
        let restarts =
            (has_verb || subject) && !participle && (self.verb_after(at).is_some() || clausal);
        if adjacent && !restarts {
            let left = self.ended;
            // The whole phrase on the left, unless that would join a person to
            // the object of a preposition: “the ministry of A and B” joins A and B.
            self.join(left, at);
        } else if restarts {
            self.close_finite(at, coord);
            self.free_noun(at);
        } else {
            self.free_noun(at);
        }
    }

    /// Takes the group at `at` into the phrase `left`.
    fn join(&mut self, left: u16, at: usize) {
        let p = &mut self.phrases[usize::from(left)];
        p.coordinated = true;
        let (prep, clause) = (p.prep, p.clause);
        let id = self.new_phrase(at, left, prep);
        self.phrases[usize::from(id)].clause = clause;
    }

    /// A new clause of the same rank begins after *and* or *but*: everything
    /// that is subordinate and finished closes.
    fn close_finite(&mut self, at: usize, coord: usize) {
        let comma = coord > 0 && self.chunks[coord - 1].is(Kind::Comma);
        while self.stack.len() > 1 {
            let clause = self.clauses[usize::from(self.top())];
            let keeps = match clause.kind {
                ClauseKind::Quotation | ClauseKind::Parenthesis => true,
                // “said that A did and B did”: stays inside, unless a comma
                // sets the second clause off.
                ClauseKind::Complement => !comma,
                ClauseKind::Main => true,
                _ => false,
            };
            if keeps {
                break;
            }
            self.pop(at);
        }
        let top = self.clauses[usize::from(self.top())];
        let (kind, governor, opener) = match top.kind {
            ClauseKind::Complement => (ClauseKind::Complement, top.governor, top.opener),
            _ => (ClauseKind::Main, NONE, NONE),
        };
        if matches!(top.kind, ClauseKind::Main | ClauseKind::Complement) && self.stack.len() > 1
            || top.kind == ClauseKind::Main
        {
            if self.stack.len() > 1 {
                self.pop(at);
                self.open(kind, at, governor, opener);
            } else {
                self.pop(at);
                self.open(ClauseKind::Main, at, NONE, NONE);
            }
        } else {
            self.open(ClauseKind::Main, at, NONE, NONE);
        }
    }

    fn after_comma(&mut self, at: usize, comma: usize) {
        let end = self.phrase_end(at);
        let next = self.chunks.get(end).map_or(Kind::Stop, |c| c.kind);
        let verb = self.verb_after(at);
        let left = self.before(comma).filter(|&k| self.ended != NONE && self.ended_at == k);
        // “, X said,” and “, X said.”
        if let Some(v) = verb {
            if self.is_report(v) && !self.chunks[v].passive && self.report_ends(v) {
                self.open_report(at, v);
                let id = self.new_phrase(at, NONE, NONE);
                self.clause().subject = id;
                return;
            }
        }
        let clause = *self.clause();
        if let Some(left_at) = left {
            let left_phrase = self.ended;
            // Behind a phrase that opens the sentence (“In a speech, the
            // minister, …”) it is the subject.
            let root = self.root(left_phrase);
            let opens = clause.subject == NONE
                && clause.verb == NONE
                && self.phrases[usize::from(root)].prep != NONE;
            let list = self.list_end(end);
            // “As a result, A, B and C *say*”
            // or “In a speech, Lee, a doctor and activist, *says*”
            let finite = |k: usize| self.chunks.get(k).is_some_and(Chunk::is_finite);
            let comma = |k: usize| self.chunks.get(k).is_some_and(|c| c.is(Kind::Comma));
            let subject = opens && list.is_some_and(|k| finite(k) || comma(k) && finite(k + 1));
            let joins = list.is_some() && !subject && verb.is_none_or(|_| clause.verb == NONE);
            if joins && !self.chunks[left_at].time {
                self.join(left_phrase, at);
                return;
            }
            let is_apposition = match next {
                Kind::Comma | Kind::Stop | Kind::Dash | Kind::Close | Kind::Wh => true,
                _ => verb.is_none(),
            };
            if is_apposition && !opens && !self.chunks[left_at].time {
                let id = self.new_phrase(at, NONE, NONE);
                self.phrases[usize::from(id)].renames = root;
                return;
            }
        }
        if clause.verb != NONE && verb.is_some() {
            // A new clause behind a comma.
            self.close_inserted(at);
            if self.clause().verb != NONE {
                if self.stack.len() == 1 && self.clause().kind == ClauseKind::Main {
                    self.pop(at);
                }
                self.open(ClauseKind::Main, at, NONE, NONE);
            }
        }
        self.free_noun(at);
    }

    /// Where a list that goes on at `end` ends, one past its last item: a comma
    /// or conjunction and a noun.
    fn list_end(&self, end: usize) -> Option<usize> {
        let mut k = end;
        let mut steps = 0;
        while steps < AHEAD {
            let chunk = self.chunks.get(k)?;
            match chunk.kind {
                Kind::Coord => {
                    let noun = self.chunks.get(k + 1).is_some_and(|c| c.is(Kind::Noun));
                    return noun.then(|| self.phrase_end(k + 1));
                }
                Kind::Comma => match self.chunks.get(k + 1).map(|c| c.kind) {
                    Some(Kind::Noun) => k = self.phrase_end(k + 1),
                    Some(Kind::Coord) => k += 1,
                    _ => return None,
                },
                _ => return None,
            }
            steps += 1;
        }
        None
    }

    /// Whether the reporting verb at `verb` has nothing of its own behind it:
    /// it reports what stands around it.
    fn report_ends(&self, verb: usize) -> bool {
        let mut k = verb + 1;
        while let Some(chunk) = self.chunks.get(k) {
            match chunk.kind {
                Kind::Stop
                | Kind::Comma
                | Kind::QuoteOpen
                | Kind::Semicolon
                | Kind::Close
                | Kind::Dash
                | Kind::Colon => return true,
                Kind::Prep | Kind::Adverb => {}
                Kind::Noun if chunk.time || self.before_is(k, Kind::Prep) => {}
                // “told reporters”, “said late Monday”
                Kind::Noun if self.before(k) == Some(verb) => {}
                _ => return false,
            }
            k += 1;
            if k > verb + AHEAD {
                return false;
            }
        }
        true
    }

    fn open_report(&mut self, at: usize, verb: usize) {
        // What it reports is the clause before it; that stays open if the
        // report stands in its middle.
        let mut k = verb + 1;
        while self.chunks.get(k).is_some_and(|c| !matches!(c.kind, Kind::Comma | Kind::Stop)) {
            k += 1;
        }
        let ends =
            self.chunks.get(k).is_none_or(|c| c.is(Kind::Stop)) || k + 2 >= self.chunks.len();
        if ends {
            while self.stack.len() > 1
                && self.clauses[usize::from(self.top())].kind != ClauseKind::Quotation
            {
                self.pop(at);
            }
        }
        self.open(ClauseKind::Report, at, NONE, NONE);
    }

    /// Closes what a comma closes.
    fn close_inserted(&mut self, at: usize) {
        while self.stack.len() > 1 {
            let clause = self.clauses[usize::from(self.top())];
            let parent_waits = self.waits(self.stack.len() - 1);
            let closes = match clause.kind {
                ClauseKind::Relative => clause.after_comma || parent_waits,
                ClauseKind::NonFinite => clause.after_comma || parent_waits,
                ClauseKind::Adverbial => true,
                ClauseKind::Report => true,
                // “Despite complaints that it is unjust, *the law stands*”
                ClauseKind::Complement => {
                    parent_waits
                        && self
                            .chunks
                            .get(usize::from(clause.governor))
                            .is_some_and(|c| c.is(Kind::Noun))
                        && self.clauses[usize::from(clause.parent.min(self.top()))].subject == NONE
                }
                _ => false,
            };
            if !closes || clause.verb == NONE && clause.kind != ClauseKind::Report {
                break;
            }
            self.pop(at);
        }
    }

    fn comma(&mut self, at: usize) {
        let next = self.chunks.get(at + 1).map_or(Kind::Stop, |c| c.kind);
        let clause = *self.clause();
        if clause.kind == ClauseKind::Report && clause.verb != NONE {
            self.pop(at);
            self.chunks[at].clause = self.top();
            return;
        }
        if self.stack.len() < 2 || clause.verb == NONE {
            return;
        }
        // A list inside the clause goes on: “who accused A, B and C”.
        if next == Kind::Noun
            && self.list_end(self.phrase_end(at + 1)).is_some()
            && self.verb_after(at + 1).is_none()
        {
            return;
        }
        let owed = self.verb_owed(at + 1);
        while self.stack.len() > 1 {
            let clause = *self.clause();
            if clause.verb == NONE {
                break;
            }
            let parent_waits = self.waits(self.stack.len() - 1);
            let closes = match clause.kind {
                ClauseKind::Complement => owed,
                // An apposition or a relative inside it goes on.
                ClauseKind::Relative | ClauseKind::NonFinite => {
                    parent_waits || clause.after_comma && !matches!(next, Kind::Wh)
                }
                ClauseKind::Adverbial => parent_waits || clause.after_comma,
                _ => false,
            };
            if !closes {
                break;
            }
            self.pop(at);
        }
        self.chunks[at].clause = self.top();
    }

    /// Whether the verb at `at` is that of a clause in which a comma has opened another:
    /// “The mayor, who denied that he knew, *said* …”.
    fn verb_owed(&self, at: usize) -> bool {
        let finite = |k: usize| self.chunks.get(k).is_some_and(Chunk::is_finite);
        // “that he lied, *cheated* and stole”
        let listed = |k: usize| self.chunks[k].is(Kind::Coord) && finite(k + 1);
        let inserted = |depth: usize| {
            let clause = &self.clauses[usize::from(self.stack[depth])];
            clause.after_comma && clause.kind == ClauseKind::Relative && self.waits(depth)
        };
        finite(at)
            && (1..self.stack.len()).any(inserted)
            && !(at..self.chunks.len()).take(AHEAD / 2).any(listed)
    }

    /// Whether the nearest finite clause around the one at `depth` of the
    /// stack has no verb yet.
    fn waits(&self, depth: usize) -> bool {
        self.stack[..depth]
            .iter()
            .rev()
            .map(|&c| &self.clauses[usize::from(c)])
            .find(|c| c.kind != ClauseKind::NonFinite)
            .is_some_and(|c| c.verb == NONE)
    }

    fn dash(&mut self, at: usize) {
        let open = self.stack.iter().rposition(|&c| {
            let c = &self.clauses[usize::from(c)];
            c.kind == ClauseKind::Parenthesis && self.chunks[usize::from(c.from)].is(Kind::Dash)
        });
        if open.is_some() {
            self.close_to(ClauseKind::Parenthesis, at);
        } else if self.chunks[at + 1..].iter().any(|c| c.is(Kind::Dash))
            && self.clause().verb == NONE
        {
            self.open(ClauseKind::Parenthesis, at, NONE, NONE);
        } else {
            self.restart(at);
        }
    }

    /// A mark after which a clause of its own begins.
    fn restart(&mut self, at: usize) {
        let quoted = self.stack.iter().rposition(|&c| {
            matches!(
                self.clauses[usize::from(c)].kind,
                ClauseKind::Quotation | ClauseKind::Parenthesis
            )
        });
        let keep = quoted.map_or(0, |d| d + 1);
        while self.stack.len() > keep {
            self.pop(at);
        }
        self.open(ClauseKind::Main, at, NONE, NONE);
        self.ended = NONE;
    }

    fn stop(&mut self, at: usize) {
        if at + 1 < self.chunks.len()
            && !self.chunks[at + 1..]
                .iter()
                .all(|c| matches!(c.kind, Kind::QuoteClose | Kind::Close | Kind::Stop))
        {
            self.restart(at);
        }
    }

    /// The closing mark that belongs to the opening one at `at`.
    fn quote_end(&self, at: usize) -> usize {
        (at + 1..self.chunks.len())
            .find(|&k| self.chunks[k].is(Kind::QuoteClose))
            .unwrap_or(self.chunks.len())
    }

    fn quote_open(&mut self, at: usize) {
        if self.stack.iter().any(|&c| self.clauses[usize::from(c)].kind == ClauseKind::Quotation) {
            return;
        }
        let end = self.quote_end(at);
        let inside = &self.chunks[at + 1..end];
        let verb = inside.iter().position(Chunk::is_finite);
        let first = inside.iter().position(|c| !c.is(Kind::Adverb)).unwrap_or(0);
        // A quotation that has a subject of its own is a clause; “strongly
        // condemns the attack” goes on with the subject outside.
        let before = self.before(at).map_or(Kind::Stop, |k| self.chunks[k].kind);
        let opens = matches!(
            before,
            Kind::Stop
                | Kind::Comma
                | Kind::Colon
                | Kind::Sub
                | Kind::Verb
                | Kind::Dash
                | Kind::Semicolon
        ) || at == 0;
        if verb.is_some_and(|v| v > first) && opens {
            let governor = match self.before(at) {
                Some(k) => {
                    let k = if matches!(self.chunks[k].kind, Kind::Comma | Kind::Colon | Kind::Sub)
                    {
                        self.before(k).unwrap_or(k)
                    } else {
                        k
                    };
                    // “told the court: ‘…’”
                    let told = self.before(k).filter(|&v| {
                        self.chunks[k].is(Kind::Noun)
                            && self.chunks[v].is(Kind::Verb)
                            && self.is_report(v)
                    });
                    let said = Some(k).filter(|&k| self.chunks[k].is(Kind::Verb));
                    said.or(told).map_or(NONE, |k| k as u16)
                }
                None => NONE,
            };
            self.open(ClauseKind::Quotation, at, governor, NONE);
        }
    }

    fn quote_close(&mut self, at: usize) {
        if self.stack.iter().any(|&c| self.clauses[usize::from(c)].kind == ClauseKind::Quotation) {
            self.close_to(ClauseKind::Quotation, at);
            self.chunks[at].clause = self.top();
            self.ended = NONE;
        }
    }

    fn subordinator(&mut self, at: usize) {
        let that = self.word(at).is(Cats::THAT);
        let governor = self.before(at).filter(|&k| !self.chunks[k].is(Kind::Comma) || that);
        if that {
            let coordinated = self.before_is(at, Kind::Coord);
            if coordinated {
                // “said that A and that B”: a second complement of the same governor.
                while self.stack.len() > 1 && self.clause().kind != ClauseKind::Complement {
                    self.pop(at);
                }
                if self.clause().kind == ClauseKind::Complement {
                    let governor = self.clause().governor;
                    self.pop(at);
                    self.open(ClauseKind::Complement, at, governor, at as u16);
                    return;
                }
            }
            let before = governor;
            let governor = self.governor_of_that(at, before);
            // “a firm that critics accuse”: nothing takes a clause as its content.
            let described = before.is_some_and(|k| {
                describes_party(self.words, &self.chunks[k])
                    || !self.word(k).is(Cats::COMM) && self.describes_subject(at, at + 1)
            });
            let told = governor != NONE && self.word(usize::from(governor)).is(Cats::CLAUSAL);
            if described && !told {
                self.wh(at);
                return;
            }
            self.open(ClauseKind::Complement, at, governor, at as u16);
        } else {
            if self.clause().kind == ClauseKind::Adverbial && self.clause().verb != NONE {
                self.pop(at);
            }
            self.open(ClauseKind::Adverbial, at, NONE, at as u16);
        }
    }

    /// The verb or noun that a *that*-clause completes: the one right before
    /// it, or the clause's verb when only its object or an adjunct lies
    /// between (“told reporters that”, “said on Monday that”).
    fn governor_of_that(&mut self, at: usize, before: Option<usize>) -> u16 {
        let verb = self.last_verb(at);
        let Some(k) = before else { return verb };
        // “reported, *citing two clerks*, that it was so”: what the comma closes is over.
        let main = self.clause().verb;
        if self.chunks[k].is(Kind::Comma) && main != NONE && self.is_report(usize::from(main)) {
            return main;
        }
        match self.chunks[k].kind {
            Kind::Verb => k as u16,
            Kind::Noun => {
                // “claims *by Warsaw* that”
                let speech = |&k: &usize| self.word(k).is(Cats::COMM) && !self.chunks[k].time;
                let said = [k, phrase_start(self.chunks, k)].into_iter().find(speech);
                let Some(verb) = Some(verb).filter(|&verb| verb != NONE) else {
                    return said.unwrap_or(k) as u16;
                };
                let reports = self.is_report(usize::from(verb));
                // “denied claims that”: who says it is another.
                let disowned = |said: &usize| {
                    let lemma = self.word(usize::from(verb)).lemma();
                    *said == usize::from(verb) + 1
                        && self.lexicon.effect(lemma) == Some(Effect::Negates)
                };
                match said {
                    Some(said) if !reports || disowned(&said) => said as u16,
                    _ => verb,
                }
            }
            _ => verb,
        }
    }

    /// The last verb group of the innermost clauses that lies before `at`.
    fn last_verb(&self, at: usize) -> u16 {
        (at.saturating_sub(AHEAD)..at)
            .rev()
            .find(|&k| self.chunks[k].is(Kind::Verb))
            .map_or(NONE, |k| k as u16)
    }

    /// Whether a conjunction before `at` joins a second relative clause to the one
    /// that is open: “who lives there *and whose* son works there”.
    fn relative_again(&self, at: usize) -> bool {
        let coord = at > 0 && self.chunks[at - 1].is(Kind::Coord);
        coord
            && self.words[self.chunks[at].from as usize].is(Cats::WH)
            && self
                .stack
                .iter()
                .rev()
                .map(|&c| &self.clauses[usize::from(c)])
                .find(|c| c.kind != ClauseKind::NonFinite)
                .is_some_and(|c| c.kind == ClauseKind::Relative && c.verb != NONE)
    }

    fn wh(&mut self, at: usize) {
        if self.relative_again(at) {
            while self.clause().kind != ClauseKind::Relative && self.stack.len() > 1 {
                self.pop(at);
            }
            let described = *self.clause();
            self.pop(at);
            let id = usize::from(self.open(ClauseKind::Relative, at, NONE, at as u16));
            self.clauses[id].antecedent = described.antecedent;
            self.clauses[id].after_comma = described.after_comma;
            return;
        }
        let mut k = self.before(at);
        let mut comma = false;
        if let Some(p) = k {
            if self.chunks[p].is(Kind::Prep) {
                // “an inquiry into who is to blame” asks; a relative would be *whom*.
                let asks = self.word(at).is(Cats::PERSON) && !self.word(at).is(Cats::OBJECT);
                k = self.before(p).filter(|_| !asks);
            }
        }
        if let Some(c) = k.filter(|&c| self.chunks[c].is(Kind::Comma)) {
            comma = true;
            k = self.before(c);
        }
        let noun = k
            .filter(|&k| self.chunks[k].is(Kind::Noun) && self.ended != NONE && self.ended_at == k);
        match noun {
            Some(_) if !self.word(at).is(Cats::FREE) => {
                let antecedent = self.antecedent(comma, self.word(at).is(Cats::PERSON));
                let id = self.open(ClauseKind::Relative, at, NONE, at as u16);
                self.clauses[usize::from(id)].antecedent = antecedent;
                self.clauses[usize::from(id)].after_comma = comma;
            }
            _ => {
                let governor = self.last_verb(at);
                self.open(ClauseKind::Complement, at, governor, at as u16);
            }
        }
    }

    /// The phrase that a relative clause describes. After a comma it is the
    /// whole phrase, without one the nearest noun; *who* asks for someone who
    /// can act, *which* and *that* take what stands there.
    fn antecedent(&self, comma: bool, who: bool) -> u16 {
        let nearest = self.ended;
        let root = self.root(nearest);
        let renames = self.phrases[usize::from(root)].renames;
        if renames != NONE {
            // “help from a rival, the colonel, who”: the one who can act.
            let first = usize::from(self.phrases[usize::from(root)].first);
            let beside = (0..self.phrases.len())
                .rev()
                .take(AHEAD)
                .find(|&p| {
                    let p = &self.phrases[p];
                    usize::from(p.last) + 2 == first && p.host != NONE
                })
                .map(|p| p as u16);
            return match beside.filter(|&p| who && !self.may_act(renames) && self.may_act(p)) {
                Some(p) => p,
                None => renames,
            };
        }
        // “*women* living in Oslo who”: a place does nothing.
        let head_of = |p: u16| self.word(usize::from(self.phrases[usize::from(p)].head));
        if who && !comma && matches!(head_of(nearest).kind, Some(EntityKind::Gpe | EntityKind::Loc))
        {
            let from = usize::from(self.phrases[usize::from(nearest)].head).saturating_sub(6);
            let person = (0..nearest).rev().take(4).find(|&p| {
                head_of(p).is(Cats::PERSON)
                    && usize::from(self.phrases[usize::from(p)].head) >= from
                    && self.phrases[usize::from(p)].renames == NONE
            });
            if let Some(person) = person {
                return person;
            }
        }
        let mut phrase = if comma { root } else { nearest };
        let head = self.word(usize::from(self.phrases[usize::from(root)].head));
        if comma && if who { !self.may_act(root) } else { head.is(Cats::PERSON) } {
            // “a setback for the senator, who”; “members of the council, which”
            phrase = nearest;
            // “a trial of critics of the government, who”: people, where there
            // are some.
            let host = self.phrases[usize::from(phrase)].host;
            if who && host != NONE {
                let head = self.word(usize::from(self.phrases[usize::from(host)].head));
                if head.is(Cats::PERSON) {
                    phrase = host;
                }
            }
        }
        // “dozens of women who”
        let host = self.phrases[usize::from(phrase)].host;
        if host != NONE {
            let head = usize::from(self.phrases[usize::from(host)].head);
            if self.word(head).is(Cats::NUMBER) {
                return host;
            }
        }
        phrase
    }

    fn give_subject(&mut self, verb: usize, phrase: u16) {
        self.chunks[verb].phrase = if phrase == NONE { 0 } else { phrase + 1 };
        let clause = usize::from(self.chunks[verb].clause);
        if self.clauses[clause].subject == NONE {
            self.clauses[clause].subject = phrase;
        }
    }

    fn subject_of(&self, verb: u16) -> u16 {
        if verb == NONE {
            return NONE;
        }
        self.chunks[usize::from(verb)].phrase.checked_sub(1).unwrap_or(NONE)
    }

    fn verb(&mut self, at: usize) {
        self.chunks[at].phrase = 0;
        match self.chunks[at].form {
            Form::Finite => self.finite(at),
            Form::Infinitive => self.infinitive(at),
            Form::Gerund => self.gerund(at),
            Form::Participle => self.participle(at),
        }
    }

    fn finite(&mut self, at: usize) {
        let before = self.before(at);
        let kind = before.map_or(Kind::Stop, |k| self.chunks[k].kind);
        // “, said X”: the subject follows.
        if self.is_report(at) && self.inverted(at, before) {
            self.open_report(at, at);
            self.chunks[at].clause = self.top();
            let clause = self.clause();
            clause.verb = at as u16;
            self.awaits_subject = at as u16;
            return;
        }
        if self.embedded(at, before) {
            return;
        }
        if self.bare_infinitive(at) {
            self.chunks[at].form = Form::Infinitive;
            return self.infinitive(at);
        }
        // Non-finite clauses end where a finite verb comes.
        while self.stack.len() > 1 && self.clause().kind == ClauseKind::NonFinite {
            // “He said accusing them was wrong” has no other subject; ignored.
            self.pop(at);
        }
        if self.clause().verb != NONE && kind != Kind::Coord {
            self.seek_clause(at);
        }
        self.chunks[at].clause = self.top();
        let clause = *self.clause();
        if clause.verb != NONE {
            return self.second_verb(at, before);
        }
        let subject = match clause.subject {
            NONE if clause.kind == ClauseKind::Relative => clause.antecedent,
            NONE if matches!(kind, Kind::Coord | Kind::Comma) => self.previous_subject(at),
            s => s,
        };
        self.clause().verb = at as u16;
        self.give_subject(at, subject);
        self.settle_pending(at, subject);
    }

    /// Seeks the clause of the finite verb at `at`, where the innermost one has a verb:
    /// one around it that waits for its verb, or a new one that the noun phrase before
    /// `at` begins.
    fn seek_clause(&mut self, at: usize) {
        let phrase = self.phrase_before(at);
        let verb = usize::from(self.clause().verb);
        let takes_clause =
            self.chunks[verb].is(Kind::Verb) && self.is_report(self.nearest_verb(at));
        match (self.waiting(), phrase) {
            (Some(depth), p) if !(takes_clause && p.is_some_and(|p| self.follows_verb(p))) => {
                while self.stack.len() > depth {
                    self.pop(at);
                }
            }
            (_, Some(p)) => {
                let own = &self.phrases[usize::from(p)];
                let time = self.chunks[usize::from(own.head)].time;
                if own.prep == NONE && self.agrees(p, at) && (self.follows_verb(p) || !time) {
                    self.open_with_subject(p, at);
                }
            }
            _ => {}
        }
    }

    /// How deep in the stack a clause waits for its verb behind a relative, or another
    /// finished clause, that stands before it.
    fn waiting(&self) -> Option<usize> {
        for depth in (2..=self.stack.len()).rev() {
            let clause = &self.clauses[usize::from(self.stack[depth - 1])];
            if clause.verb == NONE
                || matches!(clause.kind, ClauseKind::Quotation | ClauseKind::Parenthesis)
            {
                return None;
            }
            let parent = &self.clauses[usize::from(self.stack[depth - 2])];
            // “*what he did* is”: a free relative is the subject.
            let free = self.is_question(clause);
            if parent.verb == NONE && (parent.subject != NONE || free) {
                return Some(depth - 1);
            }
        }
        None
    }

    /// A complement that a question word opens.
    fn is_question(&self, clause: &Clause) -> bool {
        clause.kind == ClauseKind::Complement
            && self.chunks.get(usize::from(clause.opener)).is_some_and(|o| o.is(Kind::Wh))
    }

    /// Opens a clause of which `phrase` is the subject and `at` the verb: what a verb or
    /// a noun says, or what describes a noun without a relative word.
    fn open_with_subject(&mut self, phrase: u16, at: usize) {
        let verb = self.nearest_verb(at) as u16;
        let from = usize::from(self.phrases[usize::from(phrase)].first);
        // “a charge Moscow denies”: two noun phrases side by side.
        let noun =
            from.checked_sub(1).filter(|&k| self.chunks[k].is(Kind::Noun) && !self.chunks[k].time);
        // “allegations he bribed officials”: with an object of its own it is what the
        // noun says.
        let object = self.chunks.get(at + 1).is_some_and(|c| {
            c.is(Kind::Noun) && !c.time
                || c.is(Kind::Coord) && self.chunks.get(at + 2).is_some_and(|c| c.is(Kind::Verb))
        });
        let told = noun.filter(|&k| self.word(k).is(Cats::COMM) && (object || self.is_closed(at)));
        let described = noun.filter(|_| told.is_none() && !self.is_report(usize::from(verb)));
        let kind = match described {
            Some(_) => ClauseKind::Relative,
            None => ClauseKind::Complement,
        };
        let id = self.open(kind, from, told.map_or(verb, |k| k as u16), NONE);
        if let Some(noun) = described.and_then(|k| self.chunks[k].phrase.checked_sub(1)) {
            self.clause().antecedent = noun;
            self.clause().after_comma = false;
        }
        self.phrases[usize::from(phrase)].clause = id;
        for k in from..at {
            self.chunks[k].clause = id;
        }
        self.clause().subject = phrase;
    }

    /// Joins the finite verb at `at` to a clause that has one: coordination. What was
    /// said *is* something; what the speaker does next goes with the saying.
    fn second_verb(&mut self, at: usize, before: Option<usize>) {
        let kind = before.map_or(Kind::Stop, |k| self.chunks[k].kind);
        let first = usize::from(self.clause().verb);
        if kind == Kind::Coord {
            self.leave_speech(at, before);
        }
        let subject = self.coordinated_subject(at);
        // “the girl, *it must be said*, had lied”: the verb has another subject.
        let inserted = kind == Kind::Comma && subject != NONE && {
            let head = self.word(usize::from(self.phrases[usize::from(subject)].head));
            head.is(Cats::NEUTER) && self.chunks[first].passive
        };
        let subject = if inserted {
            // The one that *it* has taken the place of.
            let own = |&p: &usize| {
                let p = &self.phrases[p];
                let main = self.clauses[usize::from(p.clause)].kind == ClauseKind::Main;
                main && p.host == NONE && p.prep == NONE && p.renames == NONE
            };
            let before = (0..usize::from(subject)).rev().take(AHEAD).find(own);
            before.map_or(NONE, |p| p as u16)
        } else {
            subject
        };
        self.chunks[at].phrase = if subject == NONE { 0 } else { subject + 1 };
    }

    /// Ends what is said where the verb at `at`, behind a coordinator, goes on with the
    /// speaker.
    fn leave_speech(&mut self, at: usize, before: Option<usize>) {
        let mut clause = *self.clause();
        let said = |scan: &Self, c: &Clause| scan.word(usize::from(c.verb)).is(Cats::REPORT);
        let says = self.word(at).is(Cats::REPORT);
        let outer = self.stack.iter().rev().nth(1).map(|&c| self.clauses[usize::from(c)]);
        let reported = outer.is_some_and(|c| {
            c.kind == ClauseKind::Complement && c.verb != NONE && self.depends_on_report(&c)
        });
        // “said he was to blame for *what happened* and accused him”: speech goes with
        // speech.
        if says && !said(self, &clause) && self.is_question(&clause) && reported {
            self.pop(at);
            clause = *self.clause();
            self.chunks[at].clause = self.top();
        }
        let comma = before.is_some_and(|k| k > 0 && self.chunks[k - 1].is(Kind::Comma));
        let other = self.chunks[usize::from(clause.verb)].copula && !self.chunks[at].copula;
        // “argued that it was so and told”, “do not deny it did but *say* that …”
        let contrast = before.is_some_and(|k| self.word(k).is(Cats::CONTRAST));
        let speech = says && (!said(self, &clause) || contrast) && self.depends_on_report(&clause);
        if clause.kind != ClauseKind::Complement
            || self.stack.len() < 2
            || !(other || comma || speech)
        {
            return;
        }
        self.pop(at);
        // “said in a memo seen by X that it was so and *urged* calm”
        while self.stack.len() > 1
            && self.clause().kind == ClauseKind::NonFinite
            && self.clause().verb != clause.governor
        {
            self.pop(at);
        }
        self.chunks[at].clause = self.top();
    }

    /// Whether the clause depends on a word that reports.
    fn depends_on_report(&self, clause: &Clause) -> bool {
        clause.governor != NONE && self.word(usize::from(clause.governor)).is(Cats::REPORT)
    }

    /// Whether the verb at `at` can have the phrase as its subject: one with a
    /// singular determiner has no bare form behind it (“charge a rate so *use* it”).
    fn agrees(&self, phrase: u16, at: usize) -> bool {
        let p = &self.phrases[usize::from(phrase)];
        let first = &self.words[self.chunks[usize::from(p.first)].from as usize];
        let verb = &self.chunks[at];
        let bare = verb.from == verb.head && self.word(at).tag == Tag::Base;
        !(bare && first.tag == Tag::Det && first.is(Cats::SINGULAR) && !p.coordinated)
    }

    /// Whether the bare form at `at` is what the object right before it is made or helped
    /// to do: “let people *collect* them”.
    fn bare_infinitive(&self, at: usize) -> bool {
        let chunk = &self.chunks[at];
        let bare = chunk.from == chunk.head && self.word(at).tag == Tag::Base;
        let Some(phrase) = self.phrase_before(at).filter(|_| bare) else { return false };
        let first = usize::from(self.phrases[usize::from(phrase)].first);
        let verb = first.checked_sub(1).filter(|&k| self.chunks[k].is(Kind::Verb));
        verb.is_some_and(|k| {
            let governor = self.lexicon.governor(self.word(k).lemma());
            governor.is_some_and(|g| g.object && !g.patient && g.effect == Effect::None)
        })
    }

    /// Opens the clause that a reporting verb right before governs without
    /// *that*, where the clause around would end or coordinate otherwise:
    /// “of *implying* officers were biased”, “a bill that critics *said* was
    /// unjust”. Tells whether it did.
    fn embedded(&mut self, at: usize, before: Option<usize>) -> bool {
        let clause = *self.clause();
        let verb = usize::from(clause.verb);
        // “… – *a charge he denies*.”: behind the dash no other verb follows.
        let dash = self.chunks.get(usize::from(clause.from)).is_some_and(|c| c.is(Kind::Dash));
        if clause.verb == NONE && dash {
            return leaves_object(self.chunks, at)
                && !verb_waits(self.chunks, at)
                && self.zero_relative(at);
        }
        if clause.verb == NONE || !self.chunks[verb].is(Kind::Verb) {
            return false;
        }
        if clause.kind == ClauseKind::NonFinite && self.zero_relative(at) {
            return true;
        }
        if !self.is_report(verb) {
            return false;
        }
        let (from, subject) = if clause.kind == ClauseKind::NonFinite {
            let Some(phrase) = self.phrase_before(at) else { return false };
            let p = &self.phrases[usize::from(phrase)];
            let first = usize::from(p.first);
            // “Warning lights flashed”: at the start it is no verb.
            if p.prep != NONE || verb == 0 || self.before(first) != Some(verb) {
                return false;
            }
            (first, phrase)
        } else {
            // The relative word is the subject of the verb that comes now.
            if before != Some(verb) || clause.subject == NONE {
                return false;
            }
            let opener = usize::from(clause.opener);
            let opens = self.chunks.get(opener).map(|c| c.kind);
            match (clause.kind, opens) {
                (ClauseKind::Relative, _) if clause.subject != clause.antecedent => {
                    (at, clause.antecedent)
                }
                (ClauseKind::Complement, Some(Kind::Wh)) => (at, NONE),
                (ClauseKind::Complement, Some(Kind::Sub)) if self.word(opener).is(Cats::THAT) => {
                    let noun = self.before(opener).filter(|&k| self.chunks[k].is(Kind::Noun));
                    let Some(phrase) = noun.and_then(|k| self.chunks[k].phrase.checked_sub(1))
                    else {
                        return false;
                    };
                    let relative = self.clause();
                    relative.kind = ClauseKind::Relative;
                    relative.antecedent = phrase;
                    (at, phrase)
                }
                _ => return false,
            }
        };
        self.open_around(ClauseKind::Complement, from, at, verb as u16);
        if subject != NONE && from < at {
            self.phrases[usize::from(subject)].clause = self.top();
        }
        self.give_subject(at, subject);
        true
    }

    /// Opens a clause whose verb is `at`, with the groups from `from` on that
    /// have been read as part of another.
    fn open_around(&mut self, kind: ClauseKind, from: usize, at: usize, governor: u16) {
        let id = self.open(kind, from, governor, NONE);
        for k in from..=at {
            self.chunks[k].clause = id;
        }
        self.clause().verb = at as u16;
    }

    /// Opens the relative clause without a relative word that describes a noun
    /// of the non-finite clause: “of charging *the maximum he believed fair*”.
    /// Tells whether it did.
    fn zero_relative(&mut self, at: usize) -> bool {
        let Some(phrase) = self.phrase_before(at) else { return false };
        let p = self.phrases[usize::from(phrase)];
        let from = usize::from(p.first);
        let described = from.checked_sub(1).filter(|&k| {
            self.chunks[k].is(Kind::Noun)
                && !self.chunks[k].time
                && self.chunks[k].clause == self.top()
        });
        // Before the verb of the clause around the second noun is its subject.
        if p.prep != NONE || p.renames != NONE || self.waits(self.stack.len() - 1) {
            return false;
        }
        let Some(antecedent) = described.and_then(|k| self.chunks[k].phrase.checked_sub(1)) else {
            return false;
        };
        self.open_around(ClauseKind::Relative, from, at, NONE);
        self.clause().antecedent = antecedent;
        self.phrases[usize::from(phrase)].clause = self.top();
        self.give_subject(at, phrase);
        true
    }

    /// Whether the verb at `at` can have no object: a passive or a copula.
    fn is_closed(&self, at: usize) -> bool {
        self.chunks[at].passive || self.chunks[at].copula
    }

    /// Whether the phrase follows a verb directly, as its object would.
    fn follows_verb(&self, phrase: u16) -> bool {
        self.before(usize::from(self.phrases[usize::from(phrase)].first))
            .is_some_and(|k| self.chunks[k].is(Kind::Verb) && !self.chunks[k].copula)
    }

    fn nearest_verb(&self, at: usize) -> usize {
        (0..at).rev().take(AHEAD).find(|&k| self.chunks[k].is(Kind::Verb)).unwrap_or(at)
    }

    /// The subject of the verb that a coordinated verb goes with.
    fn coordinated_subject(&mut self, at: usize) -> u16 {
        let clause = *self.clause();
        if clause.subject != NONE {
            return clause.subject;
        }
        let subject = self.subject_of(clause.verb);
        if subject == NONE { self.previous_subject(at) } else { subject }
    }

    fn previous_subject(&self, at: usize) -> u16 {
        (0..at)
            .rev()
            .take(2 * AHEAD)
            .find(|&k| self.chunks[k].is_finite() && self.chunks[k].phrase != 0)
            .map_or(NONE, |k| self.subject_of(k as u16))
    }

    /// Verbs before the main clause that share its subject: “Accusing …, the
    /// ministry said”.
    fn settle_pending(&mut self, at: usize, subject: u16) {
        if subject == NONE {
            return;
        }
        let first = usize::from(self.clause().from);
        let parent = self.top();
        for k in first.max(at.saturating_sub(2 * AHEAD))..at {
            let chunk = self.chunks[k];
            if chunk.is(Kind::Verb)
                && !chunk.is_finite()
                && chunk.phrase == 0
                && self.clauses[usize::from(chunk.clause)].parent == parent
            {
                self.chunks[k].phrase = subject + 1;
            }
        }
    }

    fn inverted(&mut self, at: usize, before: Option<usize>) -> bool {
        let marks = at > 0 && matches!(self.chunks[at - 1].kind, Kind::QuoteClose | Kind::Comma)
            || before.is_some_and(|k| self.chunks[k].is(Kind::Comma));
        if !marks
            || self.chunks[at].passive
            || !self.chunks.get(at + 1).is_some_and(|c| c.is(Kind::Noun) && !c.time)
        {
            return false;
        }
        let quote = at > 0
            && (self.chunks[at - 1].is(Kind::QuoteClose)
                || at > 1 && self.chunks[at - 2].is(Kind::QuoteClose));
        let end = self.phrase_end(at + 1);
        let ends = self.chunks.get(end).is_none_or(|c| {
            matches!(
                c.kind,
                Kind::Stop | Kind::Comma | Kind::Prep | Kind::QuoteOpen | Kind::Wh | Kind::Dash
            )
        });
        // “the West, *said Moscow*, was guilty”
        let clause = *self.clause();
        let inserted = clause.verb == NONE
            && clause.subject != NONE
            && self.chunks.get(end).is_some_and(|c| c.is(Kind::Comma))
            && self.chunks.get(end + 1).is_some_and(Chunk::is_finite)
            && self.word(at + 1).may_act();
        inserted && !self.chunks[at + 1].pronoun
            || quote && ends
            || ends
                && self.clause().verb != NONE
                && self.clause().kind == ClauseKind::Main
                && !self.chunks[at + 1].pronoun
                && self.words[self.chunks[at].head as usize].tag != Tag::Part
                && self.lone_report(at)
    }

    /// Behind a comma without quotation marks an inverted report has nothing
    /// but its subject.
    fn lone_report(&self, at: usize) -> bool {
        let end = self.phrase_end(at + 1);
        self.chunks[end.min(self.chunks.len())..].iter().all(|c| c.is(Kind::Stop))
    }

    fn infinitive(&mut self, at: usize) {
        let governor = self.governor_before(at);
        // “a reflex for critics to castigate”
        let behind_for = |&p: &u16| {
            let prep = usize::from(self.phrases[usize::from(p)].prep);
            self.chunks.get(prep).is_some_and(|c| self.words[c.from as usize].is(Cats::FOR))
        };
        let whole = self.phrase_before(at);
        let own = whole.filter(|_| !self.chunks[at].passive).map(|_| self.listed(self.ended));
        let own = own.filter(behind_for).or(whole.filter(behind_for));
        let subject = match own {
            Some(phrase) => phrase,
            None => self.controlled(at, governor),
        };
        self.open(ClauseKind::NonFinite, at, governor, NONE);
        self.clause().verb = at as u16;
        self.clause().subject = subject;
        self.give_subject(at, subject);
    }

    /// The verb, adjective or noun group that governs a non-finite verb.
    fn governor_before(&self, at: usize) -> u16 {
        let before = self.before(at);
        match before {
            Some(k) if matches!(self.chunks[k].kind, Kind::Verb | Kind::Adj) => k as u16,
            Some(k)
                if self.chunks[k].is(Kind::Noun)
                    && self.lexicon.governor(self.word(k).lemma()).is_some() =>
            {
                k as u16
            }
            _ => {
                // “asked the council to”: the last verb of the open clauses.
                (0..at)
                    .rev()
                    .take(AHEAD)
                    .find(|&k| self.chunks[k].is(Kind::Verb))
                    .map_or(NONE, |k| k as u16)
            }
        }
    }

    fn controlled(&mut self, at: usize, governor: u16) -> u16 {
        if governor == NONE {
            let clause = *self.clause();
            return clause.subject;
        }
        let g = usize::from(governor);
        let chunk = self.chunks[g];
        match chunk.kind {
            Kind::Verb => {
                let control = self.lexicon.governor(self.word(g).lemma());
                let object = control.is_some_and(|c| c.object);
                if object && !chunk.passive {
                    let between = self.phrases.iter().rev().take(8).position(|p| {
                        usize::from(p.first) > g && usize::from(p.first) < at && p.host == NONE
                    });
                    if let Some(back) = between {
                        return (self.phrases.len() - 1 - back) as u16;
                    }
                }
                self.subject_of(governor)
            }
            Kind::Noun => {
                // “Bonn's refusal to condemn”: the possessor, as the noun's own phrase.
                chunk.phrase.checked_sub(1).unwrap_or(NONE)
            }
            _ => {
                let verb = self.last_verb(g);
                self.subject_of(verb)
            }
        }
    }

    fn gerund(&mut self, at: usize) {
        let before = self.before(at);
        let kind = before.map_or(Kind::Stop, |k| self.chunks[k].kind);
        let mut governor = NONE;
        let subject = match kind {
            Kind::Prep => {
                governor = self.last_verb(at);
                let prep = before.unwrap_or(at);
                // “is weighing his bill *after* having slammed it”
                let participial = self
                    .chunks
                    .get(usize::from(governor))
                    .is_some_and(|c| c.is(Kind::Verb) && c.form != Form::Finite);
                let when = self.word(prep).is(Cats::ADVERBIAL) && self.word(prep).is(Cats::SUB);
                let main = if when && participial { self.main_subject() } else { NONE };
                let object = self.phrase_between(governor, prep);
                let of_object = matches!(self.word(prep).tag, Tag::Of)
                    || self.word(prep).is(Cats::OBJECT_CONTROL);
                // “accused “*dark forces*” of stoking it”, but “made a habit of lying”
                let patient = governor != NONE && {
                    let lemma = self.word(usize::from(governor)).lemma();
                    self.lexicon.governor(lemma).is_some_and(|g| g.patient)
                };
                if main != NONE {
                    main
                } else if of_object
                    && object != NONE
                    && (patient || self.may_act(object))
                    && !(governor != NONE && self.chunks[usize::from(governor)].passive)
                {
                    object
                } else if governor == NONE {
                    NONE
                } else {
                    self.subject_of(governor)
                }
            }
            Kind::Noun => {
                // “a statement condemning”: a reduced relative.
                // But “toured the country denouncing …”: a place says nothing.
                let noun = before.map(|k| *self.word(k));
                let place = noun.is_some_and(|w| {
                    matches!(w.kind, Some(EntityKind::Gpe | EntityKind::Loc | EntityKind::Date))
                });
                if place && self.clause().verb != NONE {
                    self.main_subject()
                } else if let Some(writer) = self.writer(at) {
                    writer
                } else {
                    self.phrase_before(at).map_or(NONE, |_| self.document(self.ended))
                }
            }
            Kind::Verb | Kind::Adj => {
                governor = before.map_or(NONE, |k| k as u16);
                self.subject_of(self.last_verb(at))
            }
            Kind::Coord => {
                let same = self.previous_non_finite(at, Form::Gerund);
                self.pop_non_finite(at, Form::Gerund);
                if same == NONE { self.main_subject() } else { same }
            }
            Kind::Comma => {
                let same = self.list_of_gerunds(at);
                if same == NONE {
                    self.pop_after_comma(at);
                    // “said it was ready, denying …”: who says goes on saying.
                    let complement =
                        self.clause().kind == ClauseKind::Complement && self.stack.len() > 1;
                    if complement && self.word(at).is(Cats::REPORT) {
                        self.pop(at);
                    }
                    match before.map_or(NONE, |comma| self.reporter_before(comma)) {
                        NONE => self.main_subject(),
                        reporter => reporter,
                    }
                } else {
                    same
                }
            }
            _ => self.main_subject(),
        };
        let opener = before.filter(|_| kind == Kind::Prep).map_or(NONE, |k| k as u16);
        // “The bishop, *while praising* the army, deplored it”: no other verb belongs to it.
        let clause = *self.clause();
        if kind == Kind::Sub
            && clause.kind == ClauseKind::Adverbial
            && clause.subject == NONE
            && clause.verb == NONE
        {
            self.clause().verb = at as u16;
        }
        self.open(ClauseKind::NonFinite, at, governor, opener);
        self.clause().after_comma = kind == Kind::Comma;
        self.clause().verb = at as u16;
        self.clause().subject = subject;
        self.give_subject(at, subject);
    }

    /// Whose words a gerund of speech tells behind the one to whom they go: “*he* wrote
    /// to the mayor accusing”, “sent *a letter* to the mayor accusing”.
    fn writer(&self, at: usize) -> Option<u16> {
        self.phrase_before(at)?;
        let p = &self.phrases[usize::from(self.ended)];
        let prep = &self.words[self.chunks.get(usize::from(p.prep))?.from as usize];
        // “an essay in the Herald *denouncing* it”
        let printed = prep.is(Cats::PLACE) && p.host != NONE;
        if !(prep.tag == Tag::To || printed)
            || !self.word(at).is(Cats::REPORT)
            || !self.may_act(self.ended)
        {
            return None;
        }
        if p.host == NONE {
            return Some(self.main_subject()).filter(|&s| s != NONE);
        }
        let head = self.word(usize::from(self.phrases[usize::from(p.host)].head));
        Some(p.host).filter(|_| head.is(Cats::COMM))
    }

    /// “a letter signed by a clerk *alleging*”: what a document says, not who
    /// made it. Gives the document before a participle whose agent is `phrase`.
    fn document(&self, phrase: u16) -> u16 {
        let by = usize::from(self.phrases[usize::from(phrase)].prep);
        let Some(by) = self.chunks.get(by).filter(|c| self.words[c.from as usize].tag == Tag::By)
        else {
            return phrase;
        };
        let clause = &self.clauses[usize::from(by.clause)];
        let verb = self.chunks.get(usize::from(clause.verb));
        let reduced = verb.is_some_and(|v| v.form == Form::Participle);
        if !reduced || clause.subject == NONE {
            return phrase;
        }
        let head = usize::from(self.phrases[usize::from(clause.subject)].head);
        if self.word(head).is(Cats::COMM) { clause.subject } else { phrase }
    }

    /// Whether the head of a phrase can do something.
    fn may_act(&self, phrase: u16) -> bool {
        let head = usize::from(self.phrases[usize::from(phrase)].head);
        self.chunks[head].pronoun || self.word(head).may_act()
    }

    fn phrase_between(&self, governor: u16, at: usize) -> u16 {
        if governor == NONE {
            return NONE;
        }
        self.phrases
            .iter()
            .enumerate()
            .rev()
            .take(8)
            .filter(|(_, p)| {
                p.first > governor && usize::from(p.last) < at && p.host == NONE && p.prep == NONE
            })
            .map(|(i, _)| i as u16)
            .next()
            .unwrap_or(NONE)
    }

    /// Who reports in a clause that the comma ends: “…,” said the mayor, *accusing* him.
    fn reporter_before(&self, comma: usize) -> u16 {
        let report =
            self.clauses.iter().rev().take(AHEAD).find(|c| {
                c.kind == ClauseKind::Report && usize::from(c.to) == comma && c.verb != NONE
            });
        report.map_or(NONE, |c| self.subject_of(c.verb))
    }

    /// The subject of the innermost finite clause, or the noun phrase that
    /// stands in its place before the verb.
    fn main_subject(&self) -> u16 {
        for &c in self.stack.iter().rev() {
            let clause = &self.clauses[usize::from(c)];
            if clause.kind == ClauseKind::NonFinite {
                continue;
            }
            if clause.verb != NONE {
                let s = self.subject_of(clause.verb);
                if s != NONE {
                    return s;
                }
            }
            if clause.subject != NONE {
                return clause.subject;
            }
            if clause.antecedent != NONE {
                return clause.antecedent;
            }
            if matches!(clause.kind, ClauseKind::Quotation) {
                return NONE;
            }
        }
        NONE
    }

    fn previous_non_finite(&self, at: usize, form: Form) -> u16 {
        (0..at)
            .rev()
            .take(AHEAD)
            .find(|&k| self.chunks[k].is(Kind::Verb) && self.chunks[k].form == form)
            .map_or(NONE, |k| self.subject_of(k as u16))
    }

    /// Closes the non-finite clause of the same form that a coordination ends.
    fn pop_non_finite(&mut self, at: usize, form: Form) {
        while self.stack.len() > 1 && self.clause().kind == ClauseKind::NonFinite {
            let verb = usize::from(self.clause().verb);
            let same = self.chunks.get(verb).is_some_and(|c| c.form == form);
            self.pop(at);
            if same {
                break;
            }
        }
    }

    /// “hacking, stealing and selling”: the clause goes on with its subject.
    fn list_of_gerunds(&self, at: usize) -> u16 {
        let clause = &self.clauses[usize::from(self.top())];
        if clause.kind != ClauseKind::NonFinite || clause.after_comma {
            return NONE;
        }
        let ahead = &self.chunks[at..];
        let listed = ahead.iter().take(AHEAD).any(|c| c.is(Kind::Coord));
        let bare = self
            .before(at)
            .and_then(|k| self.before(k))
            .is_some_and(|k| self.chunks[k].is(Kind::Verb));
        // “of beating him, tying his hands and leaving him there”
        let opener = self.chunks.get(usize::from(clause.opener));
        let acts = opener.is_some_and(|o| o.is(Kind::Prep))
            && !self.word(at).is(Cats::REPORT)
            && ahead.windows(2).take(AHEAD).any(|pair| {
                pair[0].is(Kind::Coord)
                    && pair[1].is(Kind::Verb)
                    && pair[1].form == self.chunks[at].form
            });
        if listed && bare || acts { clause.subject } else { NONE }
    }

    /// A participial clause behind a comma depends on the main clause: what is
    /// open inside it ends.
    fn pop_after_comma(&mut self, at: usize) {
        while self.stack.len() > 1 && self.clause().kind == ClauseKind::NonFinite {
            self.pop(at);
        }
    }

    fn participle(&mut self, at: usize) {
        let before = self.before(at);
        let kind = before.map_or(Kind::Stop, |k| self.chunks[k].kind);
        // “was last night condemned”
        let held = before.filter(|&k| k > 0 && self.chunks[k].time && self.chunks[k - 1].copula);
        let subject = match kind {
            Kind::Noun if held.is_some() => self.subject_of(held.map_or(NONE, |k| k as u16 - 1)),
            Kind::Noun => self.phrase_before(at).map_or(NONE, |_| self.depicted(self.ended)),
            Kind::Comma => {
                let left = before.and_then(|k| self.before(k));
                let waiting = self.clause().verb == NONE;
                match left {
                    Some(k)
                        if waiting
                            && self.ended != NONE
                            && self.ended_at == k
                            && self.clause().subject != NONE =>
                    {
                        self.clause().subject
                    }
                    Some(k)
                        if !waiting
                            && self.ended != NONE
                            && self.ended_at == k
                            && self.may_act(self.root(self.ended)) =>
                    {
                        self.ended_apposed()
                    }
                    _ => {
                        self.pop_after_comma(at);
                        self.main_subject()
                    }
                }
            }
            Kind::Coord => self.previous_non_finite(at, Form::Participle),
            // “among seals (*blamed* for the decline)”
            Kind::Open => {
                let left = before.and_then(|k| self.before(k));
                match left.filter(|&k| self.ended != NONE && self.ended_at == k) {
                    Some(_) => self.placed(self.ended),
                    None => self.main_subject(),
                }
            }
            Kind::Verb => self.subject_of(self.last_verb(at)),
            _ => self.main_subject(),
        };
        let governor = before.filter(|_| kind == Kind::Verb).map_or(NONE, |k| k as u16);
        self.open(ClauseKind::NonFinite, at, governor, NONE);
        self.clause().after_comma = kind == Kind::Comma;
        self.clause().verb = at as u16;
        self.clause().subject = subject;
        self.give_subject(at, subject);
    }

    /// The whole of a list that the phrase is an item of.
    fn listed(&self, mut phrase: u16) -> u16 {
        loop {
            let p = &self.phrases[usize::from(phrase)];
            let host = self.phrases.get(usize::from(p.host));
            match host.filter(|h| h.coordinated && h.prep == p.prep) {
                Some(_) => phrase = p.host,
                None => return phrase,
            }
        }
    }

    /// Whom a participle behind the phrase describes: not the place where someone is
    /// (“*a nurse* appeared in court accused”, “*two men* died in prison charged”).
    fn depicted(&self, phrase: u16) -> u16 {
        let p = &self.phrases[usize::from(phrase)];
        let group = &self.chunks[usize::from(p.head)];
        let head = &self.words[group.head as usize];
        let place = self
            .chunks
            .get(usize::from(p.prep))
            .is_some_and(|c| self.words[c.from as usize].is(Cats::PLACE));
        let bare = group.to - group.from == 1 && head.tag == Tag::Noun && head.is(Cats::GROUP);
        let behind_verb = usize::from(p.prep)
            .checked_sub(1)
            .and_then(|k| self.chunks.get(k))
            .is_some_and(|c| c.is_finite() && !c.copula);
        if place && bare && p.host == NONE && behind_verb { self.main_subject() } else { phrase }
    }

    /// What stands in a place, rather than the place: “a strike *in the docks*”.
    fn placed(&self, phrase: u16) -> u16 {
        let p = &self.phrases[usize::from(phrase)];
        let place = self
            .chunks
            .get(usize::from(p.prep))
            .is_some_and(|c| self.words[c.from as usize].is(Cats::PLACE));
        if place && p.host != NONE { p.host } else { phrase }
    }

    fn ended_apposed(&self) -> u16 {
        let root = self.root(self.ended);
        let p = &self.phrases[usize::from(root)];
        if p.renames != NONE { p.renames } else { root }
    }
}

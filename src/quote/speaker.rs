//! Who speaks: the subject of the verb with what describes it.

use super::Speaker;
use super::content::TITLE;
use super::view::{REACH, View};
use crate::chunk::clause::{ClauseKind, NONE};
use crate::chunk::group::{Form, Kind};
use crate::document::EntityKind;
use crate::lexicon::{Cats, Tag};

/// The subject of a reporting verb.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subject {
    /// Index of its phrase.
    pub phrase: Option<usize>,
    /// Its first group, where it stands before the verb and nothing has claimed
    /// it.
    pub lead: Option<usize>,
    /// It stands behind the verb.
    pub inverted: bool,
}

impl View<'_> {
    /// The subject of the verb `k`; what lies before group `done` is claimed.
    /// `quoted` says that a quotation ends before the verb.
    pub fn subject(&self, k: usize, done: usize, quoted: bool) -> Subject {
        let phrases = &self.scene.syntax.phrases;
        let mut phrase = self.phrase(k);
        // “the mayor herself said”
        if let Some(own) = phrase.map(|p| usize::from(phrases[p].first)) {
            if own > 0 && self.head(own).is(Cats::REFLEXIVE) && self.is_noun(own - 1) {
                phrase = self.phrase(own - 1);
            }
        }
        // “…,” X, the head of the union, said
        if self.outside(k) && phrase.is_none_or(|p| !self.outside(usize::from(phrases[p].first))) {
            phrase = self.behind_marks(k, done).or(phrase);
        }
        // “…, people familiar with the talks said”
        if let Some(host) = self.before_adjective(k) {
            phrase = Some(host);
        }
        // “While X waits, Y, 40, says”
        if let Some(other) = phrase.and_then(|p| self.after_adverbial(p, k)) {
            phrase = Some(other);
        }
        let first = phrase.map(|p| usize::from(phrases[p].first));
        let lead = first
            .filter(|_| !self.of_relative(k))
            .filter(|&f| f < k && f >= done && k - f <= REACH && (f..k).all(|j| self.outside(j)));
        let behind = first.is_some_and(|f| f > k);
        let next = self.behind(k);
        let follows = self.noun_from(next);
        // “…, said X, the head of the union.”
        let reports = matches!(self.verb(k).tier, 1..=3) && self.head(k).is(Cats::CLAUSAL);
        if let Some(noun) = follows.filter(|&j| j == k + 1 && reports && !self.verb(k).told) {
            let comma = k > done && self.is(k - 1, Kind::Comma);
            let only = !self.chunk(noun).pronoun && self.clause_verb(noun).is_none() && {
                let end = self.tail(self.noun_end(noun));
                // “What counts, said X, is …”
                end >= self.len() || self.is(end, Kind::Stop) || self.resumes(end)
            };
            // “…, states the Post” is more often a noun.
            let forms = match self.verb(k).tier {
                3 => Cats::PAST,
                _ => Cats::PAST.with(Cats::S).with(Cats::BASE),
            };
            let past = self.chunk(k).from == self.chunk(k).head
                && self.head(k).is(forms)
                && self.chunk(k).form != Form::Infinitive;
            if comma && only && past && (done..k - 1).any(|j| self.chunk(j).is_finite()) {
                return Subject { phrase: self.phrase(noun), lead: None, inverted: true };
            }
        }
        let finite = self.tells(k);
        let inverted = lead.is_none() && finite && (behind || quoted && follows.is_some());
        let phrase = match follows {
            Some(j) if inverted && !behind => self.phrase(j),
            _ => phrase,
        };
        Subject { phrase, lead, inverted }
    }

    /// The noun phrase behind a comma that an adjective or participle with its
    /// own phrase parts from the verb `k`.
    fn before_adjective(&self, k: usize) -> Option<usize> {
        let mut j = k;
        while j > 1 && self.is_noun(j - 1) && self.is(j - 2, Kind::Prep) {
            j -= 2;
        }
        let host = j.checked_sub(2).filter(|&h| j < k && h > 0 && self.is_noun(h))?;
        let describes = self.is(j - 1, Kind::Adj) || self.is_part(j - 1);
        let opens = matches!(self.kind(host - 1), Kind::Comma | Kind::Dash);
        (describes && opens).then(|| self.phrase(host)).flatten()
    }

    /// The noun phrase behind the marks that close before the verb `k`, when
    /// no other verb than that of an insertion stands between.
    fn behind_marks(&self, k: usize, done: usize) -> Option<usize> {
        let first = (0..k).rev().take(REACH).find(|&j| !self.outside(j))? + 1;
        let between = || (first..k).filter(|&j| self.chunk(j).is_finite());
        let own = self.chunk(k).clause;
        (first >= done
            && self.is_noun(first)
            && between().all(|j| self.chunk(j).clause != own)
            && !(first..k).any(|j| self.is(j, Kind::Stop)))
        .then(|| self.phrase(first))
        .flatten()
    }

    /// The first noun phrase of the clause of the verb `k` behind an adverbial
    /// clause that holds the phrase `p`.
    fn after_adverbial(&self, p: usize, k: usize) -> Option<usize> {
        let syntax = self.scene.syntax;
        let first = usize::from(syntax.phrases[p].first);
        let (inner, own) = (self.chunk(first).clause, self.chunk(k).clause);
        let clause = &syntax.clauses[usize::from(inner)];
        if clause.kind != ClauseKind::Adverbial
            || inner == own
            || usize::from(clause.to) > k
            || k - first > REACH
        {
            return None;
        }
        let behind = (usize::from(clause.to)..k).filter(|&j| self.is_noun(j));
        behind
            .filter(|&j| self.chunk(j).clause == own)
            .filter_map(|j| self.phrase(j))
            .find(|&p| syntax.phrases[p].prep == NONE && syntax.phrases[p].host == NONE)
    }

    /// Whether the subject of the verb `k` is what its relative clause describes.
    pub fn of_relative(&self, k: usize) -> bool {
        let clause = &self.scene.syntax.clauses[usize::from(self.chunk(k).clause)];
        clause.kind == ClauseKind::Relative
            && self.phrase(k).is_some_and(|p| usize::from(clause.antecedent) == p)
    }

    /// The noun group at `k` or behind one adverb.
    pub fn noun_from(&self, k: usize) -> Option<usize> {
        (k..self.len())
            .take(2)
            .find(|&j| !self.chunk(j).is(Kind::Adverb))
            .filter(|&j| self.is_noun(j))
    }

    /// The speaker of the verb `k`. `heard` is the last one of the sentence.
    pub fn speaker(&self, k: usize, subject: Subject, heard: Option<Speaker>) -> Option<Speaker> {
        let chunk = self.chunk(k);
        if self.tells(k) || subject.inverted {
            // “X said A, but said B”: speech goes with speech.
            let joined = self.before(k).is_some_and(|b| {
                self.is(b, Kind::Coord)
                    && b > 0
                    && matches!(self.kind(b - 1), Kind::Comma | Kind::Dash)
            });
            return heard.filter(|_| joined).or_else(|| self.of_finite(k, subject));
        }
        if chunk.passive {
            return self.doer(k).map(|p| self.plain(p));
        }
        match chunk.form {
            Form::Gerund => self.of_gerund(k, heard),
            _ => subject.phrase.map(|p| self.plain(p)),
        }
    }

    /// Whether the verb `k` says that someone speaks: an active finite verb, or
    /// a form that looks like a participle with a clause of its own.
    pub fn tells(&self, k: usize) -> bool {
        let chunk = self.chunk(k);
        match chunk.form {
            Form::Finite => !chunk.passive,
            Form::Participle => {
                let head = self.head(k);
                chunk.from == chunk.head
                    && head.is(Cats::PAST)
                    && head.is(Cats::CLAUSAL)
                    && self.before(k).is_some_and(|b| {
                        self.outside(b)
                            && matches!(
                                self.kind(b),
                                Kind::Comma | Kind::Noun | Kind::Close | Kind::Dash
                            )
                    })
                    && (self.is_that(k + 1)
                        || self.clause_verb(k + 1).is_some()
                        || self.before_adjective(k).is_some())
            }
            _ => false,
        }
    }

    /// A phrase without what describes it.
    pub fn plain(&self, p: usize) -> Speaker {
        let phrase = &self.scene.syntax.phrases[p];
        let core = self.span(usize::from(phrase.first), usize::from(phrase.last) + 1);
        Speaker { whole: core, core }
    }

    fn of_finite(&self, k: usize, subject: Subject) -> Option<Speaker> {
        let syntax = self.scene.syntax;
        let time = |p: &usize| self.chunk(usize::from(syntax.phrases[*p].head)).time;
        let known = subject.phrase.filter(|p| !time(p));
        // “X has freed the money and on Monday announced that …”
        if known.is_none() {
            let coord = (0..k).rev().take(4).find(|&j| {
                !matches!(self.kind(j), Kind::Adverb | Kind::Prep | Kind::Comma)
                    && !self.chunk(j).time
            });
            if let Some(c) = coord.filter(|&c| self.is(c, Kind::Coord)) {
                if let Some(speaker) = self.agent_before(c, false) {
                    return Some(speaker);
                }
            }
        }
        if known.is_none() {
            // “both said”, where the tagger reads an adverb
            let word = k.checked_sub(1).filter(|&j| self.is(j, Kind::Adverb));
            if let Some(j) = word.filter(|&j| self.first_word(j).is(Cats::PRONOUN)) {
                let span = self.span(j, k);
                return Some(Speaker { whole: span, core: span });
            }
            // “X, the Post's editor, said”
            if let Some(begin) = self.inserted_after(k) {
                let name = self.noun_end(begin);
                return Some(Speaker {
                    whole: self.span(begin, self.described(name, k, false).max(name)),
                    core: self.span(begin, name),
                });
            }
        }
        let p = known.or_else(|| self.free_before(k)).or(subject.phrase)?;
        let lead = match known {
            Some(_) => subject.lead,
            None => Some(usize::from(syntax.phrases[p].first)),
        };
        let phrase = &syntax.phrases[p];
        let first = usize::from(phrase.first);
        let end = self.before_place(first, usize::from(phrase.last) + 1);
        let plain = Speaker { core: self.span(first, end), whole: self.span(first, end) };
        if subject.inverted {
            // “said one former aide”: groups side by side are one phrase here.
            let mut end = end;
            while (self.is_noun(end) || self.is(end, Kind::Adj) && self.is_noun(end + 1))
                && !self.chunk(end).pronoun
            {
                end = if self.is_noun(end) { self.noun_end(end) } else { end + 1 };
            }
            let plain = Speaker { core: self.span(first, end), ..plain };
            let close = self.described(end, self.tail(end), true);
            return Some(Speaker { whole: self.span(first, close), ..plain });
        }
        let clause = &syntax.clauses[usize::from(self.chunk(k).clause)];
        if clause.kind == ClauseKind::Relative && usize::from(clause.antecedent) == p {
            // *Who* speaks, and its phrase says who that is.
            let opener = usize::from(clause.opener);
            let wh = opener < k && self.first_word(opener).is(Cats::WH.with(Cats::THAT));
            return Some(if wh {
                Speaker { whole: self.first_word(opener).span(), ..plain }
            } else {
                plain
            });
        }
        if lead.is_none() {
            return Some(plain);
        }
        let begin = self.inserted_after(k).filter(|&f| f < first).unwrap_or(first);
        if begin < first {
            let name = self.noun_end(begin);
            return Some(Speaker {
                whole: self.span(begin, self.described(name, k, false).max(name)),
                core: self.span(begin, name),
            });
        }
        let begin = self.extended(first, k);
        // A second verb of the clause has its subject before the first.
        let own = self.chunk(k).clause;
        let verb = (end..k).find(|&j| self.chunk(j).is_finite() && self.chunk(j).clause == own);
        let close = self.described(end, verb.unwrap_or(k), false);
        Some(Speaker { whole: self.span(begin, close), ..plain })
    }

    /// The nearest noun phrase before the verb `k` that could be its subject
    /// though the clause has none: “officials have in the past said”.
    fn free_before(&self, k: usize) -> Option<usize> {
        let syntax = self.scene.syntax;
        let nouns = || (0..k).rev().take(REACH).filter(|&j| self.is_noun(j));
        let free = nouns()
            .filter_map(|j| self.phrase(j))
            .find(|&p| syntax.phrases[p].prep == NONE && syntax.phrases[p].host == NONE);
        free.or_else(|| {
            nouns().next().filter(|&j| self.before(k) == Some(j)).and_then(|j| self.phrase(j))
        })
    }

    /// The end of a name from `first` to `end` without the place where it spoke:
    /// “said X in a statement”.
    fn before_place(&self, first: usize, end: usize) -> usize {
        if self.head(first).tag != Tag::Name {
            return end;
        }
        (first + 1..end).find(|&j| self.is_place(j)).unwrap_or(end)
    }

    /// Whether a phrase begins at `k` that says where someone spoke.
    fn is_place(&self, k: usize) -> bool {
        self.is(k, Kind::Prep)
            && self.first_word(k).tag == Tag::Prep
            && self.is(k + 1, Kind::Noun)
            && self.head(k + 1).tag != Tag::Name
            && (self.chunk(k + 1).time
                || self.head(k + 1).is(Cats::COMM.with(Cats::ACT).with(Cats::EVENT)))
    }

    /// “X, who …, said”: the subject that opens the sentence, when a comma
    /// before the verb closes what is inserted behind it.
    fn inserted_after(&self, k: usize) -> Option<usize> {
        let closed = |j: usize| {
            self.before(j).is_some_and(|b| self.is(b, Kind::Comma) || self.is(b, Kind::Close))
        };
        if !closed(k) {
            return None;
        }
        let first =
            (0..k).take(4).find(|&j| !matches!(self.kind(j), Kind::Coord | Kind::Adverb))?;
        let end = self.noun_end(first);
        (self.is_noun(first)
            && end < k
            && matches!(self.kind(end), Kind::Comma | Kind::Open)
            && matches!(self.kind(end + 1), Kind::Wh | Kind::Noun)
            && k < first + 2 * REACH
            && (first..k).all(|j| self.outside(j) && !self.is(j, Kind::Stop))
            && !(end + 1..k).any(|j| self.chunk(j).is_finite() && closed(j)))
        .then_some(first)
    }

    /// Takes in what the subject that begins at `first` is coordinated with or
    /// renames: “he and other ministers said”, “X, the minister, said”.
    fn extended(&self, mut first: usize, k: usize) -> usize {
        let mut steps = 0;
        while first >= 2 && steps < 4 {
            steps += 1;
            let left = first - 2;
            let joined = match self.kind(first - 1) {
                Kind::Coord => true,
                Kind::Comma => {
                    self.before(k).is_some_and(|b| self.is(b, Kind::Comma))
                        || self.in_place(left, first)
                }
                _ => false,
            };
            if !joined
                || !self.outside(first - 1)
                || !self.is_noun(left)
                || self.chunk(left).pronoun && self.is(first - 1, Kind::Comma)
            {
                break;
            }
            let mut start = left;
            while start >= 2 && self.is(start - 1, Kind::Prep) && self.is_noun(start - 2) {
                start -= 2;
            }
            let free = start == 0
                || !self.outside(start - 1)
                || matches!(
                    self.kind(start - 1),
                    Kind::Comma
                        | Kind::Coord
                        | Kind::Sub
                        | Kind::Stop
                        | Kind::Semicolon
                        | Kind::Colon
                );
            if !free
                || start > 0 && self.is(start - 1, Kind::Comma) && self.is(first - 1, Kind::Comma)
            {
                break;
            }
            first = start;
        }
        // “most scientists”, “more than 40 mayors”
        let counts = self.first_word(first).tag == Tag::Num;
        let more = first > 0
            && self.is(first - 1, Kind::Adverb)
            && (counts || self.first_word(first - 1).is(Cats::DET));
        if more { first - 1 } else { first }
    }

    /// “Oslo, Norway”: a place and the larger one that it lies in.
    fn in_place(&self, left: usize, right: usize) -> bool {
        let place = |k: usize| matches!(self.head(k).kind, Some(EntityKind::Gpe | EntityKind::Loc));
        place(left) && place(right) && left > 0 && self.is(left - 1, Kind::Prep)
    }

    /// Where the report ends whose subject, which ends before `k`, stands
    /// behind its verb.
    pub fn tail(&self, k: usize) -> usize {
        let mut j = k;
        while j < self.len() && j < k + 2 * REACH {
            if !self.outside(j) {
                let title = j > 0
                    && self.is(j - 1, Kind::Prep)
                    && self.pair(j).is_some_and(|p| p.words <= TITLE);
                if !title {
                    break;
                }
                j = self.pair_end(j);
                continue;
            }
            match self.chunk(j).kind {
                Kind::Stop | Kind::Semicolon | Kind::Colon | Kind::Dash | Kind::QuoteOpen => break,
                Kind::Open => {
                    // A stop between brackets is that of an abbreviation.
                    let close = (j + 1..self.len()).take(8).find(|&c| self.is(c, Kind::Close));
                    j = close.unwrap_or(j);
                }
                Kind::Comma => {
                    let next = self.past_adverbs(j + 1);
                    if !self.renames(next) && !self.is(next, Kind::Wh) && !self.is_member(next) {
                        break;
                    }
                }
                _ => {}
            }
            j += 1;
        }
        j
    }

    /// Where the description ends that follows a phrase ending before `from`;
    /// it ends before `limit`. `inverted` says that the verb stands before the
    /// phrase.
    pub fn described(&self, from: usize, limit: usize, inverted: bool) -> usize {
        let mut end = from;
        let mut j = from;
        while j < limit && self.outside(j) {
            let chunk = self.chunk(j);
            match chunk.kind {
                // “the minister herself”
                Kind::Noun if j == from && self.head(j).is(Cats::REFLEXIVE) => j += 1,
                Kind::Open => {
                    let close = (j..limit).find(|&c| self.is(c, Kind::Close));
                    let Some(close) = close else { break };
                    j = close + 1;
                    if self.is(j, Kind::Coord) && self.is_noun(j + 1) {
                        j = self.noun_end(j + 1).min(limit);
                    }
                }
                Kind::Dash if self.is_noun(j + 1) || self.is_member(j + 1) => {
                    let close = (j + 1..limit).find(|&c| self.is(c, Kind::Dash));
                    let Some(close) = close else { break };
                    j = close;
                }
                Kind::Comma => {
                    let next = self.past_adverbs(j + 1);
                    let relative = self.is(next, Kind::Wh) && next == j + 1;
                    if next >= limit || !relative && !self.renames(next) && !self.is_member(next) {
                        break;
                    }
                    j = self.insertion_end(next, limit);
                }
                Kind::Wh => j = self.insertion_end(j, limit),
                // “an official familiar with the talks”
                Kind::Adj if self.is(j + 1, Kind::Prep) && self.is_noun(j + 2) => {
                    j = self.noun_end(j + 2).min(limit);
                }
                // “the author of “The Long Road””
                Kind::Prep if self.pair(j + 1).is_some_and(|p| p.words <= TITLE) => {
                    j = self.pair_end(j + 1).min(limit);
                }
                // “an official involved in the talks”
                Kind::Verb
                    if matches!(chunk.form, Form::Participle | Form::Gerund)
                        || inverted && chunk.from == chunk.head && self.head(j).is(Cats::PART) =>
                {
                    j = self.insertion_end(j, limit);
                }
                Kind::Prep
                    if !self.first_word(j).is(Cats::ADVERBIAL)
                        && self.is_noun(j + 1)
                        && !self.is_place(j) =>
                {
                    j = self.noun_end(j + 1).min(limit);
                }
                _ => break,
            }
            end = j.min(limit);
        }
        // Neither commas nor adverbs nor a time close a description.
        while end > from && matches!(self.kind(end - 1), Kind::Comma | Kind::Adverb | Kind::Dash) {
            end -= 1;
        }
        end
    }

    /// Whether the noun group at `k` can rename what stands before it.
    fn renames(&self, k: usize) -> bool {
        self.is_noun(k) && (!self.chunk(k).pronoun || self.first_word(k).is(Cats::NUMBER))
    }

    /// Whether “including X” begins at `k`.
    fn is_member(&self, k: usize) -> bool {
        self.is(k, Kind::Prep) && self.first_word(k).is(Cats::MEMBER) && self.is_noun(k + 1)
    }

    /// Where an insertion ends that begins at `from`: at a comma behind which a
    /// participial clause or an adverbial begins, else at `limit`.
    fn insertion_end(&self, from: usize, limit: usize) -> usize {
        (from + 1..limit)
            .find(|&j| {
                let next = j + 1;
                self.is(j, Kind::Dash)
                    || self.is(j, Kind::Comma)
                        && (self.is(next, Kind::Verb) && self.chunk(next).form == Form::Gerund
                            || self.is(next, Kind::Prep) && next < limit)
            })
            .unwrap_or(limit)
    }

    /// “…, saying”, “a statement saying”.
    fn of_gerund(&self, k: usize, heard: Option<Speaker>) -> Option<Speaker> {
        let before = self.before(k);
        let noun = before.filter(|&b| self.is_noun(b));
        if let Some(b) = noun {
            let word = self.head(b);
            // “with X saying”
            let phrases = &self.scene.syntax.phrases;
            let mut outer = self.phrase(b);
            while let Some(p) = outer.filter(|&p| phrases[p].host != NONE) {
                outer = Some(usize::from(phrases[p].host));
            }
            let own = outer.filter(|&p| {
                let phrase = &phrases[p];
                let head = usize::from(phrase.head);
                phrase.prep != NONE
                    && self.first_word(usize::from(phrase.prep)).is(Cats::ABSOLUTE)
                    && (self.can_speak(head)
                        || self.chunk(head).pronoun
                        || self.head(head).is(Cats::NUMBER))
            });
            if let Some(own) = own {
                return Some(self.plain(own));
            }
            let says = word.is(Cats::COMM) && !self.chunk(b).pronoun;
            // “made a pitch to voters saying”
            let beside = self.phrase(b).is_some_and(|p| self.scene.syntax.phrases[p].prep != NONE);
            let maker = self.agent_before(b, false).filter(|_| says || beside);
            let own = self.phrase(k).or(self.phrase(b)).map(|p| self.plain(p));
            return maker.or(own);
        }
        let own = || self.phrase(k).map(|p| self.plain(p));
        // “Noting that …, X added”
        if self.main() > k {
            return self.phrase(self.main()).map(|p| self.plain(p)).or_else(own);
        }
        // “X, who surprised the town by saying”
        if let Some(b) = before.filter(|&b| self.is(b, Kind::Prep)) {
            let verb = (0..b)
                .rev()
                .take(REACH)
                .find(|&j| self.outside(j) && self.chunk(j).is_finite())
                .filter(|&j| self.of_relative(j));
            if let Some(speaker) = verb.and_then(|j| self.of_finite(j, self.subject(j, 0, false))) {
                return Some(speaker);
            }
        }
        let main = before.and_then(|b| {
            let apart = self.is(b, Kind::Comma);
            self.agent_before(b, apart).or_else(|| self.agent_before(b, false))
        });
        heard.or(main).or_else(own)
    }

    /// The subject of the last finite verb before group `k` that no relative
    /// clause holds; `main` says that no other clause may hold it either.
    fn agent_before(&self, k: usize, main: bool) -> Option<Speaker> {
        let syntax = self.scene.syntax;
        (0..k)
            .rev()
            .take(REACH)
            .filter(|&j| self.outside(j) && self.chunk(j).is_finite())
            .find(|&j| {
                let clause = usize::from(self.chunk(j).clause);
                match syntax.clauses[clause].kind {
                    ClauseKind::Relative | ClauseKind::Parenthesis => false,
                    ClauseKind::Adverbial | ClauseKind::Complement => !main,
                    _ => true,
                }
            })
            .and_then(|j| self.of_finite(j, self.subject(j, 0, false)))
    }

    /// The phrase behind *by*.
    pub fn doer(&self, k: usize) -> Option<usize> {
        let by = (k + 1..self.len())
            .take(4)
            .find(|&j| self.chunk(j).is(Kind::Prep) && self.first_word(j).tag == Tag::By)?;
        self.noun_from(by + 1).and_then(|j| self.phrase(j))
    }

    /// Whether the noun group at `k` is a person or a group.
    pub fn can_speak(&self, k: usize) -> bool {
        let word = self.head(k);
        word.tag == Tag::Name
            || word.is(Cats::PERSON.with(Cats::GROUP))
            || word.is(Cats::SUBJECT) && !word.is(Cats::NEUTER.with(Cats::FIRST))
    }

    /// Who could speak next: the subject of the sentence outside its quotes, and
    /// whether that is a person or a group.
    pub fn actor(&self) -> Option<(Speaker, bool)> {
        let verbs = || {
            (0..self.len()).take(4 * REACH).filter(|&j| {
                self.outside(j) && self.chunk(j).is_finite() && self.phrase(j).is_some()
            })
        };
        let clauses = &self.scene.syntax.clauses;
        let main = |&j: &usize| {
            let clause = &clauses[usize::from(self.chunk(j).clause)];
            clause.kind == ClauseKind::Main && j >= self.main()
        };
        let verb = verbs().find(main).or_else(|| verbs().next())?;
        let p = self.phrase(verb)?;
        let phrase = &self.scene.syntax.phrases[p];
        let head = usize::from(phrase.head);
        let person = self.can_speak(head);
        self.outside(head).then(|| (self.plain(p), person))
    }
}

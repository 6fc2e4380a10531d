//! Who said what: each reporting verb of a sentence, and each “according to”,
//! claims the stretch it reports.

use super::content::Shape;
use super::pair::Pair;
use super::speaker::Subject;
use super::turn::signature;
use super::view::{REACH, View};
use super::{Actor, Found, GAP, Quotes, Scene, Speaker};
use crate::Span;
use crate::chunk::group::{Form, Kind};
use crate::document::{Argument, Quote, QuoteKind};
use crate::lexicon::{Cats, Tag};

/// Words from which on a stretch is a quotation though no verb reports it.
const ALONE: u32 = 5;

/// Most groups of a dateline.
const DATELINE: usize = 12;

/// Quotations looked at for the one that words go on with, and most bytes
/// between the two.
const AROUND: usize = 4;
const SENTENCE: usize = 400;

/// “X said that Y said that Z said …”: deeper than this nothing is reported, so
/// that what is written out stays linear in the text.
const DEPTH: usize = 4;

/// Where the words stand to their cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Behind it.
    Behind,
    /// Before it.
    Before,
    /// The second half of what the cue interrupts.
    Resumed,
    /// Around or behind “according to”.
    According,
    /// They go on with the quotation before them.
    GoesOn,
    /// A sentence that ends in a colon introduces them.
    Introduced,
    /// No cue: the sentence or paragraph before names the speaker.
    Alone,
    /// A turn of an interview: the name stands before it.
    Turn,
    /// A name behind a dash signs them.
    Signed,
}

/// The rules by kind and place.
const RULES: [[&str; 9]; 3] = [
    [
        "direct/said-before",
        "direct/said-after",
        "direct/said-inside",
        "direct/according",
        "direct/goes-on",
        "direct/introduced",
        "direct/alone",
        "direct/turn",
        "direct/signed",
    ],
    [
        "indirect/said-before",
        "indirect/said-after",
        "indirect/said-inside",
        "indirect/according",
        "indirect/goes-on",
        "indirect/introduced",
        "indirect/alone",
        "indirect/turn",
        "indirect/signed",
    ],
    [
        "mixed/said-before",
        "mixed/said-after",
        "mixed/said-inside",
        "mixed/according",
        "mixed/goes-on",
        "mixed/introduced",
        "mixed/alone",
        "mixed/turn",
        "mixed/signed",
    ],
];

/// A stretch that a cue reports.
#[derive(Clone, Copy, Debug)]
struct Said {
    span: Span,
    place: Place,
    speaker: Option<Speaker>,
    cue: Option<Span>,
}

/// What has been read of a sentence.
#[derive(Clone, Copy, Debug, Default)]
struct Progress {
    /// What lies before this group has been claimed.
    done: usize,
    /// The last speaker of the sentence.
    heard: Option<Speaker>,
    /// Where the last stretches end that may hold further ones.
    open: [usize; DEPTH],
}

impl Progress {
    /// Whether a stretch lies no deeper in others than people report; it is open
    /// from now on.
    fn admits(&mut self, span: Span) -> bool {
        let Some(slot) = self.open.iter_mut().find(|open| **open <= span.start) else {
            return false;
        };
        *slot = span.end;
        true
    }
}

impl Quotes {
    /// Finds the quotations whose cue stands in a sentence.
    pub fn read(&mut self, scene: &Scene<'_>) {
        let index = self.index(scene);
        let pairs = std::mem::take(&mut self.pairs);
        let view = View { scene: *scene, index: &index, pairs: &pairs };
        let mut progress = Progress::default();
        for k in 0..view.len() {
            let kind = view.chunk(k).kind;
            let may_say = matches!(kind, Kind::Verb | Kind::Colon) || view.is_according(k);
            if !may_say || !view.outside(k) {
                continue;
            }
            let mut said = [None; 2];
            match kind {
                Kind::Verb => view.report(k, &mut progress, &mut said),
                Kind::Colon => said[0] = view.label(k),
                _ => view.according(k, &mut progress.done, &mut said),
            }
            for said in said.into_iter().flatten() {
                // Who is quoted within a report is not the one who goes on.
                let within = said.cue.is_some_and(|cue| cue.start < progress.open[0]);
                if !within {
                    progress.heard = said.speaker.or(progress.heard);
                }
                if !progress.admits(said.span) {
                    continue;
                }
                self.emit(scene.text, &pairs, said);
            }
        }
        let introduces = view.is(view.len().wrapping_sub(1), Kind::Colon);
        let heard = progress.heard.filter(|_| introduces);
        let heard = heard.map(|speaker| (speaker, true));
        if let Some((speaker, person)) = heard.or_else(|| view.actor()) {
            if progress.heard.is_none() || introduces {
                let sentence = scene.sentence.span;
                self.actors.push(Actor { sentence, speaker, person, introduces });
            }
        }
        self.pairs = pairs;
        self.index = index;
    }

    /// Adds a quotation for a stretch, or one for each of its quoted parts
    /// where nothing else is in it.
    fn emit(&mut self, text: &str, pairs: &[Pair], said: Said) {
        let mut span = trim(text, said.span);
        if span.is_empty() {
            return;
        }
        let first = pairs.partition_point(|p| p.outer.end <= span.start);
        let held = pairs[first..].iter().take_while(|p| p.outer.start < span.end).count();
        let held = first..first + held;
        // A stretch that begins or ends inside marks takes the whole of them.
        if let (Some(a), Some(b)) = (pairs.get(held.start), pairs.get(held.end.wrapping_sub(1))) {
            if !held.is_empty() {
                if a.outer.start < span.start {
                    span.start = a.outer.start;
                }
                if b.outer.end > span.end {
                    span.end = b.outer.end;
                }
            }
        }
        if held.clone().any(|i| self.taken[i]) {
            return;
        }
        let mut outside = span.start;
        let mut plain = false;
        for i in held.clone() {
            let p = &pairs[i];
            plain |= has_word(text, outside, p.outer.start);
            outside = p.outer.end;
            self.taken[i] = true;
        }
        plain |= has_word(text, outside, span.end);
        if !plain {
            for p in &pairs[held] {
                self.push(trim(text, p.inner), QuoteKind::Direct, &said);
            }
        } else if held.is_empty() {
            self.push(span, QuoteKind::Indirect, &said);
        } else {
            self.push(span, QuoteKind::Mixed, &said);
        }
    }

    fn push(&mut self, span: Span, kind: QuoteKind, said: &Said) {
        if span.is_empty() {
            return;
        }
        self.last = Some((said.speaker, said.cue));
        self.found.push(Found {
            quote: Quote {
                span,
                kind,
                speaker: said.speaker.map(|s| Argument::new(s.whole)),
                cue: said.cue,
                rule: RULES[kind as usize][said.place as usize],
            },
            core: said.speaker.map(|s| s.core),
        });
    }

    /// Gives the stretches of a batch that no cue has claimed to the speaker
    /// around them. `end` is where the batch ends.
    pub fn settle(&mut self, text: &str, end: usize) {
        let first = self.first;
        self.found[first..].sort_by_key(|f| f.quote.span.start);
        let pairs = std::mem::take(&mut self.pairs);
        let known = self.found.len();
        let before = if first == 0 {
            None
        } else {
            self.found.get(first - 1).map(|f| (speaker_of(f), f.quote.cue))
        };
        while let Some(&turn) = self.turns.get(self.turn).filter(|t| t.span.start < end) {
            self.turn += 1;
            let at = pairs.partition_point(|p| p.outer.start < turn.span.start);
            let inside = pairs[at..].iter().take_while(|p| p.outer.end <= turn.span.end).count();
            self.taken[at..at + inside].fill(true);
            let speaker = turn.speaker.map(|core| Speaker { whole: core, core });
            let place = if turn.signed { Place::Signed } else { Place::Turn };
            let said = Said { span: turn.span, place, speaker, cue: None };
            self.push(trim(text, turn.span), QuoteKind::Direct, &said);
        }
        while let Some(&pair) = pairs.get(self.batch).filter(|p| p.outer.start < end) {
            let i = self.batch;
            self.batch += 1;
            let signed = signature(text, pair.outer.end);
            if self.taken[i] || signed.is_none() && !stands_alone(text, &pair) {
                continue;
            }
            let near = &self.found[first..known];
            let (place, speaker, cue) = match signed {
                Some(core) => (Place::Signed, Some(Speaker { whole: core, core }), None),
                None => self.voice(text, &pair, near, before),
            };
            self.taken[i] = true;
            let said = Said { span: pair.inner, place, speaker, cue };
            self.push(trim(text, pair.inner), QuoteKind::Direct, &said);
        }
        self.pairs = pairs;
        self.found[first..].sort_by_key(|f| f.quote.span.start);
        // A colon reaches over the end of its paragraph.
        let last = self.actors.pop().filter(|a| a.introduces);
        self.actors.clear();
        self.actors.extend(last);
    }

    /// Who speaks in a pair that no cue has claimed. `found` are the quotations
    /// of the batch, `before` tells of the last one before it.
    fn voice(
        &self,
        text: &str,
        pair: &Pair,
        found: &[Found],
        before: Option<Voice>,
    ) -> (Place, Option<Speaker>, Option<Span>) {
        let start = pair.outer.start;
        let k = found.partition_point(|f| f.quote.span.start < start);
        // The nearest quotation before it, or the one behind it.
        let near = k.checked_sub(1).map(|k| &found[resumed(text, found, k, start)]);
        let goes_on = |f: &Found| (Place::GoesOn, speaker_of(f), f.quote.cue);
        let actor = self.actors.iter().rev().find(|a| a.sentence.start <= start);
        if let Some(a) = actor {
            let beside = a.sentence.end > start && (a.person || pair.introduced);
            if beside || a.introduces && start <= a.sentence.end + GAP {
                let place = if pair.introduced { Place::Introduced } else { Place::Alone };
                return (place, Some(a.speaker), None);
            }
        }
        let actor = self.actors.iter().rev().find(|a| a.person && a.sentence.end <= start);
        match (near, actor, found.get(k)) {
            (Some(f), _, _) if pair.continues => goes_on(f),
            (Some(f), Some(a), _) if a.sentence.end <= f.quote.span.end + GAP => goes_on(f),
            (Some(f), None, _) => goes_on(f),
            (_, Some(a), _) => (Place::Alone, Some(a.speaker), None),
            (_, None, Some(next)) if next.quote.span.start < pair.outer.end + GAP => goes_on(next),
            _ => match before {
                Some((speaker, cue)) => (Place::GoesOn, speaker, cue),
                None => (Place::Alone, None, None),
            },
        }
    }

    /// Makes all quotations of the text stand open to questions again.
    pub fn recall(&mut self) {
        self.first = 0;
    }

    /// Ends the batch: its quotations go out.
    pub fn flush(&mut self, quotes: &mut Vec<Quote>, speakers: &mut Vec<Option<Span>>) {
        quotes.extend(self.found[self.first..].iter().map(|f| f.quote.clone()));
        speakers.extend(self.found[self.first..].iter().map(|f| f.core));
        self.first = self.found.len();
    }
}

/// The speaker and the cue of a quotation.
type Voice = (Option<Speaker>, Option<Span>);

fn speaker_of(found: &Found) -> Option<Speaker> {
    Some(Speaker { whole: found.quote.speaker?.span, core: found.core? })
}

/// The quotation that words from byte `at` on go on with, of those up to `k`:
/// “…,” X said, noting that Y agreed. “…” goes on with what X said.
fn resumed(text: &str, found: &[Found], k: usize, at: usize) -> usize {
    let near = (k.saturating_sub(AROUND)..=k).rev().find(|&i| {
        let quote = &found[i].quote;
        // One that reaches beyond `at` is not resumed.
        let Some(between) = text.get(quote.span.end..at) else { return false };
        quote.kind == QuoteKind::Direct
            && quote.rule == RULES[QuoteKind::Direct as usize][Place::Before as usize]
            && between.len() < SENTENCE
            && !between.contains('\n')
            && !ends_sentence(between)
    });
    near.unwrap_or(k)
}

/// Whether a sentence ends in `text` before its last stop.
fn ends_sentence(text: &str) -> bool {
    let inner = text.trim_end().trim_end_matches(['.', '!', '?']);
    inner.match_indices(['.', '!', '?']).any(|(at, stop)| {
        let rest = &inner[at + stop.len()..];
        rest.starts_with(' ') && rest.trim_start().starts_with(char::is_uppercase)
    })
}

/// Whether a stretch that no verb reports is speech: long enough to be no
/// title or nickname, or with the form of a sentence.
fn stands_alone(text: &str, pair: &Pair) -> bool {
    let inner = text[pair.inner].trim_end();
    let stops = inner.ends_with(['.', '!', '?', '\u{2026}']);
    let begins = inner.trim_start().starts_with(char::is_uppercase);
    // A sentence by itself may be short.
    let before = text[..pair.outer.start].trim_end_matches(' ');
    let free = before.is_empty() || before.ends_with(['.', '!', '?', '\n', '\u{201D}', '"']);
    let sentence = stops && begins && free && pair.words > 1;
    pair.words >= 2 * ALONE
        || pair.double
            && (sentence || pair.words >= ALONE && (stops || begins || inner.ends_with(',')))
}

fn has_word(text: &str, from: usize, to: usize) -> bool {
    from < to && text[from..to].chars().any(char::is_alphanumeric)
}

/// Without blanks, commas, colons, dashes and a final stop at either end.
fn trim(text: &str, span: Span) -> Span {
    let slice = &text[span];
    let loose =
        |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '\u{2013}' | '\u{2014}');
    let rest = slice.trim_start_matches(loose);
    let start = span.end - rest.len();
    Span::new(start, start + rest.trim_end_matches(|c| loose(c) || c == '.').len())
}

impl View<'_> {
    /// The verb `k` as a cue: what it reports goes to `said`.
    fn report(&self, k: usize, progress: &mut Progress, said: &mut [Option<Said>; 2]) {
        let tier = self.verb(k).tier;
        let done = progress.done;
        let finite = self.tells(k);
        if tier == 0 && !(finite && self.near_quotation(k)) {
            return;
        }
        let quoted = self.quoted_before(k, done).is_some();
        let subject = self.subject(k, done, quoted);
        let speaker = self.speaker(k, subject, progress.heard);
        let cue = Some(self.head(k).span());
        if let Some([before, behind]) = self.aside(k, subject, &mut progress.done) {
            let place = if before.is_some() { Place::Resumed } else { Place::Behind };
            said[0] = before.map(|span| Said { span, place: Place::Before, speaker, cue });
            said[1] = behind.map(|span| Said { span, place, speaker, cue });
            return;
        }
        if finite || subject.inverted {
            if let Some((span, end)) = self.before_cue(k, subject, done) {
                said[0] = span.map(|span| Said { span, place: Place::Before, speaker, cue });
                progress.done = end;
                // What goes on without marks goes on with words without marks.
                let marked = self.quoted_before(subject.lead.unwrap_or(k), done).is_some();
                let resumed = self.resumed(end, &mut progress.done).or_else(|| {
                    (!marked || self.is_that(end + 1))
                        .then(|| self.resumed_plain(k, end, &mut progress.done))
                        .flatten()
                });
                said[1] = resumed.map(|span| Said { span, place: Place::Resumed, speaker, cue });
                return;
            }
        }
        if tier == 0 {
            return;
        }
        if let Some((span, end)) = self.behind_cue(k) {
            said[0] = Some(Said { span, place: Place::Behind, speaker, cue });
            // “X says it is so, Y reported”: what X says is part of what Y
            // reports, but quoted words have one speaker.
            if self.pairs_in(span) {
                progress.done = end.max(done);
            }
        } else if finite && subject.lead == Some(0) {
            said[0] =
                self.pair_before().map(|span| Said { span, place: Place::Before, speaker, cue });
        }
    }

    /// Whether quoted words lie in a stretch.
    fn pairs_in(&self, span: Span) -> bool {
        let next = self.pairs.partition_point(|p| p.outer.end <= span.start);
        self.pairs.get(next).is_some_and(|p| p.outer.start < span.end)
    }

    /// “It is done.” X said with a smile: the pair that ends right before the
    /// sentence.
    fn pair_before(&self) -> Option<Span> {
        let start = self.scene.sentence.span.start;
        let i = self.pairs.partition_point(|p| p.outer.end <= start);
        let pair = self.pairs.get(i.checked_sub(1)?)?;
        let between = &self.scene.text[pair.outer.end..start];
        (between.len() <= GAP && !between.contains('\n')).then_some(pair.outer)
    }

    /// Whether a quotation ends within a few groups before the verb `k`.
    fn near_quotation(&self, k: usize) -> bool {
        (0..k).rev().take(REACH).any(|j| !self.outside(j))
    }

    /// The group of a pair that ends right before the verb `k` or its subject.
    fn quoted_before(&self, begin: usize, done: usize) -> Option<usize> {
        let left = self.before(begin).filter(|&j| j >= done)?;
        let edge =
            if self.is(left, Kind::Comma) { self.before(left).unwrap_or(left) } else { left };
        (!self.outside(edge)).then_some(edge)
    }

    /// What the finite verb `k` reports before it, and where the report ends.
    fn before_cue(&self, k: usize, subject: Subject, done: usize) -> Option<(Option<Span>, usize)> {
        let tier = self.verb(k).tier;
        let phrases = &self.scene.syntax.phrases;
        let begin = subject.lead.unwrap_or(k);
        let end = match subject.phrase.filter(|_| subject.inverted) {
            Some(p) => self.tail(usize::from(phrases[p].last) + 1),
            None => self.report_end(self.behind(k)),
        };
        let ends = end >= self.len()
            || !self.outside(end)
            || matches!(
                self.kind(end),
                Kind::Stop
                    | Kind::Comma
                    | Kind::Dash
                    | Kind::QuoteOpen
                    | Kind::Semicolon
                    | Kind::Colon
            );
        let own = self.own(k).is_some();
        if let Some(edge) = self.quoted_before(begin, done) {
            let pair = self.pair(edge)?;
            // “On “Meet the Town,” X said”: a title in what opens the sentence.
            let opening = done..self.pair_start(edge);
            let title = pair.words < ALONE
                && opening.clone().any(|j| self.is(j, Kind::Prep) || self.is(j, Kind::Verb))
                && !opening.clone().any(|j| self.chunk(j).is_finite());
            let spoken = !title && ends_open(&self.scene.text[pair.inner]);
            let known = subject.phrase.is_some();
            let fits = !title && (tier > 0 || ends && spoken && known);
            let told = spoken && known && (subject.lead.is_some() || subject.inverted);
            if fits && (spoken || !own) && (ends || told || spoken && !own) {
                let from = self.content_before(edge, done);
                let end = if ends { end } else { self.tail(end) };
                return Some((Some(Span::new(from, pair.outer.end)), end));
            }
        }
        // “It is late, X said, that …”
        let own = own && !(self.is(end, Kind::Comma) && self.own(k) > Some(end));
        self.without_marks(k, subject, done, end).filter(|_| ends && !own)
    }

    /// “…, X said” and “…, said X” without quotation marks. An adverbial before
    /// the report is no content by itself: “In Oslo, X said, it rained”.
    fn without_marks(
        &self,
        k: usize,
        subject: Subject,
        done: usize,
        end: usize,
    ) -> Option<(Option<Span>, usize)> {
        let begin = subject.lead.unwrap_or(k);
        let comma = self
            .before(begin)
            .filter(|&j| j >= done && (self.is(j, Kind::Comma) || self.is(j, Kind::Dash)))?;
        // “…, as she showed”
        if (comma + 1..begin).any(|j| self.first_word(j).is(Cats::SUB)) {
            return None;
        }
        let from = self.skip_opening(done);
        let tier = self.verb(k).tier;
        let reports = tier > 0 && self.reports_clauses(k);
        let has_subject = subject.lead.is_some() || subject.inverted;
        if !reports || !has_subject {
            return None;
        }
        let verb = (from..comma).any(|j| self.chunk(j).is_finite() || !self.outside(j));
        // “…, the study found.”: a verb of other uses too reports a whole clause
        // at the end of the sentence.
        if tier > 2 && !(verb && (end >= self.len() || self.is(end, Kind::Stop))) {
            return None;
        }
        // “…, they answered the call”: the verb has another object.
        let next = self.past_adverbs(self.behind(k));
        if !subject.inverted && !self.verb(k).told && self.is_noun(next) {
            return None;
        }
        let inside = self.is(end, Kind::Comma) || self.is(end, Kind::Dash);
        let first = self.past_adverbs(from);
        // “Asked whether it is so, X replied: …”
        let asked = self.is(first, Kind::Verb) && self.chunk(first).form == Form::Participle;
        if asked && self.is(end, Kind::Colon) {
            return None;
        }
        // “As X said”, “in which, X said,”.
        let opens = self.is(first, Kind::Sub) && self.first_word(first).is(Cats::PREP) && verb;
        // “…, X has vowed to “stop” it”: what is said stands behind.
        let behind = self.straddles(end);
        if !inside && (opens || behind || !verb) {
            return None;
        }
        // “On Monday, X said,” says when.
        let when = || {
            let noun = if self.is(first, Kind::Prep) { first + 1 } else { first };
            self.chunk(noun).time && noun + 1 == comma
        };
        // “In a letter, X wrote, “We …””: an adverbial belongs to what goes on
        // behind the report, not to a sentence of its own.
        let pair = self.pair(end + 1);
        let sentence =
            pair.is_some_and(|p| self.scene.text[p.inner].starts_with(char::is_uppercase));
        let apart = match verb {
            true => {
                let chunk = self.chunk(first);
                let opens = chunk.is(Kind::Verb) && !chunk.is_finite();
                sentence && (opens || matches!(chunk.kind, Kind::Sub | Kind::Wh))
            }
            false => sentence || pair.is_none() && !self.resumes(end),
        };
        let nothing = from >= comma || inside && apart || !verb && self.outside(first) && when();
        let span = (!nothing).then(|| Span::new(self.start(from), self.end(comma)));
        Some((span, end))
    }

    /// “…, X said, and …”: the clause goes on behind the report that ends
    /// before group `end`.
    fn resumed_plain(&self, k: usize, end: usize, done: &mut usize) -> Option<Span> {
        if !self.is(end, Kind::Comma) || self.pair(end + 1).is_some() {
            return None;
        }
        let next = self.past_adverbs(end + 1);
        let goes_on = match self.kind(next) {
            Kind::Verb if self.chunk(next).is_finite() => true,
            // “…, he said, going there would be wrong”
            Kind::Verb if self.chunk(next).form == Form::Gerund && self.verb(next).tier == 0 => {
                let mut behind = next + 1..(next + REACH).min(self.len());
                let inner = |j: usize| matches!(self.kind(j), Kind::Sub | Kind::Wh | Kind::Comma);
                let verb = behind.find(|&j| inner(j) || self.chunk(j).is_finite());
                verb.is_some_and(|j| self.is(j, Kind::Verb) && self.phrase(j).is_none())
            }
            Kind::Noun => self.clause_verb(next).is_some() || self.chunk(next).pronoun,
            // “…, he said, to go”
            Kind::Verb if self.chunk(next).form == Form::Infinitive => true,
            Kind::Sub => true,
            Kind::Wh => self.first_word(next).is(Cats::THAT),
            // “…, he said, by going”
            Kind::Prep if matches!(self.first_word(next).tag, Tag::Of | Tag::By) => true,
            Kind::Prep if self.first_word(next).is(Cats::FOR.with(Cats::MEMBER)) => true,
            Kind::Coord => (next..self.len()).take(REACH).any(|j| self.chunk(j).is_finite()),
            Kind::Prep => self.first_word(next).is(Cats::SUB),
            _ => false,
        };
        // “, he said, and left”
        let other = self.is(next, Kind::Coord) && self.kind(next + 1) == Kind::Verb;
        if !goes_on || other || !self.outside(next) {
            return None;
        }
        let that = self.is_that(end + 1) || self.is(next, Kind::Wh) && next == end + 1;
        let from = if that { end + 2 } else { end + 1 };
        let to = self.content_end(k, from, Shape::That);
        if to < from + 2 {
            return None;
        }
        *done = to;
        Some(self.span(from, to))
    }

    /// The content behind the verb `k`, and where it ends.
    fn behind_cue(&self, k: usize) -> Option<(Span, usize)> {
        let verb = self.verb(k);
        let (start, shape) = self.content_start(k)?;
        // “Blaming contractors has become a habit”: the subject of the sentence.
        let subject = self.chunk(k).form == Form::Gerund
            && self.main() == 0
            && (0..k).all(|j| !self.chunk(j).is_finite())
            && self.is_noun(start)
            && self.is(self.noun_end(start), Kind::Verb)
            && self.chunk(self.noun_end(start)).is_finite()
            && self.skip_opening(0) == k;
        if subject {
            return None;
        }
        let to = self.content_end(k, start, shape);
        // “history repeats itself”, “ruled that out”
        let said =
            |j: usize| matches!(self.kind(j), Kind::Noun | Kind::Verb | Kind::Adj | Kind::Prep);
        let reflexive = to == start + 1 && self.head(start).is(Cats::REFLEXIVE);
        let pronoun = shape == Shape::Object && to == start + 1 && self.chunk(start).pronoun;
        if reflexive || pronoun || shape == Shape::That && !(start..to).any(said) {
            return None;
        }
        let quotes = (start..to).any(|j| !self.outside(j));
        let speaks = match shape {
            Shape::That | Shape::Bare => verb.tier < 4 || quotes,
            Shape::Wh | Shape::Colon | Shape::Infinitive => verb.tier < 3,
            Shape::Quote => true,
            Shape::Object => quotes && verb.tier < 4 || verb.object,
        };
        // “was offered the post but turned it down”
        let kept = self.chunk(k).passive && shape == Shape::Bare && self.own(k).is_none();
        if !speaks
            || kept && !verb.told
            || self.chunk(k).passive
                && !self.tells(k)
                && !matches!(shape, Shape::That | Shape::Bare | Shape::Wh)
        {
            return None;
        }
        if let (Shape::Quote, Some(pair)) = (shape, self.pair(start)) {
            let close = self.pair_end(start);
            let inner = self.scene.text[pair.inner].trim_end();
            // “In an advertisement: “…,” X says”: the words wait for their
            // report.
            let apart = match self.kind(start.wrapping_sub(1)) {
                Kind::Colon => true,
                Kind::Comma => start > k + 2,
                _ => false,
            };
            let waits = apart && inner.ends_with(',') && self.is_noun(close);
            if waits && self.clause_verb(close).is_some_and(|v| matches!(self.verb(v).tier, 1..=2))
            {
                return None;
            }
            let whole = inner.ends_with(['.', '!', '?'])
                || pair.words >= 4 && inner.ends_with(',')
                || close >= self.len()
                || self.is(close, Kind::Stop);
            if whole {
                return Some((pair.outer, close));
            }
        }
        Some((self.span(start, to), to))
    }

    /// What goes on behind a report that ends before group `end`.
    fn resumed(&self, end: usize, done: &mut usize) -> Option<Span> {
        let mut j = end;
        while j < self.len()
            && self.outside(j)
            && matches!(self.chunk(j).kind, Kind::Comma | Kind::Dash | Kind::Colon | Kind::Stop)
        {
            j += 1;
        }
        if j >= self.len() {
            return None;
        }
        let pair = self.pair(j)?;
        // “said on “This Week””: a title, without a mark before it.
        if j == end && pair.words < ALONE {
            return None;
        }
        *done = self.pair_end(j);
        Some(Span::new(self.start(j).min(pair.outer.start), pair.outer.end))
    }

    /// Where the content begins that ends in the pair of group `j`: at the
    /// pair, when only a linking word or a clause of its own stands before.
    fn content_before(&self, j: usize, done: usize) -> usize {
        let first = self.pair_start(j).max(done);
        let pair = self.pair(j).map_or(self.start(first), |p| p.outer.start);
        let from = self.skip_opening(done);
        if from >= first {
            return pair;
        }
        // A quotation that begins like a sentence behind a comma or colon.
        let mark = self.before(first).map_or(Kind::Stop, |b| self.chunk(b).kind);
        let capital = self.pair(j).is_some_and(|p| {
            self.scene.text[p.inner].starts_with(char::is_uppercase) && p.words > 2
        });
        if capital && matches!(mark, Kind::Comma | Kind::Colon | Kind::Stop | Kind::Dash) {
            return pair;
        }
        self.start(from)
    }

    /// Behind conjunctions, adverbs and marks, and behind the place and date
    /// that stand above a report.
    fn skip_opening(&self, from: usize) -> usize {
        let from = if from == 0 { self.dateline() } else { from };
        (from..self.len())
            .find(|&j| {
                !self.outside(j)
                    || !matches!(
                        self.chunk(j).kind,
                        Kind::Coord
                            | Kind::Comma
                            | Kind::Stop
                            | Kind::Semicolon
                            | Kind::Colon
                            | Kind::Dash
                            | Kind::QuoteClose
                    )
            })
            .unwrap_or(self.len())
    }

    /// Where the report begins behind its dateline (`OSLO, May 3 (AP) - `): a
    /// place in capitals, or the name of an agency in brackets, before a dash.
    fn dateline(&self) -> usize {
        let named = |j: usize| {
            matches!(self.kind(j), Kind::Noun | Kind::Comma | Kind::Open | Kind::Close | Kind::Stop)
        };
        let dash = (1..self.len()).take(DATELINE).find(|&j| !named(j));
        let Some(dash) = dash.filter(|&j| self.is(j, Kind::Dash) && self.outside(0)) else {
            return 0;
        };
        let place = &self.scene.text[self.first_word(0).span()];
        let capitals = place.len() > 2 && !place.contains(char::is_lowercase);
        if capitals || self.is(dash - 1, Kind::Close) { dash + 1 } else { 0 }
    }

    /// Where a report ends whose verb ends before `k`: behind addressee, time
    /// and place.
    pub fn report_end(&self, k: usize) -> usize {
        // “said in asking him”
        let gerund = |j: usize| {
            j > k
                && self.is(j, Kind::Verb)
                && self.chunk(j).form == Form::Gerund
                && matches!(self.kind(j - 1), Kind::Prep | Kind::Sub)
        };
        let opens = |j: usize| self.is(j, Kind::Sub) && gerund(j + 1);
        (k..self.len())
            .take(REACH)
            .find(|&j| {
                let passed = matches!(self.chunk(j).kind, Kind::Adverb | Kind::Noun | Kind::Prep);
                !self.outside(j) || !(passed || gerund(j) || opens(j))
            })
            .unwrap_or(self.len())
    }

    /// “according to X”.
    fn according(&self, k: usize, done: &mut usize, said: &mut [Option<Said>; 2]) {
        let Some(noun) = (k + 1..self.len()).take(3).find(|&j| self.chunk(j).is(Kind::Noun)) else {
            return;
        };
        if !self.outside(noun) {
            return;
        }
        let from = self.skip_opening(*done);
        let content = |j: usize| matches!(self.chunk(j).kind, Kind::Noun | Kind::Verb);
        let name = self.noun_end(noun);
        // “…, according to X, Y went on”: the clause is no description of X.
        let close = if self.resumes(name) {
            name
        } else {
            let before = (from..k).any(content);
            let limit = if before { self.tail(name) } else { name };
            self.described(name, limit, true)
        };
        let core = self.span(noun, name);
        let speaker = Some(Speaker { whole: self.span(noun, close), core });
        let words = &self.scene.syntax.words;
        let to = words.get(self.chunk(k).to as usize).filter(|w| w.tag == Tag::To);
        let cue = self.first_word(k).span();
        let cue = Some(to.map_or(cue, |w| cue.cover(w.span())));
        let spans = self.around(k, from, k, close, done);
        for (slot, span) in said.iter_mut().zip(spans) {
            *slot = span.map(|span| Said { span, place: Place::According, speaker, cue });
        }
    }

    /// Whether the verb `k` takes a clause as its object, by itself or with its
    /// particle (“point out”).
    fn reports_clauses(&self, k: usize) -> bool {
        self.verb(k).particles > 0 || self.head(k).is(Cats::CLAUSAL)
    }

    /// Whether the sentence resumes behind a comma at group `k` that closes an
    /// insertion.
    pub fn resumes(&self, k: usize) -> bool {
        self.is(k, Kind::Comma)
            && (self.clause_verb(k + 1).is_some() || self.chunk_is_finite(self.past_adverbs(k + 1)))
    }

    /// The content around an insertion from group `at` to group `close` that
    /// says who holds it, in a sentence that has its say from group `from` on.
    /// `k` is the group that reports.
    fn around(
        &self,
        k: usize,
        from: usize,
        at: usize,
        close: usize,
        done: &mut usize,
    ) -> [Option<Span>; 2] {
        // What stands before it: a clause, the subject or an adverbial of the one
        // behind it, or no more than its conjunction.
        let before = (from..at).any(|j| matches!(self.chunk(j).kind, Kind::Noun | Kind::Verb));
        let clause = (from..at).any(|j| !self.outside(j) || self.chunk(j).is_finite());
        let opens = self.before(at).and_then(|j| self.before(j));
        let opens = opens.is_some_and(|j| j >= from && self.is(j, Kind::Sub));
        let resumes = self.resumes(close);
        let mut spans = [None; 2];
        if before && !(resumes && opens) {
            let pair = self.before(at).filter(|&j| !self.outside(j) && j >= *done);
            let begin = pair.map_or(self.start(from), |j| self.content_before(j, *done));
            spans[0] = Some(Span::new(begin, self.end(at).max(begin)));
            *done = close;
        }
        if !before || resumes && (opens || !clause) {
            let mut start = close;
            while self.kind(start) == Kind::Comma && start < self.len() {
                start += 1;
            }
            // “According to X, published on Monday, …”
            if self.is_part(start) {
                let mut commas = (start + 1..self.len()).take(REACH);
                let comma = commas.find(|&j| self.is(j, Kind::Comma));
                let clause = comma.filter(|&j| self.clause_verb(j + 1).is_some());
                start = clause.map_or(start, |j| j + 1);
            }
            let end = self.content_end(k, start, Shape::Bare);
            spans[1] = Some(self.span(start, end));
            *done = if before { end } else { self.len() };
        } else if clause && before {
            spans[1] = self.resumed_plain(k, close, done);
        }
        spans
    }

    /// “As X reported, …”, “…, as reported by X, …”: the content around a report
    /// that *as* opens.
    fn aside(&self, k: usize, subject: Subject, done: &mut usize) -> Option<[Option<Span>; 2]> {
        let at = subject.lead.unwrap_or(k).checked_sub(1).filter(|&j| j >= *done)?;
        let opener = self.first_word(at);
        let by = self.chunk(k).form == Form::Participle && self.doer(k).is_some();
        let reports = (1..=3).contains(&self.verb(k).tier) && self.reports_clauses(k);
        if !opener.is_as() || !reports || !self.outside(at) || !(by || self.chunk(k).is_finite()) {
            return None;
        }
        let next = self.past_adverbs(self.behind(k));
        let from = self.skip_opening(*done);
        let close = self.report_end(self.behind(k));
        let other = self.is_noun(next) && !self.verb(k).told;
        let ends = self.is(close, Kind::Comma)
            || at > from && (close >= self.len() || self.is(close, Kind::Stop));
        let set_off = at == from || matches!(self.kind(at - 1), Kind::Comma | Kind::Dash);
        (!other && ends && set_off).then(|| self.around(k, from, at, close, done))
    }

    /// “X: “…””: a name before a colon.
    fn label(&self, colon: usize) -> Option<Said> {
        let pair = self.pair(colon + 1)?;
        let named = (0..colon).all(|j| {
            self.outside(j)
                && matches!(
                    self.chunk(j).kind,
                    Kind::Noun | Kind::Comma | Kind::Prep | Kind::Open | Kind::Close
                )
        });
        let first = (0..colon).next().filter(|_| named)?;
        let name = self.noun_end(first);
        let speaker = Speaker { whole: self.span(first, colon), core: self.span(first, name) };
        (self.head(first).tag == Tag::Name).then_some(Said {
            span: pair.outer,
            place: Place::Introduced,
            speaker: Some(speaker),
            cue: None,
        })
    }
}

/// Whether quoted words end as they do before a cue.
fn ends_open(inner: &str) -> bool {
    inner.trim_end().ends_with([',', '?', '!', '.', '-', '\u{2013}', '\u{2014}', '\u{2026}'])
}

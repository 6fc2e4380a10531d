//! Who said what: each reporting verb of a sentence, and each “according to”,
//! claims the stretch it reports.

use super::pair::Pair;
use super::{Found, Quotes, Speaker, Words};
use crate::chunk::Syntax;
use crate::chunk::clause::{ClauseKind, NONE};
use crate::chunk::group::{Chunk, Form, Kind};
use crate::document::{Argument, Quote, QuoteKind};
use crate::lexicon::{Cats, Tag};
use crate::{Sentence, Span};

/// How far a verb may stand from its subject and its content, in groups.
const REACH: usize = 32;

/// Words from which on a stretch is a quotation though no verb reports it.
const ALONE: u32 = 5;

/// A sentence and what is known of it.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub text: &'a str,
    pub words: &'a Words,
    pub syntax: &'a Syntax,
    pub sentence: &'a Sentence,
}

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
    /// No cue: the sentence or paragraph before names the speaker.
    Alone,
}

/// The rules by kind and place.
const RULES: [[&str; 6]; 3] = [
    [
        "direct/said-before",
        "direct/said-after",
        "direct/said-inside",
        "direct/according",
        "direct/goes-on",
        "direct/alone",
    ],
    [
        "indirect/said-before",
        "indirect/said-after",
        "indirect/said-inside",
        "indirect/according",
        "indirect/goes-on",
        "indirect/alone",
    ],
    [
        "mixed/said-before",
        "mixed/said-after",
        "mixed/said-inside",
        "mixed/according",
        "mixed/goes-on",
        "mixed/alone",
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

/// How the content of a verb begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    That,
    Bare,
    Wh,
    Quote,
    Colon,
    Infinitive,
    Object,
}

/// A sentence with its pairs.
struct View<'a> {
    scene: Scene<'a>,
    inside: &'a [u32],
    pairs: &'a [Pair],
}

impl Quotes {
    /// Finds the quotations whose cue stands in a sentence.
    pub fn read(&mut self, scene: &Scene<'_>) {
        let mut inside = std::mem::take(&mut self.inside);
        inside.clear();
        let mut at = self.pairs.partition_point(|p| p.outer.end <= scene.sentence.span.start);
        for chunk in &scene.syntax.chunks {
            let start = scene.syntax.words[chunk.head as usize].start as usize;
            while self.pairs.get(at).is_some_and(|p| p.outer.end <= start) {
                at += 1;
            }
            let within = self.pairs.get(at).is_some_and(|p| p.outer.start <= start);
            inside.push(if within { at as u32 + 1 } else { 0 });
        }
        let pairs = std::mem::take(&mut self.pairs);
        let view = View { scene: *scene, inside: &inside, pairs: &pairs };
        // What lies before this group has been claimed.
        let mut done = 0;
        for (k, &within) in inside.iter().enumerate().take(scene.syntax.chunks.len()) {
            if within != 0 {
                continue;
            }
            let mut said = [None; 2];
            match view.chunk(k).kind {
                Kind::Verb => view.report(k, &mut done, &mut said),
                Kind::Prep if view.is_according(k) => view.according(k, &mut done, &mut said),
                _ => {}
            }
            for said in said.into_iter().flatten() {
                self.emit(scene.text, &pairs, said);
            }
        }
        if let Some(actor) = view.actor() {
            self.actors.push((scene.sentence.span.end, actor));
        }
        self.pairs = pairs;
        self.inside = inside;
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
        while let Some(&pair) = pairs.get(self.batch).filter(|p| p.outer.start < end) {
            let i = self.batch;
            self.batch += 1;
            if self.taken[i] || !stands_alone(text, &pair) {
                continue;
            }
            // The nearest quotation before it, or the one behind it.
            let k =
                self.found[first..known].partition_point(|f| f.quote.span.start < pair.outer.start);
            let near = k.checked_sub(1).map(|k| &self.found[first + k]);
            let actor = self.actors.iter().rev().find(|(e, _)| *e <= pair.outer.start);
            let (place, speaker, cue) = match (near, actor) {
                (Some(f), actor)
                    if actor.is_none_or(|(e, _)| *e <= f.quote.span.end + GAP)
                        || pair.continues =>
                {
                    (Place::GoesOn, speaker_of(f), f.quote.cue)
                }
                (_, Some(&(_, actor))) => (Place::Alone, Some(actor), None),
                _ => match (before, self.found[first..known].get(k)) {
                    (_, Some(next)) if next.quote.span.start < pair.outer.end + GAP => {
                        (Place::GoesOn, speaker_of(next), next.quote.cue)
                    }
                    (Some((speaker, cue)), _) => (Place::GoesOn, speaker, cue),
                    _ => (Place::Alone, None, None),
                },
            };
            self.taken[i] = true;
            let said = Said { span: pair.inner, place, speaker, cue };
            self.push(trim(text, pair.inner), QuoteKind::Direct, &said);
        }
        self.pairs = pairs;
        self.found[first..].sort_by_key(|f| f.quote.span.start);
        self.actors.clear();
    }

    /// Makes all quotations of the text stand open to questions again.
    pub fn recall(&mut self) {
        self.first = 0;
    }

    /// Ends the batch: its quotations go out.
    pub fn flush(&mut self, quotes: &mut Vec<Quote>) {
        quotes.extend(self.found[self.first..].iter().map(|f| f.quote.clone()));
        self.first = self.found.len();
    }
}

/// Bytes between two stretches that one cue still reports.
const GAP: usize = 8;

fn speaker_of(found: &Found) -> Option<Speaker> {
    Some(Speaker { whole: found.quote.speaker?.span, core: found.core? })
}

/// Whether a stretch that no verb reports is speech: long enough to be no
/// title or nickname, or with the form of a sentence.
fn stands_alone(text: &str, pair: &Pair) -> bool {
    let inner = text[pair.inner].trim_end();
    let ends = inner.ends_with(['.', '!', '?', ',', '\u{2026}']);
    let begins = inner.trim_start().starts_with(char::is_uppercase);
    pair.words >= 2 * ALONE || pair.words >= ALONE && (ends || begins) && pair.double
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

impl<'a> View<'a> {
    fn chunk(&self, k: usize) -> &'a Chunk {
        &self.scene.syntax.chunks[k]
    }

    fn len(&self) -> usize {
        self.scene.syntax.chunks.len()
    }

    fn head(&self, k: usize) -> &'a crate::chunk::word::Word {
        &self.scene.syntax.words[self.chunk(k).head as usize]
    }

    fn first_word(&self, k: usize) -> &'a crate::chunk::word::Word {
        &self.scene.syntax.words[self.chunk(k).from as usize]
    }

    fn start(&self, k: usize) -> usize {
        self.chunk_at(k).map_or(self.scene.sentence.span.end, |c| {
            self.scene.syntax.words[c.from as usize].start as usize
        })
    }

    /// One past the last byte of the groups before `k`.
    fn end(&self, k: usize) -> usize {
        k.checked_sub(1)
            .and_then(|k| self.chunk_at(k))
            .map_or(self.scene.sentence.span.start, |c| {
                self.scene.syntax.words[c.to as usize - 1].end as usize
            })
    }

    fn chunk_at(&self, k: usize) -> Option<&'a Chunk> {
        self.scene.syntax.chunks.get(k)
    }

    fn kind(&self, k: usize) -> Kind {
        self.chunk_at(k).map_or(Kind::Stop, |c| c.kind)
    }

    /// The pair that group `k` lies in.
    fn pair(&self, k: usize) -> Option<&'a Pair> {
        let i = *self.inside.get(k)?;
        self.pairs.get((i as usize).checked_sub(1)?)
    }

    fn outside(&self, k: usize) -> bool {
        self.inside.get(k).is_some_and(|i| *i == 0)
    }

    /// One past the last group of the pair that group `k` lies in.
    fn pair_end(&self, k: usize) -> usize {
        let own = self.inside[k];
        (k..self.len()).find(|&j| self.inside[j] != own).unwrap_or(self.len())
    }

    /// The group before `k` that is no adverb.
    fn before(&self, k: usize) -> Option<usize> {
        (0..k).rev().take(4).find(|&j| !self.chunk(j).is(Kind::Adverb) || !self.outside(j))
    }

    fn phrase(&self, k: usize) -> Option<usize> {
        self.chunk(k).phrase.checked_sub(1).map(usize::from)
    }

    fn is_according(&self, k: usize) -> bool {
        self.first_word(k).is(Cats::ACCORDING)
    }

    /// Tier of the verb at group `k`, and the group behind it and its
    /// particles.
    fn tier(&self, k: usize) -> (u8, usize) {
        let chunk = self.chunk(k);
        let words = &self.scene.syntax.words;
        let after = words[chunk.head as usize + 1..].iter().map(|w| w.hash);
        let (tier, length) = self.scene.words.tier(self.head(k).lemma(), after);
        let end = chunk.head as usize + 1 + length;
        let next = (k + 1..self.len()).find(|&j| self.chunk(j).from as usize >= end);
        (tier, next.unwrap_or(self.len()))
    }

    /// The verb `k` as a cue: what it reports goes to `said`.
    fn report(&self, k: usize, done: &mut usize, said: &mut [Option<Said>; 2]) {
        let chunk = self.chunk(k);
        let (tier, next) = self.tier(k);
        let cue = Some(self.head(k).span());
        let subject = self.phrase(k);
        let phrases = &self.scene.syntax.phrases;
        // Where subject and verb begin.
        let lead = subject
            .map(|p| usize::from(phrases[p].first))
            .filter(|&f| f < k && f >= *done && k - f <= REACH && (f..k).all(|j| self.outside(j)));
        let begin = lead.unwrap_or(k);
        let left = self.before(begin).filter(|&j| j >= *done);
        // The stretch right before, in marks or not.
        let edge = left.map(|j| {
            if self.chunk(j).is(Kind::Comma) && self.outside(j) {
                self.before(j).unwrap_or(j)
            } else {
                j
            }
        });
        let quoted = edge.and_then(|j| self.pair(j).map(|p| (j, p)));
        let inverted = lead.is_none()
            && chunk.form == Form::Finite
            && (subject.is_some_and(|p| usize::from(phrases[p].first) > k)
                || quoted.is_some() && self.noun_follows(next));
        let subject = if inverted && subject.is_none_or(|p| usize::from(phrases[p].first) <= k) {
            self.noun_at(next).and_then(|j| self.phrase(j))
        } else {
            subject
        };
        let end = self.report_end(next, inverted.then_some(subject).flatten());
        let ends = matches!(
            self.kind(end),
            Kind::Stop | Kind::Comma | Kind::Dash | Kind::QuoteOpen | Kind::Semicolon | Kind::Colon
        ) || end >= self.len();
        let own = self.governed(k);
        let finite = chunk.form == Form::Finite && !chunk.passive;
        let speaker = self.speaker(k, subject, lead, inverted);

        if let Some((j, pair)) = quoted.filter(|_| finite) {
            let spoken = text_ends_open(&self.scene.text[pair.inner]);
            let fits = tier > 0 || ends && spoken && speaker.is_some();
            if fits && (own.is_none() || spoken) && (ends || spoken && own.is_none()) {
                let from = self.content_before(j, *done);
                let span = Span::new(from, pair.outer.end);
                said[0] = Some(Said { span, place: Place::Before, speaker, cue });
                *done = end;
                self.resume(end, speaker, cue, done, said);
                return;
            }
        }
        let clause = &self.scene.syntax.clauses[usize::from(chunk.clause)];
        if clause.kind == ClauseKind::Report
            && finite
            && matches!(tier, 1..=3)
            && own.is_none()
            && ends
            && begin > *done
            && left.is_some_and(|j| self.chunk(j).is(Kind::Comma) && self.outside(j))
        {
            let from = self.start(self.skip_opening(*done));
            let to = self.end(left.unwrap_or(begin));
            if from < to {
                said[0] =
                    Some(Said { span: Span::new(from, to), place: Place::Before, speaker, cue });
                *done = end;
                self.resume(end, speaker, cue, done, said);
                return;
            }
        }
        if tier == 0 {
            return;
        }
        self.behind(k, next, tier, speaker, done, said);
    }

    /// The content behind the verb `k`.
    fn behind(
        &self,
        k: usize,
        next: usize,
        tier: u8,
        speaker: Option<Speaker>,
        done: &mut usize,
        said: &mut [Option<Said>; 2],
    ) {
        let Some((start, shape)) = self.content_start(k, next) else { return };
        let to = self.content_end(k, start, shape);
        let quotes = (start..to).any(|j| !self.outside(j));
        let speaks = match shape {
            Shape::That | Shape::Bare | Shape::Wh => tier < 4 && (tier < 3 || shape != Shape::Wh),
            Shape::Quote => true,
            Shape::Colon => tier < 3,
            Shape::Infinitive => tier < 3,
            Shape::Object => quotes && tier < 4,
        };
        if !speaks || self.chunk(k).passive && !matches!(shape, Shape::That | Shape::Bare) {
            return;
        }
        let mut span = Span::new(self.start(start), self.end(to));
        let mut after = to;
        if let (Shape::Quote, Some(pair)) = (shape, self.pair(start)) {
            let close = self.pair_end(start);
            let inner = self.scene.text[pair.inner].trim_end();
            let whole = inner.ends_with(['.', '!', '?'])
                || pair.words >= 4 && inner.ends_with(',')
                || close >= self.len()
                || self.chunk(close).is(Kind::Stop);
            if whole {
                span = pair.outer;
                after = close;
            }
        }
        let cue = Some(self.head(k).span());
        said[0] = Some(Said { span, place: Place::Behind, speaker, cue });
        *done = after.max(*done);
    }

    /// “…,” X said, “…”: what stands behind the cue goes with it.
    fn resume(
        &self,
        end: usize,
        speaker: Option<Speaker>,
        cue: Option<Span>,
        done: &mut usize,
        said: &mut [Option<Said>; 2],
    ) {
        let mut j = end;
        while j < self.len()
            && self.outside(j)
            && matches!(self.chunk(j).kind, Kind::Comma | Kind::Dash | Kind::Colon | Kind::Stop)
        {
            j += 1;
        }
        if let Some(pair) = self.pair(j).filter(|_| j < self.len()) {
            let close = self.pair_end(j);
            said[1] = Some(Said { span: pair.outer, place: Place::Resumed, speaker, cue });
            *done = close;
        }
    }

    /// Where the content begins that ends in the pair of group `j`: at the
    /// pair, when only a linking word or a clause of its own stands before.
    fn content_before(&self, j: usize, done: usize) -> usize {
        let own = self.inside[j];
        let mut first = j;
        while first > done && self.inside[first - 1] == own {
            first -= 1;
        }
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

    /// Behind conjunctions, adverbs and marks.
    fn skip_opening(&self, from: usize) -> usize {
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

    fn noun_follows(&self, k: usize) -> bool {
        self.noun_at(k).is_some()
    }

    fn noun_at(&self, k: usize) -> Option<usize> {
        (k..self.len())
            .take(2)
            .find(|&j| !self.chunk(j).is(Kind::Adverb))
            .filter(|&j| self.chunk(j).is(Kind::Noun) && !self.chunk(j).time && self.outside(j))
    }

    /// Where a report ends whose verb ends before `k`: behind addressee, time
    /// and place, and behind the subject that follows an inverted verb.
    fn report_end(&self, k: usize, subject: Option<usize>) -> usize {
        let mut j = k;
        if let Some(p) = subject {
            j = self.description_end(usize::from(self.scene.syntax.phrases[p].last) + 1);
        }
        while j < self.len() && j < k + REACH && self.outside(j) {
            match self.chunk(j).kind {
                Kind::Adverb | Kind::Noun | Kind::Prep => j += 1,
                _ => break,
            }
        }
        j
    }

    /// One past the description that follows a noun phrase ending before `k`:
    /// “, the head of the union,” without the comma behind it.
    fn description_end(&self, k: usize) -> usize {
        let mut end = k;
        let mut steps = 0;
        while steps < 3 && self.kind(end) == Kind::Comma && self.outside(end) {
            steps += 1;
            let renames = self.chunk_at(end + 1).is_some_and(|c| {
                c.is(Kind::Noun) && !c.time && !c.pronoun && self.outside(end + 1)
            });
            let relative = self.kind(end + 1) == Kind::Wh;
            if !renames && !relative {
                break;
            }
            let mut j = end + 2;
            while j < self.len()
                && self.outside(j)
                && (matches!(self.chunk(j).kind, Kind::Noun | Kind::Prep | Kind::Adj | Kind::Coord)
                    || self.chunk(j).is(Kind::Verb) && relative
                    || self.chunk(j).is(Kind::Adverb))
            {
                j += 1;
            }
            end = j;
        }
        end
    }

    /// The clause that the verb `k` governs.
    fn governed(&self, k: usize) -> Option<usize> {
        self.scene.syntax.clauses.iter().position(|c| {
            usize::from(c.governor) == k
                && matches!(c.kind, ClauseKind::Complement | ClauseKind::Quotation)
                && usize::from(c.from) > k
        })
    }

    /// Where the content behind the verb `k` begins; `next` is the group
    /// behind the verb.
    fn content_start(&self, k: usize, next: usize) -> Option<(usize, Shape)> {
        let own = self.governed(k).map(|c| usize::from(self.scene.syntax.clauses[c].from));
        let mut object = None;
        let mut j = next;
        while j < self.len() && j < k + REACH {
            if !self.outside(j) {
                return match object {
                    Some(o) if !self.sentence_like(j) => Some((o, Shape::Object)),
                    _ => Some((j, Shape::Quote)),
                };
            }
            let chunk = self.chunk(j);
            if own == Some(j) {
                return match chunk.kind {
                    Kind::Sub if self.first_word(j).is(Cats::THAT) => Some((j + 1, Shape::That)),
                    Kind::Wh => Some((j, Shape::Wh)),
                    Kind::Comma | Kind::Colon => Some((j + 1, Shape::Bare)),
                    _ => Some((j, Shape::Bare)),
                };
            }
            match chunk.kind {
                Kind::Adverb => j += 1,
                Kind::Noun if chunk.time => j += 1,
                Kind::Noun => {
                    object = object.or(Some(j));
                    j += 1;
                }
                Kind::Prep => j += 1,
                Kind::Coord if object.is_some() => j += 1,
                Kind::Comma | Kind::Colon => {
                    let quote = self.pair(j + 1).is_some();
                    let clause = own.is_some_and(|o| o > j && o < j + 8);
                    if quote {
                        return Some((j + 1, Shape::Quote));
                    }
                    if chunk.is(Kind::Colon) {
                        return Some((j + 1, Shape::Colon));
                    }
                    if !clause {
                        break;
                    }
                    j += 1;
                }
                Kind::Sub if self.first_word(j).is(Cats::THAT) => {
                    return Some((j + 1, Shape::That));
                }
                Kind::Wh => return Some((j, Shape::Wh)),
                Kind::Verb if chunk.form == Form::Infinitive => {
                    return Some((j, Shape::Infinitive));
                }
                Kind::Verb if chunk.is_finite() && object.is_some() => {
                    return Some((object?, Shape::Bare));
                }
                Kind::Adj => {
                    object = object.or(Some(j));
                    j += 1;
                }
                _ => break,
            }
        }
        object.map(|o| (o, Shape::Object))
    }

    /// Whether the pair at group `j` has the form of a sentence.
    fn sentence_like(&self, j: usize) -> bool {
        self.pair(j).is_some_and(|p| {
            p.words >= 4 && self.scene.text[p.inner].trim_start().starts_with(char::is_uppercase)
        })
    }

    /// One past the last group of the content of the verb `k` that begins at
    /// `start`.
    fn content_end(&self, k: usize, start: usize, shape: Shape) -> usize {
        let clauses = &self.scene.syntax.clauses;
        let own = self.chunk(k).clause;
        let bound = clauses[usize::from(own)];
        // A verb in a relative or other inserted clause reports no further
        // than that clause.
        let inserted = matches!(
            bound.kind,
            ClauseKind::Relative | ClauseKind::Parenthesis | ClauseKind::Adverbial
        ) && usize::from(bound.to) > start;
        let limit = if inserted { usize::from(bound.to) } else { self.len() };
        let mut j = start;
        while j < limit {
            if !self.outside(j) {
                j = self.pair_end(j);
                continue;
            }
            let chunk = self.chunk(j);
            match chunk.kind {
                Kind::Stop if !self.outside_stop_continues(j) => break,
                Kind::Semicolon => break,
                Kind::Comma | Kind::Dash if self.ends_at_comma(j, k) => break,
                Kind::Coord if self.next_report(j + 1, k) => break,
                Kind::Prep if self.is_according(j) => break,
                Kind::QuoteOpen if shape != Shape::Quote => {}
                _ => {}
            }
            j += 1;
        }
        j.max(start)
    }

    /// A stop with more of the sentence behind it.
    fn outside_stop_continues(&self, j: usize) -> bool {
        (j + 1..self.len()).any(|i| matches!(self.chunk(i).kind, Kind::Noun | Kind::Verb))
            && !self.scene.text[self.head(j).span()].starts_with(['!', '?'])
    }

    fn ends_at_comma(&self, comma: usize, k: usize) -> bool {
        let mut j = comma + 1;
        while j < self.len() && self.outside(j) && self.chunk(j).is(Kind::Adverb) {
            j += 1;
        }
        if self.kind(j) == Kind::Coord && self.outside(j) {
            j += 1;
        }
        let Some(chunk) = self.chunk_at(j).filter(|_| self.outside(j)) else { return false };
        match chunk.kind {
            Kind::Prep => self.is_according(j),
            Kind::Verb if chunk.form == Form::Gerund => (1..=3).contains(&self.tier(j).0),
            Kind::Noun => {
                // “, X said.”
                self.scene.syntax.clauses[usize::from(chunk.clause)].kind == ClauseKind::Report
                    || self.next_report(j, k)
            }
            Kind::Verb => self.next_report(j, k),
            _ => false,
        }
    }

    /// Whether a verb at `j`, or behind the noun phrase at `j`, reports on the
    /// level of the verb `k`.
    fn next_report(&self, j: usize, k: usize) -> bool {
        let verb = (j..self.len())
            .take(8)
            .take_while(|&i| self.outside(i))
            .take_while(|&i| {
                matches!(self.chunk(i).kind, Kind::Noun | Kind::Prep | Kind::Adverb | Kind::Verb)
            })
            .find(|&i| self.chunk(i).is(Kind::Verb));
        verb.is_some_and(|v| {
            let own = self.phrase(v);
            self.chunk(v).is_finite()
                && (1..=2).contains(&self.tier(v).0)
                && (own == self.phrase(k) || v > j)
        })
    }

    /// “according to X”.
    fn according(&self, k: usize, done: &mut usize, said: &mut [Option<Said>; 2]) {
        let Some(noun) = (k + 1..self.len()).take(3).find(|&j| self.chunk(j).is(Kind::Noun)) else {
            return;
        };
        if !self.outside(noun) {
            return;
        }
        let Some(p) = self.phrase(noun) else { return };
        let phrases = &self.scene.syntax.phrases;
        let root = self.root(p);
        let last = usize::from(phrases[root].last).max(noun);
        let close = self.description_end(last + 1);
        let core = Span::new(self.start(noun), self.end(last + 1));
        let speaker = Some(Speaker { whole: Span::new(core.start, self.end(close)), core });
        let words = &self.scene.syntax.words;
        let to = words.get(self.chunk(k).to as usize).filter(|w| w.tag == Tag::To);
        let cue = self.first_word(k).span();
        let cue = Some(to.map_or(cue, |w| cue.cover(w.span())));
        let from = self.skip_opening(*done);
        let before = (from..k).any(|j| matches!(self.chunk(j).kind, Kind::Noun | Kind::Verb));
        let span = if before {
            let pair = self.before(k).filter(|&j| !self.outside(j) && j >= *done);
            let begin = pair.map_or(self.start(from), |j| self.content_before(j, *done));
            Span::new(begin, self.end(k))
        } else {
            let mut start = close;
            while self.kind(start) == Kind::Comma && start < self.len() {
                start += 1;
            }
            let end = self.content_end(k, start, Shape::Bare);
            Span::new(self.start(start), self.end(end))
        };
        *done = if before { close } else { self.len() };
        said[0] = Some(Said { span, place: Place::According, speaker, cue });
    }

    fn root(&self, mut p: usize) -> usize {
        let phrases = &self.scene.syntax.phrases;
        let mut steps = 0;
        while phrases[p].host != NONE && steps < 16 {
            p = usize::from(phrases[p].host);
            steps += 1;
        }
        p
    }

    /// The speaker of the verb `k`.
    fn speaker(
        &self,
        k: usize,
        subject: Option<usize>,
        lead: Option<usize>,
        inverted: bool,
    ) -> Option<Speaker> {
        let chunk = self.chunk(k);
        let phrases = &self.scene.syntax.phrases;
        let p = if chunk.passive { self.doer(k)? } else { subject? };
        let phrase = phrases.get(p)?;
        let (first, last) = (usize::from(phrase.first), usize::from(phrase.last));
        let core = Span::new(self.start(first), self.end(last + 1));
        let clause = &self.scene.syntax.clauses[usize::from(chunk.clause)];
        let relative = clause.kind == ClauseKind::Relative && usize::from(clause.antecedent) == p;
        let whole = if inverted {
            Span::new(core.start, self.end(self.description_end(last + 1)))
        } else if relative || chunk.passive || chunk.form != Form::Finite {
            core
        } else if lead.is_some() {
            // A second verb of the clause has its subject before the first.
            let first_verb = (first..k)
                .find(|&j| self.chunk(j).is(Kind::Verb) && self.chunk(j).clause == chunk.clause);
            let described =
                (last + 1..k).all(|j| !matches!(self.chunk(j).kind, Kind::Semicolon | Kind::Colon));
            if first_verb.is_none() && described {
                let end = (last + 1..k)
                    .rev()
                    .find(|&j| !matches!(self.chunk(j).kind, Kind::Adverb | Kind::Comma))
                    .unwrap_or(last);
                Span::new(core.start, self.end(end + 1).max(core.end))
            } else {
                core
            }
        } else {
            core
        };
        Some(Speaker { whole, core })
    }

    /// The phrase behind *by*.
    fn doer(&self, k: usize) -> Option<usize> {
        let by = (k + 1..self.len())
            .take(4)
            .find(|&j| self.chunk(j).is(Kind::Prep) && self.first_word(j).tag == Tag::By)?;
        self.noun_at(by + 1).and_then(|j| self.phrase(j))
    }

    /// Who could speak next: the subject of the sentence outside its quotes.
    fn actor(&self) -> Option<Speaker> {
        let verb = (0..self.len())
            .take(4 * REACH)
            .find(|&j| self.outside(j) && self.chunk(j).is_finite() && self.phrase(j).is_some())?;
        let p = self.phrase(verb)?;
        let phrase = &self.scene.syntax.phrases[p];
        let head = usize::from(phrase.head);
        let word = self.head(head);
        let person = word.tag == Tag::Name
            || word.is(Cats::PERSON.with(Cats::GROUP))
            || word.is(Cats::SUBJECT) && !word.is(Cats::NEUTER.with(Cats::FIRST));
        let core = Span::new(
            self.start(usize::from(phrase.first)),
            self.end(usize::from(phrase.last) + 1),
        );
        (person && self.outside(head)).then_some(Speaker { whole: core, core })
    }
}

/// Whether quoted words end as they do before a cue.
fn text_ends_open(inner: &str) -> bool {
    inner.trim_end().ends_with([',', '?', '!', '.', '-', '\u{2013}', '\u{2014}', '\u{2026}'])
}

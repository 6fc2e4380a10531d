//! A sentence with its quotation marks: what is looked up for every group, found
//! in one pass over each.

use super::pair::Pair;
use super::{Quotes, Scene, Verb, Words};
use crate::Span;
use crate::chunk::clause::{ClauseKind, NONE};
use crate::chunk::group::{Chunk, Form, Kind};
use crate::chunk::word::Word;
use crate::lexicon::{Cats, Tag};

/// How far a verb may stand from its subject and its content, in groups.
pub(super) const REACH: usize = 32;

/// What a group of a sentence is to the search.
#[derive(Clone, Copy, Debug)]
struct Group {
    /// The pair that it lies in plus one, or 0.
    inside: u32,
    /// The first group behind that pair.
    leave: u16,
    /// The first group of the clause that it governs, or [`NONE`].
    own: u16,
    /// What a verb group reports.
    verb: Verb,
}

/// What the groups of a sentence are to the search. The buffers are reused.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    groups: Vec<Group>,
    /// Groups outside marks where content may end, in order.
    ends: Vec<u16>,
    /// The group where the main clause begins, when a subordinate clause or an
    /// adverbial opens the sentence; else 0.
    main: u16,
}

impl Index {
    pub fn read(&mut self, scene: &Scene<'_>, pairs: &[Pair]) {
        let syntax = scene.syntax;
        let count = syntax.chunks.len().min(usize::from(NONE) - 1);
        self.groups.clear();
        self.ends.clear();
        let mut at = pairs.partition_point(|p| p.outer.end <= scene.sentence.span.start);
        let next = |at: usize| pairs.get(at).map_or(u32::MAX, |p| p.outer.start as u32);
        let mut open = next(at);
        for (k, chunk) in syntax.chunks.iter().enumerate().take(count) {
            let start = syntax.words[chunk.head as usize].start;
            // Most groups stand before the next pair.
            if open <= start {
                while pairs.get(at).is_some_and(|p| p.outer.end <= start as usize) {
                    at += 1;
                }
                open = next(at);
            }
            let within = open <= start;
            self.groups.push(Group {
                inside: if within { at as u32 + 1 } else { 0 },
                leave: k as u16 + 1,
                own: NONE,
                verb: match chunk.kind {
                    Kind::Verb => verb(scene.words, &syntax.words, chunk),
                    _ => Verb::default(),
                },
            });
            let ends = match chunk.kind {
                Kind::Stop | Kind::Comma | Kind::Dash | Kind::Semicolon | Kind::Coord => true,
                Kind::Prep => syntax.words[chunk.from as usize].is(Cats::ACCORDING),
                _ => false,
            };
            // “…,” and what follows: the comma stands inside the marks.
            let closes = || {
                chunk.is(Kind::Comma)
                    && syntax.chunks.get(k + 1).is_some_and(|c| c.is(Kind::QuoteClose))
            };
            if ends && (!within || closes()) {
                self.ends.push(k as u16);
            }
        }
        let mut behind = Group { inside: u32::MAX, leave: 0, own: NONE, verb: Verb::default() };
        for group in self.groups.iter_mut().rev() {
            if group.inside == behind.inside {
                group.leave = behind.leave;
            }
            behind = *group;
        }
        for clause in &syntax.clauses {
            let speech = matches!(clause.kind, ClauseKind::Complement | ClauseKind::Quotation);
            if !speech || clause.from <= clause.governor {
                continue;
            }
            if let Some(governor) = self.groups.get_mut(usize::from(clause.governor)) {
                if governor.own == NONE {
                    governor.own = clause.from;
                }
            }
        }
    }
}

fn verb(words: &Words, all: &[Word], chunk: &Chunk) -> Verb {
    let head = chunk.head as usize;
    words.verb(all[head].lemma(), all[head + 1..].iter().map(|w| w.hash))
}

/// A sentence with its pairs.
pub(super) struct View<'a> {
    pub scene: Scene<'a>,
    pub index: &'a Index,
    pub pairs: &'a [Pair],
}

impl<'a> View<'a> {
    pub fn len(&self) -> usize {
        self.index.groups.len()
    }

    pub fn chunk(&self, k: usize) -> &'a Chunk {
        &self.scene.syntax.chunks[k]
    }

    pub fn kind(&self, k: usize) -> Kind {
        if k < self.len() { self.chunk(k).kind } else { Kind::Stop }
    }

    pub fn head(&self, k: usize) -> &'a Word {
        &self.scene.syntax.words[self.chunk(k).head as usize]
    }

    pub fn first_word(&self, k: usize) -> &'a Word {
        &self.scene.syntax.words[self.chunk(k).from as usize]
    }

    pub fn start(&self, k: usize) -> usize {
        if k < self.len() {
            self.first_word(k).start as usize
        } else {
            self.scene.sentence.span.end
        }
    }

    /// One past the last byte of the groups before `k`.
    pub fn end(&self, k: usize) -> usize {
        match k.min(self.len()).checked_sub(1) {
            Some(k) => self.scene.syntax.words[self.chunk(k).to as usize - 1].end as usize,
            None => self.scene.sentence.span.start,
        }
    }

    /// From the first byte of group `from` to the last one before `to`.
    pub fn span(&self, from: usize, to: usize) -> Span {
        let start = self.start(from);
        Span::new(start, self.end(to).max(start))
    }

    /// The pair that group `k` lies in.
    pub fn pair(&self, k: usize) -> Option<&'a Pair> {
        let inside = self.index.groups.get(k)?.inside;
        self.pairs.get((inside as usize).checked_sub(1)?)
    }

    pub fn outside(&self, k: usize) -> bool {
        self.index.groups.get(k).is_some_and(|g| g.inside == 0)
    }

    /// Whether group `k` is of this kind and lies outside quotation marks.
    pub fn is(&self, k: usize, kind: Kind) -> bool {
        self.kind(k) == kind && self.outside(k)
    }

    /// Whether group `k` lies in a pair that begins within it: “was “based on””.
    pub fn straddles(&self, k: usize) -> bool {
        self.pair(k).is_some_and(|p| self.start(k) < p.outer.start)
    }

    /// One past the last group of the pair that group `k` lies in.
    pub fn pair_end(&self, k: usize) -> usize {
        self.index.groups.get(k).map_or(self.len(), |g| usize::from(g.leave))
    }

    /// The first group of the pair that group `k` lies in.
    pub fn pair_start(&self, k: usize) -> usize {
        let groups = &self.index.groups;
        groups[..k].iter().rposition(|g| g.inside != groups[k].inside).map_or(0, |i| i + 1)
    }

    pub fn verb(&self, k: usize) -> Verb {
        self.index.groups.get(k).map_or_else(Verb::default, |g| g.verb)
    }

    /// The group behind the verb `k` and its particles.
    pub fn behind(&self, k: usize) -> usize {
        let end = self.chunk(k).head + 1 + u32::from(self.verb(k).particles);
        (k + 1..self.len()).find(|&j| self.chunk(j).from >= end).unwrap_or(self.len())
    }

    /// Where the clause begins that the verb `k` governs.
    pub fn own(&self, k: usize) -> Option<usize> {
        self.index.groups.get(k).map(|g| g.own).filter(|&own| own != NONE).map(usize::from)
    }

    /// The places from group `start` on where content may end.
    pub fn ends(&self, start: usize) -> &'a [u16] {
        let first = self.index.ends.partition_point(|e| usize::from(*e) < start);
        &self.index.ends[first..]
    }

    /// The group before `k` that is no adverb.
    pub fn before(&self, k: usize) -> Option<usize> {
        (0..k.min(self.len()))
            .rev()
            .take(4)
            .find(|&j| !self.chunk(j).is(Kind::Adverb) || !self.outside(j))
    }

    /// The group from `k` on that is no adverb.
    pub fn past_adverbs(&self, k: usize) -> usize {
        (k..self.len()).take(4).find(|&j| !self.is(j, Kind::Adverb)).unwrap_or(k)
    }

    pub fn phrase(&self, k: usize) -> Option<usize> {
        self.chunk(k).phrase.checked_sub(1).map(usize::from)
    }

    pub fn is_according(&self, k: usize) -> bool {
        self.is(k, Kind::Prep) && self.first_word(k).is(Cats::ACCORDING)
    }

    pub fn is_that(&self, k: usize) -> bool {
        self.kind(k) == Kind::Sub && self.first_word(k).is(Cats::THAT)
    }

    /// A noun group outside marks that is no time.
    pub fn is_noun(&self, k: usize) -> bool {
        self.is(k, Kind::Noun) && !self.chunk(k).time
    }

    /// Behind the noun group at `k` and the prepositional phrases that follow.
    pub fn noun_end(&self, k: usize) -> usize {
        let mut j = k + 1;
        while self.is(j, Kind::Prep)
            && self.is(j + 1, Kind::Noun)
            && !self.is_according(j)
            && j < k + REACH
        {
            j += 2;
        }
        j
    }

    /// A verb of one word outside marks that may be a past participle.
    pub fn is_part(&self, k: usize) -> bool {
        let one = self.is(k, Kind::Verb) && self.chunk(k).from == self.chunk(k).head;
        one && self.head(k).is(Cats::PART)
    }

    /// The finite verb of the clause whose subject begins at `k`.
    pub fn clause_verb(&self, k: usize) -> Option<usize> {
        if !self.is_noun(k) {
            return None;
        }
        let mut j = k + 1;
        while j < self.len() && j < k + 8 && (self.outside(j) || self.straddles(j)) {
            match self.chunk(j).kind {
                Kind::Verb if self.chunk(j).is_finite() => return Some(j),
                Kind::Prep | Kind::Adverb | Kind::Noun => j += 1,
                Kind::Coord if self.is_noun(j + 1) => j += 2,
                _ => return None,
            }
        }
        None
    }

    /// Where the main clause begins behind a subordinate clause or adverbial
    /// that opens the sentence; 0 where none does.
    pub fn main(&self) -> usize {
        usize::from(self.index.main)
    }

    pub fn find_main(&self) -> u16 {
        let first = (0..self.len().min(4)).find(|&j| {
            self.outside(j)
                && !matches!(self.chunk(j).kind, Kind::Coord | Kind::Adverb | Kind::Comma)
        });
        let Some(first) = first else { return 0 };
        // “Years after X said”
        let time = self.chunk(first).is(Kind::Noun) && self.chunk(first).time;
        let first = if time && self.is(first + 1, Kind::Sub) { first + 1 } else { first };
        let opens = match self.chunk(first).kind {
            Kind::Sub | Kind::Wh => !self.is_that(first),
            Kind::Prep => true,
            Kind::Verb => self.chunk(first).form != Form::Finite,
            _ => false,
        };
        if !opens {
            return 0;
        }
        let main = (first + 1..self.len()).find(|&j| {
            let comma = self.is(j - 1, Kind::Comma)
                || self.kind(j - 1) == Kind::QuoteClose && j > 1 && self.kind(j - 2) == Kind::Comma;
            comma && self.clause_verb(j).is_some()
        });
        main.map_or(0, |j| j as u16)
    }

    /// Whether the tag of the word that heads group `k` is a past tense.
    pub fn is_past(&self, k: usize) -> bool {
        self.first_word(k).tag == Tag::Past
            || self.first_word(k).is(Cats::PAST) && self.chunk(k).is_finite()
    }
}

impl Quotes {
    /// Reads the groups of a sentence into the index.
    pub(super) fn index(&mut self, scene: &Scene<'_>) -> Index {
        let mut index = std::mem::take(&mut self.index);
        index.read(scene, &self.pairs);
        let view = View { scene: *scene, index: &index, pairs: &self.pairs };
        let main = view.find_main();
        index.main = main;
        index
    }
}

//! The cue language: `.cue` files compiled to frames that the claim stage
//! matches. `docs/frames.md` is the reference of the language.

pub(crate) mod check;
mod compile;
mod evoke;
pub(crate) mod inflect;
pub(crate) mod support;
mod syntax;

use crate::flat::Prehashed;
use std::collections::HashSet;
use std::sync::Arc;

pub(crate) use evoke::{ANYTHING, Asked, Evoke, Evokes, Key, asked_bit, trace};

/// Everything that the `.cue` files say.
#[derive(Debug, Default)]
pub(crate) struct Frames {
    /// Names of the kinds of claim.
    pub kinds: Vec<String>,
    /// Classes of the same words are one.
    pub classes: Vec<Arc<Class>>,
    pub frames: Vec<Frame>,
    /// From inflected forms (of the first word of a phrase) to the cue words that
    /// each may be, in the order of the files.
    pub evokes: Evokes,
    /// From words to the classes that frames ask for.
    pub asked: Asked,
}

/// A set of lemmas, by hash.
#[derive(Debug, Default)]
pub(crate) struct Class {
    /// Every inflected form of the listed words.
    pub forms: HashSet<u64, Prehashed>,
    /// Phrases of several words, each as hashes of its words; sorted.
    pub phrases: Vec<Arc<[u64]>>,
    /// The first words of the phrases.
    firsts: Box<[u64]>,
    /// Bits that stand for those words, a power of two of sets: most words begin
    /// no phrase, and need no search. Words may share one.
    starts: Box<[u64]>,
}

impl Pattern {
    /// The slot whose classes must have a word in the sentence for it to fit, if one
    /// asks for that.
    fn asking(&self) -> Option<&Slot> {
        let behind = self.after.iter().filter(|e| !e.optional).filter_map(|e| e.slot.as_ref());
        let mut slots = self.before.iter().chain(behind);
        // Of what a clause or a gerund speaks, no class tells.
        let free = [Shapes::CLAUSE, Shapes::GERUND];
        slots.find(|slot| {
            !slot.not
                && !slot.classes.is_empty()
                && !free.iter().any(|&shape| slot.shapes.has(shape))
        })
    }

    /// The words of one of each of which a sentence must have one, if the cue is a
    /// verb; what belongs to a noun or a predicate may stand behind other words.
    pub fn wants(&self) -> impl Iterator<Item = &[u64]> {
        let verb = self.class == CueClass::Verb;
        let wanted = move |e: &&Element| verb && !e.optional && !e.inner && !e.words.is_empty();
        self.after.iter().filter(wanted).map(|e| &e.words[..])
    }
}

impl Class {
    /// The class with all its phrases, ready to be asked.
    pub fn seal(mut self) -> Arc<Self> {
        self.phrases.sort_unstable();
        self.phrases.dedup();
        self.firsts = self.phrases.iter().map(|phrase| phrase[0]).collect();
        // One word in sixteen shares a bit, or fewer.
        self.starts = vec![0; (self.firsts.len() / 4).next_power_of_two()].into();
        for &first in &self.firsts {
            let (set, bit) = self.start(first);
            self.starts[set] |= bit;
        }
        Arc::new(self)
    }

    fn start(&self, word: u64) -> (usize, u64) {
        ((word >> 6) as usize & (self.starts.len() - 1), 1 << (word & 63))
    }

    /// The phrases that begin with the word `first`.
    pub fn phrases_from(&self, first: u64) -> &[Arc<[u64]>] {
        let (set, bit) = self.start(first);
        if self.starts[set] & bit == 0 {
            return &[];
        }
        let from = self.firsts.partition_point(|&word| word < first);
        let same = self.firsts[from..].iter().take_while(|&&word| word == first).count();
        &self.phrases[from..from + same]
    }
}

/// What a frame makes no claim without.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Asks {
    /// A word of one of these classes, as a set of their bits, or of these beside a
    /// negator; both empty if it may do without.
    pub classes: u64,
    pub neglected: u64,
    /// A negator.
    pub negation: bool,
}

/// What kind of word a cue is; it decides which patterns apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum CueClass {
    Verb,
    Noun,
    Predicate,
    /// A word that holds an act at a distance: “allegedly”, “alleged”.
    Modifier,
}

/// A cue word or phrase of a frame.
#[derive(Debug)]
pub(crate) struct CueWord {
    pub class: CueClass,
    /// As written, for messages.
    pub text: String,
    /// What follows the first word.
    pub tail: Vec<Tail>,
}

/// A word that follows the first word of a cue phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Tail {
    /// One of these forms.
    Words(Forms),
    /// One of these forms, or nothing.
    Optional(Forms),
    /// A possessive.
    Possessive,
}

/// Word forms of which one is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Forms {
    hashes: Arc<[u64]>,
    /// As a set of [`trace`]s.
    pub traces: u64,
}

impl FromIterator<u64> for Forms {
    fn from_iter<I: IntoIterator<Item = u64>>(hashes: I) -> Self {
        let hashes: Arc<[u64]> = hashes.into_iter().collect();
        let traces = hashes.iter().fold(0, |set, &word| set | trace(word));
        Self { hashes, traces }
    }
}

impl Forms {
    pub fn has(&self, word: u64) -> bool {
        self.traces & trace(word) != 0 && self.hashes.contains(&word)
    }
}

/// One meaning with its words, patterns and guards.
#[derive(Debug)]
pub(crate) struct Frame {
    /// `KIND/NAME`.
    pub id: String,
    pub kind: usize,
    pub legal: bool,
    /// Its claims hold their content at a distance.
    pub hedged: bool,
    /// Codes of the frame, or else of its kind.
    pub cameo: Option<String>,
    pub plover: Option<String>,
    /// Participles of speech that bring the content of a verb without one.
    pub reasons: Vec<u64>,
    pub needs: Needs,
    pub cues: Vec<CueWord>,
    pub patterns: Vec<Pattern>,
    pub guards: Vec<Guard>,
    pub examples: Vec<Example>,
    pub line: usize,
    pub file: String,
}

/// What a frame makes no claim without.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Needs {
    pub roles: Vec<Role>,
    /// The verb must be negated; the claim itself then is not.
    pub negation: bool,
    /// The judgement must be neither negated nor conditional.
    pub affirmation: bool,
    /// The subject must be whoever speaks.
    pub own: bool,
}

/// Where the roles stand around a cue.
#[derive(Debug)]
pub(crate) struct Pattern {
    pub class: CueClass,
    /// As written, for `explain`.
    pub text: String,
    /// The slot before the cue.
    pub before: Option<Slot>,
    /// What follows the cue, in order.
    pub after: Vec<Element>,
}

/// One part of a pattern behind the cue.
#[derive(Debug)]
pub(crate) struct Element {
    /// Forms of the preposition or of the required word; empty for a slot
    /// without one.
    pub words: Vec<u64>,
    pub slot: Option<Slot>,
    pub optional: bool,
    /// To be found inside the slot before it.
    pub inner: bool,
}

/// A role to be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    pub role: Role,
    pub shapes: Shapes,
    /// Classes of which the head must be one (or none, when `not`).
    pub classes: Vec<usize>,
    pub not: bool,
    /// Verbs whose object may be of the classes in their place (`wrong`).
    pub by: Option<usize>,
    /// Verbs that it is wrong not to do (`wrong`).
    pub without: Option<usize>,
    /// Verbs that do wrong only to someone, or to what is of a class (`wrong`).
    pub only: Option<(usize, usize)>,
    /// Verbs that are no wrong in themselves, and those to whom they are (`wrong`).
    pub also: Option<(usize, usize)>,
    /// Must be there, but gives no role (written `<- …>`).
    pub silent: bool,
}

/// The roles of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    Source,
    Target,
    Content,
}

/// A set of shapes that a slot accepts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shapes(pub u16);

impl Shapes {
    pub const NP: Self = Self(1);
    pub const GERUND: Self = Self(2);
    pub const CLAUSE: Self = Self(4);
    pub const INF: Self = Self(8);
    pub const PRED: Self = Self(16);
    pub const WRONG: Self = Self(32);
    /// The verb of the cue with what belongs to it.
    pub const ACT: Self = Self(128);
    /// The nouns right before a noun: “*fraud* charges”.
    pub const COMPOUND: Self = Self(256);
    /// A noun phrase that names someone who can act.
    pub const PARTY: Self = Self(64 | Self::NP.0);

    /// A noun phrase that is the name of a person.
    pub const PERSON: Self = Self(512 | Self::NP.0);

    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A context in which the word means something else.
#[derive(Debug)]
pub(crate) struct Guard {
    pub place: Place,
    /// Sorted forms.
    pub forms: Vec<u64>,
    pub classes: Vec<usize>,
}

/// Where a guard looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Next,
    Before,
    Object,
    Subject,
    /// Who does the wrong that a clause tells of, where nothing but one of the words
    /// names him.
    Doer,
}

/// An example of a frame, run as a test.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    pub want: Want,
    pub line: usize,
    /// Without the brackets.
    pub text: String,
    pub cue: Option<crate::Span>,
    pub roles: [Option<crate::Span>; 3],
    pub negated: bool,
    pub hedged: bool,
    pub modality: crate::Modality,
}

/// What an example shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Want {
    Yes,
    No,
    Gap,
}

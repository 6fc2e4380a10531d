//! Claims: the frames of the cue language matched against the syntax of a
//! sentence.

pub(crate) mod candidate;
mod content;
mod fill;
mod noun;
mod predicate;
mod qualify;
mod relation;
mod span;
mod wrong;

use crate::chunk::Syntax;
use crate::chunk::group::{Chunk, Kind};
use crate::chunk::word::Word;
use crate::document::{Argument, Claim, ClaimKind};
use crate::frames::support::SupportTable;
use crate::frames::{CueClass, CueWord, Evoke, Frame, Frames, Guard, Place, Role, Tail};
use crate::lexicon::{Cats, Lexicon, Tag};
use crate::quote::Quotes;
use crate::{Modality, Span};
use candidate::Candidate;

/// What the stage knows, and the sentence it reads.
#[derive(Clone, Copy)]
pub(crate) struct Stage<'a> {
    pub frames: &'a Frames,
    pub support: &'a SupportTable,
    pub lexicon: &'a Lexicon,
    pub syntax: &'a Syntax,
    /// The sentence is a title or a heading.
    pub heading: bool,
    /// The quotations of the text so far: who speaks where the sentence itself
    /// does not say it.
    pub quotes: &'a Quotes,
}

/// A cue in a sentence: which words it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CueAt {
    /// First word and one past the last.
    pub from: usize,
    pub to: usize,
    /// The group that holds it.
    pub chunk: usize,
    pub class: CueClass,
}

/// The roles that a frame has found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Roles {
    pub spans: [Option<Span>; 3],
    /// How each was found.
    pub how: [How; 3],
    pub via: Option<Span>,
}

/// How a role was found: the syntactic relation, for [`explain`](crate::Extractor::explain).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum How {
    #[default]
    Nothing,
    Subject,
    PassiveSubject,
    ByPhrase,
    Object,
    Antecedent,
    Preposition,
    Clause,
    Predicate,
    Possessor,
    Modifier,
    Modified,
    Support,
    Speaker,
    Doer,
    SubjectClause,
    Inner,
}

/// Why a frame did not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// The word is of another class here.
    OtherClass,
    /// The phrase does not go on as the cue word asks.
    Phrase,
    /// A guard holds.
    Guard(Place),
    /// The part of the pattern with this number (from 0) is missing.
    Missing(usize),
    /// What stands there is not of the class that the slot asks for.
    WrongClass(usize),
    /// The pattern has no object that a passive could turn into a subject.
    NoPassive,
    /// A role is missing without which the frame makes no claim.
    Needs(Role),
    /// The verb is not negated, as the frame asks.
    NotNegated,
    /// What stands behind the preposition of the part with this number is one that
    /// the slot keeps out.
    Excluded(usize),
    /// The judgement is negated, or hangs on a condition.
    NotAffirmed,
    /// Someone else than the subject speaks.
    OfOthers,
    /// Nothing but the word itself was found.
    Bare,
}

/// A frame tried on a cue.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Trial {
    pub evoke: Evoke,
    /// Index of the pattern that fitted, or of the last one tried.
    pub pattern: Option<usize>,
    pub cue: CueAt,
    pub outcome: Result<Roles, Why>,
}

impl Roles {
    pub fn get(&self, role: Role) -> Option<Span> {
        self.spans[role as usize]
    }

    pub fn set(&mut self, role: Role, span: Span, how: How) {
        self.spans[role as usize] = Some(span);
        self.how[role as usize] = how;
    }

    /// Fills the role of `slot`, unless the slot only asks and gives nothing.
    pub fn fill(&mut self, slot: &crate::frames::Slot, span: Span, how: How) {
        if !slot.silent {
            self.set(slot.role, span, how);
        }
    }

    pub fn count(&self) -> usize {
        self.spans.iter().filter(|s| s.is_some()).count()
    }
}

/// Appends the claims of a sentence; `sentence` is its index, `candidates` are the
/// cues that it may hold. `trials` receives every frame tried, where someone wants
/// to see them.
pub(crate) fn find(
    stage: &Stage<'_>,
    sentence: usize,
    candidates: &[Candidate],
    claims: &mut Vec<Claim>,
    mut trials: Option<&mut Vec<Trial>>,
) {
    let first = claims.len();
    let mut covered = 0;
    let mut made = Vec::new();
    for candidates in candidates.chunk_by(|a, b| a.at == b.at) {
        let at = candidates[0].at;
        if at < covered {
            continue;
        }
        let mut best: Option<Trial> = None;
        for candidate in candidates {
            let trial = stage.attempt(at, candidate.evoke);
            if let Some(trials) = trials.as_deref_mut() {
                trials.push(trial);
            }
            let Ok(roles) = trial.outcome else { continue };
            let better = best.is_none_or(|b| {
                let length = |t: &Trial| t.cue.to - t.cue.from;
                let filled = b.outcome.map_or(0, |r| r.count());
                (length(&trial), roles.count()) > (length(&b), filled)
            });
            if better {
                best = Some(trial);
            }
        }
        if let Some(trial) = best {
            covered = trial.cue.to;
            claims.push(stage.claim(&trial, sentence));
            made.push(trial);
        }
    }
    if made.len() > 1 {
        absorb(stage, claims, first, &made);
    }
}

/// What one claim of a sentence says of another of the same kind makes them
/// one: a hedge inside a content, a judgement that goes on from an act
/// (“condemned the attack, *calling* it barbaric”), a noun inside a judgement.
fn absorb(stage: &Stage<'_>, claims: &mut Vec<Claim>, first: usize, trials: &[Trial]) {
    let mut dropped = vec![false; trials.len()];
    for (b, trial) in trials.iter().enumerate() {
        let (before, rest) = claims[first..].split_at_mut(b);
        let Some((later, after)) = rest.split_first_mut() else { break };
        let how = trial.outcome.map(|r| r.how).unwrap_or_default();
        let sourceless_noun = trial.cue.class == CueClass::Noun && later.source.is_none();
        let cue = later.cue;
        let holds = |a: Option<Argument>| a.is_some_and(|a| a.span.contains(cue));
        let mut others = before.iter_mut().chain(after);
        dropped[b] = match trial.cue.class {
            // “condemned this *heinous* attack” is one judgement.
            CueClass::Modifier
                if later.content.is_none() || how[Role::Content as usize] == How::Predicate =>
            {
                others.any(|other| {
                    other.kind == later.kind && (holds(other.target) || holds(other.content))
                })
            }
            // The modifier hedges the claim that it stands in, or whose own
            // verb it modifies.
            CueClass::Modifier => others.any(|other| {
                let begins = later.content.map(|c| c.span.start);
                let own = begins == Some(other.cue.start)
                    || begins.is_some()
                        && other.kind == later.kind
                        && begins == other.content.map(|c| c.span.start);
                let inside = other.kind == later.kind
                    && other.content.is_some_and(|c| c.span.contains(later.cue));
                other.hedged |= own || inside;
                own || inside
            }),
            _ if sourceless_noun => {
                // “denies *torture allegations*”: nothing but the name of what
                // is denied.
                let named = later.target.is_none() && how[Role::Content as usize] == How::Modifier;
                others.any(|other| {
                    other.kind == later.kind && holds(other.content) || named && holds(other.target)
                })
            }
            CueClass::Verb => before.iter_mut().enumerate().any(|(a, earlier)| {
                let act = earlier.kind == later.kind
                    && earlier.content.is_none()
                    && earlier
                        .source
                        .is_some_and(|s| later.source.is_some_and(|l| l.span == s.span))
                    && later.target.is_some_and(|t| stage.is_pronoun(t.span));
                if !act || dropped[a] {
                    return false;
                }
                if how[Role::Content as usize] == How::Predicate {
                    earlier.content = later.content;
                    earlier.span =
                        later.content.map_or(earlier.span, |c| earlier.span.cover(c.span));
                    return true;
                }
                // “sued the firm, accusing it of …”: the later says more.
                dropped[a] = later.content.is_some();
                false
            }),
            // “is divisive, *stupid* and *wrong*”: one judgement in several words.
            CueClass::Predicate => before.iter().enumerate().any(|(a, earlier)| {
                !dropped[a]
                    && trials[a].cue.class == CueClass::Predicate
                    && earlier.kind == later.kind
                    && earlier.target.zip(later.target).is_some_and(|(e, l)| e.span == l.span)
            }),
            _ => false,
        };
    }
    // The claims of earlier sentences are not walked over again.
    let mut kept = first;
    for (b, dropped) in dropped.iter().enumerate() {
        if !dropped {
            claims.swap(kept, first + b);
            kept += 1;
        }
    }
    claims.truncate(kept);
}

impl<'a> Stage<'a> {
    fn chunk(&self, k: usize) -> &'a Chunk {
        &self.syntax.chunks[k]
    }

    /// Whether `span` is a single pronoun of the third person.
    fn is_pronoun(&self, span: Span) -> bool {
        let words = &self.syntax.words;
        let i = words.partition_point(|w| (w.end as usize) <= span.start);
        words.get(i).is_some_and(|w| {
            w.span() == span
                && w.is(Cats::OBJECT.with(Cats::PRONOUN))
                && !w.is(Cats::FIRST.with(Cats::SECOND))
        })
    }

    /// The group that holds word `at`.
    fn chunk_of(&self, at: usize) -> Option<usize> {
        let chunks = &self.syntax.chunks;
        let k = chunks.partition_point(|c| c.to as usize <= at);
        (k < chunks.len()).then_some(k)
    }

    fn attempt(&self, at: usize, evoke: Evoke) -> Trial {
        let frame = &self.frames.frames[evoke.frame as usize];
        let word = &frame.cues[evoke.cue as usize];
        let chunk = self.chunk_of(at).unwrap_or(0);
        let mut cue = CueAt { from: at, to: at + 1, chunk, class: word.class };
        let mut pattern = None;
        let outcome = match self.locate(at, word, &mut cue) {
            Err(why) => Err(why),
            Ok(()) => match self.guarded(frame, &cue) {
                Some(place) => Err(Why::Guard(place)),
                None => {
                    let mut last = Err(Why::OtherClass);
                    for (i, p) in frame.patterns.iter().enumerate() {
                        if p.class != cue.class {
                            continue;
                        }
                        pattern = Some(i);
                        last = self.fill(frame, p, &cue);
                        if matches!(last, Ok(_) | Err(Why::Excluded(_))) {
                            break;
                        }
                    }
                    if last.is_ok() && frame.needs.affirmation && !self.affirmed(&cue) {
                        last = Err(Why::NotAffirmed);
                    }
                    last
                }
            },
        };
        Trial { evoke, pattern, cue, outcome }
    }

    /// Whether the word at `at` is the cue here: its class, and the rest of
    /// its phrase.
    fn locate(&self, at: usize, word: &CueWord, cue: &mut CueAt) -> Result<(), Why> {
        let words = &self.syntax.words;
        let here = &words[at];
        let chunk = self.chunk(cue.chunk);
        match word.class {
            CueClass::Verb => {
                let verb =
                    matches!(here.tag, Tag::Base | Tag::S | Tag::Past | Tag::Part | Tag::Ing)
                        || matches!(here.tag, Tag::Be | Tag::Have) && !word.tail.is_empty();
                if !verb || !chunk.is(Kind::Verb) || chunk.head as usize != at {
                    return Err(Why::OtherClass);
                }
            }
            CueClass::Noun if word.tail.is_empty() => {
                if !matches!(here.tag, Tag::Noun | Tag::Plural | Tag::Name | Tag::Ing)
                    || !chunk.is(Kind::Noun)
                    || chunk.head as usize != at
                {
                    return Err(Why::OtherClass);
                }
            }
            CueClass::Noun => {}
            CueClass::Predicate => {
                // “a false start”: before a noun the word judges nothing else.
                let head = chunk.head as usize;
                let inside = chunk.is(Kind::Noun) && head > at + word.tail.len();
                if matches!(here.tag, Tag::Det | Tag::Num) && word.tail.is_empty() || inside {
                    return Err(Why::OtherClass);
                }
            }
            CueClass::Modifier => {}
        }
        let mut next = at + 1;
        for tail in &word.tail {
            // Adverbs may stand inside: “lashed out angrily at”.
            let mut k = next;
            while words
                .get(k)
                .is_some_and(|w| w.tag == Tag::Adverb && !w.is(Cats::NEG) && !matches(tail, w.hash))
                && k < next + 2
            {
                k += 1;
            }
            match tail {
                Tail::Words(forms) => {
                    if words.get(k).is_some_and(|w| forms.has(w.hash)) {
                        next = k + 1;
                    } else {
                        return Err(Why::Phrase);
                    }
                }
                Tail::Optional(forms) => {
                    if words.get(k).is_some_and(|w| forms.has(w.hash)) {
                        next = k + 1;
                    }
                }
                Tail::Possessive => {
                    if words.get(k).is_some_and(|w| w.is(Cats::POSSESSIVE)) {
                        next = k + 1;
                    } else {
                        return Err(Why::Phrase);
                    }
                }
            }
        }
        cue.to = next;
        if matches!(word.class, CueClass::Noun | CueClass::Predicate) {
            // The group of the last word: “under fire”, “a lie”.
            cue.chunk = self.chunk_of(next - 1).unwrap_or(cue.chunk);
        }
        Ok(())
    }

    /// Whether what the cue says is said to be so.
    fn affirmed(&self, cue: &CueAt) -> bool {
        let q = self.qualify(cue);
        // “would be foolish”: what is judged is only thought of.
        let thought = self.copula_of(cue).and_then(|k| self.chunk(k).modal.checked_sub(1));
        let thought = thought.is_some_and(|i| self.syntax.words[i as usize].is(Cats::CONDITION));
        !q.negated && q.modality != Modality::Conditional && !thought
    }

    fn guarded(&self, frame: &Frame, cue: &CueAt) -> Option<Place> {
        let words = &self.syntax.words;
        frame.guards.iter().find_map(|guard| {
            let holds = |w: &Word| self.guards(guard, w);
            // The head of a group, or a phrase of a class that begins there.
            let head = |k: usize| {
                let at = self.chunk(k).head as usize;
                holds(&words[at])
                    || guard.classes.iter().any(|&c| self.begins_phrase(c, at, words.len()))
            };
            let hit = match guard.place {
                Place::Next => words.get(cue.to).is_some_and(holds),
                Place::Before => {
                    cue.from.checked_sub(1).and_then(|k| words.get(k)).is_some_and(holds)
                }
                Place::Object => {
                    let object = self.object_group(cue);
                    // “were denied the right”: a passive keeps its second object; “denied
                    // *them* a win” has it behind a pronoun.
                    let kept = self.kept_object(cue).or_else(|| self.second_object(cue, object?));
                    object.into_iter().chain(kept).any(head)
                }
                Place::Subject => self.subject_group(cue).is_some_and(head),
                // Who did it is not known yet.
                Place::Doer => false,
            };
            hit.then_some(guard.place)
        })
    }

    /// Whether a word is one of those that a guard names.
    fn guards(&self, guard: &Guard, word: &Word) -> bool {
        [word.hash, word.lemma(), word.entry.noun_lemma].iter().any(|h| {
            guard.forms.binary_search(h).is_ok()
                || guard.classes.iter().any(|&c| self.frames.classes[c].forms.contains(h))
        })
    }

    /// Whether a guard keeps out the doer: “*three thieves* took it” says no more
    /// than that it was stolen.
    pub(super) fn nameless(&self, frame: &Frame, doer: Span) -> bool {
        let words = &self.syntax.words;
        let from = words.partition_point(|w| (w.end as usize) <= doer.start);
        let to = words.partition_point(|w| (w.start as usize) < doer.end);
        let Some((head, before)) = words[from..to].split_last() else { return false };
        let told = words.get(to).is_some_and(|w| matches!(w.tag, Tag::Ing | Tag::Wh | Tag::Prep));
        let plain = |w: &Word| {
            w.kind.is_none()
                && matches!(w.tag, Tag::Det | Tag::Num | Tag::Adj | Tag::Adverb)
                && !w.is(Cats::DEFINITE.with(Cats::POSSESSIVE))
        };
        !told
            && before.iter().all(plain)
            && frame.guards.iter().any(|g| g.place == Place::Doer && self.guards(g, head))
    }

    fn claim(&self, trial: &Trial, sentence: usize) -> Claim {
        let frame = &self.frames.frames[trial.evoke.frame as usize];
        let roles = trial.outcome.unwrap_or_default();
        let words = &self.syntax.words;
        let cue = words[trial.cue.from].span().cover(words[trial.cue.to - 1].span());
        let qualifiers = self.qualify(&trial.cue);
        // A slot at the very end of a sentence may have found nothing.
        let filled = |span: &Span| !span.is_empty();
        let span = roles.spans.iter().flatten().copied().filter(filled).fold(cue, Span::cover);
        let argument = |role: Role| roles.get(role).filter(filled).map(Argument::new);
        Claim {
            kind: ClaimKind::new(self.frames.kinds[frame.kind].clone()),
            rule: frame.id.clone(),
            cameo: frame.cameo.clone(),
            plover: frame.plover.clone(),
            span,
            sentence,
            cue,
            source: argument(Role::Source),
            target: argument(Role::Target),
            content: argument(Role::Content),
            via: roles.via.map(Argument::new),
            negated: qualifiers.negated != frame.needs.negation,
            hedged: qualifiers.hedged || frame.hedged,
            modality: qualifiers.modality,
            quote: None,
        }
    }
}

fn matches(tail: &Tail, hash: u64) -> bool {
    match tail {
        Tail::Words(forms) | Tail::Optional(forms) => forms.has(hash),
        Tail::Possessive => false,
    }
}

/// Negation, hedging and modality of a claim.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Qualifiers {
    pub negated: bool,
    pub hedged: bool,
    pub modality: Modality,
}

//! Why a claim was made, or was not: for each cue of a text the frames that
//! were tried, where each stopped, and how each role was found.

use crate::Span;
use crate::claim::{How, Roles, Trial, Why};
use crate::frames::{Frame, Frames, Place, Role};
use std::fmt::{self, Write};

/// The account of one text: what every cue word evoked and what came of it.
/// Its [`Display`](fmt::Display) form is written for people.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    sentences: Vec<SentenceTrace>,
}

/// The account of a sentence that holds a cue.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SentenceTrace {
    /// The sentence, in bytes of the text.
    pub span: Span,
    /// Its words as they were grouped: noun groups and verb groups in
    /// brackets, each verb group with its subject.
    pub syntax: String,
    /// Its cues, in order.
    pub cues: Vec<CueTrace>,
}

/// The account of one cue word.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CueTrace {
    /// The cue, in bytes of the text.
    pub span: Span,
    /// The cue as it stands in the text.
    pub text: String,
    /// The frames tried, in the order of the data.
    pub tried: Vec<Tried>,
    /// Index into `tried` of the frame that made the claim.
    pub chosen: Option<usize>,
}

/// A frame that was tried on a cue.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Tried {
    /// Id of the frame, such as `accusation/accuse`.
    pub rule: String,
    /// What came of it, in words: how each role was found, or where the frame
    /// stopped.
    pub outcome: String,
}

impl Trace {
    /// The sentences that hold a cue, in order.
    #[must_use]
    pub fn sentences(&self) -> &[SentenceTrace] {
        &self.sentences
    }

    /// Adds a sentence, with the trials that the claim stage recorded in it.
    pub(crate) fn push(
        &mut self,
        text: &str,
        (span, syntax): (Span, String),
        (frames, trials): (&Frames, &[Trial]),
        word_span: impl Fn(&Trial) -> Span,
        chosen: impl Fn(&Trial) -> bool,
    ) {
        let mut cues: Vec<CueTrace> = Vec::new();
        let mut last = None;
        for trial in trials {
            if last != Some(trial.cue.from) {
                let span = word_span(trial);
                let text = text[span].to_owned();
                cues.push(CueTrace { span, text, tried: Vec::new(), chosen: None });
                last = Some(trial.cue.from);
            }
            let Some(cue) = cues.last_mut() else { continue };
            if chosen(trial) {
                cue.chosen = Some(cue.tried.len());
                cue.span = word_span(trial);
                text[cue.span].clone_into(&mut cue.text);
            }
            let frame = &frames.frames[trial.evoke.frame as usize];
            cue.tried.push(Tried { rule: frame.id.clone(), outcome: outcome(text, frame, trial) });
        }
        self.sentences.push(SentenceTrace { span, syntax, cues });
    }
}

fn outcome(text: &str, frame: &Frame, trial: &Trial) -> String {
    let pattern = trial.pattern.map(|p| &frame.patterns[p]);
    let shown = pattern.map_or(String::new(), |p| format!(" by the pattern `{}`", p.text));
    match trial.outcome {
        Ok(roles) => format!("fits{shown}: {}", roles_in_words(text, &roles)),
        Err(why) => {
            let part = |i: usize| {
                pattern.map_or("a part".to_owned(), |p| format!("part {} of `{}`", i + 1, p.text))
            };
            match why {
                Why::OtherClass => "the word is of another class here".to_owned(),
                Why::Phrase => {
                    let phrase = &frame.cues[trial.evoke.cue as usize].text;
                    format!("the words of `{phrase}` do not all follow")
                }
                Why::Guard(place) => format!("stopped by a guard on {}", guarded(place)),
                Why::Missing(i) => format!("{} is not there", part(i)),
                Why::Excluded(i) => format!("what stands as {} is kept out", part(i)),
                Why::WrongClass(i) => format!("what stands as {} is not of its class", part(i)),
                Why::NoPassive => format!("passive, but{shown} no object could be its subject"),
                Why::Needs(role) => format!("it makes no claim without a {}", named(role)),
                Why::NotNegated => "it makes a claim only where the verb is negated".to_owned(),
                Why::NotAffirmed => {
                    "it makes no claim where it is negated or conditional".to_owned()
                }
                Why::OfOthers => "its subject is not the one who speaks".to_owned(),
                Why::Bare => "no role is filled".to_owned(),
            }
        }
    }
}

fn named(role: Role) -> &'static str {
    match role {
        Role::Source => "source",
        Role::Target => "target",
        Role::Content => "content",
    }
}

fn guarded(place: Place) -> &'static str {
    match place {
        Place::Next => "the next word",
        Place::Before => "the word before",
        Place::Object => "the object",
        Place::Subject => "the subject",
        Place::Doer => "the doer",
    }
}

fn roles_in_words(text: &str, roles: &Roles) -> String {
    let mut out = String::new();
    for (role, name) in
        [(Role::Source, "source"), (Role::Target, "target"), (Role::Content, "content")]
    {
        if !out.is_empty() {
            out.push_str("; ");
        }
        let _ = match roles.spans[role as usize] {
            Some(span) => {
                write!(out, "{name} “{}”, {}", &text[span], found(roles.how[role as usize]))
            }
            None => write!(out, "{name} not found"),
        };
    }
    if let Some(via) = roles.via {
        let _ = write!(out, "; via “{}”, who reports the clause", &text[via]);
    }
    out
}

fn found(how: How) -> &'static str {
    match how {
        How::Nothing => "not found",
        How::Subject => "the subject",
        How::PassiveSubject => "the subject of the passive",
        How::ByPhrase => "behind the preposition of the doer",
        How::Object => "the object",
        How::Antecedent => "the antecedent of the relative clause",
        How::Preposition => "behind the preposition of the pattern",
        How::Clause => "the clause that the cue governs",
        How::Predicate => "the predicate of the object",
        How::Possessor => "the possessor of the noun",
        How::Modifier => "the modifier before the noun",
        How::Modified => "the noun phrase that the cue stands in",
        How::Support => "through the support verb of the noun",
        How::Speaker => "who speaks: the subject of the report or the speaker of the quotation",
        How::Doer => "who does what the clause tells",
        How::SubjectClause => "the clause in the place of the subject",
        How::Inner => "inside the phrase before",
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, sentence) in self.sentences.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            writeln!(f, "{}", sentence.syntax)?;
            for cue in &sentence.cues {
                writeln!(f, "  {} [{}..{}]", cue.text, cue.span.start, cue.span.end)?;
                for (k, tried) in cue.tried.iter().enumerate() {
                    let mark = if cue.chosen == Some(k) { '*' } else { '-' };
                    writeln!(f, "    {mark} {}: {}", tried.rule, tried.outcome)?;
                }
            }
        }
        Ok(())
    }
}

//! Runs the examples of a `.cue` file.

use super::{Example, Frame, Frames, Role, Want};
use crate::data::{CUES, Data};
use crate::{Claim, Document, Error, Extractor, Span};
use std::fmt;
use std::fmt::Write as _;

/// What the examples of a `.cue` file gave.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Report {
    /// Number of frames in the file.
    pub frames: usize,
    /// Number of examples that were run.
    pub examples: usize,
    /// The known misses and known false alarms (`gap`), in order of the file.
    pub gaps: Vec<Failure>,
    /// The examples that did not give what they say, in order of the file.
    pub failures: Vec<Failure>,
}

/// An example that did not give what it says.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Failure {
    /// File of the example.
    pub file: String,
    /// Line of the example, from 1.
    pub line: usize,
    /// Id of the frame that the example belongs to.
    pub rule: String,
    /// The sentence, with what was to be found in brackets.
    pub expected: String,
    /// The sentence, with what was found in brackets.
    pub found: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: {}\n  expected  {}\n  found     {}",
            self.file, self.line, self.rule, self.expected, self.found
        )
    }
}

/// What is expected of a known miss that works.
const CLOSED: &str = "a known miss, but it works now: write `yes` (or `no`) for `gap`";

const NONE: &str = "no claim of this kind";

/// Compiles the `.cue` file `text`, called `name`, together with the built-in
/// English data and runs its examples. The other built-in kinds are loaded
/// beside it; a built-in file of the same kind gives way.
///
/// # Errors
///
/// When the file breaks the rules of the cue language: the error names file
/// and line.
pub fn check(name: &str, text: &str) -> Result<Report, Error> {
    let own = super::syntax::parse(name, text)?;
    let beside = CUES.iter().filter(|(name, text)| {
        super::syntax::parse(name, text).is_ok_and(|file| file.kind.name != own.kind.name)
    });
    // First, so that its frames win over built-in ones that fit as well.
    let files: Vec<_> = [(name, text)].into_iter().chain(beside.copied()).collect();
    let extractor = Extractor::with_data(Data::with_cues(&files)?);
    Ok(run(&extractor, |frame| frame.file == name))
}

/// Runs the examples of the frames that `wanted` lets through.
pub(crate) fn run(extractor: &Extractor, wanted: impl Fn(&Frame) -> bool) -> Report {
    let mut report = Report { frames: 0, examples: 0, gaps: Vec::new(), failures: Vec::new() };
    let frames = extractor.frames();
    for frame in frames.frames.iter().filter(|frame| wanted(frame)) {
        report.frames += 1;
        for example in &frame.examples {
            report.examples += 1;
            let Outcome { holds, expected, found } = run_one(extractor, frames, frame, example);
            let gap = example.want == Want::Gap;
            if holds && !gap {
                continue;
            }
            let failure = Failure {
                file: frame.file.clone(),
                line: example.line,
                rule: frame.id.clone(),
                expected: if holds { CLOSED.into() } else { expected },
                found,
            };
            if gap && !holds { &mut report.gaps } else { &mut report.failures }.push(failure);
        }
    }
    report
}

struct Outcome {
    holds: bool,
    expected: String,
    found: String,
}

fn run_one(extractor: &Extractor, frames: &Frames, frame: &Frame, example: &Example) -> Outcome {
    let document = extractor.extract(&example.text);
    let kind = &frames.kinds[frame.kind];
    let claims: Vec<&Claim> =
        document.claims().iter().filter(|claim| claim.kind.as_str() == kind).collect();
    let found = show_all(&document, &claims);
    // A `no`, or a `gap` without marks.
    if example.cue.is_none() {
        return Outcome { holds: claims.is_empty(), expected: NONE.into(), found };
    }
    Outcome {
        holds: claims.iter().any(|claim| agrees(claim, frame, example)),
        expected: show(&example.text, &Marks::of_example(example)),
        found,
    }
}

fn agrees(claim: &Claim, frame: &Frame, example: &Example) -> bool {
    claim.rule == frame.id && Marks::of_claim(claim) == Marks::of_example(example)
}

/// Spans and qualifiers of a claim or of an example.
#[derive(PartialEq, Eq)]
struct Marks {
    cue: Option<Span>,
    roles: [Option<Span>; 3],
    negated: bool,
    hedged: bool,
    modality: crate::Modality,
}

impl Marks {
    fn of_claim(claim: &Claim) -> Self {
        Self {
            cue: Some(claim.cue),
            roles: [claim.source, claim.target, claim.content].map(|role| Some(role?.span)),
            negated: claim.negated,
            hedged: claim.hedged,
            modality: claim.modality,
        }
    }

    fn of_example(example: &Example) -> Self {
        Self {
            cue: example.cue,
            roles: example.roles,
            negated: example.negated,
            hedged: example.hedged,
            modality: example.modality,
        }
    }
}

fn show_all(document: &Document<'_>, claims: &[&Claim]) -> String {
    if claims.is_empty() {
        return NONE.into();
    }
    let shown = claims.iter().map(|claim| {
        format!("{}  ({})", show(document.text(), &Marks::of_claim(claim)), claim.rule)
    });
    shown.collect::<Vec<_>>().join("\n            ")
}

/// The sentence in the notation of the examples.
fn show(text: &str, marks: &Marks) -> String {
    let mut out = String::new();
    let mut flags: Vec<&str> = Vec::new();
    if marks.negated {
        flags.push("negated");
    }
    if marks.hedged {
        flags.push("hedged");
    }
    if marks.modality != crate::Modality::Asserted {
        flags.push(marks.modality.as_str());
    }
    if !flags.is_empty() {
        let _ = write!(out, "({}) ", flags.join(", "));
    }
    let mut spans: Vec<(Span, &str)> = marks.cue.map(|span| (span, "*")).into_iter().collect();
    for (role, name) in
        [(Role::Source, "source"), (Role::Target, "target"), (Role::Content, "content")]
    {
        spans.extend(marks.roles[role as usize].map(|span| (span, name)));
    }
    // An outer bracket opens before an inner one and closes after it.
    spans.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    for (at, c) in text.char_indices() {
        close(&mut out, &spans, at);
        for (_, name) in spans.iter().filter(|(span, _)| span.start == at) {
            let _ = write!(out, "[{name} ");
        }
        out.push(c);
    }
    close(&mut out, &spans, text.len());
    out
}

fn close(out: &mut String, spans: &[(Span, &str)], at: usize) {
    for _ in spans.iter().filter(|(span, _)| span.end == at) {
        out.push(']');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every example of the built-in files. `FRAME` narrows the run to the
    /// frames whose id contains its value; with `UPDATE` set, a known miss
    /// that works now becomes a `yes` in its file.
    #[test]
    fn built_in_examples_hold() {
        let filter = std::env::var("FRAME").unwrap_or_default();
        let mut report = run(&Extractor::new(), |frame| frame.id.contains(&filter));
        if std::env::var_os("UPDATE").is_some() {
            report.failures.retain(|failure| failure.expected != CLOSED || !promote(failure));
        }
        let failures: Vec<_> = report.failures.iter().map(ToString::to_string).collect();
        assert!(
            failures.is_empty(),
            "{}\n{} of {} examples fail ({} frames, {} known misses)",
            failures.join("\n"),
            failures.len(),
            report.examples,
            report.frames,
            report.gaps.len(),
        );
    }

    /// Writes `yes` for `gap` in the line of a closed gap.
    fn promote(failure: &Failure) -> bool {
        let path = format!("{}/gazetteers/cues/{}", env!("CARGO_MANIFEST_DIR"), failure.file);
        let text = std::fs::read_to_string(&path).unwrap();
        let lines = text.lines().zip(1..).map(|(line, number)| {
            if number != failure.line {
                return line.to_owned();
            }
            line.replacen("gap", if line.contains("[*") { "yes" } else { "no " }, 1)
        });
        let lines: Vec<String> = lines.collect();
        std::fs::write(path, lines.join("\n") + "\n").is_ok()
    }

    #[test]
    fn checks_a_file_of_ones_own() {
        let text = "kind praise\n  about  A source lauds a target.\nframe laud\n  verb  laud\n  \
            active  <source> * <target>\n  yes  [source The mayor] [* lauded] [target the nurses].\n  \
            yes  [source The nurses] [* lauded] [target the mayor].\n  no  The mayor spoke.\n";
        let report = check("praise.cue", text).unwrap();
        assert_eq!((report.frames, report.examples), (1, 3));
        assert!(report.failures.is_empty(), "{}", report.failures[0]);
        let report = check(
            "praise.cue",
            &text.replace("[* lauded] [target the n", "[* lauded the] [target n"),
        );
        let failure = &report.unwrap().failures[0];
        assert_eq!((failure.line, failure.rule.as_str()), (6, "praise/laud"));
        assert_eq!(
            failure.found,
            "[source The mayor] [* lauded] [target the nurses].  (praise/laud)"
        );
        let error = check("praise.cue", "kind praise\n").unwrap_err();
        assert_eq!(error.location(), ("praise.cue", 1));
    }
}

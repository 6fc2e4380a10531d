//! The view of an article for people: its sentences, and under each claim and
//! quotation of a sentence what part plays what role.

use gainsay::{Argument, Claim, Document, Layout, Link, Modality, Quote, Span};
use std::fmt::Write as _;
use std::io::IsTerminal;
use std::ops::Range;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// When to write colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How the view is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    colour: bool,
    width: usize,
}

impl Style {
    /// The style for standard output as it is.
    pub fn new(colour: Colour) -> Self {
        let colour = match colour {
            Colour::Auto => {
                let refused = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
                !refused && std::io::stdout().is_terminal()
            }
            Colour::Always => true,
            Colour::Never => false,
        };
        let width = terminal_size::terminal_size().map_or(80, |(width, _)| width.0.into());
        Self { colour, width: width.clamp(40, 100) }
    }

    fn paint(self, paint: Paint, text: &str, out: &mut String) {
        if self.colour && !text.is_empty() {
            let _ = write!(out, "\x1b[{}m{text}\x1b[0m", paint.code());
        } else {
            out.push_str(text);
        }
    }
}

/// What a piece of text is shown as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paint {
    Plain,
    Dim,
    Heading,
    Cue,
    Source,
    Target,
    Content,
    Via,
}

impl Paint {
    /// The parameters of the escape sequence.
    const fn code(self) -> &'static str {
        match self {
            Self::Plain => "0",
            Self::Dim => "2",
            Self::Heading => "1",
            Self::Cue => "1;4;31",
            Self::Source => "4;32",
            Self::Target => "4;33",
            Self::Content => "4;36",
            Self::Via => "4;35",
        }
    }

    /// The underline where there is no colour.
    const fn underline(self) -> char {
        match self {
            Self::Plain | Self::Dim | Self::Heading => ' ',
            Self::Cue => '^',
            Self::Source => '~',
            Self::Target => '=',
            Self::Content => '-',
            Self::Via => '.',
        }
    }
}

/// A part of a frame: a span with what it is.
struct Part {
    span: Span,
    paint: Paint,
    label: String,
}

/// Writes the view of `document`, which `write` gets piece by piece.
pub fn write(id: &str, document: &Document<'_>, style: Style, mut write: impl FnMut(&str)) {
    let mut out = String::new();
    style.paint(Paint::Heading, id, &mut out);
    out.push_str("\n\n");
    let mut quotes = document.quotes().iter().peekable();
    let mut claims = document.claims().iter().enumerate().peekable();
    let mut links: Vec<&Link> = document.links().iter().collect();
    links.sort_by_key(|link| link.from);
    for (i, sentence) in document.sentences().iter().enumerate() {
        let mut framed = false;
        while let Some((n, claim)) = claims.next_if(|(_, claim)| claim.sentence <= i) {
            let first = links.partition_point(|link| link.from < n);
            let links = links[first..].iter().copied().take_while(|link| link.from == n);
            let title = title(n, claim, links);
            frame(document, sentence.span, &title, &roles(document, claim), style, &mut out);
            framed = true;
        }
        while let Some(quote) = quotes.next_if(|quote| quote.span.start < sentence.span.end) {
            if let Some(parts) = speech(document, quote) {
                let title = format!("{} quotation", quote.kind.as_str());
                frame(document, sentence.span, &title, &parts, style, &mut out);
                framed = true;
            }
        }
        if !framed {
            let paint = match sentence.layout {
                Layout::Title | Layout::Heading => Paint::Heading,
                _ => Paint::Dim,
            };
            for line in wrap(document.text(), sentence.span, style.width) {
                style.paint(paint, &flat(&document.text()[line]), &mut out);
                out.push('\n');
            }
            out.push('\n');
        }
        write(&out);
        out.clear();
    }
    write(&out);
}

/// The line above a claim: its kind, number, qualifiers, rule and links.
fn title<'a>(number: usize, claim: &Claim, links: impl Iterator<Item = &'a Link>) -> String {
    let mut title = format!("{} #{number}", claim.kind);
    for (set, name) in [
        (claim.negated, "negated"),
        (claim.hedged, "hedged"),
        (claim.modality != Modality::Asserted, claim.modality.as_str()),
    ] {
        if set {
            let _ = write!(title, ", {name}");
        }
    }
    let _ = write!(title, " [{}]", claim.rule);
    for link in links {
        let _ = write!(title, " {} #{}", link.kind.as_str().replace('_', " "), link.to);
    }
    title
}

fn roles(document: &Document<'_>, claim: &Claim) -> Vec<Part> {
    let mut parts = vec![Part { span: claim.cue, paint: Paint::Cue, label: "cue".into() }];
    for (role, label, paint) in [
        (&claim.source, "source", Paint::Source),
        (&claim.target, "target", Paint::Target),
        (&claim.content, "content", Paint::Content),
        (&claim.via, "via", Paint::Via),
    ] {
        parts.extend(role.iter().map(|role| part(document, role, label, paint)));
    }
    parts
}

/// The parts of a quotation, if anyone is known to have said it.
fn speech(document: &Document<'_>, quote: &Quote) -> Option<Vec<Part>> {
    let speaker = part(document, quote.speaker.as_ref()?, "speaker", Paint::Source);
    let said = Part { span: quote.span, paint: Paint::Content, label: "quotation".into() };
    let cue = quote.cue.map(|span| Part { span, paint: Paint::Cue, label: "cue".into() });
    Some([speaker, said].into_iter().chain(cue).collect())
}

/// A role; its label names the entity where the phrase does not.
fn part(document: &Document<'_>, role: &Argument, label: &str, paint: Paint) -> Part {
    let name = document.entity(role).map(|entity| &entity.name);
    let label = match name.filter(|name| !document.slice(role.span).contains(name.as_str())) {
        Some(name) => format!("{label} = {name}"),
        None => label.to_owned(),
    };
    Part { span: role.span, paint, label }
}

/// Appends a title and the text of `sentence` and all `parts`, underlined and
/// with labels.
fn frame(
    document: &Document<'_>,
    sentence: Span,
    title: &str,
    parts: &[Part],
    style: Style,
    out: &mut String,
) {
    style.paint(Paint::Heading, title, out);
    out.push('\n');
    let text = document.text();
    let whole = parts.iter().fold(sentence, |whole, part| whole.cover(part.span));
    // A part inside another shows: the shorter is drawn later.
    let mut parts: Vec<&Part> = parts.iter().collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.span.len()));
    for line in wrap(text, whole, style.width - 2) {
        let mut marks = vec![Paint::Plain; line.len()];
        for part in &parts {
            let start = part.span.start.clamp(line.start, line.end) - line.start;
            let end = part.span.end.clamp(line.start, line.end) - line.start;
            marks[start..end].fill(part.paint);
        }
        let shown = flat(&text[line.clone()]);
        out.push_str("  ");
        if style.colour {
            for run in runs(&marks) {
                style.paint(marks[run.start], &shown[run], out);
            }
        } else {
            out.push_str(&shown);
            let mut underline = String::new();
            for (i, c) in shown.char_indices() {
                let width = c.width().unwrap_or(0);
                underline.extend(std::iter::repeat_n(marks[i].underline(), width));
            }
            if !underline.trim().is_empty() {
                let _ = write!(out, "\n  {}", underline.trim_end());
            }
        }
        out.push('\n');
        let begins = parts.iter().filter(|part| line.contains(&part.span.start));
        let labels = begins.map(|part| {
            let column = shown[..part.span.start - line.start].width();
            (column, part.label.as_str(), part.paint)
        });
        write_labels(labels.collect(), style, out);
    }
    out.push('\n');
}

/// Appends labels at their columns, on as many rows as they need.
fn write_labels(mut labels: Vec<(usize, &str, Paint)>, style: Style, out: &mut String) {
    labels.sort_by_key(|&(column, ..)| column);
    while !labels.is_empty() {
        let mut at = 0;
        out.push_str("  ");
        labels.retain(|&(column, label, paint)| {
            // One blank must part a label from the one before it.
            let taken = column < at + usize::from(at > 0);
            if !taken {
                out.extend(std::iter::repeat_n(' ', column - at));
                style.paint(paint, label, out);
                at = column + label.width();
            }
            taken
        });
        out.push('\n');
    }
}

/// `text` on one line: every white-space character a blank of the same length.
fn flat(text: &str) -> String {
    let mut flat = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            flat.extend(std::iter::repeat_n(' ', c.len_utf8()));
        } else {
            flat.push(c);
        }
    }
    flat
}

/// The lines of `span` at most `width` columns wide, broken at white space.
fn wrap(text: &str, span: Span, width: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let (mut start, mut end) = (span.start, span.start);
    for word in text[span].split_whitespace() {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        if end > start && text[start..at].width() + word.width() > width {
            lines.push(start..end);
            start = at;
        }
        end = at + word.len();
    }
    if end > start {
        lines.push(start..end);
    }
    lines
}

/// The runs of equal marks.
fn runs(marks: &[Paint]) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    marks.chunk_by(|a, b| a == b).map(move |run| {
        start += run.len();
        start - run.len()..start
    })
}

//! Quotation marks paired: one scan over the tokens with a small stack.
//!
//! Conventions: “ ”, ‘ ’, „ “, « », » «, ", ', '' and ``. A mark without a
//! direction gets one from the spaces around it. An apostrophe, a mark of feet
//! or inches and a closing mark that nothing opened are no quotation marks.

use crate::token::{Flags, Token};
use crate::{Sentence, Span};

/// A stretch between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    /// With its marks.
    pub outer: Span,
    /// Without them.
    pub inner: Span,
    /// Number of words inside.
    pub words: u32,
    /// It goes on with the words of the pair before it, in a new paragraph.
    pub continues: bool,
    /// It lies inside another pair.
    pub nested: bool,
    /// Its marks are double ones (or guillemets).
    pub double: bool,
    /// A colon stands right before it.
    pub introduced: bool,
}

/// Which marks belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    Angle,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    /// The marks that are open decide.
    Either,
}

/// A quotation mark of the text.
#[derive(Clone, Copy, Debug)]
struct Mark {
    family: Family,
    side: Side,
    /// Bytes, and the number of words before it.
    span: Span,
    words: u32,
    /// Index of its paragraph, and whether it begins it.
    paragraph: u32,
    leads: bool,
    /// A colon stands before it.
    introduced: bool,
}

/// Open marks at one time: more are forgotten.
const DEPTH: usize = 8;

/// The buffers of the scan.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pairer {
    marks: Vec<Mark>,
    /// Where each paragraph that holds a mark ends, with the words before it.
    ends: Vec<(usize, u32)>,
}

impl Pairer {
    /// Finds the pairs of `text`, in order of their first byte.
    pub fn pair(
        &mut self,
        text: &str,
        tokens: &[Token],
        sentences: &[Sentence],
        pairs: &mut Vec<Pair>,
    ) {
        pairs.clear();
        self.read(text, tokens, sentences);
        self.join(pairs);
        pairs.sort_by_key(|p| (p.outer.start, std::cmp::Reverse(p.outer.end)));
        let mut end = 0;
        for pair in pairs.iter_mut() {
            pair.nested = pair.outer.start < end;
            end = end.max(pair.outer.end);
        }
    }

    /// Collects the marks.
    fn read(&mut self, text: &str, tokens: &[Token], sentences: &[Sentence]) {
        self.marks.clear();
        self.ends.clear();
        let (mut words, mut sentence) = (0, 0);
        let mut end = 0;
        let mut leads = true;
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let start = token.start as usize;
            // Only the first token of a line begins a paragraph.
            if token.flags.has(Flags::LINE_BEFORE) || self.ends.is_empty() {
                while sentences.get(sentence).is_some_and(|s| s.span.end <= start) {
                    sentence += 1;
                }
                let begins = sentences.get(sentence).is_some_and(|s| s.span.start == start);
                if begins || self.ends.is_empty() {
                    if let Some(last) = self.ends.last_mut() {
                        *last = (end, words);
                    }
                    self.ends.push((end, words));
                    leads = true;
                }
            }
            end = token.end as usize;
            at += 1;
            if !token.flags.has(Flags::PUNCT) {
                words += 1;
                leads = false;
                continue;
            }
            let Some((family, side, length)) = classify(text, tokens, at - 1) else {
                continue;
            };
            let introduced = at > 1 && text.as_bytes()[tokens[at - 2].start as usize] == b':';
            at += length - 1;
            end = tokens[at - 1].end as usize;
            self.marks.push(Mark {
                family,
                side,
                span: Span::new(start, end),
                words,
                paragraph: self.ends.len() as u32 - 1,
                leads,
                introduced,
            });
            leads = leads && side != Side::Close;
        }
        if let Some(last) = self.ends.last_mut() {
            *last = (end, words);
        }
    }

    fn join(&self, pairs: &mut Vec<Pair>) {
        let mut stack: Vec<(Mark, bool)> = Vec::with_capacity(DEPTH);
        for (i, mark) in self.marks.iter().enumerate() {
            // A paragraph has ended with marks open.
            while let Some(&(open, continues)) =
                stack.last().filter(|(open, _)| open.paragraph != mark.paragraph)
            {
                let bottom = stack.len() == 1;
                let same = open.family == mark.family;
                if bottom && same && !mark.leads && closes(mark, true) {
                    // The quotation runs on without being opened again.
                    break;
                }
                stack.pop();
                let reopened = bottom
                    && same
                    && mark.leads
                    && mark.side != Side::Close
                    && mark.paragraph == open.paragraph + 1;
                if bottom && (reopened || open.leads || open.side == Side::Open) {
                    self.unclosed(&open, continues, pairs);
                    if reopened && stack.is_empty() {
                        stack.push((Mark { side: Side::Open, ..*mark }, true));
                    }
                }
            }
            if stack.last().is_some_and(|(open, _)| open.span == mark.span) {
                continue;
            }
            let open = stack.iter().rposition(|(open, _)| open.family == mark.family);
            match open {
                Some(depth) if closes(mark, true) => {
                    let possessive = mark.family == Family::Single
                        && mark.side == Side::Either
                        && self.closes_later(i);
                    if possessive {
                        continue;
                    }
                    let (open, continues) = stack[depth];
                    stack.truncate(depth);
                    pairs.push(Pair {
                        outer: open.span.cover(mark.span),
                        inner: Span::new(open.span.end, mark.span.start),
                        words: mark.words - open.words,
                        continues,
                        nested: false,
                        double: mark.family != Family::Single,
                        introduced: open.introduced,
                    });
                }
                // Opened again without having been closed: the first mark is a
                // stray one.
                Some(depth) if depth + 1 == stack.len() && mark.side == Side::Open => {
                    stack[depth] = (*mark, false);
                }
                // Inside a quotation of another family it opens a new one.
                Some(_) if mark.side == Side::Open && stack.len() < DEPTH => {
                    stack.push((*mark, false));
                }
                // A single mark right behind a word may be a possessive, but
                // opens nothing.
                None if mark.family == Family::Single && mark.side != Side::Open => {}
                None if mark.side != Side::Close && stack.len() < DEPTH => {
                    stack.push((*mark, false));
                }
                _ => {}
            }
        }
        if let Some(&(open, continues)) = stack.first() {
            if open.leads || open.side == Side::Open {
                self.unclosed(&open, continues, pairs);
            }
        }
    }

    /// A stretch that is open to the end of its paragraph. Single marks that
    /// nothing closes are apostrophes.
    fn unclosed(&self, open: &Mark, continues: bool, pairs: &mut Vec<Pair>) {
        let (end, words) = self.ends[open.paragraph as usize];
        if open.family == Family::Single || end <= open.span.end {
            return;
        }
        pairs.push(Pair {
            outer: Span::new(open.span.start, end),
            inner: Span::new(open.span.end, end),
            words: words - open.words,
            continues,
            nested: false,
            double: true,
            introduced: open.introduced,
        });
    }

    /// Whether a later mark of the paragraph closes what is open, so that
    /// this one, behind an *s*, can be a possessive.
    fn closes_later(&self, i: usize) -> bool {
        let here = &self.marks[i];
        self.marks[i + 1..]
            .iter()
            .take(2)
            .take_while(|m| m.paragraph == here.paragraph)
            .find(|m| m.family == Family::Single)
            .is_some_and(|m| m.side == Side::Close)
    }
}

/// Whether the mark can close an open one of its family.
fn closes(mark: &Mark, open: bool) -> bool {
    mark.side == Side::Close || mark.side == Side::Either && open
}

/// What the mark at token `at` is, and how many tokens it takes.
fn classify(text: &str, tokens: &[Token], at: usize) -> Option<(Family, Side, usize)> {
    let token = tokens[at];
    let c = text[token.span()].chars().next()?;
    // Most marks are full stops and commas.
    if c.is_ascii() && !matches!(c, '"' | '\'' | '`') {
        return None;
    }
    let spaced = token.flags.has(Flags::SPACE_BEFORE);
    let follows = |length: usize| {
        tokens.get(at + length).filter(|t| !t.flags.has(Flags::SPACE_BEFORE)).map(|t| {
            let next = text[t.span()].chars().next().unwrap_or(' ');
            (t.flags.has(Flags::PUNCT), next)
        })
    };
    // A bracket, dash or quotation mark before it leaves its direction to
    // what follows.
    let before = at.checked_sub(1).map(|i| {
        let t = tokens[i];
        let c = text[t.span()].chars().next_back().unwrap_or(' ');
        (t.flags.has(Flags::PUNCT), c)
    });
    let loose = spaced
        || before.is_none_or(|(_, c)| {
            matches!(c, '(' | '[' | '{' | '\u{2014}' | '\u{2013}' | '-' | '/' | '\u{201C}' | '"')
        });
    let neutral = |length: usize| {
        let word_follows = follows(length).is_some_and(|(punct, c)| {
            !punct
                || matches!(c, '[' | '(' | '$' | '\u{2018}' | '\'' | '\u{2026}' | '.' | '#' | '@')
        });
        match (loose, word_follows) {
            (true, true) => Side::Open,
            (false, false) => Side::Close,
            (false, true) if follows(length).is_some_and(|(punct, _)| !punct) => Side::Either,
            (false, true) => Side::Close,
            (true, false) => Side::Either,
        }
    };
    let digit_before = !spaced && before.is_some_and(|(punct, c)| !punct && c.is_ascii_digit());
    match c {
        '\u{201C}' | '\u{201F}' if loose => Some((Family::Double, Side::Open, 1)),
        // „…“: the same mark closes.
        '\u{201C}' | '\u{201F}' => Some((Family::Double, Side::Either, 1)),
        '\u{201E}' => Some((Family::Double, Side::Open, 1)),
        // ”…”: the same mark opens.
        '\u{201D}' if loose && follows(1).is_some_and(|(punct, _)| !punct) => {
            Some((Family::Double, Side::Either, 1))
        }
        '\u{201D}' => Some((Family::Double, Side::Close, 1)),
        '\u{AB}' | '\u{BB}' => {
            let side = match (spaced, follows(1).is_some()) {
                (true, true) => Side::Open,
                (false, false) => Side::Close,
                // French spacing.
                _ if c == '\u{AB}' => Side::Open,
                _ => Side::Close,
            };
            Some((Family::Angle, side, 1))
        }
        '"' => Some((Family::Double, neutral(1), 1))
            .filter(|_| !digit_before || !is_inch(text, tokens, at)),
        '`' if follows(1).is_some_and(|(_, c)| c == '`') => Some((Family::Double, Side::Open, 2)),
        '`' => Some((Family::Single, Side::Open, 1)),
        '\'' if follows(1).is_some_and(|(_, c)| c == '\'') => {
            // ''' is a single mark beside a double one.
            Some((Family::Double, neutral(2), 2))
        }
        '\u{2018}' | '\'' | '\u{2019}' => {
            let word = follows(1).filter(|(punct, _)| !punct);
            let left = !loose && before.is_some_and(|(punct, _)| !punct);
            match (left, word) {
                // don’t, O’Neil
                (true, Some(_)) => None,
                // ’90s
                (_, Some((_, c))) if c.is_ascii_digit() && c_is_closer(text, token) => None,
                (_, Some(_)) if c == '\u{2019}' => None,
                (_, Some(_)) => Some((Family::Single, Side::Open, 1)),
                (true, None) if digit_before && c == '\'' => None,
                (true, None) => {
                    let s = before.is_some_and(|(_, c)| matches!(c, 's' | 'S'));
                    let next = tokens.get(at + 1).is_some_and(|t| !t.flags.has(Flags::PUNCT));
                    Some((Family::Single, if s && next { Side::Either } else { Side::Close }, 1))
                }
                (false, None) if c == '\u{2018}' => Some((Family::Single, Side::Open, 1)),
                (false, None) => Some((Family::Single, Side::Close, 1)),
            }
        }
        _ => None,
    }
}

fn c_is_closer(text: &str, token: Token) -> bool {
    &text[token.span()] != "\u{2018}"
}

/// Whether the straight mark behind a number counts inches: another number
/// with its mark of feet stands before (6'2"), or no closing is due.
fn is_inch(text: &str, tokens: &[Token], at: usize) -> bool {
    at.checked_sub(2).is_some_and(|i| matches!(&text[tokens[i].span()], "'" | "\u{2019}"))
        && !tokens[at - 1].flags.has(Flags::SPACE_BEFORE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence::sentences;
    use crate::token::tokenize;

    fn inner(text: &str) -> Vec<&str> {
        let (mut tokens, mut pairs) = (Vec::new(), Vec::new());
        tokenize(text, &mut tokens);
        let sentences: Vec<_> = sentences(text).collect();
        Pairer::default().pair(text, &tokens, &sentences, &mut pairs);
        pairs.iter().map(|p| &text[p.inner]).collect()
    }

    #[test]
    fn knows_the_conventions() {
        for text in [
            "The mayor said: “We are late.”",
            "The mayor said: ‘We are late.’",
            "The mayor said: „We are late.“",
            "The mayor said: ”We are late.”",
            "The mayor said: «We are late.»",
            "The mayor said: »We are late.«",
            "The mayor said: \"We are late.\"",
            "The mayor said: 'We are late.'",
            "The mayor said: ''We are late.''",
            "The mayor said: ``We are late.''",
        ] {
            assert_eq!(inner(text), ["We are late."], "{text}");
        }
    }

    #[test]
    fn apostrophes_and_inches_are_no_quotation_marks() {
        for text in [
            "The boys’ school isn’t O’Neil’s, he said.",
            "He is 6'2\" tall; she is 5' 4\" and 'tis true.",
            "In the ’90s and the '80s they didn't.",
        ] {
            assert_eq!(inner(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn nests() {
        assert_eq!(
            inner("“She said ‘never’ and ‘not “now”’ to us,” he said."),
            ["She said ‘never’ and ‘not “now”’ to us,", "never", "not “now”", "now"]
        );
        assert_eq!(inner("‘The workers’ claims are “weak”,’ he said.").len(), 2);
    }

    #[test]
    fn reopened_at_each_paragraph() {
        let text = "“One is here.\n\n“Two is here.\n\n“Three is here,” she said.";
        assert_eq!(inner(text), ["One is here.", "Two is here.", "Three is here,"]);
    }

    #[test]
    fn an_unclosed_mark_ends_with_its_paragraph() {
        assert_eq!(inner("“We will go.\n\nThe mayor left. He “did” it."), ["We will go.", "did"]);
        assert_eq!(inner("Stray” mark.\n\nThe mayor “left”."), ["left"]);
    }
}

//! Words without a cue: turns of an interview (“Smith: We are late.”) and what
//! a name behind a dash signs.

use crate::token::{Flags, Token};
use crate::{Sentence, Span};

/// Most words of a label, and of a signature.
const LABEL: usize = 5;

/// Most bytes of a line that signs.
const LINE: usize = 80;

/// What someone says without a cue.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turn {
    pub span: Span,
    /// The name before it; a single letter names nobody.
    pub speaker: Option<Span>,
    /// The name stands behind it.
    pub signed: bool,
}

/// The buffers of the search.
#[derive(Clone, Debug, Default)]
pub(super) struct Turner {
    /// Label and turn of each paragraph that begins like one.
    labels: Vec<(u64, Turn)>,
    /// The labels, to count them.
    sorted: Vec<u64>,
}

impl Turner {
    /// Finds the turns of `text`: paragraphs that begin with a label, where at
    /// least two labels are used again, or one of a single letter.
    pub fn read(
        &mut self,
        text: &str,
        tokens: &[Token],
        sentences: &[Sentence],
        turns: &mut Vec<Turn>,
    ) {
        turns.clear();
        self.labels.clear();
        let mut at = 0;
        let mut begin = 0;
        for (i, sentence) in sentences.iter().enumerate() {
            at += tokens[at..].partition_point(|t| (t.start as usize) < sentence.span.start);
            let starts = i == 0 || tokens.get(at).is_some_and(|t| t.flags.has(Flags::LINE_BEFORE));
            if !starts {
                continue;
            }
            if begin < at {
                self.paragraph(text, &tokens[begin..at], turns);
            }
            begin = at;
        }
        self.paragraph(text, &tokens[begin.min(tokens.len())..], turns);
        self.sorted.clear();
        self.sorted.extend(self.labels.iter().map(|(label, _)| *label));
        self.sorted.sort_unstable();
        let again = |label: u64, sorted: &[u64]| {
            let first = sorted.partition_point(|l| *l < label);
            sorted.get(first + 1) == Some(&label)
        };
        let single = self
            .labels
            .iter()
            .any(|(label, turn)| turn.speaker.is_none() && again(*label, &self.sorted));
        let several = {
            let mut kinds = self.sorted.chunk_by(|a, b| a == b).filter(|same| same.len() > 1);
            kinds.next().is_some() && kinds.next().is_some()
        };
        if single || several {
            let known = |label: u64| again(label, &self.sorted);
            turns.extend(self.labels.iter().filter(|(l, _)| known(*l)).map(|(_, turn)| *turn));
            turns.sort_by_key(|turn| turn.span.start);
        }
    }

    fn paragraph(&mut self, text: &str, tokens: &[Token], turns: &mut Vec<Turn>) {
        let Some(last) = tokens.last() else { return };
        let end = last.end as usize;
        let is = |k: usize, mark: &[&str]| {
            tokens.get(k).is_some_and(|t: &Token| mark.contains(&&text[t.span()]))
        };
        let words = tokens
            .iter()
            .take(LABEL + 1)
            .take_while(|t| !t.flags.has(Flags::PUNCT) && t.is_capital())
            .count();
        if (1..=LABEL).contains(&words) && is(words, &[":"]) && tokens.len() > words + 1 {
            let name = Span::new(tokens[0].start as usize, tokens[words - 1].end as usize);
            let letter = name.end - name.start == 1;
            let label = tokens[..words].iter().fold(0u64, |h, t| h.rotate_left(7) ^ t.hash);
            let span = Span::new(tokens[words + 1].start as usize, end);
            let speaker = (!letter).then_some(name);
            self.labels.push((label, Turn { span, speaker, signed: false }));
        }
        // “Words of a message. — Name (@handle)”
        let start = tokens[0].start as usize;
        let at = text[start..end].find('@').map_or(end, |at| start + at);
        let first = tokens.partition_point(|t| (t.start as usize) < at);
        for k in first.max(2)..tokens.len() {
            if !is(k, &["@"]) || !is(k - 1, &["("]) {
                continue;
            }
            let name = tokens[..k - 1]
                .iter()
                .rev()
                .take(LABEL)
                .take_while(|t| !t.flags.has(Flags::PUNCT))
                .count();
            let first = k - 1 - name;
            if name > 0 && first > 1 && is(first - 1, &["\u{2014}", "\u{2013}", "-"]) {
                let speaker = Span::new(tokens[first].start as usize, tokens[k - 2].end as usize);
                let span = Span::new(tokens[0].start as usize, tokens[first - 2].end as usize);
                turns.push(Turn { span, speaker: Some(speaker), signed: true });
                return;
            }
        }
    }
}

/// The name behind a dash that signs the words ending at byte `at`, on the rest
/// of the line or on the next one.
pub(super) fn signature(text: &str, at: usize) -> Option<Span> {
    let rest = text.get(at..)?;
    let line = rest.trim_start();
    if rest.len() - line.len() > 4 {
        return None;
    }
    let name = line.trim_start_matches(['\u{2014}', '\u{2013}', '-']);
    if name.len() == line.len() {
        return None;
    }
    let name = name.trim_start_matches([' ', '\u{a0}']);
    let start = at + rest.len() - name.len();
    // A line that signs is short: the rest of a long one is not looked at, or
    // every pair of marks in it would be read up to its end.
    let mut near = name.len().min(4 * LINE);
    while !name.is_char_boundary(near) {
        near -= 1;
    }
    let name = name[..near].lines().next()?.trim_end().trim_end_matches('.');
    let signs = name.len() <= LINE && name.starts_with(char::is_uppercase) && {
        let words = name.split(',').next()?.split_whitespace();
        words.clone().count() <= LABEL && words.clone().all(|w| w.starts_with(char::is_uppercase))
    };
    signs.then(|| Span::new(start, start + name.len()))
}

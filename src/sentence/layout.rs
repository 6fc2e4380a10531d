//! How a text is laid out in lines: where a line break is only wrapping, and
//! what kind of line begins where.

use crate::block::Search;

/// Widest column that counts as hard wrapping.
const WIDEST: usize = 160;
/// Narrowest line whose break counts as evidence for a wrapping column.
const NARROWEST: usize = 30;

/// The first byte at or after `at` that is no blank within its line, up to
/// `end`.
fn skip_blanks(bytes: &[u8], mut at: usize, end: usize) -> usize {
    while at < end && matches!(bytes[at], b' ' | b'\t' | b'\r') {
        at += 1;
    }
    at
}

/// The columns of a line, counted up to a little more than [`WIDEST`].
fn columns(bytes: &[u8], from: usize, to: usize) -> usize {
    let line = bytes[from..to].trim_ascii_end();
    // No character has more than four bytes.
    if line.len() > 4 * WIDEST + 3 {
        return WIDEST + 1;
    }
    line.iter().filter(|&&b| b & 0xC0 != 0x80).count()
}

/// The columns of the first word of a line, up to [`WIDEST`].
fn first_word(bytes: &[u8], at: usize) -> usize {
    let rest = &bytes[at..bytes.len().min(at + WIDEST)];
    rest.iter().take_while(|b| !b.is_ascii_whitespace()).filter(|&&b| b & 0xC0 != 0x80).count()
}

/// Whether the line that begins at `at` begins in lower case.
fn begins_lower(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        Some(b) if b.is_ascii() => b.is_ascii_lowercase(),
        Some(_) => text[at..].chars().next().is_some_and(char::is_lowercase),
        None => false,
    }
}

/// Whether as many lines begin in lower case as in wrapped text. Most texts
/// are not wrapped, and this tells it soonest.
fn may_be_wrapped(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut lines = Search::default();
    let (mut long, mut lower) = (0, 0);
    let mut line = 0;
    while let Some(end) = lines.next(bytes, line, bytes.len(), |b| b == b'\n') {
        let next = match bytes.get(end + 1) {
            Some(b' ' | b'\t' | b'\r') => skip_blanks(bytes, end + 1, bytes.len()),
            _ => end + 1,
        };
        lower += usize::from(begins_lower(text, next));
        // Long enough to count whatever its characters.
        long +=
            usize::from(end - line > 4 * NARROWEST && bytes.get(next).is_some_and(|&b| b != b'\n'));
        line = end + 1;
    }
    lower > 0 && lower * 5 >= long
}

/// The column at which a text is hard-wrapped, if it is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wrap {
    width: usize,
}

impl Wrap {
    /// Reads the wrapping column off the lines of `text`. A break made by
    /// filling lines up to a column leaves a line that fits it while the next
    /// word would not have fitted: each break votes for the columns of which
    /// that is true.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        if !may_be_wrapped(text) {
            return Self::default();
        }
        let mut lines = Search::default();
        let mut votes = [0i32; WIDEST + 2];
        let mut lower = [0i32; WIDEST + 2];
        let mut breaks = 0;
        let mut line = 0;
        while let Some(end) = lines.next(bytes, line, bytes.len(), |b| b == b'\n') {
            let next = skip_blanks(bytes, end + 1, bytes.len());
            let columns = columns(bytes, line, end);
            if columns >= NARROWEST && bytes.get(next).is_some_and(|&b| b != b'\n') {
                breaks += 1;
                if columns <= WIDEST {
                    let past = (columns + first_word(bytes, next) + 1).min(WIDEST + 1);
                    votes[columns] += 1;
                    votes[past] -= 1;
                    if begins_lower(text, next) {
                        lower[columns] += 1;
                        lower[past] -= 1;
                    }
                }
            }
            line = end + 1;
        }
        if breaks < 2 {
            return Self::default();
        }
        let (mut best, mut width) = ((0, 0), 0);
        let (mut all, mut low) = (0, 0);
        for column in NARROWEST..=WIDEST {
            all += votes[column];
            low += lower[column];
            if all > best.0 {
                best = (all, low);
                width = column;
            }
        }
        let wrapped = best.0 >= 2 && best.0 * 2 >= breaks && best.1 * 5 >= best.0 * 2;
        Self { width: if wrapped { width } else { 0 } }
    }

    /// Whether the break at `end` of the line that begins at `line` only
    /// wraps: the sentence may go on at `next`, the first character of the
    /// next line.
    pub fn is_soft(self, text: &str, line: usize, end: usize, next: usize) -> bool {
        let bytes = text.as_bytes();
        if self.width == 0 && !begins_lower(text, next) {
            return false;
        }
        let last = bytes[line..end].trim_ascii_end().last().copied().unwrap_or(b' ');
        let columns = columns(bytes, line, end);
        let full = self.width > 0
            && columns <= self.width
            && columns + 1 + first_word(bytes, next) > self.width;
        if let Some(marker) = Marker::at(text, next) {
            let stopped = matches!(last, b'.' | b'!' | b'?' | b':' | b';');
            // A dash at the start of a line may be one inside a sentence.
            let prose = marker.number.is_some() && !marker.is_bullet
                || marker.is_bullet && bytes[next] == b'-' && begins_lower(text, next + 2);
            return full && !stopped && prose;
        }
        full || columns >= NARROWEST
            && !matches!(last, b'.' | b'!' | b'?' | b':' | b';' | b'"' | b')')
            && begins_lower(text, next)
    }
}

/// The mark that a list item or numbered heading begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    /// One past the mark.
    pub end: usize,
    /// Begins with a bullet.
    pub is_bullet: bool,
    /// Its number; `a` is 1.
    pub number: Option<u16>,
    /// The number is a letter.
    pub is_letter: bool,
}

impl Marker {
    /// The mark at `at`, the first character of a line: a bullet, a number or
    /// a letter with a stop or bracket, or both.
    pub fn at(text: &str, at: usize) -> Option<Self> {
        let bytes = text.as_bytes();
        // Most lines begin with a word or a quotation mark.
        if let [b'A'..=b'Z', b'a'..=b'z', ..] | [b'"', ..] | [0xE2, 0x80, 0x98..=0x9F, ..] =
            bytes[at..]
        {
            return None;
        }
        let mut marker = Self { end: at, is_bullet: false, number: None, is_letter: false };
        let mut i = at;
        let bullet = match bytes.get(i)? {
            b'*' | b'-' | b'+' if bytes.get(i + 1) == Some(&b' ') => 1,
            0xC2 | 0xE2 => {
                text[i..].chars().next().filter(|&c| is_bullet(c)).map_or(0, char::len_utf8)
            }
            _ => 0,
        };
        if bullet > 0 {
            i += bullet;
            marker.is_bullet = true;
            marker.end = i;
            i = skip_blanks(bytes, i, bytes.len().min(i + 8));
        }
        let open = bytes.get(i) == Some(&b'(');
        let from = i + usize::from(open);
        let mut to = from;
        while to < from + 6 && bytes.get(to).is_some_and(u8::is_ascii_alphanumeric) {
            to += 1;
        }
        let word = &bytes[from..to];
        let (number, is_letter) = match word {
            [b] if b.is_ascii_alphabetic() && !matches!(b, b'I' | b'V' | b'X') => {
                (Some(u16::from(b.to_ascii_lowercase() - b'a') + 1), true)
            }
            [_, ..] if word.len() <= 3 && word.iter().all(u8::is_ascii_digit) => {
                (Some(word.iter().fold(0, |n, b| n * 10 + u16::from(b - b'0'))), false)
            }
            _ if is_roman(word) => (None, false),
            _ => return marker.is_bullet.then_some(marker),
        };
        let mut end = to;
        if !open && bytes.get(end) == Some(&b'.') {
            end += 1;
        }
        if bytes.get(end) == Some(&b')') {
            end += 1;
        }
        if end == to || bytes.get(end).is_some_and(|b| !b.is_ascii_whitespace()) {
            return marker.is_bullet.then_some(marker);
        }
        marker.number = number;
        marker.is_letter = is_letter;
        marker.end = end;
        Some(marker)
    }

    /// Where the next item of the same list begins between `from` and `to`, in
    /// a list that runs on in one line ("1) Bread 2) Butter").
    pub fn next_item(self, text: &str, from: usize, to: usize) -> Option<usize> {
        let number = self.number?.checked_add(1)?;
        let bytes = text.as_bytes();
        let mut at = from;
        while let Some(n) = text.get(at..to)?.find(char::is_whitespace) {
            let space = at + n;
            let start = to - text[space..to].trim_start().len();
            if start >= to {
                return None;
            }
            let begins = bytes[start].is_ascii_digit()
                || self.is_letter && bytes[start].is_ascii_lowercase()
                || self.is_bullet && !bytes[start].is_ascii()
                || bytes[start] == b'(';
            if begins
                && let Some(next) = Self::at(text, start)
                && next.number == Some(number)
                && (next.is_letter, next.is_bullet) == (self.is_letter, self.is_bullet)
                && next.end < to
                && same_style(bytes, self, next)
                && text[next.end..to].trim_start().starts_with(char::is_uppercase)
            {
                return Some(start);
            }
            at = start;
        }
        None
    }
}

/// Whether two marks end in the same character.
fn same_style(bytes: &[u8], a: Marker, b: Marker) -> bool {
    bytes[a.end - 1] == bytes[b.end - 1]
}

const fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '\u{B7}' | '\u{2022}' | '\u{2023}' | '\u{2043}' | '\u{25A0}'..='\u{25FF}' | '\u{2219}'
    ) || matches!(c, '\u{2192}' | '\u{2713}'..='\u{2718}' | '\u{27A2}' | '\u{27A4}')
}

/// Whether `word` is a Roman number such as those of headings.
fn is_roman(word: &[u8]) -> bool {
    matches!(word.len(), 1..=5) && word.iter().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

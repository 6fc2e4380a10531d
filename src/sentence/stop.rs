//! Whether a stop ends a sentence.

use super::words::{Key, Kinds, LONGEST, WORDS};
use crate::block::{TOPS, holds, letters_and_digits, mask_at};

/// A paragraph, heading or list item: the text up to `end`, behind which no
/// stop is looked for and no word read.
#[derive(Clone, Copy)]
pub(super) struct Unit<'t> {
    pub text: &'t str,
    pub end: usize,
}

/// What a run of stops is made of.
#[derive(Clone, Copy, Default)]
struct Run {
    /// Full stops in it; an ellipsis character counts three.
    dots: usize,
    /// Holds `?`, `!` or a stop of another script.
    is_strong: bool,
    /// A quotation mark closes behind it.
    is_quoted: bool,
    /// A bracket closes behind it.
    is_bracketed: bool,
    /// Holds a stop of a script that sets no blank behind it.
    is_wide: bool,
}

/// What stands after a stop.
struct Next {
    class: Class,
    /// Where its first letter or figure stands.
    at: usize,
    /// An opening bracket stands before it.
    in_bracket: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    End,
    Lower,
    Upper,
    Digit,
    /// A mark that cannot begin a sentence.
    Mark,
    /// A letter without case, a currency sign and the like.
    Other,
}

/// How many opening marks may stand before the word after a stop.
const OPENERS: usize = 6;
/// How far back and ahead an address is looked for: one block.
const NEAR: usize = 64;
/// Bytes before a clock time within which it still opens the sentence.
const OPENING: usize = 24;
/// Longest credit behind a quotation, in bytes.
const CREDIT: usize = 60;

/// Whether `unit` ends in a stop, perhaps within quotes or brackets, or in a
/// mark after which the sentence is not over.
pub(super) fn is_closed(unit: &str) -> bool {
    if let [.., b'.'] | [.., b'.', b'"'] | [.., b'.', 0xE2, 0x80, 0x9D] = unit.as_bytes() {
        return true;
    }
    let bare = unit.trim_end_matches(is_closer);
    bare.ends_with(|c| is_stop(c) || matches!(c, ':' | ';' | ','))
}

const fn is_stop(c: char) -> bool {
    matches!(
        c,
        '.' | '?'
            | '!'
            | '…'
            | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
            | '。'
            | '．'
            | '！'
            | '？'
            | '।'
            | '؟'
            | '۔'
    )
}

const fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '”' | '’' | '»' | '›' | '」' | '』' | ')' | ']' | '}')
}

const fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '„' | '«' | '‹' | '(' | '[' | '{' | '¿' | '¡')
        || matches!(c, '-' | '–' | '—' | '*' | '_' | '•' | '…')
}

impl Unit<'_> {
    fn byte(&self, at: usize) -> Option<u8> {
        if at < self.end { self.text.as_bytes().get(at).copied() } else { None }
    }

    fn char(&self, at: usize) -> Option<char> {
        match self.byte(at)? {
            b if b.is_ascii() => Some(char::from(b)),
            _ => self.text.get(at..self.end)?.chars().next(),
        }
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// Where the stop begins that holds the byte at `at`, of which [`may_be`]
    /// says that a stop may hold it.
    pub fn stop_at(&self, at: usize) -> Option<usize> {
        match self.text.as_bytes()[..=at] {
            [.., b'.' | b'?' | b'!'] => Some(at),
            // One of `…‼⁇⁈⁉`.
            [.., 0xE2, 0x80, 0xA6 | 0xBC] | [.., 0xE2, 0x81, 0x87..=0x89] => Some(at - 2),
            _ => self.char(at).is_some_and(is_stop).then_some(at),
        }
    }

    /// What [`judge`](Self::judge) says of the stop at `at`, when that is plain
    /// at a glance: the unit ends there; a figure or small letter stands right
    /// behind it; or a word that is no abbreviation and no single letter before
    /// it and a capital behind it.
    pub fn glance(&self, at: usize) -> Option<(usize, bool)> {
        let bytes = &self.text.as_bytes()[..self.end];
        if !bytes[at].is_ascii() {
            return None;
        }
        let (end, is_quoted) = match bytes[at + 1..] {
            [] => return Some((at + 1, true)),
            [b'a'..=b'z' | b'0'..=b'9' | b',' | b'/', ..] => return Some((at + 1, false)),
            [b' ', ..] => (at + 1, false),
            [b'"', ..] => (at + 2, true),
            [0xE2, 0x80, 0x9D, ..] => (at + 4, true),
            _ => return None,
        };
        match bytes[end..] {
            [] => return Some((end, true)),
            [b' ', b'A'..=b'Z', ..]
            | [b' ', b' ', b'A'..=b'Z', ..]
            | [b' ', b'"', b'A'..=b'Z', ..]
            | [b' ', 0xE2, 0x80, 0x9C, b'A'..=b'Z', ..] => {}
            _ => return None,
        }
        let is_dot = bytes[at] == b'.';
        let is_plain = if is_quoted { is_dot } else { is_ordinary(bytes, at, is_dot) };
        is_plain.then_some((end, true))
    }

    /// Judges the run of stops that begins at `at`, in the sentence that
    /// begins at `start`: where the run with its closing marks ends, and
    /// whether the sentence ends there.
    pub fn judge(&self, start: usize, at: usize) -> (usize, bool) {
        let (run, stops_end, end) = self.run(at);
        let bytes = self.text.as_bytes();
        // "[...]" stands for words left out, whatever follows.
        if run.dots >= 3
            && at > start
            && bytes[at - 1] == b'['
            && self.byte(stops_end) == Some(b']')
        {
            return (end, false);
        }
        let end = self.references(self.lone_quote(end));
        let Some(after) = self.char(end) else {
            return (end, true);
        };
        if run.is_wide {
            return (end, true);
        }
        if !after.is_whitespace() {
            return self.judge_unspaced(start, at, end, run);
        }
        let next = self.next(end);
        let is_boundary = match next.class {
            Class::End => true,
            Class::Mark => false,
            Class::Lower => self.ends_before_lower(start, at, run, &next),
            _ if run.is_quoted && self.is_credit(end, next.at) => false,
            _ => self.ends_plainly(start, at, run, &next),
        };
        if is_boundary && run.dots == 4 && !run.is_strong {
            // "weakened. . . . The": the first stop ends the sentence.
            if bytes[at + 1..end].starts_with(b" . . .") && at > start && bytes[at - 1] != b' ' {
                return (at + 1, true);
            }
        }
        (end, is_boundary)
    }

    /// The run of stops at `at`: what it is made of, one past its last stop,
    /// and one past the quotes and brackets that close behind it.
    fn run(&self, at: usize) -> (Run, usize, usize) {
        let mut run = Run::default();
        let mut i = at;
        let mut stops_end = at;
        while let Some(c) = self.char(i) {
            match c {
                '.' => run.dots += 1,
                '…' => run.dots += 3,
                '"' | '\'' | '`' | '”' | '’' | '»' | '›' | '」' | '』' if i > at => {
                    run.is_quoted = true
                }
                ')' | ']' | '}' if i > at => run.is_bracketed = true,
                _ if is_stop(c) => {
                    run.is_strong = true;
                    run.is_wide |= matches!(c, '。' | '！' | '？');
                }
                ' ' | '\u{A0}' if run.dots > 0 && !run.is_quoted && !run.is_bracketed => {
                    // An ellipsis set with spaces.
                    let next = i + c.len_utf8();
                    if self.byte(next) != Some(b'.')
                        || self.byte(next + 1).is_some_and(|b| b.is_ascii_digit())
                    {
                        break;
                    }
                }
                _ => break,
            }
            i += c.len_utf8();
            if is_stop(c) {
                stops_end = i;
            }
        }
        (run, stops_end, i)
    }

    /// One past a quotation mark at `at` that stands between blanks, as in
    /// texts that set every mark apart.
    fn lone_quote(&self, at: usize) -> usize {
        let bytes = &self.text.as_bytes()[at..self.end];
        match bytes {
            [b' ', b'"' | b'\'', rest @ ..] if rest.first().is_none_or(|&b| b == b' ') => at + 2,
            [b' ', b'\'', b'\'', rest @ ..] if rest.first().is_none_or(|&b| b == b' ') => at + 3,
            _ => at,
        }
    }

    /// One past the references in brackets at `at`, which belong to the
    /// sentence before them: "denied it.[1] [2] The".
    fn references(&self, at: usize) -> usize {
        let mut end = at;
        let mut i = at;
        loop {
            let open = if end == at || self.byte(i) != Some(b' ') { i } else { i + 1 };
            let open = if self.byte(open) == Some(b' ') { open + 1 } else { open };
            if self.byte(open) != Some(b'[') {
                return end;
            }
            let digits = self.text.as_bytes()[open + 1..self.end.min(open + 10)]
                .iter()
                .take_while(|b| b.is_ascii_digit() || matches!(b, b' ' | b',' | b'-'))
                .count();
            i = open + digits + 2;
            if digits == 0
                || self.byte(i - 1) != Some(b']')
                || self.byte(i).is_some_and(|b| !b.is_ascii_whitespace() && b != b'[')
            {
                return end;
            }
            end = i;
        }
    }

    /// Whether a dash and a name stand behind a quotation, up to the end of
    /// the unit: `"We deny it." - Ann Smith`.
    fn is_credit(&self, from: usize, at: usize) -> bool {
        let between = &self.text[from..at];
        self.end - at <= CREDIT
            && between.trim().chars().all(|c| matches!(c, '-' | '–' | '—' | '~'))
            && !between.trim().is_empty()
            && !is_closed(&self.text[at..self.end])
    }

    /// Whether the run of stops at `at` ends the sentence before a word in
    /// lower case: careless writing, not an abbreviation.
    fn ends_before_lower(&self, start: usize, at: usize, run: Run, next: &Next) -> bool {
        if self.is_cased_oddly(next.at) {
            return self.ends_plainly(start, at, run, next);
        }
        if run.is_quoted || run.is_bracketed || run.dots + usize::from(run.is_strong) != 1 {
            return false;
        }
        let (word, is_long) = self.before(start, at);
        let starter = || self.kinds(next.at).any(Kinds::STRONG);
        if run.is_strong {
            return starter() && !WORDS.kinds(Key::of(word)).any(Kinds::MARK);
        }
        is_long
            || word.len() >= 3
                && !word.contains(&b'.')
                && !is_without_vowel(word)
                && !WORDS.kinds(Key::of(word)).any(Kinds::ABBREVIATION)
                && (starter() || word.len() >= 5 && word.iter().all(u8::is_ascii_lowercase))
    }

    /// What stands at or after `at`, behind white space and opening marks.
    fn next(&self, at: usize) -> Next {
        let mut at = at;
        let mut next = Next { class: Class::End, at, in_bracket: false };
        let mut openers = 0;
        while let Some(c) = self.char(at) {
            if c.is_whitespace() {
                // Nothing to do.
            } else if is_opener(c) && openers < OPENERS {
                openers += 1;
                next.in_bracket |= matches!(c, '(' | '[' | '{');
            } else {
                next.class = match c {
                    _ if c.is_lowercase() => Class::Lower,
                    _ if c.is_uppercase() => Class::Upper,
                    _ if c.is_numeric() => Class::Digit,
                    ',' | ';' | ':' | '.' | '/' | '%' | ')' | ']' | '}' | '?' | '!' | '=' => {
                        Class::Mark
                    }
                    _ => Class::Other,
                };
                break;
            }
            at += c.len_utf8();
        }
        next.at = at;
        next
    }

    /// The word at `at`: letters, figures and apostrophes inside it. Gives its
    /// key and its end.
    fn word(&self, at: usize) -> (Key, usize) {
        let bytes = &self.text.as_bytes()[at..self.end];
        let mut letters = [0; LONGEST];
        let mut len = 0;
        let mut i = 0;
        while i < bytes.len() && len < LONGEST {
            let apostrophe = match bytes[i] {
                b'\'' => 1,
                0xE2 if bytes[i..].starts_with("’".as_bytes()) => 3,
                _ => 0,
            };
            if apostrophe > 0 {
                if !bytes.get(i + apostrophe).is_some_and(u8::is_ascii_alphabetic) {
                    break;
                }
                letters[len] = b'\'';
                i += apostrophe;
            } else if bytes[i].is_ascii_alphanumeric() {
                letters[len] = bytes[i];
                i += 1;
            } else {
                break;
            }
            len += 1;
        }
        let long =
            bytes.get(i).is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80 && *b != 0xE2);
        (if long { Key::default() } else { Key::of(&letters[..len]) }, at + i)
    }

    /// What the lists say of the word at `at`.
    fn kinds(&self, at: usize) -> Kinds {
        WORDS.kinds(self.word(at).0)
    }

    /// The first character behind the blanks at `at`.
    fn skip_blanks(&self, mut at: usize) -> usize {
        while self.byte(at).is_some_and(|b| b.is_ascii_whitespace()) {
            at += 1;
        }
        at
    }

    /// Whether a word such as "iPhone" begins at `at`, which may begin a
    /// sentence though it begins in lower case.
    fn is_cased_oddly(&self, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        (at + 1..self.end.min(at + 3)).any(|i| bytes[i].is_ascii_uppercase())
            && bytes[at].is_ascii_lowercase()
    }

    /// Whether the word after a stop shows that a sentence begins there.
    fn starts(&self, next: &Next, after_initial: bool) -> bool {
        if next.class != Class::Upper {
            return false;
        }
        let (key, end) = self.word(next.at);
        let kinds = WORDS.kinds(key);
        if kinds.any(Kinds::STRONG) || kinds.any(Kinds::MAYBE) && !after_initial {
            return true;
        }
        if kinds.any(Kinds::LINK) && !after_initial {
            let at = self.skip_blanks(end);
            return self.char(at).is_some_and(|c| c.is_lowercase() || c.is_numeric() || c == '$');
        }
        false
    }

    /// Whether one to three words with capitals and then a verb of the given
    /// kinds stand at `at`: "Ms. Jones asked". A name that begins with a
    /// sentence starter is none.
    fn is_subject(&self, at: usize, verbs: Kinds) -> bool {
        let mut at = at;
        for n in 0..4 {
            let (key, end) = self.word(at);
            if end == at {
                return false;
            }
            if self.byte(at).is_some_and(|b| b.is_ascii_lowercase()) {
                return n > 0 && WORDS.kinds(key).any(verbs);
            }
            if n == 0 && WORDS.kinds(key).any(Kinds::STRONG) && !self.is_i(at) {
                return false;
            }
            let end = end + usize::from(self.byte(end) == Some(b'.'));
            at = self.skip_blanks(end);
            if at == end {
                return false;
            }
        }
        false
    }

    /// Whether the run of stops at `at` ends the sentence when something that
    /// can begin one follows after white space.
    fn ends_plainly(&self, start: usize, at: usize, run: Run, next: &Next) -> bool {
        if run.is_strong {
            if next.class != Class::Upper {
                return true;
            }
            if run.is_quoted && self.is_subject(next.at, Kinds::REPORT) {
                return false;
            }
            let is_name = !run.is_quoted
                && !run.is_bracketed
                && run.dots == 0
                && WORDS.kinds(Key::of(self.before(start, at).0)).any(Kinds::MARK);
            return !is_name || self.starts(next, false);
        }
        match run.dots {
            1 => {}
            2.. if run.is_quoted && self.is_subject(next.at, Kinds::REPORT) => return false,
            2..=3 => {
                if self.text[start..at].chars().all(is_opener) {
                    // An ellipsis that the sentence begins with.
                    return false;
                }
                let spaced = at > start && self.text.as_bytes()[at - 1] == b' ';
                return next.class == Class::Upper && (!spaced || !self.is_i(next.at));
            }
            _ => return true,
        }
        if run.is_quoted {
            return true;
        }
        self.abbreviation_ends(start, at, next)
    }

    /// Whether a subject and its verb stand at `at`, behind a company's name.
    fn begins_clause(&self, at: usize) -> bool {
        !self.kinds(at).any(Kinds::ROLE) && self.is_subject(at, Kinds::VERB.with(Kinds::REPORT))
    }

    /// Whether the word after a stop is in capitals.
    fn is_in_capitals(&self, next: &Next) -> bool {
        let (_, end) = self.word(next.at);
        is_capitals(&self.text.as_bytes()[next.at..end])
    }

    /// Whether the word at `at` is "I", which has a capital everywhere.
    fn is_i(&self, at: usize) -> bool {
        let (_, end) = self.word(at);
        let word = &self.text.as_bytes()[at..end];
        matches!(word, [b'I'] | [b'I', b'\'' | 0xE2, ..])
    }

    /// The word that the stop at `at` belongs to, with the stops inside it,
    /// and whether it is longer than any in the lists.
    fn before(&self, start: usize, at: usize) -> (&[u8], bool) {
        let bytes = self.text.as_bytes();
        let lowest = start.max(at.saturating_sub(LONGEST + 1));
        let mut i = at;
        while i > lowest {
            let b = bytes[i - 1];
            let inside = b.is_ascii_alphanumeric()
                || b == b'.'
                || b == b'\''
                || b >= 0x80 && !bytes[i - 1..].starts_with(b"\x80\x9C");
            if !inside {
                break;
            }
            i -= 1;
        }
        let mut word = &bytes[i..at];
        while let [b'\'' | b'.', rest @ ..] = word {
            word = rest;
        }
        // A curly quote or a dash is no part of the word.
        if let Some(n) = word.windows(2).rposition(|w| w == b"\xE2\x80") {
            word = word.get(n + 3..).unwrap_or_default();
        }
        (word, i == lowest && lowest > start)
    }

    /// Whether the single full stop at `at` ends the sentence, by the word
    /// before it.
    fn abbreviation_ends(&self, start: usize, at: usize, next: &Next) -> bool {
        let (word, is_long) = self.before(start, at);
        if is_long {
            return true;
        }
        let capital = word.first().is_some_and(u8::is_ascii_uppercase);
        let tail = word.rsplit(|&b| b == b'.').next().unwrap_or_default();
        let mut kinds = WORDS.kinds(Key::of(word));
        if tail.len() < word.len() && kinds == Kinds::default() {
            if is_acronym(word) {
                return self.starts_after(start, at, next, false);
            }
            if !(word[0].is_ascii_uppercase() && tail.len() <= 3) {
                kinds = WORDS.kinds(Key::of(tail));
            } else if word.iter().all(|b| b.is_ascii_alphabetic() || *b == b'.') {
                return self.starts_after(start, at, next, false);
            }
        } else if let [b'A'..=b'Z'] = word {
            if self.text.as_bytes()[..at].ends_with(&[b'&', word[0]]) {
                return true;
            }
            return self.initial_ends(start, at, word, next);
        }
        if kinds.any(Kinds::NEVER) {
            return false;
        }
        if capital && kinds.any(Kinds::TITLE) {
            // "SEC." may be the agency.
            return word.len() >= 3 && is_capitals(word) && self.starts(next, false);
        }
        if let [b'a'..=b'z'] = word
            && next.class == Class::Digit
        {
            return false;
        }
        if kinds.any(Kinds::FIGURE) {
            return if self.is_after_figure(start, at - word.len()) && !self.is_opening(start, at) {
                next.class == Class::Upper
            } else {
                self.starts_after(start, at, next, false)
            };
        }
        if kinds.any(Kinds::NUMBER) && self.is_numbered(next) {
            return false;
        }
        if kinds.any(Kinds::TIME) {
            return next.class == Class::Upper
                && !self.kinds(next.at).any(Kinds::GOES_ON)
                && !self.kinds(self.skip_blanks(self.word(next.at).1)).any(Kinds::CLOCK)
                && (!self.is_opening(start, at) || self.starts_after(start, at, next, false));
        }
        if kinds.any(Kinds::FINAL) {
            return next.class == Class::Upper;
        }
        let weak = Kinds::TITLE.with(Kinds::DATE).with(Kinds::WEAK).with(Kinds::SUFFIX);
        if kinds.any(weak) || capital && kinds.any(Kinds::STATE) || is_without_vowel(word) {
            if is_capitals(word)
                && !kinds.any(Kinds::TITLE.with(Kinds::SUFFIX))
                && !self.is_in_capitals(next)
            {
                // "EST." and "TEMP." are acronyms at the end of a sentence.
                return true;
            }
            return self.starts_after(start, at, next, false)
                || next.class == Class::Upper
                    && (kinds.any(Kinds::SUFFIX) && self.begins_clause(next.at)
                        || capital
                            && kinds.any(Kinds::STATE)
                            && !next.in_bracket
                            && self.text[start..at - word.len()].ends_with(", "));
        }
        true
    }

    /// Whether the sentence is no more yet than "At 5 a.m.".
    fn is_opening(&self, start: usize, at: usize) -> bool {
        at - start <= OPENING && self.kinds(start).any(Kinds::LINK)
    }

    /// Whether the word after the abbreviation at `at` shows that a sentence
    /// begins there.
    fn starts_after(&self, start: usize, at: usize, next: &Next, after_initial: bool) -> bool {
        self.starts(next, after_initial)
            || next.class == Class::Upper
                && self.kinds(next.at).any(Kinds::COURTESY)
                && !self.is_opening(start, at)
    }

    /// Whether the stop after a single capital letter ends the sentence.
    fn initial_ends(&self, start: usize, at: usize, word: &[u8], next: &Next) -> bool {
        match next.class {
            Class::Upper => self.starts_after(start, at, next, word != b"I"),
            Class::Digit => word == b"I",
            _ => true,
        }
    }

    /// Whether a figure stands before the word at `at`.
    fn is_after_figure(&self, start: usize, at: usize) -> bool {
        self.text[start..at].trim_end().ends_with(|c: char| c.is_ascii_digit())
    }

    /// Whether a figure, a single letter or a Roman number stands at `next`.
    fn is_numbered(&self, next: &Next) -> bool {
        if next.class == Class::Digit {
            return true;
        }
        let (_, end) = self.word(next.at);
        let word = &self.text.as_bytes()[next.at..end];
        next.class == Class::Upper
            && (word.len() == 1 && word != b"I" && word != b"A"
                || word.iter().all(|b| matches!(b, b'I' | b'V' | b'X')) && word != b"I")
    }

    /// Judges a run of stops that no white space follows.
    fn judge_unspaced(&self, start: usize, at: usize, end: usize, run: Run) -> (usize, bool) {
        let go_on = (end, false);
        let bytes = self.text.as_bytes();
        let Some(after) = self.char(end) else {
            return go_on;
        };
        let opens = matches!(after, '“' | '‘' | '(');
        let next_lower =
            || bytes.get(end + 1).is_some_and(|b| b.is_ascii_lowercase() || *b == b' ');
        if !(opens || run.dots <= 1 && after.is_uppercase() && next_lower()) {
            return go_on;
        }
        let (word, is_long) = self.before(start, at);
        let plain = is_long
            || word.len() >= 2
                && word.iter().all(|b| !matches!(b, b'.' | b'\''))
                && self.char_before(at).is_some_and(char::is_lowercase)
                && !WORDS.kinds(Key::of(word)).any(Kinds::ABBREVIATION);
        if !plain || self.is_address(at) {
            return go_on;
        }
        if opens {
            return (end, run.dots < 3 && self.next(end).class == Class::Upper);
        }
        // "node.Process", "Booking.Com": only a known starter after a name.
        let name = word.first().is_some_and(u8::is_ascii_uppercase);
        let starter = self.kinds(end).any(Kinds::STRONG.with(Kinds::MAYBE).with(Kinds::LINK));
        (end, starter || !name && !is_long_chunk(bytes, start, at))
    }

    /// Whether the stop at `at` stands inside a web or mail address or a path.
    fn is_address(&self, at: usize) -> bool {
        let from = at.saturating_sub(NEAR);
        let (before, after) = (&self.text.as_bytes()[..at], &self.text.as_bytes()[..self.end]);
        let near = |is: fn(u8) -> bool| (mask_at(before, from, is), mask_at(after, at, is));
        let spaces = near(|b| b.is_ascii_whitespace());
        // What stands behind the last white space before the stop, and before
        // the first behind it.
        let behind = u64::MAX.checked_shl(u64::BITS - spaces.0.leading_zeros()).unwrap_or(0);
        let ahead = spaces.1.wrapping_sub(1) & !spaces.1;
        let holds = |(before, after): (u64, u64)| before & behind != 0 || after & ahead != 0;
        let twice = |(before, after): (u64, u64)| (before & before >> 1, after & after >> 1);
        let slashes = near(|b| b == b'/');
        let letters = near(|b| b | 0x20 == b'w');
        holds(near(|b| matches!(b, b'@' | b'\\' | b'_' | b'#' | b'=')))
            || holds(twice(slashes))
            || holds(twice(twice(letters)))
    }
}

fn is_long_chunk(bytes: &[u8], start: usize, at: usize) -> bool {
    let from = start.max(at.saturating_sub(NEAR));
    let chunk = bytes[from..at].rsplit(u8::is_ascii_whitespace).next().unwrap_or_default();
    chunk.contains(&b'.')
}

/// Whether `word` is single letters with stops between: `U.S`.
fn is_acronym(word: &[u8]) -> bool {
    word.split(|&b| b == b'.').all(|part| matches!(part, [b] if b.is_ascii_alphabetic()))
}

/// Whether `word` is two or more letters, all capitals.
fn is_capitals(word: &[u8]) -> bool {
    word.len() >= 2 && word.iter().all(u8::is_ascii_uppercase)
}

const VOWELS: [u8; 6] = [b'a', b'e', b'i', b'o', b'u', b'y'];

/// Whether `word` has the look of a shortened one: no vowel, in lower case
/// behind its first letter.
fn is_without_vowel(word: &[u8]) -> bool {
    matches!(word.len(), 2..=5)
        && word[0].is_ascii_alphabetic()
        && word[1..].iter().all(u8::is_ascii_lowercase)
        && !word.iter().any(|b| VOWELS.contains(&b.to_ascii_lowercase()))
}

/// Whether the eight bytes before `at` show a word or figure that no list
/// calls an abbreviation, nor a mark in a name.
fn is_ordinary(bytes: &[u8], at: usize, is_dot: bool) -> bool {
    let Some(before) = at.checked_sub(8).and_then(|from| bytes[from..].first_chunk()) else {
        return false;
    };
    let block = u64::from_le_bytes(*before);
    let (letters, digits) = letters_and_digits(block);
    let other = !(letters | digits) & TOPS;
    let length = other.leading_zeros() / 8;
    if length == 8 {
        return is_dot;
    }
    // The byte before the word: one that ends it for sure.
    let edge = before[7 - length as usize];
    if length == 0 || !matches!(edge, b' ' | b'-' | b'(' | b'"') {
        return false;
    }
    // Lower case, the first letter in the lowest byte.
    let word = (block | letters >> 2) >> (64 - 8 * length);
    let begins_with_letter = letters >> (64 - 8 * length) & 0x80 != 0;
    if begins_with_letter
        && (length == 1 || length <= 5 && !VOWELS.iter().any(|&vowel| holds(word, vowel)))
    {
        return false;
    }
    !WORDS.may_be_abbreviation(word)
}

/// Whether a stop may begin with this byte, or, as `…`, end with it: its first
/// byte is that of curly quotes and dashes too, of which there are many.
pub(super) const fn may_be(byte: u8) -> bool {
    matches!(
        byte,
        b'.' | b'?' | b'!' | 0x87..=0x89 | 0xA6 | 0xBC | 0xD8 | 0xDB | 0xE0 | 0xE3 | 0xEF
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words, each with a stop and what may follow it, or a mark that binds.
    const TEXT: &str = concat!(
        "(",
        "(Mr|Inc|Oklahoma|Yahoo|U\\.S|p\\.m|no|née|st|A|I|b|Ave|2022|5|[a-zA-Z]{1,9})",
        "([.?!…]{1,2}[\"”’)]?[ \n,]{0,2}[\"“(]?|[ &-])",
        "){1,9}",
    );

    proptest::proptest! {
        #[test]
        fn a_glance_tells_what_judging_does(text in TEXT) {
            let unit = Unit { text: &text, end: text.trim_end().len() };
            for at in (0..unit.end).filter(|&at| may_be(text.as_bytes()[at])) {
                if let Some(stop) = unit.stop_at(at)
                    && let Some(seen) = unit.glance(stop)
                {
                    proptest::prop_assert_eq!(seen, unit.judge(0, stop), "{:?}", &text[stop..]);
                }
            }
        }
    }
}

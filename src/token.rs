//! Tokens: words, numbers and punctuation marks with their spans, shape and
//! hash.
//!
//! A word is a run of letters, digits and combining marks; a hyphen or an
//! apostrophe is a token of its own, so that a name list need not know how a
//! text glues its words. A full stop or comma between two digits belongs to
//! the number. Every other character that is no white space is a token by
//! itself. The hash is taken over the folded word (lower case, without
//! diacritics, straight apostrophe), once, and serves every later look-up.

use crate::Span;

/// Shape of a token: a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flags(u16);

impl Flags {
    /// Holds a letter.
    pub const ALPHA: Self = Self(1);
    /// Holds a digit.
    pub const DIGIT: Self = Self(1 << 1);
    /// Begins with an upper-case letter.
    pub const CAPITAL: Self = Self(1 << 2);
    /// Holds a lower-case letter.
    pub const LOWER: Self = Self(1 << 3);
    /// Holds an upper-case letter after its first character.
    pub const INNER_UPPER: Self = Self(1 << 4);
    /// A mark that is neither letter nor digit.
    pub const PUNCT: Self = Self(1 << 5);
    /// Holds a character outside ASCII.
    pub const NON_ASCII: Self = Self(1 << 6);
    /// White space (or the start of the text) stands before it.
    pub const SPACE_BEFORE: Self = Self(1 << 7);
    /// A line break stands before it.
    pub const LINE_BEFORE: Self = Self(1 << 8);
    /// A blank line (or the start of the text) stands before it.
    pub const BLANK_BEFORE: Self = Self(1 << 9);

    /// Whether all flags of `other` are set.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Hash of the folded word; see [`hash`].
    pub hash: u64,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Shape.
    pub flags: Flags,
}

impl Token {
    /// Its byte range.
    pub const fn span(&self) -> Span {
        Span { start: self.start as usize, end: self.end as usize }
    }

    /// A word: letters, perhaps with digits.
    pub const fn is_word(&self) -> bool {
        self.flags.has(Flags::ALPHA)
    }

    /// Begins with an upper-case letter.
    pub const fn is_capital(&self) -> bool {
        self.flags.has(Flags::CAPITAL)
    }

    /// Two or more letters, none of them lower-case.
    pub const fn is_all_caps(&self) -> bool {
        self.flags.has(Flags::CAPITAL.with(Flags::INNER_UPPER)) && !self.flags.has(Flags::LOWER)
    }
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

const fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(PRIME)
}

/// Spreads the entropy of the low bits, which FNV leaves weak at the top.
const fn finish(hash: u64) -> u64 {
    let h = hash ^ (hash >> 29);
    h.wrapping_mul(0xbf58_476d_1ce4_e5b9) ^ (h >> 32)
}

/// The hash of a word as every token carries it: FNV-1a over the folded
/// characters, then mixed. Data files are hashed with the same function.
pub(crate) fn hash(word: &str) -> u64 {
    let mut h = SEED;
    for c in word.chars() {
        fold(c, |b| h = step(h, b));
    }
    finish(h)
}

/// Gives the bytes of `c` in lower case, an apostrophe as the straight one.
fn fold(c: char, mut give: impl FnMut(u8)) {
    if c.is_ascii() {
        return give(c.to_ascii_lowercase() as u8);
    }
    if is_apostrophe(c) {
        return give(b'\'');
    }
    let mut buffer = [0; 4];
    for lower in c.to_lowercase() {
        for &b in lower.encode_utf8(&mut buffer).as_bytes() {
            give(b);
        }
    }
}

/// Whether `c` can stand for an apostrophe.
pub(crate) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}')
}

/// Marks that combine with the letter before them.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{200D}' | '\u{AD}')
}

/// Appends the tokens of `text` to `tokens`. A text of 4 GiB or more is read
/// up to there.
pub(crate) fn tokenize(text: &str, tokens: &mut Vec<Token>) {
    let limit = u32::MAX as usize;
    let mut gap = Flags::SPACE_BEFORE.with(Flags::BLANK_BEFORE).with(Flags::LINE_BEFORE);
    let mut newlines = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if start >= limit {
            break;
        }
        if c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}') {
            gap = gap.with(Flags::SPACE_BEFORE);
            if c == '\n' || c == '\u{2028}' || c == '\u{2029}' {
                newlines += 1;
                gap = gap.with(Flags::LINE_BEFORE);
                if newlines > 1 {
                    gap = gap.with(Flags::BLANK_BEFORE);
                }
            }
            continue;
        }
        let mut flags = gap;
        let mut h = SEED;
        let mut end = start + c.len_utf8();
        fold(c, |b| h = step(h, b));
        if c.is_alphanumeric() {
            flags = flags.with(shape(c));
            if c.is_uppercase() {
                flags = flags.with(Flags::CAPITAL);
            }
            let mut last = c;
            while let Some(&(at, next)) = chars.peek() {
                let inner = next.is_alphanumeric() || is_mark(next);
                let joins = !inner
                    && matches!(next, '.' | ',')
                    && last.is_ascii_digit()
                    && text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit);
                if !inner && !joins {
                    break;
                }
                chars.next();
                end = at + next.len_utf8();
                if inner {
                    flags = flags.with(shape(next));
                    if next.is_uppercase() {
                        flags = flags.with(Flags::INNER_UPPER);
                    }
                }
                fold(next, |b| h = step(h, b));
                last = next;
            }
        } else {
            flags = flags.with(Flags::PUNCT);
            if !c.is_ascii() {
                flags = flags.with(Flags::NON_ASCII);
            }
        }
        tokens.push(Token {
            hash: finish(h),
            start: start as u32,
            end: end.min(limit) as u32,
            flags,
        });
        gap = Flags::default();
        newlines = 0;
    }
}

fn shape(c: char) -> Flags {
    let flags = if c.is_numeric() { Flags::DIGIT } else { Flags::ALPHA };
    let flags = if c.is_lowercase() { flags.with(Flags::LOWER) } else { flags };
    if c.is_ascii() { flags } else { flags.with(Flags::NON_ASCII) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        tokens.iter().map(|t| &text[t.span()]).collect()
    }

    #[test]
    fn splits_words_numbers_and_marks() {
        assert_eq!(
            words("China’s 2,300.5 APT-31."),
            ["China", "’", "s", "2,300.5", "APT", "-", "31", "."]
        );
    }

    #[test]
    fn hash_is_the_same_for_data_and_text() {
        let mut tokens = Vec::new();
        tokenize("ACCUSED", &mut tokens);
        assert_eq!(tokens[0].hash, hash("accused"));
    }
}

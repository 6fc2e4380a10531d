//! Tokens: words, numbers and punctuation marks with their spans, shape and
//! hash.
//!
//! A word is a run of letters, digits and combining marks; a hyphen or an
//! apostrophe is a token of its own, so that a name list need not know how a
//! text glues its words. A full stop or comma between two digits belongs to
//! the number. Every other character that is no white space is a token by
//! itself. The hash is taken over the folded word (lower case, without
//! diacritics, straight apostrophe, nothing for marks without width), once, and serves every later look-up.

mod latin;

use crate::Span;
use crate::block::{TOPS, letters_and_digits};

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

/// Takes the folded bytes of a word, eight to a block, and mixes the blocks.
/// A last block that is not full is filled with zeros.
#[derive(Clone, Copy)]
struct Hasher {
    state: u64,
    block: u64,
    bytes: u32,
}

impl Hasher {
    const SEED: u64 = 0xcbf2_9ce4_8422_2325;

    const fn new() -> Self {
        Self { state: Self::SEED, block: 0, bytes: 0 }
    }

    fn give(&mut self, byte: u8) {
        self.block |= u64::from(byte) << (8 * self.bytes);
        self.bytes += 1;
        if self.bytes == 8 {
            self.state = Self::mix(self.state, self.block);
            self.block = 0;
            self.bytes = 0;
        }
    }

    const fn mix(state: u64, block: u64) -> u64 {
        let product = (state ^ block).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        product ^ (product >> 32)
    }

    const fn finish(self) -> u64 {
        let state = if self.bytes > 0 { Self::mix(self.state, self.block) } else { self.state };
        Self::seal(state)
    }

    const fn seal(state: u64) -> u64 {
        let product = state.wrapping_mul(0xbf58_476d_1ce4_e5b9);
        product ^ (product >> 32)
    }
}

/// The hash of a word as every token carries it, taken over the folded
/// characters. Data files are hashed with the same function.
pub(crate) fn hash(word: &str) -> u64 {
    let mut hasher = Hasher::new();
    for c in word.chars() {
        fold(c, |b| hasher.give(b));
    }
    hasher.finish()
}

/// Gives the bytes of `c` in lower case: a Latin letter without diacritics, an
/// apostrophe as the straight one, marks without width not at all. So the
/// composed, the decomposed and the plain spelling of a word come out alike.
fn fold(c: char, mut give: impl FnMut(u8)) {
    if c.is_ascii() {
        return give(c.to_ascii_lowercase() as u8);
    }
    if is_mark(c) {
        return;
    }
    if is_apostrophe(c) {
        return give(b'\'');
    }
    let [first, second] = base(c);
    if first != 0 {
        give(first);
        if second != 0 {
            give(second);
        }
        return;
    }
    let mut buffer = [0; 4];
    for lower in c.to_lowercase() {
        for &b in lower.encode_utf8(&mut buffer).as_bytes() {
            give(b);
        }
    }
}

/// The letters that the Latin letter `c` is without diacritics; zero for none.
fn base(c: char) -> [u8; 2] {
    let code = c as usize;
    let table: (&[[u8; 2]], usize) = match code {
        0xC0..=0x24F => (&latin::FROM_C0, 0xC0),
        0x1E00..=0x1EFF => (&latin::FROM_1E00, 0x1E00),
        _ => return [0; 2],
    };
    table.0.get(code - table.1).copied().unwrap_or_default()
}

/// Whether `c` can stand for an apostrophe.
pub(crate) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}')
}

/// Marks that combine with the letter before them or have no width.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}') || is_invisible(c)
}

/// Soft hyphen, joiners and other characters without width.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// Appends the tokens of `text` to `tokens`. A text of 4 GiB or more is read
/// up to there.
pub(crate) fn tokenize(text: &str, tokens: &mut Vec<Token>) {
    let mut length = text.len().min(u32::MAX as usize);
    while !text.is_char_boundary(length) {
        length -= 1;
    }
    let text = &text[..length];
    let bytes = text.as_bytes();
    // News has one token every five to six bytes.
    tokens.reserve(length / 5);
    let mut gap = Flags::SPACE_BEFORE.with(Flags::BLANK_BEFORE).with(Flags::LINE_BEFORE);
    let mut newlines = 0;
    let mut at = 0;
    while at < length {
        let byte = bytes[at];
        let token = match CLASS[usize::from(byte)] {
            Class::Space => {
                gap = gap.with(Flags::SPACE_BEFORE);
                at += 1;
                continue;
            }
            Class::Line => {
                newlines += 1;
                gap = gap.with(line_flags(newlines));
                at += 1;
                continue;
            }
            Class::Word => match ascii_word(bytes, at) {
                Some(token) => token,
                None => word(text, at),
            },
            Class::Mark => Token {
                hash: Hasher::seal(Hasher::mix(Hasher::SEED, byte as u64)),
                start: at as u32,
                end: at as u32 + 1,
                flags: Flags::PUNCT,
            },
            Class::Wide => {
                let c = text[at..].chars().next().unwrap_or(' ');
                if is_invisible(c) || c.is_whitespace() {
                    if !is_invisible(c) {
                        gap = gap.with(Flags::SPACE_BEFORE);
                    }
                    if matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}') {
                        newlines += 1;
                        gap = gap.with(line_flags(newlines));
                    }
                    at += c.len_utf8();
                    continue;
                }
                if c.is_alphanumeric() {
                    word(text, at)
                } else {
                    let mut hasher = Hasher::new();
                    fold(c, |b| hasher.give(b));
                    Token {
                        hash: hasher.finish(),
                        start: at as u32,
                        end: (at + c.len_utf8()) as u32,
                        flags: Flags::PUNCT.with(Flags::NON_ASCII),
                    }
                }
            }
        };
        at = token.end as usize;
        tokens.push(Token { flags: token.flags.with(gap), ..token });
        gap = Flags::default();
        newlines = 0;
    }
}

/// The flags of the token after that many line breaks.
const fn line_flags(newlines: u32) -> Flags {
    let line = Flags::SPACE_BEFORE.with(Flags::LINE_BEFORE);
    if newlines > 1 { line.with(Flags::BLANK_BEFORE) } else { line }
}

/// What a byte begins.
#[derive(Clone, Copy)]
enum Class {
    Space,
    Line,
    Word,
    Mark,
    Wide,
}

static CLASS: [Class; 256] = {
    let mut table = [Class::Mark; 256];
    let mut b = 0;
    while b < 256 {
        table[b] = match b as u8 {
            b'\n' => Class::Line,
            b' ' | b'\t' | b'\r' | 0x0B | 0x0C => Class::Space,
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => Class::Word,
            0x80.. => Class::Wide,
            _ => Class::Mark,
        };
        b += 1;
    }
    table
};

/// The word at `start`, which begins with an ASCII letter or digit, read eight
/// bytes at a time. `None` when it holds or may go on with anything else: a
/// letter outside ASCII, a number with a stop or comma in it, the end of the
/// text.
fn ascii_word(bytes: &[u8], start: usize) -> Option<Token> {
    let mut at = start;
    let mut state = Hasher::SEED;
    let (mut letters, mut digits, mut capitals, mut first) = (0, 0, 0, 0);
    loop {
        let x = u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?);
        let (letter, digit) = letters_and_digits(x);
        let other = !(letter | digit) & TOPS;
        let length = other.trailing_zeros() / 8;
        let kept = if length == 8 { u64::MAX } else { (1 << (8 * length)) - 1 };
        let letter = letter & kept;
        let capital = letter & !(x << 2);
        letters |= letter;
        digits |= digit & kept;
        if at == start {
            first = capital & 0x80;
            capitals = capital;
        } else {
            // Any capital behind the first block is an inner one.
            capitals |= capital & !0xFF | (capital & 0x80) << 8;
        }
        let lower = letter & !capital;
        letters |= lower >> 1;
        if length > 0 {
            state = Hasher::mix(state, (x | letter >> 2) & kept);
        }
        at += length as usize;
        if length < 8 {
            break;
        }
    }
    let next = bytes[at];
    let in_number = matches!(next, b'.' | b',')
        && bytes[at - 1].is_ascii_digit()
        && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
    if next >= 0x80 || in_number {
        return None;
    }
    let mut flags = Flags::default();
    for (set, flag) in [
        (letters & TOPS, Flags::ALPHA),
        (digits, Flags::DIGIT),
        (first, Flags::CAPITAL),
        (letters & (TOPS >> 1), Flags::LOWER),
        (capitals & !0x80, Flags::INNER_UPPER),
    ] {
        flags = Flags(flags.0 | if set != 0 { flag.0 } else { 0 });
    }
    Some(Token { hash: Hasher::seal(state), start: start as u32, end: at as u32, flags })
}

/// The word at `start`, character by character.
fn word(text: &str, start: usize) -> Token {
    let bytes = text.as_bytes();
    let mut hasher = Hasher::new();
    let mut flags = Flags::default();
    let mut end = start;
    let mut last = ' ';
    for (n, c) in text[start..].char_indices() {
        let at = start + n;
        if c.is_alphanumeric() {
            flags = flags.with(shape(c));
            if c.is_uppercase() {
                flags = flags.with(if n == 0 { Flags::CAPITAL } else { Flags::INNER_UPPER });
            }
        } else if is_mark(c) {
            flags = flags.with(Flags::NON_ASCII);
        } else if !(matches!(c, '.' | ',')
            && last.is_ascii_digit()
            && bytes.get(at + 1).is_some_and(u8::is_ascii_digit))
        {
            break;
        }
        fold(c, |b| hasher.give(b));
        last = c;
        // What has no width belongs to the word only inside it.
        if !is_invisible(c) {
            end = at + c.len_utf8();
        }
    }
    Token { hash: hasher.finish(), start: start as u32, end: end as u32, flags }
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
        for word in ["accused", "a", "incomprehensible", "12345678", "x86", "3.5", "2,300.5"] {
            let mut tokens = Vec::new();
            let text = format!("{} {word} ", word.to_uppercase());
            tokenize(&text, &mut tokens);
            assert_eq!(tokens[0].hash, hash(word), "{word}");
            assert_eq!(tokens[1].hash, hash(word), "{word}");
        }
    }

    #[test]
    fn spellings_hash_alike() {
        for (a, b) in [
            ("Lipavský", "Lipavsky"),
            ("Lipavsky\u{301}", "Lipavský"),
            ("Łódź", "lodz"),
            ("Ærø", "aero"),
            ("coop\u{AD}er\u{200B}ate", "cooperate"),
            ("O’Brien", "o'brien"),
            ("Strauß", "STRAUSS"),
            ("Nguyễn", "Nguyen"),
        ] {
            assert_eq!(hash(a), hash(b), "{a} {b}");
        }
        assert_ne!(hash("abcdefgh"), hash("abcdefghi"));
        assert_ne!(hash("Москва"), hash("Москве"));
        assert_eq!(words("coop\u{AD}erate\u{200B} now"), ["coop\u{AD}erate", "now"]);
    }

    #[test]
    fn shapes_are_the_same_on_both_ways() {
        // A letter outside ASCII sends the word the slow way.
        for (word, is_caps) in [
            ("NATO", true),
            ("Nato", false),
            ("ABCDEFGHI", true),
            ("ABCDEFGHi", false),
            ("A", false),
        ] {
            let mut tokens = Vec::new();
            let text = format!("{word} É{word}           ");
            tokenize(&text, &mut tokens);
            assert_eq!(tokens[0].is_all_caps(), is_caps, "{word}");
            assert!(tokens[0].is_capital() && tokens[1].is_capital());
            assert_eq!(tokens[0].flags.has(Flags::LOWER), tokens[1].flags.has(Flags::LOWER));
            let fast = ascii_word(text.as_bytes(), 0).expect("ASCII");
            assert_eq!(fast, super::word(&text, 0));
        }
        let slow = super::word("abcdefgHij ", 0).flags;
        assert!(slow.has(Flags::INNER_UPPER) && !slow.has(Flags::CAPITAL));
    }

    proptest::proptest! {
        #[test]
        fn both_ways_give_the_same_tokens(text in "[a-zA-Z0-9.,é' \n\u{AD}\u{200B}-]{0,60}") {
            let mut tokens = Vec::new();
            tokenize(&text, &mut tokens);
            let mut end = 0;
            for t in &tokens {
                assert!(end <= t.start && t.start < t.end);
                end = t.end;
                let slice = &text[t.span().range()];
                assert_eq!(t.hash, hash(slice), "{slice:?}");
                if t.is_word() {
                    let flags = super::word(&text, t.start as usize).flags;
                    assert!(t.flags.has(flags), "{slice:?}");
                    let gaps = Flags::SPACE_BEFORE.with(Flags::LINE_BEFORE).with(Flags::BLANK_BEFORE);
                    assert_eq!(t.flags.with(gaps), flags.with(gaps), "{slice:?}");
                }
            }
        }
    }
}

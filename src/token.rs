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
pub(crate) mod walk;

use crate::Span;

/// Shape of a token: a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flags(u16);

impl Flags {
    /// Begins with an upper-case letter.
    pub const CAPITAL: Self = Self(1 << 3);
    /// Holds an upper-case letter after its first character.
    pub const INNER_UPPER: Self = Self(1 << 4);
    /// Holds a lower-case letter.
    pub const LOWER: Self = Self(1 << 5);
    /// Holds a digit.
    pub const DIGIT: Self = Self(1 << 6);
    /// Holds a letter.
    pub const ALPHA: Self = Self(1 << 7);
    /// A mark that is neither letter nor digit.
    pub const PUNCT: Self = Self(1);
    /// Holds a character outside ASCII.
    pub const NON_ASCII: Self = Self(1 << 1);
    /// White space (or the start of the text) stands before it.
    pub const SPACE_BEFORE: Self = Self(1 << 8);
    /// A line break stands before it.
    pub const LINE_BEFORE: Self = Self(1 << 9);
    /// A blank line (or the start of the text) stands before it.
    pub const BLANK_BEFORE: Self = Self(1 << 10);

    /// Whether all flags of `other` are set.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any flag of `other` is set.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
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
    let mut buffer = [0; 4];
    if is_punctuation(c) {
        return c.encode_utf8(&mut buffer).bytes().for_each(give);
    }
    let [first, second] = base(c);
    if first != 0 {
        give(first);
        if second != 0 {
            give(second);
        }
        return;
    }
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

/// The dashes, quotation marks and dots of general punctuation: marks, for
/// sure, without a look into the tables of Unicode.
const fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}')
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
    // News has one token every five to six bytes.
    tokens.reserve(length / 5);
    let mut gap = Flags::SPACE_BEFORE.with(Flags::BLANK_BEFORE).with(Flags::LINE_BEFORE);
    let mut end = 0;
    let mut window = Window::new();
    for span in walk::tokens(text) {
        // Most tokens stand behind one blank or none; which of the two cannot
        // be foreseen, so there is no branch for it.
        let width = span.start - end;
        let is_blank = text.as_bytes()[span.start.saturating_sub(1)] == b' ';
        let before = if (width == 0) | (width == 1) & is_blank {
            Flags(width as u16 * Flags::SPACE_BEFORE.0)
        } else {
            read_gap(&text[end..span.start])
        };
        let (hash, shape) = window.read(text, span);
        tokens.push(Token {
            hash,
            start: span.start as u32,
            end: span.end as u32,
            flags: shape.with(gap).with(before),
        });
        gap = Flags::default();
        end = span.end;
    }
}

/// What the text between two tokens tells of the second.
#[cold]
fn read_gap(gap: &str) -> Flags {
    let mut flags = Flags::default();
    let mut lines = 0;
    for c in gap.chars().filter(|&c| c.is_whitespace()) {
        lines += usize::from(matches!(c, '\n' | '\u{85}' | '\u{2028}' | '\u{2029}'));
        flags = flags.with(Flags::SPACE_BEFORE);
    }
    if lines > 0 {
        flags = flags.with(Flags::LINE_BEFORE);
    }
    if lines > 1 {
        flags = flags.with(Flags::BLANK_BEFORE);
    }
    flags
}

/// Bytes of a text that are made ready for hashing at once, as long as none of
/// the steps takes one byte alone.
struct Window {
    /// Where they begin and end.
    base: usize,
    end: usize,
    /// The bytes, ASCII letters in lower case.
    lower: [u8; Self::SIZE + 8],
    /// The flags that each gives to the token that it stands in.
    shape: [u8; Self::SIZE + 8],
}

impl Window {
    const SIZE: usize = 512;

    const fn new() -> Self {
        Self { base: 0, end: 0, lower: [0; Self::SIZE + 8], shape: [0; Self::SIZE + 8] }
    }

    #[inline(never)]
    fn fill(&mut self, bytes: &[u8], base: usize) {
        self.base = base;
        self.end = bytes.len().min(base + Self::SIZE);
        let outputs = self.lower.iter_mut().zip(&mut self.shape);
        for (&byte, (lower, shape)) in bytes[base..self.end].iter().zip(outputs) {
            let flag = |is: bool, flag: Flags| if is { flag.0 as u8 } else { 0 };
            let is_upper = byte.wrapping_sub(b'A') < 26;
            let is_lower = byte.wrapping_sub(b'a') < 26;
            *lower = byte | flag(is_upper, Flags(0x20));
            *shape = flag(is_upper | is_lower, Flags::ALPHA)
                | flag(is_upper, Flags::INNER_UPPER)
                | flag(is_lower, Flags::LOWER)
                | flag(byte.wrapping_sub(b'0') < 10, Flags::DIGIT)
                | flag(byte >= 0x80, Flags::NON_ASCII);
        }
    }

    /// The hash and the shape of the token at `span`.
    #[inline]
    fn read(&mut self, text: &str, span: Span) -> (u64, Flags) {
        if span.end > self.end {
            self.fill(text.as_bytes(), span.start);
            if span.end > self.end {
                return read_word(&text[span.start..span.end]);
            }
        }
        let at = span.start - self.base;
        let length = span.end - span.start;
        let mut state = Hasher::mix(Hasher::SEED, eight(&self.lower, at, length));
        let mut shape = eight(&self.shape, at, length);
        let first = shape & u64::from(Flags::INNER_UPPER.0);
        shape = shape ^ first | first >> 1;
        if length > 8 {
            for n in (8..length).step_by(8) {
                shape |= eight(&self.shape, at + n, length - n);
                state = Hasher::mix(state, eight(&self.lower, at + n, length - n));
            }
        }
        shape |= shape >> 32;
        shape |= shape >> 16;
        let shape = u16::from((shape | shape >> 8) as u8);
        if shape & Flags::NON_ASCII.0 != 0 {
            return read_word(&text[span.start..span.end]);
        }
        let punct = u16::from(shape == 0) * Flags::PUNCT.0;
        (Hasher::seal(state), Flags(shape | punct))
    }
}

/// The eight bytes at `at`, zeros in place of those behind the first `length`.
fn eight(bytes: &[u8; Window::SIZE + 8], at: usize, length: usize) -> u64 {
    let block = bytes.get(at..at + 8).and_then(|block| block.first_chunk());
    let block = u64::from_le_bytes(*block.unwrap_or(&[0; 8]));
    block & u64::MAX >> (64 - 8 * length.min(8))
}

/// The hash and the shape of a token, character by character.
#[cold]
fn read_word(token: &str) -> (u64, Flags) {
    let mut hasher = Hasher::new();
    token.chars().for_each(|c| fold(c, |b| hasher.give(b)));
    let mut flags = if token.is_ascii() { Flags::default() } else { Flags::NON_ASCII };
    if token.starts_with(|c| is_punctuation(c) || !c.is_alphanumeric()) {
        return (hasher.finish(), flags.with(Flags::PUNCT));
    }
    for (at, c) in token.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        flags = flags.with(if c.is_numeric() { Flags::DIGIT } else { Flags::ALPHA });
        if c.is_lowercase() {
            flags = flags.with(Flags::LOWER);
        } else if c.is_uppercase() {
            flags = flags.with(if at == 0 { Flags::CAPITAL } else { Flags::INNER_UPPER });
        }
    }
    (hasher.finish(), flags)
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
    fn shapes_tell_capitals_and_acronyms() {
        for (word, is_capital, is_caps) in [
            ("NATO", true, true),
            ("Nato", true, false),
            ("ABCDEFGHI", true, true),
            ("ABCDEFGHi", true, false),
            ("abcdefgHij", false, false),
            ("ÉTAT", true, true),
            ("État", true, false),
            ("A", true, false),
            ("G20", true, false),
            ("31", false, false),
            ("-", false, false),
        ] {
            let mut tokens = Vec::new();
            tokenize(word, &mut tokens);
            let token = tokens[0];
            assert_eq!((token.is_capital(), token.is_all_caps()), (is_capital, is_caps), "{word}");
            assert_eq!(token.flags.has(Flags::PUNCT), word == "-");
            assert_eq!(token.flags.has(Flags::DIGIT), word.ends_with(char::is_numeric));
        }
        let inner = |word| read_word(word).1.has(Flags::INNER_UPPER);
        assert!(inner("abcdefgHij") && inner("abcdefghI") && !inner("Abc"));
    }

    #[test]
    fn gaps_tell_blanks_and_line_breaks() {
        let gap = |text| {
            let mut tokens = Vec::new();
            tokenize(text, &mut tokens);
            let flags = tokens[1].flags;
            let is = |flag| flags.has(flag);
            (is(Flags::SPACE_BEFORE), is(Flags::LINE_BEFORE), is(Flags::BLANK_BEFORE))
        };
        assert_eq!(gap("a-b"), (false, false, false));
        assert_eq!(gap("a b"), (true, false, false));
        assert_eq!(gap("a\u{A0}b"), (true, false, false));
        assert_eq!(gap("a\t \u{200B}b"), (true, false, false));
        assert_eq!(gap("a-\u{200B}b"), (false, false, false));
        assert_eq!(gap("a\r\nb"), (true, true, false));
        assert_eq!(gap("a\u{2028}b"), (true, true, false));
        assert_eq!(gap("a\r\n \r\nb"), (true, true, true));
    }

    proptest::proptest! {
        #[test]
        fn a_token_is_read_alike_at_once_and_by_characters(
            text in "([a-zA-Z0-9.,é’—' \n\u{AD}\u{200B}中-]{0,20}|[a-zA-Z]{1,40}| ){0,60}",
        ) {
            let mut tokens = Vec::new();
            tokenize(&text, &mut tokens);
            for t in &tokens {
                let token = &text[t.span().range()];
                let (hashed, shape) = read_word(token);
                proptest::prop_assert_eq!(t.hash, hashed, "{:?}", token);
                proptest::prop_assert_eq!(t.hash, hash(token), "{:?}", token);
                proptest::prop_assert_eq!(t.flags.0 & 0xFF, shape.0, "{:?}", token);
            }
        }
    }
}

//! Where tokens begin and end, read a block at a time.

use super::{is_invisible, is_mark};
use crate::Span;
use crate::block::mask_at;

/// An iterator over the tokens of a text; see [`tokens`].
#[derive(Clone, Debug)]
pub struct Tokens<'t> {
    text: &'t str,
    /// Where the block begins.
    base: usize,
    /// Where the block after it begins.
    next: usize,
    /// Bytes of the block at which a token begins that was not given yet.
    starts: u64,
    /// Bytes that go on a word, the first of the block never among them.
    inner: u64,
    /// Bytes outside ASCII, and the last byte of a full block, behind which a
    /// word may go on.
    odd: u64,
}

/// The tokens of `text`, in order: words, numbers and single marks.
///
/// A word is a run of letters, digits and combining marks; a hyphen or an
/// apostrophe is a token of its own. A full stop or comma between two digits
/// belongs to the number. Every other character that is no white space and has
/// a width is a token by itself.
///
/// ```
/// let text = "China’s APT-31 cost 2,300.5 euros.";
/// let found: Vec<&str> = gainsay::tokens(text).map(|span| &text[span.range()]).collect();
/// assert_eq!(found, ["China", "’", "s", "APT", "-", "31", "cost", "2,300.5", "euros", "."]);
/// ```
#[must_use]
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, base: 0, next: 0, starts: 0, inner: 0, odd: 0 }
}

impl Tokens<'_> {
    /// Reads the block at `base`.
    #[inline(never)]
    fn enter(&mut self, base: usize) {
        let bytes = self.text.as_bytes();
        let space = mask_at(bytes, base, |b| b == b' ' || b.wrapping_sub(b'\t') < 5);
        let alphanumeric = |b: u8| (b | 0x20).wrapping_sub(b'a') < 26 || b.wrapping_sub(b'0') < 10;
        let mut word = mask_at(bytes, base, alphanumeric);
        let point = mask_at(bytes, base, |b| b == b'.' || b == b',');
        if point & word << 1 & word >> 1 != 0 {
            let digit = mask_at(bytes, base, |b| b.wrapping_sub(b'0') < 10);
            word |= point & digit << 1 & digit >> 1;
        }
        let length = bytes.len() - base;
        let (within, last) = if length < 64 { ((1 << length) - 1, 0) } else { (u64::MAX, 1 << 63) };
        self.base = base;
        self.next = base + length.min(64);
        self.inner = word & word << 1;
        self.starts = within & !space & !self.inner;
        self.odd = last | mask_at(bytes, base, |b| b >= 0x80);
    }

    /// The token at `start`, which stands beside a character outside ASCII or
    /// at the end of the block; `None` when there is none to give yet.
    #[cold]
    fn odd(&mut self, start: usize, end: usize) -> Option<Span> {
        let bytes = self.text.as_bytes();
        let (end, is_token) = if !bytes[start].is_ascii() {
            self.wide(start)
        } else if !bytes[start].is_ascii_alphanumeric() {
            (start + 1, true)
        } else if end < self.base + 63 && begins_with_punctuation(&bytes[end..]) {
            (end, true)
        } else if start > self.base && end >= self.base + 63 {
            // It may go on behind the block: read again from here.
            self.next = start;
            self.starts = 0;
            return None;
        } else {
            (word_end(self.text, start), true)
        };
        let read = end - self.base;
        if read >= 64 {
            self.next = end;
            self.starts = 0;
        } else {
            self.starts &= u64::MAX << read;
        }
        is_token.then_some(Span { start, end })
    }

    /// Where the token ends that begins outside ASCII at `start`, or what
    /// stands there in place of one.
    fn wide(&self, start: usize) -> (usize, bool) {
        if begins_with_punctuation(&self.text.as_bytes()[start..]) {
            return (start + 3, true);
        }
        let c = self.text[start..].chars().next().unwrap_or(' ');
        let end = start + c.len_utf8();
        if is_invisible(c) || c.is_whitespace() {
            (end, false)
        } else if c.is_alphanumeric() {
            (word_end(self.text, start), true)
        } else {
            (end, true)
        }
    }
}

/// Whether `bytes` begin with what [`is_punctuation`](super::is_punctuation)
/// holds.
fn begins_with_punctuation(bytes: &[u8]) -> bool {
    matches!(bytes, [0xE2, 0x80, 0x90..=0xA7, ..])
}

/// One past the word at `start`, read character by character.
fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    let mut last = ' ';
    for (n, c) in text[start..].char_indices() {
        let at = start + n;
        let belongs = c.is_alphanumeric()
            || is_mark(c)
            || matches!(c, '.' | ',')
                && last.is_ascii_digit()
                && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if !belongs {
            break;
        }
        last = c;
        // What has no width belongs to the word only inside it.
        if !is_invisible(c) {
            end = at + c.len_utf8();
        }
    }
    end
}

impl Iterator for Tokens<'_> {
    type Item = Span;

    #[inline]
    fn next(&mut self) -> Option<Span> {
        loop {
            if self.starts == 0 {
                if self.next >= self.text.len() {
                    return None;
                }
                self.enter(self.next);
                continue;
            }
            let first = self.starts.trailing_zeros();
            let length = (!self.inner >> first >> 1).trailing_zeros() + 1;
            let start = self.base + first as usize;
            let end = start + length as usize;
            // The token and the byte behind it.
            if self.odd >> first & u64::MAX >> (63 - length.min(63)) != 0 {
                match self.odd(start, end) {
                    None => continue,
                    token => return token,
                }
            }
            self.starts &= self.starts - 1;
            return Some(Span { start, end });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same tokens, found one character at a time.
    fn plain(text: &str) -> Vec<Span> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let end = if c.is_alphanumeric() { word_end(text, at) } else { at + c.len_utf8() };
            if !c.is_whitespace() && !is_invisible(c) {
                found.push(Span { start: at, end });
            }
            at = end;
        }
        found
    }

    proptest::proptest! {
        #[test]
        fn blocks_and_characters_give_the_same_tokens(
            text in "([a-zA-Z0-9]{1,9}|[0-9]{1,3}[.,][0-9]{1,3}|[a-z]{60,70}|[ \n\t\u{A0}]|[.,’“—'-]|[é中\u{301}\u{AD}\u{200B}\u{B}🙂]){0,60}",
        ) {
            proptest::prop_assert_eq!(tokens(&text).collect::<Vec<_>>(), plain(&text));
        }

        #[test]
        fn so_they_do_for_any_text(text in ".{0,200}") {
            proptest::prop_assert_eq!(tokens(&text).collect::<Vec<_>>(), plain(&text));
        }
    }

    #[test]
    fn every_visible_ascii_character_is_in_a_token() {
        let text: String = (0..0x80).map(char::from).collect();
        let all: usize = tokens(&text).map(|span| span.end - span.start).sum();
        assert_eq!(all, text.chars().filter(|c| !c.is_whitespace()).count());
    }
}

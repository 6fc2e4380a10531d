//! Sentences and the layout they stand in, read from the text alone.

use crate::{Layout, Sentence, Span};

/// An iterator over the sentences of a text; see [`sentences`].
#[derive(Clone, Debug)]
pub struct Sentences<'t> {
    text: &'t str,
    at: usize,
}

/// The sentences, headings and list items of `text`, in order. Every
/// character that is no white space lies in exactly one of them.
#[must_use]
pub fn sentences(text: &str) -> Sentences<'_> {
    Sentences { text, at: 0 }
}

impl Iterator for Sentences<'_> {
    type Item = Sentence;

    fn next(&mut self) -> Option<Sentence> {
        let rest = &self.text[self.at..];
        let start = self.at + (rest.len() - rest.trim_start().len());
        let rest = &self.text[start..];
        if rest.is_empty() {
            return None;
        }
        let bytes = rest.as_bytes();
        let end = bytes
            .iter()
            .enumerate()
            .find(|&(i, &b)| {
                b == b'\n'
                    || matches!(b, b'.' | b'?' | b'!')
                        && bytes.get(i + 1).is_none_or(u8::is_ascii_whitespace)
            })
            .map_or(rest.len(), |(i, &b)| if b == b'\n' { i } else { i + 1 });
        self.at = start + end;
        let trimmed = rest[..end].trim_end();
        Some(Sentence { span: Span::new(start, start + trimmed.len()), layout: Layout::Paragraph })
    }
}

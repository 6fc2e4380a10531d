//! Sentences and the layout they stand in, read from the text alone.
//!
//! A text is cut twice. Layout first: line breaks that are no mere wrapping
//! cut it into units, each a paragraph, a heading or a list item. Then the
//! stops inside a unit are judged one by one, by the word before them, the
//! marks around them and the word after them.

mod layout;
mod stop;
mod words;

use crate::block::Search;
use crate::{Layout, Sentence, Span};
use layout::{Marker, Wrap};

/// An iterator over the sentences of a text; see [`sentences`].
#[derive(Clone, Debug)]
pub struct Sentences<'t> {
    text: &'t str,
    /// Read when the first line break is met that may be mere wrapping.
    wrap: Option<Wrap>,
    lines: Search,
    stops: Search,
    /// Where the next sentence begins, or a blank before it.
    at: usize,
    /// End of the unit that `at` lies in.
    unit_end: usize,
    layout: Layout,
    /// Short lines without a stop that came before, one after another.
    short_lines: usize,
    /// The unit before was a list item and no blank line came since.
    is_after_item: bool,
    /// The mark of the list item that the next sentence begins with.
    marker: Option<Marker>,
    /// Where the next item begins, in a list that runs on in one line.
    item: Option<usize>,
}

/// The sentences, headings and list items of `text`, in order.
///
/// Every character that is no white space lies in exactly one of them, and
/// each begins and ends with such a character. The layout is read from the
/// text: lines hard-wrapped at some column are joined, other line breaks end
/// a paragraph, a heading or a list item.
///
/// ```
/// let text = "Mr. Smith left at 5 p.m. He said: \"Why stay?\"\nWhat next\nNobody knows.";
/// let found: Vec<&str> = gainsay::sentences(text).map(|s| &text[s.span.range()]).collect();
/// assert_eq!(
///     found,
///     ["Mr. Smith left at 5 p.m.", "He said: \"Why stay?\"", "What next", "Nobody knows."],
/// );
/// ```
#[must_use]
pub fn sentences(text: &str) -> Sentences<'_> {
    Sentences {
        text,
        wrap: None,
        lines: Search::default(),
        stops: Search::default(),
        at: 0,
        unit_end: 0,
        layout: Layout::Paragraph,
        short_lines: 0,
        is_after_item: false,
        marker: None,
        item: None,
    }
}

/// Longest heading, in bytes.
const HEADING: usize = 200;

impl Sentences<'_> {
    /// The first character at or after `at` that is no white space.
    fn skip_space(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let at = at + usize::from(matches!(bytes.get(at), Some(b' ' | b'\n')));
        match bytes.get(at..) {
            // The last is a curly quotation mark.
            Some([b'!'..=b'~', ..] | [0xE2, 0x80, 0x98..=0x9F, ..]) => at,
            _ => self.text.len() - self.text[at..].trim_start().len(),
        }
    }

    /// One past the last character before `end` that is no white space.
    fn trim(&self, start: usize, end: usize) -> usize {
        if matches!(self.text.as_bytes()[start..end], [.., b'!'..=b'~']) {
            return end;
        }
        start + self.text[start..end].trim_end().len()
    }

    /// Reads the unit that begins at `start`.
    fn enter_unit(&mut self, start: usize) {
        let text = self.text;
        let bytes = text.as_bytes();
        let mut line = start;
        let (mut end, mut next, mut blank) = (text.len(), text.len(), true);
        while let Some(newline) = self.lines.next(bytes, line, bytes.len(), |b| b == b'\n') {
            next = self.skip_space(newline);
            blank = next > newline + 1 && bytes[newline + 1..next].contains(&b'\n');
            let mut wrap = || *self.wrap.get_or_insert_with(|| Wrap::of(text));
            if blank || next == text.len() || !wrap().is_soft(text, line, newline, next) {
                end = newline;
                break;
            }
            line = next;
        }
        self.unit_end = self.trim(start, end);
        self.marker = Marker::at(text, start).filter(|m| m.end < self.unit_end);
        self.item = self.marker.and_then(|m| m.next_item(text, m.end, self.unit_end));

        let unit = &text[start..self.unit_end];
        let is_closed = stop::is_closed(unit);
        let bare = next < text.len() && unit.len() <= HEADING && !is_closed;
        self.layout = match self.marker {
            // A row of a table.
            _ if !is_closed && unit.contains('\t') => Layout::Item,
            Some(m) if m.is_bullet || m.is_letter || self.item.is_some() => Layout::Item,
            // A numbered line is a heading when running text follows it and
            // no item stands right before it.
            Some(_) if bare && !self.is_after_item && Marker::at(text, next).is_none() => {
                Layout::Heading
            }
            Some(m) if m.number.is_some() => Layout::Item,
            _ if bare && self.short_lines >= 2 => Layout::Item,
            _ if bare => Layout::Heading,
            _ => Layout::Paragraph,
        };
        self.is_after_item = self.layout == Layout::Item && !blank;
        self.short_lines = if bare && !blank { self.short_lines + 1 } else { 0 };
    }

    /// Where the sentence ends that begins at `start`.
    fn end_of_sentence(&mut self, start: usize) -> usize {
        let mut at = start;
        if let Some(marker) = self.marker.take() {
            at = marker.end;
        }
        let limit = self.item.unwrap_or(self.unit_end);
        let unit = stop::Unit { text: self.text, end: self.unit_end };
        while let Some(found) = self.stops.next(self.text.as_bytes(), at, limit, stop::may_be) {
            let Some(found) = unit.stop_at(found) else {
                at = found + 1;
                continue;
            };
            let glance = unit.glance(found);
            let (end, is_boundary) = glance.unwrap_or_else(|| unit.judge(start, found));
            if is_boundary && end <= limit {
                return end;
            }
            at = end;
        }
        if let Some(item) = self.item {
            self.marker = Marker::at(self.text, item);
            self.item = self.marker.and_then(|m| m.next_item(self.text, m.end, self.unit_end));
            return self.trim(start, item);
        }
        self.unit_end
    }
}

impl Iterator for Sentences<'_> {
    type Item = Sentence;

    fn next(&mut self) -> Option<Sentence> {
        let start = self.skip_space(self.at);
        if start >= self.text.len() {
            return None;
        }
        if start >= self.unit_end {
            self.enter_unit(start);
        }
        self.at = self.end_of_sentence(start);
        Some(Sentence { span: Span::new(start, self.at), layout: self.layout })
    }
}

//! JSON Lines: a record a line.

use super::source::{Break, Position, Source};
use super::{Content, Fault, Item, KEPT, Reader};

/// Cuts an input into lines.
pub struct Lines {
    source: Source,
    record: u64,
    limit: usize,
    over: bool,
}

impl Lines {
    /// Reads lines of at most `limit` bytes; `record` of them lie before.
    pub fn new(source: Source, record: u64, limit: usize) -> Self {
        Self { source, record, limit, over: false }
    }

    /// The next line, whatever it holds.
    fn line(&mut self, bytes: &mut Vec<u8>) -> Option<Item> {
        if self.over {
            return None;
        }
        let begin = bytes.len();
        let offset = self.source.position().offset;
        let mut length = 0;
        let fault = loop {
            let ready = match self.source.fill() {
                Ok(ready) => ready,
                Err(stop) => {
                    self.over = matches!(stop, Break::Failed(_));
                    let mut fault = Fault::from(stop);
                    // The line that broke off goes before the damaged bytes.
                    fault.length += length;
                    fault.raw.splice(0..0, bytes[begin..].iter().take(KEPT).copied());
                    fault.raw.truncate(KEPT);
                    break Some(fault);
                }
            };
            if ready.is_empty() {
                self.over = true;
                if length == 0 {
                    return None;
                }
                break None;
            }
            let end = memchr::memchr(b'\n', ready);
            let read = end.map_or(ready.len(), |end| end + 1);
            let room = self.limit.saturating_sub(bytes.len() - begin);
            bytes.extend_from_slice(&ready[..read.min(room)]);
            self.source.consume(read);
            length += read as u64;
            if end.is_some() {
                break None;
            }
        };
        self.record += 1;
        let range = begin..bytes.len();
        let content = match fault {
            Some(fault) => Content::Bad(fault),
            None if length > range.len() as u64 => {
                let reason = format!("a line of {length} bytes, more than --max-record allows");
                Content::Bad(Fault { length, ..Fault::new(reason, &bytes[range.clone()]) })
            }
            None => Content::Json(range),
        };
        if matches!(content, Content::Bad(_)) {
            bytes.truncate(begin);
        }
        Some(Item { record: self.record, offset, content })
    }
}

impl Reader for Lines {
    fn next(&mut self, bytes: &mut Vec<u8>) -> Option<Item> {
        loop {
            let item = self.line(bytes)?;
            let Content::Json(range) = &item.content else { return Some(item) };
            let mark = "\u{FEFF}".as_bytes();
            let mut range = range.clone();
            if item.offset == 0 && bytes[range.clone()].starts_with(mark) {
                range.start += mark.len();
            }
            if !bytes[range.clone()].trim_ascii().is_empty() {
                return Some(Item { content: Content::Json(range), ..item });
            }
            bytes.truncate(range.start);
        }
    }

    fn position(&self) -> Position {
        self.source.position()
    }

    fn record(&self) -> u64 {
        self.record
    }

    fn is_ready(&self) -> bool {
        self.source.has_line()
    }
}

//! Plain text: the whole input is one article.

use super::source::{Position, Source};
use super::{Content, Fault, Item, Reader};

/// Reads an input whole.
pub struct Text {
    source: Source,
    limit: usize,
    /// The input has been read.
    over: bool,
}

impl Text {
    /// Reads a text of at most `limit` bytes; after `record` records, of
    /// which there is one.
    pub fn new(source: Source, record: u64, limit: usize) -> Self {
        Self { over: record > 0, source, limit }
    }
}

impl Reader for Text {
    fn next(&mut self, bytes: &mut Vec<u8>) -> Option<Item> {
        if std::mem::replace(&mut self.over, true) {
            return None;
        }
        let begin = bytes.len();
        let mut length = 0;
        let content = loop {
            match self.source.fill() {
                Ok([]) if length > (bytes.len() - begin) as u64 => {
                    let reason = format!("a text of {length} bytes, more than --max-record allows");
                    break Content::Bad(Fault { length, ..Fault::new(reason, &bytes[begin..]) });
                }
                Ok([]) => break Content::Text(begin..bytes.len()),
                Ok(ready) => {
                    let room = self.limit.saturating_sub(bytes.len() - begin);
                    bytes.extend_from_slice(&ready[..ready.len().min(room)]);
                    let read = ready.len();
                    length += read as u64;
                    self.source.consume(read);
                }
                // Half a text is none.
                Err(stop) => break Content::Bad(stop.into()),
            }
        };
        Some(Item { record: 1, offset: 0, content })
    }

    fn position(&self) -> Position {
        self.source.position()
    }

    fn record(&self) -> u64 {
        u64::from(self.over)
    }
}

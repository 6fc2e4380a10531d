//! JSON that is not a record a line: an array of objects, or objects one
//! after the other, however they are broken into lines.

use super::source::{Break, Position, Source};
use super::{Content, Fault, Item, Reader};

/// Cuts an input into the outermost objects.
pub struct Json {
    source: Source,
    record: u64,
    limit: usize,
    over: bool,
}

/// Where a scan stands in an object.
#[derive(Default)]
struct Scan {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Scan {
    /// The length of what belongs to the object, and whether it ends there.
    fn step(&mut self, bytes: &[u8]) -> (usize, bool) {
        let mut at = 0;
        while at < bytes.len() {
            if self.escaped {
                self.escaped = false;
            } else if self.in_string {
                let Some(next) = memchr::memchr2(b'"', b'\\', &bytes[at..]) else {
                    return (bytes.len(), false);
                };
                at += next;
                self.escaped = bytes[at] == b'\\';
                self.in_string = self.escaped;
            } else {
                match bytes[at] {
                    b'"' => self.in_string = true,
                    b'{' | b'[' => self.depth += 1,
                    b'}' | b']' => {
                        self.depth = self.depth.saturating_sub(1);
                        if self.depth == 0 {
                            return (at + 1, true);
                        }
                    }
                    _ => {}
                }
            }
            at += 1;
        }
        (bytes.len(), false)
    }
}

impl Json {
    /// Reads objects of at most `limit` bytes; `record` of them lie before.
    pub fn new(source: Source, record: u64, limit: usize) -> Self {
        Self { source, record, limit, over: false }
    }

    /// Passes over what stands between objects.
    fn skip(&mut self) -> Result<bool, Break> {
        loop {
            let ready = self.source.fill()?;
            if ready.is_empty() {
                return Ok(false);
            }
            let between = |b: &&u8| b.is_ascii_whitespace() || matches!(b, b',' | b'[' | b']');
            let mut skipped = ready.iter().take_while(between).count();
            if skipped == 0 && ready.starts_with("\u{FEFF}".as_bytes()) {
                skipped = "\u{FEFF}".len();
            }
            if skipped == 0 {
                return Ok(true);
            }
            self.source.consume(skipped);
        }
    }
}

impl Reader for Json {
    fn next(&mut self, bytes: &mut Vec<u8>) -> Option<Item> {
        if self.over {
            return None;
        }
        let begin = bytes.len();
        let mut fault = match self.skip() {
            Ok(true) => None,
            Ok(false) => return None,
            Err(stop) => Some(stop),
        };
        let offset = self.source.position().offset;
        let mut length = 0;
        let mut scan = Scan::default();
        let mut object = None;
        let mut ended = false;
        while fault.is_none() && !ended {
            let ready = match self.source.fill() {
                Ok(ready) => ready,
                Err(stop) => {
                    fault = Some(stop);
                    break;
                }
            };
            let Some(&first) = ready.first() else { break };
            let (read, ends) = if *object.get_or_insert(first == b'{') {
                scan.step(ready)
            } else {
                // Whatever this is, it ends where an object begins.
                let end = memchr::memchr(b'{', ready);
                (end.unwrap_or(ready.len()), end.is_some())
            };
            let room = self.limit.saturating_sub(bytes.len() - begin);
            bytes.extend_from_slice(&ready[..read.min(room)]);
            self.source.consume(read);
            length += read as u64;
            ended = ends;
        }
        self.record += 1;
        let raw = &bytes[begin..];
        let fault = if let Some(stop) = fault {
            self.over = matches!(stop, Break::Failed(_));
            Some(stop.into())
        } else if object == Some(false) {
            Some(Fault::new("what stands between the objects is not JSON", raw))
        } else if !ended {
            Some(Fault::new("the input ends in the middle of an object", raw))
        } else if length > raw.len() as u64 {
            let reason = format!("an object of {length} bytes, more than --max-record allows");
            Some(Fault { length, ..Fault::new(reason, raw) })
        } else {
            None
        };
        let content = match fault {
            Some(fault) => {
                bytes.truncate(begin);
                Content::Bad(fault)
            }
            None => Content::Json(begin..bytes.len()),
        };
        Some(Item { record: self.record, offset, content })
    }

    fn position(&self) -> Position {
        self.source.position()
    }

    fn record(&self) -> u64 {
        self.record
    }

    fn is_ready(&self) -> bool {
        !self.source.may_wait()
    }
}

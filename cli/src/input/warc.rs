//! Web archives: WARC and WET. In a compressed archive each record is a member
//! of its own, so that damage costs one record.

use super::source::{Break, Position, Source};
use super::{Content, Fault, Item, Page, Reader};
use std::ops::Range;

/// The longest header of a record.
const HEADER: usize = 64 << 10;

/// What every record begins with.
const MAGIC: &[u8] = b"WARC/1.";

/// Cuts an archive into records. Those that hold no page are passed over, but
/// counted.
pub struct Warc {
    source: Source,
    record: u64,
    limit: usize,
    /// Met while looking beyond a record.
    held: Option<Break>,
    over: bool,
}

/// The header of a record.
#[derive(Default)]
struct Header {
    length: Option<u64>,
    page: Option<Page>,
    url: Option<Range<usize>>,
    date: Option<Range<usize>>,
}

impl Warc {
    /// Reads records whose block is at most `limit` bytes long; `record` of
    /// them lie before.
    pub fn new(source: Source, record: u64, limit: usize) -> Self {
        Self { source, record, limit, held: None, over: false }
    }

    /// Passes over the line ends between records; false at the end.
    fn skip(&mut self) -> Result<bool, Break> {
        loop {
            let ready = self.source.fill()?;
            if ready.is_empty() {
                return Ok(false);
            }
            let skipped = ready.iter().take_while(|&&b| matches!(b, b'\r' | b'\n')).count();
            if skipped == 0 {
                return Ok(true);
            }
            self.source.consume(skipped);
        }
    }

    /// Appends the header of the record to `bytes`; false if it is none.
    fn header(&mut self, bytes: &mut Vec<u8>) -> Result<bool, Break> {
        let begin = bytes.len();
        loop {
            let ready = self.source.fill()?;
            let end = memchr::memchr(b'\n', ready);
            let read = end.map_or(ready.len(), |end| end + 1);
            bytes.extend_from_slice(&ready[..read]);
            self.source.consume(read);
            let header = &bytes[begin..];
            let known = header.len().min(MAGIC.len());
            if read == 0 || header.len() > HEADER || header[..known] != MAGIC[..known] {
                return Ok(false);
            }
            if end.is_some() && (header.ends_with(b"\n\n") || header.ends_with(b"\n\r\n")) {
                return Ok(true);
            }
        }
    }

    /// Goes to the next line that begins a record.
    fn recover(&mut self) -> Result<(), Break> {
        loop {
            let ready = self.source.fill()?;
            if ready.is_empty() {
                return Ok(());
            }
            let found = memchr::memmem::find_iter(ready, MAGIC)
                .find(|&at| at > 0 && ready[at - 1] == b'\n');
            // The last bytes may be the first of a record.
            let passed = found.unwrap_or_else(|| ready.len().saturating_sub(MAGIC.len()).max(1));
            self.source.consume(passed);
            if found.is_some() {
                return Ok(());
            }
            let rest = self.source.ready();
            if rest.len() <= MAGIC.len() {
                let at_end = rest.is_empty() || !MAGIC.starts_with(rest);
                let rest = rest.len();
                if at_end {
                    self.source.consume(rest);
                }
            }
        }
    }

    /// Reads a block of `length` bytes, of which `room` are kept.
    fn block(&mut self, bytes: &mut Vec<u8>, length: u64, room: usize) -> Result<u64, Break> {
        let (mut left, mut room) = (length, room);
        while left > 0 {
            let ready = self.source.fill()?;
            if ready.is_empty() {
                break;
            }
            let read = ready.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            bytes.extend_from_slice(&ready[..read.min(room)]);
            room -= read.min(room);
            self.source.consume(read);
            left -= read as u64;
        }
        Ok(length - left)
    }

    /// The record that begins here; none if it holds no page.
    fn read(&mut self, bytes: &mut Vec<u8>) -> Result<Option<Content>, Break> {
        let begin = bytes.len();
        let start = self.source.position();
        if !self.header(bytes)? {
            let fault = Fault::new("what stands here is not a WARC record", &bytes[begin..]);
            self.recover()?;
            return Ok(Some(Content::Bad(fault)));
        }
        let block = bytes.len();
        let Header { length, page, url, date } = parse(&bytes[begin..], begin);
        let Some(length) = length else {
            let fault = Fault::new("a WARC record without Content-Length", &bytes[begin..]);
            self.recover()?;
            return Ok(Some(Content::Bad(fault)));
        };
        let room = if page.is_some() { self.limit } else { 0 };
        let read = self.block(bytes, length, room)?;
        if read < length {
            let reason =
                format!("the file ends {} bytes before its last record does", length - read);
            return Ok(Some(Content::Bad(Fault::new(reason, &bytes[begin..]))));
        }
        // The checksum of a member is seen only by going beyond it.
        if let Err(stop) = self.skip() {
            match stop {
                Break::Damage(damage) if start.within == 0 && damage.offset == start.member => {
                    return Err(Break::Damage(damage));
                }
                stop => self.held = Some(stop),
            }
        }
        // Damage can make a record longer than it says before the checksum tells.
        let Position { member, within, .. } = self.source.position();
        let rest = self.source.ready();
        let known = rest.len().min(MAGIC.len());
        if start.within == 0
            && member == start.member
            && within > 0
            && rest[..known] != MAGIC[..known]
        {
            self.recover()?;
            let fault = Fault::new("a WARC record does not end where it says", &bytes[begin..]);
            return Ok(Some(Content::Bad(fault)));
        }
        let Some(page) = page else { return Ok(None) };
        if length > self.limit as u64 {
            let reason = format!("a record of {length} bytes, more than --max-record allows");
            return Ok(Some(Content::Bad(Fault { length, ..Fault::new(reason, &bytes[begin..]) })));
        }
        Ok(Some(Content::Page { raw: begin..bytes.len(), block, page, url, date }))
    }
}

impl Reader for Warc {
    fn next(&mut self, bytes: &mut Vec<u8>) -> Option<Item> {
        while !self.over {
            let begin = bytes.len();
            let there = match self.held.take() {
                Some(stop) => Err(stop),
                None => self.skip(),
            };
            let Position { member, within, offset } = self.source.position();
            let offset = if within == 0 { member } else { offset };
            let result = match there {
                Ok(false) => return None,
                Ok(true) => self.read(bytes),
                Err(stop) => Err(stop),
            };
            self.record += 1;
            let (content, offset) = match result {
                Ok(Some(content)) => (content, offset),
                Ok(None) => {
                    bytes.truncate(begin);
                    continue;
                }
                Err(Break::Damage(damage)) => {
                    let offset = damage.offset;
                    (Content::Bad(damage.into()), offset)
                }
                Err(stop) => {
                    self.over = true;
                    (Content::Bad(stop.into()), offset)
                }
            };
            if matches!(content, Content::Bad(_)) {
                bytes.truncate(begin);
            }
            return Some(Item { record: self.record, offset, content });
        }
        None
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

/// Takes a header apart that begins at `begin` of its buffer.
fn parse(header: &[u8], begin: usize) -> Header {
    let mut found = Header::default();
    let (mut kind, mut media): (&[u8], &[u8]) = (b"", b"");
    for line in header.split(|&b| b == b'\n').skip(1) {
        let Some(colon) = memchr::memchr(b':', line) else { continue };
        let value = line[colon + 1..].trim_ascii();
        // The range of the value in the buffer.
        let range = || {
            let start = begin + (value.as_ptr() as usize - header.as_ptr() as usize);
            Some(start..start + value.len())
        };
        match &*line[..colon].to_ascii_lowercase() {
            b"content-length" => {
                found.length = std::str::from_utf8(value).ok().and_then(|v| v.parse().ok());
            }
            b"warc-type" => kind = value,
            b"content-type" => media = value,
            b"warc-target-uri" => found.url = range(),
            b"warc-date" => found.date = range(),
            _ => {}
        }
    }
    found.page = match kind {
        b"response" if media.starts_with(b"application/http") => Some(Page::Http),
        b"resource" if media.starts_with(b"text/html") => Some(Page::Html),
        b"resource" if media.starts_with(b"text/plain") => Some(Page::Text),
        b"conversion" if media.is_empty() || media.starts_with(b"text/plain") => Some(Page::Text),
        _ => None,
    };
    found
}

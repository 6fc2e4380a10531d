//! The content of one input, decompressed on the way. Damage is an event, not
//! the end: reading goes on at the next member of the compressed file.

use super::window::Window;
use crate::interrupt;
use flate2::bufread::GzDecoder;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

const GZIP: &[u8] = b"\x1f\x8b\x08";
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";

/// Bytes that are decompressed at a time.
const CHUNK: usize = 256 << 10;

/// A member is held to the limit of expansion only behind so many bytes.
const EXPANSION_FREE: u64 = 64 << 20;

/// Raw bytes of a damaged place that are kept for the report.
const KEPT: usize = 64 << 10;

/// A place in an input from which reading can go on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Position {
    /// Offset in the file of the compressed member, or of the next byte where
    /// nothing is compressed.
    pub member: u64,
    /// Bytes of the member's content that lie before the place.
    pub within: u64,
    /// Bytes of the whole content that lie before the place.
    pub offset: u64,
}

/// Why no bytes came.
#[derive(Debug)]
pub enum Break {
    /// Some of the file cannot be decompressed; the next bytes come from behind it.
    Damage(Damage),
    /// The file cannot be read.
    Failed(io::Error),
}

/// A place that cannot be decompressed.
#[derive(Debug)]
pub struct Damage {
    pub reason: String,
    /// Offset in the file of the member that is damaged.
    pub offset: u64,
    /// The first bytes that were passed over.
    pub raw: Vec<u8>,
    /// How many bytes were passed over.
    pub length: u64,
}

enum Stage {
    Plain(Window),
    /// Before a member of a compressed file.
    Between(Window, &'static [u8]),
    Gzip(Box<GzDecoder<Window>>),
    Zstd(Box<zstd::Decoder<'static, Window>>),
    Over,
}

/// The content of one input.
pub struct Source {
    stage: Stage,
    content: Vec<u8>,
    /// Where reading stands in `content`.
    next: usize,
    /// Where `content` ends in the input.
    end: Position,
    /// How many times its size a member may grow to.
    expansion: u64,
    /// The input is a pipe or a terminal, which may keep a reader waiting.
    may_wait: bool,
    /// Damage that was met before anybody read.
    held: Option<Damage>,
}

impl Source {
    /// Opens the file at `path`, at `start`.
    pub fn open(path: &Path, start: Position, expansion: u64) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let metadata = file.metadata()?;
        if metadata.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "is a directory"));
        }
        let regular = metadata.is_file();
        let mut begin = Position::default();
        if regular && start != begin {
            begin = Position { within: 0, offset: start.offset - start.within, ..start };
            file.seek(SeekFrom::Start(begin.member))?;
        }
        let mut source = Self::new(Box::new(file), begin, expansion, !regular)?;
        source.skip_to(start)?;
        Ok(source)
    }

    /// Reads standard input.
    pub fn stdin(expansion: u64) -> io::Result<Self> {
        Self::new(Box::new(interrupt::Stdin), Position::default(), expansion, true)
    }

    fn new(
        input: Box<dyn Read + Send>,
        begin: Position,
        expansion: u64,
        may_wait: bool,
    ) -> io::Result<Self> {
        let mut window = Window::new(input, begin.member);
        let magic = codec(window.peek(ZSTD.len())?);
        let stage = match magic {
            Some(magic) => Stage::Between(window, magic),
            None => Stage::Plain(window),
        };
        Ok(Self {
            stage,
            content: Vec::new(),
            next: 0,
            end: begin,
            expansion,
            may_wait,
            held: None,
        })
    }

    /// Passes over what lies before `start`, which is not behind the next byte.
    pub fn skip_to(&mut self, start: Position) -> io::Result<()> {
        while self.position().offset < start.offset {
            let wanted = (start.offset - self.position().offset) as usize;
            match self.fill() {
                Ok([]) => {
                    return Err(io::Error::new(
                        io::ErrorKind::UnexpectedEof,
                        "the input is shorter than it was",
                    ));
                }
                Ok(ready) => {
                    let skipped = ready.len().min(wanted);
                    self.consume(skipped);
                }
                Err(Break::Damage(_)) => {}
                Err(Break::Failed(error)) => return Err(error),
            }
        }
        Ok(())
    }

    /// Whether the next read may have to wait for a writer.
    pub fn may_wait(&self) -> bool {
        self.may_wait
    }

    /// The bytes that are ready, without reading any more.
    pub fn ready(&self) -> &[u8] {
        &self.content[self.next..]
    }

    /// Whether the rest of a line can be had without waiting for a writer.
    pub fn has_line(&self) -> bool {
        !self.may_wait() || memchr::memchr(b'\n', self.ready()).is_some()
    }

    /// The place of the next byte.
    pub fn position(&self) -> Position {
        let ready = (self.content.len() - self.next) as u64;
        let Position { member, within, offset } = self.end;
        match self.stage {
            Stage::Plain(_) => {
                Position { member: offset - ready, within: 0, offset: offset - ready }
            }
            _ => Position { member, within: within - ready, offset: offset - ready },
        }
    }

    /// Marks `read` of the ready bytes as read.
    pub fn consume(&mut self, read: usize) {
        self.next += read;
    }

    /// The next bytes of the content; none at its end.
    pub fn fill(&mut self) -> Result<&[u8], Break> {
        if let Some(damage) = self.held.take() {
            return Err(Break::Damage(damage));
        }
        if self.next == self.content.len() {
            self.content.clear();
            self.next = 0;
            self.append(CHUNK)?;
        }
        Ok(&self.content[self.next..])
    }

    /// The first bytes, by which the format is told; at least `wanted` of
    /// them where nothing is compressed and there are so many. Damage before
    /// them is kept for who reads.
    pub fn peek(&mut self, wanted: usize) -> io::Result<&[u8]> {
        loop {
            let plain = matches!(self.stage, Stage::Plain(_));
            let ready = self.ready().len();
            if ready >= wanted || ready > 0 && (!plain || self.may_wait) {
                break;
            }
            match self.append(CHUNK) {
                Ok(true) => {}
                Ok(false) => break,
                Err(Break::Failed(error)) => return Err(error),
                Err(Break::Damage(damage)) => match &mut self.held {
                    Some(held) => held.length += damage.length,
                    held => *held = Some(damage),
                },
            }
        }
        Ok(self.ready())
    }

    /// Appends at most `wanted` bytes to the content; false at the end.
    fn append(&mut self, wanted: usize) -> Result<bool, Break> {
        let filled = self.content.len();
        loop {
            self.content.resize(filled + wanted, 0);
            let out = &mut self.content[filled..];
            let (result, member) = match &mut self.stage {
                Stage::Over => (Ok(0), false),
                Stage::Plain(window) => (window.read(out), false),
                Stage::Gzip(decoder) => (read(decoder, out), true),
                Stage::Zstd(decoder) => (read(decoder, out), true),
                Stage::Between(..) => {
                    self.content.truncate(filled);
                    if !self.enter()? {
                        return Ok(false);
                    }
                    continue;
                }
            };
            self.content.truncate(filled + *result.as_ref().unwrap_or(&0));
            match result {
                Ok(0) if member => self.leave(),
                Ok(read) => {
                    self.end.offset += read as u64;
                    self.end.within += read as u64;
                    if member && self.expands_too_much() {
                        self.content.truncate(filled);
                        let reason = format!(
                            "a compressed member grows to more than {} times its size",
                            self.expansion
                        );
                        return Err(self.damage(reason));
                    }
                    return Ok(read > 0);
                }
                Err(error) => {
                    return Err(match self.window().and_then(Window::take_failure) {
                        Some(failure) => Break::Failed(failure),
                        None if member => self.damage(reason(&error)),
                        None => Break::Failed(error),
                    });
                }
            }
        }
    }

    /// Begins the next member; false at the end of the file.
    fn enter(&mut self) -> Result<bool, Break> {
        let Stage::Between(mut window, magic) = std::mem::replace(&mut self.stage, Stage::Over)
        else {
            return Ok(true);
        };
        let begin = match window.peek(ZSTD.len()) {
            Ok([]) => return Ok(false),
            Ok(begin) => begin,
            Err(error) => return Err(Break::Failed(error)),
        };
        // Archives are padded with zeros.
        if begin[0] == 0 {
            loop {
                match window.peek(1) {
                    Ok([]) => return Ok(false),
                    Ok(ready) => {
                        let zeros = ready.iter().take_while(|&&b| b == 0).count();
                        let all = zeros == ready.len();
                        io::BufRead::consume(&mut window, zeros);
                        if !all {
                            break;
                        }
                    }
                    Err(error) => return Err(Break::Failed(error)),
                }
            }
            self.stage = Stage::Between(window, magic);
            return Ok(true);
        }
        // zstd has frames of another kind that hold no content.
        let skippable = magic == ZSTD && begin.get(1..4) == Some(b"\x2a\x4d\x18");
        let compressed = begin.starts_with(magic) || skippable;
        self.end.member = window.offset();
        self.end.within = 0;
        window.set_mark();
        if !compressed {
            self.stage = Stage::Between(window, magic);
            return Err(self.damage("what follows is not compressed".into()));
        }
        self.stage = if magic == GZIP {
            Stage::Gzip(Box::new(GzDecoder::new(window)))
        } else {
            match zstd::Decoder::with_buffer(window) {
                Ok(decoder) => Stage::Zstd(Box::new(decoder.single_frame())),
                Err(error) => return Err(Break::Failed(error)),
            }
        };
        Ok(true)
    }

    /// Goes from a member to what follows it.
    fn leave(&mut self) {
        self.stage = match std::mem::replace(&mut self.stage, Stage::Over) {
            Stage::Gzip(decoder) => Stage::Between(decoder.into_inner(), GZIP),
            Stage::Zstd(decoder) => Stage::Between(decoder.finish(), ZSTD),
            stage => stage,
        };
    }

    fn window(&mut self) -> Option<&mut Window> {
        match &mut self.stage {
            Stage::Plain(window) | Stage::Between(window, _) => Some(window),
            Stage::Gzip(decoder) => Some(decoder.get_mut()),
            Stage::Zstd(decoder) => Some(decoder.get_mut()),
            Stage::Over => None,
        }
    }

    fn expands_too_much(&mut self) -> bool {
        let Position { member, within, .. } = self.end;
        let read = self.window().map_or(0, |window| window.offset() - member);
        within > EXPANSION_FREE && within / self.expansion.max(1) > read
    }

    /// Goes to the next member behind a damaged one.
    fn damage(&mut self, reason: String) -> Break {
        let offset = self.end.member;
        self.leave();
        let mut damage = Damage { reason, offset, raw: Vec::new(), length: 0 };
        let Stage::Between(window, magic) = &mut self.stage else {
            return Break::Damage(damage);
        };
        window.rewind();
        let begin = window.offset();
        let mut first = true;
        loop {
            let ready = match window.peek(magic.len() + 1) {
                Ok(ready) => ready,
                Err(error) => return Break::Failed(error),
            };
            // The damaged member's own magic number is not the next one, and
            // no gzip member has one of the three upper flags.
            let found = memchr::memmem::find_iter(ready, magic).find(|&at| {
                let flags = if *magic == GZIP { ready.get(at + magic.len()) } else { None };
                !(first && at == 0) && flags.is_none_or(|flags| flags & 0xe0 == 0)
            });
            let passed = match found {
                Some(at) => at,
                None if ready.len() <= magic.len() => ready.len(),
                None => ready.len() - magic.len(),
            };
            let kept = passed.min(KEPT - damage.raw.len());
            damage.raw.extend_from_slice(&ready[..kept]);
            let over = passed == 0 && found.is_none();
            io::BufRead::consume(window, passed);
            first &= passed == 0;
            if found.is_some() || over {
                break;
            }
        }
        damage.length = window.offset() - begin;
        self.end.member = window.offset();
        self.end.within = 0;
        Break::Damage(damage)
    }
}

/// The compression that a file beginning with `bytes` has.
fn codec(bytes: &[u8]) -> Option<&'static [u8]> {
    [GZIP, ZSTD].into_iter().find(|magic| bytes.starts_with(magic))
}

fn read(decoder: &mut impl Read, out: &mut [u8]) -> io::Result<usize> {
    loop {
        match decoder.read(out) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => "the compressed file ends in the middle of a member".into(),
        _ => format!("a compressed member is damaged: {error}"),
    }
}

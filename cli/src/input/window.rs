//! Bytes of a file as they lie there, with a little memory: what was read since
//! a mark can be read again, which is how reading goes on behind damage.

use std::io::{self, BufRead, Read};

/// Bytes read at a time.
const CHUNK: usize = 256 << 10;

/// How far back a rewind can go.
const MEMORY: usize = 4 << 20;

/// A buffered reader that can go back to its mark.
pub struct Window {
    input: Box<dyn Read + Send>,
    buffer: Vec<u8>,
    /// Where reading stands in the buffer.
    position: usize,
    /// Offset in the file of the buffer's first byte.
    base: u64,
    /// What is kept for a rewind begins here in the buffer.
    mark: Option<usize>,
    /// Why the file itself could not be read, as against what a decoder makes of it.
    failure: Option<io::Error>,
    ended: bool,
}

impl Window {
    /// Reads `input`, whose first byte stands at `base` of the file.
    pub fn new(input: Box<dyn Read + Send>, base: u64) -> Self {
        Self {
            input,
            buffer: Vec::new(),
            position: 0,
            base,
            mark: None,
            failure: None,
            ended: false,
        }
    }

    /// Offset in the file of the next byte.
    pub fn offset(&self) -> u64 {
        self.base + self.position as u64
    }

    /// Keeps the bytes from here on for [`rewind`](Self::rewind).
    pub fn set_mark(&mut self) {
        self.mark = Some(self.position);
    }

    /// Goes back to the mark, or as near to it as memory allows.
    pub fn rewind(&mut self) {
        if let Some(mark) = self.mark.take() {
            self.position = mark;
        }
    }

    /// The error of the file itself, if the last read failed for it.
    pub fn take_failure(&mut self) -> Option<io::Error> {
        self.failure.take()
    }

    /// Makes at least `wanted` bytes ready, if the file has them, and returns
    /// what is ready.
    pub fn peek(&mut self, wanted: usize) -> io::Result<&[u8]> {
        while self.buffer.len() - self.position < wanted && self.more()? {}
        Ok(&self.buffer[self.position..])
    }

    /// Appends to the buffer; false at the end of the file.
    fn more(&mut self) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        // What no rewind can ask for any more goes first.
        let kept = self.mark.unwrap_or(self.position).min(self.position);
        let kept = kept.max(self.position.saturating_sub(MEMORY));
        if kept > 0 && (kept >= CHUNK || kept == self.buffer.len()) {
            self.buffer.drain(..kept);
            self.base += kept as u64;
            self.position -= kept;
            self.mark = self.mark.map(|mark| mark.saturating_sub(kept));
        }
        let filled = self.buffer.len();
        self.buffer.resize(filled + CHUNK, 0);
        let result = loop {
            match self.input.read(&mut self.buffer[filled..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result,
            }
        };
        self.buffer.truncate(filled + *result.as_ref().unwrap_or(&0));
        match result {
            Ok(read) => {
                self.ended = read == 0;
                Ok(read > 0)
            }
            Err(error) => {
                self.failure = Some(io::Error::new(error.kind(), error.to_string()));
                Err(error)
            }
        }
    }
}

impl Read for Window {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let ready = self.fill_buf()?;
        let read = ready.len().min(out.len());
        out[..read].copy_from_slice(&ready[..read]);
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Window {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.peek(1)
    }

    fn consume(&mut self, read: usize) {
        self.position += read;
    }
}

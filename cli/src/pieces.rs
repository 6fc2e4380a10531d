//! Pieces of an output that can be written only when all is known. They lie one
//! after the other in a file of their own, so that an interrupted run can go on
//! behind any of them.

use crate::target::{beside, go_on};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Bytes that are read at a time, from each piece.
const BUFFER: usize = 16 << 10;

/// The file of pieces.
pub struct Pieces {
    file: File,
    /// None if nobody sees the file.
    path: Option<PathBuf>,
    lengths: Vec<u64>,
}

impl Pieces {
    /// Pieces that need not outlive the program.
    pub fn temporary() -> io::Result<Self> {
        let failed = |error: io::Error| {
            let folder = std::env::temp_dir();
            let reason = format!("no temporary file in {}: {error}", folder.display());
            io::Error::new(error.kind(), reason)
        };
        let file = tempfile::tempfile().map_err(failed)?;
        Ok(Self { file, path: None, lengths: Vec::new() })
    }

    /// The pieces of the output `path`, of which those of `lengths` are there.
    pub fn beside(path: &Path, lengths: Vec<u64>) -> io::Result<Self> {
        let path = beside(path, ".pieces");
        let file = go_on(&path, lengths.iter().sum())?;
        Ok(Self { file, path: Some(path), lengths })
    }

    pub fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    pub fn count(&self) -> usize {
        self.lengths.len()
    }

    pub fn lengths(&self) -> &[u64] {
        &self.lengths
    }

    pub fn add(&mut self, piece: &[u8]) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(self.lengths.iter().sum()))?;
        self.file.write_all(piece)?;
        self.lengths.push(piece.len() as u64);
        Ok(())
    }

    pub fn sync(&mut self) -> io::Result<()> {
        if self.path.is_some() { self.file.sync_data() } else { Ok(()) }
    }

    /// Reads a piece, beside others.
    pub fn reader(&self, piece: usize) -> impl Read + '_ {
        let begin = self.lengths[..piece].iter().sum();
        let end = begin + self.lengths[piece];
        BufReader::with_capacity(BUFFER, Piece { file: &self.file, next: begin, end })
    }

    /// The whole of a piece.
    pub fn read(&self, piece: usize) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(self.lengths[piece] as usize);
        self.reader(piece).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// The output is whole without them.
    pub fn remove(self) -> io::Result<()> {
        match self.path {
            Some(path) => std::fs::remove_file(path),
            None => Ok(()),
        }
    }
}

struct Piece<'a> {
    file: &'a File,
    next: u64,
    end: u64,
}

impl Read for Piece<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.end - self.next).unwrap_or(usize::MAX);
        let wanted = left.min(out.len());
        self.file.seek(SeekFrom::Start(self.next))?;
        let read = self.file.read(&mut out[..wanted])?;
        self.next += read as u64;
        Ok(read)
    }
}

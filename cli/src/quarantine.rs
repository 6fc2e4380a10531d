//! What becomes of records that cannot be read.

use crate::Failure;
use crate::target::Target;
use crate::worker::Bad;
use base64::Engine;
use schemars::JsonSchema;
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;
use std::str::FromStr;

/// What to do about a bad record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Errors {
    /// Stop.
    Fail,
    /// Tell it and go on.
    Skip,
    /// Write it to a file, with place and reason, and go on.
    Quarantine(PathBuf),
}

impl FromStr for Errors {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match (text, text.strip_prefix("quarantine=")) {
            ("fail", _) => Ok(Self::Fail),
            ("skip", _) => Ok(Self::Skip),
            (_, Some(path)) if !path.is_empty() => Ok(Self::Quarantine(path.into())),
            _ => Err("expected fail, skip or quarantine=FILE".into()),
        }
    }
}

impl Errors {
    /// The file for bad records, of which the first `length` bytes are there.
    pub fn open(&self, length: u64) -> Result<Option<Quarantine>, Failure> {
        let Self::Quarantine(path) = self else { return Ok(None) };
        let target = Target::file(path, length)
            .map_err(|error| Failure::File(path.display().to_string(), error))?;
        Ok(Some(Quarantine { target }))
    }
}

/// A bad record: one line of the quarantine.
#[derive(JsonSchema, Serialize)]
#[schemars(title = "Quarantined")]
pub struct Entry<'a> {
    /// The input it stood in.
    file: &'a str,
    /// Its number there, from 1; in JSON Lines that of the line; 0 if the input
    /// could not be opened.
    record: u64,
    /// Where it begins in the content of the input, in bytes.
    offset: u64,
    /// Why it could not be read.
    reason: &'a str,
    /// How many bytes it has.
    length: u64,
    /// Its bytes, or the first 65,536 of them, where they are valid UTF-8.
    #[serde(skip_serializing_if = "Option::is_none")]
    raw: Option<&'a str>,
    /// Its bytes, or the first 65,536 of them, in Base64, where they are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    raw_base64: Option<String>,
}

/// The file of bad records.
pub struct Quarantine {
    target: Target,
}

impl Quarantine {
    pub fn write(&mut self, file: &str, bad: &Bad) -> Result<(), Failure> {
        let fault = &bad.fault;
        let raw = std::str::from_utf8(&fault.raw).ok();
        let base64 = || base64::engine::general_purpose::STANDARD.encode(&fault.raw);
        let entry = Entry {
            file,
            record: bad.record,
            offset: bad.offset,
            reason: &fault.reason,
            length: fault.length,
            raw,
            raw_base64: raw.is_none().then(base64),
        };
        let mut line = serde_json::to_vec(&entry).expect("an entry has string keys only");
        line.push(b'\n');
        let result = self.target.write_all(&line);
        result.map_err(|error| Failure::File(self.target.name().to_owned(), error))
    }

    /// Makes what was written safe, and returns its length.
    pub fn sync(&mut self) -> Result<u64, Failure> {
        let result = self.target.sync();
        result.map_err(|error| Failure::File(self.target.name().to_owned(), error))?;
        Ok(self.target.length())
    }

    pub fn finish(self) -> Result<(), Failure> {
        let name = self.target.name().to_owned();
        self.target.commit().map_err(|error| Failure::File(name, error))
    }
}

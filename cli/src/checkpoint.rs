//! How far a run has come, written beside its output, so that an interrupted
//! run can be taken up again.

use crate::batch::Place;
use crate::input::files::{Input, STDIN};
use crate::report::Counts;
use crate::target::{beside, replace};
use serde::{Deserialize, Serialize};
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// What a checkpoint holds.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Checkpoint {
    /// The program, its data and the options that shape the output.
    pub run: String,
    /// The inputs with their sizes and the time of their last change.
    pub inputs: Vec<(String, u64, u64)>,
    pub place: Place,
    pub counts: Counts,
    /// Bytes of the output and of the quarantine that belong to the place.
    pub output: u64,
    pub quarantine: u64,
    /// Lengths of the pieces that the output is to be put together from.
    pub pieces: Vec<u64>,
}

/// The state of the inputs, to be compared.
pub fn inputs(inputs: &[Input]) -> Vec<(String, u64, u64)> {
    let state = |input: &Input| {
        let changed = std::fs::metadata(&input.path).and_then(|metadata| metadata.modified());
        let changed = changed.ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let changed = changed.map_or(0, |time| time.as_nanos() as u64);
        match &*input.path {
            STDIN => (STDIN.to_owned(), 0, 0),
            path => (path.to_owned(), input.size(), changed),
        }
    };
    inputs.iter().map(state).collect()
}

/// The file that holds the checkpoint of a run that writes to `output`.
pub fn path(output: &Path) -> PathBuf {
    beside(output, ".state")
}

impl Checkpoint {
    pub fn save(&self, output: &Path) -> io::Result<()> {
        replace(&path(output), &serde_json::to_vec(self)?)
    }

    /// The checkpoint of an interrupted run that was writing to `output`.
    pub fn load(output: &Path) -> io::Result<Option<Self>> {
        let path = path(output);
        let bytes = match std::fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            bytes => bytes?,
        };
        serde_json::from_slice(&bytes).map(Some).map_err(|error| {
            io::Error::new(io::ErrorKind::InvalidData, format!("{}: {error}", path.display()))
        })
    }

    /// The run is over.
    pub fn remove(output: &Path) -> io::Result<()> {
        match std::fs::remove_file(path(output)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            result => result,
        }
    }
}

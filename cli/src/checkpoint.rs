//! How far a run has come, written beside its output, so that an interrupted
//! run can be taken up again.

use crate::Failure;
use crate::batch::Place;
use crate::input::files::Input;
use crate::output::Lengths;
use crate::report::Counts;
use crate::target::{beside, replace};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// What was done before a place.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct State {
    pub place: Place,
    pub counts: Counts,
    /// What belongs to the place of the output, and of the quarantine.
    pub output: Lengths,
    pub quarantine: u64,
}

/// What the file of a checkpoint holds.
#[derive(Deserialize, Serialize)]
struct Checkpoint<'a> {
    run: Cow<'a, Run>,
    state: State,
}

/// What must be the same for a run to go on where another one stopped.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Run {
    /// The program and the options that shape the output.
    pub options: String,
    /// What is read: the inputs, and lists of names.
    pub inputs: Vec<Stamp>,
}

/// By what it is told that a file is still the same.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Stamp {
    name: String,
    size: u64,
    /// Nanoseconds of its last change since 1970.
    changed: u64,
}

impl Stamp {
    pub fn of_input(input: &Input) -> Self {
        match input.path() {
            Ok(path) if !input.is_stdin() => Self::of_file(path),
            _ => Self { name: input.name().to_owned(), ..Self::default() },
        }
    }

    pub fn of_file(path: &Path) -> Self {
        let metadata = std::fs::metadata(path).ok();
        let changed = metadata.as_ref().and_then(|metadata| metadata.modified().ok());
        let changed = changed.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Self {
            name: path.to_string_lossy().into_owned(),
            size: metadata.map_or(0, |metadata| metadata.len()),
            changed: changed.map_or(0, |time| time.as_nanos() as u64),
        }
    }
}

impl Run {
    /// Why this run cannot go on where `other` stopped, if it cannot.
    fn differs_from(&self, other: &Self) -> Option<String> {
        if self.options != other.options {
            let (then, now) = (&other.options, &self.options);
            return Some(format!(
                "the interrupted run was of another version or had other options:\n  \
                 then {then}\n  now  {now}"
            ));
        }
        if self.inputs != other.inputs {
            let changed = other.inputs.iter().zip(&self.inputs).find(|(a, b)| a != b);
            let what = changed.map_or("their number", |(then, _)| &then.name);
            return Some(format!(
                "the inputs are not those of the interrupted run: {what} has changed"
            ));
        }
        None
    }
}

/// The checkpoints of a run that writes to a file.
pub struct Checkpoints {
    output: PathBuf,
    /// The file that holds the last one.
    path: PathBuf,
    run: Run,
}

impl Checkpoints {
    pub fn new(output: &Path, run: Run) -> Self {
        Self { output: output.to_path_buf(), path: beside(output, ".state"), run }
    }

    /// What an interrupted run had done; none if there is nothing left to do.
    pub fn resume(&self) -> Result<Option<State>, Failure> {
        let bytes = match std::fs::read(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok((!self.output.is_file()).then(State::default));
            }
            bytes => bytes.map_err(|error| self.failed(error))?,
        };
        let Checkpoint { run, state } =
            serde_json::from_slice(&bytes).map_err(|error| self.failed(error.into()))?;
        match self.run.differs_from(&run) {
            Some(reason) => Err(Failure::Usage(format!("{}: {reason}", self.path.display()))),
            None => Ok(Some(state)),
        }
    }

    pub fn save(&self, state: State) -> Result<(), Failure> {
        let checkpoint = Checkpoint { run: Cow::Borrowed(&self.run), state };
        let bytes = serde_json::to_vec(&checkpoint).map_err(io::Error::from);
        bytes.and_then(|bytes| replace(&self.path, &bytes)).map_err(|error| self.failed(error))
    }

    /// No run is to go on where this one stopped.
    pub fn remove(&self) -> Result<(), Failure> {
        match std::fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(self.failed(error)),
            _ => Ok(()),
        }
    }

    fn failed(&self, error: io::Error) -> Failure {
        Failure::File(self.path.display().to_string(), error)
    }
}

//! Cutting the inputs of a run into batches, and keeping to the share of it
//! that this program has.

use crate::input::fields::{Fields, Preset};
use crate::input::files::Input;
use crate::input::{self, Content, Fault, Item, Options, Position, Reader};
use crate::interrupt;
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use std::sync::Arc;

/// A batch holds at least so many bytes, if there are so many.
const BYTES: usize = 256 << 10;

/// A batch holds at most so many records.
const RECORDS: usize = 512;

/// Records of one or more inputs that go through the program together. Where a
/// batch ends depends on nothing but the inputs, unless they come slowly.
#[derive(Debug, Default)]
pub struct Batch {
    pub bytes: Vec<u8>,
    pub parts: Vec<Part>,
    /// Bytes that bad records hold.
    faults: usize,
    /// Where the next batch begins.
    pub end: Place,
}

impl Batch {
    /// How many bytes of records it holds.
    fn size(&self) -> usize {
        self.bytes.len() + self.faults
    }

    /// About how many bytes of memory it takes.
    pub fn weight(&self) -> usize {
        self.bytes.capacity() + self.faults
    }
}

/// The records of a batch that come from one input.
#[derive(Debug)]
pub struct Part {
    pub input: usize,
    pub fields: Arc<Fields>,
    pub items: Vec<Item>,
    /// The layout of the input, told where the input begins.
    pub preset: Option<Preset>,
}

/// A place between two records of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Place {
    /// The input, by its number among all.
    pub input: usize,
    pub position: Position,
    /// The number of the last record before the place.
    pub record: u64,
    /// Records before the place, in all inputs.
    pub records: u64,
    /// Bytes of the files that lie before the input, for the progress bar.
    pub bytes: u64,
}

/// Which share of the records a run is to read: `INDEX/COUNT`, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    index: u64,
    count: u64,
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts =
            text.split_once('/').and_then(|(i, n)| Some((i.parse().ok()?, n.parse().ok()?)));
        match parts {
            Some((index, count)) if 1 <= index && index <= count => Ok(Self { index, count }),
            _ => Err("expected I/N, such as 1/8 for the first of eight shares".into()),
        }
    }
}

impl Shard {
    fn has(self, number: u64) -> bool {
        number % self.count == self.index - 1
    }
}

/// Makes the batches of a run.
pub struct Feeder<'a> {
    inputs: &'a [Input],
    options: &'a Options,
    /// The share of the records to read, and that of the inputs.
    records: Option<Shard>,
    files: Option<Shard>,
    /// A batch may end early when its input keeps it waiting.
    live: bool,
    /// A batch that an interrupt cuts short is dropped: it would not be
    /// compressed as it will be when the run is taken up again.
    whole: bool,
    place: Place,
    open: Option<(Box<dyn Reader>, Arc<Fields>)>,
}

impl<'a> Feeder<'a> {
    /// Reads `inputs` from `place` on.
    pub fn new(
        inputs: &'a [Input],
        options: &'a Options,
        shard: Option<Shard>,
        place: Place,
    ) -> Self {
        // Whole files are cheaper to share out, where there are enough.
        let by_file = shard.is_some_and(|shard| shard.count <= inputs.len() as u64);
        let (files, records) = if by_file { (shard, None) } else { (None, shard) };
        Self { inputs, options, records, files, live: false, whole: false, place, open: None }
    }

    /// Whether a batch may end early when its input keeps it waiting.
    pub fn live(self, live: bool) -> Self {
        Self { live, ..self }
    }

    /// Whether a batch that an interrupt cuts short is to be dropped.
    pub fn whole(self, whole: bool) -> Self {
        Self { whole, ..self }
    }

    /// The next batch; none at the end of the inputs, or when the program is
    /// to stop.
    pub fn next(&mut self) -> Option<Batch> {
        let mut batch = Batch::default();
        let mut records = 0;
        while self.place.input < self.inputs.len() && interrupt::signal().is_none() {
            if !self.open(&mut batch) {
                continue;
            }
            let Some((reader, fields)) = &mut self.open else { break };
            if records > 0 && (batch.size() >= BYTES || records >= RECORDS) {
                break;
            }
            if self.live && records > 0 && !reader.is_ready() {
                break;
            }
            let begin = batch.bytes.len();
            let item = reader.next(&mut batch.bytes);
            if interrupt::signal().is_some()
                && let Some(Item { content: Content::Bad(Fault { of_input: true, .. }), .. }) = item
            {
                // The wait for standard input was broken off; nothing is wrong.
                break;
            }
            self.place.position = reader.position();
            self.place.record = reader.record();
            let Some(item) = item else {
                self.leave();
                continue;
            };
            let number = self.place.records;
            self.place.records += 1;
            if self.records.is_some_and(|shard| !shard.has(number)) {
                batch.bytes.truncate(begin);
                continue;
            }
            let input = self.place.input;
            if batch.parts.last().is_none_or(|part| part.input != input) {
                let fields = Arc::clone(fields);
                batch.parts.push(Part { input, fields, items: Vec::new(), preset: None });
            }
            if let Content::Bad(fault) = &item.content {
                batch.faults += fault.raw.len();
            }
            if let Some(part) = batch.parts.last_mut() {
                part.items.push(item);
            }
            records += 1;
        }
        if interrupt::signal().is_some() && self.whole {
            return None;
        }
        batch.end = self.place;
        (!batch.parts.is_empty()).then_some(batch)
    }

    /// Sees to it that the input is open; false if the next one is to be tried.
    fn open(&mut self, batch: &mut Batch) -> bool {
        if self.open.is_some() {
            return true;
        }
        let Place { input, position, record, .. } = self.place;
        if self.files.is_some_and(|shard| !shard.has(input as u64)) {
            self.leave();
            return false;
        }
        let (fields, fault) = match input::open(&self.inputs[input], self.options, position, record)
        {
            Ok(open) => {
                self.open = Some((open.reader, Arc::clone(&open.fields)));
                (open.fields, None)
            }
            Err(fault) => {
                (Arc::new(Fields::new(Preset::Generic, &self.options.named)), Some(fault))
            }
        };
        let preset = Some(fields.preset());
        let failed = fault.is_some();
        let items = fault.map(|fault| Item { record: 0, offset: 0, content: Content::Bad(fault) });
        batch.parts.push(Part { input, fields, items: items.into_iter().collect(), preset });
        if failed {
            self.leave();
        }
        !failed
    }

    /// Goes on to the next input.
    fn leave(&mut self) {
        self.open = None;
        let Place { input, records, bytes, .. } = self.place;
        let bytes = bytes + self.inputs[input].size();
        self.place = Place { input: input + 1, records, bytes, ..Place::default() };
    }
}

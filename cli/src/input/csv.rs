//! Tables of text: CSV, TSV and the like, with a header. Fields in quotation
//! marks may hold line ends. `csv-core` is the parser of the `csv` crate; used
//! directly, it shows where a record ends and never holds more than the limit.

use super::source::{Break, Position, Source};
use super::{Content, Fault, Item, Reader};
use csv_core::ReadRecordResult;
use std::ops::Range;

/// More columns than any table of articles has.
const COLUMNS: usize = 4096;

/// Cuts a table into rows.
pub struct Csv {
    rows: Rows,
    columns: usize,
    /// For each slot the columns that may hold it, best first.
    slots: [Vec<usize>; 5],
    record: u64,
}

/// Rows as they come, the header among them.
pub struct Rows {
    source: Source,
    parser: csv_core::Reader,
    limit: usize,
    over: bool,
    fields: Vec<u8>,
    ends: Vec<usize>,
}

/// One row: its fields lie in [`Rows::fields`].
struct Row {
    offset: u64,
    raw: Range<usize>,
    fault: Option<Fault>,
    columns: usize,
}

impl Rows {
    /// Reads rows of at most `limit` bytes.
    pub fn new(source: Source, delimiter: u8, limit: usize) -> Self {
        let parser = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        let ends = vec![0; COLUMNS];
        Self { source, parser, limit, over: false, fields: vec![0; 1 << 16], ends }
    }

    /// The input, behind the rows that were read.
    pub fn into_source(self) -> Source {
        self.source
    }

    /// The first row, as the names of the columns.
    pub fn header(&mut self) -> Result<Vec<String>, Fault> {
        let mut bytes = Vec::new();
        let Some(row) = self.next(&mut bytes) else { return Ok(Vec::new()) };
        if let Some(fault) = row.fault {
            return Err(fault);
        }
        let name = |column| {
            let name = String::from_utf8_lossy(self.field(column)).into_owned();
            name.trim_start_matches('\u{FEFF}').trim().to_owned()
        };
        Ok((0..row.columns).map(name).collect())
    }

    fn field(&self, column: usize) -> &[u8] {
        let begin = if column == 0 { 0 } else { self.ends[column - 1] };
        &self.fields[begin..self.ends[column]]
    }

    fn next(&mut self, bytes: &mut Vec<u8>) -> Option<Row> {
        if self.over {
            return None;
        }
        let begin = bytes.len();
        let (mut length, mut written, mut columns) = (0, 0, 0);
        let (mut too_long, mut too_many) = (false, false);
        let mut fault = None;
        let mut offset = self.source.position().offset;
        loop {
            let ready = match self.source.fill() {
                Ok(ready) => ready,
                Err(stop) => {
                    self.over = matches!(stop, Break::Failed(_));
                    self.parser.reset();
                    fault = Some(Fault::from(stop));
                    break;
                }
            };
            if length == 0 && !ready.is_empty() {
                let blank = ready.iter().take_while(|&&b| matches!(b, b'\r' | b'\n')).count();
                if blank > 0 {
                    self.source.consume(blank);
                    offset += blank as u64;
                    continue;
                }
            }
            let (result, read, out, ends) = self.parser.read_record(
                ready,
                &mut self.fields[written..],
                &mut self.ends[columns..],
            );
            let room = self.limit.saturating_sub(bytes.len() - begin);
            bytes.extend_from_slice(&ready[..read.min(room)]);
            too_long |= read > room;
            length += read as u64;
            written += out;
            columns += ends;
            self.source.consume(read);
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if too_long => written = 0,
                ReadRecordResult::OutputFull => {
                    let size = self.fields.len() * 2;
                    self.fields.resize(size, 0);
                }
                ReadRecordResult::OutputEndsFull => {
                    too_many = true;
                    columns = 0;
                }
                ReadRecordResult::Record => break,
                ReadRecordResult::End => {
                    self.over = true;
                    if length == 0 {
                        return None;
                    }
                    break;
                }
            }
        }
        let raw = begin..bytes.len();
        if fault.is_none() && too_long {
            let reason = format!("a row of {length} bytes, more than --max-record allows");
            fault = Some(Fault { length, ..Fault::new(reason, &bytes[raw.clone()]) });
        } else if fault.is_none() && too_many {
            let reason = format!("a row of more than {COLUMNS} columns");
            fault = Some(Fault::new(reason, &bytes[raw.clone()]));
        }
        Some(Row { offset, raw, fault, columns })
    }
}

impl Csv {
    /// Reads the rows behind a header of `columns`; `record` lie before.
    pub fn new(rows: Rows, columns: usize, slots: [Vec<usize>; 5], record: u64) -> Self {
        Self { rows, columns, slots, record }
    }
}

impl Reader for Csv {
    fn next(&mut self, bytes: &mut Vec<u8>) -> Option<Item> {
        let begin = bytes.len();
        let row = self.rows.next(bytes)?;
        self.record += 1;
        let fault = row.fault.or_else(|| {
            (row.columns != self.columns).then(|| {
                let reason =
                    format!("a row of {} columns under a header of {}", row.columns, self.columns);
                Fault::new(reason, &bytes[row.raw.clone()])
            })
        });
        let content = match fault {
            Some(fault) => {
                bytes.truncate(begin);
                Content::Bad(fault)
            }
            None => {
                let slots = self.slots.each_ref().map(|columns| {
                    let filled = columns.iter().find(|&&c| !self.rows.field(c).is_empty());
                    let field = self.rows.field(*filled.or(columns.first())?);
                    let start = bytes.len();
                    bytes.extend_from_slice(field);
                    Some(start..bytes.len())
                });
                // An empty field is an absent one, but an empty text is a text.
                let mut slots = slots;
                for slot in &mut slots[1..] {
                    slot.take_if(|range| range.start == range.end);
                }
                Content::Row { raw: row.raw, slots }
            }
        };
        Some(Item { record: self.record, offset: row.offset, content })
    }

    fn position(&self) -> Position {
        self.rows.source.position()
    }

    fn record(&self) -> u64 {
        self.record
    }

    fn is_ready(&self) -> bool {
        self.rows.source.has_line()
    }
}

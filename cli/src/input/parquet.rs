//! Parquet: one row is one record. Only the columns that are read are decoded.
//! The crate is used without Arrow, whose kernels would take longer to build
//! than all the rest of the program.

use super::fields::{Fields, Slot};
use super::{Content, Fault, Item, Position, Reader};
use parquet::basic::{LogicalType, TimeUnit};
use parquet::column::reader::ColumnReader;
use parquet::data_type::ByteArray;
use parquet::file::reader::{FileReader, SerializedFileReader};
use std::collections::VecDeque;
use std::fs::File;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Rows that are decoded at a time.
const ROWS: usize = 64;

/// Reads a table row by row.
pub struct Parquet {
    file: SerializedFileReader<File>,
    /// For each slot, best first, the columns that may hold it.
    slots: [Vec<Column>; 5],
    limit: usize,
    /// The next row group to open.
    group: usize,
    /// The row group that is open, a reader for each column that is read.
    open: Option<Group>,
    /// Rows that are decoded; texts still lie in the page they came from.
    rows: VecDeque<[Option<ByteArray>; 5]>,
    record: u64,
    /// Rows to pass over, before which a run was interrupted.
    skip: u64,
}

#[derive(Clone, Copy)]
struct Column {
    index: usize,
    scale: Scale,
}

/// How a number is to be understood.
#[derive(Clone, Copy)]
enum Scale {
    Plain,
    Days,
    /// So many in a second.
    Seconds(i64),
}

struct Group {
    readers: Vec<(usize, ColumnReader)>,
    offset: u64,
    /// Rows that are not decoded yet.
    left: usize,
}

impl Parquet {
    /// Reads `file` from behind `record` rows, once it is known what its
    /// columns are for.
    pub fn new(
        file: File,
        record: u64,
        limit: usize,
        choose: impl FnOnce(&[String]) -> Fields,
    ) -> Result<(Self, Fields), String> {
        let file = guard(|| SerializedFileReader::new(file))?;
        let schema = file.metadata().file_metadata().schema_descr_ptr();
        let names: Vec<String> = schema.columns().iter().map(|c| c.path().string()).collect();
        // A preset is told by the outermost names too.
        let outer = names.iter().filter_map(|name| Some(name.split_once('.')?.0.to_owned()));
        let keys: Vec<String> = names.iter().cloned().chain(outer).collect();
        let fields = choose(&keys);
        let single = |index: &usize| schema.column(*index).max_rep_level() == 0;
        let column = |index: usize| {
            let kind = schema.column(index).logical_type_ref().cloned();
            let scale = match kind {
                Some(LogicalType::Date) => Scale::Days,
                Some(LogicalType::Timestamp(kind)) => Scale::Seconds(match kind.unit {
                    TimeUnit::MILLIS => 1_000,
                    TimeUnit::MICROS => 1_000_000,
                    TimeUnit::NANOS => 1_000_000_000,
                }),
                _ => Scale::Plain,
            };
            Column { index, scale }
        };
        let slots = fields
            .columns(&names)
            .map(|columns| columns.into_iter().filter(single).map(column).collect());
        let parquet = Self {
            file,
            slots,
            limit,
            group: 0,
            open: None,
            rows: VecDeque::new(),
            record,
            skip: record,
        };
        Ok((parquet, fields))
    }

    fn columns(&self) -> impl Iterator<Item = Column> + '_ {
        self.slots.iter().flatten().copied()
    }

    /// Opens the next row group that has rows to read; false at the end.
    fn open_group(&mut self) -> Result<bool, (u64, String)> {
        while self.group < self.file.num_row_groups() {
            let number = self.group;
            self.group += 1;
            let metadata = self.file.metadata().row_group(number);
            let rows = u64::try_from(metadata.num_rows()).unwrap_or(0);
            let offset = metadata.columns().first().map_or(0, |column| column.byte_range().0);
            if self.skip >= rows {
                self.skip -= rows;
                continue;
            }
            let skip = std::mem::take(&mut self.skip);
            let indices: Vec<usize> = self.columns().map(|column| column.index).collect();
            let readers = guard(|| {
                let group = self.file.get_row_group(number)?;
                let mut readers = Vec::new();
                for index in indices {
                    let mut reader = group.get_column_reader(index)?;
                    skip_rows(&mut reader, skip as usize)?;
                    readers.push((index, reader));
                }
                Ok(readers)
            });
            let left = (rows - skip) as usize;
            match readers {
                Ok(readers) => self.open = Some(Group { readers, offset, left }),
                Err(reason) => return Err((rows - skip, reason)),
            }
            return Ok(true);
        }
        Ok(false)
    }

    /// Decodes some rows of the open group.
    fn decode(&mut self) -> Result<(), (u64, String)> {
        let Some(group) = &mut self.open else { return Ok(()) };
        let count = group.left.min(ROWS);
        let mut rows = vec![[const { None }; 5]; count];
        let slots = &self.slots;
        let file = &self.file;
        let result = guard(|| {
            for (index, reader) in &mut group.readers {
                let schema = file.metadata().file_metadata().schema_descr();
                let full = schema.column(*index).max_def_level();
                let uses =
                    |slot: &Slot| slots[*slot as usize].iter().position(|c| c.index == *index);
                let used = Slot::ALL.iter().find(|slot| uses(slot).is_some());
                let Some((slot, rank)) = used.and_then(|slot| Some((*slot, uses(slot)?))) else {
                    continue;
                };
                let values = values(reader, count, full, slots[slot as usize][rank].scale)?;
                for (row, value) in rows.iter_mut().zip(values) {
                    // The readers are in order of preference.
                    let place = &mut row[slot as usize];
                    if place.as_ref().is_none_or(ByteArray::is_empty) && value.is_some() {
                        *place = value;
                    }
                }
            }
            Ok(())
        });
        if let Err(reason) = result {
            let left = group.left as u64;
            self.open = None;
            return Err((left, reason));
        }
        group.left -= count;
        self.rows.extend(rows);
        Ok(())
    }
}

/// Calls `read`, for which a damaged file must be no more than an error.
fn guard<T>(read: impl FnOnce() -> parquet::errors::Result<T>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err("the file is damaged".into()),
    }
}

fn skip_rows(reader: &mut ColumnReader, rows: usize) -> parquet::errors::Result<usize> {
    match reader {
        ColumnReader::BoolColumnReader(reader) => reader.skip_records(rows),
        ColumnReader::Int32ColumnReader(reader) => reader.skip_records(rows),
        ColumnReader::Int64ColumnReader(reader) => reader.skip_records(rows),
        ColumnReader::Int96ColumnReader(reader) => reader.skip_records(rows),
        ColumnReader::FloatColumnReader(reader) => reader.skip_records(rows),
        ColumnReader::DoubleColumnReader(reader) => reader.skip_records(rows),
        ColumnReader::ByteArrayColumnReader(reader) => reader.skip_records(rows),
        ColumnReader::FixedLenByteArrayColumnReader(reader) => reader.skip_records(rows),
    }
}

/// The next `count` values of a column whose values have the level `full`, as
/// text.
fn values(
    reader: &mut ColumnReader,
    count: usize,
    full: i16,
    scale: Scale,
) -> parquet::errors::Result<Vec<Option<ByteArray>>> {
    let mut levels = Vec::with_capacity(count);
    let values: Vec<ByteArray> = match reader {
        ColumnReader::ByteArrayColumnReader(reader) => {
            let mut values: Vec<ByteArray> = Vec::with_capacity(count);
            reader.read_records(count, Some(&mut levels), None, &mut values)?;
            values
        }
        ColumnReader::Int32ColumnReader(reader) => {
            let mut values: Vec<i32> = Vec::with_capacity(count);
            reader.read_records(count, Some(&mut levels), None, &mut values)?;
            values.iter().map(|&value| number(value.into(), scale)).collect()
        }
        ColumnReader::Int64ColumnReader(reader) => {
            let mut values: Vec<i64> = Vec::with_capacity(count);
            reader.read_records(count, Some(&mut levels), None, &mut values)?;
            values.iter().map(|&value| number(value, scale)).collect()
        }
        _ => {
            let skipped = skip_rows(reader, count)?;
            return Ok(vec![None; skipped]);
        }
    };
    let mut values = values.into_iter();
    if full == 0 {
        return Ok(values.map(Some).collect());
    }
    Ok(levels.iter().map(|&level| if level == full { values.next() } else { None }).collect())
}

fn number(value: i64, scale: Scale) -> ByteArray {
    match scale {
        Scale::Plain => value.to_string(),
        Scale::Days => value.saturating_mul(86_400).to_string(),
        Scale::Seconds(unit) => value.div_euclid(unit).to_string(),
    }
    .into_bytes()
    .into()
}

impl Reader for Parquet {
    fn next(&mut self, bytes: &mut Vec<u8>) -> Option<Item> {
        let begin = bytes.len();
        let offset = self.open.as_ref().map_or(0, |group| group.offset);
        while self.rows.is_empty() {
            let result = match &self.open {
                Some(group) if group.left > 0 => self.decode(),
                _ => match self.open_group() {
                    Ok(true) => Ok(()),
                    Ok(false) => return None,
                    Err(error) => Err(error),
                },
            };
            if let Err((lost, reason)) = result {
                let first = self.record + 1;
                self.record += lost;
                let reason = format!("rows {first} to {} cannot be read: {reason}", self.record);
                let content = Content::Bad(Fault::new(reason, b""));
                return Some(Item { record: first, offset, content });
            }
        }
        let row = self.rows.pop_front()?;
        self.record += 1;
        let length: usize = row.iter().flatten().map(ByteArray::len).sum();
        let content = if length > self.limit {
            let reason = format!("a row of {length} bytes, more than --max-record allows");
            let text = row[0].as_ref().map_or(&[][..], ByteArray::data);
            Content::Bad(Fault { length: length as u64, ..Fault::new(reason, text) })
        } else {
            let slots: [Option<Range<usize>>; 5] = row.map(|value| {
                let start = bytes.len();
                bytes.extend_from_slice(value?.data());
                Some(start..bytes.len())
            });
            Content::Row { raw: begin..bytes.len(), slots }
        };
        let offset = self.open.as_ref().map_or(offset, |group| group.offset);
        Some(Item { record: self.record, offset, content })
    }

    fn position(&self) -> Position {
        let offset = self.open.as_ref().map_or(0, |group| group.offset);
        Position { member: offset, within: 0, offset }
    }

    fn record(&self) -> u64 {
        self.record
    }
}

//! Rows of a table as columns of values, until they are written.

use super::cell::{self, Cell};
use super::schema::{Column, Schema};
use crate::record::Record;

/// Bytes of values in a row group.
const GROUP: usize = 16 << 20;

/// The values of a column, with Parquet's levels: how much of the path to each
/// value is there, and whether it opens a new row.
#[derive(Debug, Default)]
pub struct Leaf {
    pub texts: Vec<u8>,
    pub ends: Vec<usize>,
    pub numbers: Vec<i32>,
    pub bools: Vec<bool>,
    pub definitions: Vec<i16>,
    pub repetitions: Vec<i16>,
}

impl Leaf {
    fn push(&mut self, cell: Cell<'_>, present: i16, repetition: i16) {
        self.definitions.push(present);
        self.repetitions.push(repetition);
        match cell {
            Cell::Null => {}
            Cell::Text(text) => {
                self.texts.extend_from_slice(text.as_bytes());
                self.ends.push(self.texts.len());
            }
            Cell::Int(number) => self.numbers.push(i32::try_from(number).unwrap_or(i32::MAX)),
            Cell::Bool(is) => self.bools.push(is),
            Cell::Date(day) => self.numbers.push(day.since_1970()),
        }
    }

    fn append(&mut self, other: Self) {
        let begin = self.texts.len();
        self.texts.extend(other.texts);
        self.ends.extend(other.ends.into_iter().map(|end| begin + end));
        self.numbers.extend(other.numbers);
        self.bools.extend(other.bools);
        self.definitions.extend(other.definitions);
        self.repetitions.extend(other.repetitions);
    }

    fn size(&self) -> usize {
        self.texts.len() + 4 * self.numbers.len() + self.bools.len() + 4 * self.definitions.len()
    }
}

/// Rows that are not written yet.
#[derive(Debug, Default)]
pub struct Rows {
    leaves: Vec<Leaf>,
}

impl Rows {
    /// Adds what `schema` says of `record`. Calls `each` behind every row.
    pub fn add(&mut self, schema: &Schema, record: &Record<'_>, mut each: impl FnMut(&mut Self)) {
        let article = cell::article(record);
        if schema.lists.is_empty() {
            for (number, claim) in record.claims.iter().enumerate() {
                self.begin(schema);
                let row = article.into_iter().chain(cell::claim(number, &claim));
                self.push(schema.columns, 0, row, 0, 0);
                each(self);
            }
            return;
        }
        self.begin(schema);
        let counts = [Cell::Int(record.sentences.len()), Cell::Int(record.mentions.len())];
        self.push(schema.columns, 0, article.into_iter().chain(counts), 0, 0);
        let mut first = schema.columns.len();
        for list in schema.lists {
            let columns = list.columns;
            let mut count = 0;
            let mut repetition = || i16::from(std::mem::replace(&mut count, 1) > 0);
            match list.name {
                "entities" => record.entities.iter().for_each(|entity| {
                    self.push(columns, first, cell::entity(&entity), 1, repetition());
                }),
                "quotes" => record.quotes.iter().for_each(|quote| {
                    self.push(columns, first, cell::quote(&quote), 1, repetition());
                }),
                _ => record.claims.iter().enumerate().for_each(|(number, claim)| {
                    self.push(columns, first, cell::claim(number, &claim), 1, repetition());
                }),
            }
            if count == 0 {
                for leaf in &mut self.leaves[first..first + columns.len()] {
                    leaf.push(Cell::Null, 0, 0);
                }
            }
            first += columns.len();
        }
        each(self);
    }

    fn begin(&mut self, schema: &Schema) {
        if self.leaves.is_empty() {
            self.leaves.resize_with(schema.leaves().count(), Leaf::default);
        }
    }

    fn push<'a>(
        &mut self,
        columns: &[Column],
        first: usize,
        cells: impl IntoIterator<Item = Cell<'a>>,
        level: i16,
        repetition: i16,
    ) {
        for ((column, leaf), cell) in columns.iter().zip(&mut self.leaves[first..]).zip(cells) {
            let there = column.optional && !matches!(cell, Cell::Null);
            leaf.push(cell, level + i16::from(there), repetition);
        }
    }

    /// Adds the rows of `other` behind these.
    pub fn append(&mut self, other: Self) {
        if self.leaves.is_empty() {
            self.leaves = other.leaves;
            return;
        }
        for (leaf, other) in self.leaves.iter_mut().zip(other.leaves) {
            leaf.append(other);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// How many values the first column has: as many as there are rows.
    pub fn count(&self) -> usize {
        self.leaves.first().map_or(0, |leaf| leaf.definitions.len())
    }

    /// Bytes of the values.
    pub fn size(&self) -> usize {
        self.leaves.iter().map(Leaf::size).sum()
    }

    /// Whether the rows make a row group.
    pub fn is_full(&self) -> bool {
        self.size() >= GROUP
    }

    /// The columns, in the order of Parquet's leaves.
    pub fn into_leaves(self) -> Vec<Leaf> {
        self.leaves
    }
}

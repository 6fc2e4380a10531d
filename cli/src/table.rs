//! Tables: a row a claim, or a row an article, as CSV or Parquet.

use crate::date::Day;
use crate::pieces::Pieces;
use crate::record::{Phrase, Record};
use bytes::Bytes;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::column::writer::ColumnCloseResult;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int32Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{WriterProperties, WriterPropertiesPtr};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::sync::Arc;

/// Bytes of values in a row group.
const GROUP: usize = 16 << 20;

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Int,
    Bool,
    Date,
}

/// A column, or a part of what a list holds.
#[derive(Clone, Copy)]
struct Column {
    name: &'static str,
    kind: Kind,
    optional: bool,
    about: &'static str,
}

const fn column(name: &'static str, kind: Kind, optional: bool, about: &'static str) -> Column {
    Column { name, kind, optional, about }
}

/// A list in a row.
struct List {
    name: &'static str,
    about: &'static str,
    columns: &'static [Column],
}

/// The columns of a table, those that are lists last.
pub struct Schema {
    name: &'static str,
    columns: &'static [Column],
    lists: &'static [List],
}

use Kind::{Bool, Date, Int, Text};

/// What is said of a claim; its roles follow.
const CLAIM: [Column; 39] = [
    column("claim", Int, false, "index of the claim in its article"),
    column(
        "kind",
        Text,
        false,
        "`accusation`, `denial`, `condemnation`, or a kind from a cue file",
    ),
    column("rule", Text, false, "the frame that made the claim"),
    column("cameo", Text, true, "CAMEO code of the act"),
    column("plover", Text, true, "PLOVER event type of the act"),
    column("start", Int, false, "offset of its first character"),
    column("end", Int, false, "offset behind its last character"),
    column("text", Text, false, "from the first to the last character of cue and roles"),
    column("cue", Text, false, "the word or phrase that makes it a claim"),
    column("cue_start", Int, false, "its offset"),
    column("cue_end", Int, false, "the offset behind it"),
    column("source", Text, true, "who makes the claim"),
    column("source_start", Int, true, "its offset"),
    column("source_end", Int, true, "the offset behind it"),
    column("source_entity", Text, true, "canonical name of the entity that it names"),
    column("source_kind", Text, true, "type of that entity"),
    column("source_iso", Text, true, "ISO 3166-1 alpha-2 code of a country"),
    column("target", Text, true, "who is accused, what is denied, who or what is condemned"),
    column("target_start", Int, true, "its offset"),
    column("target_end", Int, true, "the offset behind it"),
    column("target_entity", Text, true, "canonical name of the entity that it names"),
    column("target_kind", Text, true, "type of that entity"),
    column("target_iso", Text, true, "ISO 3166-1 alpha-2 code of a country"),
    column("content", Text, true, "the proposition"),
    column("content_start", Int, true, "its offset"),
    column("content_end", Int, true, "the offset behind it"),
    column("content_entity", Text, true, "canonical name of the entity that it names"),
    column("content_kind", Text, true, "type of that entity"),
    column("content_iso", Text, true, "ISO 3166-1 alpha-2 code of a country"),
    column("via", Text, true, "who reports the source's claim"),
    column("via_start", Int, true, "its offset"),
    column("via_end", Int, true, "the offset behind it"),
    column("via_entity", Text, true, "canonical name of the entity that it names"),
    column("via_kind", Text, true, "type of that entity"),
    column("via_iso", Text, true, "ISO 3166-1 alpha-2 code of a country"),
    column("negated", Bool, false, "the speech act did not happen"),
    column("hedged", Bool, false, "the content is held at a distance"),
    column(
        "modality",
        Text,
        false,
        "`asserted`, `future`, `conditional`, `requested` or `hypothetical`",
    ),
    column("quoted", Bool, false, "the cue stands in a quotation"),
];

const ARTICLE: [Column; 2] = [
    column("article", Text, false, "id of the article"),
    column("date", Date, true, "day of the article"),
];

/// The article, and the claim.
const CLAIM_ROW: [Column; ARTICLE.len() + CLAIM.len()] = {
    let mut row = [column("", Bool, false, ""); ARTICLE.len() + CLAIM.len()];
    let mut i = 0;
    while i < row.len() {
        row[i] = if i < ARTICLE.len() { ARTICLE[i] } else { CLAIM[i - ARTICLE.len()] };
        i += 1;
    }
    row
};

/// One row a claim.
pub static CLAIMS: Schema = Schema { name: "claims", columns: &CLAIM_ROW, lists: &[] };

/// One row an article.
pub static ARTICLES: Schema = Schema {
    name: "articles",
    columns: &[
        column("article", Text, false, "id of the article"),
        column("date", Date, true, "day of the article"),
        column("sentences", Int, false, "number of sentences"),
        column("mentions", Int, false, "number of names, dates and the like"),
    ],
    lists: &[
        List {
            name: "entities",
            about: "the things that the article names",
            columns: &[
                column("name", Text, false, "canonical name"),
                column("kind", Text, false, "type of the entity"),
                column("iso", Text, true, "ISO 3166-1 alpha-2 code of a country"),
                column("mentions", Int, false, "how often it is named"),
            ],
        },
        List {
            name: "quotes",
            about: "quotations",
            columns: &[
                column("start", Int, false, "offset of the first character"),
                column("end", Int, false, "offset behind the last character"),
                column("text", Text, false, "what was said"),
                column("kind", Text, false, "`direct`, `indirect` or `mixed`"),
                column("speaker", Text, true, "who said it"),
                column("speaker_entity", Text, true, "canonical name of the speaker"),
            ],
        },
        List { name: "claims", about: "claims", columns: &CLAIM },
    ],
};

/// One value of a row.
#[derive(Clone, Copy, Debug)]
enum Cell<'a> {
    Null,
    Text(&'a str),
    Int(usize),
    Bool(bool),
    Date(Day),
}

fn text(text: Option<&str>) -> Cell<'_> {
    text.map_or(Cell::Null, Cell::Text)
}

fn article<'a>(record: &'a Record<'_>) -> [Cell<'a>; 2] {
    [Cell::Text(record.id), record.date.map_or(Cell::Null, Cell::Date)]
}

/// The cells of a claim, in the order of [`CLAIM`].
fn claim<'a>(record: &'a Record<'_>, number: usize) -> Vec<Cell<'a>> {
    let claim = &record.claims[number];
    let mut cells = vec![
        Cell::Int(number),
        Cell::Text(claim.kind),
        Cell::Text(claim.rule),
        text(claim.cameo),
        text(claim.plover),
        Cell::Int(claim.start),
        Cell::Int(claim.end),
        Cell::Text(claim.text),
        Cell::Text(claim.cue.text),
        Cell::Int(claim.cue.start),
        Cell::Int(claim.cue.end),
    ];
    for role in [&claim.source, &claim.target, &claim.content, &claim.via] {
        let entity = role.as_ref().and_then(|role| record.entities.get(role.entity?));
        let offset = |of: fn(&Phrase<'_>) -> usize| {
            role.as_ref().map_or(Cell::Null, |role| Cell::Int(of(role)))
        };
        cells.extend([
            text(role.as_ref().map(|role| role.text)),
            offset(|role| role.start),
            offset(|role| role.end),
            text(entity.map(|entity| entity.name)),
            text(entity.map(|entity| entity.kind.as_str())),
            text(entity.and_then(|entity| entity.iso)),
        ]);
    }
    cells.extend([
        Cell::Bool(claim.negated),
        Cell::Bool(claim.hedged),
        Cell::Text(claim.modality.as_str()),
        Cell::Bool(claim.quote.is_some()),
    ]);
    cells
}

fn entities<'a>(record: &'a Record<'_>) -> Vec<Vec<Cell<'a>>> {
    let cells = |entity: &'a crate::record::Entity<'_>| {
        vec![
            Cell::Text(entity.name),
            Cell::Text(entity.kind.as_str()),
            text(entity.iso),
            Cell::Int(entity.mentions.len()),
        ]
    };
    record.entities.iter().map(cells).collect()
}

fn quotes<'a>(record: &'a Record<'_>) -> Vec<Vec<Cell<'a>>> {
    let cells = |quote: &'a crate::record::Quote<'_>| {
        let speaker = quote.speaker.as_ref();
        let entity = speaker.and_then(|speaker| record.entities.get(speaker.entity?));
        vec![
            Cell::Int(quote.start),
            Cell::Int(quote.end),
            Cell::Text(quote.text),
            Cell::Text(quote.kind.as_str()),
            text(speaker.map(|speaker| speaker.text)),
            text(entity.map(|entity| entity.name)),
        ]
    };
    record.quotes.iter().map(cells).collect()
}

/// Adds the claims of `record` to `out` as rows of CSV.
pub fn write_csv(record: &Record<'_>, delimiter: u8, out: &mut Vec<u8>) {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
    for number in 0..record.claims.len() {
        let cells = article(record).into_iter().chain(claim(record, number));
        let fields = cells.map(|cell| match cell {
            Cell::Null => String::new(),
            Cell::Text(text) => text.to_owned(),
            Cell::Int(number) => number.to_string(),
            Cell::Bool(is) => is.to_string(),
            Cell::Date(day) => day.to_string(),
        });
        writer.write_record(fields).expect("rows are of equal length, and memory does not fail");
    }
    writer.flush().expect("memory does not fail");
}

/// The header of a CSV of claims.
pub fn csv_header(delimiter: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    let names = CLAIMS.columns.iter().map(|column| column.name);
    writer.write_record(names).expect("memory does not fail");
    writer.into_inner().expect("memory does not fail")
}

/// The values of a column, with Parquet's levels: how much of the path to each
/// value is there, and whether it opens a new row.
#[derive(Debug, Default)]
struct Leaf {
    texts: Vec<u8>,
    ends: Vec<usize>,
    numbers: Vec<i32>,
    bools: Vec<bool>,
    definitions: Vec<i16>,
    repetitions: Vec<i16>,
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
    /// Adds what `schema` says of `record`.
    pub fn add(&mut self, schema: &Schema, record: &Record<'_>) {
        self.leaves.resize_with(schema.leaves().count(), Leaf::default);
        if schema.lists.is_empty() {
            for number in 0..record.claims.len() {
                let row = article(record).into_iter().chain(claim(record, number));
                self.push(schema.columns, 0, row, 0, 0);
            }
            return;
        }
        let counts = [Cell::Int(record.sentences.len()), Cell::Int(record.mentions.len())];
        self.push(schema.columns, 0, article(record).into_iter().chain(counts), 0, 0);
        let mut leaf = schema.columns.len();
        for list in schema.lists {
            let items = match list.name {
                "entities" => entities(record),
                "quotes" => quotes(record),
                _ => (0..record.claims.len()).map(|number| claim(record, number)).collect(),
            };
            if items.is_empty() {
                for leaf in &mut self.leaves[leaf..leaf + list.columns.len()] {
                    leaf.push(Cell::Null, 0, 0);
                }
            }
            for (i, item) in items.into_iter().enumerate() {
                self.push(list.columns, leaf, item, 1, i16::from(i > 0));
            }
            leaf += list.columns.len();
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
        self.leaves.first().is_none_or(|leaf| leaf.definitions.is_empty())
    }

    /// Bytes of the values.
    pub fn size(&self) -> usize {
        self.leaves.iter().map(Leaf::size).sum()
    }

    /// Whether the rows make a row group.
    pub fn is_full(&self) -> bool {
        self.size() >= GROUP
    }

    /// A Parquet file of its own with these rows.
    pub fn encode(&self, schema: &Schema) -> Result<Vec<u8>> {
        let mut writer = SerializedFileWriter::new(Vec::new(), schema.parquet()?, properties()?)?;
        let mut group = writer.next_row_group()?;
        for ((column, in_list), leaf) in schema.leaves().zip(&self.leaves) {
            write(&mut group, column, in_list, leaf)?;
        }
        group.close()?;
        writer.into_inner()
    }
}

fn write(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    column: &Column,
    in_list: bool,
    leaf: &Leaf,
) -> Result<()> {
    let missing = || ParquetError::General("a column too many".into());
    let mut writer = group.next_column()?.ok_or_else(missing)?;
    let definitions = (in_list || column.optional).then_some(&*leaf.definitions);
    let repetitions = in_list.then_some(&*leaf.repetitions);
    match column.kind {
        Kind::Text => {
            let texts = Bytes::copy_from_slice(&leaf.texts);
            let begins = [0].into_iter().chain(leaf.ends.iter().copied());
            let values: Vec<ByteArray> = begins
                .zip(&leaf.ends)
                .map(|(begin, &end)| texts.slice(begin..end).into())
                .collect();
            writer.typed::<ByteArrayType>().write_batch(&values, definitions, repetitions)?;
        }
        Kind::Int | Kind::Date => {
            let writer = writer.typed::<Int32Type>();
            writer.write_batch(&leaf.numbers, definitions, repetitions)?;
        }
        Kind::Bool => {
            writer.typed::<BoolType>().write_batch(&leaf.bools, definitions, repetitions)?;
        }
    }
    writer.close()
}

fn properties() -> Result<WriterPropertiesPtr> {
    let version = KeyValue::new("gainsay.schema_version".to_owned(), "1".to_owned());
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_created_by(concat!("gainsay ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata(Some(vec![version]))
        .build();
    Ok(Arc::new(properties))
}

/// Puts the row groups of `pieces` together to one file.
pub fn join(schema: &Schema, pieces: &Pieces, output: &mut (impl Write + Send)) -> io::Result<()> {
    let mut writer = SerializedFileWriter::new(output, schema.parquet()?, properties()?)?;
    for piece in 0..pieces.count() {
        let bytes = Bytes::from(pieces.read(piece)?);
        let reader = SerializedFileReader::new(bytes.clone())?;
        for group in reader.metadata().row_groups() {
            let mut out = writer.next_row_group()?;
            for column in group.columns() {
                let close = ColumnCloseResult {
                    bytes_written: column.compressed_size().try_into().unwrap_or(0),
                    rows_written: group.num_rows().try_into().unwrap_or(0),
                    metadata: column.clone(),
                    bloom_filter: None,
                    column_index: None,
                    offset_index: None,
                };
                out.append_column(&bytes, close)?;
            }
            out.close()?;
        }
    }
    writer.close()?;
    Ok(())
}

impl Schema {
    /// The columns in the order of Parquet's leaves, and whether each lies in a
    /// list.
    fn leaves(&self) -> impl Iterator<Item = (&'static Column, bool)> + use<> {
        let lists = self.lists.iter().flat_map(|list| list.columns.iter().map(|c| (c, true)));
        self.columns.iter().map(|column| (column, false)).chain(lists)
    }

    fn parquet(&self) -> Result<TypePtr> {
        let primitive = |column: &Column| -> Result<TypePtr> {
            let (physical, logical) = match column.kind {
                Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
                Kind::Int => (Physical::INT32, None),
                Kind::Bool => (Physical::BOOLEAN, None),
                Kind::Date => (Physical::INT32, Some(LogicalType::Date)),
            };
            let repetition =
                if column.optional { Repetition::OPTIONAL } else { Repetition::REQUIRED };
            let builder = Type::primitive_type_builder(column.name, physical)
                .with_repetition(repetition)
                .with_logical_type(logical);
            Ok(Arc::new(builder.build()?))
        };
        let group = |name: &str, repetition, logical, fields| -> Result<TypePtr> {
            let builder = Type::group_type_builder(name)
                .with_repetition(repetition)
                .with_logical_type(logical)
                .with_fields(fields);
            Ok(Arc::new(builder.build()?))
        };
        let mut fields = self.columns.iter().map(primitive).collect::<Result<Vec<_>>>()?;
        for list in self.lists {
            let columns = list.columns.iter().map(primitive).collect::<Result<Vec<_>>>()?;
            let element = group("element", Repetition::REQUIRED, None, columns)?;
            let repeated = group("list", Repetition::REPEATED, None, vec![element])?;
            let logical = Some(LogicalType::List);
            fields.push(group(list.name, Repetition::REQUIRED, logical, vec![repeated])?);
        }
        Ok(Arc::new(Type::group_type_builder(self.name).with_fields(fields).build()?))
    }

    /// The schema as Arrow sees it, with what each column holds.
    pub fn describe(&self) -> Value {
        let kind = |column: &Column| match column.kind {
            Kind::Text => "utf8",
            Kind::Int => "int32",
            Kind::Bool => "bool",
            Kind::Date => "date32",
        };
        let describe = |column: &Column| {
            json!({"name": column.name, "type": kind(column), "nullable": column.optional,
                   "description": column.about})
        };
        let lists = self.lists.iter().map(|list| {
            let fields: Vec<Value> = list.columns.iter().map(describe).collect();
            json!({"name": list.name, "type": "list<struct>", "nullable": false,
                   "description": list.about, "fields": fields})
        });
        let columns: Vec<Value> = self.columns.iter().map(describe).chain(lists).collect();
        json!({"table": self.name, "schema_version": 1, "columns": columns})
    }
}

#[cfg(test)]
mod tests {
    use super::{ARTICLES, CLAIMS};

    #[test]
    fn both_schemas_can_be_written() {
        assert_eq!(CLAIMS.parquet().unwrap().get_fields().len(), 41);
        assert_eq!(ARTICLES.parquet().unwrap().get_fields().len(), 7);
    }
}

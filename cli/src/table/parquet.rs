//! Tables as Parquet: row groups that are written one by one, each as a file of
//! its own, and put together at the end.

use super::rows::{Leaf, Rows};
use super::schema::{Column, Kind, Schema};
use crate::pieces::Pieces;
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
use std::io::{self, Write};
use std::sync::Arc;

/// Values of a column that are written at a time, and more if they are of one
/// row.
const VALUES: usize = 8 << 10;

/// A Parquet file of its own with `rows`.
pub fn encode(rows: Rows, schema: &Schema) -> Result<Vec<u8>> {
    let mut writer = SerializedFileWriter::new(Vec::new(), parquet(schema)?, properties()?)?;
    let mut group = writer.next_row_group()?;
    for ((column, in_list), leaf) in schema.leaves().zip(rows.into_leaves()) {
        write(&mut group, column, in_list, leaf)?;
    }
    group.close()?;
    writer.into_inner()
}

fn write(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    column: &Column,
    in_list: bool,
    leaf: Leaf,
) -> Result<()> {
    let missing = || ParquetError::General("a column too many".into());
    let mut writer = group.next_column()?.ok_or_else(missing)?;
    let full = i16::from(in_list) + i16::from(column.optional);
    let texts = Bytes::from(leaf.texts);
    let mut next = 0;
    let (mut from, total) = (0, leaf.definitions.len());
    while from < total {
        // A row is written at once.
        let mut to = total.min(from + VALUES);
        to += leaf.repetitions[to..].iter().take_while(|&&repetition| repetition > 0).count();
        let levels = &leaf.definitions[from..to];
        let count = levels.iter().filter(|&&level| level == full).count();
        let values = next..next + count;
        let definitions = (in_list || column.optional).then_some(levels);
        let repetitions = in_list.then_some(&leaf.repetitions[from..to]);
        match column.kind {
            Kind::Text => {
                let text = |i: usize| {
                    let begin = if i == 0 { 0 } else { leaf.ends[i - 1] };
                    ByteArray::from(texts.slice(begin..leaf.ends[i]))
                };
                let values: Vec<ByteArray> = values.map(text).collect();
                writer.typed::<ByteArrayType>().write_batch(&values, definitions, repetitions)?;
            }
            Kind::Int | Kind::Date => {
                let values = &leaf.numbers[values];
                writer.typed::<Int32Type>().write_batch(values, definitions, repetitions)?;
            }
            Kind::Bool => {
                let values = &leaf.bools[values];
                writer.typed::<BoolType>().write_batch(values, definitions, repetitions)?;
            }
        }
        (from, next) = (to, next + count);
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
    let mut writer = SerializedFileWriter::new(output, parquet(schema)?, properties()?)?;
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

/// The schema as Parquet has it.
fn parquet(schema: &Schema) -> Result<TypePtr> {
    let primitive = |column: &Column| -> Result<TypePtr> {
        let (physical, logical) = match column.kind {
            Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Kind::Int => (Physical::INT32, None),
            Kind::Bool => (Physical::BOOLEAN, None),
            Kind::Date => (Physical::INT32, Some(LogicalType::Date)),
        };
        let repetition = if column.optional { Repetition::OPTIONAL } else { Repetition::REQUIRED };
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
    let mut fields = schema.columns.iter().map(primitive).collect::<Result<Vec<_>>>()?;
    for list in schema.lists {
        let columns = list.columns.iter().map(primitive).collect::<Result<Vec<_>>>()?;
        let element = group("element", Repetition::REQUIRED, None, columns)?;
        let repeated = group("list", Repetition::REPEATED, None, vec![element])?;
        let logical = Some(LogicalType::List);
        fields.push(group(list.name, Repetition::REQUIRED, logical, vec![repeated])?);
    }
    Ok(Arc::new(Type::group_type_builder(schema.name).with_fields(fields).build()?))
}

#[cfg(test)]
mod tests {
    use super::super::schema::{ARTICLES, CLAIMS};
    use super::parquet;

    #[test]
    fn both_schemas_can_be_written() {
        assert_eq!(parquet(&CLAIMS).unwrap().get_fields().len(), 41);
        assert_eq!(parquet(&ARTICLES).unwrap().get_fields().len(), 7);
    }
}

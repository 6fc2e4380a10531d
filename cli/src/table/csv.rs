//! Claims as CSV.

use super::cell::{self, Cell};
use super::schema::CLAIMS;
use crate::record::Record;
use std::io::Write;

/// Writes the claims of `record` as rows; `out` does not fail.
pub fn write(record: &Record<'_>, delimiter: u8, out: &mut impl Write) {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
    for (number, claim) in record.claims.iter().enumerate() {
        let cells = cell::article(record).into_iter().chain(cell::claim(number, &claim));
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

/// The row above the claims.
pub fn header(delimiter: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    let names = CLAIMS.columns.iter().map(|column| column.name);
    writer.write_record(names).expect("memory does not fail");
    writer.into_inner().expect("memory does not fail")
}

//! Tables: a row a claim, or a row an article, as CSV or Parquet.

mod cell;
pub mod csv;
pub mod parquet;
mod rows;
mod schema;

pub use rows::Rows;
pub use schema::{ARTICLES, CLAIMS, Schema};

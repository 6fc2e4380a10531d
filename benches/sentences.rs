//! Speed of the sentence splitter on one thread, beside two bare passes over
//! the same text: a search for `.?!` by `memchr3` and a loop over `chars()`.
//!
//! `cargo bench --bench sentences -- [FILE…]`: texts of your own in place of
//! the made-up ones, one document a file. Ratios of one run can be trusted
//! more than MB/s on a shared machine.

mod common;

fn main() {
    common::run(|text| gainsay::sentences(text).map(|s| s.span.end).sum());
}

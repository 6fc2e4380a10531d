//! Speed of the tokens on one thread, beside two bare passes over the same
//! text: a search for `.?!` by `memchr3` and a loop over `chars()`.
//!
//! `cargo bench --bench tokens -- [FILE…]`: texts of your own in place of the
//! made-up ones, one document a file.

mod common;

fn main() {
    common::run(|text| gainsay::tokens(text).map(|span| span.end).sum());
}

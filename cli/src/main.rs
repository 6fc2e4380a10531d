//! The command-line program of gainsay.
fn main() {}

//! Shows how sentences are read.
fn main(){ for l in std::io::stdin().lines(){ println!("{}", gainsay::Extractor::new().syntax(&l.unwrap())); } }

//! Time for texts of one thing over and over, beside news in the same run: how
//! many times as long a byte takes as a byte of news does, at two sizes. Where
//! the second figure is much larger than the first, time is not linear.

use gainsay::{Extractor, Workspace};
use std::hint::black_box;
use std::time::{Duration, Instant};

#[path = "../tests/hostile/mod.rs"]
mod hostile;

const ARTICLE: &str = include_str!("../examples/article.txt");

fn main() {
    let extractor = Extractor::new();
    let mut workspace = Workspace::default();
    // Nanoseconds a byte.
    let mut cost = |text: &str| {
        let mut pass = || {
            let start = Instant::now();
            black_box(extractor.extract_into(&mut workspace, black_box(text)));
            start.elapsed()
        };
        let best: Duration = (0..5).map(|_| pass()).min().unwrap_or_default();
        best.as_secs_f64() * 1e9 / text.len() as f64
    };
    let news = cost(&ARTICLE.repeat((1 << 17) / ARTICLE.len()));
    println!("a byte of news takes {news:.1} ns; of other texts, times as long:");
    println!("{:>8} {:>8}", "16 KiB", "256 KiB");
    for piece in hostile::PIECES {
        let small = piece.repeat((1 << 14) / piece.len());
        let (small, large) = (cost(&small) / news, cost(&small.repeat(16)) / news);
        println!("{small:8.2} {large:8.2}  {piece:?}");
    }
}

//! Speed of `extract`, beside bare scans of the same text in the same run:
//! megabytes a second on one core, the best of several passes.

use aho_corasick::{AhoCorasick, MatchKind};
use gainsay::{Extractor, Workspace};
use std::hint::black_box;
use std::time::{Duration, Instant};

const ARTICLE: &str = include_str!("../examples/article.txt");

/// Articles in a pass.
const COPIES: usize = 400;

/// Words of the kind that cues are, for a scan that only looks for them.
const CUES: &[&str] = &[
    "accuse",
    "accused",
    "accusing",
    "accusation",
    "blame",
    "blamed",
    "denied",
    "denies",
    "denial",
    "condemn",
    "condemned",
    "criticised",
    "rejected",
    "dismissed",
    "slammed",
    "allege",
    "under fire",
];

/// The text of a pass: one article again and again, and with sentences that
/// hold no cue between, since most sentences of news hold none.
fn articles() -> Vec<String> {
    let quiet: String = ARTICLE
        .split_inclusive('.')
        .filter(|sentence| !CUES.iter().any(|cue| sentence.contains(cue)))
        .collect();
    (0..COPIES).map(|_| format!("{ARTICLE}\n{quiet}\n{quiet}\n{quiet}")).collect()
}

fn best(mut pass: impl FnMut()) -> Duration {
    let time = |_| {
        let start = Instant::now();
        pass();
        start.elapsed()
    };
    (0..7).map(time).min().unwrap_or_default()
}

fn main() {
    let articles = articles();
    let bytes: usize = articles.iter().map(String::len).sum();
    let rate = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();

    let start = Instant::now();
    let extractor = Extractor::new();
    let building = start.elapsed();
    let mut workspace = Workspace::default();
    let extract = rate(best(|| {
        for article in &articles {
            black_box(extractor.extract_into(&mut workspace, black_box(article)));
        }
    }));
    let cues = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(CUES);
    let cues = cues.expect("a small automaton");
    let scan = rate(best(|| {
        for article in &articles {
            black_box(cues.find_iter(black_box(article)).count());
        }
    }));
    let words = rate(best(|| {
        for article in &articles {
            black_box(black_box(article).split_whitespace().count());
        }
    }));

    println!("{bytes} bytes in {COPIES} articles; extractor built in {building:.1?}");
    println!("extract                 {extract:9.1} MB/s");
    println!("one aho-corasick pass   {scan:9.1} MB/s   {:6.1} times extract", scan / extract);
    println!("counting words          {words:9.1} MB/s   {:6.1} times extract", words / extract);
}

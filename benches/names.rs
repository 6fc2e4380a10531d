//! Speed from text to mentions with 1,000 to 500,000 names, beside one
//! leftmost-longest pass of aho-corasick over the same text with the same names
//! in the same run: megabytes for each second of computing, the best of several
//! passes.
//!
//! The text is that of the gold articles, with sentences between that hold names
//! drawn from the lists, so that every size of list finds something. The
//! automaton only searches; gainsay splits words and sentences, finds the
//! longest names on word boundaries in their case, decides what is a name and of
//! what type, and joins the mentions to entities.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use gainsay::{Extractor, Workspace};
use std::collections::BTreeSet;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Bytes of text in a pass, about.
const LENGTH: usize = 2_000_000;

/// Passes, of which the best counts.
const PASSES: usize = 7;

/// A generator of numbers that look random and are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

fn read(path: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The name and kind of each line of the lists, each once, in mixed order.
fn listed(numbers: &mut Numbers) -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("gazetteers/names");
    let mut names = BTreeSet::new();
    for file in std::fs::read_dir(folder).expect("the folder of the lists") {
        let text = std::fs::read_to_string(file.expect("an entry").path()).expect("a list");
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t').map(str::to_owned);
            names.insert((columns.next().unwrap_or_default(), columns.next().unwrap_or_default()));
        }
    }
    let mut names: Vec<_> = names.into_iter().collect();
    for i in (1..names.len()).rev() {
        names.swap(i, numbers.below(i + 1));
    }
    names
}

/// Articles of prose with names in it.
fn articles(names: &[(String, String)], numbers: &mut Numbers) -> Vec<String> {
    let kinds = |wanted: &str| -> Vec<&str> {
        names.iter().filter(|(_, kind)| kind.starts_with(wanted)).map(|(n, _)| n.as_str()).collect()
    };
    let (given, family) = (kinds("given"), kinds("family"));
    let (town, org) = ([kinds("town"), kinds("city")].concat(), kinds("org"));
    let mut prose = Vec::new();
    for name in ["council", "court", "cyber", "prisons", "recall", "referee", "summit"] {
        prose.push(read(&format!("tests/gold/{name}.txt")));
    }
    prose.push(read("examples/article.txt"));
    let mut articles = Vec::new();
    let mut length = 0;
    while length < LENGTH {
        let mut article = String::new();
        for paragraph in numbers.of(&prose).split_inclusive('\n') {
            article.push_str(paragraph);
            if numbers.below(3) == 0 {
                let person = format!("{} {}", numbers.of(&given), numbers.of(&family));
                article.push_str(&format!(
                    "The talks in {} went on for hours, and {person} of {} left before they ended.\n",
                    numbers.of(&town),
                    numbers.of(&org),
                ));
            }
        }
        length += article.len();
        articles.push(article);
    }
    articles
}

/// The first `count` names; beyond the lists, full names made of them.
fn sample(
    names: &[(String, String)],
    count: usize,
    numbers: &mut Numbers,
) -> Vec<(String, String)> {
    let mut sample: BTreeSet<_> = names.iter().take(count).cloned().collect();
    while sample.len() < count {
        let (first, second) = (numbers.of(names), numbers.of(names));
        sample.insert((format!("{} {}", first.0, second.0), "org".into()));
    }
    sample.into_iter().collect()
}

/// The time that this thread has computed, so that other programs disturb less;
/// that of the clock where the system does not say.
fn used(start: Instant) -> Duration {
    // What has run since the last switch of threads is counted at the next one.
    std::thread::yield_now();
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|text| text.split(' ').next().and_then(|time| time.parse().ok()))
        .map_or_else(|| start.elapsed(), Duration::from_nanos)
}

fn time(start: Instant, pass: impl FnOnce()) -> Duration {
    let before = used(start);
    pass();
    used(start).saturating_sub(before)
}

fn main() {
    let start = Instant::now();
    let mut numbers = Numbers(1);
    let names = listed(&mut numbers);
    let articles = articles(&names, &mut numbers);
    let bytes: usize = articles.iter().map(String::len).sum();
    println!("{bytes} bytes in {} articles, {} names in the lists", articles.len(), names.len());
    println!("   names   text to mentions      aho-corasick   ratio   time beside 1,000 names");
    let mut first = None;
    for count in [1_000, 10_000, 100_000, names.len(), 500_000] {
        let sample = sample(&names, count, &mut numbers);
        let extractor = if count == names.len() {
            Extractor::new()
        } else {
            let list: Vec<String> =
                sample.iter().map(|(n, kind)| format!("{n}\t{kind}\n")).collect();
            let mut builder = Extractor::builder();
            builder.builtin_names(false).gazetteer("sample", list.concat());
            builder.build().expect("lines of the lists")
        };
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(sample.iter().map(|(name, _)| name))
            .expect("an automaton");
        let mut workspace = Workspace::default();
        let (mut own, mut other) = (Duration::MAX, Duration::MAX);
        for _ in 0..PASSES {
            own = own.min(time(start, || {
                for article in &articles {
                    let document = extractor.extract_names_into(&mut workspace, black_box(article));
                    black_box(document.mentions().len());
                }
            }));
            other = other.min(time(start, || {
                for article in &articles {
                    black_box(automaton.find_iter(black_box(article)).count());
                }
            }));
        }
        let rate = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
        let beside = own.as_secs_f64() / first.get_or_insert(own).as_secs_f64();
        println!(
            "{count:8} {:13.1} MB/s {:12.1} MB/s {:7.2} {beside:10.2}",
            rate(own),
            rate(other),
            rate(own) / rate(other)
        );
    }
}

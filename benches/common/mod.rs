//! What the benches of the scanning stages share: the texts that they read and
//! the report of their speed beside two bare passes.

use cpu_time::ThreadTime;
use std::hint::black_box;

const PASSES: usize = 25;

const ASCII: &str = "The ministry said on Monday that the attack on its network began in 2022. \
    Officials in the U.S. and at Acme Corp. declined to comment, citing the investigation. \
    \"We have seen no evidence of that,\" said Gen. Ann Roe, who leads the agency. \
    Shares fell 2.5 percent after the report. The talks will go on until Friday.\n\n";

/// Seconds of processor time of one pass over `docs`: the least of [`PASSES`].
fn time(docs: &[String], pass: impl Fn(&str) -> usize) -> f64 {
    let seconds = |_| {
        let start = ThreadTime::now();
        for doc in docs {
            black_box(pass(black_box(doc)));
        }
        start.elapsed().as_secs_f64()
    };
    (0..PASSES).map(seconds).fold(f64::MAX, f64::min)
}

fn report(name: &str, docs: &[String], pass: &impl Fn(&str) -> usize) {
    let bytes: usize = docs.iter().map(String::len).sum();
    let seconds = time(docs, pass);
    let memchr = time(docs, |t| memchr::memchr3_iter(b'.', b'?', b'!', t.as_bytes()).count());
    let chars = time(docs, |t| t.chars().filter(|c| matches!(c, '.' | '?' | '!')).count());
    println!(
        "{name:24} {:7.0} MB/s   memchr3 / it {:5.1}   chars / it {:5.2}",
        bytes as f64 / 1e6 / seconds,
        seconds / memchr,
        seconds / chars,
    );
}

/// Reports the speed of `pass` on the files that the command line names, one
/// document each, else on texts made up here.
pub fn run(pass: impl Fn(&str) -> usize) {
    let files = std::env::args().skip(1).filter(|a| !a.starts_with("--"));
    let docs: Vec<_> =
        files.map(|f| std::fs::read_to_string(f).expect("a readable text")).collect();
    if !docs.is_empty() {
        return report(&format!("{} files", docs.len()), &docs, &pass);
    }
    let curly = ASCII.replace("\"We", "“We").replace(",\"", ",”");
    let mixed = format!("{ASCII}{curly}Łódź’s Mayor Jan Kowalský agreed. “Never!”\nReactions\n");
    for (name, unit) in [("ASCII", ASCII), ("curly quotes", &curly), ("mixed", &mixed)] {
        let of = |size: usize| unit.repeat(size / unit.len());
        report(&format!("{name}, 4 KB"), &vec![of(4096); 1000], &pass);
        report(&format!("{name}, 1 MB"), &vec![of(1 << 20); 4], &pass);
    }
    for unit in [".", "A.", "\"", "“", "a", ". \"", "[1] ", "中", "a\n"] {
        report(&format!("1 MB of {unit:?}"), &[unit.repeat((1 << 20) / unit.len())], &pass);
    }
}

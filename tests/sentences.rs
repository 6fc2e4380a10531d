//! The sentence splitter: cases from `tests/data/sentences.txt`, with the
//! accuracy of each class, and laws that hold for every text.

use cpu_time::ThreadTime;
use gainsay::sentences;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn split(text: &str) -> Vec<String> {
    sentences(text)
        .map(|s| text[s.span.range()].split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

/// Reads `\r`, `\t` and `\u{...}`, which are hard to see in a file.
fn unescape(file: &str) -> String {
    let mut parts = file.split('\\');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (c, rest) = match part.strip_prefix("u{").and_then(|p| p.split_once('}')) {
            Some((code, rest)) => {
                let code = u32::from_str_radix(code, 16).expect("a hexadecimal code");
                (char::from_u32(code).expect("a character"), rest)
            }
            None if part.starts_with('r') => ('\r', &part[1..]),
            None if part.starts_with('t') => ('\t', &part[1..]),
            None => panic!("\\{part}: no such escape"),
        };
        text.push(c);
        text += rest;
    }
    text
}

#[test]
fn cases() {
    let file = include_str!("data/sentences.txt");
    let mut classes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut wrong = String::new();
    let cases = file.split_once('\n').map_or("", |(_, rest)| rest);
    let cases = unescape(cases);
    for case in cases.split("===\n").filter(|c| !c.trim().is_empty()) {
        let (class, rest) = case.split_once("]\n").expect("a [class]");
        let (text, expected) = rest.split_once("\n---\n").expect("a line ---");
        let expected: Vec<_> = expected.lines().collect();
        let class = classes.entry(class.trim_start_matches('[')).or_default();
        let found = split(text);
        class.1 += expected.len();
        class.0 += expected.iter().filter(|e| found.iter().any(|f| f == *e)).count();
        if found != expected {
            wrong += &format!("{text}\n  found    {found:?}\n  expected {expected:?}\n");
        }
    }
    for (class, (right, all)) in &classes {
        println!("{class:16} {right:3} of {all:3}");
    }
    assert!(wrong.is_empty(), "{wrong}");
    for class in CLASSES {
        assert!(classes.contains_key(class), "no case of [{class}]");
    }
}

fn check_laws(text: &str) {
    let mut end = 0;
    for s in sentences(text) {
        assert!(text[end..s.span.start].trim().is_empty(), "characters lost");
        let slice = &text[s.span.range()];
        assert!(!slice.is_empty() && slice.trim() == slice, "{slice:?}");
        end = s.span.end;
    }
    assert!(text[end..].trim().is_empty(), "characters lost at the end");
}

/// Layouts, of each of which a case has to stand in the file.
const CLASSES: &[&str] = &[
    "plain",
    "titles",
    "companies",
    "acronyms",
    "states",
    "initials",
    "numbers",
    "months",
    "times",
    "ellipses",
    "quotes",
    "brackets",
    "no space",
    "addresses",
    "marks in names",
    "headings",
    "lists",
    "datelines",
    "tables",
    "paragraphs",
    "wrapping",
    "references",
    "white space",
    "decomposed",
    "other scripts",
];

proptest! {
    #[test]
    fn laws_hold_for_any_text(text in any::<String>()) {
        check_laws(&text);
    }

    #[test]
    fn laws_hold_for_random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        check_laws(&String::from_utf8_lossy(&bytes));
        // As Latin-1 nothing is lost on the way.
        check_laws(&bytes.iter().copied().map(char::from).collect::<String>());
        // Mostly ASCII.
        check_laws(&bytes.iter().map(|b| char::from(b & 0x7F)).collect::<String>());
    }

    #[test]
    fn laws_hold_for_marks(text in "([.?!…\"'”’()\\[\\] \n\u{A0}—•-]|[A-Z]|[a-z]{1,4}|[0-9]|U\\.S|Mr|Inc|p\\.m|é|中。){0,60}") {
        check_laws(&text);
    }
}

#[test]
fn hostile_texts_take_linear_time() {
    for unit in [
        ".", "A.", "\"", "a", ". ", "1. ", "1) A ", "…", "[1] ", ".\" ", "x. [", "\n", "- a\n",
        "(", " ",
    ] {
        let small = unit.repeat(50_000 / unit.len());
        let large = unit.repeat(1_000_000 / unit.len());
        let time = |text: &str| {
            (0..3)
                .map(|_| {
                    let start = ThreadTime::now();
                    check_laws(text);
                    start.elapsed()
                })
                .min()
                .unwrap_or_default()
        };
        let (small, large) = (time(&small), time(&large));
        // Twenty times the text; the rest is room for a busy machine.
        let limit = small * 20 * 5 + std::time::Duration::from_millis(50);
        assert!(large < limit, "{unit:?}: {small:?} for 50 KB, {large:?} for 1 MB");
    }
}

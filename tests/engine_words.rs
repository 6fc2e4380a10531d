//! The stages hold no English word: what they compare words with comes from
//! the data. Reads their sources; unit tests and comments do not count.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of the stages in `src/`.
const STAGES: [&str; 9] =
    ["token", "sentence", "name", "mention", "entity", "quote", "chunk", "claim", "link"];

/// Literals with letters that are no words of the language read: marks of the
/// web, templates and messages of errors. Ids of rules have a slash, names of
/// data files a stop, sections of data files stand in `sentence/words.rs`.
const ALLOWED: [&str; 8] = [
    "www.",
    "[{own} ← {subject}]",
    "[{own}]",
    "one call, all of them slices",
    "expected `verb TAB tier`",
    // Flags of `reporting.list`.
    "np",
    "obj",
    "told",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// The string literals of a source without its comments and unit tests.
fn literals(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or("");
    let mut found = Vec::new();
    for line in code.lines().filter(|l| !l.trim_start().starts_with("//")) {
        let mut rest = line;
        while let Some((_, after)) = rest.split_once('"') {
            let Some((inside, after)) = after.split_once('"') else { break };
            found.push(inside.to_owned());
            rest = after;
        }
    }
    found
}

fn is_word(literal: &str) -> bool {
    let letters = literal.split(|c: char| !c.is_ascii_alphabetic()).any(|w| w.len() > 1);
    letters && !literal.contains('/') && !literal.contains('\\') && !ALLOWED.contains(&literal)
}

#[test]
fn the_stages_hold_no_english_word() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut read = 0;
    for file in files {
        let inside = file.strip_prefix(&root).expect("a file of src");
        let room = inside.iter().next().and_then(|r| r.to_str()).unwrap_or("");
        let names_data = inside == Path::new("sentence/words.rs");
        if !STAGES.contains(&room.trim_end_matches(".rs")) || names_data {
            continue;
        }
        read += 1;
        let text = fs::read_to_string(&file).expect("a source in UTF-8");
        let words: Vec<_> = literals(&text).into_iter().filter(|l| is_word(l)).collect();
        assert!(words.is_empty(), "{}: {words:?} belongs in gazetteers/", inside.display());
    }
    assert!(read > 20, "only {read} sources were read");
}

#[test]
fn a_word_is_seen() {
    assert_eq!(
        literals("let x = \"accused\"; // \"no\"").first().map(String::as_str),
        Some("accused")
    );
    assert!(is_word("accused") && !is_word("direct/alone") && !is_word("."));
}

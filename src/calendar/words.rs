//! The words of `calendar.tsv`: what the words of dates count.

use crate::gazetteer::Prehashed;
use crate::token::hash;
use crate::{Error, ErrorKind};
use once_cell::sync::Lazy;
use std::collections::HashMap;

/// What a word of a date counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Month,
    Weekday,
    Offset,
    Step,
    Days,
    Months,
    Part,
    Number,
    Direction,
}

const CLASSES: &[(&str, Class)] = &[
    ("month", Class::Month),
    ("weekday", Class::Weekday),
    ("offset", Class::Offset),
    ("step", Class::Step),
    ("days", Class::Days),
    ("months", Class::Months),
    ("part", Class::Part),
    ("number", Class::Number),
    ("direction", Class::Direction),
];

pub(crate) type Words = HashMap<u64, (Class, i32), Prehashed>;

/// The words of `calendar.tsv`, read once in a process.
pub(crate) static WORDS: Lazy<Words> = Lazy::new(|| {
    let text = include_str!("../../gazetteers/english/calendar.tsv");
    match parse("calendar.tsv", text) {
        Ok(words) => words,
        // The file is part of the crate, and a test reads it.
        Err(error) => panic!("{error}"),
    }
});

fn parse(file: &str, text: &str) -> Result<Words, Error> {
    let mut words = Words::default();
    let mut before = "";
    for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.starts_with('#')) {
        let bad = |message: String| Error::new(ErrorKind::Lexicon, file, i + 1, message);
        let fields: Vec<&str> = line.split('\t').collect();
        let &[word, class, number] = fields.as_slice() else {
            return Err(bad(format!("`{line}` has not three columns")));
        };
        if line <= before {
            return Err(bad(format!("`{line}` is not in order of bytes")));
        }
        before = line;
        let known = CLASSES.iter().find(|(id, _)| *id == class);
        let (Some(&(_, class)), Ok(number)) = (known, number.parse()) else {
            return Err(bad(format!("`{class}` and `{number}` are no class and number")));
        };
        if words.insert(hash(word), (class, number)).is_some() {
            return Err(bad(format!("`{word}` stands twice")));
        }
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_where_the_list_is_wrong() {
        for (text, message) in [
            ("may\tmonth", "t.tsv:1: `may\tmonth` has not three columns"),
            ("may\tmoon\t5", "t.tsv:1: `moon` and `5` are no class and number"),
            ("b\tpart\t0\na\tpart\t0", "t.tsv:2: `a\tpart\t0` is not in order of bytes"),
            ("a\tpart\t0\na\tpart\t1", "t.tsv:2: `a` stands twice"),
        ] {
            assert_eq!(parse("t.tsv", text).unwrap_err().to_string(), message);
        }
    }
}

//! The format of a name list: one name a line,
//! `name TAB kind [TAB canonical name [TAB ISO 3166-1 code]]`.
//!
//! Lines that begin with `#` are comments and stand at the top. The lines are
//! sorted by bytes and none stands twice.

use crate::{Error, ErrorKind};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $text:literal)*) => {
        /// What a name in a list is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub(crate) enum NameKind { $($(#[$doc])* $name),* }

        impl NameKind {
            /// Every kind with its name in the lists.
            pub const ALL: &'static [(&'static str, Self)] = &[$(($text, Self::$name)),*];
        }
    };
}

kinds! {
    Country "country"
    Capital "capital"
    Demonym "demonym"
    /// Another people, a religion or a creed.
    Group "group"
    /// 100,000 people or more.
    City "city"
    Town "town"
    Region "region"
    Loc "loc"
    Fac "fac"
    Org "org"
    Event "event"
    Law "law"
    Product "product"
    Work "work"
    ThreatActor "threat-actor"
    /// Given name of women and men, or of unknown gender.
    Given "given"
    GivenM "given-m"
    GivenF "given-f"
    Family "family"
}

impl NameKind {
    /// The kind as a set of one.
    pub const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// One line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line<'a> {
    pub name: &'a str,
    pub kind: NameKind,
    /// Empty when the name is its own canonical form.
    pub canonical: &'a str,
    /// Empty when there is none.
    pub iso: &'a str,
}

/// Reads the list `text` of the file `file`.
pub(crate) fn parse<'a>(file: &str, text: &'a str) -> Result<Vec<Line<'a>>, Error> {
    let mut lines = Vec::with_capacity(text.len() / 16);
    let mut before = "";
    for (i, line) in text.lines().enumerate() {
        let bad = |message: String| Error::new(ErrorKind::Gazetteer, file, i + 1, message);
        if line.starts_with('#') {
            if before.is_empty() {
                continue;
            }
            return Err(bad("comments stand at the top of the list".into()));
        }
        if line <= before {
            let what = if line == before { "stands twice" } else { "is not in order of bytes" };
            return Err(bad(format!("`{line}` {what}")));
        }
        before = line;
        let mut fields = line.split('\t');
        let (Some(name), Some(kind)) = (fields.next(), fields.next()) else {
            return Err(bad("expected `name TAB kind [TAB canonical [TAB code]]`".into()));
        };
        let Some(&(_, kind)) = NameKind::ALL.iter().find(|(text, _)| *text == kind) else {
            return Err(bad(format!("unknown kind `{kind}`")));
        };
        let canonical = fields.next().unwrap_or_default();
        let iso = fields.next().unwrap_or_default();
        if fields.next().is_some() {
            return Err(bad("more than four columns".into()));
        }
        for field in [name, canonical] {
            if field.trim() != field || field.contains("  ") {
                return Err(bad(format!("`{field}` has white space too much")));
            }
        }
        if name.is_empty() {
            return Err(bad("the name is empty".into()));
        }
        if !(iso.is_empty() || iso.len() == 2 && iso.bytes().all(|b| b.is_ascii_uppercase())) {
            return Err(bad(format!("`{iso}` is no ISO 3166-1 alpha-2 code")));
        }
        lines.push(Line { name, kind, canonical, iso });
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_names_with_their_columns() {
        let lines =
            parse("t.tsv", "# head\nHolland\tcountry\tNetherlands\tNL\nSahel\tloc\n").unwrap();
        assert_eq!(
            lines,
            [
                Line {
                    name: "Holland",
                    kind: NameKind::Country,
                    canonical: "Netherlands",
                    iso: "NL"
                },
                Line { name: "Sahel", kind: NameKind::Loc, canonical: "", iso: "" },
            ]
        );
    }

    #[test]
    fn says_where_a_list_is_wrong() {
        for (text, line, message) in [
            ("Sahel", 1, "expected `name TAB kind [TAB canonical [TAB code]]`"),
            ("Sahel\tplace", 1, "unknown kind `place`"),
            ("b\tloc\na\tloc", 2, "`a\tloc` is not in order of bytes"),
            ("a\tloc\na\tloc", 2, "`a\tloc` stands twice"),
            ("a\tcountry\t\tAUT", 1, "`AUT` is no ISO 3166-1 alpha-2 code"),
            ("a\tloc\n# late", 2, "comments stand at the top of the list"),
            (" a\tloc", 1, "` a` has white space too much"),
        ] {
            let error = parse("t.tsv", text).unwrap_err();
            assert_eq!(error.to_string(), format!("t.tsv:{line}: {message}"));
        }
    }
}

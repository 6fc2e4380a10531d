//! The format of a name list: one name a line,
//! `name TAB kind [TAB canonical name [TAB ISO 3166-1 code]]`.
//!
//! Lines that begin with `#` are comments and stand at the top. The lines are
//! sorted by bytes and none stands twice.
//!
//! A user's list lies over the built-in ones. In it, `name TAB -` takes away
//! all that lists before it say of a name, and `name TAB -kind` only that it is
//! of this kind.

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
    /// Rare names: they tell a person only together with other signs.
    RareGiven "given-rare"
    RareGivenM "given-m-rare"
    RareGivenF "given-f-rare"
    RareFamily "family-rare"
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

/// One line of a list that lies over others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change<'a> {
    Add(Line<'a>),
    /// Without a kind, the name is taken away as whatever it was.
    Remove {
        name: &'a str,
        kind: Option<NameKind>,
    },
}

/// Longest name, in bytes.
const LONGEST: usize = 1000;

/// Reads the list `text` of the file `file`.
pub(crate) fn parse<'a>(file: &str, text: &'a str) -> Result<Vec<Line<'a>>, Error> {
    let mut lines = Vec::with_capacity(text.len() / 16);
    read(file, text, |change| match change {
        Change::Add(line) => {
            lines.push(line);
            Ok(())
        }
        Change::Remove { .. } => Err("a built-in list only adds names".into()),
    })?;
    Ok(lines)
}

/// Reads a list that lies over others.
pub(crate) fn parse_overlay<'a>(file: &str, text: &'a str) -> Result<Vec<Change<'a>>, Error> {
    let mut changes = Vec::with_capacity(text.len() / 16);
    read(file, text, |change| {
        changes.push(change);
        Ok(())
    })?;
    Ok(changes)
}

fn kind_named(name: &str) -> Option<NameKind> {
    NameKind::ALL.iter().find(|(text, _)| *text == name).map(|&(_, kind)| kind)
}

/// Gives each line of a list.
fn read<'a>(
    file: &str,
    text: &'a str,
    mut give: impl FnMut(Change<'a>) -> Result<(), String>,
) -> Result<(), Error> {
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
            let what = if line == before {
                "stands twice"
            } else {
                "is not in order of bytes (`LC_ALL=C sort`)"
            };
            return Err(bad(format!("`{line}` {what}")));
        }
        before = line;
        let mut fields = line.split('\t');
        let (Some(name), Some(kind)) = (fields.next(), fields.next()) else {
            return Err(bad("expected `name TAB kind [TAB canonical [TAB code]]`".into()));
        };
        let (removes, kind) = match kind.strip_prefix('-') {
            Some(kind) => (true, kind),
            None => (false, kind),
        };
        let known = kind_named(kind);
        if known.is_none() && !(removes && kind.is_empty()) {
            let kinds: Vec<_> = NameKind::ALL.iter().map(|&(name, _)| name).collect();
            let kinds = kinds.join(", ");
            return Err(bad(format!("unknown kind `{kind}`; the kinds are {kinds}")));
        }
        let canonical = fields.next().unwrap_or_default();
        let iso = fields.next().unwrap_or_default();
        if fields.next().is_some() {
            return Err(bad("more than four columns".into()));
        }
        for field in [name, canonical] {
            if field.trim() != field || field.contains("  ") {
                return Err(bad(format!("`{field}` has white space too much")));
            }
            if field.len() > LONGEST {
                return Err(bad(format!("the name is longer than {LONGEST} bytes")));
            }
        }
        if !name.starts_with(char::is_alphanumeric) {
            return Err(bad("a name begins with a letter or a digit".into()));
        }
        if !(iso.is_empty() || iso.len() == 2 && iso.bytes().all(|b| b.is_ascii_uppercase())) {
            return Err(bad(format!("`{iso}` is no ISO 3166-1 alpha-2 code")));
        }
        let change = match known {
            Some(kind) if !removes => Change::Add(Line { name, kind, canonical, iso }),
            kind if canonical.is_empty() && iso.is_empty() => Change::Remove { name, kind },
            _ => return Err(bad("a name that is taken away has no further columns".into())),
        };
        give(change).map_err(bad)?;
    }
    Ok(())
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
            ("b\tloc\na\tloc", 2, "`a\tloc` is not in order of bytes (`LC_ALL=C sort`)"),
            ("a\tloc\na\tloc", 2, "`a\tloc` stands twice"),
            ("a\tcountry\t\tAUT", 1, "`AUT` is no ISO 3166-1 alpha-2 code"),
            ("a\tloc\n# late", 2, "comments stand at the top of the list"),
            (" a\tloc", 1, "` a` has white space too much"),
        ] {
            for error in [parse("t.tsv", text).err(), parse_overlay("t.tsv", text).err()] {
                assert_eq!(error.unwrap().to_string(), format!("t.tsv:{line}: {message}"));
            }
        }
        let error = parse("t.tsv", "Sahel\tplace").unwrap_err().to_string();
        assert!(error.starts_with("t.tsv:1: unknown kind `place`; the kinds are country,"));
        let error = parse("t.tsv", "Sahel\t-").unwrap_err().to_string();
        assert_eq!(error, "t.tsv:1: a built-in list only adds names");
        let error = parse_overlay("t.tsv", "Sahel\t-\tX").unwrap_err().to_string();
        assert_eq!(error, "t.tsv:1: a name that is taken away has no further columns");
    }

    #[test]
    fn reads_what_an_overlay_takes_away() {
        let changes = parse_overlay("t.tsv", "Sahel\t-\nSahel\t-town\nSahel\tloc\n").unwrap();
        let name = "Sahel";
        assert_eq!(
            changes,
            [
                Change::Remove { name, kind: None },
                Change::Remove { name, kind: Some(NameKind::Town) },
                Change::Add(Line { name, kind: NameKind::Loc, canonical: "", iso: "" }),
            ]
        );
    }
}

//! Articles from files and standard input: JSON Lines or plain text.

use serde::Deserialize;
use serde::de::{Deserializer, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufRead, Read};

/// How an input is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// JSON Lines if the first character that is no white space is `{`, else text
    #[default]
    Auto,
    /// One JSON object a line: `text`, and perhaps `id`, `title` and `date`
    Jsonl,
    /// The whole input is the text of one article
    Text,
}

/// One article as it was given.
#[derive(Debug, Deserialize)]
pub struct Article<'a> {
    #[serde(default, borrow, deserialize_with = "id")]
    pub id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub text: Cow<'a, str>,
    #[serde(default)]
    pub title: Option<String>,
    /// The day of publication; a value of another form is not read.
    #[serde(default, deserialize_with = "date")]
    pub date: Option<gainsay::Date>,
    /// It is a whole file and not a line of one.
    #[serde(skip)]
    pub plain: bool,
}

/// A record that cannot be read: its line, counted from 1, and the reason.
#[derive(Debug)]
pub struct Fault {
    pub line: usize,
    pub reason: String,
}

/// Calls `each` with the line and the content of every article of `reader`,
/// or with what is wrong with it, until `each` fails. `idle` is called
/// whenever reading may have to wait for more input.
pub fn read<R: Read, E: From<io::Error>>(
    reader: R,
    format: Format,
    mut idle: impl FnMut() -> Result<(), E>,
    mut each: impl FnMut(usize, Result<Article<'_>, Fault>) -> Result<(), E>,
) -> Result<(), E> {
    let mut reader = io::BufReader::with_capacity(1 << 16, reader);
    // Leading white space belongs to a plain text, and is nothing in JSON Lines.
    let mut buffer: Vec<u8> = Vec::new();
    let mut number = 0;
    let mut begin = 0;
    loop {
        begin += buffer[begin..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        let mark = "\u{FEFF}".as_bytes();
        if buffer.starts_with(mark) && begin == 0 {
            begin = mark.len();
            continue;
        }
        if begin < buffer.len() || reader.read_until(b'\n', &mut buffer)? == 0 {
            break;
        }
        number += 1;
    }
    let json = match format {
        Format::Auto => buffer.get(begin) == Some(&b'{'),
        Format::Jsonl => true,
        Format::Text => false,
    };
    if !json {
        reader.read_to_end(&mut buffer)?;
        return each(1, plain(&buffer));
    }
    let mut line = buffer.split_off(begin);
    loop {
        if line.iter().any(|b| !b.is_ascii_whitespace()) {
            each(number, parse(&line, number))?;
        }
        line.clear();
        if !reader.buffer().contains(&b'\n') {
            idle()?;
        }
        if reader.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        number += 1;
    }
}

fn plain(bytes: &[u8]) -> Result<Article<'_>, Fault> {
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            Ok(Article { id: None, text: text.into(), title: None, date: None, plain: true })
        }
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            let line = 1 + before.iter().filter(|&&b| b == b'\n').count();
            Err(Fault { line, reason: "the text is not valid UTF-8".into() })
        }
    }
}

fn parse(line: &[u8], number: usize) -> Result<Article<'_>, Fault> {
    let fault = |reason: String| Fault { line: number, reason };
    let text = std::str::from_utf8(line)
        .map_err(|e| fault(format!("not valid UTF-8 at byte {}", e.valid_up_to() + 1)))?;
    serde_json::from_str(text).map_err(|e| {
        // The parser counts lines within this one; the column is enough.
        let reason = e.to_string();
        let reason = reason.split(" at line ").next().unwrap_or(&reason);
        fault(format!("{reason} at column {}", e.column()))
    })
}

/// Articles come with dates of many forms, and with none: what is no ISO day
/// counts as missing.
fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<gainsay::Date>, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(value.as_str().and_then(|text| text.parse().ok()))
}

/// An id may be a string or a whole number.
fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Cow<'de, str>>, D::Error> {
    struct Id;

    impl<'de> Visitor<'de> for Id {
        type Value = Option<Cow<'de, str>>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an id that is a string or a whole number")
        }

        fn visit_borrowed_str<E>(self, id: &'de str) -> Result<Self::Value, E> {
            Ok(Some(Cow::Borrowed(id)))
        }

        fn visit_str<E>(self, id: &str) -> Result<Self::Value, E> {
            Ok(Some(Cow::Owned(id.to_owned())))
        }

        fn visit_u64<E>(self, id: u64) -> Result<Self::Value, E> {
            Ok(Some(Cow::Owned(id.to_string())))
        }

        fn visit_i64<E>(self, id: i64) -> Result<Self::Value, E> {
            Ok(Some(Cow::Owned(id.to_string())))
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
    }

    deserializer.deserialize_any(Id)
}

//! Opening an input: which format it has, and which fields.

use super::csv::{Csv, Rows};
use super::fields::{Fields, Named, Preset, names_a_text};
use super::files::Input;
use super::json::Json;
use super::lines::Lines;
use super::parquet::Parquet;
use super::source::{Position, Source};
use super::text::Text;
use super::warc::Warc;
use super::{Fault, Reader, article};
use std::io;
use std::sync::Arc;

/// Bytes at the beginning of an input by which its format is told.
const BEGINNING: usize = 64 << 10;

/// How an input is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Told by the content, and by the name for CSV and TSV
    #[default]
    Auto,
    /// One JSON object a line
    Jsonl,
    /// An array of JSON objects, or objects one after the other
    Json,
    /// A table with a header; fields may be quoted
    Csv,
    /// A table with a header, its columns parted by tabs
    Tsv,
    /// A web archive with its pages, such as CC-NEWS
    Warc,
    /// A web archive of plain text, such as Common Crawl's
    Wet,
    /// A table in Parquet; it must be a file
    Parquet,
    /// The whole input is the text of one article
    Text,
}

/// How inputs are read.
#[derive(Clone, Debug)]
pub struct Options {
    pub format: Format,
    pub preset: Option<Preset>,
    pub named: Named,
    /// The columns of a table that has no header.
    pub columns: Vec<String>,
    /// The longest record, in bytes.
    pub max_record: usize,
    /// How many times its size a compressed input may grow to.
    pub max_expansion: u64,
}

/// An input that is open.
pub struct Open {
    pub reader: Box<dyn Reader>,
    pub fields: Arc<Fields>,
}

impl Options {
    /// Options for the records that the program itself writes.
    pub fn records() -> Self {
        Self {
            format: Format::Jsonl,
            preset: Some(Preset::Generic),
            named: Named::default(),
            columns: Vec::new(),
            max_record: 1 << 30,
            max_expansion: 1000,
        }
    }

    fn source(&self, input: &Input, start: Position) -> io::Result<Source> {
        if input.is_stdin() {
            Source::stdin(self.max_expansion)
        } else {
            Source::open(input.path()?, start, self.max_expansion)
        }
    }

    /// The fields of an input whose first record has `keys`.
    fn fields(&self, keys: &[String]) -> Arc<Fields> {
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        Arc::new(match self.preset {
            Some(preset) => Fields::new(preset, &self.named),
            None => Fields::told_by(&keys, &self.named),
        })
    }
}

/// Opens `input` at `start`, which lies behind `record` records.
pub fn open(input: &Input, options: &Options, start: Position, record: u64) -> Result<Open, Fault> {
    let fail = |error: io::Error| Fault::of_input(&error);
    let mut source = options.source(input, Position::default()).map_err(fail)?;
    let beginning = source.peek(BEGINNING).map_err(fail)?;
    let format = match options.format {
        Format::Auto => format(input.name(), beginning),
        format => format,
    };
    let limit = options.max_record;
    if format == Format::Parquet {
        return table(input, options, record);
    }
    let mut fields = match format {
        Format::Jsonl => {
            let line = beginning.split(|&b| b == b'\n').find(|line| !line.trim_ascii().is_empty());
            options.fields(&article::keys(without_mark(line.unwrap_or_default())))
        }
        Format::Json => options.fields(&first_object(beginning)),
        _ => options.fields(&[]),
    };
    let table = match format {
        Format::Csv => Some(delimiter(beginning)),
        Format::Tsv => Some(b'\t'),
        _ => None,
    };
    // A file is opened anew where reading is to go on; what comes from a pipe
    // is passed over up to there.
    let go_on = |mut source: Source| {
        if source.may_wait() {
            source.skip_to(start).map(|()| source)
        } else if start == Position::default() {
            Ok(source)
        } else {
            options.source(input, start)
        }
        .map_err(fail)
    };
    let reader: Box<dyn Reader> = if let Some(delimiter) = table {
        let mut rows = Rows::new(source, delimiter, limit);
        let mut header = options.columns.clone();
        if header.is_empty() {
            header = rows.header()?;
        }
        fields = options.fields(&header);
        let slots = fields.columns(&header);
        if start != Position::default() {
            rows = Rows::new(go_on(rows.into_source())?, delimiter, limit);
        }
        Box::new(Csv::new(rows, header.len(), slots, record))
    } else {
        let source = go_on(source)?;
        match format {
            Format::Warc | Format::Wet => Box::new(Warc::new(source, record, limit)),
            Format::Jsonl => Box::new(Lines::new(source, record, limit)),
            Format::Json => Box::new(Json::new(source, record, limit)),
            _ => Box::new(Text::new(source, record, limit)),
        }
    };
    Ok(Open { reader, fields })
}

fn table(input: &Input, options: &Options, record: u64) -> Result<Open, Fault> {
    if input.is_stdin() {
        let reason = "Parquet cannot be read from standard input; give the file";
        return Err(Fault { of_input: true, ..Fault::new(reason, b"") });
    }
    let file = input.path().and_then(std::fs::File::open);
    let file = file.map_err(|error| Fault::of_input(&error))?;
    let choose = |keys: &[String]| Arc::unwrap_or_clone(options.fields(keys));
    let (reader, fields) = Parquet::new(file, record, options.max_record, choose)
        .map_err(|reason| Fault { of_input: true, ..Fault::new(reason, b"") })?;
    Ok(Open { reader: Box::new(reader), fields: Arc::new(fields) })
}

/// The format of an input that is called `name` and begins with `beginning`.
fn format(name: &str, beginning: &[u8]) -> Format {
    if beginning.starts_with(b"PAR1") {
        return Format::Parquet;
    }
    if beginning.starts_with(b"WARC/") {
        return Format::Warc;
    }
    let content = without_mark(beginning).trim_ascii_start();
    let line = content.split(|&b| b == b'\n').next().unwrap_or_default().trim_ascii();
    match content.first() {
        // An object that is broken into lines has its brace on one of its own.
        Some(b'{') if line == b"{" => return Format::Json,
        Some(b'{') => return Format::Jsonl,
        Some(b'[') if content[1..].trim_ascii_start().starts_with(b"{") => return Format::Json,
        Some(b'[') if content[1..].trim_ascii() == b"]" => return Format::Json,
        _ => {}
    }
    let name = name.to_ascii_lowercase();
    let name = [".gz", ".zst"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
    if name.ends_with(".csv") {
        return Format::Csv;
    }
    if name.ends_with(".tsv") || name.ends_with(".tab") {
        return Format::Tsv;
    }
    if name.ends_with(".warc") || name.ends_with(".wet") {
        // The first record may be damaged.
        return Format::Warc;
    }
    if name.ends_with(".jsonl") || name.ends_with(".ndjson") {
        return Format::Jsonl;
    }
    // Nothing is a dump without records; a text of that name is one without words.
    if beginning.is_empty() && !name.ends_with(".txt") {
        return Format::Jsonl;
    }
    // A header is a line of names, one of which is known to be that of a text.
    let delimiter = delimiter(line);
    let Ok(line) = std::str::from_utf8(line) else { return Format::Text };
    let columns: Vec<&str> =
        line.split(char::from(delimiter)).map(|c| c.trim().trim_matches('"')).collect();
    let is_name = |c: &&str| {
        c.len() < 64 && c.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
    };
    if columns.len() > 1 && columns.iter().all(is_name) && columns.iter().any(|c| names_a_text(c)) {
        return if delimiter == b'\t' { Format::Tsv } else { Format::Csv };
    }
    Format::Text
}

/// What parts the columns of the header that `beginning` begins with.
fn delimiter(beginning: &[u8]) -> u8 {
    let line = beginning.split(|&b| b == b'\n').next().unwrap_or_default();
    let count = |&delimiter: &u8| line.iter().filter(|&&b| b == delimiter).count();
    // Of equals the last is taken.
    [b'|', b';', b'\t', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// The keys of the first object that `beginning` holds whole.
fn first_object(beginning: &[u8]) -> Vec<String> {
    let begin = memchr::memchr(b'{', beginning).unwrap_or(beginning.len());
    let mut objects = serde_json::Deserializer::from_slice(&beginning[begin..])
        .into_iter::<serde::de::IgnoredAny>();
    match objects.next() {
        Some(Ok(_)) => article::keys(&beginning[begin..begin + objects.byte_offset()]),
        _ => Vec::new(),
    }
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes)
}

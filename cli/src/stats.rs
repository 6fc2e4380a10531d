//! `gainsay stats`: counts over the records that `extract` wrote.

use crate::aggregate::{Aggregate, Tally};
use crate::date;
use crate::input::{self, Content, files};
use crate::pieces::Pieces;
use crate::{Failure, Outcome};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io::{self, Write};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Arguments {
    /// Records in JSON Lines, as `extract` writes them; files, folders, patterns
    #[arg(value_name = "INPUT")]
    files: Vec<PathBuf>,
    /// How many sources and targets to list
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

/// What is read of a record.
#[derive(Deserialize)]
struct Record<'a> {
    #[serde(borrow, default)]
    date: Option<Cow<'a, str>>,
    #[serde(borrow)]
    entities: Vec<Entity<'a>>,
    #[serde(borrow)]
    claims: Vec<Claim<'a>>,
    quotes: Vec<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
struct Entity<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
}

#[derive(Deserialize)]
struct Claim<'a> {
    #[serde(borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow)]
    source: Option<Phrase<'a>>,
    #[serde(borrow)]
    target: Option<Phrase<'a>>,
}

#[derive(Deserialize)]
struct Phrase<'a> {
    #[serde(borrow)]
    text: Cow<'a, str>,
    entity: Option<usize>,
}

/// Counts over records.
#[derive(Debug, Default, JsonSchema, Serialize)]
pub struct Stats {
    articles: u64,
    quotes: u64,
    claims: u64,
    /// Claims by kind, the most frequent first.
    kinds: Vec<Count>,
    /// Who makes claims, the most frequent first.
    sources: Vec<Count>,
    /// Whom or what claims are about, the most frequent first.
    targets: Vec<Count>,
    /// Claims by month and kind, of articles that have a date.
    months: Vec<Month>,
}

/// How often a name was met.
#[derive(Debug, JsonSchema, Serialize)]
struct Count {
    name: String,
    count: u64,
}

/// How often a kind of claim was met in a month.
#[derive(Debug, JsonSchema, Serialize)]
struct Month {
    /// As `YYYY-MM`.
    month: String,
    kind: String,
    count: u64,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let options = input::Options::records();
    let mut outcome = Outcome::Well;
    let mut stats = Stats::default();
    let mut counts = Aggregate::default();
    let mut pieces = Pieces::temporary().map_err(temporary)?;
    let mut bytes = Vec::new();
    for file in files::find(&arguments.files) {
        let mut reader = match input::open(&file, &options, input::Position::default(), 0) {
            Ok(open) => open.reader,
            Err(fault) => {
                eprintln!("{}: {}", file.name(), fault.reason);
                outcome = Outcome::InputOutput;
                continue;
            }
        };
        while let Some(item) = reader.next(&mut bytes) {
            let result = match item.content {
                Content::Bad(fault) => Err(fault.reason),
                content => read(&bytes[content.raw().unwrap_or_default()], &mut stats, &mut counts),
            };
            bytes.clear();
            if let Err(reason) = result {
                let place = format!("(record at byte {})", item.offset);
                eprintln!("{}:{}: {reason} {place}", file.name(), item.record);
                outcome = outcome.max(Outcome::SomeFailed);
            }
            if counts.is_full() {
                counts.spill(&mut pieces).map_err(temporary)?;
            }
        }
    }
    let mut tops = [Top::new(usize::MAX), Top::new(arguments.top), Top::new(arguments.top)];
    let each = |key: &[u8], Tally { count, .. }: Tally| {
        let key = String::from_utf8_lossy(key);
        let mut parts = key.split('\0');
        let (what, name) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        match what {
            KIND => tops[0].add(name, count),
            SOURCE => tops[1].add(name, count),
            TARGET => tops[2].add(name, count),
            _ => stats.months.push(Month {
                month: name.to_owned(),
                kind: parts.next().unwrap_or("").to_owned(),
                count,
            }),
        }
        Ok(())
    };
    counts.finish(&mut pieces, each).map_err(temporary)?;
    let [kinds, sources, targets] = tops.map(|top| top.counts);
    (stats.kinds, stats.sources, stats.targets) = (kinds, sources, targets);
    let mut output = io::stdout().lock();
    if arguments.json {
        serde_json::to_writer_pretty(&mut output, &stats).map_err(io::Error::from)?;
        writeln!(output)?;
    } else {
        write(&stats, &mut output)?;
    }
    Ok(outcome)
}

fn temporary(error: io::Error) -> Failure {
    Failure::File("temporary file".into(), error)
}

const KIND: &str = "kind";
const SOURCE: &str = "source";
const TARGET: &str = "target";
const MONTH: &str = "month";

fn read(raw: &[u8], stats: &mut Stats, counts: &mut Aggregate) -> Result<(), String> {
    let record: Record<'_> =
        serde_json::from_slice(raw).map_err(|error| format!("not a record: {error}"))?;
    stats.articles += 1;
    stats.quotes += record.quotes.len() as u64;
    stats.claims += record.claims.len() as u64;
    let month = record.date.as_deref().and_then(date::day).map(|day| day.month());
    let mut add = |parts: &[&str]| {
        let parts: Vec<String> = parts.iter().map(|part| part.replace('\0', " ")).collect();
        counts.add(parts.join("\0").as_bytes(), Tally::once(None));
    };
    for claim in &record.claims {
        add(&[KIND, &claim.kind]);
        for (what, role) in [(SOURCE, &claim.source), (TARGET, &claim.target)] {
            if let Some(role) = role {
                let entity = role.entity.and_then(|entity| record.entities.get(entity));
                add(&[what, entity.map_or(&role.text, |entity| &entity.name)]);
            }
        }
        if let Some(month) = &month {
            add(&[MONTH, month, &claim.kind]);
        }
    }
    Ok(())
}

/// The most frequent of the names that are added in order.
struct Top {
    limit: usize,
    counts: Vec<Count>,
}

impl Top {
    fn new(limit: usize) -> Self {
        Self { limit, counts: Vec::new() }
    }

    fn add(&mut self, name: &str, count: u64) {
        // Of equals the first in order of names stays first.
        let place = self.counts.partition_point(|known| known.count >= count);
        if place < self.limit {
            self.counts.insert(place, Count { name: name.to_owned(), count });
            self.counts.truncate(self.limit);
        }
    }
}

fn write(stats: &Stats, output: &mut impl Write) -> io::Result<()> {
    let Stats { articles, quotes, claims, .. } = stats;
    writeln!(output, "{articles} articles, {quotes} quotations, {claims} claims")?;
    let lists = [("Kinds", &stats.kinds), ("Sources", &stats.sources), ("Targets", &stats.targets)];
    for (title, list) in lists {
        if !list.is_empty() {
            writeln!(output, "\n{title}")?;
        }
        for Count { name, count } in list {
            writeln!(output, "{count:>10}  {name}")?;
        }
    }
    if !stats.months.is_empty() {
        writeln!(output, "\nMonths")?;
    }
    for Month { month, kind, count } in &stats.months {
        writeln!(output, "{count:>10}  {month} {kind}")?;
    }
    Ok(())
}

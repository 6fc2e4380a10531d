//! The cost of reading a dump, in processor time of one run: what the program
//! spends beside what it cannot do without, which is the extraction itself and
//! the decoder of the input.
//!
//!     scripts/news-dump.py 20 > /tmp/dump.jsonl
//!     cargo bench -p gainsay-cli --bench dump -- /tmp/dump.jsonl
//!
//! Times of other processes are counted by Linux in hundredths of a second, so
//! the dump should have some megabytes.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use cpu_time::ThreadTime;
use gainsay::{Article, Extractor, Workspace};
use parquet::basic::{Compression, Repetition, Type as Physical};
use parquet::column::reader::ColumnReader;
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

/// Passes, of which the best counts.
const PASSES: usize = 5;

/// Rows of Parquet that are decoded at a time.
const ROWS: usize = 64;

/// A record as `scripts/news-dump.py` writes it.
#[derive(Deserialize)]
struct Record {
    id: String,
    title: String,
    date: String,
    text: String,
}

fn best(mut seconds: impl FnMut() -> f64) -> f64 {
    (0..PASSES).map(|_| seconds()).fold(f64::MAX, f64::min)
}

/// Seconds of processor time of this thread.
fn time(mut pass: impl FnMut()) -> f64 {
    best(|| {
        let start = ThreadTime::now();
        pass();
        start.elapsed().as_secs_f64()
    })
}

/// Seconds of processor time of all processes that this one has waited for.
fn children() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("the times of Linux");
    let (_, fields) = stat.rsplit_once(')').expect("a name in brackets");
    let ticks = fields.split_whitespace().skip(13).take(2);
    ticks.map(|ticks| ticks.parse::<f64>().expect("a number")).sum::<f64>() / 100.0
}

/// Seconds of processor time of the program.
fn run(threads: &str, input: &Path) -> f64 {
    best(|| {
        let before = children();
        let status = Command::new(env!("CARGO_BIN_EXE_gainsay"))
            .args(["extract", "--no-config", "--quiet", "--threads", threads])
            .arg(input)
            .stdout(Stdio::null())
            .status();
        assert!(status.expect("the program starts").success());
        children() - before
    })
}

/// The names of the built-in lists.
fn names() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../gazetteers/names");
    let files = fs::read_dir(folder).expect("the folder of the lists");
    let mut names = BTreeSet::new();
    for file in files {
        let list = fs::read_to_string(file.expect("an entry").path()).expect("a list");
        let lines = list.lines().filter(|line| !line.starts_with('#'));
        names.extend(lines.filter_map(|line| line.split('\t').next()).map(str::to_owned));
    }
    names.remove("");
    names
}

/// Writes `records` as a Parquet file, compressed with Snappy as most are.
fn write_parquet(records: &[Record], path: &Path) -> parquet::errors::Result<()> {
    let column = |name| {
        let column = Type::primitive_type_builder(name, Physical::BYTE_ARRAY);
        column.with_repetition(Repetition::REQUIRED).build().map(Arc::new)
    };
    let columns =
        ["id", "title", "date", "text"].map(column).into_iter().collect::<Result<_, _>>()?;
    let schema = Type::group_type_builder("articles").with_fields(columns).build()?;
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let file = File::create(path)?;
    let mut writer = SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties))?;
    for group in records.chunks(10_000) {
        let mut rows = writer.next_row_group()?;
        let fields: [fn(&Record) -> &String; 4] =
            [|r| &r.id, |r| &r.title, |r| &r.date, |r| &r.text];
        for field in fields {
            let values: Vec<ByteArray> = group.iter().map(|r| field(r).as_str().into()).collect();
            let mut column = rows.next_column()?.expect("a column of the schema");
            column.typed::<ByteArrayType>().write_batch(&values, None, None)?;
            column.close()?;
        }
        rows.close()?;
    }
    writer.close().map(drop)
}

/// Decodes all columns, some rows at a time.
fn read_parquet(path: &Path) -> parquet::errors::Result<()> {
    let reader = SerializedFileReader::new(File::open(path)?)?;
    for group in 0..reader.num_row_groups() {
        let group = reader.get_row_group(group)?;
        for column in 0..group.num_columns() {
            let ColumnReader::ByteArrayColumnReader(mut column) =
                group.get_column_reader(column)?
            else {
                unreachable!("all columns hold bytes")
            };
            loop {
                let mut values = Vec::with_capacity(ROWS);
                if column.read_records(ROWS, None, None, &mut values)?.0 == 0 {
                    break;
                }
                black_box(&values);
            }
        }
    }
    Ok(())
}

fn main() {
    let path = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let Some(path) = path.map(PathBuf::from) else {
        println!("no dump is given: see the head of cli/benches/dump.rs");
        return;
    };
    let dump = fs::read(&path).expect("the dump");
    let records: Vec<Record> = serde_json::Deserializer::from_slice(&dump)
        .into_iter()
        .collect::<Result<_, _>>()
        .expect("a dump of scripts/news-dump.py");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let [empty, gzip, table] =
        ["empty.jsonl", "bench.jsonl.gz", "bench.parquet"].map(|n| folder.join(n));
    fs::write(&empty, b"").expect("a file");
    let mut encoder = flate2::write::GzEncoder::new(
        File::create(&gzip).expect("a file"),
        flate2::Compression::default(),
    );
    encoder.write_all(&dump).and_then(|()| encoder.finish()).expect("a compressed dump");
    write_parquet(&records, &table).expect("a table");

    let extractor = Extractor::new();
    let mut workspace = Workspace::default();
    let extraction = time(|| {
        for record in &records {
            let article = Article::with_headline(&record.title, &record.text);
            let article = match record.date[..10].parse() {
                Ok(day) => article.dated(day),
                Err(_) => article,
            };
            let document = extractor.extract_article_into(&mut workspace, black_box(&article));
            black_box(document.claims().len());
        }
    });
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(names())
        .expect("an automaton");
    let scan = time(|| {
        for record in &records {
            black_box(automaton.find_iter(black_box(&record.text)).count());
        }
    });
    let gunzip = time(|| {
        let mut decoder = flate2::read::MultiGzDecoder::new(File::open(&gzip).expect("the dump"));
        let mut part = vec![0; 256 << 10];
        while decoder.read(&mut part).expect("a whole dump") > 0 {}
    });
    let decode = time(|| read_parquet(&table).expect("the table"));

    let start = run("1", &empty);
    let [one, two, packed, columns] = [("1", &path), ("2", &path), ("1", &gzip), ("1", &table)]
        .map(|(threads, input)| run(threads, input) - start);
    let report = |what: &str, seconds: f64, note: String| {
        let rate = dump.len() as f64 / 1e6 / seconds;
        println!("{what:32} {seconds:7.2} s {rate:8.1} MB/s   {note}");
    };
    println!("{} bytes, {} articles; processor time", dump.len(), records.len());
    report("one aho-corasick pass", scan, String::new());
    report(
        "extraction in memory",
        extraction,
        format!("{:.2} x the speed of the pass", scan / extraction),
    );
    report("gunzip", gunzip, String::new());
    report("decoding Parquet", decode, String::new());
    report("JSON Lines, one thread", one, format!("{:.2} x the speed of the pass", scan / one));
    let json = (one - extraction) / one * 100.0;
    println!("{:32} {json:7.1} % of that is JSON in and out", "");
    report("JSON Lines, two threads", two, format!("{:.2} x the time of one", two / one));
    report("gzip", packed, format!("{:.2} x gunzip and JSON Lines", packed / (gunzip + one)));
    report(
        "Parquet",
        columns,
        format!("{:.2} x decoding and JSON Lines", columns / (decode + one)),
    );
    println!(
        "{:32} {:7.2} x decoding and extraction in memory",
        "",
        columns / (decode + extraction)
    );
}

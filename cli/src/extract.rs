//! `gainsay extract`: from articles to claims.

use crate::batch::{Batch, Feeder, Place, Shard};
use crate::checkpoint::{Checkpoints, Run, Stamp, State};
use crate::delivery::Delivery;
use crate::input::fields::{Named, Preset};
use crate::input::files::{self, Input, STDIN};
use crate::input::{self, Format};
use crate::interrupt;
use crate::lists::Lists;
use crate::output::{Compression, Form, Output};
use crate::pool::{self, Weights};
use crate::pretty::{Colour, Style};
use crate::quarantine::Errors;
use crate::record::Unit;
use crate::report::{Event, Log, Reporter};
use crate::table;
use crate::target::{self, is_device};
use crate::worker::{LongDesk, Plan, Product, Worker};
use crate::{Failure, Outcome};
use std::path::{Path, PathBuf};
use std::thread::available_parallelism;
use std::time::Duration;

#[derive(Clone, Debug, clap::Args)]
#[command(args_override_self = true)]
pub struct Arguments {
    /// Files, folders and patterns (`'dump/**/*.jsonl.gz'`); `-` or none is
    /// standard input. gzip and zstd are told by the content
    #[arg(value_name = "INPUT")]
    files: Vec<PathBuf>,

    /// How the input is laid out
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT", help_heading = "Input")]
    from: Format,
    /// Which fields hold the article; told by the first record if not given
    #[arg(long, value_enum, value_name = "NAME", help_heading = "Input")]
    preset: Option<Preset>,
    #[command(flatten, next_help_heading = "Input")]
    named: Named,
    /// Names of the columns of a table without a header, with commas between
    #[arg(long, value_name = "NAMES", help_heading = "Input")]
    columns: Option<String>,
    /// The longest record; `k`, `M` and `G` stand for binary thousands
    #[arg(long, value_name = "BYTES", default_value = "4M", value_parser = size, help_heading = "Input")]
    max_record: u64,
    /// The longest text of an article. Reading one takes up to 75 times its
    /// size in memory, with `--records articles` 100 times
    #[arg(long, value_name = "BYTES", default_value = "2M", value_parser = size, help_heading = "Input")]
    max_text: u64,
    /// How many times its size a compressed input may grow to
    #[arg(long, value_name = "TIMES", default_value_t = 200, help_heading = "Input")]
    max_expansion: u64,
    /// Read the I-th of N shares: of the files where there are N or more, else
    /// of the records
    #[arg(long, value_name = "I/N", help_heading = "Input")]
    shard: Option<Shard>,

    /// Where to write; `.gz` and `.zst` compress. The file is called FILE.part
    /// until it is whole
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    #[command(flatten)]
    lists: Lists,
    /// How the output is laid out; told by the name of the file if not given
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Output")]
    to: Option<To>,
    /// What a row of Parquet is
    #[arg(long, value_enum, default_value_t, value_name = "WHAT", help_heading = "Output")]
    records: Rows,
    /// Put the text of each article into its record
    #[arg(long, help_heading = "Output")]
    text: bool,
    /// What the offsets of the output count
    #[arg(long, value_enum, default_value_t = Unit::Char, value_name = "UNIT", help_heading = "Output")]
    offsets: Unit,
    /// Show the claims and quotations of each text to a person
    #[arg(long, help_heading = "Output")]
    pretty: bool,
    /// When to write colours
    #[arg(
        long,
        value_enum,
        default_value_t,
        value_name = "WHEN",
        requires = "pretty",
        help_heading = "Output"
    )]
    color: Colour,

    /// Threads to work on; as many as there are cores if not given
    #[arg(short = 'j', long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..), help_heading = "Run")]
    threads: Option<u16>,
    /// What to do about a record that cannot be read: `fail`, `skip`, or
    /// `quarantine=FILE` to write it there with place and reason
    #[arg(long, value_name = "WHAT", default_value = "skip", help_heading = "Run")]
    errors: Errors,
    /// Go on with an interrupted run that wrote to the same output
    #[arg(long, requires = "output", help_heading = "Run")]
    resume: bool,
    /// Seconds between two places from which a run can be taken up again
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0, help_heading = "Run")]
    checkpoint: f64,
    /// Defaults for these options, one a line as `threads = 4`; if not given,
    /// gainsay/config.toml in $XDG_CONFIG_HOME or ~/.config
    #[arg(long, value_name = "FILE", help_heading = "Run")]
    config: Option<PathBuf>,
    /// Read no file of defaults
    #[arg(long, help_heading = "Run")]
    no_config: bool,
    /// No progress bar, no notes, and no line for each bad record
    #[arg(short, long, help_heading = "Run")]
    quiet: bool,
    /// How messages on standard error are written
    #[arg(long, value_enum, default_value_t, value_name = "HOW", help_heading = "Run")]
    log: Log,
}

/// How the output is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum To {
    /// One JSON record a line, for each article
    Jsonl,
    /// A table with a row for each claim
    Csv,
    /// The same, parted by tabs
    Tsv,
    /// Parquet, with a row for each claim or each article
    Parquet,
    /// CSV: who, whom, which claim, how often, first and last day
    Edges,
    /// The same as a graph, for Gephi and the like
    Graphml,
}

/// What a row of Parquet is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum Rows {
    /// A claim
    #[default]
    Claims,
    /// An article, with lists of its entities, quotations and claims
    Articles,
}

impl Arguments {
    fn form(&self, path: Option<&Path>) -> Result<Form, Failure> {
        if self.pretty {
            return match self.to {
                None => Ok(Form::Pretty(Style::new(self.color))),
                Some(_) => Err(Failure::Usage("--pretty and --to exclude each other".into())),
            };
        }
        let name = path.map(|path| Compression::of(path).1);
        let suffix = name.and_then(Path::extension).and_then(|suffix| suffix.to_str());
        let to = self.to.unwrap_or(match suffix {
            Some("csv") => To::Csv,
            Some("tsv") => To::Tsv,
            Some("parquet") => To::Parquet,
            Some("graphml") => To::Graphml,
            _ => To::Jsonl,
        });
        if self.records == Rows::Articles && !matches!(to, To::Parquet | To::Jsonl) {
            let reason = "only Parquet and JSON Lines have a record for each article";
            return Err(Failure::Usage(reason.into()));
        }
        if to == To::Parquet
            && path.is_some_and(|path| Compression::of(path).0 != Compression::None)
        {
            return Err(Failure::Usage("Parquet is compressed inside, and not as a file".into()));
        }
        Ok(match to {
            To::Jsonl => Form::Jsonl,
            To::Csv => Form::Csv(b','),
            To::Tsv => Form::Csv(b'\t'),
            To::Parquet if self.records == Rows::Articles => Form::Table(&table::ARTICLES),
            To::Parquet => Form::Table(&table::CLAIMS),
            To::Edges if suffix == Some("tsv") => Form::Edges(b'\t'),
            To::Edges => Form::Edges(b','),
            To::Graphml => Form::Graphml,
        })
    }

    /// How the inputs are read.
    fn options(&self) -> input::Options {
        input::Options {
            format: self.from,
            preset: self.preset,
            named: self.named.clone(),
            columns: self.columns.iter().flat_map(|c| c.split(',')).map(str::to_owned).collect(),
            max_record: usize::try_from(self.max_record).unwrap_or(usize::MAX),
            max_expansion: self.max_expansion,
        }
    }

    /// What is to be read, and what would have been if this run did not write
    /// it.
    fn inputs(&self, output: Option<&Path>) -> Result<(Vec<Input>, Vec<Input>), Failure> {
        let whole = |path: &Path| {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            let folder = folder.unwrap_or(Path::new(".")).canonicalize().ok()?;
            Some(folder.join(path.file_name()?))
        };
        let quarantine = match &self.errors {
            Errors::Quarantine(path) => Some(&**path),
            _ => None,
        };
        if let (Some(output), Some(quarantine)) = (output, quarantine)
            && !is_device(output)
            && whole(output).is_some_and(|path| whole(quarantine) == Some(path))
        {
            let reason = format!("{}: output and quarantine are one file", output.display());
            return Err(Failure::Usage(reason));
        }
        let written = [output, quarantine].into_iter().flatten().filter(|path| !is_device(path));
        let written: Vec<PathBuf> =
            written.filter_map(whole).flat_map(|path| target::files(&path)).collect();
        let is_written = |path: &Path| whole(path).is_some_and(|path| written.contains(&path));
        if let Some(path) = self.files.iter().find(|path| is_written(path)) {
            let reason = format!("{}: this would be read and written", path.display());
            return Err(Failure::Usage(reason));
        }
        let inputs = files::find(&self.files);
        if inputs.iter().filter(|input| input.is_stdin()).count() > 1 {
            return Err(Failure::Usage("standard input can be read once only".into()));
        }
        Ok(inputs.into_iter().partition(|input| !input.path().is_ok_and(is_written)))
    }
}

fn size(text: &str) -> Result<u64, String> {
    let (digits, unit) = match text.find(|c: char| !c.is_ascii_digit()) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let shift = match unit.trim_end_matches(['B', 'b', 'i']) {
        "" => 0,
        "k" | "K" => 10,
        "m" | "M" => 20,
        "g" | "G" => 30,
        _ => return Err("expected a number of bytes, such as 500k, 16M or 1G".into()),
    };
    let number: u64 = digits.parse().map_err(|error| format!("{error}"))?;
    // Half the address space is more than any machine has.
    number
        .checked_shl(shift)
        .filter(|&bytes| bytes >> shift == number && bytes < 1 << 62)
        .ok_or_else(|| "too large".into())
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let path = arguments.output.as_deref().filter(|path| *path != Path::new(STDIN));
    let form = arguments.form(path)?;
    let (inputs, own) = arguments.inputs(path)?;
    let size = inputs.iter().map(Input::size).sum();
    let mut reporter = Reporter::new(arguments.log, arguments.quiet, size);
    for input in own {
        let message = &format!("{}: not read, since this run writes it", input.name());
        reporter.note(Event::Own { message });
    }
    extract(arguments, &inputs, path, form, &mut reporter)
        .map_err(|failure| reporter.failure(failure))
}

fn extract(
    arguments: &Arguments,
    inputs: &[Input],
    path: Option<&Path>,
    form: Form,
    reporter: &mut Reporter,
) -> Result<Outcome, Failure> {
    let Some(extractor) = arguments.lists.extractor() else { return Err(Failure::Told) };
    let compression = path.map_or(Compression::None, |path| Compression::of(path).0);
    let checkpoints = path.map(|path| {
        let read =
            inputs.iter().map(Stamp::of_input).chain(arguments.lists.files().map(Stamp::of_file));
        Checkpoints::new(path, Run { options: fingerprint(arguments), inputs: read.collect() })
    });
    let state = match &checkpoints {
        Some(checkpoints) if arguments.resume => match checkpoints.resume()? {
            Some(state) => state,
            None => {
                let message = "the output is complete, and nothing is left to do";
                reporter.note(Event::Complete { message });
                return Ok(Outcome::Well);
            }
        },
        Some(checkpoints) => checkpoints.remove().map(|()| State::default())?,
        None => State::default(),
    };
    if state.place != Place::default() {
        reporter.resume(state.counts);
    }
    let output = Output::open(path, form, compression, state.output.clone()).map_err(|error| {
        let name = path.map_or("standard output".into(), |path| path.display().to_string());
        Failure::File(name, error)
    })?;
    let quarantine = arguments.errors.open(state.quarantine)?;
    interrupt::listen().map_err(|error| Failure::File("signals".into(), error))?;

    let options = arguments.options();
    let plan = Plan {
        unit: arguments.offsets,
        form,
        compression,
        stop_at_fault: matches!(arguments.errors, Errors::Fail),
        with_text: arguments.text,
        max_record: options.max_record,
        max_text: usize::try_from(arguments.max_text).unwrap_or(usize::MAX),
    };
    let threads = match arguments.threads {
        Some(threads) => threads.into(),
        None => available_parallelism().map_or(1, Into::into),
    };
    let mut feeder = Feeder::new(inputs, &options, arguments.shard, state.place)
        .live(path.is_none())
        .whole(compression != Compression::None);
    let every = Duration::try_from_secs_f64(arguments.checkpoint.clamp(0.0, 1e6));
    let mut delivery = Delivery::new(inputs, state, output, quarantine, reporter);
    delivery.fail_at_fault = plan.stop_at_fault;
    delivery.checkpoints = checkpoints.map(|checkpoints| (checkpoints, every.unwrap_or_default()));
    let long_desk = LongDesk::default();
    pool::run(
        threads,
        || feeder.next(),
        || Worker::new(extractor.clone(), inputs, plan, &long_desk),
        Worker::work,
        Weights { job: Batch::weight, result: Product::size },
        &mut |product| delivery.deliver(product),
    );
    delivery.finish()
}

/// What must be the same for a run to go on where another one stopped.
fn fingerprint(arguments: &Arguments) -> String {
    let shaping = Arguments {
        threads: None,
        resume: false,
        config: None,
        no_config: false,
        checkpoint: 0.0,
        quiet: false,
        log: Log::default(),
        ..arguments.clone()
    };
    format!("gainsay {} {shaping:?}", env!("CARGO_PKG_VERSION"))
}

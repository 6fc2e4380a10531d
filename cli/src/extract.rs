//! `gainsay extract`: from articles to claims.

use crate::batch::{Feeder, Place, Shard};
use crate::checkpoint::{self, Checkpoint};
use crate::input::fields::{Named, Preset};
use crate::input::files::{self, Input, STDIN};
use crate::input::{self, Format};
use crate::interrupt;
use crate::lists::Lists;
use crate::output::{Compression, Form, Lengths, Output};
use crate::pool;
use crate::pretty::{Colour, Style};
use crate::quarantine::{Errors, Quarantine};
use crate::record::Unit;
use crate::report::{Counts, Log, Reporter};
use crate::table;
use crate::worker::{Done, Plan, Worker};
use crate::{Failure, Outcome};
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

#[derive(Clone, Debug, clap::Args)]
#[command(args_override_self = true)]
pub struct Arguments {
    /// Files, folders and patterns (`'dump/**/*.jsonl.gz'`); `-` or none is
    /// standard input. gzip and zstd are told by the content
    #[arg(value_name = "INPUT")]
    files: Vec<String>,

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
    #[arg(long, value_name = "BYTES", default_value = "16M", value_parser = size, help_heading = "Input")]
    max_record: u64,
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

/// What is left to do, and what was done before.
struct Start {
    place: Place,
    counts: Counts,
    output: Lengths,
    quarantine: u64,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let Some(extractor) = arguments.lists.extractor() else { return Err(Failure::Told) };
    let inputs = files::find(&arguments.files);
    if inputs.iter().filter(|input| input.path == STDIN).count() > 1 {
        return Err(Failure::Usage("standard input can be read once only".into()));
    }
    let options = input::Options {
        format: arguments.from,
        preset: arguments.preset,
        named: arguments.named.clone(),
        columns: arguments.columns.iter().flat_map(|c| c.split(',')).map(str::to_owned).collect(),
        max_record: usize::try_from(arguments.max_record).unwrap_or(usize::MAX),
        max_expansion: arguments.max_expansion,
    };
    let path = arguments.output.as_deref().filter(|path| *path != Path::new(STDIN));
    let compression = path.map_or(Compression::None, |path| Compression::of(path).0);
    let form = arguments.form(path)?;
    let job = Job {
        checkpoint: Checkpoint {
            run: fingerprint(arguments),
            inputs: if path.is_some() { checkpoint::inputs(&inputs) } else { Vec::new() },
            place: Place::default(),
            counts: Counts::default(),
            output: 0,
            quarantine: 0,
            pieces: Vec::new(),
        },
        path,
        every: Duration::try_from_secs_f64(arguments.checkpoint.clamp(0.0, 1e6))
            .unwrap_or_default(),
    };
    let total = inputs.iter().map(Input::size).sum();
    let mut reporter = Reporter::new(arguments.log, arguments.quiet, total);
    let start = match job.start(arguments.resume)? {
        Some(start) => start,
        None => {
            reporter.note("complete", "the output is complete, and nothing is left to do");
            return Ok(Outcome::Well);
        }
    };
    if start.place != Place::default() {
        reporter.resume(start.counts);
    }
    let output = Output::open(path, form, compression, start.output).map_err(|error| {
        let name = path.map_or("standard output".into(), |path| path.display().to_string());
        Failure::File(name, error)
    })?;
    let quarantine = arguments.errors.open(start.quarantine)?;
    interrupt::listen().map_err(|error| Failure::File("signals".into(), error))?;

    let plan = Plan {
        unit: arguments.offsets,
        form,
        compression,
        stop_at_fault: matches!(arguments.errors, Errors::Fail),
        with_text: arguments.text,
        max_record: options.max_record,
    };
    let threads = match arguments.threads {
        Some(threads) => threads.into(),
        None => available_parallelism().map_or(1, Into::into),
    };
    let mut feeder = Feeder::new(&inputs, &options, arguments.shard, path.is_none(), start.place);
    let mut delivery = Delivery {
        inputs: &inputs,
        errors: &arguments.errors,
        output,
        quarantine,
        reporter: &mut reporter,
        job,
        counts: start.counts,
        place: start.place,
        saved: Instant::now(),
        outcome: if start.counts.bad > 0 { Outcome::SomeFailed } else { Outcome::Well },
        preset: None,
        failure: None,
    };
    pool::run(
        threads,
        || feeder.next(),
        || Worker::new(extractor.clone(), &inputs, plan),
        Worker::work,
        |done| delivery.deliver(done),
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

/// The checkpoints of a run.
struct Job<'a> {
    checkpoint: Checkpoint,
    path: Option<&'a Path>,
    every: Duration,
}

impl Job<'_> {
    /// Where to begin; none if there is nothing left to do.
    fn start(&self, resume: bool) -> Result<Option<Start>, Failure> {
        let fresh = Start {
            place: Place::default(),
            counts: Counts::default(),
            output: (0, Vec::new()),
            quarantine: 0,
        };
        let Some(path) = self.path else { return Ok(Some(fresh)) };
        let fail = |error| Failure::File(checkpoint::path(path).display().to_string(), error);
        if !resume {
            Checkpoint::remove(path).map_err(fail)?;
            return Ok(Some(fresh));
        }
        let Some(saved) = Checkpoint::load(path).map_err(fail)? else {
            return Ok((!path.is_file()).then_some(fresh));
        };
        let name = checkpoint::path(path).display().to_string();
        if saved.run != self.checkpoint.run {
            return Err(Failure::Usage(format!(
                "{name}: the interrupted run was of another version or had other options:\n  \
                 then {}\n  now  {}",
                saved.run, self.checkpoint.run
            )));
        }
        if saved.inputs != self.checkpoint.inputs {
            let changed = saved.inputs.iter().zip(&self.checkpoint.inputs).find(|(a, b)| a != b);
            let what = changed.map_or("their number", |((path, ..), _)| path);
            return Err(Failure::Usage(format!(
                "{name}: the inputs are not those of the interrupted run: {what} has changed"
            )));
        }
        let Checkpoint { place, counts, output, quarantine, pieces, .. } = saved;
        Ok(Some(Start { place, counts, output: (output, pieces), quarantine }))
    }
}

/// Takes the results of the workers, in order.
struct Delivery<'a, 'j> {
    inputs: &'a [Input],
    errors: &'a Errors,
    output: Output,
    quarantine: Option<Quarantine>,
    reporter: &'a mut Reporter,
    job: Job<'j>,
    counts: Counts,
    place: Place,
    saved: Instant,
    outcome: Outcome,
    preset: Option<Preset>,
    failure: Option<Failure>,
}

impl Delivery<'_, '_> {
    fn deliver(&mut self, done: Done) -> ControlFlow<()> {
        match self.take(done) {
            Ok(flow) => flow,
            Err(failure) => {
                self.failure = Some(failure);
                ControlFlow::Break(())
            }
        }
    }

    fn take(&mut self, done: Done) -> Result<ControlFlow<()>, Failure> {
        for &(input, preset) in &done.presets {
            if self.preset.replace(preset) != Some(preset) && preset != Preset::Generic {
                let name = self.inputs[input].name();
                self.reporter.note("preset", &format!("{name}: read as {preset}"));
            }
        }
        self.output.write(done.payload).map_err(|error| self.failed(error))?;
        let known = self.counts.bad;
        self.counts.add(done.counts);
        for (i, bad) in done.faults.iter().enumerate() {
            let name = self.inputs[bad.input].name();
            self.reporter.fault(name, bad.record, bad.offset, &bad.fault, known + i as u64);
            if let Some(quarantine) = &mut self.quarantine {
                quarantine.write(name, bad)?;
            }
            let outcome =
                if bad.fault.of_input { Outcome::InputOutput } else { Outcome::SomeFailed };
            self.outcome = self.outcome.max(outcome);
        }
        if !done.faults.is_empty() && matches!(self.errors, Errors::Fail) {
            self.reporter.finish(&self.counts, "failed");
            return Err(Failure::Told);
        }
        self.place = done.end;
        self.reporter.progress(&self.counts, self.place.bytes + self.place.position.member);
        if self.job.path.is_some()
            && self.output.wants_checkpoint(self.saved.elapsed(), self.job.every)
        {
            self.save()?;
        }
        Ok(ControlFlow::Continue(()))
    }

    fn failed(&self, error: io::Error) -> Failure {
        Failure::File(self.output.name(), error)
    }

    fn save(&mut self) -> Result<(), Failure> {
        let Some(path) = self.job.path else { return Ok(()) };
        let lengths = self.output.sync().map_err(|error| self.failed(error))?;
        let Some((output, pieces)) = lengths else { return Ok(()) };
        let quarantine = match &mut self.quarantine {
            Some(quarantine) => quarantine.sync()?,
            None => 0,
        };
        let checkpoint = &mut self.job.checkpoint;
        (checkpoint.place, checkpoint.counts) = (self.place, self.counts);
        (checkpoint.output, checkpoint.pieces) = (output, pieces);
        checkpoint.quarantine = quarantine;
        checkpoint
            .save(path)
            .map_err(|error| Failure::File(checkpoint::path(path).display().to_string(), error))?;
        self.saved = Instant::now();
        Ok(())
    }

    fn finish(mut self) -> Result<Outcome, Failure> {
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        if let Some(signal) = interrupt::signal() {
            self.save()?;
            self.reporter.finish(&self.counts, "interrupted");
            return Err(Failure::Signal(signal));
        }
        let name = self.output.name();
        // The quarantine first: whoever sees the output can rely on it.
        if let Some(quarantine) = self.quarantine {
            quarantine.finish()?;
        }
        self.output.finish().map_err(|error| Failure::File(name, error))?;
        if let Some(path) = self.job.path {
            Checkpoint::remove(path).map_err(|error| {
                Failure::File(checkpoint::path(path).display().to_string(), error)
            })?;
        }
        self.reporter.finish(&self.counts, "end");
        Ok(self.outcome)
    }
}

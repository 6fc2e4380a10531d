//! The command-line program of gainsay: a thin layer over the library.

mod aggregate;
mod batch;
mod check;
mod checkpoint;
mod config;
mod date;
mod delivery;
mod explain;
mod extract;
mod graph;
mod input;
mod interrupt;
mod lists;
mod output;
mod pieces;
mod pool;
mod pretty;
mod quarantine;
mod record;
mod report;
mod stats;
mod table;
mod target;
mod worker;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use std::io::{self, Write};
use std::process::ExitCode;

/// Who accused whom, who denied it, who condemned it: claims, entities and
/// quotations in news, with exact spans.
#[derive(Parser)]
#[command(name = "gainsay", version, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Reads articles, writes what they claim
    Extract(Box<extract::Arguments>),
    /// Tells for each cue of a text which frames were tried and what came of it
    Explain(explain::Arguments),
    /// Runs the examples of cue files
    Check(check::Arguments),
    /// Counts claims by kind, source, target and month, in what `extract` wrote
    Stats(stats::Arguments),
    /// Prints the schema of an output
    Schema {
        /// Which output
        #[arg(value_enum, default_value_t)]
        output: Described,
    },
    /// Prints a script that completes the arguments of this program
    Completions {
        /// For which shell
        shell: clap_complete::Shell,
    },
    /// Prints a manual page
    Man {
        /// Of which command; of the whole program if not given
        command: Option<String>,
    },
}

/// What has a schema.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Described {
    /// A record of `extract`: JSON Schema
    #[default]
    Record,
    /// A row for each claim, as CSV or Parquet: columns with their Arrow types
    Claims,
    /// A row for each article, as Parquet: columns with their Arrow types
    Articles,
    /// The list of edges: columns
    Edges,
    /// The graph: what nodes and edges carry
    Graphml,
    /// A line of the quarantine: JSON Schema
    Quarantine,
    /// What `stats --json` writes: JSON Schema
    Stats,
    /// A line of `--log json`: JSON Schema
    Log,
}

const EXIT_CODES: &str = "\
Exit codes: 0 all well, 2 wrong usage, 3 some records could not be read, 4 input or output
failed, 130 interrupted (143 terminated), with what was done so far written";

/// How a run ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    #[default]
    Well = 0,
    SomeFailed = 3,
    InputOutput = 4,
}

/// Why a run ended early. Usage that is plainly wrong is clap's to answer.
enum Failure {
    /// The options do not fit together.
    Usage(String),
    /// A file, by its name, cannot be read or written.
    File(String, io::Error),
    /// A signal asked the program to stop.
    Signal(u8),
    /// A record could not be read, which has been told.
    Told,
}

impl Failure {
    /// Whether the reader of a pipe has seen enough.
    fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::File(_, error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::File("standard output".into(), error)
    }
}

fn main() -> ExitCode {
    let command = Arguments::command();
    let result = config::apply(std::env::args_os().collect(), &command).and_then(|arguments| {
        let matches = command.clone().get_matches_from(arguments);
        run(&matches, command)
    });
    ExitCode::from(match result {
        Ok(outcome) => outcome as u8,
        Err(failure) if failure.is_broken_pipe() => 0,
        Err(Failure::File(name, error)) => {
            eprintln!("gainsay: {name}: {error}");
            Outcome::InputOutput as u8
        }
        Err(Failure::Usage(reason)) => {
            eprintln!("gainsay: {reason}");
            2
        }
        Err(Failure::Signal(signal)) => 128 + signal,
        Err(Failure::Told) => Outcome::InputOutput as u8,
    })
}

fn run(matches: &clap::ArgMatches, command: clap::Command) -> Result<Outcome, Failure> {
    match Arguments::from_arg_matches(matches).unwrap_or_else(|error| error.exit()).command {
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Explain(arguments) => Ok(explain::run(&arguments)?),
        Command::Check(arguments) => Ok(check::run(&arguments)?),
        Command::Stats(arguments) => stats::run(&arguments),
        Command::Schema { output } => Ok(print_schema(output)?),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut { command }, "gainsay", &mut script);
            io::stdout().lock().write_all(&script)?;
            Ok(Outcome::Well)
        }
        Command::Man { command: name } => {
            let page = match &name {
                None => command,
                Some(name) => {
                    let found = command.find_subcommand(name).cloned();
                    let unknown = || Failure::Usage(format!("there is no command `{name}`"));
                    found.ok_or_else(unknown)?.display_name(format!("gainsay-{name}"))
                }
            };
            clap_mangen::Man::new(page).render(&mut io::stdout().lock())?;
            Ok(Outcome::Well)
        }
    }
}

fn print_schema(output: Described) -> io::Result<Outcome> {
    match output {
        Described::Record => print(&record::schema::<record::Record<'_>>()),
        Described::Quarantine => print(&record::schema::<quarantine::Entry<'_>>()),
        Described::Stats => print(&record::schema::<stats::Stats>()),
        Described::Claims => print(&table::CLAIMS.describe()),
        Described::Articles => print(&table::ARTICLES.describe()),
        Described::Edges => print(&graph::describe_edges()),
        Described::Graphml => print(&graph::describe_graph()),
        Described::Log => print(&record::schema::<report::Event<'_>>()),
    }
}

fn print(schema: &impl serde::Serialize) -> io::Result<Outcome> {
    let mut output = io::stdout().lock();
    serde_json::to_writer_pretty(&mut output, schema)?;
    writeln!(output)?;
    Ok(Outcome::Well)
}

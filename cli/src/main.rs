//! The command-line program of gainsay: a thin layer over the library.

mod check;
mod explain;
mod extract;
mod input;
mod lists;
mod pretty;
mod record;

use clap::{Parser, Subcommand};
use std::io::{self, Write};
use std::process::ExitCode;

/// Who accused whom, who denied it, who condemned it: claims, entities and
/// quotations in news, with exact spans.
#[derive(Parser)]
#[command(version, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Reads articles, writes one JSON record a line
    Extract(extract::Arguments),
    /// Tells for each cue of a text which frames were tried and what came of it
    Explain(explain::Arguments),
    /// Runs the examples of cue files
    Check(check::Arguments),
    /// Prints the JSON Schema of a record
    Schema,
}

const EXIT_CODES: &str = "\
Exit codes: 0 all well, 2 wrong usage, 3 some records failed, 4 input or output failed";

/// How a run ended, apart from wrong usage, which clap answers with 2.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    #[default]
    Well = 0,
    SomeFailed = 3,
    InputOutput = 4,
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Schema => print_schema(),
    };
    let outcome = result.unwrap_or_else(|error| match error.kind() {
        // The reader of a pipe has seen enough.
        io::ErrorKind::BrokenPipe => Outcome::Well,
        _ => {
            eprintln!("gainsay: standard output: {error}");
            Outcome::InputOutput
        }
    });
    ExitCode::from(outcome as u8)
}

fn print_schema() -> io::Result<Outcome> {
    let mut output = io::stdout().lock();
    serde_json::to_writer_pretty(&mut output, &record::schema())?;
    writeln!(output)?;
    Ok(Outcome::Well)
}

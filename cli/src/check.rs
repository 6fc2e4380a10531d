//! `gainsay check`: compiles cue files and runs their examples.

use crate::Outcome;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What to check.
#[derive(clap::Args)]
pub struct Arguments {
    /// Cue files; each is compiled together with the built-in English data
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Shows the known misses too
    #[arg(long)]
    gaps: bool,
}

pub fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let mut output = io::stdout().lock();
    let mut outcome = Outcome::Well;
    for path in &arguments.files {
        outcome = outcome.max(run_file(path, arguments.gaps, &mut output)?);
    }
    Ok(outcome)
}

fn run_file(path: &Path, gaps: bool, output: &mut impl Write) -> io::Result<Outcome> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("gainsay: {}: {error}", path.display());
            return Ok(Outcome::InputOutput);
        }
    };
    let name = path.display().to_string();
    let report = match gainsay::check(&name, &text) {
        Ok(report) => report,
        Err(error) => {
            eprintln!("{error}");
            return Ok(Outcome::SomeFailed);
        }
    };
    for failure in report.gaps.iter().filter(|_| gaps) {
        writeln!(output, "gap {failure}")?;
    }
    for failure in &report.failures {
        writeln!(output, "{failure}")?;
    }
    writeln!(
        output,
        "{name}: {} frames, {} examples, {} known misses, {} failures",
        report.frames,
        report.examples,
        report.gaps.len(),
        report.failures.len()
    )?;
    Ok(if report.failures.is_empty() { Outcome::Well } else { Outcome::SomeFailed })
}

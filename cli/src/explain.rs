//! `gainsay explain`: why a claim was made, or was not.

use crate::Outcome;
use crate::lists::Lists;
use std::io::{self, Read, Write};

/// What to explain.
#[derive(clap::Args)]
pub struct Arguments {
    /// Plain text; `-` or none is standard input
    #[arg(value_name = "FILE")]
    files: Vec<String>,
    #[command(flatten)]
    lists: Lists,
}

/// Runs the command; an error is one of writing.
pub fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let stdin = ["-".to_owned()];
    let files = if arguments.files.is_empty() { &stdin } else { &*arguments.files };
    let Some(extractor) = arguments.lists.extractor() else { return Ok(Outcome::InputOutput) };
    let mut output = io::stdout().lock();
    let mut outcome = Outcome::Well;
    for file in files {
        match read(file) {
            Ok(text) => writeln!(output, "{}", extractor.explain(&text))?,
            Err(error) => {
                eprintln!("{file}: {error}");
                outcome = Outcome::InputOutput;
            }
        }
    }
    Ok(outcome)
}

fn read(file: &str) -> io::Result<String> {
    let mut text = String::new();
    if file == "-" {
        io::stdin().lock().read_to_string(&mut text)?;
    } else {
        text = std::fs::read_to_string(file)?;
    }
    Ok(text)
}

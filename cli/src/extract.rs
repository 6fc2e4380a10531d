//! `gainsay extract`.

use crate::Outcome;
use crate::input::{self, Format};
use crate::lists::Lists;
use crate::pretty::{self, Colour, Style};
use crate::record::{Record, Unit};
use gainsay::{Article, Extractor, Offsets, Workspace};
use std::borrow::Cow;
use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufWriter, Write};

#[derive(clap::Args)]
pub struct Arguments {
    /// JSON Lines (`text`, and perhaps `id`, `title` and `date`) or plain text, one
    /// article a file; `-` or none is standard input
    #[arg(value_name = "FILE")]
    files: Vec<String>,
    /// What the offsets of the output count
    #[arg(long, value_enum, default_value_t = Unit::Char, value_name = "UNIT")]
    offsets: Unit,
    /// How the input is laid out
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    input: Format,
    #[command(flatten)]
    lists: Lists,
    /// Show the claims and quotations of each text to a person
    #[arg(long)]
    pretty: bool,
    /// When to write colours
    #[arg(long, value_enum, default_value_t, value_name = "WHEN", requires = "pretty")]
    color: Colour,
}

/// The name under which standard input stands in ids and messages.
const STDIN: &str = "stdin";

/// What went wrong while the articles of one file went through.
enum Stop {
    Input(io::Error),
    Output(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Input(error)
    }
}

/// Runs the command; an error is one of writing.
pub fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let stdin = ["-".to_owned()];
    let files = if arguments.files.is_empty() { &stdin } else { &*arguments.files };
    let output = RefCell::new(BufWriter::with_capacity(1 << 16, io::stdout().lock()));
    let Some(extractor) = arguments.lists.extractor() else { return Ok(Outcome::InputOutput) };
    let mut reader = Reader {
        extractor,
        workspace: Workspace::default(),
        offsets: Offsets::default(),
        line: Vec::new(),
        unit: arguments.offsets,
        pretty: arguments.pretty.then(|| Style::new(arguments.color)),
    };
    let mut outcome = Outcome::Well;
    for file in files {
        let name = if file == "-" { STDIN } else { file };
        let idle = || output.borrow_mut().flush().map_err(Stop::Output);
        let each = |line: usize, article: Result<input::Article<'_>, input::Fault>| match article {
            Ok(article) => {
                let id = article.id.clone().unwrap_or_else(|| missing_id(name, line, &article));
                let line = reader.read(&id, &article);
                output.borrow_mut().write_all(line).map_err(Stop::Output)
            }
            Err(fault) => {
                eprintln!("{name}:{}: {}", fault.line, fault.reason);
                outcome = outcome.max(Outcome::SomeFailed);
                Ok(())
            }
        };
        let result = if file == "-" {
            input::read(io::stdin().lock(), arguments.input, idle, each)
        } else {
            File::open(file)
                .map_err(Stop::Input)
                .and_then(|input| input::read(input, arguments.input, idle, each))
        };
        match result {
            Ok(()) => {}
            Err(Stop::Input(error)) => {
                eprintln!("{name}: {error}");
                outcome = Outcome::InputOutput;
            }
            Err(Stop::Output(error)) => return Err(error),
        }
    }
    output.into_inner().flush()?;
    Ok(outcome)
}

/// The id of an article that brings none: where it stands.
fn missing_id<'a>(name: &'a str, line: usize, article: &input::Article<'_>) -> Cow<'a, str> {
    if article.plain { Cow::Borrowed(name) } else { Cow::Owned(format!("{name}:{line}")) }
}

/// Everything that is reused from article to article.
struct Reader {
    extractor: Extractor,
    workspace: Workspace,
    offsets: Offsets,
    line: Vec<u8>,
    unit: Unit,
    /// The view for people in the place of JSON.
    pretty: Option<Style>,
}

impl Reader {
    /// The output for `article`.
    fn read(&mut self, id: &str, input: &input::Article<'_>) -> &[u8] {
        let article = match &input.title {
            Some(title) => Article::with_headline(title, &input.text),
            None => Article::new(&input.text),
        };
        let article = match input.date {
            Some(date) => article.dated(date),
            None => article,
        };
        let document = self.extractor.extract_article_into(&mut self.workspace, &article);
        if let Some(style) = self.pretty {
            let mut view = String::new();
            pretty::write(id, &document, style, &mut view);
            self.line = view.into_bytes();
            return &self.line;
        }
        if self.unit != Unit::Byte {
            self.offsets.reset(&article.text()[article.body()]);
        }
        let record = Record::new(id, &article, &document, &self.offsets, self.unit);
        self.line.clear();
        serde_json::to_writer(&mut self.line, &record)
            .expect("a record has string keys only, and writing to memory succeeds");
        self.line.push(b'\n');
        &self.line
    }
}

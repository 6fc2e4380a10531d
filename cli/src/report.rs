//! What a run tells on standard error: bad records, progress, and the end.

use crate::worker::Bad;
use crate::{Failure, Outcome};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::io::{IsTerminal, Write, stderr};
use std::time::{Duration, Instant};

/// How messages are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Log {
    /// For people
    #[default]
    Text,
    /// One JSON object a line
    Json,
}

/// Bad records that are told one by one to a person.
const SHOWN: u64 = 100;

/// Time between two events of progress in the log.
const PAUSE: Duration = Duration::from_secs(10);

/// What a run has done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
pub struct Counts {
    /// Articles that were read.
    pub articles: u64,
    /// Claims that were found in them.
    pub claims: u64,
    /// Bytes of the records that were read.
    pub bytes: u64,
    /// Records that could not be read.
    pub bad: u64,
    /// Inputs that could not be opened or read to their end; `bad` counts them
    /// too.
    pub failed: u64,
    /// Records of an archive that hold no article, such as images.
    pub passed: u64,
}

impl Counts {
    pub fn add(&mut self, other: Self) {
        self.articles += other.articles;
        self.claims += other.claims;
        self.bytes += other.bytes;
        self.bad += other.bad;
        self.failed += other.failed;
        self.passed += other.passed;
    }

    /// How a run that comes to its end with these counts has ended.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self { failed: 1.., .. } => Outcome::InputOutput,
            Self { bad: 1.., .. } => Outcome::SomeFailed,
            _ => Outcome::Well,
        }
    }
}

/// A line of the log in JSON.
#[derive(JsonSchema, Serialize)]
#[serde(tag = "event", rename_all = "lowercase")]
pub enum Event<'a> {
    /// Which layout the first record of an input has.
    Preset { message: &'a str },
    /// The run goes on where another one stopped.
    Resume { message: &'a str },
    /// There is nothing left to do.
    Complete { message: &'a str },
    /// A file is not read because this run writes it.
    Own { message: &'a str },
    /// A record could not be read.
    Fault {
        /// The input it stands in.
        file: &'a str,
        /// Its number there; 0 if the input could not be opened.
        record: u64,
        /// Where it begins in the content of the input, in bytes.
        offset: u64,
        /// Why it could not be read.
        reason: &'a str,
    },
    /// A file could not be read or written, and the run is over.
    Error {
        /// Which.
        file: &'a str,
        /// Why not.
        reason: &'a str,
    },
    /// How far the run has come, every ten seconds.
    Progress(Totals),
    /// The run is over, and the output complete.
    End(Totals),
    /// The run was stopped by a signal.
    Interrupted(Totals),
    /// The run could not go on.
    Failed(Totals),
}

/// What a run has done so far, and how fast.
#[derive(Clone, Copy, JsonSchema, Serialize)]
pub struct Totals {
    #[serde(flatten)]
    counts: Counts,
    /// Seconds since the program was started.
    seconds: f64,
    articles_per_second: f64,
    /// Millions of bytes of records.
    megabytes_per_second: f64,
}

/// Writes messages, and draws the progress bar.
pub struct Reporter {
    log: Log,
    quiet: bool,
    bar: Option<ProgressBar>,
    started: Instant,
    told: Instant,
    /// What had been done when the run was taken up again.
    before: Counts,
}

impl Reporter {
    /// A reporter for a run over files of `total` bytes.
    pub fn new(log: Log, quiet: bool, total: u64) -> Self {
        let draws = !quiet && log == Log::Text && stderr().is_terminal();
        let bar = draws.then(|| {
            let bar =
                ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr_with_hz(5));
            let template = if total > 0 {
                "{bar:20} {percent}% {bytes}/{total_bytes} ETA {eta} | {msg}"
            } else {
                "{spinner} {elapsed} | {msg}"
            };
            // The template is a literal of this file.
            let style = ProgressStyle::with_template(template);
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar
        });
        let now = Instant::now();
        Self { log, quiet, bar, started: now, told: now, before: Counts::default() }
    }

    /// The run goes on where `counts` had been reached.
    pub fn resume(&mut self, counts: Counts) {
        self.before = counts;
        let message = &format!("goes on behind {} articles", counts.articles);
        self.note(Event::Resume { message });
    }

    fn say(&self, line: &str) {
        // Nobody can be told that nobody can be told anything.
        let write = || drop(writeln!(stderr(), "{line}"));
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    fn log(&self, event: &Event<'_>) {
        if let Ok(line) = serde_json::to_string(event) {
            self.say(&line);
        }
    }

    /// Something that is good to know.
    pub fn note(&self, event: Event<'_>) {
        match (self.log, &event) {
            _ if self.quiet => {}
            (Log::Json, _) => self.log(&event),
            (
                Log::Text,
                Event::Preset { message }
                | Event::Resume { message }
                | Event::Complete { message }
                | Event::Own { message },
            ) => self.say(&format!("gainsay: {message}")),
            (Log::Text, _) => {}
        }
    }

    /// A record of the input `file` that could not be read; `known` of them
    /// were told before.
    pub fn fault(&self, file: &str, bad: &Bad, known: u64) {
        let Bad { record, offset, ref fault, .. } = *bad;
        let reason = &*fault.reason;
        match self.log {
            Log::Json if !self.quiet => self.log(&Event::Fault { file, record, offset, reason }),
            _ if fault.of_input && record == 0 => self.say(&format!("{file}: {reason}")),
            _ if self.quiet => {}
            _ if known < SHOWN => {
                self.say(&format!("{file}:{record}: {reason} (record at byte {offset})"));
            }
            _ if known == SHOWN => {
                self.say("gainsay: further bad records are counted and no longer shown");
            }
            _ => {}
        }
    }

    /// The run has come to `counts`, and to byte `at` of its files.
    pub fn progress(&mut self, counts: &Counts, at: u64) {
        if let Some(bar) = &self.bar {
            let totals = self.totals(counts);
            bar.set_position(at);
            bar.set_message(format!("{totals}, {} claims, {} errors", counts.claims, counts.bad));
        } else if self.log == Log::Json && !self.quiet && self.told.elapsed() >= PAUSE {
            self.told = Instant::now();
            self.log(&Event::Progress(self.totals(counts)));
        }
    }

    /// The run is over, with `failure` or without.
    pub fn finish(&self, counts: &Counts, failure: Option<&Failure>) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        let totals = self.totals(counts);
        match (self.log, failure) {
            _ if self.quiet || failure.is_some_and(Failure::is_broken_pipe) => {}
            (Log::Json, None) => self.log(&Event::End(totals)),
            (Log::Json, Some(Failure::Signal(_))) => self.log(&Event::Interrupted(totals)),
            (Log::Json, Some(_)) => self.log(&Event::Failed(totals)),
            (Log::Text, None) if self.bar.is_none() && counts.bad == 0 => {}
            (Log::Text, _) => {
                let rate = self.bar.as_ref().map(|_| format!(" ({totals})")).unwrap_or_default();
                let how = if failure.is_some() { ", then stopped" } else { "" };
                self.say(&format!(
                    "gainsay: {} articles read, {} claims found, {} bad records{rate}{how}",
                    counts.articles, counts.claims, counts.bad
                ));
            }
        }
    }

    /// Tells why a run failed, if that is for the log to tell.
    pub fn failure(&self, failure: Failure) -> Failure {
        match &failure {
            Failure::File(file, error) if self.log == Log::Json && !failure.is_broken_pipe() => {
                self.log(&Event::Error { file, reason: &error.to_string() });
                Failure::Told
            }
            _ => failure,
        }
    }

    fn totals(&self, counts: &Counts) -> Totals {
        let seconds = self.started.elapsed().as_secs_f64().max(1e-3);
        let round = |rate: f64| (rate * 10.0).round() / 10.0;
        let articles = (counts.articles - self.before.articles) as f64 / seconds;
        let megabytes = (counts.bytes - self.before.bytes) as f64 / 1e6 / seconds;
        Totals {
            counts: *counts,
            seconds: round(seconds),
            articles_per_second: round(articles),
            megabytes_per_second: round(megabytes),
        }
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { articles_per_second: articles, megabytes_per_second: megabytes, .. } = self;
        write!(f, "{articles:.0} articles/s, {megabytes:.1} MB/s")
    }
}

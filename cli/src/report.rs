//! What a run tells on standard error: bad records, progress, and the end.

use crate::input::Fault;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::io::{IsTerminal, stderr};
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Counts {
    pub articles: u64,
    pub claims: u64,
    /// Bytes of the records that were read.
    pub bytes: u64,
    pub bad: u64,
    /// Records of an archive that hold no article, such as images.
    pub passed: u64,
}

impl Counts {
    pub fn add(&mut self, other: Self) {
        self.articles += other.articles;
        self.claims += other.claims;
        self.bytes += other.bytes;
        self.bad += other.bad;
        self.passed += other.passed;
    }
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
        self.note("resume", &format!("goes on behind {} articles", counts.articles));
    }

    /// Whether a person looks on.
    pub fn draws(&self) -> bool {
        self.bar.is_some()
    }

    fn say(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| eprintln!("{line}")),
            None => eprintln!("{line}"),
        }
    }

    /// Something that is good to know.
    pub fn note(&self, event: &str, text: &str) {
        match self.log {
            _ if self.quiet => {}
            Log::Text => self.say(&format!("gainsay: {text}")),
            Log::Json => self.say(&json!({"event": event, "message": text}).to_string()),
        }
    }

    /// A record that could not be read; `known` of them were told before.
    pub fn fault(&self, name: &str, record: u64, offset: u64, fault: &Fault, known: u64) {
        let reason = &fault.reason;
        match self.log {
            Log::Json if !self.quiet => self.say(
                &json!({"event": "fault", "file": name, "record": record, "offset": offset,
                        "reason": reason})
                .to_string(),
            ),
            _ if fault.of_input && record == 0 => self.say(&format!("{name}: {reason}")),
            _ if self.quiet => {}
            _ if known < SHOWN => {
                self.say(&format!("{name}:{record}: {reason} (record at byte {offset})"));
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
            let Rates { articles, megabytes } = self.rates(counts);
            bar.set_position(at);
            bar.set_message(format!(
                "{articles:.0} articles/s, {megabytes:.1} MB/s, {} claims, {} errors",
                counts.claims, counts.bad
            ));
        } else if self.log == Log::Json && !self.quiet && self.told.elapsed() >= PAUSE {
            self.told = Instant::now();
            self.say(&self.event("progress", counts));
        }
    }

    /// The run is over.
    pub fn finish(&self, counts: &Counts, how: &str) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        match self.log {
            _ if self.quiet => {}
            Log::Json => self.say(&self.event(how, counts)),
            Log::Text if self.draws() || counts.bad > 0 || how != "end" => {
                let Rates { articles, megabytes } = self.rates(counts);
                let rate = if self.draws() {
                    format!(" ({articles:.0} articles/s, {megabytes:.1} MB/s)")
                } else {
                    String::new()
                };
                let how = if how == "end" { "" } else { ", then stopped" };
                eprintln!(
                    "gainsay: {} articles read, {} claims found, {} bad records{rate}{how}",
                    counts.articles, counts.claims, counts.bad
                );
            }
            Log::Text => {}
        }
    }

    fn event(&self, event: &str, counts: &Counts) -> String {
        let Rates { articles, megabytes } = self.rates(counts);
        let round = |rate: f64| (rate * 10.0).round() / 10.0;
        json!({"event": event, "articles": counts.articles, "claims": counts.claims,
               "bytes": counts.bytes, "bad": counts.bad, "passed": counts.passed,
               "seconds": round(self.started.elapsed().as_secs_f64()),
               "articles_per_second": round(articles), "megabytes_per_second": round(megabytes)})
        .to_string()
    }

    fn rates(&self, counts: &Counts) -> Rates {
        let seconds = self.started.elapsed().as_secs_f64().max(1e-3);
        Rates {
            articles: (counts.articles - self.before.articles) as f64 / seconds,
            megabytes: (counts.bytes - self.before.bytes) as f64 / 1e6 / seconds,
        }
    }
}

struct Rates {
    articles: f64,
    megabytes: f64,
}

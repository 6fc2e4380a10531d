//! What a thread does with a batch: takes its records apart, reads the
//! articles, and shapes what they say for the output.

use crate::batch::{Batch, Part, Place};
use crate::date;
use crate::input::article::{self, Article};
use crate::input::fields::Preset;
use crate::input::files::Input;
use crate::input::{Fault, Item};
use crate::output::{Compression, Form, Payload};
use crate::pretty;
use crate::record::{Record, Unit};
use crate::report::Counts;
use gainsay::{Extractor, Offsets, Workspace};
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

/// A longer record is worked on when no other such record is. Reading one takes
/// many times its size, which is given back afterwards.
const LONG: usize = 256 << 10;

/// Held while a long record is worked on.
static LONG_RECORD: Mutex<()> = Mutex::new(());

/// What came of a batch.
#[derive(Default)]
pub struct Done {
    pub payload: Payload,
    pub faults: Vec<Bad>,
    pub presets: Vec<(usize, Preset)>,
    pub counts: Counts,
    pub end: Place,
}

/// A record that could not be read.
#[derive(Debug)]
pub struct Bad {
    pub input: usize,
    pub record: u64,
    pub offset: u64,
    pub fault: Fault,
}

impl Done {
    /// About how many bytes it holds.
    pub fn size(&self) -> usize {
        let faults = self.faults.iter().map(|bad| bad.fault.raw.len());
        self.payload.size() + faults.sum::<usize>()
    }
}

/// How the worker goes about it.
#[derive(Clone, Copy)]
pub struct Plan {
    pub unit: Unit,
    pub form: Form,
    pub compression: Compression,
    /// Nothing behind the first bad record is wanted.
    pub stop_at_fault: bool,
    /// Put the text into the record.
    pub with_text: bool,
    /// What a page may grow to.
    pub max_record: usize,
}

/// Everything that is reused from batch to batch.
pub struct Worker<'a> {
    extractor: Extractor,
    workspace: Workspace,
    offsets: Offsets,
    inputs: &'a [Input],
    plan: Plan,
}

impl<'a> Worker<'a> {
    pub fn new(extractor: Extractor, inputs: &'a [Input], plan: Plan) -> Self {
        Self {
            extractor,
            workspace: Workspace::default(),
            offsets: Offsets::default(),
            inputs,
            plan,
        }
    }

    /// Works through `batch`.
    pub fn work(&mut self, batch: Batch) -> Done {
        let payload = Payload::new(self.plan.form);
        let mut done = Done { end: batch.end, payload, ..Done::default() };
        'batch: for Part { input, fields, items, preset } in batch.parts {
            done.presets.extend(preset.map(|preset| (input, preset)));
            for Item { record, offset, content } in items {
                let raw = content.raw();
                done.counts.bytes += raw.as_ref().map_or(0, ExactSizeIterator::len) as u64;
                let begin = done.payload.length();
                let limit = self.plan.max_record;
                let long = raw.as_ref().is_some_and(|raw| raw.len() > LONG);
                let turn = long.then(|| LONG_RECORD.lock().unwrap_or_else(PoisonError::into_inner));
                // An error in the program costs one record only.
                let result = catch_unwind(AssertUnwindSafe(|| {
                    match article::read(&content, &batch.bytes, &fields, limit)? {
                        Some(article) => self.read(input, record, &article, &mut done),
                        None => done.counts.passed += 1,
                    }
                    Ok(())
                }));
                let result = result.unwrap_or_else(|_| {
                    self.forget();
                    done.payload.truncate(begin);
                    Err(Fault::new("gainsay failed on this record; please report it", b""))
                });
                if long {
                    self.forget();
                }
                drop(turn);
                if let Err(mut fault) = result {
                    done.counts.bad += 1;
                    done.counts.failed += u64::from(fault.of_input);
                    if let (0, Some(raw)) = (fault.length, raw) {
                        fault = Fault::new(fault.reason, &batch.bytes[raw]);
                    }
                    done.faults.push(Bad { input, record, offset, fault });
                    if self.plan.stop_at_fault {
                        break 'batch;
                    }
                }
            }
        }
        done.payload.compress(self.plan.compression);
        done.payload.shrink();
        done
    }

    /// Begins with new memory.
    fn forget(&mut self) {
        self.workspace = Workspace::default();
        self.offsets = Offsets::default();
    }

    fn read(&mut self, input: usize, record: u64, given: &Article<'_>, done: &mut Done) {
        let name = self.inputs[input].name();
        let id = match (&given.id, &given.url) {
            (Some(id), _) => Cow::Borrowed(&**id),
            (None, Some(url)) => Cow::Borrowed(&**url),
            (None, None) if given.plain => Cow::Borrowed(name),
            (None, None) => Cow::Owned(format!("{name}#{record}")),
        };
        let article = match &given.title {
            Some(title) => gainsay::Article::with_headline(title, &given.text),
            None => gainsay::Article::new(&given.text),
        };
        let date = given.date.as_deref().and_then(date::day);
        let article = match date.and_then(|day| day.to_string().parse().ok()) {
            Some(day) => article.dated(day),
            None => article,
        };
        let document = self.extractor.extract_article_into(&mut self.workspace, &article);
        done.counts.articles += 1;
        if let Form::Pretty(style) = self.plan.form {
            done.counts.claims += document.claims().len() as u64;
            let mut view = String::new();
            pretty::write(&id, &document, style, &mut view);
            done.payload.add_text(&view);
            return;
        }
        if self.plan.unit != Unit::Byte {
            self.offsets.reset(&article.text()[article.body()]);
        }
        let mut record = Record::new(&id, date, &article, &document, &self.offsets, self.plan.unit);
        if given.from_page {
            record.title = given.title.as_deref();
        }
        if given.from_page || self.plan.with_text {
            record.text = Some(&given.text);
        }
        done.counts.claims += record.claims.len() as u64;
        done.payload.add(self.plan.form, &record);
    }
}

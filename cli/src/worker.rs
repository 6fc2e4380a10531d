//! What a thread does with a batch: takes its records apart, reads the
//! articles, and shapes what they say for the output.

use crate::batch::{Batch, Part, Place};
use crate::date;
use crate::input::article::{self, Article};
use crate::input::fields::Preset;
use crate::input::files::Input;
use crate::input::{Content, Fault, Item};
use crate::output::{Compression, Form, Parts, Payload};
use crate::pool::Turn;
use crate::record::{Record, Unit, View};
use crate::report::Counts;
use gainsay::{Extractor, Offsets, Workspace};
use std::borrow::Cow;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A longer record is worked on in its turn: so no other such record is, and
/// what it makes can be written part by part. Reading one takes many times its
/// size, which is given back afterwards.
const LONG: usize = 256 << 10;

/// What a worker hands in.
pub enum Product {
    /// What a long record adds to the output; more follows.
    Part(Payload),
    /// What came of a batch, beside its parts.
    Batch(Done),
}

impl Product {
    /// About how many bytes it holds.
    pub fn size(&self) -> usize {
        match self {
            Self::Part(payload) => payload.size(),
            Self::Batch(done) => {
                let faults = done.faults.iter().map(|bad| bad.fault.raw.len());
                done.payload.size() + faults.sum::<usize>()
            }
        }
    }
}

/// What came of a batch.
#[derive(Default)]
pub struct Done {
    pub payload: Payload,
    /// A record broke off behind a part that is written already.
    pub broken: bool,
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
    /// The longest text.
    pub max_text: usize,
}

/// What is reused from article to article.
#[derive(Default)]
struct Desk {
    workspace: Workspace,
    offsets: Offsets,
}

/// The desk for long records, which all workers share: each would keep some of
/// the memory that one of its own took.
#[derive(Default)]
pub struct LongDesk(Mutex<Desk>);

impl LongDesk {
    fn lock(&self) -> MutexGuard<'_, Desk> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Everything that is reused from batch to batch.
pub struct Worker<'a> {
    extractor: Extractor,
    desk: Desk,
    long_desk: &'a LongDesk,
    inputs: &'a [Input],
    plan: Plan,
}

impl<'a> Worker<'a> {
    pub fn new(
        extractor: Extractor,
        inputs: &'a [Input],
        plan: Plan,
        long_desk: &'a LongDesk,
    ) -> Self {
        Self { extractor, desk: Desk::default(), long_desk, inputs, plan }
    }

    /// Works through `batch`, whose place in the order is `turn`.
    pub fn work(&mut self, batch: Batch, turn: &Turn<'_, Product>) -> Product {
        let plan = self.plan;
        let payload = Payload::new(plan.form);
        let mut done = Done { end: batch.end, payload, ..Done::default() };
        let parted = Cell::new(false);
        let mut hand_over = |mut part: Payload| {
            parted.set(true);
            part.compress(plan.compression);
            turn.deliver(Product::Part(part));
        };
        'batch: for Part { input, fields, items, preset } in batch.parts {
            done.presets.extend(preset.map(|preset| (input, preset)));
            for Item { record, offset, content } in items {
                let raw = content.raw();
                let size = raw.as_ref().map_or(0, ExactSizeIterator::len);
                done.counts.bytes += size as u64;
                let begin = done.payload.length();
                parted.set(false);
                let mut long = false;
                // An error in the program costs one record only.
                let result = catch_unwind(AssertUnwindSafe(|| {
                    let mut weigh = |size: usize| {
                        if size > LONG && !std::mem::replace(&mut long, true) {
                            turn.wait();
                        }
                    };
                    if let Content::Bad(fault) = content {
                        return Err(fault);
                    }
                    weigh(size);
                    let limit = plan.max_record;
                    match article::read(&content, &batch.bytes, &fields, limit, &mut weigh)? {
                        Some(article) => {
                            let size =
                                article.text.len() + article.title.as_ref().map_or(0, |t| t.len());
                            if size > plan.max_text {
                                let reason =
                                    format!("a text of {size} bytes, more than --max-text allows");
                                return Err(Fault::new(reason, b""));
                            }
                            let desk = long.then(|| self.long_desk.lock());
                            let mut parts = Parts::new(long, &mut hand_over);
                            self.read(input, record, &article, &mut done, desk, &mut parts);
                        }
                        None => done.counts.passed += 1,
                    }
                    Ok(())
                }));
                let result = result.unwrap_or_else(|_| {
                    self.desk = Desk::default();
                    *self.long_desk.lock() = Desk::default();
                    done.broken |= parted.get();
                    done.payload.truncate(begin);
                    Err(Fault::new("gainsay failed on this record; please report it", b""))
                });
                if let Err(mut fault) = result {
                    done.counts.bad += 1;
                    done.counts.failed += u64::from(fault.of_input);
                    if let (0, Some(raw)) = (fault.length, raw) {
                        fault = Fault::new(fault.reason, &batch.bytes[raw]);
                    }
                    done.faults.push(Bad { input, record, offset, fault });
                    if plan.stop_at_fault {
                        break 'batch;
                    }
                }
            }
        }
        done.payload.compress(plan.compression);
        done.payload.shrink();
        Product::Batch(done)
    }

    fn read(
        &mut self,
        input: usize,
        record: u64,
        given: &Article<'_>,
        done: &mut Done,
        mut long: Option<MutexGuard<'_, Desk>>,
        parts: &mut Parts<'_>,
    ) {
        let Desk { workspace, offsets } = long.as_deref_mut().unwrap_or(&mut self.desk);
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
        let document = self.extractor.extract_article_into(workspace, &article);
        done.counts.articles += 1;
        if let Form::Pretty(style) = self.plan.form {
            done.counts.claims += document.claims().len() as u64;
            done.payload.add_view(&id, &document, style, parts);
            return;
        }
        if self.plan.unit != Unit::Byte {
            offsets.reset(&article.text()[article.body()]);
        }
        let view = View::new(&article, &document, offsets, self.plan.unit);
        let mut record = Record::new(&id, date, &view);
        if given.from_page {
            record.title = given.title.as_deref();
        }
        if given.from_page || self.plan.with_text {
            record.text = Some(&given.text);
        }
        done.counts.claims += record.claims.len() as u64;
        done.payload.add(self.plan.form, &record, parts);
    }
}

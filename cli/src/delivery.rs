//! What becomes of the results of a run: they are written in order, counted and
//! told, and every so often it is written down how far the run has come.

use crate::checkpoint::{Checkpoints, State};
use crate::input::fields::Preset;
use crate::input::files::Input;
use crate::interrupt;
use crate::output::{Output, Payload};
use crate::pieces::Pieces;
use crate::quarantine::Quarantine;
use crate::report::{Event, Reporter};
use crate::worker::{Done, Product};
use crate::{Failure, Outcome};
use std::io;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// Takes the results of the workers, in order.
pub struct Delivery<'a> {
    inputs: &'a [Input],
    state: State,
    output: Output,
    quarantine: Option<Quarantine>,
    reporter: &'a mut Reporter,
    /// The first bad record ends the run.
    pub fail_at_fault: bool,
    /// Checkpoints, and the time between two.
    pub checkpoints: Option<(Checkpoints, Duration)>,
    saved: Instant,
    /// The layout of the last input.
    preset: Option<Preset>,
    failure: Option<Failure>,
}

impl<'a> Delivery<'a> {
    /// Goes on from `state`.
    pub fn new(
        inputs: &'a [Input],
        state: State,
        output: Output,
        quarantine: Option<Quarantine>,
        reporter: &'a mut Reporter,
    ) -> Self {
        Self {
            inputs,
            state,
            output,
            quarantine,
            reporter,
            fail_at_fault: false,
            checkpoints: None,
            saved: Instant::now(),
            preset: None,
            failure: None,
        }
    }

    /// Takes what a worker hands in; breaks off when there is no use in going on.
    pub fn deliver(&mut self, product: Product) -> ControlFlow<()> {
        let result = match product {
            Product::Part(payload) => self.write(payload),
            Product::Batch(done) => self.take(done),
        };
        match result {
            Ok(()) => ControlFlow::Continue(()),
            Err(failure) => {
                self.failure = Some(failure);
                ControlFlow::Break(())
            }
        }
    }

    fn write(&mut self, payload: Payload) -> Result<(), Failure> {
        self.output.write(payload).map_err(|error| self.failed(error))
    }

    fn take(&mut self, done: Done) -> Result<(), Failure> {
        for &(input, preset) in &done.presets {
            if self.preset.replace(preset) != Some(preset) && preset != Preset::Generic {
                let name = self.inputs[input].name();
                let message = &format!("{name}: read as {preset}");
                self.reporter.note(Event::Preset { message });
            }
        }
        self.write(done.payload)?;
        let known = self.state.counts.bad;
        self.state.counts.add(done.counts);
        for (i, bad) in done.faults.iter().enumerate() {
            let name = self.inputs[bad.input].name();
            self.reporter.fault(name, bad, known + i as u64);
            if let Some(quarantine) = &mut self.quarantine {
                quarantine.write(name, bad)?;
            }
        }
        if !done.faults.is_empty() && self.fail_at_fault {
            return Err(Failure::Told);
        }
        if done.broken {
            return Err(self.failed(io::Error::other("the output of a record is not whole")));
        }
        let place = done.end;
        self.state.place = place;
        self.reporter.progress(&self.state.counts, place.bytes + place.position.member);
        let every = self.checkpoints.as_ref().map(|(_, every)| *every);
        if every.is_some_and(|every| self.output.wants_checkpoint(self.saved.elapsed(), every)) {
            self.save()?;
        }
        Ok(())
    }

    fn failed(&self, error: io::Error) -> Failure {
        Failure::File(self.output.name(), error)
    }

    fn save(&mut self) -> Result<(), Failure> {
        let lengths = self.output.sync().map_err(|error| self.failed(error))?;
        let (Some(lengths), Some((checkpoints, _))) = (lengths, &self.checkpoints) else {
            return Ok(());
        };
        self.state.output = lengths;
        if let Some(quarantine) = &mut self.quarantine {
            self.state.quarantine = quarantine.sync()?;
        }
        checkpoints.save(self.state.clone())?;
        self.saved = Instant::now();
        Ok(())
    }

    /// Ends the run, and tells how it went.
    pub fn finish(mut self) -> Result<Outcome, Failure> {
        let result = match (self.failure.take(), interrupt::signal()) {
            (Some(failure), _) => Err(failure),
            (None, Some(signal)) => self.save().and(Err(Failure::Signal(signal))),
            (None, None) => Ok(()),
        };
        let Self { reporter, output, quarantine, checkpoints, state, .. } = self;
        let result = result.and_then(|()| complete(output, quarantine, checkpoints));
        reporter.finish(&state.counts, result.as_ref().err());
        result.map(|()| state.counts.outcome())
    }
}

fn complete(
    output: Output,
    quarantine: Option<Quarantine>,
    checkpoints: Option<(Checkpoints, Duration)>,
) -> Result<(), Failure> {
    let name = output.name();
    let failed = |error| Failure::File(name.clone(), error);
    // The quarantine first: whoever sees the output can rely on it.
    if let Some(quarantine) = quarantine {
        quarantine.finish()?;
    }
    let pieces = output.finish().map_err(failed)?;
    if let Some((checkpoints, _)) = checkpoints {
        checkpoints.remove()?;
    }
    pieces.map_or(Ok(()), Pieces::remove).map_err(failed)
}

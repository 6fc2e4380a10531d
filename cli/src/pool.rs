//! Work on many threads whose results come in order.
//!
//! There is no thread that only reads and none that only writes: each worker
//! takes the next job under one lock, works, and hands the result in under
//! another, in its turn. One thread is thus the same program as many, and both
//! what is worked on and what waits for its turn are bounded, by weight.
//!
//! A job may wait for its [`Turn`] before its work is done: it is then the only
//! one that does so, and may hand its result in by parts.

use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How many results a thread may be ahead, on average.
const AHEAD: usize = 4;

/// Bytes of results that may wait for their turn.
const WAITING: usize = 32 << 20;

/// Weight of the jobs that are worked on, behind which no further one is taken.
const WEIGHT: usize = 16 << 20;

/// What each thread can work on at least.
const SHARE: usize = 512 << 10;

/// Stack of a worker: the parser of HTML follows the nesting of a page.
const STACK: usize = 64 << 20;

/// Takes results in order, until it breaks off.
type Deliver<'d, R> = &'d mut (dyn FnMut(R) -> ControlFlow<()> + Send);

/// How to weigh what goes through the pool.
pub struct Weights<J, R> {
    pub job: fn(&J) -> usize,
    pub result: fn(&R) -> usize,
}

struct Feed<N> {
    next: N,
    /// Jobs taken so far.
    taken: usize,
    over: bool,
}

struct Outlet<'d, R> {
    deliver: Deliver<'d, R>,
    /// Results handed in, the first of them next in turn.
    waiting: VecDeque<Option<R>>,
    /// How many bytes they hold.
    bytes: usize,
    delivered: usize,
    over: bool,
}

impl<R> Outlet<'_, R> {
    fn deliver(&mut self, result: R) {
        self.over = self.over || (self.deliver)(result).is_break();
    }
}

/// The results on their way out.
struct Exit<'d, R> {
    outlet: Mutex<Outlet<'d, R>>,
    /// Another result is next.
    moved: Condvar,
}

/// The place of a job in the order of all.
pub struct Turn<'p, R> {
    exit: &'p Exit<'p, R>,
    number: usize,
}

impl<R> Turn<'_, R> {
    /// Waits until all results before that of this job are delivered.
    pub fn wait(&self) {
        let mut outlet = lock(&self.exit.outlet);
        while !outlet.over && outlet.delivered < self.number {
            outlet = self.exit.moved.wait(outlet).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Delivers a part of the job's result, when it has waited for its turn.
    pub fn deliver(&self, part: R) {
        let mut outlet = lock(&self.exit.outlet);
        if !outlet.over && outlet.delivered == self.number {
            outlet.deliver(part);
        }
    }
}

/// The weight of the jobs that are worked on.
#[derive(Default)]
struct Load {
    held: Mutex<usize>,
    freed: Condvar,
}

impl Load {
    fn wait_below(&self, most: usize) {
        drop(self.freed.wait_while(lock(&self.held), |held| *held >= most));
    }

    fn add(&self, weight: usize) {
        *lock(&self.held) += weight;
    }

    fn take(&self, weight: usize) {
        let mut held = lock(&self.held);
        *held = held.saturating_sub(weight);
        self.freed.notify_one();
    }
}

/// Ends the work of all when one of the threads panics: its result never comes.
struct Alarm<'p, 'd, R>(&'p Exit<'d, R>, &'p Load);

impl<R> Drop for Alarm<'_, '_, R> {
    fn drop(&mut self) {
        if thread::panicking() {
            lock(&self.0.outlet).over = true;
            self.0.moved.notify_all();
            *lock(&self.1.held) = 0;
            self.1.freed.notify_all();
        }
    }
}

/// Calls `next` for jobs until there are none, does them with `work` on
/// `threads` threads, each with a state that `start` makes, and calls `deliver`
/// with the results in the order of the jobs until it breaks off.
pub fn run<J, R, S>(
    threads: usize,
    next: impl FnMut() -> Option<J> + Send,
    start: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, J, &Turn<'_, R>) -> R + Sync,
    weights: Weights<J, R>,
    deliver: Deliver<'_, R>,
) where
    R: Send,
{
    let threads = threads.max(1);
    let most = WEIGHT.max(threads * SHARE);
    let feed = Mutex::new(Feed { next, taken: 0, over: false });
    let load = Load::default();
    let outlet = Outlet { deliver, waiting: VecDeque::new(), bytes: 0, delivered: 0, over: false };
    let exit = Exit { outlet: Mutex::new(outlet), moved: Condvar::new() };
    let worker = || {
        let _alarm = Alarm(&exit, &load);
        let mut state = start();
        loop {
            let (number, job, weight) = {
                let mut feed = lock(&feed);
                // Those who hold work need nothing from here to end it.
                load.wait_below(most);
                if feed.over {
                    return;
                }
                let Some(job) = (feed.next)() else {
                    feed.over = true;
                    return;
                };
                feed.taken += 1;
                let weight = (weights.job)(&job);
                load.add(weight);
                (feed.taken - 1, job, weight)
            };
            let result = work(&mut state, job, &Turn { exit: &exit, number });
            load.take(weight);
            let mut outlet = lock(&exit.outlet);
            let bytes = (weights.result)(&result);
            // Whose turn it is never waits.
            while !outlet.over
                && number > outlet.delivered
                && (number - outlet.delivered >= AHEAD * threads || outlet.bytes + bytes > WAITING)
            {
                outlet = exit.moved.wait(outlet).unwrap_or_else(PoisonError::into_inner);
            }
            if outlet.over {
                lock(&feed).over = true;
                return;
            }
            let place = number - outlet.delivered;
            if outlet.waiting.len() <= place {
                outlet.waiting.resize_with(place + 1, || None);
            }
            outlet.waiting[place] = Some(result);
            outlet.bytes += bytes;
            while let Some(result) = outlet.waiting.front_mut().and_then(Option::take) {
                outlet.waiting.pop_front();
                outlet.bytes -= (weights.result)(&result);
                outlet.delivered += 1;
                outlet.deliver(result);
                if outlet.over {
                    break;
                }
            }
            exit.moved.notify_all();
        }
    };
    thread::scope(|scope| {
        for _ in 0..threads {
            let builder = thread::Builder::new().stack_size(STACK);
            let started = builder.spawn_scoped(scope, worker);
            // Fewer threads do the same work; with none, this one does it.
            if started.is_err() {
                worker();
                break;
            }
        }
    });
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::{Weights, run};
    use std::ops::ControlFlow;
    use std::time::Duration;

    #[test]
    fn results_come_in_order_and_once_each() {
        for threads in [1, 2, 7] {
            let mut jobs = 0..500u64;
            let mut results = Vec::new();
            run(
                threads,
                || jobs.next(),
                || 0,
                |done, job, _| {
                    *done += 1;
                    if job % 17 == 0 {
                        std::thread::sleep(Duration::from_micros(job));
                    }
                    job * 2
                },
                Weights {
                    job: |job| *job as usize % 5 * super::WEIGHT,
                    result: |result| *result as usize % 7 * (super::WAITING / 5),
                },
                &mut |result| {
                    results.push(result);
                    ControlFlow::Continue(())
                },
            );
            assert_eq!(results, (0..500).map(|job| job * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn parts_come_before_the_rest_and_after_all_that_is_before() {
        for threads in [1, 2, 7] {
            let mut jobs = 0..200u64;
            let mut results = Vec::new();
            run(
                threads,
                || jobs.next(),
                || (),
                |(), job, turn| {
                    if job % 3 == 0 {
                        turn.wait();
                        turn.deliver((job, 0));
                        std::thread::sleep(Duration::from_micros(job));
                        turn.deliver((job, 1));
                    }
                    (job, 2)
                },
                Weights { job: |_| super::WEIGHT, result: |_| super::WAITING },
                &mut |result| {
                    results.push(result);
                    ControlFlow::Continue(())
                },
            );
            let parts = |job| if job % 3 == 0 { 0..3 } else { 2..3 };
            let expected = (0..200).flat_map(|job| parts(job).map(move |part| (job, part)));
            assert_eq!(results, expected.collect::<Vec<_>>());
        }
    }

    #[test]
    fn breaking_off_ends_the_work() {
        for threads in [1, 3] {
            let mut jobs = 0..;
            let mut results = Vec::new();
            run(
                threads,
                || jobs.next(),
                || (),
                |(), job: u32, turn| {
                    turn.wait();
                    job
                },
                Weights { job: |_| 1, result: |_| 1 },
                &mut |result| {
                    results.push(result);
                    if result == 9 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                },
            );
            assert_eq!(results, (0..10).collect::<Vec<_>>());
        }
    }
}

//! Work on many threads whose results come in order.
//!
//! There is no thread that only reads and none that only writes: each worker
//! takes the next job under one lock, works, and hands the result in under
//! another, in its turn. One thread is thus the same program as many, and what
//! waits for its turn is bounded.

use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How many results a thread may be ahead, on average.
const AHEAD: usize = 4;

/// Bytes of results that may wait for their turn.
const WAITING: usize = 32 << 20;

/// Stack of a worker: the parser of HTML follows the nesting of a page.
const STACK: usize = 64 << 20;

struct Feed<N> {
    next: N,
    /// Jobs taken so far.
    taken: usize,
    over: bool,
}

struct Outlet<D, R> {
    deliver: D,
    /// Results handed in, the first of them next in turn.
    waiting: VecDeque<Option<R>>,
    /// How many bytes they hold.
    bytes: usize,
    delivered: usize,
    over: bool,
}

/// Calls `next` for jobs until there are none, does them with `work` on
/// `threads` threads, each with a state that `start` makes, and calls `deliver`
/// with the results in the order of the jobs until it breaks off. `size` tells
/// the bytes that a result holds.
pub fn run<J, R, S>(
    threads: usize,
    next: impl FnMut() -> Option<J> + Send,
    start: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, J) -> R + Sync,
    size: impl Fn(&R) -> usize + Sync,
    deliver: impl FnMut(R) -> ControlFlow<()> + Send,
) where
    R: Send,
{
    let threads = threads.max(1);
    let feed = Mutex::new(Feed { next, taken: 0, over: false });
    let outlet = Mutex::new(Outlet {
        deliver,
        waiting: VecDeque::new(),
        bytes: 0,
        delivered: 0,
        over: false,
    });
    let turn = Condvar::new();
    let worker = || {
        let mut state = start();
        loop {
            let (number, job) = {
                let mut feed = lock(&feed);
                if feed.over {
                    return;
                }
                let Some(job) = (feed.next)() else {
                    feed.over = true;
                    return;
                };
                feed.taken += 1;
                (feed.taken - 1, job)
            };
            let result = work(&mut state, job);
            let mut outlet = lock(&outlet);
            let bytes = size(&result);
            // Whose turn it is never waits.
            while !outlet.over
                && number > outlet.delivered
                && (number - outlet.delivered >= AHEAD * threads || outlet.bytes + bytes > WAITING)
            {
                outlet = turn.wait(outlet).unwrap_or_else(PoisonError::into_inner);
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
                outlet.bytes -= size(&result);
                outlet.delivered += 1;
                if (outlet.deliver)(result).is_break() {
                    outlet.over = true;
                    break;
                }
            }
            turn.notify_all();
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
    use super::run;
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
                |done, job| {
                    *done += 1;
                    if job % 17 == 0 {
                        std::thread::sleep(Duration::from_micros(job));
                    }
                    job * 2
                },
                |result| *result as usize % 7 * (super::WAITING / 5),
                |result| {
                    results.push(result);
                    ControlFlow::Continue(())
                },
            );
            assert_eq!(results, (0..500).map(|job| job * 2).collect::<Vec<_>>());
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
                |(), job: u32| job,
                |_| 1,
                |result| {
                    results.push(result);
                    if result == 9 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                },
            );
            assert_eq!(results, (0..10).collect::<Vec<_>>());
        }
    }
}

//! Interrupts: the run stops between two records, writes what it has, and
//! says with its exit code that it was stopped.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

static SIGNAL: OnceLock<Arc<AtomicUsize>> = OnceLock::new();

/// Listens for the signals that ask a program to stop. A second one stops it
/// at once.
pub fn listen() -> io::Result<()> {
    let signal = SIGNAL.get_or_init(Default::default);
    #[cfg(unix)]
    for number in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        use signal_hook::flag;
        let twice = Arc::new(std::sync::atomic::AtomicBool::new(false));
        flag::register_conditional_shutdown(number, 128 + number, Arc::clone(&twice))?;
        flag::register(number, twice)?;
        flag::register_usize(number, Arc::clone(signal), number as usize)?;
    }
    Ok(())
}

/// The signal that asked the program to stop.
pub fn signal() -> Option<u8> {
    let signal = SIGNAL.get()?.load(Ordering::Relaxed);
    u8::try_from(signal).ok().filter(|&signal| signal != 0)
}

/// Standard input, which ends its wait for more when the program is to stop.
pub struct Stdin;

impl Read for Stdin {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        #[cfg(unix)]
        wait()?;
        io::stdin().lock().read(out)
    }
}

#[cfg(unix)]
fn wait() -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let stdin = io::stdin();
    let pause = Timespec { tv_sec: 0, tv_nsec: 100_000_000 };
    loop {
        if signal().is_some() {
            return Err(io::Error::other("stopped by a signal"));
        }
        match poll(&mut [PollFd::new(&stdin, PollFlags::IN)], Some(&pause)) {
            Ok(0) | Err(rustix::io::Errno::INTR) => {}
            Ok(_) => return Ok(()),
            Err(error) => return Err(error.into()),
        }
    }
}

//! Long work: without the interpreter's lock, with progress, interruptible by Ctrl-C.

use std::{
    sync::{
        Arc,
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

use pyo3::{exceptions::PyRuntimeError, prelude::*};
use vaali_arrow::Watch;

/// Below so much, work is done before anybody could press a key, and a thread would cost more than it.
const LITTLE: u64 = 20_000;

/// How much there is to do where nobody knows before it is done.
pub(crate) const UNKNOWN: u64 = u64::MAX;

/// How often signals are looked at and progress is told.
const LOOK: Duration = Duration::from_millis(50);

/// Does the work and calls `progress(done, total)` now and then.
///
/// On Ctrl-C the wait ends at once; the work is told to stop, and what it gives is dropped.
pub(crate) fn run<T: Send + 'static>(
    py: Python<'_>,
    progress: Option<&Bound<'_, PyAny>>,
    total: u64,
    work: impl FnOnce(&Watch) -> T + Send + 'static,
) -> PyResult<T> {
    let watch = Arc::new(Watch::default());
    if progress.is_none() && total < LITTLE {
        return Ok(py.detach(|| work(&watch)));
    }
    let (sender, mut receiver) = mpsc::channel();
    let told = Arc::clone(&watch);
    let worker = thread::Builder::new().name("vaali".to_owned()).spawn(move || {
        // Nobody receives where the wait was interrupted.
        let _ = sender.send(work(&told));
    })?;
    let tell = |done: u64| {
        let total = if total == UNKNOWN { done } else { total };
        progress.map(|progress| progress.call1((done, total))).transpose()
    };
    loop {
        let heard;
        (heard, receiver) = py.detach(move || (receiver.recv_timeout(LOOK), receiver));
        match heard {
            Ok(done) => {
                tell(if total == UNKNOWN { watch.done() } else { total })?;
                return Ok(done);
            }
            Err(RecvTimeoutError::Disconnected) => {
                let _ = worker.join();
                return Err(PyRuntimeError::new_err("the work ended without a result"));
            }
            Err(RecvTimeoutError::Timeout) => {
                let interrupted = py.check_signals().and_then(|()| tell(watch.done().min(total)));
                if let Err(interrupt) = interrupted {
                    watch.stop();
                    return Err(interrupt);
                }
            }
        }
    }
}

//! How far a long reading is, and the wish that it stop.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Shared with whoever waits: shows progress, takes the order to stop.
///
/// ```
/// use vaali_arrow::Watch;
///
/// let watch = Watch::default();
/// assert_eq!((watch.done(), watch.is_stopped()), (0, false));
/// watch.stop();
/// assert!(watch.is_stopped());
/// ```
#[derive(Debug, Default)]
pub struct Watch {
    done: AtomicU64,
    stopped: AtomicBool,
}

impl Watch {
    /// Rows read so far.
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    /// Notes how far the work is: rows, bytes, whatever it counts.
    pub fn set(&self, done: u64) {
        self.done.store(done, Ordering::Relaxed);
    }

    /// Asks the reading to stop; it then ends with [`TableError::Stopped`](crate::TableError::Stopped).
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether it shall stop.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}

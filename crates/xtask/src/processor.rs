//! The time of processors that other programs took: what a machine with fewer of them has to find.

use std::time::Duration;

/// Of all programs that this one ran to their end, and of those that they ran.
#[cfg(unix)]
pub(crate) fn time_of_programs() -> Option<Duration> {
    use nix::sys::{
        resource::{UsageWho, getrusage},
        time::TimeValLike,
    };

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?;
    let milliseconds = (usage.user_time() + usage.system_time()).num_milliseconds();
    Some(Duration::from_millis(u64::try_from(milliseconds).ok()?))
}

/// Other systems do not tell.
#[cfg(not(unix))]
pub(crate) fn time_of_programs() -> Option<Duration> {
    None
}

/// What was taken since an earlier answer.
pub(crate) fn since(earlier: Option<Duration>) -> Option<Duration> {
    time_of_programs()?.checked_sub(earlier?)
}

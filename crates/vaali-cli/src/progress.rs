//! Bars for long work: on a terminal only, on standard error, and gone when the work is done.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use vaali_formats::ballots::Progress;

/// How often something moves. Short work ends before anything is drawn.
const TICK: Duration = Duration::from_millis(150);

/// Files smaller than this are read before an eye could follow a bar.
const LONG: u64 = 20_000_000;

/// Reads with a bar.
pub(crate) fn reading<T>(read: impl FnOnce(&(dyn Fn(Progress) + Sync)) -> T) -> T {
    let bar = ProgressBar::new(0).with_message("reading ballots");
    style(&bar, "{msg} {wide_bar} {bytes}/{total_bytes}");
    let done = read(&|progress: Progress| {
        if progress.bytes_total < LONG {
            return;
        }
        bar.set_length(progress.bytes_total);
        bar.set_position(progress.bytes_done);
    });
    bar.finish_and_clear();
    done
}

/// Works with something that turns.
pub(crate) fn turning<T>(what: &'static str, work: impl FnOnce(&ProgressBar) -> T) -> T {
    let bar = ProgressBar::no_length().with_message(what);
    style(&bar, "{spinner} {msg} {elapsed}");
    bar.enable_steady_tick(TICK);
    let done = work(&bar);
    bar.finish_and_clear();
    done
}

fn style(bar: &ProgressBar, template: &str) {
    // A template that cannot be read leaves the plain one.
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
}

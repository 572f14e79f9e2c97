//! Results for people.

use crate::Times;

/// Prints measurements as aligned lines, one table for each kind of work.
#[derive(Debug)]
pub struct Table;

impl Table {
    /// Starts a table.
    pub fn start(title: &str) -> Self {
        println!("\n{title}");
        println!("{:<44} {:>12} {:>12} {:>12}   ratio", "", "best", "median", "rate");
        Self
    }

    /// Prints a line: the times, a rate such as GB/s, and what the best time is held against.
    pub fn line(&self, name: &str, times: Times, rate: &str, ratio: &str) {
        println!(
            "{name:<44} {:>12} {:>12} {rate:>12}   {ratio}",
            duration(times.best),
            duration(times.median)
        );
    }
}

fn duration(nanoseconds: f64) -> String {
    match nanoseconds {
        ..1e3 => format!("{nanoseconds:.1} ns"),
        ..1e6 => format!("{:.2} us", nanoseconds / 1e3),
        _ => format!("{:.2} ms", nanoseconds / 1e6),
    }
}

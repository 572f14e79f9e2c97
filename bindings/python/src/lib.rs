//! The native half of the Python package `vaali`: types in, types out, no rule of its own.
//!
//! Plain data crosses the border as JSON text, ballots as Arrow tables and buffers. What Python users see, its docstrings and its types, is written in Python (`bindings/python/python/vaali`); everything here is
//! called from there and from nowhere else.

mod analysis;
mod arrow;
mod ballots;
mod certify;
mod codes;
mod election;
mod errors;
mod outcome;
mod profile;
mod record;
mod report;
mod tally;
mod work;

/// What the package `vaali` is made of.
#[pyo3::pymodule]
mod _vaali {
    #[pymodule_export]
    use super::{
        analysis::{every_lot, leave_one_out, sweep_marks, sweep_seats},
        arrow::Exported,
        ballots::Ballots,
        codes::codes,
        election::{Election, presets},
        outcome::{Outcome, draw_lot},
        profile::Profile,
        record::{verify, verify_folder},
        report::{booklet, chart, excerpt, explain, language, minutes, news, page, rules},
        tally::Tally,
    };

    /// The version of the engine.
    #[pymodule_export]
    #[expect(non_upper_case_globals, reason = "the name that Python modules give it")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}

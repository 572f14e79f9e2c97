//! The engine for web pages: JSON text in and out, numbers for bulk ballots, and no rule of its own.
//!
//! The package in `js/` makes the objects of JavaScript of it. Whatever is refused is thrown as the JSON text of a list of [`problem::Problem`]s; anything else that is thrown is a defect,
//! after which the package starts the module anew.
//!
//! Three modules are built of this crate: the engine, with the feature `full` the engine with records, files and reports, and with `office` also workbooks and documents for word processors,
//! for the counting page.
#![cfg_attr(
    feature = "full",
    expect(
        clippy::needless_pass_by_value,
        reason = "wasm-bindgen hands over owned values where JavaScript may leave something out"
    )
)]

pub mod ballots;
#[cfg(feature = "full")]
pub mod data_set;
pub mod election;
#[cfg(feature = "full")]
pub mod files;
#[cfg(feature = "full")]
pub mod finding;
#[cfg(feature = "full")]
pub mod folder;
#[cfg(feature = "full")]
pub mod import;
pub mod json;
#[cfg(feature = "office")]
pub mod office;
#[cfg(feature = "office")]
pub mod office_record;
#[cfg(feature = "full")]
pub mod opening;
#[cfg(feature = "full")]
pub mod portions;
pub mod problem;
pub mod profile;
#[cfg(feature = "full")]
pub mod progress;
#[cfg(feature = "full")]
pub mod record;
#[cfg(feature = "full")]
pub mod reports;
#[cfg(all(test, feature = "full"))]
mod tests;
#[cfg(feature = "full")]
pub mod verification;

use vaali::count::{Engine, LotMethod, LotRequest};
use wasm_bindgen::prelude::wasm_bindgen;

use problem::{Problem, Thrown};

/// Runs when the module starts: a panic is a defect, and tells where it happened, unless the module was built to trap at once. What it was about is left out, as it could be a ballot.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        wasm_bindgen::throw_str(&format!("panic at {place}"));
    }));
}

/// Whom a computed lot draws, in the order drawn, as JSON.
#[wasm_bindgen]
pub fn draw(request: &str, method: &str) -> Result<String, Thrown> {
    let request: LotRequest = json::read(request, "request")?;
    let method: LotMethod = json::read(method, "method")?;
    match request.draw(&method) {
        Ok(drawn) => json::write(&drawn),
        Err(problem) => Err(Problem::of_lot(&problem).into()),
    }
}

/// Name and version of the engine, as JSON.
#[wasm_bindgen]
pub fn engine() -> Result<String, Thrown> {
    json::write(&Engine::this())
}

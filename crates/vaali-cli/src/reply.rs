//! What `count`, `lot` and `decline` say with `--json`: one document, however the command ended.

use serde::Serialize;
use serde_json::Value;
use vaali::count::Outcome;
use vaali_formats::Finding;

use crate::{
    output::Output,
    stop::{Exit, Stop},
};

/// Filled as far as the command came.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Reply {
    /// The engine's own form of the outcome, to the byte.
    pub(crate) outcome: Option<Outcome>,
    /// What was found while reading.
    pub(crate) findings: Vec<Finding>,
    /// The record that was written, if one was.
    pub(crate) record: Option<Value>,
    /// The lot or the decline that was written into proceedings.toml, if one was: also where the count stops after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) recorded: Option<Value>,
    /// The lot or the decline that was taken out of proceedings.toml, if one was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) taken_back: Option<Value>,
    errors: Vec<Value>,
}

/// Explains the form in `--help`.
pub(crate) const HELP: &str = "\
With --json, one document in every case:
  {\"outcome\": the engine's outcome or null, \"findings\": [...], \"record\": {\"path\", \"sealed\", \"seal\"} or null, \"errors\": [...]}
  lot and decline add \"recorded\" once it stands in proceedings.toml, and \"taken_back\" once it does not any more.";

impl Reply {
    /// Ends a command: as text it has said everything, as JSON it says it now.
    pub(crate) fn end(mut self, ended: Result<Exit, Stop>, output: Output) -> Result<Exit, Stop> {
        if !output.json() {
            return ended;
        }
        let exit = match ended {
            Ok(exit) => exit,
            Err(Stop::NobodyReads) => return Err(Stop::NobodyReads),
            Err(Stop::Input(findings)) => {
                self.errors = findings.iter().map(|finding| serde_json::json!(finding)).collect();
                Exit::BadInput
            }
            Err(Stop::Machine { what, error }) => {
                let message = format!("could not {what}: {error}");
                self.errors = vec![serde_json::json!({ "code": "unexpected", "message": message })];
                Exit::Unexpected
            }
        };
        output.value(&self)?;
        Ok(exit)
    }
}

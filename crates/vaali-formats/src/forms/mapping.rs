//! What each column of a file was taken for: to be shown to the person who knows the form.

use std::fmt;

use serde::Serialize;

use super::{Confidence, Tool};
use crate::table::shown;

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The voter's id, or the name on the roll.
    Voter,
    /// When the ballot was cast; where several columns say so, the latest counts.
    Time,
    /// All marks of the ballot.
    Marks,
    /// The marks for one candidate, by id.
    Candidate(String),
    /// An address or a name of an account: not kept.
    Private,
    /// What its header says, in one of vaali's own layouts.
    Plain,
    /// Not read.
    Unused,
}

/// What each column of a file was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mapping {
    /// The tool.
    pub tool: Tool,
    /// How sure that is.
    pub confidence: Confidence,
    /// Why.
    pub reason: &'static str,
    /// What joins labels in one cell, where marks stand in one.
    pub separator: Option<String>,
    /// Each column by its header, and what it was taken for.
    pub columns: Vec<(String, Role)>,
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Voter => f.write_str("voter"),
            Self::Time => f.write_str("cast_at"),
            Self::Marks => f.write_str("marks"),
            Self::Candidate(id) => write!(f, "marks of {id}"),
            Self::Private => f.write_str("not kept"),
            Self::Plain => f.write_str("as its header says"),
            Self::Unused => f.write_str("not read"),
        }
    }
}

impl fmt::Display for Mapping {
    /// A line for the tool and one for each column.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.tool.name(), self.reason)?;
        for (header, role) in &self.columns {
            write!(f, "\n  {} -> {role}", shown(header))?;
        }
        Ok(())
    }
}

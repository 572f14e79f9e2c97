//! What two counters must agree on, in the form of `tests/naive/count.py`.

use std::collections::BTreeMap;

use serde::Serialize;
use vaali::{
    ballot::{Ballots, Rejected},
    count::{CountError, LotRequest, Outcome, Place, Status},
    profile::Votes,
};

/// The digest of a count that came to an outcome or to an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Digest {
    /// An outcome.
    Counted(Box<Counted>),
    /// An error, by its name.
    Failed {
        /// The name.
        error: &'static str,
    },
}

/// The digest of an outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Counted {
    outcome: &'static str,
    request: Option<LotRequest>,
    target: Option<u32>,
    vacant: u32,
    gaps: Vec<(u32, Votes)>,
    rows: Rows,
    faults: Vec<(u64, &'static str)>,
    roll_mark_faults: Vec<(u64, &'static str)>,
    status: BTreeMap<String, Status>,
    votes: BTreeMap<String, Option<Votes>>,
    places: BTreeMap<String, Option<(u32, u32)>>,
    elected: Vec<String>,
    offices: Vec<(String, Option<String>)>,
    deputies: BTreeMap<String, (u32, u32)>,
    open_lots: Vec<LotRequest>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Rows {
    accepted: u64,
    blank: u64,
    rejected: u64,
}

fn faults(rejected: &[Rejected]) -> Vec<(u64, &'static str)> {
    rejected.iter().map(|rejected| (rejected.ballot.0, rejected.fault.name())).collect()
}

fn pair(place: Place) -> (u32, u32) {
    (place.first, place.last)
}

impl Digest {
    /// The digest of a count of these ballots.
    pub fn of(ballots: &Ballots, counted: &Result<Outcome, CountError>) -> Self {
        let outcome = match counted {
            Ok(outcome) => outcome,
            Err(error) => return Self::Failed { error: error.name() },
        };
        let result = outcome.result();
        let of_each = || result.candidates.iter().map(|c| (c.id.to_string(), c));
        let mut elected: Vec<String> =
            of_each().filter(|(_, c)| c.status == Status::Elected).map(|(id, _)| id).collect();
        elected.sort_unstable();
        Self::Counted(Box::new(Counted {
            outcome: match outcome {
                Outcome::Complete { .. } => "complete",
                Outcome::LotNeeded { .. } => "lot_needed",
            },
            request: outcome.request().cloned(),
            target: result.seats.target,
            vacant: result.seats.vacant,
            gaps: result.seats.gaps.iter().map(|gap| (gap.seats, gap.drop)).collect(),
            rows: Rows {
                accepted: result.reconciliation.accepted,
                blank: result.reconciliation.blank,
                rejected: result.reconciliation.rejected,
            },
            faults: faults(ballots.rejected()),
            roll_mark_faults: ballots.roll_marks().map_or(Vec::new(), |m| faults(&m.rejected)),
            status: of_each().map(|(id, c)| (id, c.status)).collect(),
            votes: of_each().map(|(id, c)| (id, c.votes)).collect(),
            places: of_each().map(|(id, c)| (id, c.place.map(pair))).collect(),
            elected,
            offices: result
                .offices
                .iter()
                .map(|o| (o.office.to_string(), o.holder.as_ref().map(ToString::to_string)))
                .collect(),
            deputies: of_each().filter_map(|(id, c)| Some((id, pair(c.deputy?)))).collect(),
            open_lots: result.open_lots.clone(),
        }))
    }
}

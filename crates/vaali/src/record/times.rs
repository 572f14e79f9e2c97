//! Whether times lie in the order in which things happen.

use jiff::Timestamp;
use serde::Serialize;

use super::Times;
use crate::{count::Lot, definition::Voting};

/// Two times of which the second lies before the first.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[error("{later} at {later_at} is before {earlier} at {earlier_at}")]
pub struct Disorder {
    /// What must come first: `frozen`, `opens`, `closes`, or the label of a lot.
    pub earlier: String,
    /// Its time.
    pub earlier_at: Timestamp,
    /// What must come after.
    pub later: String,
    /// Its time.
    pub later_at: Timestamp,
}

/// Every pair out of order in: freeze, opening, closing, each lot, certification. What has no time is passed over.
pub(super) fn disorders(times: Times, voting: Option<Voting>, lots: &[Lot]) -> Vec<Disorder> {
    let named = |name: &str, at: Timestamp| (name.to_owned(), at);
    let mut before = vec![named("frozen", times.frozen_at)];
    if let Some(Voting { opens, closes }) = voting {
        before.push(named("opens", opens));
        before.push(named("closes", closes));
    }
    let mut found: Vec<Disorder> =
        before.windows(2).filter_map(|pair| disorder(pair.first()?, pair.get(1)?)).collect();
    let certified = named("certified", times.certified_at);
    let last = before.last().cloned();
    for lot in lots {
        // A draw has no fixed place among the other draws: a tie for deputies may be settled first.
        let Some(drawn_at) = lot.drawn_at else { continue };
        let drawn = named(&lot.request.label, drawn_at);
        found.extend(last.as_ref().and_then(|last| disorder(last, &drawn)));
        found.extend(disorder(&drawn, &certified));
    }
    found.extend(last.as_ref().and_then(|last| disorder(last, &certified)));
    found
}

fn disorder(earlier: &(String, Timestamp), later: &(String, Timestamp)) -> Option<Disorder> {
    (later.1 < earlier.1).then(|| Disorder {
        earlier: earlier.0.clone(),
        earlier_at: earlier.1,
        later: later.0.clone(),
        later_at: later.1,
    })
}

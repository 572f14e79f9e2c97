//! What happened at the meeting, beside the ballots: lots, declined seats and offices, attendance, paper that is accounted for.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vaali_derive::FromValue;

use super::Lot;
use crate::definition::{CandidateId, OfficeId};

/// Everything a count needs to know beside the frozen definition and the ballots.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields, default)]
pub struct Proceedings {
    /// Seats and offices that were declined.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub declines: Vec<Decline>,
    /// Lots that were drawn.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub lots: Vec<Lot>,
    /// Who was there.
    #[serde(skip_serializing_if = "Attendance::is_unknown")]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub attendance: Attendance,
    /// Ballots spoiled and replaced, where ballots are apart from the roll.
    #[serde(skip_serializing_if = "is_zero")]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub spoiled: u64,
    /// Ballots handed out that did not come back, where ballots are apart from the roll.
    #[serde(skip_serializing_if = "is_zero")]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub unreturned: u64,
    /// How many ballots there must be, from a source of its own such as the form tool's counter.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub ballots_expected: Option<u64>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// A seat or an office that somebody declined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Decline {
    /// Who.
    pub candidate: CandidateId,
    /// What.
    pub from: Declined,
    /// When.
    #[serde(
        default,
        deserialize_with = "crate::instant::optional",
        serialize_with = "crate::instant::write_optional",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(test, ts(optional))]
    pub at: Option<Timestamp>,
    /// Why, if that is to be recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub note: Option<String>,
}

/// What was declined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Declined {
    /// The seat.
    Seat,
    /// An office; the seat is kept.
    Office(OfficeId),
}

/// Who was there, where that was written down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields, default)]
pub struct Attendance {
    /// Voters who registered for the meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub registered: Option<u64>,
    /// Voters present.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub present: Option<u64>,
}

impl Attendance {
    fn is_unknown(&self) -> bool {
        *self == Self::default()
    }
}

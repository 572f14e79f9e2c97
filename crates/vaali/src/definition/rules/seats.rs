//! How many seats there are, whose they are, and which of them this election does not fill.

use serde::{Deserialize, Serialize};
use vaali_derive::FromValue;

use crate::definition::Text;

/// The number of seats: fixed when `min = max`, else a range, which is a normal legal form (Yhdistyslaki 503/1989 § 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Seats {
    /// The least number of seats.
    pub min: u32,
    /// The greatest number of seats.
    pub max: u32,
    /// How the number inside the range is decided; may be absent when the number is fixed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub fill: Option<Fill>,
}

/// How the number of seats inside a range is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Fill {
    /// As many as the range allows.
    Max,
    /// A number that was decided before the vote.
    Decided(u32),
    /// Where the votes drop most inside the range.
    Gap,
}

/// What happens when candidates are no more than seats (in Finnish *sopuvaali*).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Unopposed {
    /// A vote is held all the same.
    #[default]
    VoteAnyway,
    /// All are elected without a count.
    Acclamation,
}

/// Seats that this election does not fill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct OtherSeats {
    /// What they are called.
    pub name: Text,
    /// Where they come from.
    pub kind: SeatKind,
    /// How many.
    pub number: u32,
    /// Whether their holders vote in the council.
    pub voting: bool,
    /// Whether they are part of the range in `seats`. Default no.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub within_range: bool,
}

/// Where a seat comes from that this election does not fill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SeatKind {
    /// Appointed by the body named here.
    AppointedBy(Text),
    /// Held by whoever holds the office named here.
    ExOfficio(Text),
}

/// Whose a seat is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SeatHolder {
    /// The person's: it falls vacant when the person leaves.
    #[default]
    Person,
    /// The organisation's: it names another person.
    Organisation,
}

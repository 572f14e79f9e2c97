//! The times of an election: nominations, voting, the term, challenges of the result.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vaali_derive::FromValue;

/// Rules of nomination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct NominationRules {
    /// The last instant at which a nomination is in time.
    #[serde(
        default,
        deserialize_with = "crate::instant::optional",
        serialize_with = "crate::instant::write_optional",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(test, ts(optional))]
    pub deadline: Option<Timestamp>,
    /// How many candidates an organisation may nominate; 0 is no limit. Default 1.
    #[serde(default = "one")]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub per_organisation: u32,
}

fn one() -> u32 {
    1
}

/// When ballots are taken, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Voting {
    /// The first instant.
    #[serde(
        deserialize_with = "crate::instant::required",
        serialize_with = "crate::instant::write"
    )]
    pub opens: Timestamp,
    /// The last instant.
    #[serde(
        deserialize_with = "crate::instant::required",
        serialize_with = "crate::instant::write"
    )]
    pub closes: Timestamp,
}

/// The term of those elected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Its length in years.
    pub years: u32,
}

/// The time in which an action against the decision may be brought, such as three months from the decision (Yhdistyslaki 503/1989 § 32).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Challenge {
    /// Its length in months, from the day of the decision.
    pub months: u32,
}

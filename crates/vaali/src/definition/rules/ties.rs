//! How ties are settled.

use serde::{Deserialize, Serialize};
use vaali_derive::FromValue;

use crate::definition::Text;

/// How a tie is settled.
///
/// A tie in an election is settled by lot (Yhdistyslaki 503/1989 § 29(4)); the casting vote of a chair belongs to decisions (§ 27) and does not exist here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TieRule {
    /// A lot drawn by hand before witnesses, and entered.
    LotManual,
    /// A lot computed by SHA-256 from a seed whose source was declared beforehand.
    LotSeeded,
    /// A lot computed by RFC 3797 from public randomness.
    LotRfc3797,
    /// A new ballot between the tied; its order is entered.
    Reballot,
}

/// How ties are settled, by what is at stake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Ties {
    /// A tie at the last seat. Must be said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub seat: Option<TieRule>,
    /// A tie for an office. Default as for a seat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub office: Option<TieRule>,
    /// A tie among deputies. Default as for a seat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub deputy: Option<TieRule>,
    /// Before a lot for the last seat: elect all tied when the range of seats allows. Default no.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub extend: bool,
    /// Before a lot for the last seat: stop above the tie when the range of seats allows. Default no.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub shrink: bool,
    /// Where the seed of a computed lot will come from, declared before it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub seed_source: Option<Text>,
}

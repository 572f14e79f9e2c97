//! The offices of the council, and who stands in for the elected.

use serde::{Deserialize, Serialize};
use vaali_derive::FromValue;

use crate::definition::{OfficeId, Text};

/// An office of the council.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Its identity, such as `chair`.
    pub id: OfficeId,
    /// Its name for people.
    pub name: Text,
    /// Who fills it. Default `by_votes`.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub filled: Filled,
}

/// Who fills an office.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Filled {
    /// This count: the elected with most votes who holds no office yet (compare Kuntalaki 410/2015 § 33).
    #[default]
    ByVotes,
    /// Another contest.
    SeparateContest,
    /// The council itself.
    BodyElects,
    /// The body named here.
    NamedBy(Text),
}

/// Who stands in for the elected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Deputies {
    /// Nobody.
    #[default]
    None,
    /// The next in votes order.
    NextInOrder(NextInOrder),
    /// Each candidate stood with a personal deputy (Kuntalaki 410/2015 § 105).
    PersonalPair,
    /// The organisation of each elected names one.
    PerOrganisation,
}

/// Deputies in votes order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct NextInOrder {
    /// How many deputies.
    pub number: u32,
    /// Whether the first deputy is called before the second. Default no.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub order_matters: bool,
    /// Whether ties among deputies may stay open until one is called. Default no.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub draw_when_needed: bool,
}

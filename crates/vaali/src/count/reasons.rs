//! Why a candidate was elected or not, as data; the words for it are made per language.

use serde::{Deserialize, Serialize};

use crate::{definition::OfficeId, profile::Votes};

/// A reason for a candidate's part of the result.
///
/// Whoever puts reasons into words matches all of them: a new one must not compile without its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// Elected: among those with most votes.
    MostVotes {
        /// How many votes above the first not elected; none if nobody was left.
        ahead: Option<Votes>,
    },
    /// Elected by a lot at the last seat.
    ElectedByLot {
        /// The lot.
        label: String,
        /// In which place drawn, from 1.
        drawn: u32,
    },
    /// Elected with the whole tie at the last seat, because the range of seats allowed.
    TieElected {
        /// How many were tied.
        tied: u32,
        /// For how many places.
        places: u32,
    },
    /// Elected without a count.
    Acclamation,
    /// Elected, because all with enough votes are.
    EnoughVotes {
        /// The votes needed.
        minimum: Votes,
    },
    /// Not elected: fewer votes than the last elected.
    FewerVotes {
        /// How many votes below the last elected; none if nobody was elected.
        behind: Option<Votes>,
    },
    /// Not elected: fewer votes than anybody needs.
    BelowMinimum {
        /// The votes needed.
        minimum: Votes,
    },
    /// Not elected: not drawn in the lot at the last seat.
    NotDrawn {
        /// The lot.
        label: String,
    },
    /// Not elected: the election stopped above the tie.
    TieLeftOut {
        /// How many were tied.
        tied: u32,
        /// For how many places.
        places: u32,
    },
    /// Undecided: awaits a lot.
    AwaitsLot {
        /// The lot.
        label: String,
    },
    /// Holds an office by votes.
    OfficeByVotes {
        /// Which.
        office: OfficeId,
    },
    /// Holds an office by lot.
    OfficeByLot {
        /// Which.
        office: OfficeId,
        /// The lot.
        label: String,
    },
    /// Declined an office.
    DeclinedOffice {
        /// Which.
        office: OfficeId,
    },
    /// A deputy by votes.
    DeputyByVotes,
    /// A deputy by lot.
    DeputyByLot {
        /// The lot.
        label: String,
    },
    /// Tied for places among the deputies; the lot is drawn when a deputy is called.
    DeputyLotOpen {
        /// The lot.
        label: String,
    },
    /// Declined the seat.
    DeclinedSeat,
    /// Withdrew before the vote.
    Withdrawn,
    /// Was not admitted to the ballot.
    Refused,
}

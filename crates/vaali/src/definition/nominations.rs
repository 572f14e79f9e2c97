//! Who of the nominated stands: deadline, one per organisation, withdrawals.

use serde::{Deserialize, Serialize};

use super::{Candidate, CandidateId, NominationRules};
use crate::{order, positions::Positions};

/// Whether a nominated person is on the ballot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// On the ballot.
    OnBallot,
    /// On the ballot, but withdrawn: a mark for them makes a ballot invalid.
    Withdrawn,
    /// Not on the ballot.
    Refused(Refusal),
}

/// Why a nomination was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// It came after the deadline, by this many seconds (rounded up).
    Late {
        /// Seconds after the deadline.
        seconds: i64,
    },
    /// Its organisation had nominated these already.
    Second {
        /// The candidates of the same organisation who stand; the first ten if they are more.
        standing: Vec<CandidateId>,
    },
}

/// An organisation that may nominate thousands must not make every refusal as long as its list.
const MOST_NAMED: usize = 10;

/// The standing of every candidate, in declared order.
pub(super) fn review(candidates: &[Candidate], rules: Option<&NominationRules>) -> Vec<Standing> {
    let Some(rules) = rules else {
        return candidates.iter().map(withdrawn_or_on_ballot).collect();
    };
    let mut standings: Vec<Standing> = candidates
        .iter()
        .map(|c| late(c, rules).unwrap_or_else(|| withdrawn_or_on_ballot(c)))
        .collect();
    if rules.per_organisation > 0 {
        refuse_second(candidates, rules.per_organisation, &mut standings);
    }
    standings
}

fn withdrawn_or_on_ballot(candidate: &Candidate) -> Standing {
    if candidate.withdrawn { Standing::Withdrawn } else { Standing::OnBallot }
}

fn late(candidate: &Candidate, rules: &NominationRules) -> Option<Standing> {
    let (deadline, nominated) = (rules.deadline?, candidate.nominated_at?);
    (nominated > deadline).then(|| {
        let excess = nominated.duration_since(deadline);
        let seconds = excess.as_secs() + i64::from(excess.subsec_nanos() > 0);
        Standing::Refused(Refusal::Late { seconds })
    })
}

fn refuse_second(candidates: &[Candidate], per_organisation: u32, standings: &mut [Standing]) {
    // A nomination without a time cannot claim to have come before one with a time.
    let time = |i: usize| candidates.get(i).map(|c| (c.nominated_at.is_none(), c.nominated_at));
    let order = order::positions(candidates.len(), &|a, b| time(a).cmp(&time(b)));
    let mut nominated: Vec<Vec<CandidateId>> = Vec::new();
    let mut positions = Positions::default();
    for i in order {
        let (Some(candidate), Some(standing)) = (candidates.get(i), standings.get_mut(i)) else {
            continue;
        };
        let Some(organisation) = &candidate.organisation else { continue };
        if *standing != Standing::OnBallot {
            continue;
        }
        let position = positions.first(organisation.into(), nominated.len());
        if position == nominated.len() {
            nominated.push(Vec::new());
        }
        let Some(earlier) = nominated.get_mut(position) else { continue };
        if u32::try_from(earlier.len()).is_ok_and(|count| count < per_organisation) {
            earlier.push(candidate.id.clone());
        } else {
            *standing = Standing::Refused(Refusal::Second {
                standing: earlier.iter().take(MOST_NAMED).cloned().collect(),
            });
        }
    }
}

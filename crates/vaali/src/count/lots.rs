//! Step 7 of the count: lots are data. A request says what must be drawn; a lot answers it; nothing is drawn here in secret.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vaali_derive::FromValue;

use super::{CountError, draw};
use crate::{
    definition::{CandidateId, Frozen, OfficeId, TieRule},
    words,
};

/// What a lot is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// The last seats.
    Seat,
    /// An office, and those that follow it as far as the places reach.
    Office(OfficeId),
    /// Places among the deputies.
    Deputy,
}

/// What must be drawn, among whom, for what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct LotRequest {
    /// What the lot is about.
    #[serde(rename = "for")]
    pub purpose: Purpose,
    /// The lot's own name in this election, such as `seat/1`.
    pub label: String,
    /// How many are drawn.
    pub places: u32,
    /// The tied, in declared order.
    pub among: Vec<CandidateId>,
}

/// How a lot was drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum LotMethod {
    /// By hand, before witnesses.
    Manual,
    /// By a new ballot between the tied.
    Reballot,
    /// Computed from a seed by SHA-256.
    Seeded {
        /// The seed.
        seed: String,
    },
    /// Computed by RFC 3797.
    Rfc3797 {
        /// The key string of the RFC, such as `9319./2.5.8.10.12./`.
        key: String,
    },
}

/// A lot that was drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Lot {
    /// What was asked.
    pub request: LotRequest,
    /// The drawn, in the order drawn.
    pub drawn: Vec<CandidateId>,
    /// How.
    pub method: LotMethod,
    /// When.
    #[serde(
        default,
        deserialize_with = "crate::instant::optional",
        serialize_with = "crate::instant::write_optional",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(test, ts(optional))]
    pub drawn_at: Option<Timestamp>,
    /// Who watched.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub witnesses: Vec<String>,
    /// Anything else to record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub note: Option<String>,
}

/// Why a lot does not answer its request.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LotProblem {
    /// The rules settle such a tie otherwise.
    #[error("the rules settle this tie by {}, not by {}", rule_name(*rule), method_name(method))]
    WrongMethod {
        /// What the rules say.
        rule: TieRule,
        /// What was done.
        method: LotMethod,
    },
    /// Too many or too few were drawn.
    #[error("{drawn} drawn for {}", words::counted(places, "place", "places"))]
    WrongNumber {
        /// How many were drawn.
        drawn: u32,
        /// How many places there are.
        places: u32,
    },
    /// Somebody was drawn who was not in the lot.
    #[error("`{candidate}` is not among the tied")]
    NotAmong {
        /// The candidate drawn.
        candidate: CandidateId,
    },
    /// Somebody was drawn twice.
    #[error("`{candidate}` was drawn twice")]
    DrawnTwice {
        /// The candidate drawn.
        candidate: CandidateId,
    },
    /// The computation gives others.
    #[error("the seed gives {}", in_words(expected))]
    WrongComputation {
        /// Whom it gives.
        expected: Vec<CandidateId>,
    },
    /// The computation cannot be made.
    #[error("{problem}")]
    Incomputable {
        /// Why.
        problem: String,
    },
}

/// A rule for ties as it is written in the rules.
fn rule_name(rule: TieRule) -> &'static str {
    match rule {
        TieRule::LotManual => "lot_manual",
        TieRule::LotSeeded => "lot_seeded",
        TieRule::LotRfc3797 => "lot_rfc3797",
        TieRule::Reballot => "reballot",
    }
}

fn method_name(method: &LotMethod) -> &'static str {
    match method {
        LotMethod::Manual => "manual",
        LotMethod::Reballot => "reballot",
        LotMethod::Seeded { .. } => "seeded",
        LotMethod::Rfc3797 { .. } => "rfc3797",
    }
}

fn in_words(ids: &[CandidateId]) -> String {
    words::listed(&mut ids.iter().map(CandidateId::as_str))
}

impl LotRequest {
    /// Whom a computed method draws, in the order drawn.
    ///
    /// # Errors
    /// [`LotProblem::Incomputable`] for methods that are not computed, and where the computation is impossible.
    ///
    /// ```
    /// use vaali::count::{LotMethod, LotRequest, Purpose};
    ///
    /// let request = LotRequest {
    ///     purpose: Purpose::Seat,
    ///     label: "seat/1".into(),
    ///     places: 1,
    ///     among: vec!["a".parse()?, "b".parse()?],
    /// };
    /// let drawn = request.draw(&LotMethod::Seeded { seed: "lottery of 1 October: 4 8 15".into() })?;
    /// assert_eq!(drawn.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn draw(&self, method: &LotMethod) -> Result<Vec<CandidateId>, LotProblem> {
        let incomputable = |problem: String| LotProblem::Incomputable { problem };
        let order = match method {
            LotMethod::Seeded { seed } => {
                let ids: Vec<&str> = self.among.iter().map(CandidateId::as_str).collect();
                draw::seeded::order(seed.as_bytes(), &self.label, &ids)
                    .map_err(|e| incomputable(e.to_string()))?
            }
            LotMethod::Rfc3797 { key } => {
                draw::rfc3797::select(key, self.among.len(), self.places as usize)
                    .map_err(|e| incomputable(e.to_string()))?
            }
            LotMethod::Manual | LotMethod::Reballot => {
                return Err(incomputable(format!(
                    "a lot by {} is not computed",
                    method_name(method)
                )));
            }
        };
        Ok(order
            .into_iter()
            .take(self.places as usize)
            .filter_map(|i| self.among.get(i).cloned())
            .collect())
    }

    /// Whether a lot that answers this request was drawn as the rules say.
    pub(crate) fn judge(&self, rule: TieRule, lot: &Lot) -> Result<(), LotProblem> {
        let fits = matches!(
            (rule, &lot.method),
            (TieRule::LotManual, LotMethod::Manual)
                | (TieRule::Reballot, LotMethod::Reballot)
                | (TieRule::LotSeeded, LotMethod::Seeded { .. })
                | (TieRule::LotRfc3797, LotMethod::Rfc3797 { .. })
        );
        if !fits {
            return Err(LotProblem::WrongMethod { rule, method: lot.method.clone() });
        }
        if lot.drawn.len() != self.places as usize {
            let drawn = u32::try_from(lot.drawn.len()).unwrap_or(u32::MAX);
            return Err(LotProblem::WrongNumber { drawn, places: self.places });
        }
        for (i, candidate) in lot.drawn.iter().enumerate() {
            if !self.among.contains(candidate) {
                return Err(LotProblem::NotAmong { candidate: candidate.clone() });
            }
            if lot.drawn.iter().take(i).any(|earlier| earlier == candidate) {
                return Err(LotProblem::DrawnTwice { candidate: candidate.clone() });
            }
        }
        if matches!(lot.method, LotMethod::Seeded { .. } | LotMethod::Rfc3797 { .. }) {
            let expected = self.draw(&lot.method)?;
            if expected != lot.drawn {
                return Err(LotProblem::WrongComputation { expected });
            }
        }
        Ok(())
    }
}

/// The lots that were given, handed out as the count asks for them.
#[derive(Debug)]
pub(super) struct Desk<'a> {
    lots: &'a [Lot],
    used: Vec<bool>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(lots: &'a [Lot]) -> Self {
        Self { lots, used: vec![false; lots.len()] }
    }

    /// The drawn, as positions in declared order, if a lot answers this request.
    pub(super) fn answer(
        &mut self,
        frozen: &Frozen,
        rule: TieRule,
        request: &LotRequest,
    ) -> Result<Option<Vec<u32>>, CountError> {
        let answering = self
            .lots
            .iter()
            .zip(&mut self.used)
            .find(|(lot, used)| !**used && lot.request == *request);
        let Some((lot, used)) = answering else { return Ok(None) };
        *used = true;
        request
            .judge(rule, lot)
            .map_err(|problem| CountError::InvalidLot { label: request.label.clone(), problem })?;
        Ok(Some(lot.drawn.iter().filter_map(|id| frozen.candidate(id.as_str())).collect()))
    }

    /// Refuses lots that nothing asked for.
    pub(super) fn close(&self) -> Result<(), CountError> {
        match self.lots.iter().zip(&self.used).find(|(_, used)| !**used) {
            Some((lot, _)) => Err(CountError::StaleLot { label: lot.request.label.clone() }),
            None => Ok(()),
        }
    }
}

/// A request among candidates given as positions.
pub(super) fn request(
    frozen: &Frozen,
    purpose: Purpose,
    label: String,
    places: usize,
    group: &[u32],
) -> LotRequest {
    let mut among = group.to_vec();
    among.sort_unstable();
    let ids =
        among.iter().filter_map(|&c| frozen.candidates().get(c as usize).map(|c| c.id.clone()));
    LotRequest {
        purpose,
        label,
        places: u32::try_from(places).unwrap_or(u32::MAX),
        among: ids.collect(),
    }
}

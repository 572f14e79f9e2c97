//! Every lot, drawn in every way.

use std::collections::BTreeMap;

use super::{AnalysisError, seating::without_lots};
use crate::{
    ballot::Ballots,
    count::{
        CountError, DeputyResult, Lot, LotMethod, LotRequest, Outcome, Proceedings, Purpose,
        Status, Steps,
    },
    definition::{CandidateId, Frozen, OfficeId, TieRule},
};

/// The most ways that are tried unless the caller says otherwise.
pub const MOST_WAYS: usize = 10_000;

/// What the lots can give, the likeliest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EveryLot {
    /// Each different result.
    pub results: Vec<Possible>,
    /// In how many ways the lots can fall, seat lots by who is drawn, others in the order drawn.
    pub ways: usize,
}

/// A result that some lots give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Possible {
    /// The elected, in declared order.
    pub elected: Vec<CandidateId>,
    /// Each office with its holder.
    pub offices: Vec<(OfficeId, Option<CandidateId>)>,
    /// The deputies in order.
    pub deputies: Vec<CandidateId>,
    /// How likely it is when every draw is equally likely: an exact fraction in lowest terms.
    pub probability: (u64, u64),
}

type Key = (Vec<u32>, Vec<(OfficeId, Option<CandidateId>)>, Vec<CandidateId>);

/// Draws every lot that the count asks for in every way, and gives each result with its probability.
///
/// Where the rules settle ties otherwise than by hand, the lots are drawn all the same: every draw of a fair lot is possible.
///
/// # Errors
/// [`AnalysisError::TooManyWays`] beyond `most_ways`, and the errors of the count.
///
/// ```
/// use vaali::{analysis::{every_lot, plain}, ballot::{Ballot, Ballots}, count::Proceedings};
///
/// let rules = plain(3, 1, 1)?;
/// let cast = ["0", "1"].map(|mark| Ballot { marks: vec![mark.into()], ..Ballot::default() });
/// let ballots = Ballots::of(&rules, cast, []);
/// let every = every_lot(&rules, &ballots, &Proceedings::default(), 100)?;
/// assert_eq!(every.results.len(), 2);
/// assert_eq!(every.results[0].probability, (1, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn every_lot(
    frozen: &Frozen,
    ballots: &Ballots,
    proceedings: &Proceedings,
    most_ways: usize,
) -> Result<EveryLot, AnalysisError> {
    if ballots.election() != frozen.hash() {
        return Err(CountError::OtherElection.into());
    }
    let mut definition = frozen.definition().clone();
    let ties = &mut definition.rules.ties;
    for rule in [&mut ties.seat, &mut ties.office, &mut ties.deputy] {
        *rule = rule.map(|_| TieRule::LotManual);
    }
    ties.seed_source = None;
    let by_hand = definition.freeze()?;
    let steps = Steps::new(&by_hand, ballots)?;
    let mut search = Search { frozen: &by_hand, steps, found: BTreeMap::new(), ways: 0, most_ways };
    search.draw(&without_lots(proceedings), Fraction(1, 1))?;
    let Search { found, ways, .. } = search;
    let mut results: Vec<Possible> = found
        .into_iter()
        .map(|((elected, offices, deputies), Fraction(part, whole))| Possible {
            elected: elected
                .iter()
                .filter_map(|&c| Some(frozen.candidates().get(c as usize)?.id.clone()))
                .collect(),
            offices,
            deputies,
            probability: (part, whole),
        })
        .collect();
    // Stable: results of one probability stay in the order of their content.
    results.sort_by(|a, b| {
        let ((a, of_a), (b, of_b)) = (a.probability, b.probability);
        (u128::from(b) * u128::from(of_a)).cmp(&(u128::from(a) * u128::from(of_b)))
    });
    Ok(EveryLot { results, ways })
}

/// A probability: part of whole, in lowest terms.
#[derive(Clone, Copy, Debug)]
struct Fraction(u64, u64);

impl Fraction {
    fn reduced(part: u128, whole: u128) -> Option<Self> {
        let divisor = greatest_common_divisor(part, whole).max(1);
        Some(Self(u64::try_from(part / divisor).ok()?, u64::try_from(whole / divisor).ok()?))
    }

    fn plus(self, other: Self) -> Option<Self> {
        let (a, b) = (u128::from(self.0), u128::from(self.1));
        let (c, d) = (u128::from(other.0), u128::from(other.1));
        let sum = a.checked_mul(d)?.checked_add(c.checked_mul(b)?)?;
        Self::reduced(sum, b * d)
    }

    fn over(self, ways: usize) -> Option<Self> {
        Some(Self(self.0, self.1.checked_mul(u64::try_from(ways).ok()?)?))
    }
}

fn greatest_common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

struct Search<'a> {
    frozen: &'a Frozen,
    steps: Steps<'a>,
    found: BTreeMap<Key, Fraction>,
    ways: usize,
    most_ways: usize,
}

impl Search<'_> {
    fn too_many(&self) -> AnalysisError {
        AnalysisError::TooManyWays { limit: self.most_ways }
    }

    fn draw(&mut self, proceedings: &Proceedings, share: Fraction) -> Result<(), AnalysisError> {
        let request = match self.steps.count(proceedings)? {
            Outcome::LotNeeded { request, .. } => request,
            complete @ Outcome::Complete { .. } => {
                self.ways += 1;
                if self.ways > self.most_ways {
                    return Err(self.too_many());
                }
                let key = self.key(&complete);
                let sum = match self.found.get(&key) {
                    Some(known) => known.plus(share).ok_or_else(|| self.too_many())?,
                    None => share,
                };
                self.found.insert(key, sum);
                return Ok(());
            }
        };
        let draws = self.draws(&request)?;
        let share = share.over(draws.len()).ok_or_else(|| self.too_many())?;
        for drawn in draws {
            let mut proceedings = proceedings.clone();
            proceedings.lots.push(Lot {
                request: request.clone(),
                drawn,
                method: LotMethod::Manual,
                drawn_at: None,
                witnesses: Vec::new(),
                note: None,
            });
            self.draw(&proceedings, share)?;
        }
        Ok(())
    }

    /// Every draw that the request allows: for seats who is drawn, else in which order.
    fn draws(&self, request: &LotRequest) -> Result<Vec<Vec<CandidateId>>, AnalysisError> {
        let by_order = request.purpose != Purpose::Seat;
        let mut draws: Vec<Vec<usize>> = vec![Vec::new()];
        for _ in 0..request.places {
            let mut longer = Vec::new();
            for draw in &draws {
                let after = draw.last().map_or(0, |&last| last + 1);
                let from = if by_order { 0 } else { after };
                for next in (from..request.among.len()).filter(|next| !draw.contains(next)) {
                    longer.push([draw.as_slice(), &[next]].concat());
                }
                // A shorter draw can have no more continuations than there are whole ones.
                if longer.len() > self.most_ways.saturating_mul(request.among.len()) {
                    return Err(self.too_many());
                }
            }
            draws = longer;
        }
        if draws.len() > self.most_ways {
            return Err(self.too_many());
        }
        let ids = |draw: Vec<usize>| {
            draw.into_iter().filter_map(|i| request.among.get(i).cloned()).collect()
        };
        Ok(draws.into_iter().map(ids).collect())
    }

    fn key(&self, outcome: &Outcome) -> Key {
        let result = outcome.result();
        let mut elected: Vec<u32> = result
            .candidates
            .iter()
            .filter(|candidate| candidate.status == Status::Elected)
            .filter_map(|candidate| self.frozen.candidate(candidate.id.as_str()))
            .collect();
        elected.sort_unstable();
        let offices = result
            .offices
            .iter()
            .map(|office| (office.office.clone(), office.holder.clone()))
            .collect();
        let deputy = |deputy: &DeputyResult| match deputy {
            DeputyResult::NextInOrder { candidate, .. } => Some(candidate.clone()),
            _ => None,
        };
        (elected, offices, result.deputies.iter().filter_map(deputy).collect())
    }
}

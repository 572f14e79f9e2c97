//! Step 5 of the count: offices are filled from the elected, in votes order.

use super::{
    CountError, Declined, Proceedings,
    lots::{Desk, LotRequest, Purpose, request},
};
use crate::definition::{Filled, Frozen, OfficeId};

#[derive(Clone, Debug)]
pub(super) struct OfficeStep {
    /// The holder of each office, in declared order.
    pub(super) holders: Vec<Option<u32>>,
    /// The lots that were drawn, with the offices they filled.
    pub(super) lots: Vec<LotRequest>,
    /// The label of the lot by which each office was filled.
    pub(super) by_lot: Vec<Option<String>>,
    /// A lot that must be drawn first.
    pub(super) awaiting: Option<LotRequest>,
}

impl OfficeStep {
    /// Every office open, as under acclamation or before the seats are settled.
    pub(super) fn open(frozen: &Frozen) -> Self {
        let offices = frozen.offices().len();
        Self {
            holders: vec![None; offices],
            lots: Vec::new(),
            by_lot: vec![None; offices],
            awaiting: None,
        }
    }
}

pub(super) fn fill(
    frozen: &Frozen,
    votes: &[u64],
    elected: &[u32],
    proceedings: &Proceedings,
    desk: &mut Desk<'_>,
) -> Result<OfficeStep, CountError> {
    let offices = frozen.offices();
    let mut step = OfficeStep::open(frozen);
    let by_votes: Vec<usize> = offices
        .iter()
        .enumerate()
        .filter(|(_, o)| o.filled == Filled::ByVotes)
        .map(|(i, _)| i)
        .collect();
    let votes_of = |c: u32| votes.get(c as usize).copied().unwrap_or(0);
    let declines = |candidate: u32, office: usize| {
        let (id, office) = (
            frozen.candidates().get(candidate as usize).map(|c| &c.id),
            offices.get(office).map(|o| &o.id),
        );
        proceedings.declines.iter().any(|decline| {
            Some(&decline.candidate) == id
                && matches!(&decline.from, Declined::Office(o) if Some(o) == office)
        })
    };
    let mut free = elected.to_vec();
    let mut next = 0;
    while let Some(&office) = by_votes.get(next) {
        let eligible: Vec<u32> = free.iter().copied().filter(|&c| !declines(c, office)).collect();
        let Some(most) = eligible.iter().map(|&c| votes_of(c)).max() else {
            next += 1;
            continue;
        };
        let top: Vec<u32> = eligible.into_iter().filter(|&c| votes_of(c) == most).collect();
        let following = by_votes.get(next..).unwrap_or_default();
        let equal: Vec<u32> = free.iter().copied().filter(|&c| votes_of(c) == most).collect();
        let nobody_declines = |office: &&usize| !equal.iter().any(|&c| declines(c, **office));
        let reach = following.iter().take_while(nobody_declines).count().max(1);
        let drawn = if top.len() == 1 {
            top
        } else {
            let places = reach.min(top.len() - 1);
            let id = offices.get(office).map(|o| o.id.clone());
            let Some(request) = id.map(|id| lot_for(frozen, id, places, &top)) else { break };
            let Some(mut drawn) = desk.answer(frozen, frozen.office_ties(), &request)? else {
                step.awaiting = Some(request);
                break;
            };
            for filled in following.iter().take(reach.min(top.len())) {
                if let Some(label) = step.by_lot.get_mut(*filled) {
                    *label = Some(request.label.clone());
                }
            }
            if places < reach {
                drawn
                    .extend(top.iter().filter(|c| !drawn.contains(c)).copied().collect::<Vec<_>>());
            }
            step.lots.push(request);
            drawn
        };
        for (office, holder) in following.iter().zip(&drawn) {
            if let Some(slot) = step.holders.get_mut(*office) {
                *slot = Some(*holder);
            }
        }
        next += drawn.len().min(following.len());
        free.retain(|c| !drawn.contains(c));
    }
    Ok(step)
}

fn lot_for(frozen: &Frozen, office: OfficeId, places: usize, among: &[u32]) -> LotRequest {
    let label = format!("office/{office}/1");
    request(frozen, Purpose::Office(office), label, places, among)
}

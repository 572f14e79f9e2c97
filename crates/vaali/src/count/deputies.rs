//! Step 6 of the count: who stands in for the elected.

use super::{
    CountError,
    lots::{Desk, LotRequest, Purpose, request},
    seats::{SeatStep, tie_groups},
};
use crate::definition::{Deputies, Frozen, NextInOrder};

/// A place among the deputies; `first` and `last` differ where it is shared.
#[derive(Clone, Debug)]
pub(super) struct DeputyPlace {
    pub(super) candidate: u32,
    pub(super) first: u32,
    pub(super) last: u32,
    /// The lot that gave it.
    pub(super) by_lot: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct DeputyStep {
    /// In order.
    pub(super) places: Vec<DeputyPlace>,
    /// Lots that were drawn.
    pub(super) lots: Vec<LotRequest>,
    /// Lots that the rules leave until a deputy is called.
    pub(super) open: Vec<LotRequest>,
    /// A lot that must be drawn first.
    pub(super) awaiting: Option<LotRequest>,
}

pub(super) fn name(
    frozen: &Frozen,
    votes: &[u64],
    seats: &SeatStep,
    desk: &mut Desk<'_>,
) -> Result<DeputyStep, CountError> {
    let mut step = DeputyStep::default();
    let Deputies::NextInOrder(rule) = frozen.rules().deputies else { return Ok(step) };
    if seats.acclaimed {
        return Ok(step);
    }
    let electable = seats.standing.get(..seats.electable).unwrap_or_default();
    let left: Vec<u32> = electable.iter().copied().filter(|c| !seats.elected.contains(c)).collect();
    let mut taken = 0;
    for group in tie_groups(&left, votes) {
        let free = rule.number - taken;
        if free == 0 {
            break;
        }
        let Some(size) = of_group(frozen, rule, group, taken, free, desk, &mut step)? else {
            break;
        };
        taken += size;
    }
    Ok(step)
}

/// Gives a tie group its places and says how many it took; nothing if a lot must be drawn first.
fn of_group(
    frozen: &Frozen,
    rule: NextInOrder,
    group: &[u32],
    taken: u32,
    free: u32,
    desk: &mut Desk<'_>,
    step: &mut DeputyStep,
) -> Result<Option<u32>, CountError> {
    let size = u32::try_from(group.len()).unwrap_or(u32::MAX);
    let (first, last) = (taken + 1, taken + size.min(free));
    let jointly = |members: &[u32], by_lot: Option<&String>, step: &mut DeputyStep| {
        let place = |&candidate| DeputyPlace { candidate, first, last, by_lot: by_lot.cloned() };
        step.places.extend(members.iter().map(place));
    };
    if size == 1 || (size <= free && !rule.order_matters) {
        jointly(group, None, step);
        return Ok(Some(size));
    }
    let drawn_places = if size <= free { size - 1 } else { free };
    let label = format!("deputy/{}", step.lots.len() + step.open.len() + 1);
    let request = request(frozen, Purpose::Deputy, label, drawn_places as usize, group);
    let Some(mut drawn) = desk.answer(frozen, frozen.deputy_ties(), &request)? else {
        if !rule.draw_when_needed {
            step.awaiting = Some(request);
            return Ok(None);
        }
        step.open.push(request);
        if size <= free {
            jointly(group, None, step);
        }
        return Ok(Some(size.min(free)));
    };
    if size <= free {
        drawn.extend(group.iter().filter(|c| !drawn.contains(c)).copied().collect::<Vec<_>>());
    }
    if rule.order_matters {
        let places = drawn.iter().zip(first..);
        let label = &request.label;
        step.places.extend(places.map(|(&candidate, n)| DeputyPlace {
            candidate,
            first: n,
            last: n,
            by_lot: Some(label.clone()),
        }));
    } else {
        jointly(&drawn, Some(&request.label), step);
    }
    step.lots.push(request);
    Ok(Some(size.min(free)))
}

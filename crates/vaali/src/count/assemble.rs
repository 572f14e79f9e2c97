//! Step 8 of the count: the steps put together into a result, with a reason for everybody.

use super::{
    CandidateResult, CountResult, Declined, DeputyResult, ElectionSummary, Engine, FillReason, Lot,
    LotRequest, Margins, OfficeResult, Place, Proceedings, Reason, Reconciliation, SeatsResult,
    Status, Turnout,
    deputies::DeputyStep,
    figures::Figures,
    offices::OfficeStep,
    seats::{Boundary, SeatStep},
    turnout::fraction,
};
use crate::{
    definition::{Deputies, Fill, Frozen, Standing},
    order,
    profile::Votes,
};

pub(super) struct Steps<'a> {
    pub(super) frozen: &'a Frozen,
    pub(super) figures: &'a Figures,
    pub(super) proceedings: &'a Proceedings,
    pub(super) votes: &'a [u64],
    pub(super) seats: SeatStep,
    pub(super) offices: OfficeStep,
    pub(super) deputies: DeputyStep,
    pub(super) turnout: Turnout,
    pub(super) reconciliation: Reconciliation,
    pub(super) margins: Option<Margins>,
}

/// What is gathered about one candidate before it is put in words.
#[derive(Clone, Default)]
struct Part {
    elected: bool,
    declined: bool,
    place: Option<Place>,
    deputy: Option<Place>,
    office: Option<usize>,
    electable: bool,
}

impl Steps<'_> {
    pub(super) fn result(self) -> CountResult {
        let frozen = self.frozen;
        let parts = self.parts();
        let order = self.order(&parts);
        let requests: Vec<&LotRequest> = self.drawn_requests();
        let lots =
            self.proceedings.lots.iter().filter(|lot| requests.contains(&&lot.request)).cloned();
        CountResult {
            election: ElectionSummary {
                id: frozen.definition().id,
                title: frozen.definition().title.clone(),
                test: frozen.definition().test,
            },
            acclamation: self.seats.acclaimed,
            candidates: order
                .iter()
                .filter_map(|&c| self.candidate(c, parts.get(c as usize)?))
                .collect(),
            seats: self.seats_result(),
            offices: self.offices_result(),
            deputies: self.deputies_result(),
            other_seats: frozen.rules().other_seats.clone(),
            rejected: self.figures.rejected.clone(),
            rejected_ballots: self.figures.rejected_ballots.clone(),
            lots: lots.collect::<Vec<Lot>>(),
            open_lots: self.deputies.open.clone(),
            definition_hash: frozen.hash(),
            engine: Engine::this(),
            turnout: self.turnout,
            reconciliation: self.reconciliation,
            margins: self.margins,
        }
    }

    fn drawn_requests(&self) -> Vec<&LotRequest> {
        let seat = match &self.seats.boundary {
            Boundary::Drawn { request, .. } => Some(request),
            _ => None,
        };
        seat.into_iter().chain(&self.offices.lots).chain(&self.deputies.lots).collect()
    }

    fn votes_of(&self, candidate: u32) -> u64 {
        self.votes.get(candidate as usize).copied().unwrap_or(0)
    }

    fn parts(&self) -> Vec<Part> {
        let mut parts = vec![Part::default(); self.frozen.candidates().len()];
        let mut set = |candidate: u32, change: &mut dyn FnMut(&mut Part)| {
            if let Some(part) = parts.get_mut(candidate as usize) {
                change(part);
            }
        };
        for &c in &self.seats.elected {
            set(c, &mut |part| part.elected = true);
        }
        for &c in &self.seats.declined {
            set(c, &mut |part| part.declined = true);
        }
        for &c in self.seats.standing.iter().take(self.seats.electable) {
            set(c, &mut |part| part.electable = true);
        }
        for deputy in &self.deputies.places {
            let place = Place { first: deputy.first, last: deputy.last };
            set(deputy.candidate, &mut |part| part.deputy = Some(place));
        }
        for (office, holder) in self.offices.holders.iter().enumerate() {
            if let Some(holder) = holder {
                set(*holder, &mut |part| part.office = Some(office));
            }
        }
        if !self.seats.acclaimed {
            let mut first = 1;
            for group in super::seats::tie_groups(&self.seats.standing, self.votes) {
                let size = u32::try_from(group.len()).unwrap_or(u32::MAX);
                let place = Place { first, last: first.saturating_add(size - 1) };
                for &c in group {
                    set(c, &mut |part| part.place = Some(place));
                }
                first = first.saturating_add(size);
            }
        }
        parts
    }

    /// Standing in votes order (same votes: elected, deputies, then declared order), declined, withdrawn, refused.
    fn order(&self, parts: &[Part]) -> Vec<u32> {
        let mut order = self.seats.standing.clone();
        order::sort_by_key(&mut order, |&c| {
            let part = parts.get(c as usize);
            let votes = if self.seats.acclaimed { 0 } else { self.votes_of(c) };
            let elected = part.is_some_and(|part| part.elected);
            let deputy = part.and_then(|part| part.deputy).map_or(u32::MAX, |place| place.first);
            (std::cmp::Reverse(votes), !elected, deputy, c)
        });
        order.extend(&self.seats.declined);
        let standings = || self.frozen.standings().iter().zip(0_u32..);
        order.extend(standings().filter(|(s, _)| **s == Standing::Withdrawn).map(|(_, c)| c));
        order
            .extend(standings().filter(|(s, _)| matches!(s, Standing::Refused(_))).map(|(_, c)| c));
        order
    }

    fn candidate(&self, c: u32, part: &Part) -> Option<CandidateResult> {
        let candidate = self.frozen.candidates().get(c as usize)?;
        let standing = self.frozen.standings().get(c as usize)?;
        let counted = *standing == Standing::OnBallot && !self.seats.acclaimed;
        let (status, reasons) = self.status(c, part, standing);
        Some(CandidateResult {
            id: candidate.id.clone(),
            name: candidate.name.clone(),
            organisation: candidate.organisation.clone(),
            votes: counted.then(|| Votes::from(self.votes_of(c))),
            share: if counted {
                fraction(self.votes_of(c), self.reconciliation.weight.get())
            } else {
                None
            },
            place: part.place,
            status,
            deputy: part.deputy,
            office: part
                .office
                .and_then(|i| self.frozen.offices().get(i))
                .map(|office| office.id.clone()),
            reasons,
            refusal: if let Standing::Refused(refusal) = standing {
                Some(refusal.clone())
            } else {
                None
            },
        })
    }

    fn status(&self, c: u32, part: &Part, standing: &Standing) -> (Status, Vec<Reason>) {
        match standing {
            Standing::Withdrawn => return (Status::Withdrawn, vec![Reason::Withdrawn]),
            Standing::Refused(_) => return (Status::Refused, vec![Reason::Refused]),
            Standing::OnBallot if part.declined => {
                return (Status::Declined, vec![Reason::DeclinedSeat]);
            }
            Standing::OnBallot => {}
        }
        if let Boundary::Awaiting { request, group } = &self.seats.boundary
            && group.contains(&c)
        {
            return (Status::Undecided, vec![Reason::AwaitsLot { label: request.label.clone() }]);
        }
        let mut reasons =
            vec![if part.elected { self.why_elected(c) } else { self.why_not(c, part) }];
        self.office_reasons(c, part, &mut reasons);
        self.deputy_reasons(c, &mut reasons);
        let status = match (part.elected, part.deputy) {
            (true, _) => Status::Elected,
            (false, Some(_)) => Status::Deputy,
            (false, None) => Status::NotElected,
        };
        (status, reasons)
    }

    fn why_elected(&self, c: u32) -> Reason {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        if self.seats.acclaimed {
            return Reason::Acclamation;
        }
        match &self.seats.boundary {
            Boundary::Drawn { request, drawn, .. } => {
                if let Some(position) = drawn.iter().position(|&d| d == c) {
                    return Reason::ElectedByLot {
                        label: request.label.clone(),
                        drawn: number(position + 1),
                    };
                }
            }
            Boundary::Extended { group, places } if group.contains(&c) => {
                return Reason::TieElected { tied: number(group.len()), places: number(*places) };
            }
            _ => {}
        }
        if self.seats.elected.len() == self.seats.electable {
            return Reason::EnoughVotes { minimum: self.frozen.rules().minimum_votes };
        }
        let next =
            self.seats.standing.get(self.seats.elected.len()).map(|&next| self.votes_of(next));
        Reason::MostVotes {
            ahead: next.map(|next| Votes::from(self.votes_of(c).saturating_sub(next))),
        }
    }

    fn why_not(&self, c: u32, part: &Part) -> Reason {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        if !part.electable {
            return Reason::BelowMinimum { minimum: self.frozen.rules().minimum_votes };
        }
        match &self.seats.boundary {
            Boundary::Drawn { request, group, .. } if group.contains(&c) => {
                return Reason::NotDrawn { label: request.label.clone() };
            }
            Boundary::Shrunk { group, places } if group.contains(&c) => {
                return Reason::TieLeftOut { tied: number(group.len()), places: number(*places) };
            }
            _ => {}
        }
        let last = self.seats.elected.iter().map(|&e| self.votes_of(e)).min();
        Reason::FewerVotes {
            behind: last.map(|last| Votes::from(last.saturating_sub(self.votes_of(c)))),
        }
    }

    fn office_reasons(&self, c: u32, part: &Part, reasons: &mut Vec<Reason>) {
        let id = self.frozen.candidates().get(c as usize).map(|candidate| &candidate.id);
        if part.elected {
            for decline in
                self.proceedings.declines.iter().filter(|decline| Some(&decline.candidate) == id)
            {
                if let Declined::Office(office) = &decline.from {
                    reasons.push(Reason::DeclinedOffice { office: office.clone() });
                }
            }
        }
        let Some(office) = part.office else { return };
        let Some(id) = self.frozen.offices().get(office).map(|office| office.id.clone()) else {
            return;
        };
        reasons.push(match self.offices.by_lot.get(office).cloned().flatten() {
            Some(label) => Reason::OfficeByLot { office: id, label },
            None => Reason::OfficeByVotes { office: id },
        });
    }

    fn deputy_reasons(&self, c: u32, reasons: &mut Vec<Reason>) {
        if let Some(place) = self.deputies.places.iter().find(|place| place.candidate == c) {
            reasons.push(match &place.by_lot {
                Some(label) => Reason::DeputyByLot { label: label.clone() },
                None => Reason::DeputyByVotes,
            });
        }
        let id = self.frozen.candidates().get(c as usize).map(|candidate| &candidate.id);
        let open =
            self.deputies.open.iter().find(|open| id.is_some_and(|id| open.among.contains(id)));
        if let Some(open) = open {
            reasons.push(Reason::DeputyLotOpen { label: open.label.clone() });
        }
    }

    fn seats_result(&self) -> SeatsResult {
        let seats = self.frozen.elected_seats();
        let filled = u32::try_from(self.seats.elected.len()).unwrap_or(u32::MAX);
        let most = self.frozen.greatest_target();
        let why = match (&self.seats.boundary, seats.fill) {
            _ if self.seats.acclaimed => FillReason::Acclamation,
            (Boundary::Awaiting { .. }, _) => FillReason::AwaitsLot,
            (Boundary::Extended { .. }, _) => FillReason::Extended,
            (Boundary::Shrunk { .. }, _) => FillReason::Shrunk,
            (_, Some(Fill::Gap)) if self.seats.vacant == 0 => FillReason::Gap,
            _ if filled < most => FillReason::FewCandidates,
            (_, Some(Fill::Decided(_))) => FillReason::Decided,
            _ if seats.min == seats.max => FillReason::Fixed,
            _ => FillReason::Max,
        };
        SeatsResult {
            min: seats.min,
            max: seats.max,
            target: self.seats.target,
            filled,
            vacant: self.seats.vacant,
            why,
            gaps: self.seats.gaps.clone(),
        }
    }

    fn offices_result(&self) -> Vec<OfficeResult> {
        let offices = self.frozen.offices().iter().zip(&self.offices.holders);
        let holder =
            |c: u32| self.frozen.candidates().get(c as usize).map(|candidate| candidate.id.clone());
        offices
            .map(|(office, held)| OfficeResult {
                office: office.id.clone(),
                name: office.name.clone(),
                filled: office.filled.clone(),
                holder: held.and_then(holder),
            })
            .collect()
    }

    fn deputies_result(&self) -> Vec<DeputyResult> {
        let elected =
            || self.seats.elected.iter().filter_map(|&c| self.frozen.candidates().get(c as usize));
        match self.frozen.rules().deputies {
            Deputies::None => Vec::new(),
            Deputies::NextInOrder(_) => {
                let named = |c: u32| {
                    self.frozen.candidates().get(c as usize).map(|candidate| candidate.id.clone())
                };
                let places = self.deputies.places.iter();
                places
                    .filter_map(|p| {
                        let place = Place { first: p.first, last: p.last };
                        Some(DeputyResult::NextInOrder { candidate: named(p.candidate)?, place })
                    })
                    .collect()
            }
            Deputies::PersonalPair => elected()
                .filter_map(|c| {
                    Some(DeputyResult::Personal {
                        elected: c.id.clone(),
                        name: c.personal_deputy.clone()?,
                    })
                })
                .collect(),
            Deputies::PerOrganisation => elected()
                .filter_map(|c| {
                    Some(DeputyResult::ToBeNamed {
                        elected: c.id.clone(),
                        organisation: c.organisation.clone()?,
                    })
                })
                .collect(),
        }
    }
}

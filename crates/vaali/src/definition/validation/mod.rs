//! Whether a definition makes sense as a whole. Every fault is found, not only the first.

mod people;

use super::{
    BallotMode, Definition, DefinitionFault as D, Deputies, FORMAT, Fault, Fill, Filled,
    OwnCandidate, SeatKind, Seats, SecondBallot, Secrecy, Standing, TieRule, Unopposed,
};
use crate::positions::Positions;

/// All faults of a definition, errors and warnings, in the order of its fields.
pub(super) fn validate(definition: &Definition, standings: &[Standing]) -> Vec<Fault> {
    let some_dated = definition.candidates.iter().any(|candidate| candidate.nominated_at.is_some());
    let mut check = Check { definition, standings, some_dated, faults: Vec::new() };
    check.head();
    check.rules();
    check.candidates();
    check.roll();
    check.faults
}

struct Check<'a> {
    definition: &'a Definition,
    standings: &'a [Standing],
    /// Whether any nomination says when it arrived.
    some_dated: bool,
    faults: Vec<Fault>,
}

impl Check<'_> {
    fn add(&mut self, path: impl Into<String>, fault: D) {
        self.faults.push(Fault::new(path, fault));
    }

    fn on_ballot(&self) -> u32 {
        let count =
            self.standings.iter().filter(|standing| **standing == Standing::OnBallot).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    fn head(&mut self) {
        if self.definition.format != FORMAT {
            self.add("format", D::UnknownFormat { found: self.definition.format, known: FORMAT });
        }
        if self.definition.title.is_blank() {
            self.add("title", D::NoTitle);
        }
    }

    fn rules(&mut self) {
        self.ballots();
        self.marks();
        self.seats();
        self.ties();
        self.offices();
        self.deputies();
        self.other_seats();
        self.times();
    }

    fn ballots(&mut self) {
        let rules = &self.definition.rules;
        if rules.ballots == BallotMode::Linked {
            return;
        }
        if rules.own_candidate == OwnCandidate::Forbidden {
            self.add("rules.own_candidate", D::OwnCandidateUncheckable);
        }
        if rules.second_ballot == SecondBallot::LastCounts {
            self.add("rules.second_ballot", D::LastCountsUnusable);
        }
        if rules.secrecy == Secrecy::Open {
            self.add("rules.secrecy", D::OpenWithoutNames);
        }
    }

    fn marks(&mut self) {
        let (marks, candidates) = (self.definition.rules.marks, self.on_ballot());
        if marks.max == 0 {
            self.add("rules.marks.max", D::MarksMaxZero);
        } else if marks.min > marks.max {
            self.add("rules.marks", D::MarksMinAboveMax { min: marks.min, max: marks.max });
        } else if marks.min == 0 {
            self.add("rules.marks.min", D::MarksMinZero);
        }
        if candidates == 0 {
            return;
        }
        let contested = !self.acclaimed();
        if marks.min > candidates && contested {
            self.add("rules.marks.min", D::MarksMinAboveCandidates { min: marks.min, candidates });
        } else if marks.max > candidates && contested {
            self.add("rules.marks.max", D::MarksMaxAboveCandidates { max: marks.max, candidates });
        }
    }

    fn elected_seats(&self) -> Seats {
        elected_seats(self.definition)
    }

    fn acclaimed(&self) -> bool {
        let seats = self.elected_seats();
        let most = if let Some(Fill::Decided(k)) = seats.fill { k } else { seats.max };
        self.definition.rules.unopposed == Unopposed::Acclamation && self.on_ballot() <= most
    }

    fn seats(&mut self) {
        let rules = &self.definition.rules;
        let Seats { min, max, fill } = rules.seats;
        if max == 0 {
            self.add("rules.seats.max", D::SeatsMaxZero);
        } else if min > max {
            self.add("rules.seats", D::SeatsMinAboveMax { min, max });
        } else if min < max && fill.is_none() {
            self.add("rules.seats.fill", D::FillMissing { min, max });
        }
        match fill {
            Some(Fill::Decided(decided)) if decided < min || decided > max => {
                self.add("rules.seats.fill.decided", D::DecidedOutsideRange { decided, min, max });
            }
            Some(Fill::Gap) if min == max => {
                self.add("rules.seats.fill", D::GapWithoutRange { seats: max });
            }
            _ => {}
        }
        let (seats, candidates) = (self.elected_seats(), self.on_ballot());
        if candidates > 0 && candidates < seats.min {
            if self.acclaimed() {
                self.add("rules.seats.min", D::SeatsStayVacant { seats: seats.min, candidates });
            } else {
                self.add(
                    "rules.seats.min",
                    D::MoreSeatsThanCandidates { seats: seats.min, candidates },
                );
            }
        } else if candidates > 0 && candidates <= seats.max && !self.acclaimed() {
            self.add("rules.unopposed", D::EverybodyElected { seats: seats.max, candidates });
        }
        if let Some(votes) = self.all_votes()
            && self.definition.rules.minimum_votes.get() > votes
        {
            let minimum = self.definition.rules.minimum_votes.get();
            self.add("rules.minimum_votes", D::MinimumVotesUnreachable { minimum, votes });
        }
    }

    /// What a candidate marked by every voter would have; unknown without a roll.
    fn all_votes(&self) -> Option<u64> {
        if self.definition.rules.ballots == BallotMode::Anonymous || self.definition.roll.is_empty()
        {
            return None;
        }
        let entitled = self.definition.roll.iter().filter(|voter| !voter.suspended);
        entitled.map(|voter| voter.weight.get()).try_fold(0_u64, u64::checked_add)
    }

    fn ties(&mut self) {
        let ties = &self.definition.rules.ties;
        let (Seats { min, max, fill }, rules) =
            (self.elected_seats(), [ties.seat, ties.office, ties.deputy]);
        let computed =
            |rule: &Option<TieRule>| matches!(rule, Some(TieRule::LotSeeded | TieRule::LotRfc3797));
        let (extend, shrink) = (ties.extend, ties.shrink);
        let named = ties.seed_source.as_ref().is_some_and(|source| !source.is_blank());
        if ties.seat.is_none() {
            self.add("rules.ties.seat", D::TieRuleMissing);
        }
        if rules.iter().any(computed) && !named {
            self.add("rules.ties.seed_source", D::SeedSourceMissing);
        } else if named && !rules.iter().any(computed) {
            self.add("rules.ties.seed_source", D::SeedSourceUnused);
        }
        let target_is_max = match fill {
            None | Some(Fill::Max) => true,
            Some(Fill::Decided(k)) => k >= max,
            Some(Fill::Gap) => false,
        };
        let target_is_min = min == max || fill == Some(Fill::Decided(min));
        if extend && target_is_max {
            self.add("rules.ties.extend", D::ExtendNeverApplies { max });
        }
        if shrink && target_is_min {
            self.add("rules.ties.shrink", D::ShrinkNeverApplies { min });
        }
    }

    fn offices(&mut self) {
        let offices = &self.definition.rules.offices;
        let mut ids = Positions::default();
        for (i, office) in offices.iter().enumerate() {
            if ids.first((&office.id).into(), i) != i {
                self.add(
                    format!("rules.offices[{i}].id"),
                    D::DuplicateOffice { id: office.id.clone() },
                );
            }
            if office.name.is_blank() {
                self.add(format!("rules.offices[{i}].name"), D::NameMissing { what: "office" });
            }
            if matches!(&office.filled, Filled::NamedBy(body) if body.is_blank()) {
                let what = "body that names the office";
                self.add(format!("rules.offices[{i}].filled.named_by"), D::NameMissing { what });
            }
        }
        let by_votes = offices.iter().filter(|office| office.filled == Filled::ByVotes).count();
        let seats = self.elected_seats().min;
        if seats > 0 && u32::try_from(by_votes).is_ok_and(|by_votes| by_votes > seats) {
            self.add("rules.offices", D::MoreOfficesThanSeats { offices: by_votes, seats });
        }
    }

    fn deputies(&mut self) {
        let Deputies::NextInOrder(next) = self.definition.rules.deputies else { return };
        let left = self.on_ballot().saturating_sub(self.elected_seats().min);
        if next.number == 0 {
            self.add("rules.deputies.next_in_order.number", D::NoDeputies);
        } else if self.on_ballot() > 0 && next.number > left && !self.acclaimed() {
            let fault = D::FewerDeputies { number: next.number, left };
            self.add("rules.deputies.next_in_order.number", fault);
        }
    }

    fn other_seats(&mut self) {
        for (i, seats) in self.definition.rules.other_seats.iter().enumerate() {
            let (SeatKind::AppointedBy(origin) | SeatKind::ExOfficio(origin)) = &seats.kind;
            if seats.number == 0 {
                self.add(format!("rules.other_seats[{i}].number"), D::OtherSeatsZero);
            }
            if seats.name.is_blank() {
                self.add(format!("rules.other_seats[{i}].name"), D::NameMissing { what: "seats" });
            }
            if origin.is_blank() {
                let what = "body or office behind the seats";
                self.add(format!("rules.other_seats[{i}].kind"), D::NameMissing { what });
            }
        }
        let (other, max) = (within_range(self.definition), self.definition.rules.seats.max);
        if other > 0 && max > 0 && other >= u64::from(max) {
            self.add("rules.other_seats", D::OtherSeatsFillRange { other, max });
        }
    }

    fn times(&mut self) {
        let rules = &self.definition.rules;
        if rules.term.is_some_and(|term| term.years == 0) {
            self.add("rules.term.years", D::TermZero);
        }
        if rules.challenge.is_some_and(|challenge| challenge.months == 0) {
            self.add("rules.challenge.months", D::ChallengeZero);
        }
        let deadline = rules.nominations.and_then(|nominations| nominations.deadline);
        if deadline.is_some() && !self.some_dated && !self.definition.candidates.is_empty() {
            self.add("rules.nominations.deadline", D::DeadlineUncheckable);
        }
        if deadline.is_none() && self.some_dated {
            self.add("rules.nominations.deadline", D::DeadlineUnset);
        }
        if let Some(voting) = rules.voting {
            if voting.closes <= voting.opens {
                self.add("rules.voting", D::VotingClosesFirst);
            }
            if deadline.is_some_and(|deadline| deadline > voting.opens) {
                self.add("rules.nominations.deadline", D::DeadlineAfterOpening);
            }
        }
    }
}

/// The seats that this election fills: the range without the other seats that lie within it.
pub(super) fn elected_seats(definition: &Definition) -> Seats {
    let within = within_range(definition);
    let less = |seats: u32| u32::try_from(u64::from(seats).saturating_sub(within)).unwrap_or(0);
    let Seats { min, max, fill } = definition.rules.seats;
    let fill = fill.map(|fill| match fill {
        Fill::Decided(k) => Fill::Decided(less(k)),
        other => other,
    });
    Seats { min: less(min), max: less(max), fill }
}

/// How many of the seats in the range this election does not fill.
fn within_range(definition: &Definition) -> u64 {
    let others = definition.rules.other_seats.iter();
    others.filter(|seats| seats.within_range).map(|seats| u64::from(seats.number)).sum()
}

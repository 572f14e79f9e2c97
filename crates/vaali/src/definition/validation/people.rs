//! Validation of the people: candidates and voters.

use super::Check;
use crate::{
    definition::{
        BallotMode, DefinitionFault as D, Deputies, OwnCandidate, Refusal, SeatHolder, Standing,
    },
    positions::Positions,
    profile::ProfileBuilder,
};

/// Namesakes are many on a roll of persons; beyond this many nobody reads on.
const MOST_SAME_NAMES: usize = 20;

impl Check<'_> {
    pub(super) fn candidates(&mut self) {
        let definition = self.definition;
        if definition.candidates.is_empty() {
            self.add("candidates", D::NoCandidates);
        } else if definition.candidates.len() > ProfileBuilder::MOST_CANDIDATES {
            let (candidates, most) = (definition.candidates.len(), ProfileBuilder::MOST_CANDIDATES);
            self.add("candidates", D::TooManyCandidates { candidates, most });
        } else if self.on_ballot() == 0 {
            self.add("candidates", D::NobodyStands);
        }
        let voters = Positions::of(&mut definition.roll.iter().map(|voter| (&voter.id).into()));
        let mut ids = Positions::default();
        for (i, candidate) in definition.candidates.iter().enumerate() {
            let first = ids.first((&candidate.id).into(), i);
            if first != i {
                self.add(
                    format!("candidates[{i}].id"),
                    D::DuplicateCandidate { id: candidate.id.clone(), first },
                );
            }
            if candidate.name.trim().is_empty() {
                self.add(
                    format!("candidates[{i}].name"),
                    D::CandidateWithoutName { id: candidate.id.clone() },
                );
            }
            self.organisation(i, &voters);
            self.nomination(i);
            self.personal_deputy(i);
        }
        self.names();
    }

    fn organisation(&mut self, i: usize, voters: &Positions) {
        let definition = self.definition;
        let Some(candidate) = definition.candidates.get(i) else { return };
        let path = format!("candidates[{i}].organisation");
        if let Some(organisation) = &candidate.organisation {
            if !definition.roll.is_empty() && voters.get(organisation.as_str()).is_none() {
                let (id, organisation) = (candidate.id.clone(), organisation.clone());
                self.add(path, D::UnknownOrganisation { id, organisation });
            }
            return;
        }
        let rules = &definition.rules;
        let needed_by = if rules.own_candidate == OwnCandidate::Forbidden {
            "own_candidate = \"forbidden\""
        } else if rules.seat_holder == SeatHolder::Organisation {
            "seat_holder = \"organisation\""
        } else if rules.deputies == Deputies::PerOrganisation {
            "deputies = \"per_organisation\""
        } else {
            return;
        };
        self.add(path, D::CandidateWithoutOrganisation { id: candidate.id.clone(), needed_by });
    }

    fn nomination(&mut self, i: usize) {
        let definition = self.definition;
        let (Some(candidate), Some(standing)) =
            (definition.candidates.get(i), self.standings.get(i))
        else {
            return;
        };
        let path = format!("candidates[{i}].nominated_at");
        let id = candidate.id.clone();
        match (standing, &candidate.organisation) {
            (Standing::Refused(Refusal::Late { seconds }), _) => {
                self.add(path, D::LateNomination { id, seconds: *seconds });
            }
            (Standing::Refused(Refusal::Second { .. }), Some(organisation)) => {
                self.add(path, D::SecondNomination { id, organisation: organisation.clone() });
            }
            _ => {
                let deadline =
                    definition.rules.nominations.and_then(|nominations| nominations.deadline);
                if deadline.is_some()
                    && self.some_dated
                    && candidate.nominated_at.is_none()
                    && !candidate.withdrawn
                {
                    self.add(path, D::NominationWithoutTime { id });
                }
            }
        }
    }

    fn personal_deputy(&mut self, i: usize) {
        let definition = self.definition;
        let Some(candidate) = definition.candidates.get(i) else { return };
        let named = candidate.personal_deputy.as_ref().is_some_and(|name| !name.trim().is_empty());
        let pairs = definition.rules.deputies == Deputies::PersonalPair;
        let path = format!("candidates[{i}].personal_deputy");
        if pairs && !named && self.standings.get(i) == Some(&Standing::OnBallot) {
            self.add(path, D::CandidateWithoutDeputy { id: candidate.id.clone() });
        } else if named && !pairs {
            self.add(path, D::UnusedDeputy { id: candidate.id.clone() });
        }
    }

    fn names(&mut self) {
        let definition = self.definition;
        let mut by_name = Positions::default();
        for (i, candidate) in definition.candidates.iter().enumerate() {
            let name = candidate.name.trim();
            if name.is_empty() || self.standings.get(i) != Some(&Standing::OnBallot) {
                continue;
            }
            let first = by_name.first(name.into(), i);
            let Some(other) = definition.candidates.get(first).filter(|_| first != i) else {
                continue;
            };
            let same = candidate.organisation == other.organisation
                && candidate.position == other.position;
            let (id, other, name) = (candidate.id.clone(), other.id.clone(), name.to_owned());
            let path = format!("candidates[{i}].name");
            if same {
                self.add(path, D::SameCandidate { id, other, name });
            } else {
                self.add(path, D::SameName { id, other, name });
            }
        }
    }

    pub(super) fn roll(&mut self) {
        let definition = self.definition;
        let mode = definition.rules.ballots;
        if mode == BallotMode::Anonymous {
            if !definition.roll.is_empty() {
                self.add("roll", D::RollUnused { voters: definition.roll.len() });
            }
            return;
        }
        if definition.roll.is_empty() {
            self.add("roll", D::NoRoll);
            return;
        }
        let (mut ids, mut by_name) = (Positions::default(), Positions::default());
        let mut same_names = 0;
        for (i, voter) in definition.roll.iter().enumerate() {
            let id = || voter.id.clone();
            let first = ids.first((&voter.id).into(), i);
            if first != i {
                self.add(format!("roll[{i}].id"), D::DuplicateVoter { id: id(), first });
            }
            if voter.name.is_blank() {
                self.add(format!("roll[{i}].name"), D::VoterWithoutName { id: id() });
            } else if same_names < MOST_SAME_NAMES {
                let name = voter.name.in_language("fi").trim();
                // Who has the id of another is told of already.
                let other = definition.roll.get(by_name.first(name.into(), i));
                if let Some(other) = other.filter(|other| other.id != voter.id) {
                    same_names += 1;
                    let (other, name) = (other.id.clone(), name.to_owned());
                    let fault = D::SameVoterName { id: id(), other, name };
                    self.add(format!("roll[{i}].name"), fault);
                }
            }
            if voter.weight.get() == 0 {
                self.add(format!("roll[{i}].weight"), D::WeightZero { id: id() });
            } else if voter.weight.get() != 1 && mode == BallotMode::Separate {
                self.add(format!("roll[{i}].weight"), D::WeightUnusable { id: id() });
            }
        }
        if definition.roll.iter().all(|voter| voter.suspended) {
            self.add("roll", D::NobodyEntitled);
        } else if self.all_votes().is_none() {
            self.add("roll", D::WeightOverflow);
        }
    }
}

//! Tables of people: candidates, deputies, offices.

use vaali::{
    count::{CandidateResult, DeputyResult, Place, Reason, Status},
    definition::Filled,
};

use super::{Cell, Source, Word};

impl Source<'_> {
    pub(super) fn results(&self) -> (Vec<Word>, Vec<Vec<Cell>>) {
        let header = vec![
            Word::Place,
            Word::PlaceLast,
            Word::Id,
            Word::Name,
            Word::OrganisationId,
            Word::Organisation,
            Word::Votes,
            Word::SharePercent,
            Word::Status,
            Word::SeatKind,
            Word::Office,
            Word::ByLot,
            Word::Deputy,
            Word::DeputyLast,
        ];
        (header, self.result.candidates.iter().map(|candidate| self.candidate(candidate)).collect())
    }

    fn candidate(&self, candidate: &CandidateResult) -> Vec<Cell> {
        let offices = self.frozen.offices();
        let office = candidate.office.as_ref().and_then(|id| offices.iter().find(|o| o.id == *id));
        let [place, last] = places(candidate.place);
        let [deputy, deputy_last] = places(candidate.deputy);
        let organisation = candidate.organisation.as_ref();
        let seat = match candidate.status {
            Status::Elected if self.result.acclamation => self.say(Word::ByAcclamation),
            Status::Elected => self.say(Word::ByElection),
            _ => Cell::Empty,
        };
        vec![
            place,
            last,
            candidate.id.as_str().into(),
            candidate.name.as_str().into(),
            Cell::or_empty(organisation.map(ToString::to_string)),
            Cell::or_empty(organisation.map(|id| self.organisation(id))),
            Cell::or_empty(candidate.votes.map(u64::from)),
            Cell::percent(candidate.share.as_deref()),
            self.say(status(candidate.status)),
            seat,
            Cell::or_empty(office.map(|office| self.in_language(&office.name))),
            lots(&candidate.reasons).into(),
            deputy,
            deputy_last,
        ]
    }

    pub(super) fn deputies(&self) -> (Vec<Word>, Vec<Vec<Cell>>) {
        let header = vec![
            Word::Place,
            Word::PlaceLast,
            Word::Id,
            Word::Name,
            Word::ForId,
            Word::ForName,
            Word::Organisation,
        ];
        let row = |deputy: &DeputyResult| match deputy {
            DeputyResult::NextInOrder { candidate, place } => {
                let [first, last] = places(Some(*place));
                let mut all = self.result.candidates.iter();
                let organisation = all.find(|c| c.id == *candidate);
                let organisation = organisation.and_then(|c| c.organisation.as_ref());
                let organisation = organisation.map(|id| self.organisation(id));
                let (id, name) = (candidate.as_str().into(), self.name(candidate).into());
                vec![first, last, id, name, Cell::Empty, Cell::Empty, Cell::or_empty(organisation)]
            }
            DeputyResult::Personal { elected, name } => {
                let of = [elected.as_str().into(), self.name(elected).into()];
                let [of_id, of_name] = of;
                let name = name.as_str().into();
                vec![Cell::Empty, Cell::Empty, Cell::Empty, name, of_id, of_name, Cell::Empty]
            }
            DeputyResult::ToBeNamed { elected, organisation } => {
                let by = self.organisation(organisation).into();
                let (of_id, of_name) = (elected.as_str().into(), self.name(elected).into());
                let name = self.say(Word::ToBeNamed);
                vec![Cell::Empty, Cell::Empty, Cell::Empty, name, of_id, of_name, by]
            }
        };
        (header, self.result.deputies.iter().map(row).collect())
    }

    pub(super) fn offices(&self) -> (Vec<Word>, Vec<Vec<Cell>>) {
        let header = vec![Word::Id, Word::Office, Word::HolderId, Word::Holder, Word::How];
        let offices = self.result.offices.iter().map(|office| {
            let reasons = self.result.candidates.iter().flat_map(|candidate| &candidate.reasons);
            let by_lot = |reason: &Reason| {
                matches!(reason, Reason::OfficeByLot { office: held, .. } if *held == office.office)
            };
            let how = match (&office.filled, &office.holder) {
                (Filled::ByVotes, None) if self.outcome.request().is_some() => {
                    self.say(Word::Undecided)
                }
                (Filled::ByVotes, None) => Cell::Empty,
                (Filled::ByVotes, Some(_)) if reasons.into_iter().any(by_lot) => {
                    self.say(Word::DrawnByLot)
                }
                (Filled::ByVotes, Some(_)) => self.say(Word::ByVotes),
                (Filled::SeparateContest, _) => self.say(Word::SeparateContest),
                (Filled::BodyElects, _) => self.say(Word::BodyElects),
                (Filled::NamedBy(body), _) => {
                    format!("{}: {}", self.word(Word::NamedBy), self.in_language(body)).into()
                }
            };
            vec![
                office.office.as_str().into(),
                self.in_language(&office.name).into(),
                Cell::or_empty(office.holder.as_ref().map(ToString::to_string)),
                Cell::or_empty(office.holder.as_ref().map(|holder| self.name(holder))),
                how,
            ]
        });
        (header, offices.collect())
    }
}

fn places(place: Option<Place>) -> [Cell; 2] {
    let place = place.map(|place| [place.first.into(), place.last.into()]);
    place.unwrap_or([Cell::Empty, Cell::Empty])
}

fn status(status: Status) -> Word {
    match status {
        Status::Elected => Word::Elected,
        Status::Deputy => Word::IsDeputy,
        Status::NotElected => Word::NotElected,
        Status::Declined => Word::Declined,
        Status::Withdrawn => Word::Withdrawn,
        Status::Refused => Word::Refused,
        Status::Undecided => Word::Undecided,
    }
}

/// The labels of the lots that decided something for a candidate.
fn lots(reasons: &[Reason]) -> String {
    let labels = reasons.iter().filter_map(|reason| match reason {
        Reason::ElectedByLot { label, .. }
        | Reason::NotDrawn { label }
        | Reason::OfficeByLot { label, .. }
        | Reason::DeputyByLot { label } => Some(label.as_str()),
        _ => None,
    });
    labels.collect::<Vec<_>>().join("; ")
}

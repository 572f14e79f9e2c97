//! The elected, how many they are and why so many.

use vaali::count::{CandidateResult, FillReason, Reason, SeatsResult, Status};

use super::View;
use crate::{
    document::{Align, Column, Document, Table},
    message::minutes as say,
    rules,
};

pub(super) fn elected(view: &View<'_>, document: &mut Document) {
    let language = view.language;
    let rules = view.counted.frozen.rules();
    document.heading(say::elected(language));
    document.paragraph(how_many(view));
    gaps(view, document);

    let elected: Vec<&CandidateResult> = view
        .result()
        .candidates
        .iter()
        .filter(|candidate| candidate.status == Status::Elected)
        .collect();
    if elected.is_empty() {
        return;
    }
    let mut table = Table::new([
        Column::new(say::name(language), Align::Start),
        Column::new(say::organisation(language), Align::Start),
        Column::new(say::votes(language), Align::End),
        Column::new(say::basis(language), Align::Start),
        Column::new(say::office(language), Align::Start),
    ]);
    for candidate in elected {
        table.row([
            view.name(&candidate.id),
            view.organisation(candidate.organisation.as_ref()),
            candidate.votes.map(|votes| view.number(votes)).unwrap_or_default(),
            basis(view, candidate).to_owned(),
            candidate.office.as_ref().map(|office| view.office(office)).unwrap_or_default(),
        ]);
    }
    document.table(table.without_empty_columns());
    let mut sentences = vec![
        say::elected_seats(language).to_owned(),
        rules::holder(language, rules.seat_holder).to_owned(),
    ];
    sentences.extend(rules.term.map(|term| rules::term(language, Some(term))));
    document.paragraph(sentences.join(" "));
}

fn how_many(view: &View<'_>) -> String {
    let language = view.language;
    let SeatsResult { filled, vacant, why, .. } = &view.result().seats;
    let (filled, vacant) = (u64::from(*filled), u64::from(*vacant));
    let number = match (filled, why) {
        (0, FillReason::AwaitsLot) => String::new(),
        (0, _) => say::elected_nobody(language).to_owned(),
        (filled, FillReason::AwaitsLot) => say::elected_so_far(language, filled),
        (filled, _) => say::elected_number(language, filled),
    };
    let why = match why {
        FillReason::Fixed => say::fixed(language),
        FillReason::Max => say::max(language),
        FillReason::Decided => say::decided(language),
        FillReason::Gap => say::gap(language),
        FillReason::FewCandidates => say::few_candidates(language),
        FillReason::Extended => say::extended(language),
        FillReason::Shrunk => say::shrunk(language),
        FillReason::Acclamation => say::by_acclamation(language),
        FillReason::AwaitsLot => say::awaits(language),
    };
    let mut sentences = vec![number, why.to_owned()];
    if vacant > 0 {
        sentences.push(say::vacant(language, vacant));
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences.join(" ")
}

/// The drops in votes, where they decided the number of seats.
fn gaps(view: &View<'_>, document: &mut Document) {
    let language = view.language;
    let mut table = Table::new([
        Column::new(say::gap_seats(language), Align::End),
        Column::new(say::gap_drop(language), Align::End),
    ]);
    for gap in &view.result().seats.gaps {
        table.row([view.number(gap.seats), view.number(gap.drop)]);
    }
    document.table(table);
}

/// On what a candidate's election rests.
fn basis(view: &View<'_>, candidate: &CandidateResult) -> &'static str {
    let language = view.language;
    let of = |reason: &Reason| match reason {
        Reason::MostVotes { .. } | Reason::EnoughVotes { .. } => Some(say::basis_votes(language)),
        Reason::ElectedByLot { label, .. } if view.is_reballot(label) => {
            Some(say::basis_reballot(language))
        }
        Reason::ElectedByLot { .. } => Some(say::basis_lot(language)),
        Reason::TieElected { .. } => Some(say::basis_tie(language)),
        Reason::Acclamation => Some(say::basis_acclamation(language)),
        // These say why somebody is not elected, or what else the elected are.
        Reason::FewerVotes { .. }
        | Reason::BelowMinimum { .. }
        | Reason::NotDrawn { .. }
        | Reason::TieLeftOut { .. }
        | Reason::AwaitsLot { .. }
        | Reason::OfficeByVotes { .. }
        | Reason::OfficeByLot { .. }
        | Reason::DeclinedOffice { .. }
        | Reason::DeputyByVotes
        | Reason::DeputyByLot { .. }
        | Reason::DeputyLotOpen { .. }
        | Reason::DeclinedSeat
        | Reason::Withdrawn
        | Reason::Refused => None,
    };
    candidate.reasons.iter().find_map(of).unwrap_or_default()
}

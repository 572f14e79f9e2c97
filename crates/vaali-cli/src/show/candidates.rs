//! The candidates in votes order, the seat line, offices and deputies.

use anstyle::Style;
use vaali::{
    count::{CandidateResult, DeputyResult, LotMethod, Place, Reason, Status},
    definition::{Filled, Refusal, VoterId},
};

use super::{
    LANGUAGE, View,
    style::{CARE, DIM, GOOD, heading},
    table::{Column, Table},
    text::{clean, counted, percent},
};

/// The table with its columns and no candidate yet.
pub(super) fn empty() -> Table {
    Table::new(vec![
        Column::right("Place"),
        Column::left("Id"),
        Column::giving_way("Name"),
        Column::giving_way("Organisation"),
        Column::right("Votes"),
        Column::right("Share"),
        Column::left("Status"),
        Column::left("Office"),
    ])
}

/// The table of all candidates.
pub(super) fn table(view: &View<'_>) -> String {
    let mut table = empty();
    let candidates = &view.result().candidates;
    for (i, candidate) in candidates.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| candidates.get(i));
        if let Some((words, style)) =
            before.and_then(|before| line_between(view, before.status, candidate.status))
        {
            table.across(words, style);
        }
        table.line(&cells(view, candidate), style(candidate.status));
    }
    format!("\n{}", table.draw("  ", view.width))
}

fn cells(view: &View<'_>, candidate: &CandidateResult) -> Vec<String> {
    let organisation = candidate.organisation.as_ref().map(|id| organisation(view, id));
    vec![
        candidate.place.map(place).unwrap_or_default(),
        candidate.id.to_string(),
        candidate.name.clone(),
        organisation.unwrap_or_default(),
        candidate.votes.map(|votes| votes.to_string()).unwrap_or_default(),
        candidate.share.as_deref().and_then(percent).unwrap_or_default(),
        status(view, candidate),
        candidate.office.as_ref().map(|id| view.office(id)).unwrap_or_default(),
    ]
}

/// The organisation's name on the roll; what the candidate's entry says where there is no roll.
fn organisation(view: &View<'_>, id: &VoterId) -> String {
    let voter = view.frozen.voter(id.as_str()).and_then(|v| view.frozen.roll().get(v as usize));
    voter.map_or_else(|| id.to_string(), |voter| voter.name.in_language(LANGUAGE).to_owned())
}

fn place(Place { first, last }: Place) -> String {
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}

/// The line drawn where elected and not elected part, or where a lot will part them.
fn line_between(view: &View<'_>, above: Status, below: Status) -> Option<(String, Style)> {
    let seats = &view.result().seats;
    let out = |status| matches!(status, Status::Deputy | Status::NotElected);
    match (above, below) {
        (Status::Elected, below) if out(below) => {
            Some((format!("seat line: {} elected", seats.filled), GOOD))
        }
        (Status::Elected, Status::Undecided) => {
            Some((format!("{} elected so far; a lot decides among the next", seats.filled), CARE))
        }
        (Status::Undecided, below) if out(below) => Some(("tied above".to_owned(), CARE)),
        (above, Status::Declined | Status::Withdrawn | Status::Refused)
            if !matches!(above, Status::Declined | Status::Withdrawn | Status::Refused) =>
        {
            Some(("do not stand".to_owned(), DIM))
        }
        _ => None,
    }
}

fn style(status: Status) -> Style {
    match status {
        Status::Elected | Status::Deputy | Status::NotElected => Style::new(),
        Status::Undecided => CARE,
        Status::Declined | Status::Withdrawn | Status::Refused => DIM,
    }
}

/// How a tie was settled: by a lot, or by a new ballot between the tied.
fn settled(view: &View<'_>, label: &str) -> &'static str {
    let lot = view.result().lots.iter().find(|lot| lot.request.label == label);
    match lot.map(|lot| &lot.method) {
        Some(LotMethod::Reballot) => "new ballot",
        _ => "lot",
    }
}

fn status(view: &View<'_>, candidate: &CandidateResult) -> String {
    let by = |label: fn(&Reason) -> Option<&str>| {
        candidate.reasons.iter().find_map(label).map(|label| settled(view, label))
    };
    let because = |wanted: fn(&Reason) -> bool| candidate.reasons.iter().any(wanted);
    let elected_by = by(|reason| match reason {
        Reason::ElectedByLot { label, .. } => Some(label),
        _ => None,
    });
    let deputy_by = by(|reason| match reason {
        Reason::DeputyByLot { label } => Some(label),
        _ => None,
    });
    let left_out_by = by(|reason| match reason {
        Reason::NotDrawn { label } => Some(label),
        _ => None,
    });
    match candidate.status {
        Status::Elected if elected_by.is_some() => {
            format!("elected by {}", elected_by.unwrap_or_default())
        }
        Status::Elected if because(|r| matches!(r, Reason::TieElected { .. })) => {
            "elected, tied".to_owned()
        }
        Status::Elected => "elected".to_owned(),
        Status::Deputy => {
            let lot = match deputy_by {
                Some(by) => format!(", by {by}"),
                None if because(|r| matches!(r, Reason::DeputyLotOpen { .. })) => {
                    ", lot open".to_owned()
                }
                None => String::new(),
            };
            format!("deputy {}{lot}", candidate.deputy.map(place).unwrap_or_default())
        }
        Status::NotElected if left_out_by == Some("lot") => "not drawn".to_owned(),
        Status::NotElected if left_out_by.is_some() => "not chosen in the new ballot".to_owned(),
        Status::NotElected if because(|r| matches!(r, Reason::TieLeftOut { .. })) => {
            "not elected, tied".to_owned()
        }
        Status::NotElected if because(|r| matches!(r, Reason::BelowMinimum { .. })) => {
            "too few votes".to_owned()
        }
        Status::NotElected if because(|r| matches!(r, Reason::DeputyLotOpen { .. })) => {
            "deputy lot open".to_owned()
        }
        Status::NotElected => "not elected".to_owned(),
        Status::Declined => "declined".to_owned(),
        Status::Withdrawn => "withdrew".to_owned(),
        Status::Refused => match &candidate.refusal {
            Some(Refusal::Late { .. }) => "refused: late".to_owned(),
            Some(Refusal::Second { .. }) => "refused: second of its organisation".to_owned(),
            None => "refused".to_owned(),
        },
        Status::Undecided => "awaits the lot".to_owned(),
    }
}

/// Who holds which office, or who will say so.
pub(super) fn offices(view: &View<'_>) -> String {
    let offices = &view.result().offices;
    if offices.is_empty() {
        return String::new();
    }
    let mut table =
        Table::new(vec![Column::left("Office"), Column::left("Holder"), Column::left("How")]);
    for office in offices {
        let (holder, how) = match (&office.holder, &office.filled) {
            (Some(holder), _) => (view.name(holder), how_held(view, office.office.as_str())),
            (None, Filled::ByVotes) if view.outcome.request().is_some() => {
                ("open until the lot".to_owned(), String::new())
            }
            (None, Filled::ByVotes) => ("open".to_owned(), String::new()),
            (None, Filled::SeparateContest) => {
                ("-".to_owned(), "filled by another contest".to_owned())
            }
            (None, Filled::BodyElects) => ("-".to_owned(), "the elected body chooses".to_owned()),
            (None, Filled::NamedBy(body)) => {
                ("-".to_owned(), format!("named by {}", body.in_language(LANGUAGE)))
            }
        };
        table.line(&[office.name.in_language(LANGUAGE).to_owned(), holder, how], Style::new());
    }
    format!("{}{}", heading("Offices"), table.draw("  ", view.width))
}

fn how_held(view: &View<'_>, office: &str) -> String {
    let mut reasons = view.result().candidates.iter().flat_map(|candidate| &candidate.reasons);
    let lot = reasons.find_map(|reason| match reason {
        Reason::OfficeByLot { office: held, label } if held.as_str() == office => Some(label),
        _ => None,
    });
    format!("by {}", lot.map_or("votes", |label| settled(view, label)))
}

/// The deputies, whatever the rules mean by them.
pub(super) fn deputies(view: &View<'_>) -> String {
    let deputies = &view.result().deputies;
    if deputies.is_empty() {
        return String::new();
    }
    let mut text = heading("Deputies");
    for deputy in deputies {
        match deputy {
            DeputyResult::NextInOrder { candidate, place: at } => {
                let votes = view
                    .votes(candidate)
                    .map(|votes| format!(", {}", counted(votes, "vote", "votes")));
                let votes = votes.unwrap_or_default();
                push!(text, "  {:>5}  {}{votes}\n", place(*at), view.name(candidate));
            }
            DeputyResult::Personal { elected, name } => {
                push!(text, "  {} for {}\n", clean(name), view.name(elected));
            }
            DeputyResult::ToBeNamed { elected, organisation: by } => {
                let by = clean(&organisation(view, by));
                push!(text, "  for {}: to be named by {by}\n", view.name(elected));
            }
        }
    }
    text
}

//! The candidates in votes order, the seat line, offices and deputies.

use anstyle::Style;
use vaali::{
    count::{CandidateResult, DeputyResult, LotMethod, Place, Reason, Status},
    definition::{Filled, Refusal, VoterId},
};

use vaali_report::{
    Language,
    terminal::{candidates as say, percent},
};

use super::{
    View,
    style::{CARE, DIM, GOOD, heading},
    table::{Column, Table},
    text::clean,
};

/// The table with its columns and no candidate yet.
pub(super) fn empty(language: Language) -> Table {
    Table::new(vec![
        Column::right(say::place(language)),
        Column::left(say::id(language)),
        Column::giving_way(say::name(language)),
        Column::giving_way(say::organisation(language)),
        Column::right(say::votes(language)),
        Column::right(say::share(language)),
        Column::left(say::status(language)),
        Column::left(say::office(language)),
    ])
}

/// The table of all candidates.
pub(super) fn table(view: &View<'_>) -> String {
    let mut table = empty(view.language);
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
    let share = candidate.share.as_deref().and_then(|share| percent(view.language, share));
    vec![
        candidate.place.map(place).unwrap_or_default(),
        candidate.id.to_string(),
        candidate.name.clone(),
        organisation.unwrap_or_default(),
        candidate.votes.map(|votes| votes.to_string()).unwrap_or_default(),
        share.unwrap_or_default(),
        status(view, candidate),
        candidate.office.as_ref().map(|id| view.office(id)).unwrap_or_default(),
    ]
}

/// The organisation's name on the roll; what the candidate's entry says where there is no roll.
fn organisation(view: &View<'_>, id: &VoterId) -> String {
    let voter = view.frozen.voter(id.as_str()).and_then(|v| view.frozen.roll().get(v as usize));
    voter.map_or_else(|| id.to_string(), |voter| view.text(&voter.name).to_owned())
}

fn place(Place { first, last }: Place) -> String {
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}

/// The line drawn where elected and not elected part, or where a lot will part them.
fn line_between(view: &View<'_>, above: Status, below: Status) -> Option<(String, Style)> {
    let (language, elected) = (view.language, u64::from(view.result().seats.filled));
    let out = |status| matches!(status, Status::Deputy | Status::NotElected);
    match (above, below) {
        (Status::Elected, below) if out(below) => Some((say::seat_line(language, elected), GOOD)),
        (Status::Elected, Status::Undecided) => Some((say::tie_below(language, elected), CARE)),
        (Status::Undecided, below) if out(below) => {
            Some((say::tie_above(language).to_owned(), CARE))
        }
        (above, Status::Declined | Status::Withdrawn | Status::Refused)
            if !matches!(above, Status::Declined | Status::Withdrawn | Status::Refused) =>
        {
            Some((say::do_not_stand(language).to_owned(), DIM))
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

/// How a tie was settled.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Settled {
    Lot,
    /// A new ballot between the tied.
    Ballot,
}

fn settled(view: &View<'_>, label: &str) -> Settled {
    let lot = view.result().lots.iter().find(|lot| lot.request.label == label);
    match lot.map(|lot| &lot.method) {
        Some(LotMethod::Reballot) => Settled::Ballot,
        _ => Settled::Lot,
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
    let deputy_open = because(|reason| matches!(reason, Reason::DeputyLotOpen { .. }));
    let deputy = |say: fn(Language, &str) -> String| {
        say(view.language, &candidate.deputy.map(place).unwrap_or_default())
    };
    let word: fn(Language) -> &'static str = match candidate.status {
        Status::Elected => match elected_by {
            Some(Settled::Lot) => say::elected_by_lot,
            Some(Settled::Ballot) => say::elected_by_ballot,
            None if because(|r| matches!(r, Reason::TieElected { .. })) => say::elected_tied,
            None => say::elected,
        },
        Status::Deputy => {
            return deputy(match deputy_by {
                Some(Settled::Lot) => say::deputy_by_lot,
                Some(Settled::Ballot) => say::deputy_by_ballot,
                None if deputy_open => say::deputy_open,
                None => say::deputy,
            });
        }
        Status::NotElected => match left_out_by {
            Some(Settled::Lot) => say::not_drawn,
            Some(Settled::Ballot) => say::not_chosen,
            None if because(|r| matches!(r, Reason::TieLeftOut { .. })) => say::left_out,
            None if because(|r| matches!(r, Reason::BelowMinimum { .. })) => say::too_few_votes,
            None if deputy_open => say::among_deputies_open,
            None => say::not_elected,
        },
        Status::Declined => say::declined,
        Status::Withdrawn => say::withdrew,
        Status::Refused => match &candidate.refusal {
            Some(Refusal::Late { .. }) => say::refused_late,
            Some(Refusal::Second { .. }) => say::refused_second,
            None => say::refused,
        },
        Status::Undecided => say::awaits,
    };
    word(view.language).to_owned()
}

/// Who holds which office, or who will say so.
pub(super) fn offices(view: &View<'_>) -> String {
    let offices = &view.result().offices;
    if offices.is_empty() {
        return String::new();
    }
    let language = view.language;
    let heads = [say::office, say::holder, say::how];
    let mut table = Table::new(heads.map(|head| Column::left(head(language))).to_vec());
    let nobody = || "-".to_owned();
    for office in offices {
        let (holder, how) = match (&office.holder, &office.filled) {
            (Some(holder), _) => {
                (view.name(holder), how_held(view, office.office.as_str())(language).to_owned())
            }
            (None, Filled::ByVotes) if view.outcome.request().is_some() => {
                (say::office_open_tie(language).to_owned(), String::new())
            }
            (None, Filled::ByVotes) => (say::office_open(language).to_owned(), String::new()),
            (None, Filled::SeparateContest) => {
                (nobody(), say::office_separate(language).to_owned())
            }
            (None, Filled::BodyElects) => (nobody(), say::office_body(language).to_owned()),
            (None, Filled::NamedBy(body)) => {
                (nobody(), say::office_named(language, view.text(body)))
            }
        };
        table.line(&[view.text(&office.name).to_owned(), holder, how], Style::new());
    }
    format!("{}{}", heading(say::offices(language)), table.draw("  ", view.width))
}

fn how_held(view: &View<'_>, office: &str) -> fn(Language) -> &'static str {
    let mut reasons = view.result().candidates.iter().flat_map(|candidate| &candidate.reasons);
    let lot = reasons.find_map(|reason| match reason {
        Reason::OfficeByLot { office: held, label } if held.as_str() == office => Some(label),
        _ => None,
    });
    match lot.map(|label| settled(view, label)) {
        None => say::by_votes,
        Some(Settled::Lot) => say::by_lot,
        Some(Settled::Ballot) => say::by_ballot,
    }
}

/// The deputies, whatever the rules mean by them.
pub(super) fn deputies(view: &View<'_>) -> String {
    let deputies = &view.result().deputies;
    if deputies.is_empty() {
        return String::new();
    }
    let language = view.language;
    let mut text = heading(say::deputies(language));
    for deputy in deputies {
        match deputy {
            DeputyResult::NextInOrder { candidate, place: at } => {
                let name = view.name(candidate);
                let name = match view.votes(candidate) {
                    Some(votes) => say::deputy_with_votes(language, &name, votes),
                    None => name,
                };
                push!(text, "  {:>5}  {name}\n", place(*at));
            }
            DeputyResult::Personal { elected, name } => {
                let line = say::deputy_for(language, &view.name(elected), &clean(name));
                push!(text, "  {line}\n");
            }
            DeputyResult::ToBeNamed { elected, organisation: by } => {
                let by = clean(&organisation(view, by));
                let line = say::deputy_to_be_named(language, &view.name(elected), &by);
                push!(text, "  {line}\n");
            }
        }
    }
    text
}

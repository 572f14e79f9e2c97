//! The result of a count, from the title to the hash.

use vaali::{
    count::{FillReason, SeatsResult},
    definition::{OtherSeats, SeatKind},
};

use vaali_report::{Language, rules, terminal::seats as say};

use super::{
    View, candidates, lots, margins, reconciliation,
    style::{BOLD, CARE, heading, paint},
    text::{clean, columns, padding, wrapped},
    turnout,
};

/// Everything about a count.
pub(crate) fn result(view: &View<'_>) -> String {
    let mut text = title(view);
    text.push_str(&turnout::figures(view));
    text.push_str(&candidates::table(view));
    text.push_str(&seats(view));
    text.push_str(&candidates::offices(view));
    text.push_str(&candidates::deputies(view));
    text.push_str(&other_seats(view));
    text.push_str(&lots::drawn(view));
    text.push_str(&turnout::rejected(view));
    text.push_str(&margins::in_words(view));
    text.push_str(&reconciliation::in_words(view));
    text.push_str(&lots::open(view));
    text.push_str(&lots::needed(view));
    text
}

/// The title; a rehearsal says so before anything else.
pub(crate) fn title(view: &View<'_>) -> String {
    let election = &view.result().election;
    let title = paint(BOLD, &clean(view.text(&election.title)));
    if election.test {
        format!("{}\n{title}\n", paint(CARE, rules::test(view.language)))
    } else {
        format!("{title}\n")
    }
}

/// The columns in which a number of seats stands, at least.
const SEATS_WIDTH: usize = 10;

fn seats(view: &View<'_>) -> String {
    let language = view.language;
    let SeatsResult { min, max, target, filled, vacant, why, gaps } = &view.result().seats;
    let range = if min == max {
        format!("{max}")
    } else {
        say::range(language, &max.to_string(), &min.to_string())
    };
    let because = match why {
        FillReason::Fixed => say::fixed(language).to_owned(),
        FillReason::Max => say::max(language).to_owned(),
        FillReason::Decided => say::decided(language, &target.unwrap_or(*filled).to_string()),
        FillReason::Gap => say::gap(language).to_owned(),
        FillReason::FewCandidates => match view.frozen.rules().minimum_votes.get() {
            1 => say::few_candidates(language).to_owned(),
            minimum => say::few_candidates_of(language, &minimum.to_string()),
        },
        FillReason::Extended => say::extended(language).to_owned(),
        FillReason::Shrunk => say::shrunk(language).to_owned(),
        FillReason::Acclamation => say::acclamation(language).to_owned(),
        FillReason::AwaitsLot => say::awaits(language, &target.unwrap_or(*max).to_string()),
    };
    let mut text = heading(say::seats(language));
    let filled = say::filled(language, &filled.to_string(), &range, &because);
    text.push_str(&wrapped(&filled, "  ", view.width));
    if *vacant > 0 {
        push!(text, "  {}\n", paint(CARE, &say::vacant(language, u64::from(*vacant))));
    }
    let rows: Vec<String> = gaps.iter().map(|gap| so_many(language, gap.seats)).collect();
    let width = rows.iter().map(|row| columns(row)).max().unwrap_or(0).max(SEATS_WIDTH);
    for (gap, seats) in gaps.iter().zip(&rows) {
        let next = say::next_has(language, u64::from(gap.drop));
        push!(text, "  {}{seats} {next}", padding(seats, width));
        if Some(gap.seats) == *target {
            push!(text, "  {}", say::largest(language));
        }
        text.push('\n');
    }
    text
}

/// `1 seat, ` as wide as `2 seats,`, so that the numbers stand under one another.
fn so_many(language: Language, seats: u32) -> String {
    let [one, two] = [1, 2].map(|seats| columns(&say::seats_are(language, seats)));
    let behind = if seats == 1 { two.saturating_sub(one) } else { 0 };
    format!("{},{}", say::seats_are(language, u64::from(seats)), " ".repeat(behind))
}

fn other_seats(view: &View<'_>) -> String {
    let others = &view.result().other_seats;
    if others.is_empty() {
        return String::new();
    }
    let language = view.language;
    let mut text = heading(say::other_seats(language));
    for OtherSeats { name, kind, number, voting, .. } in others {
        let origin = match kind {
            SeatKind::AppointedBy(body) => say::appointed(language, view.text(body)),
            SeatKind::ExOfficio(office) => say::ex_officio(language, view.text(office)),
        };
        let vote = if *voting { say::voting(language) } else { say::not_voting(language) };
        let line = say::other_seat(language, view.text(name), &number.to_string(), &origin, vote);
        text.push_str(&wrapped(&clean(&line), "  ", view.width));
    }
    text
}

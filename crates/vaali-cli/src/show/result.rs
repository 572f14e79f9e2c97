//! The result of a count, from the title to the hash.

use vaali::{
    count::{FillReason, SeatsResult},
    definition::{OtherSeats, SeatKind},
};

use super::{
    LANGUAGE, View, candidates, lots, margins, reconciliation,
    style::{BOLD, CARE, heading, paint},
    text::{clean, counted, wrapped},
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
    let title = paint(BOLD, &clean(election.title.in_language(LANGUAGE)));
    if election.test { format!("{}\n{title}\n", paint(CARE, TEST)) } else { format!("{title}\n") }
}

/// What every output of a rehearsal begins with.
pub(crate) use vaali_report::published::TEST;

fn seats(view: &View<'_>) -> String {
    let SeatsResult { min, max, target, filled, vacant, why, gaps } = &view.result().seats;
    let range = if min == max { format!("{max}") } else { format!("{min} to {max}") };
    let because = match why {
        FillReason::Fixed => "their number is fixed".to_owned(),
        FillReason::Max => "as many as the range allows".to_owned(),
        FillReason::Decided => format!("{} was decided before the vote", target.unwrap_or(*filled)),
        FillReason::Gap => "the votes drop most there".to_owned(),
        FillReason::FewCandidates => {
            let minimum = view.frozen.rules().minimum_votes.get();
            let votes = if minimum == 1 { "vote".to_owned() } else { format!("{minimum} votes") };
            format!("no other candidate has the {votes} needed")
        }
        FillReason::Extended => "all who are tied at the last seat are elected".to_owned(),
        FillReason::Shrunk => "the election stops above the tie".to_owned(),
        FillReason::Acclamation => {
            "no more candidates than seats, so no vote was needed".to_owned()
        }
        FillReason::AwaitsLot => format!("a lot decides the rest of {}", target.unwrap_or(*max)),
    };
    let mut text = heading("Seats");
    text.push_str(&wrapped(&format!("{filled} filled of {range}: {because}."), "  ", view.width));
    if *vacant > 0 {
        let stay = if *vacant == 1 {
            "1 seat stays vacant.".to_owned()
        } else {
            format!("{vacant} seats stay vacant.")
        };
        push!(text, "  {}\n", paint(CARE, &stay));
    }
    for gap in gaps {
        let chosen = if Some(gap.seats) == *target { "  <- the largest" } else { "" };
        let seats = counted(u64::from(gap.seats), "seat, ", "seats,");
        push!(text, "  {seats:>10} the next has {} fewer{chosen}\n", gap.drop);
    }
    text
}

fn other_seats(view: &View<'_>) -> String {
    let others = &view.result().other_seats;
    if others.is_empty() {
        return String::new();
    }
    let mut text = heading("Other seats");
    for OtherSeats { name, kind, number, voting, .. } in others {
        let from = match kind {
            SeatKind::AppointedBy(body) => format!("appointed by {}", body.in_language(LANGUAGE)),
            SeatKind::ExOfficio(office) => {
                format!("held by whoever is {}", office.in_language(LANGUAGE))
            }
        };
        let vote = if *voting { "with a vote" } else { "without a vote" };
        let line = clean(&format!("{}: {number}, {from}, {vote}", name.in_language(LANGUAGE)));
        text.push_str(&wrapped(&line, "  ", view.width));
    }
    text
}

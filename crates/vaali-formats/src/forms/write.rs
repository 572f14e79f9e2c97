//! `ballots.csv` and `voted.csv` from a file of another form.

use std::iter;

use jiff::Timestamp;
use vaali::{
    ballot::{Ballot, RollMark},
    definition::BallotMode,
};

use crate::datasets::export;

/// Ballots in the list layout of an election's folder, safe in spreadsheets. Voters are written where ballots are linked to the roll, times where ballots have any.
pub fn ballots_csv(ballots: &[Ballot], mode: BallotMode) -> String {
    let row = |voter: &str, cast_at: &str, marks: &str| {
        let cells: &[&str] = match mode {
            BallotMode::Linked => &[voter, cast_at, marks],
            BallotMode::Anonymous => &[cast_at, marks],
            BallotMode::Separate => &[marks],
        };
        cells.iter().map(|&cell| cell.to_owned()).collect::<Vec<_>>()
    };
    let rows = ballots.iter().map(|ballot| {
        let voter = ballot.voter.as_deref().unwrap_or_default();
        row(voter, &written(ballot.cast_at), &ballot.marks.join(";"))
    });
    export::csv(';', iter::once(row("voter", "cast_at", "marks")).chain(rows))
}

/// Marks on the roll as the file of an election's folder, in the order of the voters' ids.
pub fn voted_csv(marks: &[RollMark]) -> String {
    let mut marks: Vec<&RollMark> = marks.iter().collect();
    marks.sort_by(|one, other| (&one.voter, one.cast_at).cmp(&(&other.voter, other.cast_at)));
    let rows = marks.iter().map(|mark| [mark.voter.clone(), written(mark.cast_at)]);
    export::csv(';', iter::once(["voter", "cast_at"].map(str::to_owned)).chain(rows))
}

/// As an instant, so that no clock that changes makes it two.
fn written(time: Option<Timestamp>) -> String {
    time.map_or_else(String::new, |time| time.to_string())
}

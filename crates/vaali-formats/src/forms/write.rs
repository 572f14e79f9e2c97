//! `ballots.csv` and `voted.csv` from a file of another form.

use std::iter;

use jiff::Timestamp;
use vaali::{
    ballot::{Ballot, RollMark},
    definition::BallotMode,
};

use crate::datasets::export;

/// Ballots as a file of an election's folder, safe in spreadsheets and read as the same ballots. Voters are written where ballots are linked to the roll, times where ballots have any.
///
/// In the list layout, or in the long one where a mark holds what parts the marks of a list: `Salo; Virtanen` written by hand into a form names nobody, and must not become two candidates.
///
/// ```
/// use vaali::{ballot::Ballot, definition::BallotMode};
/// use vaali_formats::forms::ballots_csv;
///
/// let ballot = |mark: &str| Ballot { voter: None, cast_at: None, marks: vec!["1".into(), mark.into()] };
/// let written = |mark| ballots_csv(&[ballot(mark)], BallotMode::Separate);
/// assert_eq!(written("2"), "\u{feff}marks\r\n\"1;2\"\r\n");
/// assert_eq!(written("2, 3"), "\u{feff}ballot;candidate\r\n1;1\r\n1;\"2, 3\"\r\n");
/// ```
pub fn ballots_csv(ballots: &[Ballot], mode: BallotMode) -> String {
    let mut marks = ballots.iter().flat_map(|ballot| &ballot.marks);
    let is_long = marks.any(|mark| mark.contains([';', ',', '|']));
    let row = |number: &str, voter: &str, cast_at: &str, marks: &str| {
        let mut cells = Vec::with_capacity(4);
        if is_long {
            cells.push(number.to_owned());
        }
        if mode == BallotMode::Linked {
            cells.push(voter.to_owned());
        }
        if mode != BallotMode::Separate {
            cells.push(cast_at.to_owned());
        }
        cells.push(marks.to_owned());
        cells
    };
    let header = row("ballot", "voter", "cast_at", if is_long { "candidate" } else { "marks" });
    let rows = (1_u64..).zip(ballots).flat_map(|(number, ballot)| {
        let number = number.to_string();
        let voter = ballot.voter.as_deref().unwrap_or_default();
        let cast_at = written(ballot.cast_at);
        let cells = match (is_long, ballot.marks.is_empty()) {
            (false, _) => vec![list(&ballot.marks)],
            (true, true) => vec![String::new()],
            (true, false) => ballot.marks.clone(),
        };
        cells.into_iter().map(move |cell| row(&number, voter, &cast_at, &cell)).collect::<Vec<_>>()
    });
    export::csv(';', iter::once(header).chain(rows))
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

/// Marks in one cell. Readers drop one empty piece at the end, so that an empty mark there needs one more.
fn list(marks: &[String]) -> String {
    let end = if marks.last().is_some_and(String::is_empty) { ";" } else { "" };
    marks.join(";") + end
}

//! `ballots.csv` from ballots of another file.

use vaali::ballot::Ballot;

use crate::sheets::quoted;

/// Ballots as a file of an election's folder, read as the same ballots. Voters are written where ballots are `linked` to the roll.
///
/// In the list layout, or in the long one where a mark holds what parts the marks of a list: `Salo; Virtanen` written by hand into a form names nobody, and must not become two candidates.
///
/// ```
/// use vaali::ballot::Ballot;
/// use vaali_formats::forms::ballots_csv;
///
/// let ballot = |mark: &str| Ballot { voter: None, cast_at: None, marks: vec!["1".into(), mark.into()] };
/// assert_eq!(ballots_csv(&[ballot("2")], false), "cast_at;marks\n\"\";\"1;2\"\n");
/// assert_eq!(ballots_csv(&[ballot("2, 3")], false), "ballot;cast_at;candidate\n1;\"\";\"1\"\n1;\"\";\"2, 3\"\n");
/// ```
pub fn ballots_csv(ballots: &[Ballot], linked: bool) -> String {
    let mut marks = ballots.iter().flat_map(|ballot| &ballot.marks);
    let is_long = marks.any(|mark| mark.contains([';', ',', '|']));
    let columns = match (linked, is_long) {
        (true, false) => "voter;cast_at;marks\n",
        (false, false) => "cast_at;marks\n",
        (true, true) => "ballot;voter;cast_at;candidate\n",
        (false, true) => "ballot;cast_at;candidate\n",
    };
    let mut text = columns.to_owned();
    for (number, ballot) in (1_u64..).zip(ballots) {
        let mut begin = if is_long { format!("{number};") } else { String::new() };
        if linked {
            begin += &quoted(ballot.voter.as_deref().unwrap_or_default());
            begin.push(';');
        }
        begin += &quoted(&ballot.cast_at.map_or_else(String::new, |time| time.to_string()));
        begin.push(';');
        let mut row = |marks: &str| {
            text += &begin;
            text += &quoted(marks);
            text.push('\n');
        };
        if !is_long {
            row(&list(&ballot.marks));
        } else if ballot.marks.is_empty() {
            row("");
        } else {
            ballot.marks.iter().for_each(|mark| row(mark));
        }
    }
    text
}

/// Marks in one cell. Readers drop one empty piece at the end, so that an empty mark there needs one more.
fn list(marks: &[String]) -> String {
    let end = if marks.last().is_some_and(String::is_empty) { ";" } else { "" };
    marks.join(";") + end
}

//! `ballots.csv` from ballots of another file.

use vaali::ballot::Ballot;

use crate::sheets::quoted;

/// Ballots in the list layout of an election's folder. Voters are written where ballots are `linked` to the roll.
pub fn ballots_csv(ballots: &[Ballot], linked: bool) -> String {
    let mut text = if linked { "voter;cast_at;marks\n" } else { "cast_at;marks\n" }.to_owned();
    for ballot in ballots {
        if linked {
            text += &quoted(ballot.voter.as_deref().unwrap_or_default());
            text.push(';');
        }
        let cast_at = ballot.cast_at.map_or_else(String::new, |time| time.to_string());
        text += &quoted(&cast_at);
        text.push(';');
        text += &quoted(&ballot.marks.join(";"));
        text.push('\n');
    }
    text
}

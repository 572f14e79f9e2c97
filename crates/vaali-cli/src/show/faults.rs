//! Why a ballot was rejected, as the person who has the files open reads it: lines of the file, and the clock of the place.

use vaali::{ballot::BallotFault, definition::BallotId};

use super::{text::clean, time::Clock};

/// The reason in words. What a secret ballot marked is not in it: the engine keeps it out.
pub(crate) fn in_words(
    fault: &BallotFault,
    clock: &Clock,
    line_of: &dyn Fn(BallotId) -> Option<u64>,
) -> String {
    let place = |ballot: BallotId| match line_of(ballot) {
        Some(line) => format!("in row {line}"),
        None => format!("number {ballot}"),
    };
    match fault {
        BallotFault::AlreadyVoted { counted } => {
            format!("the voter had voted already, {}", place(*counted))
        }
        BallotFault::Replaced { counted } => {
            format!("replaced by the voter's later ballot, {}", place(*counted))
        }
        BallotFault::TooEarly { cast_at, opens } => {
            let (cast_at, opens) = (clock.show(*cast_at), clock.show(*opens));
            format!("cast at {cast_at}, before voting opened at {opens}")
        }
        BallotFault::TooLate { cast_at, closes } => {
            let (cast_at, closes) = (clock.show(*cast_at), clock.show(*closes));
            format!("cast at {cast_at}, after voting closed at {closes}")
        }
        other => clean(&other.to_string()),
    }
}

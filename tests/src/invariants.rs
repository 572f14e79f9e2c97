//! What holds of every outcome, whatever the election.

use vaali::{
    ballot::Ballots,
    count::{CountError, CountResult, LotRequest, Outcome, Status},
};

use crate::elections::Election;

fn must(holds: bool, what: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(what.to_owned()) }
}

/// Checks everything that must hold of this count.
///
/// # Errors
/// The first thing that does not hold.
pub fn check(
    election: &Election,
    ballots: &Ballots,
    counted: &Result<Outcome, CountError>,
) -> Result<(), String> {
    let frozen = &election.frozen;
    must(ballots.rows() == election.ballots.len() as u64, "every row is counted once")?;
    let rejected = ballots.rejected().len() as u64;
    must(
        ballots.rows() == ballots.accepted() + ballots.blank() + rejected,
        "every row has a fate",
    )?;
    let Ok(outcome) = counted else { return Ok(()) };
    let result = outcome.result();
    must(result.candidates.len() == frozen.candidates().len(), "every candidate is listed once")?;
    must(
        frozen.candidates().iter().all(|c| result.candidates.iter().any(|r| r.id == c.id)),
        "every candidate is listed",
    )?;
    sums(ballots, result)?;
    seats(election, result)?;
    let requests = outcome.request().into_iter().chain(&result.open_lots);
    for request in requests {
        well_formed(election, request)?;
    }
    for lot in &result.lots {
        well_formed(election, &lot.request)?;
    }
    let text = serde_json::to_string(outcome).map_err(|error| error.to_string())?;
    let read: Outcome = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    must(read == *outcome, "an outcome survives JSON")
}

/// Promise P17: marks and votes, rows and their fates, the roll and those who voted agree.
fn sums(ballots: &Ballots, result: &CountResult) -> Result<(), String> {
    let r = &result.reconciliation;
    must(r.votes == r.marks, "the sum of votes is the sum of marks")?;
    let marks: u64 = (0..ballots.profile().ballots())
        .map(|b| ballots.profile().weight(b) * ballots.profile().marks(b).count() as u64)
        .sum();
    must(r.marks.get() == marks, "the sum of marks is that of the ballots")?;
    if !result.acclamation {
        let votes = result.candidates.iter().filter_map(|c| c.votes).map(u64::from).sum::<u64>();
        must(votes == marks, "the candidates' votes are all votes")?;
    }
    must(r.rows == r.accepted + r.blank + r.rejected, "rows are accounted for")?;
    let by_reason: u64 = result.rejected.iter().map(|row| row.ballots).sum();
    must(by_reason == r.rejected, "every rejected ballot has a reason")?;
    let turnout = &result.turnout;
    if let (Some(entitled), Some(voted), Some(not_voted)) =
        (turnout.entitled, turnout.voted, r.not_voted)
    {
        must(entitled == voted + not_voted, "entitled = voted + not voted")?;
    }
    Ok(())
}

fn seats(election: &Election, result: &CountResult) -> Result<(), String> {
    let count =
        |status: Status| result.candidates.iter().filter(|c| c.status == status).count() as u64;
    let seats = &result.seats;
    must(count(Status::Elected) == u64::from(seats.filled), "the elected fill the seats")?;
    must(seats.filled <= seats.max || seats.vacant > 0 || result.acclamation, "at most max")?;
    must(seats.filled <= election.frozen.elected_seats().max, "no more than the rules allow")?;
    let waits = count(Status::Undecided) > 0;
    must(
        waits || u64::from(seats.filled) + u64::from(seats.vacant) >= u64::from(seats.min),
        "what is not filled is vacant",
    )?;
    for office in &result.offices {
        let holds = |id: &_| {
            result.candidates.iter().any(|c| {
                c.id == *id
                    && c.status == Status::Elected
                    && c.office.as_ref() == Some(&office.office)
            })
        };
        must(office.holder.as_ref().is_none_or(holds), "an office is held by an elected")?;
    }
    let holders: Vec<_> = result.offices.iter().filter_map(|o| o.holder.as_ref()).collect();
    let twice = holders.iter().enumerate().any(|(i, holder)| holders[..i].contains(holder));
    must(!twice, "nobody holds two offices")?;
    // Votes decide: nobody with fewer votes is above somebody with more.
    let least = of(result, Status::Elected).min();
    for status in [Status::Undecided, Status::Deputy, Status::NotElected] {
        let most = of(result, status).max();
        let ordered = least.zip(most).is_none_or(|(least, most)| least >= most);
        must(ordered, "the elected have the most votes")?;
    }
    let least = of(result, Status::Deputy).min();
    let minimum = election.frozen.rules().minimum_votes.get();
    must(least.is_none_or(|least| least >= minimum), "a deputy has enough votes")
}

fn of(result: &CountResult, status: Status) -> impl Iterator<Item = u64> {
    result
        .candidates
        .iter()
        .filter(move |c| c.status == status)
        .filter_map(|c| c.votes)
        .map(u64::from)
}

/// Something is drawn, somebody is not, and they are tied: equal votes, each once, in declared order.
fn well_formed(election: &Election, request: &LotRequest) -> Result<(), String> {
    let positions: Vec<Option<u32>> =
        request.among.iter().map(|id| election.frozen.candidate(id.as_str())).collect();
    must(positions.iter().all(Option::is_some), "only candidates are in a lot")?;
    must(positions.windows(2).all(|pair| pair[0] < pair[1]), "a lot is in declared order")?;
    must(request.places > 0, "a lot has places")?;
    must((request.places as usize) < request.among.len(), "a lot leaves somebody")
}

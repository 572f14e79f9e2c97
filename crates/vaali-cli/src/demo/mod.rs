//! An invented election of the founding kind, the same for the same seed on every machine.

mod dice;
mod files;
mod organisations;
mod people;
mod votes;

use std::collections::HashSet;

use uuid::Builder;
use vaali::{
    ballot::{BallotBox, Ballots, CastBallot},
    count::{Attendance, Lot, LotMethod, Outcome, Proceedings, Purpose, count},
    definition::{
        Candidate, CandidateId, Definition, ElectionId, FORMAT, Fill, Frozen, Marks,
        NominationRules, Seats, Text, Voter, VoterId, Voting, presets,
    },
};

pub(crate) use self::files::{Texts, write};
use self::{
    dice::Dice,
    organisations::Organisation,
    votes::{Votes, Wanted},
};
use crate::stop::Stop;

/// What is to be invented.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) seed: u64,
    pub(crate) title: Option<String>,
    pub(crate) voters: usize,
    pub(crate) candidates: usize,
    pub(crate) roll: usize,
    pub(crate) marks: u32,
    pub(crate) seats: (u32, u32),
    pub(crate) blank: usize,
    pub(crate) rejected: usize,
    pub(crate) tie: bool,
}

/// An invented election.
#[derive(Debug)]
pub(crate) struct Demo {
    pub(crate) frozen: Frozen,
    pub(crate) proceedings: Proceedings,
    votes: Votes,
}

/// The parts of an election, each with chance of its own.
const IDENTITY: u64 = 0;
const ROLL: u64 = 1;
const PEOPLE: u64 = 2;
const VOTES: u64 = 16;

/// How often the vote is held anew until it is the one that was wanted.
const MOST_TRIES: u64 = 200;

/// Invents an election.
pub(crate) fn invent(plan: &Plan, tried: &dyn Fn()) -> Result<Demo, Stop> {
    let mut dice = Dice::new(plan.seed, ROLL);
    let roll: Vec<Organisation> =
        (0..plan.roll).map(|n| organisations::organisation(n, &mut dice)).collect();
    let nominating = roll.get(..plan.candidates).unwrap_or_default();
    let proceedings = proceedings(plan);
    let frozen = definition(plan, &roll, nominating)?.freeze().map_err(|faults| {
        Stop::input(
            "K04",
            format!("these sizes make no sound election: {faults}"),
            "choose other sizes; the defaults are those of the founding case",
        )
    })?;
    let wanted = Wanted {
        voters: plan.voters,
        marks: plan.marks as usize,
        blank: plan.blank,
        rejected: plan.rejected,
        tie_at: plan.tie.then_some(plan.seats.1 as usize),
    };
    for round in 0..MOST_TRIES {
        let mut dice = Dice::new(plan.seed, VOTES + round);
        let votes = votes::vote(&mut dice, &roll, nominating, wanted);
        tried();
        if is_as_wanted(&frozen, &votes, &proceedings, plan.tie) {
            return Ok(Demo { frozen, proceedings, votes });
        }
    }
    let (what, fix) = if plan.tie {
        ("a tie at the last seat", "take more voters, or fewer candidates")
    } else {
        ("a result without a lot", "take more voters: with few, ties are everywhere")
    };
    Err(Stop::input("K05", format!("{MOST_TRIES} invented votes did not give {what}"), fix))
}

/// Whether the count ends as the person who tries it out expects: without a lot, or with one for the last seat and no other.
fn is_as_wanted(frozen: &Frozen, votes: &Votes, proceedings: &Proceedings, tie: bool) -> bool {
    let ballots = ballots(frozen, votes);
    match count(frozen, &ballots, proceedings) {
        Ok(Outcome::Complete { .. }) => !tie,
        Ok(Outcome::LotNeeded { request, .. }) if tie && request.purpose == Purpose::Seat => {
            let drawn = request.among.iter().take(request.places as usize).cloned().collect();
            let (method, witnesses) = (LotMethod::Manual, Vec::new());
            let lot = Lot { request, drawn, method, drawn_at: None, witnesses, note: None };
            let after = Proceedings { lots: vec![lot], ..proceedings.clone() };
            matches!(count(frozen, &ballots, &after), Ok(Outcome::Complete { .. }))
        }
        _ => false,
    }
}

fn ballots(frozen: &Frozen, cast: &Votes) -> Ballots {
    let mut ballot_box = BallotBox::new(frozen);
    for (by, marks) in cast.ballots() {
        let voter = frozen.roll().get(by as usize).map(|entry| entry.id.as_str());
        ballot_box.cast_positions(CastBallot { voter, cast_at: None }, marks);
    }
    ballot_box.close()
}

fn proceedings(plan: &Plan) -> Proceedings {
    let voters = plan.voters as u64;
    let attendance =
        Attendance { registered: Some(voters + voters / 5), present: Some(voters + voters / 30) };
    Proceedings { attendance, ..Proceedings::default() }
}

fn definition(
    plan: &Plan,
    roll: &[Organisation],
    nominating: &[Organisation],
) -> Result<Definition, Stop> {
    let preset = presets::find("founding_council").ok_or_else(|| {
        Stop::input("K06", "the preset founding_council is missing", "use a whole build of vaali")
    })?;
    let mut rules = preset.rules.clone();
    rules.marks = Marks { min: 1, max: plan.marks };
    let (min, max) = plan.seats;
    rules.seats = Seats { min, max, fill: Some(Fill::Max) };
    rules.offices.truncate(min as usize);
    // Said as the file says it, so that what is frozen here is what is read there.
    rules.ties.office = rules.ties.office.or(rules.ties.seat);
    rules.ties.deputy = rules.ties.deputy.or(rules.ties.seat);
    let time = |text: &str| text.parse().ok();
    rules.nominations = Some(NominationRules { deadline: time(DEADLINE), per_organisation: 1 });
    rules.voting = time(OPENS).zip(time(CLOSES)).map(|(opens, closes)| Voting { opens, closes });

    let mut dice = Dice::new(plan.seed, PEOPLE);
    let mut given = HashSet::new();
    let width = digits(nominating.len()).max(2);
    let voter_width = digits(roll.len()).max(3);
    let candidates = nominating.iter().enumerate().map(|(n, organisation)| {
        candidate(
            &mut dice,
            &mut given,
            organisation,
            id(&format!("c{:0width$}", n + 1))?,
            id(&voter_id(n, voter_width))?,
        )
    });
    let voters = roll
        .iter()
        .enumerate()
        .map(|(n, organisation)| Ok(voter(organisation, id(&voter_id(n, voter_width))?)));
    let title = plan.title.clone().map_or_else(|| languages(&TITLE), Text::Plain);
    Ok(Definition {
        format: FORMAT,
        id: ElectionId(
            Builder::from_random_bytes(Dice::new(plan.seed, IDENTITY).bytes()).into_uuid(),
        ),
        title,
        test: true,
        preset: Some(preset.id.clone()),
        rules,
        candidates: candidates.collect::<Result<_, Stop>>()?,
        roll: voters.collect::<Result<_, Stop>>()?,
    })
}

const TITLE: [(&str, &str); 3] = [
    ("fi", "Keksitty neuvottelukunta, perustava vaali"),
    ("sv", "Påhittad delegation, konstituerande val"),
    ("en", "Invented council, founding election"),
];
const DEADLINE: &str = "2020-09-04T16:00:00+03:00";
/// When the invented rules are frozen: after the nominations, before voting.
pub(super) const FROZEN: &str = "2020-09-05T12:00:00+03:00";
const OPENS: &str = "2020-09-17T17:00:00+03:00";
const CLOSES: &str = "2020-09-17T20:00:00+03:00";

fn candidate(
    dice: &mut Dice,
    given: &mut HashSet<String>,
    organisation: &Organisation,
    id: CandidateId,
    nominating: VoterId,
) -> Result<Candidate, Stop> {
    // People with Swedish names are active in Finnish-speaking organisations too.
    let swedish = organisation.is_swedish() || dice.below(6) == 0;
    let mut candidate = Candidate::new(id, people::name(dice, swedish, given));
    candidate.organisation = Some(nominating);
    candidate.municipality = Some(organisation.municipality.to_owned());
    candidate.groups = vec![organisation.group().to_owned()];
    if let Some(other) = dice
        .one_of(&organisations::KINDS)
        .map(|kind| kind.2)
        .filter(|other| *other != organisation.group())
    {
        candidate.groups.push(other.to_owned());
    }
    let mut in_both = |texts: &[(&str, &str)]| {
        dice.one_of(texts).map(|(fi, sv)| languages(&[("fi", fi), ("sv", sv)]))
    };
    candidate.position = in_both(&people::POSITIONS);
    candidate.competence = in_both(&people::COMPETENCES);
    let minutes = i64::from(dice.below(20 * 24 * 60)) + 5;
    let deadline: jiff::Timestamp = DEADLINE
        .parse()
        .map_err(|_| Stop::input("K06", "the deadline is no time", "use a whole build of vaali"))?;
    candidate.nominated_at = deadline.checked_sub(jiff::SignedDuration::from_mins(minutes)).ok();
    Ok(candidate)
}

fn voter(organisation: &Organisation, id: VoterId) -> Voter {
    let name = match (&organisation.name_fi, &organisation.name_sv) {
        (Some(fi), Some(sv)) => languages(&[("fi", fi), ("sv", sv)]),
        (Some(fi), None) => languages(&[("fi", fi)]),
        (None, sv) => languages(&[("sv", sv.as_deref().unwrap_or_default())]),
    };
    let mut voter = Voter::new(id, name);
    voter.municipality = Some(organisation.municipality.to_owned());
    voter
}

fn languages(texts: &[(&str, &str)]) -> Text {
    Text::Languages(
        texts.iter().map(|(code, text)| ((*code).to_owned(), (*text).to_owned())).collect(),
    )
}

fn voter_id(n: usize, width: usize) -> String {
    format!("o{:0width$}", n + 1)
}

fn digits(n: usize) -> usize {
    n.to_string().len()
}

fn id<T: std::str::FromStr>(text: &str) -> Result<T, Stop> {
    text.parse()
        .map_err(|_| Stop::input("K06", format!("`{text}` is no id"), "use a whole build of vaali"))
}

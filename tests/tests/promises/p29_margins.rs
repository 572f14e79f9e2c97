//! P29: margins are exact. Every replacement of every ballot of small elections is tried.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use vaali::{
    ballot::Ballots,
    count::{CountResult, Declined, Margin, Outcome, Proceedings, Status},
    definition::{Fill, Filled, Frozen, OwnCandidate, Standing},
};
use vaali_tests::elections::{Election, Size};

/// What the votes alone decide, in every way that lots allow: written from `docs/count.md` for brute force, without lots.
struct Oracle<'a> {
    frozen: &'a Frozen,
    standing: Vec<usize>,
    /// Who declined the first office by votes.
    declines_chair: Vec<bool>,
}

/// The sets of elected that some lot gives, and the holders of the chair that some lot gives.
#[derive(Debug, PartialEq, Eq)]
struct Possible {
    elected: BTreeSet<Vec<usize>>,
    chair: BTreeSet<Option<usize>>,
}

impl<'a> Oracle<'a> {
    fn new(frozen: &'a Frozen, proceedings: &Proceedings) -> Self {
        let declines = |c: usize, from: &Declined| {
            let id = &frozen.candidates()[c].id;
            proceedings.declines.iter().any(|d| d.candidate == *id && d.from == *from)
        };
        let all = 0..frozen.candidates().len();
        let chair = frozen.offices().iter().find(|office| office.filled == Filled::ByVotes);
        let chair = chair.map(|office| Declined::Office(office.id.clone()));
        Self {
            frozen,
            standing: all
                .clone()
                .filter(|&c| frozen.standings()[c] == Standing::OnBallot)
                .filter(|&c| !declines(c, &Declined::Seat))
                .collect(),
            declines_chair: all
                .map(|c| chair.as_ref().is_some_and(|chair| declines(c, chair)))
                .collect(),
        }
    }

    fn of(&self, votes: &[u64]) -> Possible {
        let seats = self.frozen.elected_seats();
        let (min, max) = (seats.min as usize, seats.max as usize);
        let minimum = self.frozen.rules().minimum_votes.get();
        let mut electable: Vec<usize> =
            self.standing.iter().copied().filter(|&c| votes[c] >= minimum).collect();
        electable.sort_by_key(|&c| std::cmp::Reverse(votes[c]));
        let e = electable.len();
        if e < min {
            return self.possible(votes, BTreeSet::from([sorted(electable)]));
        }
        let nth = |n: usize| electable.get(n).map_or(0, |&c| votes[c]);
        let target = match seats.fill {
            None | Some(Fill::Max) => max.min(e),
            Some(Fill::Decided(k)) => (k as usize).min(e),
            Some(Fill::Gap) => {
                (min.max(1)..=max.min(e)).max_by_key(|&k| (nth(k - 1) - nth(k), k)).unwrap_or(0)
            }
        };
        if target == 0 || target == e || nth(target - 1) > nth(target) {
            electable.truncate(target);
            return self.possible(votes, BTreeSet::from([sorted(electable)]));
        }
        let at = nth(target - 1);
        let above: Vec<usize> = electable.iter().copied().filter(|&c| votes[c] > at).collect();
        let group: Vec<usize> = electable.iter().copied().filter(|&c| votes[c] == at).collect();
        let ties = &self.frozen.rules().ties;
        let with = |more: &[usize]| sorted([above.clone(), more.to_vec()].concat());
        if ties.extend && above.len() + group.len() <= max {
            return self.possible(votes, BTreeSet::from([with(&group)]));
        }
        if ties.shrink && above.len() >= min {
            return self.possible(votes, BTreeSet::from([with(&[])]));
        }
        let places = target - above.len();
        let chosen = (0_u32..1 << group.len()).filter(|set| set.count_ones() as usize == places);
        let outcomes = chosen.map(|set| {
            let drawn: Vec<usize> =
                (0..group.len()).filter(|i| set >> i & 1 == 1).map(|i| group[i]).collect();
            with(&drawn)
        });
        self.possible(votes, outcomes.collect())
    }

    fn possible(&self, votes: &[u64], elected: BTreeSet<Vec<usize>>) -> Possible {
        let mut chair = BTreeSet::new();
        for set in &elected {
            let eligible = || set.iter().copied().filter(|&c| !self.declines_chair[c]);
            match eligible().map(|c| votes[c]).max() {
                None => drop(chair.insert(None)),
                Some(most) => chair.extend(eligible().filter(|&c| votes[c] == most).map(Some)),
            }
        }
        Possible { elected, chair }
    }
}

fn sorted(mut candidates: Vec<usize>) -> Vec<usize> {
    candidates.sort_unstable();
    candidates
}

/// Every valid ballot that the voter of this one could have cast, as votes for each candidate.
fn valid_ballots(frozen: &Frozen, ballots: &Ballots, ballot: usize) -> Vec<Vec<u64>> {
    let voter = ballots.voters().get(ballot).map(|&voter| &frozen.roll()[voter as usize].id);
    let forbidden = frozen.rules().own_candidate == OwnCandidate::Forbidden;
    let candidates = frozen.candidates();
    let may = |c: usize| {
        let own = forbidden && candidates[c].organisation.as_ref() == voter;
        frozen.standings()[c] == Standing::OnBallot && !own
    };
    let marks = frozen.rules().marks;
    (1_u32..1 << candidates.len())
        .filter(|set| (marks.min..=marks.max).contains(&set.count_ones()))
        .filter(|set| (0..candidates.len()).all(|c| set >> c & 1 == 0 || may(c)))
        .map(|set| {
            let weight = ballots.profile().weight(ballot);
            (0..candidates.len()).map(|c| u64::from(set >> c & 1) * weight).collect()
        })
        .collect()
}

/// The least number of replaced ballots after which `changed`, of those asked for; nothing if none.
struct Truth {
    elected_set: Option<u64>,
    chair: Option<u64>,
}

fn truth(election: &Election, ballots: &Ballots, elected: &[usize], chair: Option<usize>) -> Truth {
    let frozen = &election.frozen;
    let oracle = Oracle::new(frozen, &election.proceedings);
    let profile = ballots.profile();
    // All votes that can be reached, and with how few replaced ballots.
    let mut reached = BTreeMap::from([(vec![0_u64; frozen.candidates().len()], 0_u64)]);
    for ballot in 0..profile.ballots() {
        let weight = profile.weight(ballot);
        let as_cast: Vec<u64> = (0..frozen.candidates().len())
            .map(|c| u64::from(profile.contains(ballot, u32::try_from(c).unwrap())) * weight)
            .collect();
        let others = valid_ballots(frozen, ballots, ballot);
        let mut next: BTreeMap<Vec<u64>, u64> = BTreeMap::new();
        for (votes, replaced) in &reached {
            let mut reach = |more: &[u64], replaced: u64| {
                let sum: Vec<u64> = votes.iter().zip(more).map(|(a, b)| a + b).collect();
                let least = next.entry(sum).or_insert(replaced);
                *least = replaced.min(*least);
            };
            reach(&as_cast, *replaced);
            for other in &others {
                reach(other, replaced + 1);
            }
        }
        reached = next;
    }
    let mut truth = Truth { elected_set: None, chair: None };
    for (votes, replaced) in reached {
        let worth = |least: Option<u64>| least.is_none_or(|least| replaced < least);
        if !worth(truth.elected_set) && !worth(truth.chair) {
            continue;
        }
        let possible = oracle.of(&votes);
        if worth(truth.elected_set) && possible.elected != BTreeSet::from([elected.to_vec()]) {
            truth.elected_set = Some(replaced);
        }
        if worth(truth.chair) && possible.chair != BTreeSet::from([chair]) {
            truth.chair = Some(replaced);
        }
    }
    truth
}

fn check(what: &str, margin: Margin, truth: Option<u64>) -> Result<(), String> {
    let holds = match margin {
        Margin::Exact(exact) => truth == Some(exact),
        Margin::Between { at_least, at_most } => {
            truth.is_some_and(|truth| (at_least..=at_most).contains(&truth))
        }
        Margin::AtLeast(at_least) => truth.is_none_or(|truth| truth >= at_least),
        Margin::Unchangeable => truth.is_none(),
    };
    if holds { Ok(()) } else { Err(format!("{what}: {margin:?}, but in truth {truth:?}")) }
}

/// What is found about one election: nothing to compare, or how the margins were given.
fn compare(election: &Election) -> Result<Option<[bool; 2]>, String> {
    let (ballots, counted) = election.count();
    let Ok(Outcome::Complete { result }) = counted else { return Ok(None) };
    let Some(margins) = &result.margins else { return Ok(None) };
    let position = |id: &str| election.frozen.candidate(id).unwrap() as usize;
    let elected = sorted(of_status(&result, Status::Elected).map(|id| position(&id)).collect());
    let chair = result.offices.iter().find(|office| office.filled == Filled::ByVotes);
    let holder = chair.and_then(|chair| chair.holder.as_ref()).map(|id| position(id.as_str()));
    let truth = truth(election, &ballots, &elected, holder);
    check("elected set", margins.elected_set, truth.elected_set)?;
    if let Some(margin) = margins.chair {
        check("chair", margin, truth.chair)?;
    }
    let exact = |margin: Margin| !matches!(margin, Margin::Between { .. } | Margin::AtLeast(_));
    Ok(Some([exact(margins.elected_set), margins.chair.is_none_or(exact)]))
}

fn of_status(result: &CountResult, status: Status) -> impl Iterator<Item = String> {
    result.candidates.iter().filter(move |c| c.status == status).map(|c| c.id.to_string())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn p29_margins_are_what_trying_every_replacement_finds(case in any::<u64>()) {
        let election = Election::settled(29, case, Size::tiny());
        if let Err(problem) = compare(&election) {
            let definition = serde_json::to_string(election.frozen.definition()).unwrap();
            let ballots = serde_json::to_string(&election.ballots).unwrap();
            let proceedings = serde_json::to_string(&election.proceedings).unwrap();
            prop_assert!(false, "{problem}\n{definition}\n{ballots}\n{proceedings}");
        }
    }
}

#[test]
fn p29_where_the_number_of_seats_does_not_depend_on_votes_the_margin_is_exact() {
    let (mut compared, mut exact) = (0, 0);
    for case in 0..2_000 {
        let election = Election::settled(30, case, Size::tiny());
        if election.frozen.elected_seats().fill == Some(Fill::Gap)
            || election.frozen.rules().ties.extend
            || election.frozen.rules().ties.shrink
        {
            continue;
        }
        if let Some([elected_set, _]) = compare(&election).unwrap() {
            compared += 1;
            exact += u32::from(elected_set);
        }
    }
    assert!(compared > 500, "{compared}");
    assert_eq!(exact, compared);
}

//! The result in three sentences, for a news page, a letter or a post.

use vaali::{
    count::{CandidateResult, CountResult, LotRequest, Purpose, Status},
    definition::{CandidateId, TieRule},
};

use crate::{
    counted::Counted,
    language::Language,
    message,
    minutes::View,
    numbers::{percent, whole},
    reasons::tie_rule,
    text::shown,
    words::capitalised,
};

/// As many names at most stand in a sentence; more are counted.
const MOST_NAMES: usize = 5;

/// The result in three sentences: how many were elected, who, and how many voted.
///
/// ```
/// use vaali::{ballot::{Ballot, Ballots}, count::{Proceedings, count}, definition::Definition};
/// use vaali_report::{Counted, Language, news};
///
/// let frozen = Definition::from_json(r#"{
///     "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
///     "rules": {"ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 1},
///               "seats": {"min": 1, "max": 1}, "ties": {"seat": "lot_manual"}},
///     "candidates": [{"id": "a", "name": "Aino"}, {"id": "b", "name": "Bo"}]
/// }"#)?.freeze()?;
/// let ballot = |mark: &str| Ballot { marks: vec![mark.to_owned()], ..Ballot::default() };
/// let ballots = Ballots::of(&frozen, ["a", "a", "b"].map(ballot), []);
/// let proceedings = Proceedings::default();
/// let outcome = count(&frozen, &ballots, &proceedings)?;
///
/// let counted = Counted { frozen: &frozen, outcome: &outcome, proceedings: &proceedings };
/// assert_eq!(
///     news::text(&counted, Language::English),
///     "Board: 1 of 2 candidates was elected. Aino (2 votes) was elected. Accepted ballots 3, blank 0, rejected 0.",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn text(counted: &Counted<'_>, language: Language) -> String {
    let Story { what, who, turnout } = Story::of(&View::new(*counted, language));
    let title = shown(language, counted.title(language));
    let test = if counted.result().election.test {
        format!("[{}] ", message::chart::test(language))
    } else {
        String::new()
    };
    format!("{test}{title}: {what} {who} {turnout}")
}

/// The three sentences.
#[derive(Debug)]
pub(crate) struct Story {
    /// How many were elected; begins with a small letter.
    pub(crate) what: String,
    /// Who.
    pub(crate) who: String,
    /// How many voted.
    pub(crate) turnout: String,
}

impl Story {
    pub(crate) fn of(view: &View<'_>) -> Self {
        Self { what: what(view), who: who(view), turnout: turnout(view.result(), view.language) }
    }
}

fn elected(result: &CountResult) -> impl Iterator<Item = &CandidateResult> {
    result.candidates.iter().filter(|candidate| candidate.status == Status::Elected)
}

fn what(view: &View<'_>) -> String {
    let (result, language) = (view.result(), view.language);
    let number = elected(result).count() as u64;
    let vacant = u64::from(result.seats.vacant);
    if result.acclamation {
        let all = whole(language, number);
        return match number {
            0 => message::news::acclamation_nobody(language).to_owned(),
            1 => message::news::acclamation_one(language).to_owned(),
            _ if vacant == 0 => message::news::acclamation_full(language, &all),
            _ => message::news::acclamation(language, &all, vacant),
        };
    }
    let stood =
        result.candidates.iter().filter(|candidate| candidate.votes.is_some()).count() as u64;
    if let Some(LotRequest { purpose: Purpose::Seat, places, .. }) = view.counted.outcome.request()
    {
        let say = if tie_rule(&view.counted, &Purpose::Seat) == TieRule::Reballot {
            message::news::awaits_reballot
        } else {
            message::news::awaits_lot
        };
        return say(language, stood, number, u64::from(*places));
    }
    match (number, vacant) {
        (0, _) => message::news::nobody(language, stood),
        (_, 0) => message::news::elected(language, stood, number),
        _ => message::news::elected_vacant(language, stood, number, vacant),
    }
}

fn who(view: &View<'_>) -> String {
    if let Some(request) = view.counted.outcome.request() {
        return tie(view, request);
    }
    let (result, language) = (view.result(), view.language);
    let offices: Vec<String> = result
        .offices
        .iter()
        .filter_map(|office| {
            let holder = office.holder.as_ref()?;
            Some(message::news::holder(language, &view.name(holder), &view.office(&office.office)))
        })
        .collect();
    if !offices.is_empty() {
        return format!("{}.", capitalised(&view.listed(&offices)));
    }
    let winners: Vec<&CandidateResult> = elected(result).collect();
    match winners.as_slice() {
        [] if result.seats.vacant == 0 => message::news::nothing_filled(language).to_owned(),
        [] => message::news::no_winner(language, u64::from(result.seats.vacant)),
        [one] => message::news::winner(language, &with_votes(view, one)),
        few if few.len() <= MOST_NAMES => {
            let names: Vec<String> =
                few.iter().map(|candidate| with_votes(view, candidate)).collect();
            message::news::winners(language, &view.listed(&names))
        }
        many => most_votes(view, many),
    }
}

/// The tie that a lot must settle.
fn tie(view: &View<'_>, request: &LotRequest) -> String {
    let language = view.language;
    let votes = request.among.first().and_then(|id| view.votes(id)).unwrap_or(0);
    let names = names(view, &request.among);
    match &request.purpose {
        Purpose::Seat => message::news::tied(language, &names, votes),
        Purpose::Office(office) => {
            message::news::tied_for_office(language, &names, &view.office(office), votes)
        }
        Purpose::Deputy => message::news::tied_for_deputy(language, &names, votes),
    }
}

/// The names, or how many they are.
fn names(view: &View<'_>, ids: &[CandidateId]) -> String {
    if ids.len() > MOST_NAMES {
        return message::news::so_many(view.language, &view.number(ids.len() as u64));
    }
    view.names(ids)
}

fn with_votes(view: &View<'_>, candidate: &CandidateResult) -> String {
    let name = view.name(&candidate.id);
    match candidate.votes {
        Some(votes) => message::news::with_votes(view.language, &name, votes.get()),
        None => name,
    }
}

/// Who has most votes of many elected; under acclamation, who they are is in the list.
fn most_votes(view: &View<'_>, elected: &[&CandidateResult]) -> String {
    let language = view.language;
    let Some(most) = elected.iter().filter_map(|candidate| candidate.votes).max() else {
        return message::news::listed_elsewhere(language).to_owned();
    };
    let first: Vec<CandidateId> = elected
        .iter()
        .filter(|candidate| candidate.votes == Some(most))
        .map(|candidate| candidate.id.clone())
        .collect();
    let who = names(view, &first);
    if first.len() == 1 {
        message::news::most_votes(language, &who, most.get())
    } else {
        message::news::most_votes_shared(language, &who, most.get())
    }
}

fn turnout(result: &CountResult, language: Language) -> String {
    if result.acclamation {
        return message::news::no_vote(language).to_owned();
    }
    let ballots = &result.reconciliation;
    let share = result.turnout.of_entitled.as_deref().and_then(|share| percent(language, share));
    match result.turnout.voted.zip(share) {
        Some((voted, share)) => {
            message::news::turnout(language, ballots.accepted, &share, &whole(language, voted))
        }
        None => message::news::ballots(
            language,
            &whole(language, ballots.accepted),
            &whole(language, ballots.blank),
            &whole(language, ballots.rejected),
        ),
    }
}

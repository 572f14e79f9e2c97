//! Cast vote records, NIST SP 1500-103 version 1, as JSON: contests in which a ballot has so many marks.
//!
//! A ballot is what its current snapshot says: a mark counts where a position has an indication that may be allocated. An overvoted contest keeps all its indications, so that the count rejects
//! the ballot with its reason. What is left to a human hand (`unknown`, `needs-adjudication`) is refused: this program decides no mark.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::Value;
use vaali::definition::Candidate;

use super::{
    DataSet, Format, Options,
    builder::{Builder, too_many_candidates},
};
use crate::{
    Finding, Findings, Problem,
    table::{Input, listed, shown},
};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Report {
    #[serde(rename = "CVR", default)]
    records: Vec<Record>,
    #[serde(default)]
    election: Vec<Election>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Election {
    #[serde(default)]
    candidate: Vec<Person>,
    #[serde(default)]
    contest: Vec<Contest>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Person {
    #[serde(rename = "@id")]
    id: String,
    name: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Contest {
    #[serde(rename = "@id")]
    id: String,
    name: Option<String>,
    vote_variation: Option<String>,
    votes_allowed: Option<u32>,
    number_elected: Option<u32>,
    #[serde(default)]
    #[serde(rename = "ContestSelection")]
    choices: Vec<Choice>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Choice {
    #[serde(rename = "@id")]
    id: String,
    #[serde(default)]
    candidate_ids: Vec<String>,
    #[serde(default)]
    is_write_in: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Record {
    #[serde(rename = "CVRSnapshot", default)]
    snapshots: Vec<Snapshot>,
    current_snapshot_id: Option<String>,
    unique_id: Option<Value>,
    ballot_audit_id: Option<Value>,
}

impl Record {
    /// What the voting system calls the record, to find it there: its place in the file says nothing to a person.
    fn own_id(&self) -> Option<String> {
        let text = |id: &Value| match id {
            Value::String(text) => Some(shown(text)),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        let id = |name: &str, id: Option<&Value>| Some(format!("{name} {}", text(id?)?));
        id("UniqueId", self.unique_id.as_ref())
            .or_else(|| id("BallotAuditId", self.ballot_audit_id.as_ref()))
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Snapshot {
    #[serde(rename = "@id")]
    id: Option<String>,
    #[serde(rename = "CVRContest", default)]
    contests: Vec<Voted>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Voted {
    contest_id: String,
    #[serde(rename = "CVRContestSelection", default)]
    selections: Vec<Selection>,
    #[serde(default)]
    status: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Selection {
    contest_selection_id: Option<String>,
    rank: Option<u64>,
    #[serde(default)]
    status: Vec<String>,
    #[serde(default)]
    #[serde(rename = "SelectionPosition")]
    positions: Vec<Position>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Position {
    has_indication: String,
    is_allocable: Option<String>,
    number_votes: u64,
    rank: Option<u64>,
}

/// Kinds of contests whose ballots are marks, one vote for each.
const MARKS: [&str; 4] = ["n-of-m", "one-of-m", "plurality", "approval"];

pub(super) fn read(input: &Input<'_>, text: &str, options: &Options) -> Result<DataSet, Findings> {
    let mut builder = Builder::new(input, Format::Cvr);
    let report: Report = match serde_json::from_str(text) {
        Ok(report) => report,
        Err(error) => {
            // Only what kind of error: the words of the parser may hold a piece of a ballot.
            let what = match error.classify() {
                serde_json::error::Category::Data => {
                    "a cast vote record report as NIST SP 1500-103 version 1 has it"
                }
                _ => "JSON",
            };
            builder.wrong(error.line() as u64, what);
            return builder.finish();
        }
    };
    let mut reader = Reader {
        builder: &mut builder,
        positions: HashMap::new(),
        write_ins: Vec::new(),
        elsewhere: 0,
    };
    if let Some(contest) = reader.contest(&report, options) {
        reader.builder.data.beyond.push("other contests, and what the records say of themselves");
        let complete = reader.candidates(&report, contest);
        for (number, record) in report.records.iter().enumerate() {
            if !complete || reader.builder.is_hopeless() {
                break;
            }
            reader.record(number, record, contest);
        }
    }
    let (elsewhere, write_ins) = (reader.elsewhere, reader.write_ins);
    if elsewhere > 0 {
        builder.interpreted(
            None,
            format!("{elsewhere} records do not have this contest and are no ballots in it"),
        );
    }
    if !write_ins.is_empty() {
        builder.interpreted(
            None,
            format!(
                "a line for a name written in counts as a candidate, whoever was written there: {}",
                listed(&write_ins)
            ),
        );
    }
    builder.finish()
}

struct Reader<'b, 'i, 'r> {
    builder: &'b mut Builder<'i>,
    positions: HashMap<&'r str, u32>,
    write_ins: Vec<&'r str>,
    /// Records of other ballot styles.
    elsewhere: u64,
}

impl<'r> Reader<'_, '_, 'r> {
    fn at(&mut self, place: String, expected: &str) {
        let problem = Problem::WrongLine { expected: expected.to_owned() };
        let finding = Finding::new(self.builder.file(), &problem);
        self.builder.push(finding.in_column(place));
    }

    fn contest(&mut self, report: &'r Report, options: &Options) -> Option<&'r Contest> {
        let all: Vec<&Contest> =
            report.election.iter().flat_map(|election| &election.contest).collect();
        let found = match &options.contest {
            Some(wanted) => all
                .iter()
                .find(|contest| contest.id == *wanted || contest.name.as_ref() == Some(wanted)),
            None if all.len() == 1 => all.first(),
            None => None,
        };
        let Some(contest) = found else {
            let ids: Vec<&str> = all.iter().map(|contest| contest.id.as_str()).collect();
            let entry = if all.is_empty() {
                "a contest".to_owned()
            } else {
                format!("the choice of a contest (--contest) among {}", listed(&ids))
            };
            self.builder.note(&Problem::MissingEntry { entry });
            return None;
        };
        let problem = match contest.vote_variation.as_deref() {
            Some(kind) if MARKS.contains(&kind) => return Some(contest),
            Some(kind) => Problem::NotApproval { kind: shown(kind) },
            None => Problem::NoVoteType { entry: "VoteVariation" },
        };
        let finding = Finding::new(self.builder.file(), &problem);
        self.builder.push(finding.in_column(format!("contest {}", shown(&contest.id))));
        None
    }

    /// Whether every choice became a candidate: else no ballot can be read by them.
    fn candidates(&mut self, report: &'r Report, contest: &'r Contest) -> bool {
        let names: HashMap<&str, &str> = report
            .election
            .iter()
            .flat_map(|election| &election.candidate)
            .filter_map(|person| Some((person.id.as_str(), person.name.as_deref()?)))
            .collect();
        if contest.choices.len() > vaali::profile::ProfileBuilder::MOST_CANDIDATES {
            self.builder.note(&too_many_candidates());
            return false;
        }
        let mut complete = true;
        for (position, choice) in (0_u32..).zip(&contest.choices) {
            let Ok(id) = choice.id.parse() else {
                self.at("ContestSelection".to_owned(), "an id of 1 to 200 characters");
                complete = false;
                continue;
            };
            let people: Vec<&str> = choice
                .candidate_ids
                .iter()
                .filter_map(|id| names.get(id.as_str()).copied())
                .collect();
            let name = if people.is_empty() { choice.id.clone() } else { people.join(" / ") };
            if choice.is_write_in {
                self.write_ins.push(&choice.id);
            }
            self.builder.data.candidates.push(Candidate::new(id, name));
            if self.positions.insert(&choice.id, position).is_some() {
                self.at("ContestSelection".to_owned(), "a list of choices with every id once");
            }
        }
        let data = &mut self.builder.data;
        data.title = contest.name.clone().filter(|name| !name.trim().is_empty());
        data.seats = contest.number_elected;
        data.marks.1 = contest.votes_allowed;
        complete
    }

    fn record(&mut self, number: usize, record: &'r Record, contest: &Contest) {
        // One line may hold the whole file; people count ballots from 1.
        let place = || {
            let own = record.own_id().map(|id| format!(" ({id})")).unwrap_or_default();
            format!("contest {}, ballot {}{own}", shown(&contest.id), number + 1)
        };
        let current = match (&record.current_snapshot_id, record.snapshots.as_slice()) {
            (_, [only]) => Some(only),
            (Some(id), many) => many.iter().find(|snapshot| snapshot.id.as_ref() == Some(id)),
            (None, _) => None,
        };
        let Some(snapshot) = current else {
            return self.at(place(), "a record whose CurrentSnapshotId names one of its snapshots");
        };
        let mut here = snapshot.contests.iter().filter(|voted| voted.contest_id == contest.id);
        let Some(voted) = here.next() else {
            self.elsewhere += 1;
            return;
        };
        if here.next().is_some() {
            return self.at(place(), "a record that has the contest once");
        }
        let has = |status: &str| voted.status.iter().any(|known| known == status);
        let overvoted = has("overvoted");
        if has("invalidated-rules") && !overvoted {
            return self.at(
                place(),
                "a ballot that stands: it was declared invalid, and the data set cannot say so",
            );
        }
        let mut marks = Vec::new();
        for selection in &voted.selections {
            match Self::marked(selection, overvoted) {
                Ok(true) => {}
                Ok(false) => continue,
                Err(expected) => return self.at(place(), expected),
            }
            let position =
                selection.contest_selection_id.as_deref().and_then(|id| self.positions.get(id));
            let Some(&position) = position else {
                let finding = Finding::new(self.builder.file(), &Problem::UnknownMark);
                return self.builder.push(finding.in_column(place()));
            };
            marks.push(position);
        }
        if overvoted && contest.votes_allowed.is_none_or(|allowed| marks.len() <= allowed as usize)
        {
            return self.at(place(), "an overvoted ballot with more marks than VotesAllowed");
        }
        marks.sort_unstable();
        if marks.windows(2).any(|pair| matches!(pair, [one, other] if one == other)) {
            let finding = Finding::new(self.builder.file(), &Problem::MarkTwice);
            return self.builder.push(finding.in_column(place()));
        }
        self.builder.ballots(0, marks, 1, 1);
    }

    /// Whether a choice is marked.
    fn marked(selection: &Selection, overvoted: bool) -> Result<bool, &'static str> {
        const ADJUDICATED: &str = "a ballot whose marks are all decided: yes or no, not unknown";
        if selection.status.iter().any(|status| status == "needs-adjudication") {
            return Err(ADJUDICATED);
        }
        let mut marked = false;
        for position in &selection.positions {
            if selection.rank.or(position.rank).is_some_and(|rank| rank > 1) {
                return Err("a ballot without ranks");
            }
            match (position.has_indication.as_str(), position.is_allocable.as_deref()) {
                ("no", _) => {}
                ("yes", Some("no")) => marked |= overvoted,
                ("yes", None | Some("yes")) if position.number_votes == 1 || overvoted => {
                    if marked && !overvoted {
                        return Err("a ballot with one vote for a choice");
                    }
                    marked = true;
                }
                ("yes", None | Some("yes")) => return Err("a ballot with one vote for a choice"),
                _ => return Err(ADJUDICATED),
            }
        }
        Ok(marked)
    }
}

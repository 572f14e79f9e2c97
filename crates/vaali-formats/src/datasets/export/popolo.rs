//! The council in the words of Popolo, a specification of open data on people, organisations and the posts between them.

use std::collections::BTreeSet;

use jiff::{ToSpan, civil::Date};
use serde_json::{Value, json};
use vaali::{
    count::{CandidateResult, CountResult, DeputyResult, Status},
    definition::{Frozen, SeatKind, VoterId},
};

use super::tables::organisation as organisation_name;

/// What Popolo wants to know and a result does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Council<'c> {
    /// The name of the council; the title of the election if empty.
    pub name: &'c str,
    /// The language of texts that have several.
    pub language: &'c str,
    /// The first day of the term. The last is told by the rules, where they have a term.
    pub start_date: Option<Date>,
}

/// The first and the last day of the term.
#[derive(Clone, Debug, Default)]
struct Term {
    start: Option<String>,
    end: Option<String>,
}

impl Term {
    fn of(frozen: &Frozen, council: &Council<'_>) -> Self {
        let years = frozen.rules().term.map(|term| i64::from(term.years));
        let end = council.start_date.zip(years).and_then(|(start, years)| {
            start.checked_add(years.years()).ok()?.checked_sub(1.day()).ok()
        });
        let text = |date: Date| date.to_string();
        Self { start: council.start_date.map(text), end: end.map(text) }
    }
}

/// The council as Popolo JSON: persons, organizations, posts and memberships.
///
/// Only those who are elected or deputies are in it; their votes are not: Popolo is about who sits, not about how they came there. Nor is any address. Seats that the election does not fill are
/// posts without a holder. A rehearsal says TEST in the council's name.
pub fn popolo(frozen: &Frozen, result: &CountResult, council: &Council<'_>) -> Value {
    let term = Term::of(frozen, council);
    let title = result.election.title.in_language(council.language);
    let name = if council.name.is_empty() { title } else { council.name };
    let name = if result.election.test { format!("TEST: {name}") } else { name.to_owned() };
    let id = result.election.id.to_string();
    let sits = |c: &&CandidateResult| matches!(c.status, Status::Elected | Status::Deputy);
    let seated: Vec<&CandidateResult> = result.candidates.iter().filter(sits).collect();
    let mut organizations = vec![json!({"id": id, "name": name, "classification": "council"})];
    let nominators: BTreeSet<&VoterId> =
        seated.iter().filter_map(|c| c.organisation.as_ref()).collect();
    organizations.extend(nominators.iter().map(|key| {
        let name = organisation_name(frozen, key, council.language);
        let id = organization(key.as_str());
        json!({"id": id, "name": name, "identifiers": [{"identifier": key}]})
    }));
    let mut posts: Vec<Value> = result
        .offices
        .iter()
        .map(|office| {
            let name = office.name.in_language(council.language);
            json!({"id": post(&id, office.office.as_str()), "label": name, "role": office.office, "organization_id": id})
        })
        .collect();
    posts.extend((1_u32..).zip(&result.other_seats).map(|(number, seats)| {
        let (how, whose) = match &seats.kind {
            SeatKind::AppointedBy(body) => ("appointed", body),
            SeatKind::ExOfficio(office) => ("ex_officio", office),
        };
        let other_label = whose.in_language(council.language);
        let label = seats.name.in_language(council.language);
        let post = post(&id, &format!("seat-{number}"));
        json!({"id": post, "label": label, "other_label": other_label, "role": how, "organization_id": id})
    }));
    let mut persons: Vec<Value> = seated
        .iter()
        .map(|c| json!({"id": person(&id, c.id.as_str()), "name": c.name, "identifiers": [{"identifier": c.id}]}))
        .collect();
    let mut memberships = Vec::new();
    for candidate in &seated {
        let role = if candidate.status == Status::Elected { "member" } else { "deputy" };
        memberships.push(membership(&id, candidate, role, None, &term));
        if let Some(office) = &candidate.office {
            let post = post(&id, office.as_str());
            memberships.push(membership(&id, candidate, office.as_str(), Some(post), &term));
        }
    }
    // A personal deputy was no candidate and has no id but that of whom they stand in for.
    for deputy in &result.deputies {
        if let DeputyResult::Personal { elected, name } = deputy {
            let person = format!("{}/deputy", person(&id, elected.as_str()));
            persons.push(json!({"id": person, "name": name}));
            let mut membership = json!({"id": format!("{person}/deputy"), "person_id": person, "organization_id": id, "role": "deputy"});
            dated(&mut membership, &term);
            memberships.push(membership);
        }
    }
    json!({"persons": persons, "organizations": organizations, "posts": posts, "memberships": memberships})
}

fn person(election: &str, candidate: &str) -> String {
    format!("{election}/person/{candidate}")
}

fn post(election: &str, office: &str) -> String {
    format!("{election}/post/{office}")
}

fn organization(key: &str) -> String {
    format!("organization/{key}")
}

fn membership(
    election: &str,
    candidate: &CandidateResult,
    role: &str,
    post: Option<String>,
    term: &Term,
) -> Value {
    let person = person(election, candidate.id.as_str());
    let mut membership = json!({
        "id": format!("{person}/{role}"), "person_id": person, "organization_id": election, "role": role,
    });
    if let Some(fields) = membership.as_object_mut() {
        if let Some(post) = post {
            fields.insert("post_id".to_owned(), post.into());
        }
        if let Some(key) = &candidate.organisation {
            fields.insert("on_behalf_of_id".to_owned(), organization(key.as_str()).into());
        }
    }
    dated(&mut membership, term);
    membership
}

fn dated(membership: &mut Value, term: &Term) {
    let Some(fields) = membership.as_object_mut() else { return };
    for (key, date) in [("start_date", &term.start), ("end_date", &term.end)] {
        if let Some(date) = date {
            fields.insert(key.to_owned(), date.as_str().into());
        }
    }
}

//! The council in the words of Popolo, a specification of open data on people, organisations and the posts between them.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use vaali::count::{CandidateResult, CountResult, DeputyResult, Status};

/// What Popolo wants to know and a result does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Council<'c> {
    /// The name of the council; the title of the election if empty.
    pub name: &'c str,
    /// The language of texts that have several.
    pub language: &'c str,
    /// The first day of the term, as `2030-01-01`.
    pub start_date: Option<&'c str>,
    /// The last day of the term.
    pub end_date: Option<&'c str>,
}

/// The council as Popolo JSON: persons, organizations, posts and memberships.
///
/// Only those who are elected or deputies are in it; their votes are not: Popolo is about who sits, not about how they came there. A rehearsal says TEST in the council's name.
pub fn popolo(result: &CountResult, council: &Council<'_>) -> Value {
    let title = result.election.title.in_language(council.language);
    let name = if council.name.is_empty() { title } else { council.name };
    let name = if result.election.test { format!("TEST: {name}") } else { name.to_owned() };
    let id = result.election.id.to_string();
    let sits = |c: &&CandidateResult| matches!(c.status, Status::Elected | Status::Deputy);
    let seated: Vec<&CandidateResult> = result.candidates.iter().filter(sits).collect();
    let mut organizations = vec![json!({"id": id, "name": name, "classification": "council"})];
    let nominators: BTreeSet<&str> =
        seated.iter().filter_map(|c| Some(c.organisation.as_ref()?.as_str())).collect();
    organizations.extend(nominators.iter().map(
        |key| json!({"id": organization(key), "name": key, "identifiers": [{"identifier": key}]}),
    ));
    let posts: Vec<Value> = result
        .offices
        .iter()
        .map(|office| {
            let name = office.name.in_language(council.language);
            json!({"id": post(&id, office.office.as_str()), "label": name, "role": office.office, "organization_id": id})
        })
        .collect();
    let mut persons: Vec<Value> = seated
        .iter()
        .map(|c| json!({"id": person(&id, c.id.as_str()), "name": c.name, "identifiers": [{"identifier": c.id}]}))
        .collect();
    let mut memberships = Vec::new();
    for candidate in &seated {
        let role = if candidate.status == Status::Elected { "member" } else { "deputy" };
        memberships.push(membership(&id, candidate, role, None, council));
        if let Some(office) = &candidate.office {
            let post = post(&id, office.as_str());
            memberships.push(membership(&id, candidate, office.as_str(), Some(post), council));
        }
    }
    // A personal deputy was no candidate and has no id but that of whom they stand in for.
    for deputy in &result.deputies {
        if let DeputyResult::Personal { elected, name } = deputy {
            let person = format!("{}/deputy", person(&id, elected.as_str()));
            persons.push(json!({"id": person, "name": name}));
            let mut membership = json!({"id": format!("{person}/deputy"), "person_id": person, "organization_id": id, "role": "deputy"});
            dated(&mut membership, council);
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
    council: &Council<'_>,
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
    dated(&mut membership, council);
    membership
}

fn dated(membership: &mut Value, council: &Council<'_>) {
    let Some(fields) = membership.as_object_mut() else { return };
    for (key, date) in [("start_date", council.start_date), ("end_date", council.end_date)] {
        if let Some(date) = date {
            fields.insert(key.to_owned(), date.into());
        }
    }
}

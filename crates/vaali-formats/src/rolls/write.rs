//! `roll.csv` and `candidates.csv`.

use std::iter;

use vaali::definition::{Candidate, Text, Voter};

use crate::datasets::export;

const LANGUAGES: [&str; 4] = ["fi", "sv", "en", "se"];

/// A roll as the file of an election's folder, safe in spreadsheets as all of [`export::csv`] is.
pub fn roll_csv(roll: &[Voter]) -> String {
    let languages: Vec<&str> = LANGUAGES
        .into_iter()
        .filter(|language| {
            roll.iter().any(|voter| match &voter.name {
                Text::Plain(_) => false,
                Text::Languages(texts) => texts.contains_key(*language),
            })
        })
        .collect();
    let mut header = vec!["id".to_owned()];
    if languages.is_empty() {
        header.push("name".to_owned());
    }
    header.extend(languages.iter().map(|language| format!("name_{language}")));
    header.extend(["weight", "suspended", "municipality", "source"].map(str::to_owned));
    let rows = roll.iter().map(|voter| voter_cells(voter, &languages));
    export::csv(';', iter::once(header).chain(rows))
}

fn voter_cells(voter: &Voter, languages: &[&str]) -> Vec<String> {
    let mut cells = vec![voter.id.to_string()];
    match &voter.name {
        Text::Plain(name) if languages.is_empty() => cells.push(name.clone()),
        // A plain name is the same in every language.
        Text::Plain(name) => cells.extend(languages.iter().map(|_| name.clone())),
        Text::Languages(texts) => {
            let name = |language: &&str| texts.get(*language).cloned().unwrap_or_default();
            cells.extend(languages.iter().map(name));
        }
    }
    cells.push(voter.weight.to_string());
    cells.push(if voter.suspended { "yes" } else { "" }.to_owned());
    cells.push(voter.municipality.clone().unwrap_or_default());
    cells.push(voter.source.clone().unwrap_or_default());
    cells
}

/// Candidates as the file of an election's folder, safe in spreadsheets. Times are written as instants, so that no clock that changes makes them two.
pub fn candidates_csv(candidates: &[Candidate]) -> String {
    const HEADER: [&str; 10] = [
        "id",
        "name",
        "organisation",
        "position",
        "municipality",
        "groups",
        "competence",
        "nominated_at",
        "withdrawn",
        "personal_deputy",
    ];
    let plain = |text: &Option<Text>| {
        text.as_ref().map_or_else(String::new, |text| text.in_language("fi").to_owned())
    };
    let rows = candidates.iter().map(|candidate| {
        [
            candidate.id.to_string(),
            candidate.name.clone(),
            candidate.organisation.as_ref().map_or_else(String::new, ToString::to_string),
            plain(&candidate.position),
            candidate.municipality.clone().unwrap_or_default(),
            candidate.groups.join("|"),
            plain(&candidate.competence),
            candidate.nominated_at.map_or_else(String::new, |time| time.to_string()),
            if candidate.withdrawn { "yes" } else { "" }.to_owned(),
            candidate.personal_deputy.clone().unwrap_or_default(),
        ]
    });
    export::csv(';', iter::once(HEADER.map(str::to_owned)).chain(rows))
}

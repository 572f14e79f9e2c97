//! Texts by language under keys that are no codes of languages: they would be there and never be shown.

use vaali::definition::{Candidate, Definition, Filled, Office, OtherSeats, SeatKind, Text, Voter};

use super::{MOST_FINDINGS, Places};
use crate::{Finding, Problem, languages, table::shown};

/// Every text for people, with its path.
fn texts(definition: &Definition) -> impl Iterator<Item = (String, &Text)> {
    let Definition { title, rules, candidates, roll, .. } = definition;
    let own = [("title", Some(title)), ("rules.ties.seed_source", rules.ties.seed_source.as_ref())];
    let own = own.into_iter().filter_map(|(path, text)| Some((path.to_owned(), text?)));
    own.chain(each(&rules.offices, "rules.offices", of_office))
        .chain(each(&rules.other_seats, "rules.other_seats", of_other_seats))
        .chain(each(candidates, "candidates", of_candidate))
        .chain(each(roll, "roll", |Voter { name, .. }| [Some(("name", name)), None]))
}

/// A text, and the field in which it stands.
type Field<'d> = Option<(&'static str, &'d Text)>;

fn each<'d, T>(
    list: &'d [T],
    path: &'static str,
    of: fn(&'d T) -> [Field<'d>; 2],
) -> impl Iterator<Item = (String, &'d Text)> {
    list.iter().enumerate().flat_map(move |(place, entry)| {
        let fields = of(entry).into_iter().flatten();
        fields.map(move |(field, text)| (format!("{path}[{place}].{field}"), text))
    })
}

fn of_office(Office { name, filled, .. }: &Office) -> [Field<'_>; 2] {
    let named_by = match filled {
        Filled::NamedBy(text) => Some(("filled.named_by", text)),
        Filled::ByVotes | Filled::SeparateContest | Filled::BodyElects => None,
    };
    [Some(("name", name)), named_by]
}

fn of_other_seats(OtherSeats { name, kind, .. }: &OtherSeats) -> [Field<'_>; 2] {
    let from = match kind {
        SeatKind::AppointedBy(text) => ("kind.appointed_by", text),
        SeatKind::ExOfficio(text) => ("kind.ex_officio", text),
    };
    [Some(("name", name)), Some(from)]
}

fn of_candidate(Candidate { position, competence, .. }: &Candidate) -> [Field<'_>; 2] {
    [
        position.as_ref().map(|text| ("position", text)),
        competence.as_ref().map(|text| ("competence", text)),
    ]
}

/// Warns of every key that is no code of a language, at its line where the file has lines.
pub(super) fn check(definition: &Definition, places: &Places, findings: &mut Vec<Finding>) {
    let mut more = 0;
    let most = findings.len() + MOST_FINDINGS;
    for (path, text) in texts(definition) {
        let Text::Languages(languages) = text else { continue };
        for key in languages.keys() {
            let Err(languages::NoCode { nearest }) = languages::check(key) else { continue };
            if findings.len() == most {
                more += 1;
                continue;
            }
            let problem = Problem::NotALanguage {
                key: shown(key),
                nearest: nearest.unwrap_or_default().to_owned(),
            };
            let path = format!("{path}.{key}");
            let mut finding = Finding::new(places.rules, &problem);
            if let Some(code) = nearest {
                finding.fix = format!("write `{code}` instead");
            }
            finding.row = places.election.of(&path);
            findings.push(finding.in_column(path));
        }
    }
    if more > 0 {
        findings.push(Finding::new(places.rules, &Problem::MoreFindings { more }));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Value, json};
    use vaali::definition::Definition;

    use super::{MOST_FINDINGS, texts};
    use crate::{Files, folder};

    /// A definition in which every field is written, and every word that something belongs to.
    fn whole() -> Value {
        let template = include_str!("../../../vaali/src/definition/template.json");
        let mut value: Value = serde_json::from_str(template).unwrap();
        let office = |filled: Value| json!({ "id": "-", "name": "-", "filled": filled });
        value["rules"]["offices"] =
            json!([office(json!("by_votes")), office(json!({ "named_by": "-" }))]);
        let mut other = value["rules"]["other_seats"][0].clone();
        other["kind"] = json!({ "ex_officio": "-" });
        value["rules"]["other_seats"].as_array_mut().unwrap().push(other);
        value
    }

    /// The paths of all texts in a value.
    fn leaves(value: &Value, path: &str, found: &mut Vec<String>) {
        let below =
            |part: &str| if path.is_empty() { part.to_owned() } else { format!("{path}.{part}") };
        match value {
            Value::String(_) => found.push(path.to_owned()),
            Value::Array(items) => {
                for (place, item) in items.iter().enumerate() {
                    leaves(item, &format!("{path}[{place}]"), found);
                }
            }
            Value::Object(fields) => {
                for (field, value) in fields {
                    leaves(value, &below(field), found);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn every_text_that_may_be_there_by_language_is_looked_at() {
        let mut paths = Vec::new();
        leaves(&whole(), "", &mut paths);
        let by_language = |path: &String| {
            let mut value = whole();
            *crate::toml_file::value_at_mut(&mut value, path).unwrap() = json!({ "ruotsi": "-" });
            Definition::from_value(value).is_ok()
        };
        paths.retain(by_language);
        let definition = Definition::from_value(whole()).unwrap();
        let seen: BTreeSet<String> = texts(&definition).map(|(path, _)| path).collect();
        assert_eq!(seen, paths.into_iter().collect());
        assert_eq!(seen.len(), 12);
    }

    /// What is found in a definition, and where.
    fn found(name: &str, text: String) -> Vec<(String, Option<u64>, Option<String>)> {
        let mut files = Files::default();
        files.put(name, text.into_bytes());
        let findings = match folder::read_files(files) {
            Ok(folder) => folder.findings,
            Err(findings) => findings.0,
        };
        assert!(findings.iter().all(|finding| finding.file == name));
        findings.into_iter().map(|found| (found.code, found.row, found.column)).collect()
    }

    #[test]
    fn a_key_that_is_no_code_is_told_in_a_file_with_its_line_and_in_json_with_its_path() {
        let mut value = whole();
        value["title"] = json!({ "fi": "Hallitus", "ruotsi": "Styrelsen", "smn": "Stivrâ" });
        value["roll"][0]["name"] = json!({ "Suomi": "Äiti ry" });
        let at = |row, path: &str| ("F153".to_owned(), row, Some(path.to_owned()));
        assert_eq!(
            found(folder::DEFINITION, value.to_string()),
            [at(None, "title.ruotsi"), at(None, "roll[0].name.Suomi")]
        );
        let toml = toml::to_string(&value).unwrap();
        let line = |start: &str| {
            let place = toml.lines().position(|line| line.starts_with(start)).unwrap();
            Some(place as u64 + 1)
        };
        assert_eq!(
            found(folder::ELECTION, toml.clone()),
            [at(line("ruotsi"), "title.ruotsi"), at(line("Suomi"), "roll[0].name.Suomi")]
        );
    }

    #[test]
    fn a_column_by_the_name_of_a_language_is_told_with_the_column_that_is_read() {
        let mut files = Files::default();
        files.put(folder::ELECTION, toml::to_string(&whole()).unwrap().into_bytes());
        for (name, header) in [
            (folder::CANDIDATES, "id;name;asema_ruotsi;competence_eng"),
            (folder::ROLL, "id;name_fi;Name Swedish"),
        ] {
            files.put(name, format!("{header}\n").into_bytes());
        }
        let findings = folder::read_files(files).unwrap_err().0;
        let unknown = findings.into_iter().filter(|finding| finding.code == "F12");
        let said: Vec<_> = unknown.map(|finding| (finding.column, finding.values)).collect();
        let nearest = |column: &str, nearest: &str| {
            let values = [("nearest".to_owned(), vaali::values::Value::Text(nearest.to_owned()))];
            (Some(column.to_owned()), values.into())
        };
        assert_eq!(
            said,
            [
                nearest("asema_ruotsi", "position_sv"),
                nearest("competence_eng", "competence_en"),
                nearest("Name Swedish", "name_sv"),
            ]
        );
    }

    #[test]
    fn of_a_long_roll_with_a_wrong_key_no_more_is_told_than_can_be_read() {
        let mut value = whole();
        let voter = |number: usize| json!({ "id": number.to_string(), "name": { "ruotsi": "A" } });
        value["roll"] = (0..=MOST_FINDINGS).map(voter).collect();
        let found = found(folder::DEFINITION, value.to_string());
        assert_eq!(found.len(), MOST_FINDINGS + 1);
        assert_eq!(found.last().unwrap().0, "F30");
    }
}

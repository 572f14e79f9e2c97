//! `candidates.csv`: the candidates as they were nominated.

use vaali::definition::{Candidate, VoterId};

use super::cells::{List, Reader, read_list};
use crate::{Finding, Input, table::Known, times::Zone};

const fn known(name: &'static str, also: &'static [&'static str]) -> Known {
    Known { name, also }
}

const POSITION: &[&str] = &["position", "position_fi", "position_sv", "position_en", "position_se"];
const COMPETENCE: &[&str] =
    &["competence", "competence_fi", "competence_sv", "competence_en", "competence_se"];

/// Other names are those that lists in Finnish and Swedish give these columns.
const COLUMNS: &[Known] = &[
    known("id", &["tunnus"]),
    known("name", &["nimi", "namn"]),
    known("organisation", &["organization", "järjestö"]),
    known("position", &["asema", "tehtävä", "ställning"]),
    known("position_fi", &[]),
    known("position_sv", &[]),
    known("position_en", &[]),
    known("position_se", &[]),
    known("municipality", &["kunta", "kotikunta", "kommun", "hemkommun"]),
    known("groups", &["kohderyhmät", "målgrupper"]),
    known("competence", &["osaaminen", "kompetens"]),
    known("competence_fi", &[]),
    known("competence_sv", &[]),
    known("competence_en", &[]),
    known("competence_se", &[]),
    known("nominated_at", &[]),
    known("withdrawn", &[]),
    known("personal_deputy", &[]),
];

/// Reads the candidates and their lines.
pub(super) fn read(
    input: &Input<'_>,
    zone: &Zone,
    findings: &mut Vec<Finding>,
) -> (Vec<Candidate>, Vec<u64>) {
    let list = List {
        known: COLUMNS,
        required: &["id"],
        one_of: &["name"],
        texts: &[POSITION, COMPETENCE],
    };
    read_list(input, &list, findings, |row| candidate(row, zone))
}

fn candidate(row: &mut Reader<'_, '_>, zone: &Zone) -> Option<Candidate> {
    let id = row.id("id");
    let organisation =
        row.parsed("organisation", "an id of the roll", |text| text.parse::<VoterId>().ok());
    let nominated_at = row.text("nominated_at").and_then(|text| match zone.instant(&text) {
        Ok(instant) => Some(instant),
        Err(problem) => {
            row.note(&problem, "nominated_at");
            None
        }
    });
    let groups = row.text("groups").unwrap_or_default();
    let groups = groups.split(['|', ';']).map(str::trim).filter(|group| !group.is_empty());
    let mut candidate = Candidate::new(id?, row.text("name").unwrap_or_default());
    candidate.organisation = organisation;
    candidate.position = row.languages(POSITION);
    candidate.municipality = row.text("municipality");
    candidate.groups = groups.map(str::to_owned).collect();
    candidate.competence = row.languages(COMPETENCE);
    candidate.nominated_at = nominated_at;
    candidate.withdrawn = row.flag("withdrawn");
    candidate.personal_deputy = row.text("personal_deputy");
    Some(candidate)
}

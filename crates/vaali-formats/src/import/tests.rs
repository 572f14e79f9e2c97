//! Files that were taken for others.

use super::*;
use crate::template::{self, Head};

/// A folder as `vaali new` writes it, with these candidates.
fn folder_with(candidates: &str) -> Files {
    let preset = vaali::definition::presets::find("meeting_slips").unwrap();
    let head = Head {
        id: "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11".parse().unwrap(),
        title: &preset.title,
        test: false,
        preset: &preset.id,
        about: &[],
    };
    let mut files = Files::default();
    files.put(ELECTION, template::election(&head, &preset.rules).into_bytes());
    files.put(CANDIDATES, candidates.as_bytes().to_vec());
    files
}

fn imported(files: &Files, ballots: &str) -> (Imported, Option<Refused>) {
    let input = Input::bytes("form.csv", ballots.as_bytes());
    let lists = Lists { ballots: Some((input, forms::Options::default())), ..Lists::default() };
    read(files, &lists)
}

const PEOPLE: &str = "id;name\nc1;Aino\nc2;Bo\nc3;Cia\nc4;Dan\nc5;Eva\n";

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.code.as_str()).collect()
}

#[test]
fn the_list_of_nominations_taken_for_the_ballots_is_told() {
    let files = folder_with(PEOPLE);
    let (imported, refused) = imported(&files, "Name of the candidate\nAino\nBo\nCia\nDan\nEva\n");
    assert_eq!(refused, None);
    assert_eq!(codes(&imported.findings), ["F128", "F86"]);
    for ballots in
        ["Vote\nAino\nBo\nCia\nAino\n", "Vote\nAino\nBo\nCia\n", "Vote\nAino\nBo\nCia\nDan;Eva\n"]
    {
        let (imported, refused) = self::imported(&files, ballots);
        assert_eq!((refused, codes(&imported.findings)), (None, vec!["F86"]), "{ballots}");
    }
}

#[test]
fn ballots_that_fit_no_candidate_are_held_against_the_examples_that_are_left() {
    let (_, refused) =
        imported(&folder_with(&examples::candidates_file(false, false)), "Vote\nAino\nBo\n");
    let Some(Refused::Files(findings)) = refused else { panic!("{refused:?}") };
    assert_eq!(codes(&findings.0), ["F76", "F150", "F150", "F150"]);
    let (_, refused) = imported(&folder_with(PEOPLE), "Vote\nXerxes\nYlva\n");
    let Some(Refused::Files(findings)) = refused else { panic!("{refused:?}") };
    assert_eq!(codes(&findings.0), ["F76"]);
}

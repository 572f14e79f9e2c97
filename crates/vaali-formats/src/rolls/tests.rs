use std::fs;

use super::*;

struct Lists(tempfile::TempDir);

impl Lists {
    fn of(files: &[(&str, &[u8])]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            fs::write(dir.path().join(name), bytes).unwrap();
        }
        Self(dir)
    }

    fn read(&self, names: &[&str], decisions: Option<&str>) -> Result<Rolls, Findings> {
        let path = |name: &str| self.0.path().join(name);
        let lists: Vec<List> = names.iter().map(|name| List::new(path(name))).collect();
        let file = decisions.map(|text| {
            fs::write(path("decisions.csv"), text).unwrap();
            path("decisions.csv")
        });
        super::read(&lists, file.as_deref())
    }
}

fn places(findings: &[Finding]) -> Vec<(&str, &str, Option<u64>)> {
    findings.iter().map(|f| (f.code.as_str(), f.file.as_str(), f.row)).collect()
}

#[test]
fn p02_duplicates_in_any_spelling_are_flagged_and_never_merged() {
    for other in [
        "Äiti ry",
        "ÄITI RY",
        "A\u{308}iti ry",
        "Äiti\u{a0}ry",
        "Äiti  ry",
        "Äiti r.y.",
        "Äiti rf",
        "Äiti r.f.",
        "Äiti",
    ] {
        let b = format!("id;name\n9;{other}\n");
        let lists = Lists::of(&[
            ("a.csv", "id;name\n1;Äiti ry\n2;Bo rf\n".as_bytes()),
            ("b.csv", b.as_bytes()),
        ]);
        let rolls = lists.read(&["a.csv", "b.csv"], None).unwrap();
        assert_eq!(rolls.groups.iter().map(|g| g.entries.clone()).collect::<Vec<_>>(), [[0, 2]]);
        let undecided = rolls.roll().unwrap_err();
        // Once, with both rows: the oddity is one.
        assert_eq!(places(&undecided.0), [("F101", "a.csv", Some(2))], "{other}");
        assert!(undecided.0[0].message.contains("(b.csv, row 2)"), "{}", undecided.0[0].message);
        assert_eq!(rolls.entries.len(), 3);
    }
}

#[test]
fn near_spellings_and_equal_ids_are_listed_too() {
    let lists = Lists::of(&[(
        "a.csv",
        "id;name\n1;Helsingin vihreät ry\n2;Helsingin virheät\n3;Oulu 1\n4;Oulu 2\n4;Turku\n"
            .as_bytes(),
    )]);
    let rolls = lists.read(&["a.csv"], None).unwrap();
    let found: Vec<_> = rolls.groups.iter().map(|g| (g.entries.clone(), g.why)).collect();
    assert_eq!(
        found,
        [(vec![0, 1], "the names differ in a letter or two"), (vec![3, 4], "the ids are equal")]
    );
}

#[test]
fn decisions_keep_drop_and_merge_with_the_sources_of_all_rows() {
    let lists = Lists::of(&[
        ("a.csv", "Tunnus;Nimi;Kunta\n007;Äiti ry;Oulu\n2;Bo;\n".as_bytes()),
        ("b.csv", "Medlemsnummer,Namn\n007,Äiti rf\n8,BO\n".as_bytes()),
    ]);
    let both = ["a.csv", "b.csv"];
    let text = lists.read(&both, None).unwrap().decisions_csv();
    let decide = |decisions: [&str; 4]| {
        let lines: Vec<String> = text
            .lines()
            .enumerate()
            .map(|(i, line)| match i {
                0 => line.to_owned(),
                i => line.to_owned() + decisions[i - 1],
            })
            .collect();
        lists.read(&both, Some(&lines.join("\n")))
    };
    let rolls = decide(["keep", "same as 007", "keep", "keep"]).unwrap();
    let (roll, notes) = rolls.roll().unwrap();
    let ids: Vec<_> = roll.iter().map(|v| (v.id.as_str(), v.source.as_deref().unwrap())).collect();
    assert_eq!(ids, [("007", "a.csv + b.csv"), ("2", "a.csv"), ("8", "b.csv")]);
    assert_eq!(places(&notes), [("F107", "b.csv", Some(2))]);
    // What is decided stands in the next file to decide in.
    assert!(rolls.decisions_csv().contains(";same as 007"));
    let again = lists.read(&both, Some(&rolls.decisions_csv())).unwrap();
    assert_eq!(again.roll().unwrap().0, roll);

    let (roll, _) = decide(["keep", "drop", "drop", "keep"]).unwrap().roll().unwrap();
    assert_eq!(roll.len(), 2);
    let part = decide(["keep", "", "keep", "keep"]).unwrap().roll().unwrap_err();
    assert_eq!(places(&part.0), [("F101", "b.csv", Some(2))]);
    let twice = decide(["keep", "keep", "keep", "keep"]).unwrap().roll().unwrap_err();
    assert_eq!(places(&twice.0), [("F105", "b.csv", Some(2))]);
    let nobody = decide(["keep", "same as 77", "keep", "keep"]).unwrap().roll().unwrap_err();
    assert_eq!(places(&nobody.0), [("F104", "b.csv", Some(2))]);
    let wrong = decide(["keep", "merge", "keep", "keep"]).unwrap_err();
    assert_eq!(places(&wrong.0), [("F102", "decisions.csv", Some(3))]);
}

#[test]
fn a_decision_about_a_row_that_changed_is_refused() {
    let lists = Lists::of(&[("a.csv", "id;name\n1;Bo ry\n2;Bo\n3;Cia\n".as_bytes())]);
    for row in ["a.csv;2;1;Aino;keep", "a.csv;4;3;Cia;drop", "b.csv;2;1;Bo ry;keep"] {
        let decisions = format!("file;row;id;name;decision\n{row}\n");
        let refused = lists.read(&["a.csv"], Some(&decisions)).unwrap_err();
        assert_eq!(places(&refused.0), [("F103", "decisions.csv", Some(2))]);
    }
}

#[test]
fn every_row_of_a_list_is_an_entry_or_a_finding() {
    let text = "id;name;weight;suspended;Sähköposti\n1;A;2;kyllä;a@b.fi\n;B;;;\n3;;;;\n4;D;x;;\n;;;;\n5;E;;maybe;\n";
    let lists = Lists::of(&[("a.csv", text.as_bytes())]);
    let refused = lists.read(&["a.csv"], None).unwrap_err();
    let rows: Vec<_> =
        refused.0.iter().map(|f| (f.code.as_str(), f.row, f.column.as_deref())).collect();
    assert_eq!(
        rows,
        [
            ("F19", Some(3), Some("id")),
            ("F19", Some(4), Some("name")),
            ("F19", Some(5), Some("weight")),
            ("F19", Some(7), Some("suspended")),
            ("F13", Some(1), Some("Sähköposti")),
            ("F16", Some(6), None)
        ]
    );
    assert!(!format!("{refused:?}").contains("a@b.fi"));
}

#[test]
fn a_list_without_ids_is_known_by_names_and_one_without_names_is_refused() {
    let lists = Lists::of(&[("a.csv", "Järjestö\nÄiti ry\n".as_bytes()), ("b.csv", b"id\n1\n")]);
    let rolls = lists.read(&["a.csv"], None).unwrap();
    assert_eq!(places(&rolls.findings), [("F100", "a.csv", Some(1))]);
    assert_eq!(rolls.roll().unwrap().0[0].id.as_str(), "Äiti ry");
    assert_eq!(lists.read(&["b.csv"], None).unwrap_err().0[0].code, "F11");
}

#[test]
fn what_is_written_is_read_back_as_the_same_roll() {
    let lists = Lists::of(&[
        ("a.csv", "id;name\n007;Äiti\n1-2;\"Bo \"\"B\"\"; ry\"\n".as_bytes()),
        ("b.csv", "id;name_fi;name_sv\n3;Cia;Cecilia\n".as_bytes()),
    ]);
    let (roll, _) = lists.read(&["a.csv", "b.csv"], None).unwrap().roll().unwrap();
    fs::write(lists.0.path().join("roll.csv"), roll_csv(&roll)).unwrap();
    let again = crate::folder::read_roll(&lists.0.path().join("roll.csv")).unwrap();
    assert_eq!(again.len(), 3);
    for (read, was) in again.iter().zip(&roll) {
        assert_eq!((&read.id, &read.source), (&was.id, &was.source));
        assert_eq!(read.name.in_language("sv"), was.name.in_language("sv"));
    }
}

#[cfg(feature = "xlsx")]
#[test]
fn lists_may_be_workbooks_and_an_id_keeps_its_zeros() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, (id, name)) in (0..).zip([("Tunnus", "Yhdistys"), ("007", "Äiti ry"), ("1-2", "Bo")])
    {
        sheet.write(row, 0, id).unwrap();
        sheet.write(row, 1, name).unwrap();
    }
    let lists = Lists::of(&[("a.xlsx", &book.save_to_buffer().unwrap())]);
    let (roll, notes) = lists.read(&["a.xlsx"], None).unwrap().roll().unwrap();
    assert_eq!(roll.iter().map(|v| v.id.as_str()).collect::<Vec<_>>(), ["007", "1-2"]);
    assert_eq!(notes, []);
}

/// Candidates of an export, and how they stand under a deadline and one nomination for each organisation.
fn standings(export: &str, deadline: &str) -> Vec<vaali::definition::Standing> {
    let lists = Lists::of(&[("n.csv", export.as_bytes())]);
    let path = lists.0.path().join("n.csv");
    let read = nominations::read(&List::new(path), Some("Europe/Helsinki"), &[]).unwrap();
    let text = format!(
        r#"{{"format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "B", "candidates": [],
        "rules": {{"ballots": "anonymous", "secrecy": "secret", "marks": {{"min": 1, "max": 1}}, "seats": {{"min": 1, "max": 1}},
            "ties": {{"seat": "lot_manual"}}, "time_zone": "Europe/Helsinki", "nominations": {{"deadline": "{deadline}", "per_organisation": 1}}}}}}"#
    );
    let mut definition = vaali::definition::Definition::from_json(&text).unwrap();
    definition.candidates = read.candidates;
    definition.freeze().unwrap().standings().to_vec()
}

#[test]
fn p05_a_nomination_is_late_from_the_first_second_after_the_deadline() {
    use vaali::definition::{Refusal, Standing};

    let export = "Timestamp,Candidate,Organisation\n1.3.2026 klo 15.59.59,A,x\n1.3.2026 klo 16.00.00,B,y\n1.3.2026 klo 16.00.01,C,z\n1.3.2026 klo 15.59.58,D,x\n";
    let found = standings(export, "2026-03-01T14:00:00Z");
    assert_eq!(found[1], Standing::OnBallot);
    assert_eq!(found[2], Standing::Refused(Refusal::Late { seconds: 1 }));
    assert_eq!(found[3], Standing::OnBallot, "the first of its organisation by time, not by row");
    let Standing::Refused(Refusal::Second { standing }) = &found[0] else { panic!("{found:?}") };
    assert_eq!(standing[0].as_str(), "c4");
}

#[test]
fn p05_in_the_night_when_the_clocks_change_the_offset_decides() {
    use vaali::definition::{Refusal, Standing};

    // The deadline is the second 03:00 of that night, an hour after the first.
    let export = "Timestamp,Candidate,Organisation\n2026/10/25 3:00:01 AM GMT+3,A,x\n2026/10/25 2:59:59 AM GMT+2,B,y\n2026/10/25 3:00:00 AM GMT+2,C,z\n2026/10/25 3:00:01 AM GMT+2,D,u\n";
    let found = standings(export, "2026-10-25T01:00:00Z");
    assert_eq!(found[..3], [Standing::OnBallot, Standing::OnBallot, Standing::OnBallot]);
    assert_eq!(found[3], Standing::Refused(Refusal::Late { seconds: 1 }));
    let lists = Lists::of(&[(
        "n.csv",
        b"Timestamp;Candidate\n25.10.2026 klo 3.00.01;A\n29.3.2026 klo 3.30.00;B\n",
    )]);
    let path = lists.0.path().join("n.csv");
    let refused = nominations::read(&List::new(path), Some("Europe/Helsinki"), &[]).unwrap_err();
    assert_eq!(places(&refused.0)[..2], [("F21", "n.csv", Some(2)), ("F22", "n.csv", Some(3))]);
}

#[test]
fn organisations_of_nominations_are_those_of_the_roll_or_told() {
    let lists = Lists::of(&[
        ("a.csv", "id;name\n007;Äiti ry\n2;Bo\n".as_bytes()),
        (
            "n.csv",
            "nimi;järjestö;vetäytynyt\nAino;Äiti ry;\nBerit;2;kyllä\nCia;Äitti ry;\n".as_bytes(),
        ),
    ]);
    let (roll, _) = lists.read(&["a.csv"], None).unwrap().roll().unwrap();
    let path = lists.0.path().join("n.csv");
    let read = nominations::read(&List::new(path), None, &roll).unwrap();
    let organisations: Vec<_> =
        read.candidates.iter().map(|c| c.organisation.as_ref().unwrap().as_str()).collect();
    assert_eq!(organisations, ["007", "2", "Äitti ry"]);
    assert_eq!(places(&read.findings), [("F108", "n.csv", Some(1)), ("F109", "n.csv", Some(4))]);
    let text = candidates_csv(&read.candidates);
    assert!(text.contains("c2;Berit;2;;;;;;yes;"), "{text}");
}

#[test]
fn p04_names_like_formulas_come_back_from_files_that_were_made_safe() {
    let lists = Lists::of(&[
        ("a.csv", b"id;name\n1;'=One ry\n2;'-\n"),
        ("n.csv", b"id;nimi\nc1;'-\nc2;'+Aino\n"),
    ]);
    let (roll, _) = lists.read(&["a.csv"], None).unwrap().roll().unwrap();
    let names: Vec<_> = roll.iter().map(|voter| voter.name.in_language("fi")).collect();
    assert_eq!(names, ["=One ry", "-"]);
    let read = nominations::read(&List::new(lists.0.path().join("n.csv")), None, &roll).unwrap();
    let names: Vec<_> = read.candidates.iter().map(|candidate| candidate.name.as_str()).collect();
    assert_eq!(names, ["-", "+Aino"]);
    let text = candidates_csv(&read.candidates);
    assert!(text.contains("c1;'-;") && text.contains("c2;'+Aino;"), "{text}");
}

//! Broken files, each with exactly what is told about it.

use vaali_report::{
    Language,
    findings::{self, Found},
};

use super::{
    reading::{cvr, record},
    *,
};
use crate::Finding;

const HEAD: &str = "# NUMBER ALTERNATIVES: 2\n# NUMBER CATEGORIES: 2\n";

/// File, text, code, line, column, and a part of what a person reads.
type Case = (&'static str, String, &'static str, Option<u64>, Option<&'static str>, &'static str);

#[rustfmt::skip]
fn cases() -> Vec<Case> {
    let n_of_m = r#""VoteVariation": "n-of-m", "VotesAllowed": 2"#;
    let head = |text: &str| format!("{HEAD}{text}");
    let case = |file, text: &str, code, row, column, says| {
        (file, text.to_owned(), code, row, column, says)
    };
    vec![
        // Any file.
        case("t.dat", "what is this", "F90", None, None, "name the file by its kind: .pb, .abc.yaml"),
        case("t.blt", " \n", "F03", None, None, "the file is empty"),
        case("t.cat", "# TITLE: a\0b\n", "F04", None, None, "it is not a text"),
        // PrefLib.
        case("t.cat", "# TITLE: x\n1: 1\n", "F95", None, None, "`# NUMBER ALTERNATIVES:`"),
        case("t.soi", "12\n1,Aino\n", "F92", Some(1), None, "the form that PrefLib used before 2022"),
        case("t.cat", "# NUMBER ALTERNATIVES: many\n1: 1\n", "F19", Some(1), Some("NUMBER ALTERNATIVES"), "`many` is not a whole number"),
        case("t.cat", "# NUMBER ALTERNATIVES: 2\n# NUMBER ALTERNATIVES: 2\n1: 1,2\n", "F92", Some(2), None, "an entry that the head has once"),
        case("t.cat", "# NUMBER ALTERNATIVES: 4000000000\n1: 1,2\n", "F96", Some(1), None, "more than 1048576 candidates"),
        ("t.cat", head("# ALTERNATIVE NAME 3: Cia\n1: 1,2\n"), "F92", Some(3), None, "the name of one of the candidates"),
        ("t.cat", head("1: 3,2\n"), "F93", Some(3), None, "add the candidate, or mend the mark"),
        ("t.cat", head("1: {1,1},2\n"), "F94", Some(3), None, "keep one of the marks"),
        ("t.cat", head("1: 1,1\n"), "F94", Some(3), None, "marks a candidate twice"),
        ("t.cat", head("1: 1\n"), "F92", Some(3), None, "an empty one is written {}"),
        ("t.cat", head("1: {1,2\n"), "F92", Some(3), None, "a number of voters, a colon, groups"),
        ("t.cat", head("1 1,2\n"), "F92", Some(3), None, "such as `13: 6,{1,2}`"),
        ("t.cat", head("0: 1,2\n"), "F92", Some(3), None, "a number of voters"),
        ("t.cat", head("1: 1,2\n# TITLE: late\n"), "F92", Some(4), None, "the head comes before"),
        ("t.cat", head("99999999999999999: 1,2\n"), "F96", Some(3), None, "more than 9007199254740992 votes"),
        case("t.soc", "# NUMBER ALTERNATIVES: 2\n1: 2,1\n", "F91", Some(2), None, "say --ranks-as-marks"),
        // BLT.
        case("t.blt", "2 one\n", "F92", Some(1), None, "the number of seats"),
        case("t.blt", "914914 14\n", "F95", Some(1), None, "a name for each candidate is missing"),
        case("t.blt", "99999999 1\n", "F96", Some(1), None, "more than 1048576 candidates"),
        case("t.blt", "2 1\n-3\n1 1 0\n0\n\"A\"\n\"B\"\n", "F92", Some(2), None, "such as -2"),
        case("t.blt", "2 1\n1 1\n1 2 0\n0\n\"A\"\n\"B\"\n", "F92", Some(2), None, "a ballot on one line that ends with 0"),
        case("t.blt", "2 1\n1 2 1 0\n0\n\"A\"\n\"B\"\n", "F91", Some(2), None, "ranks are not approvals"),
        case("t.blt", "2 1\n1 3 0\n0\n\"A\"\n\"B\"\n", "F93", Some(2), None, "whom the file does not have"),
        case("t.blt", "2 1\n(A7) 1 0\n0\n\"A\"\n\"B\"\n", "F92", Some(2), None, "begins with a whole number of voters"),
        case("t.blt", "2 1\n1.5 1 0\n0\n\"A\"\n\"B\"\n", "F92", Some(2), None, "a whole number of voters"),
        case("t.blt", "2 1\n1 1= 0\n0\n\"A\"\n\"B\"\n", "F92", Some(2), None, "candidates by their numbers"),
        case("t.blt", "2 1\n1 1 0\n", "F95", None, None, "the file ends too early: a 0 on a line of its own"),
        case("t.blt", "2 1\n1 1 0\n0\n\"A\"\n", "F95", None, None, "a name for each candidate"),
        case("t.blt", "2 1\n1 1 0\n0\n\"A\n\"B\"\n", "F08", Some(4), None, "close the quote"),
        case("t.blt", "1 1\n1 1 0\n0\n\"A \"B\" C\"\n", "F09", Some(4), None, "text after the end of a quoted cell"),
        case("t.blt", "1 1\n1 1 0\n0\n\"A\"\nTwo words and more\n", "F92", Some(5), None, "a title of several words needs quotes"),
        // CEF.
        case("t.cvotes", "#/Candidates: A;B\nA > B\n", "F91", Some(2), None, "if every ranked candidate is meant as approved"),
        case("t.cvotes", "#/Candidates: A;B\n  #/Number of Seats: 1\nA\n", "F92", Some(2), None, "at the beginning of its line"),
        case("t.cvotes", "A\n#/Candidates: A;B\n", "F92", Some(2), None, "before all ballots"),
        case("t.cvotes", "#/Candidates: A;B # both\nA\n", "F92", Some(1), None, "a remark needs a line of its own"),
        case("t.cvotes", "#/Candidates\u{18}: A;B\nA\n", "F92", Some(1), None, "a parameter without control characters"),
        case("t.cvotes", "#/Candidates: A;A\nA\n", "F92", Some(1), None, "every name once"),
        case("t.cvotes", "#/Number of Seats: few\nA\n", "F19", Some(1), Some("Number of Seats"), "`few` is not a whole number"),
        case("t.cvotes", "#/Weight Allowed: perhaps\nA\n", "F19", Some(1), Some("Weight Allowed"), "true or false"),
        case("t.cvotes", "A * 8 ^7\n", "F92", Some(1), None, "then a weight, then a number of voters"),
        case("t.cvotes", "A = = B\n", "F92", Some(1), None, "`Aino = Bo ^2 * 3`"),
        case("t.cvotes", "A = B = A\n", "F94", Some(1), None, "keep one of the marks"),
        case("t.cvotes", "A < B\n", "F92", Some(1), None, "a ballot such as"),
        // abcvoting.
        case("t.abc.yaml", "num_cand: 2\n", "F95", None, None, "the key `profile` is missing"),
        case("t.abc.yaml", "profile: [[0], [0, 1]\nnum_cand: 2\n", "F92", Some(2), None, "this is not "),
        case("t.abc.yaml", "profile:\n- [0]\n- [a]\n", "F92", Some(3), None, "a candidate by its number, from 0"),
        case("t.abc.yaml", "num_cand: 2\nprofile:\n- [0]\n- [2]\n", "F93", Some(4), None, "add the candidate"),
        case("t.abc.yaml", "profile:\n- [0, 0]\n", "F94", Some(2), None, "marks a candidate twice"),
        case("t.abc.yaml", "profile:\n- {0: 1}\n", "F92", Some(2), None, "a set of candidates such as {0, 2}"),
        case("t.abc.yaml", "profile:\n- [0]\nvoter_weights: [1, 2]\n", "F92", Some(3), Some("voter_weights"), "a list of 1 weights"),
        case("t.abc.yaml", "profile:\n- [0]\nvoter_weights: [0.5]\n", "F92", Some(3), None, "fractions of votes are not counted"),
        case("t.abc.yaml", "a: &a [1,1,1,1]\nb: &b [*a,*a,*a,*a]\nprofile: [*b]\n", "F92", Some(1), None, "YAML without anchors (&) and aliases (*)"),
        case("t.abc.yaml", "profile:\n- [0]\nprofile:\n- [1]\n", "F92", Some(3), None, "a key that the file has once"),
        case("t.abc.yaml", "profile:\n- [0]\nnum_cand: 99999999999\n", "F96", Some(3), None, "more than 1048576 candidates"),
        case("t.abc.yaml", "profile: !evil [[0]]\n", "F92", Some(1), None, "YAML without tags (!)"),
        case("t.abc.yaml", "profile:\n- [0]\ncompute:\n- result: [[0]]\n", "F92", Some(4), None, "a rule with its `rule_id`"),
        // Pabulib.
        case("t.pb", "META\nkey;value\nvote_type;approval\nPROJECTS\nproject_id\n1\nVOTES\nvote\n2\n", "F93", Some(9), None, "mend the mark"),
        // NIST cast vote records.
        case("t.json", "{\n\"CVR\": [\n}", "F92", Some(3), None, "this is not JSON"),
        case("t.json", "{\"CVR\": 7}", "F92", Some(1), None, "NIST SP 1500-103 version 1"),
        case("t.json", "{}", "F95", None, None, "a contest is missing"),
        ("t.json", cvr(r#""VoteVariation": "rcv""#, ""), "F61", None, Some("contest c"), "`rcv`"),
        ("t.json", cvr(n_of_m, &record(&[9], "")), "F93", None, Some("contest c, ballot 1"), "mend the mark"),
        ("t.json", cvr(n_of_m, &record(&[1, 1], "")), "F94", None, Some("contest c, ballot 1"), "twice"),
        ("t.json", cvr(n_of_m, &record(&[1], r#""invalidated-rules""#)), "F92", None, Some("contest c, ballot 1"), "it was declared invalid"),
        ("t.json", cvr(n_of_m, &record(&[1], r#""overvoted""#)), "F92", None, Some("contest c, ballot 1"), "more marks than VotesAllowed"),
        ("t.json", cvr(n_of_m, &record(&[1], "").replace("\"yes\", \"IsAll", "\"unknown\", \"IsAll")), "F92", None, Some("contest c, ballot 1"), "yes or no, not unknown"),
        ("t.json", cvr(n_of_m, &record(&[1], "").replace("\"NumberVotes\": 1", "\"NumberVotes\": 2")), "F92", None, Some("contest c, ballot 1"), "one vote for a choice"),
        ("t.json", cvr(n_of_m, r#"{"CVRSnapshot": []}"#), "F92", None, Some("contest c, ballot 1"), "CurrentSnapshotId"),
        // What the voting system calls a record is said, so that it is found there; the unique one rather than that of an audit.
        ("t.json", cvr(n_of_m, r#"{"CVRSnapshot": [], "UniqueId": "A-17", "BallotAuditId": "x"}"#), "F92", None, Some("contest c, ballot 1 (UniqueId A-17)"), "CurrentSnapshotId"),
        ("t.json", cvr(n_of_m, r#"{"CVRSnapshot": [], "BallotAuditId": 204}"#), "F92", None, Some("contest c, ballot 1 (BallotAuditId 204)"), "CurrentSnapshotId"),
    ]
}

#[test]
fn every_broken_file_is_told_with_its_place_and_the_way_out() {
    let mut wrong = Vec::new();
    for (file, text, code, row, column, says) in cases() {
        match read_text(file, &text) {
            Ok(_) => wrong.push(format!("{file} {text:?}: was read")),
            Err(findings) => {
                let first = &findings.0[0];
                let told = (first.code.as_str(), first.row, first.column.as_deref());
                if told != (code, row, column)
                    || first.file != file
                    || !first.to_string().contains(says)
                {
                    wrong.push(format!("{file} {text:?}: {first}"));
                }
                wrong.extend(findings.0.iter().filter_map(untranslated));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a finding says, if it is not said in Finnish and Swedish to its last word; what the reader of YAML says, nobody has translated.
fn untranslated(finding: &Finding) -> Option<String> {
    let Finding { code, message, fix, values, .. } = finding;
    let found = Found { code, message, fix, values };
    let languages = [(Language::Finnish, "(englanniksi)"), (Language::Swedish, "(på engelska)")];
    languages.into_iter().find_map(|(language, mark)| {
        let said = findings::say(language, &found);
        let marked = said.message.contains(mark) && !said.message.contains("YAML");
        (said.language != language || marked).then_some(said.message)
    })
}

#[test]
fn a_choice_without_an_id_is_told_and_no_ballot_is_read_by_the_others() {
    let records = [record(&[3], ""), record(&[2], ""), record(&[9], "")].join(",");
    let file =
        cvr(r#""VoteVariation": "n-of-m""#, &records).replace(r#""@id": "2""#, r#""@id": " 2""#);
    let Findings(found) = read_text("t.json", &file).unwrap_err();
    let told: Vec<_> = found
        .iter()
        .map(|finding| (finding.code.as_str(), finding.row, finding.column.as_deref()))
        .collect();
    assert_eq!(told, [("F92", None, Some("ContestSelection"))]);
}

#[test]
fn p36_hostile_nesting_ends_with_an_error() {
    let deep = format!("profile: {}", "[".repeat(100_000));
    assert_eq!(read_text("t.abc.yaml", &deep).unwrap_err().0[0].code, "F92");
    let deep = format!("x: {}", "[".repeat(100_000));
    assert_eq!(read_text("t.abc.yaml", &deep).unwrap_err().0[0].code, "F92");
    let deep = format!("x:\n{}", "- ".repeat(100_000));
    assert_eq!(read_text("t.abc.yaml", &deep).unwrap_err().0[0].code, "F95");
    let lines: Vec<String> = (0..2_000).map(|i| format!("{}-", " ".repeat(i))).collect();
    let deep = format!("x:\n{}", lines.join("\n"));
    assert!(read_text("t.abc.yaml", &deep).is_err());
    let deep = format!("{{\"CVR\": {}", "[".repeat(1_000_000));
    assert_eq!(read_text("t.json", &deep).unwrap_err().0[0].code, "F92");
}

#[test]
fn p34_no_finding_says_what_a_ballot_marks() {
    let text = "#/Candidates: A;B\nCanary < A\nA = = Canary\nCanary > A\n";
    let findings = read_text("t.cvotes", text).unwrap_err().to_string();
    assert!(!findings.contains("Canary"), "{findings}");
}

#[test]
fn errors_stop_where_nobody_would_read_on() {
    let text = format!("#/Candidates: A;B\n{}", "A > B\n".repeat(10_000));
    assert_eq!(read_text("t.cvotes", &text).unwrap_err().0.len(), 100);
}

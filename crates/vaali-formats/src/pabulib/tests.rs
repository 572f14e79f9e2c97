use std::path::PathBuf;

use vaali::ballot::Ballots;

use super::*;

const SMALL: &str = "META\nkey;value\ndescription;\"Small; but \"\"real\"\"\"\nunit;Town\nnum_projects;3\nnum_votes;4\nvote_type;approval\nmax_length;2\n\
    PROJECTS\nproject_id;cost;votes;name;category\n007;1;2;Bench;green,parks\n8;1;1;Bench;\n9;1;;;\n\
    VOTES\nvoter_id;vote;age\n1;007,8;3\n2;007;\n3;;\n4;007,8,9;\n";

fn codes(text: &str) -> Vec<(String, Option<u64>)> {
    let found = read_bytes("t.pb", text.as_bytes(), 1);
    let findings = match found {
        Ok(data) => data.findings,
        Err(findings) => findings.0,
    };
    findings.into_iter().map(|finding| (finding.code, finding.row)).collect()
}

#[test]
fn a_file_becomes_an_election() {
    for text in [SMALL.to_owned(), format!("\u{feff}{}", SMALL.replace('\n', "\r\n"))] {
        let data = read_bytes("t.pb", text.as_bytes(), 1).unwrap();
        assert_eq!(data.findings, []);
        assert_eq!(data.definition.title.to_string(), "Small; but \"real\", Town");
        assert_eq!((data.definition.rules.marks.min, data.definition.rules.marks.max), (1, 2));
        assert_eq!(data.definition.candidates[0].groups, ["green", "parks"]);
        assert_eq!((data.definition.candidates[2].name.as_str(), data.published[2].1), ("9", None));
        assert_eq!(data.meta("unit"), Some("Town"));
        let frozen = data.definition.clone().freeze().unwrap();
        let line = data.line_of(vaali::definition::BallotId(4));
        let ballots = Ballots::of(&frozen, data.ballots, []);
        // The engine, not the reader, rejects the vote that is too long.
        assert_eq!(
            (ballots.accepted(), ballots.blank(), ballots.rejected()[0].fault.code()),
            (2, 1, "B10")
        );
        assert_eq!(line, Some(19));
    }
    let again = |text: &str| read_bytes("t", text.as_bytes(), 1).unwrap().definition.id;
    assert_eq!(again(SMALL), again(SMALL));
    assert_ne!(again(SMALL), again(&SMALL.replace("Town", "City")));
}

#[test]
fn votes_of_another_type_are_refused_with_the_reason() {
    assert_eq!(
        codes(&SMALL.replace("vote_type;approval", "vote_type;ordinal")),
        [("F61".into(), Some(7))]
    );
    assert_eq!(codes(&SMALL.replace("vote_type;approval\n", "")), [("F110".into(), None)]);
}

#[test]
fn a_key_does_not_hide_behind_a_control_character() {
    assert_eq!(
        codes(&SMALL.replace("num_votes;4", "\u{17}num_votes;4o")),
        [("F62".into(), Some(6))]
    );
}

#[test]
fn broken_files_are_named_with_their_line() {
    assert!(codes(&SMALL.replace("PROJECTS\n", "")).contains(&("F60".into(), None)));
    assert_eq!(
        codes(&SMALL.replace("2;007;", "2;007")),
        [("F10".into(), Some(17)), ("F64".into(), Some(6))]
    );
    assert_eq!(codes(&SMALL.replace("max_length;2", "max_length;two")), [("F62".into(), Some(8))]);
    assert_eq!(codes(&SMALL.replace("max_length;2", "max_sum_cost;2")), [("F63".into(), Some(8))]);
    assert_eq!(codes(&SMALL.replace("007;1;2;", "007;1;x;")), [("F19".into(), Some(11))]);
    assert_eq!(codes(&SMALL.replace("project_id", "id")), [("F11".into(), Some(10))]);
    assert_eq!(codes(&SMALL.replace("num_votes;4", "num_votes;5")), [("F64".into(), Some(6))]);
    assert_eq!(codes("")[0].0, "F03");
    assert_eq!(codes("META\nkey;value\n\"x")[0], ("F08".into(), Some(3)));
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(cut in 0..SMALL.len(), noise in "[\\x00-\\x7F]{0,20}") {
        let _ = read_bytes("t", format!("{}{noise}{}", &SMALL[..cut], &SMALL[cut..]).as_bytes(), 1);
    }
}

/// Real elections: beside the repository, or where the environment says.
pub(crate) fn published() -> Vec<PathBuf> {
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data"));
    let folder = std::env::var_os("VAALI_DATA").map_or_else(beside, PathBuf::from).join("pabulib");
    let files = std::fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut files: Vec<PathBuf> = files.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "pb"));
    files.sort();
    assert!(!files.is_empty(), "{} holds no file of Pabulib", folder.display());
    files
}

#[test]
#[ignore = "needs published elections: `cargo xtask test published`"]
fn p16_real_elections_count_to_their_published_totals() {
    let mut ballots_counted = 0;
    for path in published() {
        let data = read(&path, 5).unwrap();
        let frozen = data.definition.clone().freeze().unwrap();
        let ballots = Ballots::of(&frozen, data.ballots, []);
        assert_eq!((ballots.rejected(), ballots.blank()), ([].as_slice(), 0), "{}", path.display());
        let tally = ballots.profile().tally().unwrap();
        for ((project, published), votes) in data.published.iter().zip(tally.votes()) {
            assert_eq!(*published, Some(*votes), "{project} in {}", path.display());
        }
        ballots_counted += ballots.rows();
    }
    println!("{ballots_counted} ballots");
}

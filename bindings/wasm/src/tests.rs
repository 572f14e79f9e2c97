//! Unit tests: what goes over the border, seen from the Rust side; and the types of the package alone.

use std::{env, fs, path::Path};

use ts_rs::{Config, TS};
#[cfg(feature = "office")]
use vaali::values::Values;

use crate::{
    data_set::{DataSetReport, Published},
    election::{Election, check},
    files::FormOptions,
    finding::FileFinding,
    folder::Recognised,
    import::{
        Dates, DecisionOrder, FileMapping, ImportOrder, ImportReport, ListKind, ListOrder,
        SameEntry, SameGroup,
    },
    office_record::MeetingReport,
    opening::FolderReport,
    problem::Problem,
    profile::Profile,
    record::CertifyOrder,
    reports::{MinutesFormat, MinutesOrder, PageOrder},
    verification::SaidCheck,
};

const BOARD: &str = r#"{
    "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
    "rules": {"ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 2},
              "seats": {"min": 2, "max": 2}, "ties": {"seat": "lot_manual"}},
    "candidates": [{"id": "a", "name": "Aino"}, {"id": "b", "name": "Bo"}, {"id": "c", "name": "Cia"}]
}"#;

#[test]
fn rows_and_positions_of_the_same_ballots_give_the_same_bytes() {
    let election = Election::parse(BOARD).unwrap();
    let rows =
        r#"[{"marks": ["a", "b"]}, {"marks": ["b"]}, {"marks": []}, {"marks": ["c", "a", "b"]}]"#;
    let rows = election.cast(rows, "[]").unwrap();
    let positions =
        election.cast_positions(vec![0, 1, 1, 2, 0, 1], vec![2, 3, 3, 6], None).unwrap();
    let count = |ballots| election.count(ballots, "{}").unwrap();
    assert_eq!(count(&rows), count(&positions));
    assert!(count(&rows).contains(r#""blank":1"#));
}

#[test]
fn numbers_that_do_not_fit_together_are_refused_with_their_place() {
    let election = Election::parse(BOARD).unwrap();
    let refused = |marks: &[u32], ends: &[u32], voters| {
        let thrown = election.cast_positions(marks.to_vec(), ends.to_vec(), voters).unwrap_err();
        (thrown.0[0].code.clone(), thrown.0[0].path.clone())
    };
    assert_eq!(refused(&[0, 1], &[3], None), ("W04".into(), "ends[0]".into()));
    assert_eq!(refused(&[0, 1], &[2, 1], None), ("W04".into(), "ends[1]".into()));
    assert_eq!(refused(&[0, 1], &[1], None), ("W04".into(), "ends".into()));
    assert_eq!(refused(&[0], &[1], Some(vec![0, 1])), ("W04".into(), "voters".into()));
    assert_eq!(Profile::of(2, &[0], &[2]).unwrap_err().0[0].code, "W04");
}

#[test]
fn what_cannot_be_read_says_where_in_the_callers_words() {
    let election = Election::parse(BOARD).unwrap();
    let thrown = election.cast(r#"[{"marks": "a"}]"#, "[]").unwrap_err();
    assert_eq!((thrown.0[0].code.as_str(), thrown.0[0].path.as_str()), ("W03", "ballots[0].marks"));
    let ballots = election.cast("[]", "[]").unwrap();
    let thrown = election.count(&ballots, r#"{"lots": 3}"#).unwrap_err();
    assert_eq!(thrown.0[0].path, "proceedings.lots");
    let thrown = election.count(&ballots, "nonsense").unwrap_err();
    assert_eq!((thrown.0[0].code.as_str(), thrown.0[0].path.as_str()), ("W03", "proceedings"));
}

#[test]
fn every_fault_of_a_definition_is_named_at_once() {
    let faults = check(&BOARD.replace("\"min\": 1, \"max\": 2", "\"min\": 3, \"max\": 2")).unwrap();
    assert!(faults.contains(r#""severity":"error""#) && faults.contains("rules.marks"), "{faults}");
    assert_eq!(check("{}").unwrap().matches("\"code\"").count(), 5);
}

/// The meeting at which an election was held, for the types alone: only names, never addresses.
#[derive(TS)]
#[ts(optional_fields)]
#[expect(dead_code, reason = "its types are read, not its values")]
struct Meeting {
    /// The body that met, such as `Spring meeting of Example ry`.
    body: Option<String>,
    /// Where it met.
    place: Option<String>,
    /// When it decided, such as `2030-04-15`.
    date: Option<String>,
    /// The number of the matter on the agenda.
    section: Option<String>,
    /// Chair of the meeting.
    chair: Option<String>,
    /// Secretary of the meeting.
    secretary: Option<String>,
    /// Those who check the minutes.
    checkers: Option<Vec<String>>,
    /// Those who counted.
    tellers: Option<Vec<String>>,
    /// Anything else that the minutes shall say.
    remark: Option<String>,
}

#[test]
fn the_type_of_a_meeting_has_the_fields_that_reports_read() {
    // Does not compile when a field comes or goes.
    let vaali_report::Meeting {
        body: _,
        place: _,
        date: _,
        section: _,
        chair: _,
        secretary: _,
        checkers: _,
        tellers: _,
        remark: _,
    } = serde_json::from_str(
        r#"{"body": "", "place": "", "date": "2030-04-15", "section": "", "chair": "", "secretary": "",
            "checkers": [""], "tellers": [""], "remark": ""}"#,
    )
    .unwrap();
}

#[test]
fn the_types_of_the_package_alone_are_those_of_this_crate() {
    let config = Config::new().with_large_int("number");
    let head = "// Written by the tests of the crate `vaali-wasm` (VAALI_BLESS=1 writes it anew). Not to be edited.\nimport type { Certification, Proceedings, Times } from \"./engine-types.js\";\n";
    let types: Vec<String> = [
        (CertifyOrder::docs(), CertifyOrder::decl(&config)),
        (DataSetReport::docs(), DataSetReport::decl(&config)),
        (Dates::docs(), Dates::decl(&config)),
        (DecisionOrder::docs(), DecisionOrder::decl(&config)),
        (FileFinding::docs(), FileFinding::decl(&config)),
        (FileMapping::docs(), FileMapping::decl(&config)),
        (FolderReport::docs(), FolderReport::decl(&config)),
        (FormOptions::docs(), FormOptions::decl(&config)),
        (ImportOrder::docs(), ImportOrder::decl(&config)),
        (ImportReport::docs(), ImportReport::decl(&config)),
        (ListKind::docs(), ListKind::decl(&config)),
        (ListOrder::docs(), ListOrder::decl(&config)),
        (Meeting::docs(), Meeting::decl(&config)),
        (MeetingReport::docs(), MeetingReport::decl(&config)),
        (MinutesFormat::docs(), MinutesFormat::decl(&config)),
        (MinutesOrder::docs(), MinutesOrder::decl(&config)),
        (PageOrder::docs(), PageOrder::decl(&config)),
        (Problem::docs(), Problem::decl(&config)),
        (Published::docs(), Published::decl(&config)),
        (Recognised::docs(), Recognised::decl(&config)),
        (SaidCheck::docs(), SaidCheck::decl(&config)),
        (SameEntry::docs(), SameEntry::decl(&config)),
        (SameGroup::docs(), SameGroup::decl(&config)),
    ]
    .into_iter()
    .map(|(docs, text)| format!("\n{}export {text}\n", docs.unwrap_or_default()))
    .collect();
    let types = head.to_owned() + &types.concat();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("js/package-types.ts");
    if env::var_os("VAALI_BLESS").is_some() {
        fs::write(&file, &types).unwrap();
    }
    assert!(
        fs::read_to_string(&file).unwrap_or_default() == types,
        "package-types.ts is not what the types of the crate are: VAALI_BLESS=1 cargo test -p vaali-wasm --all-features"
    );
}

#[cfg(feature = "office")]
#[test]
fn what_the_counting_page_itself_refuses_is_said_in_every_language() {
    for (message, fix) in [
        ("there is no election to count yet", "add the files that it needs"),
        ("there is no record to verify", "add the file record.json, or the folder `public`"),
        (
            "this is no record that holds what was certified",
            "verify the record: the checks say what does not hold",
        ),
        ("no hash", "write all 64 digits as they were published, in any groups"),
        (
            "`a.csv` holds the same, and only one of the two can be read",
            "remove one of the two, or say that it is not used",
        ),
        (
            "the archive cannot be opened: it is too large",
            "pack it anew, or add the files that are in it",
        ),
        (
            "voting opened at 2030-04-08 09:00 UTC: it is too late to freeze the rules",
            "if they were settled before, say when as you certify; else move rules.voting.opens",
        ),
        ("no source of randomness", "give the seed or the key as it was announced"),
        (
            "the page stopped: out of memory",
            "load the page again; if it happens again, please report it",
        ),
    ] {
        let said = crate::finding::in_languages("W00", message, fix, &Values::new());
        let languages: Vec<String> = said.values().map(|said| said.language.to_string()).collect();
        assert_eq!(languages, ["fi", "sv"], "{message}");
    }
}

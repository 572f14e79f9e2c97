//! Every code in every language, with the values that its English has.

#[path = "../../build/findings.rs"]
mod generator;

use std::collections::BTreeSet;

use vaali::{
    ballot::BallotFault,
    count::{CountError, LotProblem, Mismatch},
    definition::{DefinitionFault, Severity},
    profile::Votes,
    record::{Disorder, Obstacle, canonical::CanonicalError},
    values::{Value, Values},
};
use vaali_formats::{Finding, Problem};

use super::{Found, Said, Word, say, texts};
use crate::{
    language::Language::{self, English, Finnish, Swedish},
    parts::{Part, parts},
};

/// Values that the files add to what the engine knows: rows instead of numbers, a number in quotes, and the most seats of a file of published data.
const ADDED: [(&str, &str); 6] = [
    ("B05", "row"),
    ("B12", "row"),
    ("D04", "quoted"),
    ("D12", "row"),
    ("D27", "row"),
    ("D45", "most"),
];

/// Values that are not said in English either.
const UNSAID: [(&str, &str); 1] = [("D05", "known")];

/// A value that stands in for every kind.
fn sample(name: &str) -> Value {
    if name == "known" { Value::List(vec!["a".to_owned()]) } else { Value::Text(name.to_owned()) }
}

/// Which values the texts of a code use, and on which they depend.
fn used(code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (key, both) in texts::of(code).unwrap_or_else(|| panic!("{code} has no translation")) {
        for text in both {
            let parts = parts(text).unwrap_or_else(|e| panic!("{code} {key}: {e}"));
            used.extend(parts.iter().filter_map(Part::name).map(str::to_owned));
        }
        let when = ["_without_", "_one_"].into_iter().find_map(|word| key.split_once(word));
        used.extend(when.map(|(_, name)| name.to_owned()));
    }
    used
}

#[test]
fn every_code_of_files_and_rules_has_a_translation_with_the_values_of_its_english() {
    let files = Problem::CODES.iter().zip(Problem::FIELDS);
    let rules = DefinitionFault::CODES.iter().zip(DefinitionFault::FIELDS);
    for (&code, fields) in files.chain(rules) {
        let mut expected: BTreeSet<String> = fields.iter().map(|&name| name.to_owned()).collect();
        for (_, name) in ADDED.iter().filter(|(added, _)| *added == code) {
            expected.insert((*name).to_owned());
        }
        for (_, name) in UNSAID.iter().filter(|(unsaid, _)| *unsaid == code) {
            expected.remove(*name);
        }
        assert_eq!(used(code), expected, "{code}");
    }
}

#[test]
fn every_code_of_files_and_rules_can_be_said() {
    let files = Problem::CODES.iter().zip(Problem::FIELDS);
    let rules = DefinitionFault::CODES.iter().zip(DefinitionFault::FIELDS);
    for (&code, fields) in files.chain(rules) {
        let mut values: Values =
            fields.iter().map(|&name| (name.to_owned(), sample(name))).collect();
        for (_, name) in ADDED.iter().filter(|(added, _)| *added == code) {
            values.insert((*name).to_owned(), Value::Number(1));
        }
        for language in [Finnish, Swedish] {
            let found = Found { code, message: "x", fix: "y", values: &values };
            let said = say(language, &found);
            assert_eq!(said.language, language, "{code}: {said:?}");
        }
    }
}

#[test]
fn no_text_is_there_for_a_code_that_nothing_finds() {
    let known: BTreeSet<&str> = [Problem::CODES, DefinitionFault::CODES, &CountError::CODES]
        .into_iter()
        .flatten()
        .copied()
        .chain(BallotFault::CODES.iter().map(|(code, _)| *code))
        .collect();
    for (code, _) in texts::CODES {
        assert!(known.contains(code), "{code}");
    }
}

fn of_finding(language: Language, finding: &Finding) -> Said {
    let Finding { code, message, fix, values, .. } = finding;
    say(language, &Found { code, message, fix, values })
}

fn ballot_faults() -> Vec<BallotFault> {
    let moment = |text: &str| text.parse().unwrap();
    let (mark, candidate) = (2, Some("c1".parse().unwrap()));
    let counted = vaali::definition::BallotId(3);
    vec![
        BallotFault::UnknownVoter { voter: Some("o1".to_owned()) },
        BallotFault::UnknownVoter { voter: None },
        BallotFault::SuspendedVoter { voter: "o1".parse().unwrap() },
        BallotFault::TooEarly {
            cast_at: moment("2030-04-14T10:00:00Z"),
            opens: moment("2030-04-15T10:00:00Z"),
        },
        BallotFault::TooLate {
            cast_at: moment("2030-04-16T10:00:00Z"),
            closes: moment("2030-04-15T10:00:00Z"),
        },
        BallotFault::AlreadyVoted { counted },
        BallotFault::UnknownCandidate { mark, text: Some("Aino".to_owned()) },
        BallotFault::UnknownCandidate { mark, text: None },
        BallotFault::WithdrawnCandidate { mark, candidate: candidate.clone() },
        BallotFault::RepeatedMark { mark, candidate: None },
        BallotFault::OwnCandidate { mark, candidate },
        BallotFault::TooManyMarks { marks: 11, max: 10 },
        BallotFault::TooFewMarks { marks: 1, min: 2 },
        BallotFault::Replaced { counted },
        BallotFault::OrderUnknown { ballots: 2 },
    ]
}

#[test]
fn every_reason_of_a_ballot_is_said_with_its_values() {
    let mut codes = BTreeSet::new();
    for fault in ballot_faults() {
        let finding = Finding::of_ballot("ballots.csv", &fault);
        codes.insert(fault.code());
        for language in [Finnish, Swedish] {
            let said = of_finding(language, &finding);
            assert_eq!(said.language, language, "{said:?}");
            for value in finding.values.values() {
                let value = match value {
                    Value::Number(number) => number.to_string(),
                    Value::Text(text) => text.clone(),
                    Value::List(texts) => texts.join(", "),
                };
                assert!(said.message.contains(&value), "{value}: {said:?}");
            }
        }
    }
    assert_eq!(codes.len(), BallotFault::CODES.len());
}

/// A lot that does not fit.
fn lot(problem: LotProblem) -> CountError {
    CountError::InvalidLot { label: "seat/1".to_owned(), problem }
}

fn count_errors() -> Vec<CountError> {
    let (label, candidate) = ("seat/1".to_owned(), "c1".parse().unwrap());
    vec![
        CountError::OtherElection,
        CountError::Overflow,
        CountError::SumsDiffer { votes: 2, marks: 3 },
        CountError::StaleLot { label },
        lot(LotProblem::WrongNumber { drawn: 2, places: 1 }),
        CountError::UnknownDecline { candidate },
        CountError::UnknownOffice {
            candidate: "c1".parse().unwrap(),
            office: "chair".parse().unwrap(),
        },
    ]
}

#[test]
fn why_nothing_was_counted_is_said() {
    for error in count_errors() {
        for language in [Finnish, Swedish] {
            let said = of_finding(language, &Finding::of_count("", &error));
            assert_eq!(said.language, language, "{said:?}");
            assert!(!said.message.contains("(englanniksi)"), "{said:?}");
        }
    }
    let said = of_finding(
        Finnish,
        &Finding::of_count("", &lot(LotProblem::WrongNumber { drawn: 2, places: 1 })),
    );
    assert_eq!(said.message, "arvonta `seat/1` ei kelpaa: arvottuja on 2, paikkoja 1");
}

/// What keeps a result from being certified, with every disagreement of figures in the singular and in the plural.
fn obstacles() -> Vec<Obstacle> {
    let mut mismatches = vec![Mismatch::Marks { votes: Votes::from(4), marks: Votes::from(5) }];
    for (one, two) in [(1, 1), (1, 2), (2, 1), (2, 2)] {
        let what = |what: &str| what.to_owned();
        mismatches.extend([
            Mismatch::Rows { rows: one, accounted: two },
            Mismatch::Expected { expected: one, rows: two },
            Mismatch::RollMarks { marks: one, paper: two },
            Mismatch::Entitled { voted: 3, not_voted: one, entitled: two },
            Mismatch::Attendance { voted: 3, there: one, what: what("registered") },
            Mismatch::Attendance { voted: 3, there: one, what: what("present") },
            Mismatch::Present { present: one, registered: two },
            Mismatch::OffRoll { there: one, roll: two, what: what("registered") },
            Mismatch::OffRoll { there: one, roll: two, what: what("present") },
        ]);
    }
    let at = |text: &str| text.parse().unwrap();
    let disorder = |earlier: &str, later: &str| Obstacle::TimesOutOfOrder {
        disorder: Disorder {
            earlier: earlier.to_owned(),
            earlier_at: at("2030-04-15T10:00:00Z"),
            later: later.to_owned(),
            later_at: at("2030-04-14T10:00:00Z"),
        },
    };
    let path = || "/result/7".to_owned();
    let problems = [
        CanonicalError::IntegerTooLarge { path: path(), integer: "9007199254740993".to_owned() },
        CanonicalError::NotFinite { path: path() },
        CanonicalError::TooDeep { path: path(), limit: 128 },
        CanonicalError::DuplicateKey { path: path() },
        CanonicalError::KeyNotText { path: String::new() },
    ];
    let mut obstacles = vec![
        Obstacle::LotNeeded { label: "seat/1".to_owned() },
        Obstacle::RecountDiffers { paths: vec!["/seats".to_owned()] },
        disorder("frozen", "opens"),
        disorder("closes", "seat/1"),
        disorder("seat/1", "certified"),
        Obstacle::RollMarksUnused { marks: 3 },
        Obstacle::SaltMissing,
    ];
    obstacles.extend(count_errors().into_iter().map(|error| Obstacle::CountFails { error }));
    obstacles.extend(mismatches.into_iter().map(|mismatch| Obstacle::Mismatch { mismatch }));
    let not_writable =
        |problem: CanonicalError| Obstacle::NotWritable { problem: problem.to_string() };
    obstacles.extend(problems.map(not_writable));
    obstacles
}

#[test]
fn whatever_keeps_a_result_from_being_certified_is_said() {
    let values = Values::new();
    let mut codes = BTreeSet::new();
    for obstacle in obstacles() {
        codes.insert(obstacle.code());
        let (english, fix) = (obstacle.to_string(), obstacle.fix());
        for message in [english.clone(), format!("not certified: {english}")] {
            for (language, mark) in [(Finnish, "(englanniksi)"), (Swedish, "(på engelska)")] {
                let found =
                    Found { code: obstacle.code(), message: &message, fix, values: &values };
                let said = say(language, &found);
                assert_eq!(said.language, language, "{said:?}");
                assert!(!said.message.contains(mark), "{said:?}");
                assert!(!said.message.contains("certified"), "{said:?}");
                let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
                assert_eq!(digits(&said.message), digits(&message), "{said:?}");
            }
        }
    }
    let all: BTreeSet<&str> = ["R01", "R02", "R03", "R04", "R05", "R06", "R07", "R08"].into();
    assert_eq!(codes, all);
    let times = obstacles().into_iter().find(|obstacle| obstacle.code() == "R05").unwrap();
    let found =
        Found { code: "R05", message: &times.to_string(), fix: times.fix(), values: &values };
    assert_eq!(
        say(Finnish, &found).message,
        "äänestyksen alku (2030-04-14T10:00:00Z) on aikaisemmin kuin lukitseminen (2030-04-15T10:00:00Z)"
    );
}

#[test]
fn a_value_of_one_or_none_is_said_as_it_is_said_in_english() {
    let cells = |found| Problem::WrongNumberOfCells { found, expected: 3 };
    let said = |problem: &Problem| of_finding(Finnish, &Finding::new("x.csv", problem)).message;
    assert_eq!(said(&cells(2)), "rivillä on 2 solua, otsikkorivillä 3");
    assert!(said(&cells(1)).ends_with("ehkä sen solut on erotettu toisella merkillä"));
    let cell = |text: &str| Problem::WrongCell { text: text.to_owned(), expected: "a name" };
    assert_eq!(said(&cell("")), "solu on tyhjä; siinä pitää olla nimi");
    assert_eq!(said(&cell("7")), "`7` ei kelpaa; tässä pitää olla nimi");
}

#[test]
fn what_a_library_says_stays_and_is_marked() {
    let problem = Problem::NotToml { problem: "invalid time, expected hour".to_owned() };
    let finding = Finding::new("frozen.toml", &problem);
    let swedish = of_finding(Swedish, &finding);
    assert_eq!(
        swedish.message,
        "kan inte läsas som TOML: (på engelska) invalid time, expected hour"
    );
    assert_eq!(of_finding(English, &finding).message, finding.message);
}

#[test]
fn a_code_without_a_translation_is_said_in_english_and_marked() {
    let values = Values::new();
    let found = Found { code: "X99", message: "it broke", fix: "mend it", values: &values };
    let said = say(Finnish, &found);
    assert_eq!((said.language, said.message.as_str()), (English, "(englanniksi) it broke"));
    assert_eq!(Word::Error.counted(Finnish, 2), "2 virhettä");
    assert_eq!(Severity::Error, DefinitionFault::NoTitle.severity());
}

#[test]
fn names_stay_to_the_letter_whatever_they_say() {
    let name = "a table {what} is missing";
    let problem = Problem::NameShared { name: name.to_owned() };
    let said = of_finding(Finnish, &Finding::new("candidates.csv", &problem));
    assert!(said.message.contains(&format!("`{name}`")), "{said:?}");
}

/// What the generator says of a code, a phrase, and their texts in Finnish and Swedish.
fn wrong(finnish: &str, swedish: &str, phrases: [&str; 2]) -> String {
    let mut texts = generator::Texts::default();
    for (place, text) in [finnish, swedish].into_iter().enumerate() {
        texts.codes[place] = toml::from_str(text).unwrap();
        texts.phrases[place] = toml::from_str(phrases[place]).unwrap();
    }
    generator::generate(&texts).unwrap_err()
}

#[test]
fn a_text_that_one_language_lacks_or_that_forgets_a_value_fails_the_build_and_is_named() {
    let said = wrong(
        "[F01]\nmessage = '{folder} x'\nfix = 'y'\n[F02]\nmessage = 'x'\nfixx = 'x'",
        "[F01]\nmessage = 'x'\n[F02]\nmessage = '{x'\nfixx = 'x'",
        ["'{what} is bad' = 'x'\n'{what}' = '{what}'", "'{what} is bad' = '{what}'"],
    );
    for part in [
        "findings: F01: `message` uses other values in fi than in sv",
        "messages/sv/findings: F01: `fix` is missing",
        "findings: `F01` has no `fix` in each language",
        "findings: F02: `fixx` is no key",
        "messages/sv/findings: F02: `message`: a brace has no partner",
        "phrases: `{what} is bad` has other values than its English",
        "messages/sv/findings: phrases: `{what}` is missing",
        "phrases: `{what}` is anything",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

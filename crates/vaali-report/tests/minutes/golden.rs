//! The minutes of many elections in three languages, compared with files that a person has read.
//!
//! After a change that is meant: `VAALI_GOLDEN=write cargo test -p vaali-report --test minutes golden`, then read the difference.

use std::{env, fs, path::Path};

use vaali::record::Hash;
use vaali_report::{Language, Meeting, minutes::Evidence};

use crate::common::Election;

fn compare(name: &str, election: &Election, meeting: &Meeting, evidence: &Evidence) {
    for language in Language::ALL {
        let text = election
            .minutes(meeting, evidence, language)
            .to_markdown()
            // A release must not need new golden files.
            .replace(env!("CARGO_PKG_VERSION"), "VERSION");
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/golden/minutes")
            .join(format!("{name}.{language}.md"));
        if env::var_os("VAALI_GOLDEN").is_some() {
            fs::write(&path, &text).unwrap();
        }
        let golden = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert_eq!(text, golden, "{name}.{language}.md differs; see the top of this file");
    }
}

fn meeting() -> Meeting {
    Meeting {
        body: Some("Keksitty neuvottelukunta, perustava kokous".to_owned()),
        place: Some("Turku / Åbo".to_owned()),
        date: Some("2020-09-17".parse().unwrap()),
        section: Some("7 §".to_owned()),
        chair: Some("Kerttu Keksitty".to_owned()),
        secretary: Some("Sten Påhittad".to_owned()),
        checkers: vec!["Aino Äijälä".to_owned(), "Bo Öhman".to_owned()],
        tellers: vec!["Cia Ceder".to_owned(), "Daavid Dahl".to_owned(), "Eeva Ek".to_owned()],
        remark: Some(
            "Äänestys toimitettiin sähköisesti.\nRöstningen förrättades elektroniskt.".to_owned(),
        ),
    }
}

fn certified() -> Evidence {
    Evidence {
        frozen_at: Some("2020-09-05T09:00:00Z".parse().unwrap()),
        certified_at: Some("2020-09-17T18:00:00Z".parse().unwrap()),
        seal: Some(Hash::of_bytes(b"record")),
        sealed_ballots: Some(Hash::of_bytes(b"ballots")),
    }
}

#[test]
fn the_sample_certified_with_everything_known_of_the_meeting() {
    compare("founding", &Election::sample("founding-2020"), &meeting(), &certified());
}

#[test]
fn the_sample_with_a_tie_before_its_lot_is_a_draft() {
    let frozen = Evidence { frozen_at: certified().frozen_at, ..Evidence::default() };
    compare("tie_before", &Election::sample("founding-2020-tie"), &Meeting::default(), &frozen);
}

#[test]
fn the_sample_with_a_tie_after_its_lot() {
    compare("tie_after", &Election::sample_drawn(), &meeting(), &certified());
}

#[test]
fn an_election_that_has_everything_before_and_after_its_ties_are_settled() {
    let evidence = Evidence {
        certified_at: Some("2030-11-30T12:00:00Z".parse().unwrap()),
        ..Evidence::default()
    };
    compare("everything_open", &Election::everything(), &Meeting::default(), &evidence);
    compare("everything", &Election::everything_settled(), &Meeting::default(), &evidence);
}

/// Elections of the corpus that have what the samples have not.
const CORPUS: [&str; 16] = [
    "acclamation",
    "acclamation_vacant_seats",
    "deputies_draw_when_needed",
    "deputies_per_organisation",
    "deputies_personal",
    "extend",
    "faults_secret",
    "office_all_decline",
    "office_tie_three_for_two_drawn",
    "range_gap",
    "reballot_of_three_for_two",
    "separate_spoiled",
    "shrink",
    "tie_last_seat_rfc3797",
    "tie_last_seat_seeded",
    "vacant_seats",
];

#[test]
fn elections_of_the_corpus_that_have_what_the_samples_have_not() {
    for name in CORPUS {
        compare(name, &Election::corpus(name), &Meeting::default(), &Evidence::default());
    }
}

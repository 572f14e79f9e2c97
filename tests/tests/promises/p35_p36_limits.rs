//! P35 the engine has nothing of its own but arithmetic, P36 hostile sizes give an error, not a hang.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use serde_json::{Value, json};
use vaali::{
    ballot::{Ballot, Ballots},
    count::{Proceedings, count},
    definition::{Candidate, Definition},
};

fn engine() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "..", "crates", "vaali"].iter().collect()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "tests") {
                sources(&path, found);
            }
        } else if path.extension().is_some_and(|ending| ending == "rs")
            && path.file_name().is_some_and(|name| name != "tests.rs")
        {
            found.push(path);
        }
    }
}

#[test]
fn p35_the_source_of_the_engine_uses_no_file_network_clock_environment_thread_or_randomness() {
    let mut files = Vec::new();
    sources(&engine().join("src"), &mut files);
    assert!(files.len() > 40, "the source is found: {}", files.len());
    let forbidden = [
        "std::fs",
        "std::net",
        "std::env",
        "std::time",
        "std::process",
        "std::thread",
        "std::io::stdin",
        "SystemTime",
        "Instant",
        "Timestamp::now",
        "Zoned::now",
        "thread::spawn",
        "thread_rng",
        "getrandom",
        "rand::",
        "new_v4",
        "now_v7",
        "unsafe ",
        "extern crate",
        "include!(",
        "static mut",
    ];
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for (number, line) in (1..).zip(text.lines()) {
            let code = line.split("//").next().unwrap_or_default();
            for word in forbidden {
                assert!(!code.contains(word), "{}:{number}: {word}", file.display());
            }
        }
    }
}

#[test]
fn p35_the_engine_depends_on_nothing_that_reaches_outside() {
    let manifest = fs::read_to_string(engine().join("Cargo.toml")).unwrap();
    let mut section = "";
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section == "[dependencies]" && !line.starts_with('#') {
            names.extend(line.split(['.', ' ', '=']).next().filter(|name| !name.is_empty()));
        }
    }
    let known = [
        "fearless_simd",
        "foldhash",
        "itoa",
        "jiff",
        "md-5",
        "rayon",
        "ryu-js",
        "serde",
        "serde_json",
        "sha2",
        "strsim",
        "thiserror",
        "uuid",
        // Runs in the compiler, and writes calls of the engine's own reader.
        "vaali-derive",
    ];
    assert!(names.len() > 5, "the list is found: {names:?}");
    for name in names {
        assert!(
            known.contains(&name),
            "`{name}` is new: does it reach files, network, clock or randomness?"
        );
    }
    let workspace = fs::read_to_string(engine().join("../../Cargo.toml")).unwrap();
    let of = |name: &str| {
        let found = workspace.lines().find(|line| line.starts_with(&format!("{name} ")));
        found.unwrap_or_else(|| panic!("{name} is in the workspace")).to_owned()
    };
    // foldhash seeds its maps from addresses in memory, and with `std` from the clock too. Seeds change no look-up.
    assert!(of("foldhash").contains("default-features = false") && !of("foldhash").contains("std"));
    // jiff reads the clock and time zones only with `std`; uuid makes random ids only with `v4`, `v7` or `rng`.
    assert!(of("jiff").contains("default-features = false"));
    assert!(of("uuid").contains("default-features = false"));
    assert!(
        !of("uuid").contains("v4") && !of("uuid").contains("v7") && !of("uuid").contains("rng")
    );
}

fn definition(candidates: usize, rules: &Value) -> Definition {
    let mut all = json!({
        "ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 5},
        "seats": {"min": 1, "max": 1}, "ties": {"seat": "lot_manual"},
    });
    for (key, value) in rules.as_object().unwrap() {
        all[key] = value.clone();
    }
    let names = (0..candidates).map(|n| json!({"id": format!("c{n}"), "name": format!("N{n}")}));
    Definition::from_value(json!({
        "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "T", "rules": all,
        "candidates": names.collect::<Vec<_>>(),
    }))
    .unwrap()
}

/// Long enough for slow machines without optimisation, far below what a quadratic step over these sizes takes.
///
/// It is the time of a processor, which is the same when others use the machine; all of it, for the work has one thread.
fn in_time<T: Send>(what: &str, work: impl FnOnce() -> T + Send) -> T {
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let (done, time) = one_thread.install(|| {
        let start = time_of_thread();
        (work(), time_of_thread().saturating_sub(start))
    });
    assert!(time < Duration::from_secs(20), "{what}: {time:?}");
    done
}

#[cfg(unix)]
fn time_of_thread() -> Duration {
    nix::time::clock_gettime(nix::time::ClockId::CLOCK_THREAD_CPUTIME_ID).unwrap().into()
}

/// Other systems tell the time of day only.
#[cfg(not(unix))]
fn time_of_thread() -> Duration {
    std::time::UNIX_EPOCH.elapsed().unwrap()
}

fn counts(definition: Definition, ballots: Vec<Ballot>) -> String {
    let frozen = definition.freeze().unwrap();
    let outcome = count(&frozen, &Ballots::of(&frozen, ballots, []), &Proceedings::default());
    match outcome {
        Ok(outcome) => outcome.request().map_or("complete".to_owned(), |r| r.label.clone()),
        Err(error) => error.name().to_owned(),
    }
}

fn ballot(marks: impl IntoIterator<Item = usize>) -> Ballot {
    let marks = marks.into_iter().map(|n| format!("c{n}")).collect();
    Ballot { marks, ..Ballot::default() }
}

const MANY: usize = 100_000;

#[test]
fn p36_a_hundred_thousand_candidates_are_counted() {
    let all_elected =
        json!({"seats": {"min": 50_000, "max": 50_000}, "marks": {"min": 1, "max": 100_000}});
    let label = in_time("half of them elected", || {
        let ballots = vec![ballot(0..MANY), ballot(0..MANY / 2)];
        counts(definition(MANY, &all_elected), ballots)
    });
    assert_eq!(label, "complete");
    let tied =
        in_time("all tied", || counts(definition(MANY, &all_elected), vec![ballot(0..MANY)]));
    assert_eq!(tied, "seat/1");
    let deputies = json!({
        "seats": {"min": 1, "max": 50_000, "fill": "max"}, "marks": {"min": 1, "max": 100_000},
        "deputies": {"next_in_order": {"number": 50_000, "order_matters": false, "draw_when_needed": true}},
    });
    let label = in_time("half of them elected, half deputies", || {
        counts(definition(MANY, &deputies), vec![ballot(0..MANY), ballot(0..MANY / 2)])
    });
    assert_eq!(label, "complete");
}

#[test]
fn p36_more_candidates_than_a_profile_holds_are_an_error() {
    let mut definition = definition(1, &json!({}));
    definition.candidates = (0..=1 << 20)
        .map(|n| Candidate::new(format!("c{n}").parse().unwrap(), format!("N{n}")))
        .collect();
    let faults = in_time("more than 2^20", || definition.freeze().unwrap_err());
    assert!(faults.0.iter().any(|fault| fault.fault.code() == "D09"), "{}", faults.0.len());
}

#[test]
fn p36_numbers_of_seats_and_deputies_beyond_reason_cost_nothing() {
    for fill in [json!("max"), json!("gap"), json!({"decided": u32::MAX - 1})] {
        let rules = json!({
            "seats": {"min": 0, "max": u32::MAX, "fill": fill}, "marks": {"min": 1, "max": u32::MAX},
            "deputies": {"next_in_order": {"number": u32::MAX, "order_matters": true}},
            "other_seats": [{"name": "x", "kind": {"appointed_by": "y"}, "number": u32::MAX - 5, "voting": true, "within_range": true}],
        });
        let label =
            in_time("seats", || counts(definition(9, &rules), vec![ballot(0..9), ballot(0..3)]));
        assert!(
            label == "complete" || label.starts_with("seat") || label.starts_with("deputy"),
            "{label}"
        );
    }
}

#[test]
fn p36_a_ballot_of_a_million_marks_and_a_million_ballots_are_accounted_for() {
    let frozen = definition(1000, &json!({})).freeze().unwrap();
    in_time("a long ballot", || {
        let long = ballot(std::iter::repeat_n(7, 1_000_000));
        let ballots = Ballots::of(&frozen, [long], []);
        assert_eq!(ballots.rejected()[0].fault.name(), "repeated_mark");
    });
    in_time("many ballots", || {
        let ballots =
            Ballots::of(&frozen, (0..1_000_000).map(|n| ballot([n % 1000, (n + 1) % 1000])), []);
        assert_eq!(ballots.accepted(), 1_000_000);
    });
}

#[test]
fn p36_a_voter_with_a_hundred_thousand_ballots_is_settled() {
    let text = json!({
        "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "T",
        "rules": {
            "ballots": "linked", "secrecy": "secret", "marks": {"min": 1, "max": 2},
            "seats": {"min": 1, "max": 1}, "ties": {"seat": "lot_manual"},
        },
        "candidates": [{"id": "c0", "name": "A"}, {"id": "c1", "name": "B"}],
        "roll": [{"id": "v", "name": "V"}],
    });
    let frozen = Definition::from_value(text).unwrap().freeze().unwrap();
    in_time("one voter", || {
        let voter = Some("v".to_owned());
        let rows = (0..MANY).map(|n| Ballot { voter: voter.clone(), ..ballot([n % 2]) });
        let ballots = Ballots::of(&frozen, rows, []);
        assert_eq!((ballots.accepted(), ballots.rejected().len()), (0, MANY));
    });
}

#[test]
fn p36_many_offices_and_many_faults_do_not_hang() {
    let office = |n: usize| json!({"id": format!("o{n}"), "name": "O"});
    let rules = json!({"offices": (0..20_000).map(office).collect::<Vec<_>>()});
    in_time("offices", || {
        let faults = definition(30, &rules).freeze().unwrap_err();
        assert!(faults.0.iter().any(|fault| fault.fault.code() == "D56"));
    });
    in_time("deep", || {
        let deep = "[".repeat(1_000_000);
        assert!(Definition::from_json(&deep).is_err());
    });
    in_time("unknown fields", || {
        let fields: Vec<String> = (0..100_000).map(|n| format!("\"f{n}\": 1")).collect();
        assert!(Definition::from_json(&format!("{{{}}}", fields.join(","))).is_err());
    });
}

//! P15: the engine and a naive counter, written from `docs/count.md` alone, agree.

use vaali_tests::{cases, parity};

#[test]
fn p15_two_counters_agree_on_twenty_thousand_elections() {
    if let Err(problem) = parity::run(20_000, 1) {
        panic!("{problem}");
    }
}

#[test]
fn p15_a_case_is_the_same_whenever_it_is_made() {
    let twice = |case| (cases::line(5, case), cases::line(5, case));
    assert!((0..500).map(twice).all(|(one, two)| one == two));
    assert_ne!(cases::line(5, 1), cases::line(6, 1));
}

/// A generator that has stopped making what it was made for would let every difference pass.
#[test]
fn p15_the_random_elections_reach_every_kind_of_outcome_and_every_fault() {
    let all: Vec<String> = (0..20_000).map(|case| cases::line(3, case)).collect();
    let holding = |what: &str| all.iter().filter(|line| line.contains(what)).count();
    for (what, least) in [
        (r#""outcome":"complete""#, 10_000),
        (r#""outcome":"lot_needed""#, 500),
        (r#""error":"stale_lot""#, 100),
        (r#""error":"invalid_lot""#, 50),
        (r#""error":"overflow""#, 50),
        (r#""status":"#, 10_000),
        (r#":"undecided""#, 200),
        (r#":"declined""#, 1_000),
        (r#":"refused""#, 1_000),
        (r#":"deputy""#, 1_000),
        (r#""ballots":"separate""#, 500),
        (r#""ballots":"anonymous""#, 2_000),
        (r#""fill":"gap""#, 1_000),
        (r#""extend":true"#, 500),
        (r#""shrink":true"#, 500),
        (r#""unopposed":"acclamation""#, 1_000),
        (r#""within_range":true"#, 500),
        (r#""weight":"9223372036854775"#, 20),
        (r#""weight":"9007199254740"#, 20),
        (r#""method":{"seeded""#, 500),
        (r#""method":{"rfc3797""#, 500),
        (r#""method":"manual""#, 500),
        (r#""method":"reballot""#, 500),
        (r#""label":"deputy/2""#, 20),
        (r#""open_lots":[{"#, 200),
    ] {
        assert!(holding(what) >= least, "{what}: {}", holding(what));
    }
    for (_, fault) in vaali::ballot::BallotFault::CODES {
        assert!(holding(&format!(",\"{fault}\"]")) >= 50, "{fault}");
    }
}

use super::{Fingerprint, Tally, TallyError};
use crate::profile::Votes;
use proptest::prelude::*;

const HERE: Fingerprint = Fingerprint::new([1; 32]);
const ELSEWHERE: Fingerprint = Fingerprint::new([2; 32]);

fn tally(ballots: u64, weight: u64, votes: &[u64]) -> Tally {
    Tally::checked(ballots, weight, votes.iter().sum(), votes.to_vec(), None).unwrap()
}

fn any_tally() -> impl Strategy<Value = Tally> {
    let small = (0..u64::from(u32::MAX), prop::collection::vec(0..=1_000_u64, 4));
    let large = (0..u64::from(u32::MAX), prop::collection::vec(0..=(u64::MAX >> 5), 4));
    prop_oneof![small, large]
        .prop_map(|(ballots, votes)| tally(ballots, votes.iter().copied().max().unwrap(), &votes))
}

proptest! {
    #[test]
    fn p13_merging_does_not_depend_on_grouping(a in any_tally(), b in any_tally(), c in any_tally()) {
        let left = a.clone().merge(&b).unwrap().merge(&c).unwrap();
        let right = a.merge(&b.merge(&c).unwrap()).unwrap();
        prop_assert_eq!(left, right);
    }

    #[test]
    fn p13_merging_does_not_depend_on_order(a in any_tally(), b in any_tally()) {
        prop_assert_eq!(a.clone().merge(&b), b.merge(&a));
    }

    #[test]
    fn p13_merging_with_the_count_of_no_ballots_changes_nothing(a in any_tally()) {
        let empty = Tally::empty(4).unwrap();
        prop_assert_eq!(a.clone().merge(&empty).unwrap(), a.clone());
        prop_assert_eq!(empty.merge(&a).unwrap(), a);
    }

    #[test]
    fn a_tally_read_back_from_json_is_the_same(a in any_tally(), bound in any::<bool>()) {
        let a = if bound { a.with_fingerprint(HERE) } else { a };
        let text = serde_json::to_string(&a).unwrap();
        prop_assert_eq!(serde_json::from_str::<Tally>(&text).unwrap(), a);
    }

    #[test]
    fn no_text_makes_a_tally_panic(text in "\\PC{0,80}") {
        let _ = serde_json::from_str::<Tally>(&text);
        let _ = text.parse::<Fingerprint>();
    }
}

#[test]
fn tallies_of_different_elections_do_not_merge() {
    let plain = tally(1, 1, &[1, 0]);
    let here = plain.clone().with_fingerprint(HERE);
    let elsewhere = plain.clone().with_fingerprint(ELSEWHERE);
    for (left, right) in [(&here, &elsewhere), (&here, &plain), (&plain, &here)] {
        let error = left.clone().merge(right).unwrap_err();
        assert_eq!(error.code(), "tally_different_fingerprints");
    }
    assert_eq!(here.clone().merge(&here).unwrap().fingerprint(), Some(HERE));
    let error = plain.merge(&tally(1, 1, &[1, 0, 0])).unwrap_err();
    assert_eq!(error, TallyError::DifferentCandidates { left: 2, right: 3 });
}

#[test]
fn p10_a_sum_beyond_64_bits_is_an_error() {
    let full = tally(1, u64::MAX, &[u64::MAX]);
    let one = tally(1, 1, &[1]);
    assert_eq!(full.clone().merge(&one), Err(TallyError::Overflow { what: "weight" }));
    assert_eq!(tally(u64::MAX, 0, &[0]).merge(&one), Err(TallyError::Overflow { what: "ballots" }));
    assert_eq!(
        tally(1, u64::MAX - 1, &[u64::MAX - 1, 1]).merge(&tally(1, 1, &[1, 0])),
        Err(TallyError::Overflow { what: "marks" })
    );
    assert_eq!(full.merge(&Tally::empty(1).unwrap()).unwrap().votes(), [u64::MAX]);
}

#[test]
fn the_json_form_is_fixed() {
    let tally = tally(3, u64::MAX, &[1 << 53, (1 << 53) + 1, 5]).with_fingerprint(HERE);
    let expected = concat!(
        r#"{"version":1,"ballots":3,"weight":"18446744073709551615","marks":"18014398509481990","#,
        r#""votes":["9007199254740992","9007199254740993",5],"fingerprint":"#,
        r#""0101010101010101010101010101010101010101010101010101010101010101"}"#
    );
    assert_eq!(serde_json::to_string(&tally).unwrap(), expected);
}

#[test]
fn a_tally_whose_sums_disagree_is_refused() {
    let good = r#"{"version":1,"ballots":2,"weight":2,"marks":3,"votes":[2,1]}"#;
    assert!(serde_json::from_str::<Tally>(good).is_ok());
    for (bad, why) in [
        (good.replace("[2,1]", "[2,2]"), "add up to 4, the marks to 3"),
        (good.replace("[2,1]", "[3,0]"), "3 votes from ballots of weight 2"),
        (good.replace("\"version\":1", "\"version\":2"), "version 2 cannot be read"),
        (good.replace("\"marks\"", "\"stamps\""), "unknown field"),
        (good.replace('}', ",\"extra\":1}"), "unknown field"),
        (good.replace(",\"marks\":3", ""), "missing field"),
        (good.replace("\"marks\":3", "\"marks\":3,\"marks\":3"), "duplicate field"),
        (good.replace("[2,1]", "[2,-1]"), "invalid value"),
        (good.replace("[2,1]", "[2,1.0]"), "invalid type"),
        (good.replace("[2,1]", "[2,\"01\"]"), "invalid value"),
        (good.replace("[2,1]", "[2,\"+1\"]"), "invalid value"),
        (good.replace("[2,1]", "[2,\"\"]"), "invalid value"),
        (good.replace("[2,1]", "[2,\"18446744073709551616\"]"), "invalid value"),
        (good.replace('}', ",\"fingerprint\":\"AB\"}"), "64 lower-case"),
    ] {
        let error = serde_json::from_str::<Tally>(&bad).unwrap_err().to_string();
        assert!(error.contains(why), "{bad}: {error}");
    }
}

#[test]
fn votes_are_read_as_number_or_text_and_written_as_text_from_two_to_the_53() {
    for (value, written) in [
        (0, "0"),
        ((1 << 53) - 1, "9007199254740991"),
        (1 << 53, "\"9007199254740992\""),
        ((1 << 53) + 1, "\"9007199254740993\""),
        (u64::MAX, "\"18446744073709551615\""),
    ] {
        let votes = Votes::from(value);
        assert_eq!(serde_json::to_string(&votes).unwrap(), written);
        assert_eq!(serde_json::from_str::<Votes>(&value.to_string()).unwrap(), votes);
        assert_eq!(serde_json::from_str::<Votes>(&format!("\"{value}\"")).unwrap(), votes);
        assert_eq!(u64::from(votes), value);
    }
    assert_eq!(Votes::from(u64::MAX).checked_add(Votes::from(1)), None);
}

use super::*;

const CAT: &str = "# FILE NAME: t.cat\n# TITLE: Board\n# DATA TYPE: cat\n# NUMBER ALTERNATIVES: 3\n# NUMBER VOTERS: 7\n# NUMBER CATEGORIES: 2\n# CATEGORY NAME 1: Yes\n# CATEGORY NAME 2: No\n# ALTERNATIVE NAME 1: Aino\n# ALTERNATIVE NAME 2: Bo\n# ALTERNATIVE NAME 3: Cia\n4: {1,2},3\n2: 3, {1, 2}\n1: {},{1,2,3}\n";
const TOI: &str = "# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: Aino\n# ALTERNATIVE NAME 2: Bo\n# ALTERNATIVE NAME 3: Cia\n4: {1,2}\n2: 3\n1:\n";
const BLT: &str = "3 2 # Board\n4 1=2 0\n2 3 0\n1 0\n0\n\"Aino\"\n\"Bo\"\n\"Cia\"\n\"Board\"\n";
const CEF: &str = "#/Candidates: Aino ; Bo;Cia\n#/Number of Seats: 2\n\nme , you || Aino = Bo * 4 # a remark\nCia*2\n/EMPTY/\n";
const ABC: &str = "# Board\ndescription: Board\nnum_cand: 3\ncommitteesize: 2\nprofile:\n- [0, 1]\n- {1, 0}\n- [1,0]\n- [0, 1]\n- [2]\n- [2]\n- []\ncompute:\n- rule_id: av\n  resolute: false\n  result: [[0, 1]]\n";
const PB: &str = "META\nkey;value\nvote_type;approval\nPROJECTS\nproject_id;cost;name\n1;5;Aino\n2;5;Bo\n3;5;Cia\nVOTES\nvoter_id;vote\n1;1,2\n2;1,2\n3;1,2\n4;1,2\n5;3\n6;3\n7;\n";

pub(super) fn cvr(contest: &str, ballots: &str) -> String {
    format!(
        r#"{{"@type": "CVR.CastVoteRecordReport", "Version": "1.0.0", "Election": [{{"@id": "e", "Candidate": [
        {{"@id": "p1", "Name": "Aino"}}, {{"@id": "p2", "Name": "Bo"}}, {{"@id": "p3", "Name": "Cia"}}],
        "Contest": [{{"@id": "c", "@type": "CVR.CandidateContest", {contest}, "ContestSelection": [
        {{"@id": "1", "CandidateIds": ["p1"]}}, {{"@id": "2", "CandidateIds": ["p2"]}}, {{"@id": "3", "CandidateIds": ["p3"]}}]}}]}}],
        "CVR": [{ballots}]}}"#
    )
}

/// A record with these marks.
pub(super) fn record(marks: &[u32], status: &str) -> String {
    let marks: Vec<String> = marks
        .iter()
        .map(|mark| format!(r#"{{"ContestSelectionId": "{mark}", "SelectionPosition": [{{"HasIndication": "yes", "IsAllocable": "yes", "NumberVotes": 1}}]}}"#))
        .collect();
    format!(
        r#"{{"CVRSnapshot": [{{"@id": "s", "CVRContest": [{{"ContestId": "c", "Status": [{status}], "CVRContestSelection": [{}]}}]}}]}}"#,
        marks.join(",")
    )
}

fn sample_cvr() -> String {
    let ballots = [&[1, 2][..], &[1, 2], &[2, 1], &[1, 2], &[3], &[3], &[]];
    let ballots: Vec<String> = ballots.iter().map(|marks| record(marks, "")).collect();
    cvr(r#""VoteVariation": "n-of-m", "VotesAllowed": 2, "NumberElected": 2"#, &ballots.join(","))
}

#[test]
fn one_election_in_every_format_has_one_result() {
    let cvr = sample_cvr();
    for (name, text) in [
        ("t.cat", CAT),
        ("t.toi", TOI),
        ("t.blt", BLT),
        ("t.cvotes", CEF),
        ("t.abc.yaml", ABC),
        ("t.pb", PB),
        ("t.json", &cvr),
    ] {
        let again = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        for text in [text, &again] {
            let data =
                read_text(name, text).unwrap_or_else(|findings| panic!("{name}: {findings}"));
            assert_eq!(data.findings, [], "{name}");
            let frozen = data.freeze(Some(2)).unwrap();
            let ballots = data.cast(&frozen).unwrap();
            assert_eq!(ballots.profile().tally().unwrap().votes(), [4, 4, 2], "{name}");
            assert_eq!((ballots.rows(), ballots.blank()), (7, 1), "{name}");
            // By the content, where the name does not tell.
            let data = read_text("unnamed", text).unwrap();
            assert_eq!(data.total_ballots(), 7, "{name}");
        }
    }
}

#[test]
fn every_format_becomes_every_other() {
    let cvr = sample_cvr();
    for (name, text) in [("t.cat", CAT), ("t.blt", BLT), ("t.abc.yaml", ABC), ("t.json", &cvr)] {
        let mut data = read_text(name, text).unwrap();
        data.seats = Some(2);
        for (format, name) in [
            (Format::Pabulib, "t.pb"),
            (Format::Abcvoting, "t.abc.yaml"),
            (Format::PrefLibCategories, "t.cat"),
            (Format::Blt, "t.blt"),
            (Format::Cef, "t.cvotes"),
        ] {
            let written = write(&data, format).unwrap();
            let again = read_text(name, &written.text).unwrap();
            let frozen = again.freeze(Some(2)).unwrap();
            let ballots = again.cast(&frozen).unwrap();
            assert_eq!(ballots.profile().tally().unwrap().votes(), [4, 4, 2], "{name}");
            assert_eq!(ballots.blank(), 1);
        }
        // An order of nobody cannot be written, and a record of devices cannot be made up.
        for format in [Format::PrefLibOrders, Format::Cvr] {
            assert_eq!(found(&write(&data, format).unwrap_err().0)[0], ("F99", None));
        }
    }
}

#[test]
fn ranks_are_no_marks_unless_somebody_says_so() {
    let options = Options { ranks_as_marks: true, ..Options::default() };
    for (name, text, line) in [
        ("t.blt", BLT.replace("1=2", "1 2"), 2),
        ("t.cvotes", CEF.replace("Aino = Bo", "Aino > Bo"), 4),
        ("t.soi", TOI.replace("{1,2}", "1,2"), 5),
    ] {
        assert_eq!(found(&read_text(name, &text).unwrap_err().0), [("F91", Some(line))]);
        let data = read_bytes(name, text.as_bytes(), &options).unwrap();
        assert_eq!(data.ballots[0].marks, [0, 1]);
    }
}

#[test]
fn the_approving_category_can_be_named() {
    let three = CAT
        .replace("CATEGORIES: 2", "CATEGORIES: 3")
        .replace("# ALTERNATIVE NAME 1", "# CATEGORY NAME 3: Maybe\n# ALTERNATIVE NAME 1")
        .replace("{1,2},3", "1,2,3")
        .replace("3, {1, 2}", "{},{3},{1, 2}")
        .replace("{},{1,2,3}", "{},{},{}");
    let data = read_text("t.cat", &three).unwrap();
    assert_eq!(found(&data.findings), [("F97", None)]);
    for approved in ["maybe", "3"] {
        let options = Options { approved: Some(approved.into()), ..Options::default() };
        let data = read_bytes("t.cat", three.as_bytes(), &options).unwrap();
        let marks: Vec<&[u32]> = data.ballots.iter().map(|group| &*group.marks).collect();
        assert_eq!((marks, data.findings.len()), (vec![&[2][..], &[0, 1], &[]], 0));
    }
    let options = Options { approved: Some("4".into()), ..Options::default() };
    assert_eq!(found(&read_bytes("t.cat", three.as_bytes(), &options).unwrap_err().0)[0].0, "F95");
}

#[test]
fn withdrawn_candidates_of_a_blt_lose_their_marks_with_a_warning() {
    let data = read_text("t.blt", &BLT.replace("\n4 1=2", "\n-2\n4 1=2")).unwrap();
    assert_eq!(found(&data.findings), [("F97", Some(3))]);
    assert!(data.findings[0].message.starts_with("4 ballots "));
    let frozen = data.freeze(None).unwrap();
    assert_eq!(data.cast(&frozen).unwrap().profile().tally().unwrap().votes(), [4, 0, 2]);
}

#[test]
fn weights_count_exactly_and_only_where_the_file_allows_them() {
    let text = CEF.replace("Cia*2", "Cia ^3 * 2");
    let data = read_text("t.cvotes", &text).unwrap();
    assert_eq!((found(&data.findings), data.ballots[1].weight), (vec![("F97", Some(5))], 1));
    let text = text.replace("#/Number", "#/Weight allowed: TRUE\n#/Number");
    let data = read_text("t.cvotes", &text).unwrap();
    let frozen = data.freeze(None).unwrap();
    assert_eq!(data.cast(&frozen).unwrap().profile().tally().unwrap().votes(), [4, 4, 6]);
    // The line leads back to the file, for each of the ballots on it.
    assert_eq!(data.lines().of(vaali::definition::BallotId(6)), Some(6));
    assert_eq!(found(&write(&data, Format::Blt).unwrap_err().0)[0], ("F99", None));
}

#[test]
fn p36_numbers_beyond_measure_are_refused_where_they_would_be_needed_one_by_one() {
    let text = BLT.replace("4 1=2", "1000000000000 1=2");
    let mut data = read_text("t.blt", &text).unwrap();
    assert_eq!(found(&data.freeze(None).unwrap_err().0), [("F96", None)]);
    assert_eq!(found(&write(&data, Format::Pabulib).unwrap_err().0)[0], ("F99", None));
    data.seats = Some(1);
    assert!(write(&data, Format::PrefLibCategories).is_ok());
    // Few ballots in the file and as many marks as would fill any memory.
    let many = (1..=1_000).map(|mark| mark.to_string()).collect::<Vec<_>>().join("=");
    let names = "A\n".repeat(1_000);
    let text = format!("1000 1\n60000000 {many} 0\n0\n{names}");
    let data = read_text("t.blt", &text).unwrap();
    assert_eq!(found(&data.freeze(None).unwrap_err().0), [("F96", None)]);
}

#[test]
fn an_overvoted_record_is_left_to_the_count_which_rejects_it() {
    let ballots = [record(&[1, 2, 3], r#""overvoted""#), record(&[1], "")].join(",");
    let text = cvr(r#""VoteVariation": "n-of-m", "VotesAllowed": 2, "NumberElected": 1"#, &ballots);
    let data = read_text("t.json", &text).unwrap();
    let frozen = data.freeze(None).unwrap();
    let ballots = data.cast(&frozen).unwrap();
    assert_eq!((ballots.accepted(), ballots.rejected()[0].fault.code()), (1, "B10"));
}

#[test]
#[ignore = "needs published elections: `cargo xtask test published`"]
fn p16_every_file_of_the_library_keeps_its_totals_through_another_format() {
    for path in crate::pabulib::tests::published() {
        let data = read(&path, &Options::default()).unwrap();
        let votes = |data: &DataSet| {
            let mut votes = vec![0_u64; data.candidates.len()];
            for group in &data.ballots {
                group.marks.iter().for_each(|&mark| votes[mark as usize] += group.voters);
            }
            votes
        };
        let published: Vec<u64> = data.published.iter().map(|votes| votes.unwrap()).collect();
        assert_eq!(votes(&data), published);
        let written = write(&data, Format::PrefLibCategories).unwrap();
        assert_eq!(votes(&read_text("t.cat", &written.text).unwrap()), published);
    }
}

#[test]
fn what_the_common_form_has_no_place_for_is_told_by_every_writer() {
    let pb = "META\nkey;value\nvote_type;approval\nbudget;9\nPROJECTS\nproject_id;cost;selected\na;5;1\nb;4;0\nVOTES\nvoter_id;age;vote\n1;30;a\n";
    let bare = "META\nkey;value\nvote_type;approval\nPROJECTS\nproject_id;name\na;A\nb;B\nVOTES\nvote\na\n";
    let cef = "#/Candidates: A; B\n# by hand\ntag || A\n";
    let abc =
        "profile: [[0]]\nnum_cand: 2\ncompute:\n- {rule_id: av, result: null, resolute: true}\n";
    for (name, text, told) in [
        ("a.pb", pb, &["the costs", "the other columns", "the ids of voters"][..]),
        ("b.pb", bare, &[]),
        ("a.cvotes", cef, &["remarks and the tags"]),
        ("b.cvotes", "#/Candidates: A; B\nA\n", &[]),
        ("a.abc.yaml", abc, &["what the rules were told"]),
    ] {
        let data = read_bytes(name, text.as_bytes(), &Options::default()).unwrap();
        for format in [Format::Pabulib, Format::Abcvoting, Format::Cef, Format::Table] {
            let lost = write(&data, format).unwrap().findings;
            let lost: Vec<&str> = lost.iter().map(|finding| finding.message.as_str()).collect();
            for what in told {
                let tells = lost.iter().filter(|text| text.contains(what)).count();
                assert_eq!(tells, 1, "{name} {what} {lost:?}");
            }
            let silent = ["costs", "columns", "voters and what", "remarks", "were told"];
            let more = lost.iter().filter(|text| silent.iter().any(|what| text.contains(what)));
            assert_eq!(more.count(), told.len(), "{name} {lost:?}");
        }
    }
}

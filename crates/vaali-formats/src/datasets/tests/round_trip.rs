use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

/// What a data set says, whatever the order and the grouping of its ballots.
type Said = (
    Vec<(String, String, bool, Vec<String>)>,
    BTreeMap<(Vec<u32>, u64), u64>,
    Option<u32>,
    (Option<u32>, Option<u32>),
    Vec<Option<u64>>,
    Vec<Committees>,
    Option<String>,
    Vec<(String, String)>,
);

fn said(data: &DataSet) -> Said {
    let mut ballots = BTreeMap::new();
    for group in &data.ballots {
        *ballots.entry((group.marks.clone(), group.weight)).or_default() += group.voters;
    }
    let candidates = data.candidates.iter();
    (
        candidates
            .map(|c| (c.id.to_string(), c.name.clone(), c.withdrawn, c.groups.clone()))
            .collect(),
        ballots,
        data.seats,
        data.marks,
        data.published.clone(),
        data.committees.clone(),
        data.title.clone(),
        data.meta.clone(),
    )
}

fn text() -> impl Strategy<Value = String> {
    // Letters with a meaning in one of the formats, and some that are more than a byte.
    "[A-Za-zåÄ0-9'\\[\\]{}&!.%()\\-]( ?[A-Za-zåÄ😀0-9'\\[\\]{}&!.%()\\-:@+]){0,9}"
}

/// A data set with everything that a format can hold.
fn data(format: Format) -> impl Strategy<Value = DataSet> {
    let many = !matches!(format, Format::Pabulib | Format::Abcvoting);
    let weighted = matches!(format, Format::Abcvoting | Format::Cef);
    let voters = if many { 1..1_000_000_000_u64 } else { 1..4 };
    let weight = if weighted { 1..9_u64 } else { 1..2 };
    let numbers = prop::option::of(0..9_u32);
    (1..12_usize)
        .prop_flat_map(move |candidates| {
            let mark = 0..u32::try_from(candidates).unwrap();
            let marks = prop::collection::btree_set(mark, 0..=candidates);
            let group = (marks, voters.clone(), weight.clone());
            (
                prop::collection::vec((text(), any::<bool>()), candidates),
                prop::collection::vec(group, 1..20),
            )
        })
        .prop_flat_map(move |(names, groups)| {
            let figures = (numbers.clone(), numbers.clone(), numbers.clone());
            (Just(names), Just(groups), figures, prop::option::of(text()), text(), text())
        })
        .prop_map(move |(names, groups, (seats, min, max), title, key, value)| {
            build(format, &names, groups, seats, (min, max), title, (key, value))
        })
}

fn build(
    format: Format,
    names: &[(String, bool)],
    groups: Vec<(std::collections::BTreeSet<u32>, u64, u64)>,
    seats: Option<u32>,
    limits: (Option<u32>, Option<u32>),
    title: Option<String>,
    meta: (String, String),
) -> DataSet {
    let mut data = DataSet::new("t", format);
    for (i, (name, flag)) in names.iter().enumerate() {
        let (id, name) = match format {
            Format::Abcvoting => (i.to_string(), i.to_string()),
            Format::Cef => (format!("{name} {i}"), format!("{name} {i}")),
            Format::Pabulib => (format!("{:03}", i * 7), name.clone()),
            _ => ((i + 1).to_string(), name.clone()),
        };
        let mut candidate = Candidate::new(id.parse().unwrap(), name);
        match format {
            Format::Blt => candidate.withdrawn = *flag,
            Format::Pabulib if *flag => candidate.groups = vec!["green".into(), "parks".into()],
            _ => {}
        }
        data.candidates.push(candidate);
    }
    for (marks, voters, weight) in groups {
        let stands = |mark: &u32| !data.candidates[*mark as usize].withdrawn;
        let marks: Vec<u32> = marks.into_iter().filter(stands).collect();
        if format == Format::PrefLibOrders && marks.is_empty() {
            continue;
        }
        data.ballots.push(Group { marks, voters, weight, line: 0 });
    }
    match format {
        Format::Pabulib => {
            // A least number of 0 is one of 1: a ballot without marks is blank either way.
            data.marks = (limits.0.map(|min| min.max(1)), limits.1);
            data.published = (0..names.len()).map(|i| (i % 3 > 0).then_some(i as u64)).collect();
            // A key is a word that the format does not use itself.
            data.meta = vec![("unit".into(), meta.1)];
        }
        Format::Abcvoting => {
            data.seats = seats;
            data.committees = vec![
                Committees { rule: meta.0, result: Some(vec![vec![0], vec![]]) },
                Committees { rule: "pav".into(), result: None },
            ];
        }
        Format::Blt => {
            data.seats = Some(seats.unwrap_or(1));
            data.meta = vec![("source".into(), meta.1)];
        }
        Format::Cef => {
            data.seats = seats;
            data.meta = vec![("Author".into(), meta.1)];
        }
        _ => data.meta = vec![("RELATED FILES".into(), meta.1)],
    }
    data.title = title.filter(|_| format != Format::Cef);
    data
}

fn comes_back(data: &DataSet, name: &str) -> Result<(), TestCaseError> {
    let written = match write(data, data.format) {
        Ok(written) => written,
        Err(findings) => return Err(TestCaseError::fail(findings.to_string())),
    };
    let lost: Vec<&str> = written.findings.iter().map(|finding| finding.message.as_str()).collect();
    prop_assert!(lost.is_empty(), "{:?}", lost);
    match read_text(name, &written.text) {
        Ok(again) => prop_assert_eq!(said(&again), said(data), "{}", written.text),
        Err(findings) => return Err(TestCaseError::fail(format!("{findings}\n{}", written.text))),
    }
    Ok(())
}

proptest! {
    #[test]
    fn what_pabulib_holds_comes_back(data in data(Format::Pabulib)) {
        comes_back(&data, "t.pb")?;
    }

    #[test]
    fn what_abcvoting_holds_comes_back(data in data(Format::Abcvoting)) {
        comes_back(&data, "t.abc.yaml")?;
    }

    #[test]
    fn what_preflib_categories_hold_comes_back(data in data(Format::PrefLibCategories)) {
        comes_back(&data, "t.cat")?;
    }

    #[test]
    fn what_preflib_orders_hold_comes_back(data in data(Format::PrefLibOrders)) {
        comes_back(&data, "t.toi")?;
    }

    #[test]
    fn what_blt_holds_comes_back(data in data(Format::Blt)) {
        comes_back(&data, "t.blt")?;
    }

    #[test]
    fn what_cef_holds_comes_back(data in data(Format::Cef)) {
        comes_back(&data, "t.cvotes")?;
    }

    /// P1 for files of any content: an answer or a refusal, and no panic.
    #[test]
    fn p01_no_text_makes_a_reader_panic(
        lines in prop::collection::vec("[-#/{}\\[\\]\":;,=>0-9^*&!|a-z ]{0,24}|# NUMBER ALTERNATIVES: 3|1: \\{1,2\\},3|META|profile:|- \\[0\\]|2 1|1 1=2 0", 0..12),
        kind in 0..6_usize,
    ) {
        let name = ["t.pb", "t.abc.yaml", "t.cat", "t.toi", "t.blt", "t.cvotes"][kind];
        if let Err(findings) = read_text(name, &lines.join("\n")) {
            prop_assert!(findings.0.iter().any(Finding::is_error));
        }
    }

    /// A file that was cut anywhere is an answer or a refusal too.
    #[test]
    fn p01_a_cut_file_makes_no_reader_panic(data in data(Format::Blt), cut in 0..1000_usize) {
        let text = write(&data, Format::Blt).unwrap().text;
        let cut: String = text.chars().take(cut).collect();
        let _ = read_text("t.blt", &cut);
    }
}

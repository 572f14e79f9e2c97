use proptest::prelude::*;

use super::*;

/// All rows of a text with their lines, or the first finding.
fn rows(text: &[u8]) -> Result<Vec<(u64, Vec<String>)>, String> {
    let input = Input::bytes("t.csv", text);
    let stopped = |stop: Stop| match stop {
        Stop::NotUtf8 => "not UTF-8".to_owned(),
        Stop::Found(findings) => findings[0].code.clone(),
    };
    let mut blocks = Blocks::open(&input, false).map_err(stopped)?;
    let mut all = vec![(blocks.header_line, blocks.header.clone())];
    while let Some(block) = blocks.next_block().map_err(stopped)? {
        let mut rows = block.rows().ok_or("not UTF-8")?;
        while let Some(row) = rows.next_row() {
            if let Some(problem) = row.problem() {
                return Err(problem.code().to_owned());
            }
            all.push((row.line(), row.cells().map(str::to_owned).collect()));
        }
    }
    Ok(all)
}

#[test]
fn quoted_cells_hold_separators_quotes_and_line_ends() {
    let text = "a;b;c\n\"1;2\";\"say \"\"no\"\"\";\"two\r\nlines\"\r\nin \"the\" middle;;\"\"\n";
    let read = rows(text.as_bytes()).unwrap();
    assert_eq!(read[1], (2, vec!["1;2".into(), "say \"no\"".into(), "two\r\nlines".into()]));
    assert_eq!(read[2], (4, vec!["in \"the\" middle".into(), String::new(), String::new()]));
}

#[test]
fn the_separator_is_found_in_the_header_and_not_by_counting() {
    for (text, cells) in [
        ("Virtanen, Matti;Virtanen, Maija\n", 2),
        ("\"a;b\",c,d\n", 3),
        ("a;b\tc,d\n", 2),
        ("a\n", 1),
        ("\"a,b\"\n", 1),
    ] {
        assert_eq!(rows(text.as_bytes()).unwrap()[0].1.len(), cells, "{text}");
    }
}

#[test]
fn empty_lines_before_the_header_are_passed_over() {
    assert_eq!(
        rows(b"\n  \r\na;b\n1;2").unwrap(),
        [(3, vec!["a".to_owned(), "b".into()]), (4, vec!["1".into(), "2".into()])]
    );
}

#[test]
fn a_header_alone_needs_no_line_end() {
    for text in ["a;b", "a;b\r", "a;b\r\n", "\"a\";b"] {
        assert_eq!(
            rows(text.as_bytes()).unwrap(),
            [(1, vec!["a".to_owned(), "b".into()])],
            "{text:?}"
        );
    }
}

#[test]
fn cells_are_compared_without_blanks_and_in_one_unicode_form() {
    assert_eq!(clean(" A\u{30a}sa\u{a0}Berg\u{202f}\t"), "Åsa Berg");
    assert_eq!(clean("007"), "007");
    assert_eq!(fold(" Nominated-At "), "nominated_at");
    assert_eq!(fold("JA\u{308}RJESTÖ"), "järjestö");
}

#[test]
fn addresses_are_known_by_their_headers() {
    assert!(
        ["Email", "E-mail address", "Sähköposti", "E-post", "epost"].iter().all(|h| is_private(h))
    );
    assert!(!["name", "position", "postal"].iter().any(|h| is_private(h)));
}

/// One cell as a careful writer writes it.
fn quoted(cell: &str, always: bool) -> String {
    if always || cell.contains([';', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

proptest! {
    #[test]
    fn what_was_written_is_read(
        table in prop::collection::vec(prop::collection::vec("[a-c;\"\n\r,é ]{0,6}", 3), 1..8),
        always in any::<bool>(),
        end in prop::sample::select(vec!["\n", "\r\n"]),
    ) {
        let mut text = format!("h;i;j{end}");
        for row in &table {
            let cells: Vec<String> = row.iter().map(|cell| quoted(cell, always)).collect();
            text += &(cells.join(";") + end);
        }
        let read = rows(text.as_bytes()).unwrap();
        let cells: Vec<Vec<String>> = read.into_iter().skip(1).map(|(_, cells)| cells).collect();
        prop_assert_eq!(&cells, &table);
        // And as a reader that many use reads it.
        let mut peer = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
        let peer: Vec<Vec<String>> =
            peer.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        prop_assert_eq!(peer, cells);
    }

    #[test]
    fn no_bytes_make_it_panic_and_lines_rise(bytes in prop::collection::vec(prop::sample::select(b"ab;,\"\n\r\t \xC3\xA4".to_vec()), 0..200)) {
        if let Ok(read) = rows(&bytes) {
            prop_assert!(read.windows(2).all(|pair| pair[0].0 < pair[1].0));
        }
    }
}

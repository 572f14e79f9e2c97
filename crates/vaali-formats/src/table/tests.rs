use proptest::prelude::*;

use super::{blocks::LONGEST_ROW, *};

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

/// A row: its line, its number of cells, and its cells or what is wrong with it.
type Told = (u64, usize, Result<Vec<String>, String>);

/// All that a reading tells: the rows, and what stopped it with its line.
fn told(input: &Input<'_>, threads: bool) -> (Vec<Told>, Option<(String, Option<u64>)>) {
    let stopped = |stop: Stop| match stop {
        Stop::NotUtf8 => ("not UTF-8".to_owned(), None),
        Stop::Found(findings) => (findings[0].code.clone(), findings[0].row),
    };
    let of_block = |block: &Block| {
        let mut told: Vec<Told> = Vec::new();
        let mut rows = block.rows()?;
        while let Some(row) = rows.next_row() {
            let cells = row.cells().map(str::to_owned).collect();
            let cells = row.problem().map_or(Ok(cells), |problem| Err(problem.code().to_owned()));
            told.push((row.line(), row.len(), cells));
        }
        Some(told)
    };
    let mut all = Vec::new();
    let mut blocks = match Blocks::open(input, false) {
        Ok(blocks) => blocks,
        Err(stop) => return (all, Some(stopped(stop))),
    };
    all.push((blocks.header_line, blocks.header.len(), Ok(blocks.header.clone())));
    loop {
        let batch = if threads {
            let Some(batch) = blocks.read_batch(5, of_block) else { return (all, None) };
            batch
        } else {
            match blocks.next_block() {
                Ok(None) => return (all, None),
                Ok(Some(block)) => vec![of_block(&block).ok_or(Stop::NotUtf8)],
                Err(stop) => vec![Err(stop)],
            }
        };
        for part in batch {
            match part {
                Ok(rows) => all.extend(rows),
                Err(stop) => return (all, Some(stopped(stop))),
            }
        }
    }
}

#[test]
fn a_cell_larger_than_any_row_is_refused_where_it_begins_and_not_held() {
    let plain = "x".repeat(LONGEST_ROW + (1 << 20));
    let (closed, open) = (format!("a;b\n1;2\n{plain}\n"), format!("a;b\n1;2\n3;\"{plain}\n"));
    for (text, code) in [(&closed, "F05"), (&open, "F08")] {
        for (threads, chunk) in [(true, 1 << 18), (false, 1 << 18), (true, 1 << 20)] {
            let input = Input::bytes("t.csv", text.as_bytes()).in_chunks(chunk);
            let (rows, stop) = told(&input, threads);
            assert_eq!(stop, Some((code.to_owned(), Some(3))), "{threads} {chunk}");
            assert_eq!(rows.len(), 2);
        }
    }
}

#[test]
fn a_file_and_its_bytes_are_read_alike() {
    let text = "\u{feff}a;b\n1;\"2\n2\"\n\"3\";4\n".repeat(50);
    let mut file = tempfile::NamedTempFile::new().unwrap();
    std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
    for chunk in [1, 7, 64, 1 << 18] {
        let of_file = told(&Input::file(file.path()).in_chunks(chunk), true);
        let of_bytes = told(&Input::bytes("t.csv", text.as_bytes()).in_chunks(chunk), true);
        assert_eq!(of_file, of_bytes);
        assert_eq!((of_file.0.len(), of_file.0[1].0, of_file.0[2].0), (150, 2, 4));
    }
}

#[test]
#[cfg(unix)]
fn a_pipe_is_read_as_it_comes() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.csv");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let text = "a;b\n1;2\n".repeat(100);
    let (rows, stop) = std::thread::scope(|scope| {
        // Ends before it is read, so that nobody could open the pipe again.
        scope.spawn(|| std::fs::write(&pipe, &text).unwrap());
        told(&Input::file(&pipe).in_chunks(64), true)
    });
    assert_eq!((rows.len(), stop), (200, None));
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
    fn chunks_of_any_size_and_many_threads_tell_what_the_whole_tells(
        rest in prop::collection::vec(prop::sample::select(b"ab;;\"\"\"\n\r\xC3\xA4".to_vec()), 0..120),
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        chunk in 1_usize..30,
    ) {
        let text = [b"h;i;j", end.as_bytes(), &rest].concat();
        let input = Input::bytes("t.csv", &text);
        let (whole, stop) = told(&input, false);
        let input = input.in_chunks(chunk);
        for threads in [false, true] {
            let (chunks, stopped) = told(&input, threads);
            prop_assert_eq!(&stopped, &stop);
            if stop.is_none() {
                prop_assert_eq!(&chunks, &whole);
            }
        }
    }

    #[test]
    fn a_zero_byte_is_found_on_its_line_in_chunks_of_any_size(
        before in prop::collection::vec(prop::sample::select(b"ab;\"\n".to_vec()), 0..60),
        after in prop::collection::vec(prop::sample::select(b"ab;\"\n\0".to_vec()), 0..60),
        chunk in 1_usize..30,
        threads in any::<bool>(),
    ) {
        let text = [b"h;i;j\n", before.as_slice(), b"\0", &after].concat();
        let line = 2 + memchr::memchr_iter(b'\n', &before).count() as u64;
        let (_, stop) = told(&Input::bytes("t.csv", &text).in_chunks(chunk), threads);
        prop_assert_eq!(stop, Some(("F04".to_owned(), Some(line))));
    }

    #[test]
    fn no_bytes_make_it_panic_and_lines_rise(bytes in prop::collection::vec(prop::sample::select(b"ab;,\"\n\r\t \xC3\xA4".to_vec()), 0..200)) {
        if let Ok(read) = rows(&bytes) {
            prop_assert!(read.windows(2).all(|pair| pair[0].0 < pair[1].0));
        }
    }
}

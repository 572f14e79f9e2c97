//! From the files that a secretary has to a result.
#![cfg(feature = "xlsx")]

use std::{fs, path::Path};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::{
    common::{RULES, Ran, copy, root, vaali_in},
    golden::compare,
};

const SECOND_LIST: &str = "Medlemsnummer,Namn\n3,Två rf\n4,ETT R.Y.\n";
const EXPORT: &str = "ID,Start time,Completion time,Email,Name,Äänestäjän nimi,Ehdokkaat\n\
    1,2026-03-05 8:58:01,2026-03-05 9:00:02,a@example.org,A,Ett rf,\"Åsa, Ett rf;Bo;\"\n\
    2,2026-03-05 9:01:00,2026-03-05 9:30:00,b@example.org,B,2,bo;Cia;\n\
    3,2026-03-05 9:01:00,2026-03-05 9:31:00,c@example.org,C,Två rf,Bo;Åsa;Cia;\n\
    4,2026-03-05 9:01:00,2026-03-05 9:32:00,d@example.org,D,Nobody ry,\n";

fn first_list() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, (id, name)) in
        (0..).zip([("Tunnus", "Yhdistys"), ("001", "Ett rf"), ("2", "Kolme ry")])
    {
        sheet.write(row, 0, id).unwrap();
        sheet.write(row, 1, name).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn nominations() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_hidden(true).write(0, 0, "FormId").unwrap();
    let sheet = book.add_worksheet();
    let time = Format::new().set_num_format("m/d/yy h:mm:ss");
    let headers =
        ["ID", "Start time", "Completion time", "Email", "Name", "Ehdokkaan nimi", "Järjestö"];
    for (column, header) in (0..).zip(headers) {
        sheet.write(0, column, header).unwrap();
    }
    for (row, (name, organisation)) in
        (1..).zip([("Åsa", "Ett rf"), ("Bo", "2"), ("Cia", "Två rf")])
    {
        let at = ExcelDateTime::from_ymd(2026, 1, 7).unwrap().and_hms(12, 30, 15).unwrap();
        sheet.write(row, 0, row).unwrap();
        sheet.write_with_format(row, 1, &at, &time).unwrap();
        sheet.write_with_format(row, 2, &at, &time).unwrap();
        sheet.write(row, 3, "anonymous").unwrap();
        sheet.write(row, 5, name).unwrap();
        sheet.write(row, 6, organisation).unwrap();
    }
    sheet.set_active(true);
    sheet.set_first_tab(true);
    book.save_to_buffer().unwrap()
}

#[test]
fn two_lists_nominations_and_an_export_become_an_election_that_counts() {
    let dir = tempfile::tempdir().unwrap();
    let board = dir.path().join("board");
    fs::create_dir(&board).unwrap();
    fs::write(board.join("election.toml"), RULES).unwrap();
    fs::write(dir.path().join("a.xlsx"), first_list()).unwrap();
    fs::write(dir.path().join("b.csv"), SECOND_LIST).unwrap();
    fs::write(dir.path().join("nominations.xlsx"), nominations()).unwrap();
    fs::write(dir.path().join("export.csv"), EXPORT).unwrap();
    let import = [
        "import",
        "board",
        "--roll",
        "a.xlsx",
        "--roll",
        "b.csv",
        "--nominations",
        "nominations.xlsx",
        "--ballots",
        "export.csv",
    ];

    compare("import_undecided.txt", &vaali_in(dir.path(), &import));
    assert!(!board.join("roll.csv").exists(), "nothing is written before all is decided");
    let decisions = fs::read_to_string(board.join("decisions.csv")).unwrap();
    let decided = decisions
        .replace(";Ett rf;", ";Ett rf;keep")
        .replace(";ETT R.Y.;", ";ETT R.Y.;same as 001");
    fs::write(board.join("decisions.csv"), &decided).unwrap();

    compare("import.txt", &vaali_in(dir.path(), &import));
    let read = |name: &str| fs::read_to_string(board.join(name)).unwrap();
    assert!(read("roll.csv").contains("001;Ett rf;1;;;a.xlsx + b.csv\r\n"));
    assert!(
        read("ballots.csv")
            .starts_with("\u{feff}voter;cast_at;marks\r\n001;2026-03-05T07:00:02Z;\"c1;c2\"\r\n")
    );
    let mut names: Vec<String> = fs::read_dir(&board)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["ballots.csv", "candidates.csv", "decisions.csv", "election.toml", "roll.csv"]
    );
    for name in names {
        assert!(!read(&name).contains('@'), "{name} holds an address");
    }

    compare("import_there.txt", &vaali_in(dir.path(), &import));
    let before = read("ballots.csv");
    let again = vaali_in(dir.path(), &[&import[..], &["--force"]].concat());
    assert_eq!((again.code, read("ballots.csv")), (0, before));
    assert_eq!(vaali_in(dir.path(), &["check", "board"]).code, 0);
    compare("import_count.txt", &vaali_in(dir.path(), &["count", "board"]));
}

#[test]
fn a_file_that_cannot_be_read_leaves_the_folder_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let board = dir.path().join("board");
    fs::create_dir(&board).unwrap();
    fs::write(board.join("election.toml"), RULES).unwrap();
    fs::write(dir.path().join("roll.csv"), "id;name\n1;One\n").unwrap();
    fs::write(dir.path().join("people.csv"), "id;name\n1;Aino\n2;Bo\n3;Cia\n").unwrap();
    fs::write(dir.path().join("export.csv"), "Timestamp,Voter,Vote\n3/5/2026 9:00:00,1,Bo\n")
        .unwrap();
    let import = |more: &[&str]| {
        let base = [
            "import",
            "board",
            "--roll",
            "roll.csv",
            "--nominations",
            "people.csv",
            "--ballots",
            "export.csv",
        ];
        vaali_in(dir.path(), &[&base[..], more].concat())
    };
    let ran = import(&[]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("F80"), "{}", ran.err);
    assert_eq!(fs::read_dir(&board).unwrap().count(), 1);
    assert_eq!(import(&["--dates", "day-first"]).code, 0);
    assert_eq!(vaali_in(dir.path(), &["import", "board"]).code, 2);
}

#[test]
fn the_sample_files_go_all_the_way_to_a_result_as_their_page_says() {
    let dir = tempfile::tempdir().unwrap();
    let sample = root().join("examples/import-2030");
    copy(&sample.join("files"), &dir.path().join("files"));
    copy(&sample.join("election"), &dir.path().join("election"));
    let run = |args: &[&str]| vaali_in(dir.path(), args);
    let lists = [
        "import",
        "election",
        "--roll",
        "files/members.csv",
        "--roll",
        "files/others.csv",
        "--nominations",
        "files/nominations.csv",
    ];
    compare("sample_undecided.txt", &run(&lists));
    let path = dir.path().join("election/decisions.csv");
    let decisions = fs::read_to_string(&path).unwrap();
    let decided = decisions
        .replace("Omaishoitajat ry;", "Omaishoitajat ry;keep")
        .replace("omaishoitajat r.y.;", "omaishoitajat r.y.;same as 001");
    fs::write(&path, decided).unwrap();
    compare("sample_lists.txt", &run(&lists));
    assert_eq!(run(&["check", "election"]).code, 0);
    let ballots = ["import", "election", "--ballots", "files/ballots.csv"];
    compare("sample_ballots.txt", &run(&ballots));
    compare("sample_count.txt", &run(&["count", "election"]));
    let ran = run(&["export", "election", "result.csv", "--language", "fi"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
}

/// A folder with rules alone, and files to import beside it.
pub(crate) fn board(rules: &str, files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("board")).unwrap();
    fs::write(dir.path().join("board/election.toml"), rules).unwrap();
    for (name, bytes) in files {
        fs::write(dir.path().join(name), bytes).unwrap();
    }
    dir
}

pub(crate) fn import(dir: &Path, args: &[&str]) -> Ran {
    vaali_in(dir, &[&["import", "board"], args].concat())
}

/// The files of the folder but its rules.
pub(crate) fn written(dir: &Path) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = fs::read_dir(dir.join("board"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
        .filter(|(name, _)| name != "election.toml")
        .map(|(name, path)| (name, fs::read_to_string(path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn p03_every_encoding_and_separator_gives_the_same_folder_to_the_byte() {
    const TEXT: &str =
        "id;nimi;kunta\n007;Äiti \"A\" ry;Åbo\n1-2;=Öljy ry;\n'3;Cia;\"Salo; Halikko\"\n";
    let rows = |separator: char, line_end: &str, trailing: &str| {
        let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
        let cells = [
            ["id", "nimi", "kunta"],
            ["007", "Äiti \"A\" ry", "Åbo"],
            ["1-2", "=Öljy ry", ""],
            ["'3", "Cia", "Salo; Halikko"],
        ];
        cells
            .map(|row| {
                let cells = row.map(|cell| quoted(cell) + trailing);
                cells.join(&separator.to_string()) + line_end
            })
            .concat()
    };
    let windows_1252 = |text: &str| -> Vec<u8> {
        text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect()
    };
    let utf_16 = |text: &str| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    };
    let mut folders = Vec::new();
    for separator in [',', ';', '\t'] {
        for (line_end, trailing) in [("\n", ""), ("\r\n", ""), ("\r\n", "  ")] {
            let text = rows(separator, line_end, trailing);
            let with_mark = format!("\u{feff}{text}");
            for bytes in [
                text.clone().into_bytes(),
                with_mark.into_bytes(),
                windows_1252(&text),
                utf_16(&text),
            ] {
                let dir = board(RULES, &[("list.csv", &bytes)]);
                let ran = import(dir.path(), &["--roll", "list.csv"]);
                assert_eq!(ran.code, 0, "{separator:?} {line_end:?} {}", ran.err);
                folders.push(written(dir.path()));
            }
        }
    }
    // Without quotes around every cell too.
    let plain = TEXT.replace("Äiti \"A\" ry", "\"Äiti \"\"A\"\" ry\"");
    let dir = board(RULES, &[("list.csv", plain.as_bytes())]);
    assert_eq!(import(dir.path(), &["--roll", "list.csv"]).code, 0);
    folders.push(written(dir.path()));
    assert_eq!(folders.len(), 37);
    for folder in &folders {
        assert_eq!(folder, &folders[0]);
    }
    assert_eq!(
        folders[0][0].1,
        "\u{feff}id;name;weight;suspended;municipality;source\r\n\
         007;\"Äiti \"\"A\"\" ry\";1;;Åbo;list.csv\r\n\
         1-2;'=Öljy ry;1;;;list.csv\r\n\
         '3;Cia;1;;\"Salo; Halikko\";list.csv\r\n"
    );
    // What a spreadsheet must not run is read back as it was.
    let lists = dir.path().join("board/candidates.csv");
    fs::write(lists, "id,name\na,Aino\nb,Bo\nc,Cia\n").unwrap();
    let ballots = dir.path().join("board/ballots.csv");
    fs::write(ballots, "voter,marks\n007,a\n1-2,b\n'3,a\n").unwrap();
    let record = vaali_in(dir.path(), &["count", "board", "--json"]);
    assert!(record.out.contains("\"accepted\":3"), "{}", record.out);
}

#[test]
fn p04_ids_and_marks_like_formulas_go_through_the_files_as_they_are() {
    let people = "id;name\n-1;=Aino\n+2;@Bo\n3;Cia\n";
    let export =
        "Timestamp;Voter;Vote\n2026-03-05 9:00:00;=v1;-1, +2\n2026-03-05 9:01:00;v2;=1+1\n";
    let dir = board(
        &RULES.replace("secret", "open"),
        &[
            ("roll.csv", b"id;name\n=v1;One ry\nv2;Two ry\n"),
            ("people.csv", people.as_bytes()),
            ("export.csv", export.as_bytes()),
        ],
    );
    let files = ["--roll", "roll.csv", "--nominations", "people.csv", "--ballots", "export.csv"];
    let ran = import(dir.path(), &files);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for (name, text) in written(dir.path()) {
        for cell in text.trim_start_matches('\u{feff}').split(['\n', ';', '"']) {
            assert!(!cell.starts_with(['=', '@']), "{name}: {cell}");
        }
    }
    let ran = vaali_in(dir.path(), &["count", "board", "--json"]);
    assert!(ran.out.contains("\"accepted\":1") && ran.out.contains("\"=1+1\""), "{}", ran.out);
}

const SEPARATE: &str = "Aikaleima;Yhdistys;Ehdokkaat\n\
    2026-03-05 9:02:00;Two ry;Cia;\n2026-03-05 9:01:00;One ry;Bo, Aino;\n2026-03-05 9:00:00;3;;\n";

#[test]
fn p33_where_ballots_are_apart_from_the_roll_nothing_joins_who_voted_with_a_ballot() {
    let rules = RULES.replace("linked", "separate");
    let export =
        SEPARATE.replace("Cia;\n", "Cia\n").replace("Aino;\n", "Aino\n").replace(";;", ";");
    let lists: [(&str, &[u8]); 2] = [
        ("roll.csv", b"id;name\n1;One ry\n2;Two ry\n3;Three ry\n"),
        ("people.csv", b"id;name\na;Aino\nb;Bo\nc;Cia\n"),
    ];
    let files = ["--roll", "roll.csv", "--nominations", "people.csv", "--ballots", "export.csv"];
    let dir = board(&rules, &[&lists[..], &[("export.csv", export.as_bytes())]].concat());
    let ran = import(dir.path(), &files);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("F125"), "{}", ran.out);
    let files_there = written(dir.path());
    let text = |name: &str| files_there.iter().find(|(own, _)| own == name).unwrap().1.as_str();
    assert_eq!(text("ballots.csv"), "\u{feff}marks\r\n\"\"\r\n\"a;b\"\r\nc\r\n");
    assert_eq!(
        text("voted.csv"),
        "\u{feff}voter;cast_at\r\n1;2026-03-05T07:01:00Z\r\n2;2026-03-05T07:02:00Z\r\n3;2026-03-05T07:00:00Z\r\n"
    );
    let counted = vaali_in(dir.path(), &["count", "board"]);
    assert!(counted.out.contains("3 read: 2 accepted, 1 blank, 0 rejected"), "{}", counted.out);
    assert!(counted.out.contains("3 voted + 0 did not = 3 entitled"), "{}", counted.out);

    // Once in the box nobody could take these ballots out again.
    for (row, reason) in [("Nobody ry;Bo", "not on the roll"), ("One ry;Bo", "in row 3")] {
        let export = format!("{export}2026-03-05 9:03:00;{row}\n");
        let dir = board(&rules, &[&lists[..], &[("export.csv", export.as_bytes())]].concat());
        let ran = import(dir.path(), &files);
        assert_eq!(ran.code, 2, "{}", ran.out);
        assert!(ran.err.contains("F122 export.csv, row 5, Yhdistys"), "{}", ran.err);
        assert!(ran.err.contains(reason), "{}", ran.err);
        assert_eq!(written(dir.path()), []);
    }
}

#[test]
fn who_voted_may_be_a_list_of_its_own() {
    let rules = RULES.replace("linked", "separate");
    let dir = board(
        &rules,
        &[
            ("roll.csv", b"id;name\n1;One ry\n2;Two ry\n"),
            ("people.csv", b"id;name\na;Aino\nb;Bo\nc;Cia\n"),
            ("there.csv", b"Nimi;Klo\nTwo ry;2026-03-05 9:00\nONE RY;2026-03-05 9:05\n"),
        ],
    );
    let lists = ["--roll", "roll.csv", "--nominations", "people.csv"];
    assert_eq!(import(dir.path(), &lists).code, 0);
    let ran = import(dir.path(), &["--voted", "there.csv"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("F124 there.csv, row 3, Nimi"), "{}", ran.out);
    let voted = fs::read_to_string(dir.path().join("board/voted.csv")).unwrap();
    assert_eq!(
        voted,
        "\u{feff}voter;cast_at\r\n2;2026-03-05T07:00:00Z\r\nONE RY;2026-03-05T07:05:00Z\r\n"
    );
    fs::write(dir.path().join("board/election.toml"), RULES).unwrap();
    let ran = import(dir.path(), &["--voted", "there.csv", "--force"]);
    assert!(ran.err.contains("K39"), "{}", ran.err);
}

#[test]
fn decisions_come_back_from_a_spreadsheet_that_saves_ids_as_numbers() {
    let dir = board(
        RULES,
        &[
            ("a.csv", "id;nimi\n007;Äiti ry\n".as_bytes()),
            ("b.csv", "id;nimi\n9;Äiti r.y.\n10;Bo\n".as_bytes()),
        ],
    );
    let lists = ["--roll", "a.csv", "--roll", "b.csv"];
    let ran = import(dir.path(), &lists);
    assert!(ran.err.contains("K38 board/decisions.csv has 1 group"), "{}", ran.err);
    let path = dir.path().join("board/decisions.csv");
    let text = fs::read_to_string(&path).unwrap();
    let saved = text
        .trim_start_matches('\u{feff}')
        .replace(";007;Äiti ry;", ";7;Äiti ry;Keep")
        .replace(";Äiti r.y.;", ";Äiti r.y.;same as 7");
    let bytes: Vec<u8> =
        saved.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    fs::write(&path, &bytes).unwrap();
    let ran = import(dir.path(), &lists);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let roll = fs::read_to_string(dir.path().join("board/roll.csv")).unwrap();
    assert!(roll.contains("007;Äiti ry;1;;;a.csv + b.csv\r\n"), "{roll}");
    assert_eq!(fs::read(&path).unwrap(), bytes, "what a person saved stays");
}

#[test]
fn the_examples_of_a_new_election_give_way_and_what_a_person_wrote_does_not() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("list.csv"), "id;nimi\n1;Äiti ry\n").unwrap();
    let early = import(dir.path(), &["--roll", "list.csv"]);
    assert!(early.code == 2 && early.err.contains("vaali new board"), "{}", early.err);
    assert_eq!(vaali_in(dir.path(), &["new", "board"]).code, 0);
    let ran = import(dir.path(), &["--roll", "list.csv"]);
    assert_eq!((ran.code, ran.out.contains("Replaced")), (0, false), "{}", ran.err);
    let again = import(dir.path(), &["--roll", "list.csv"]);
    assert!(again.code == 2 && again.err.contains("K32"), "{}", again.err);
    let forced = import(dir.path(), &["--roll", "list.csv", "--force"]);
    assert!(forced.out.contains("Replaced: roll.csv\n"), "{}", forced.out);
}

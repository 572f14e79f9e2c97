//! From the files that a secretary has to a result.
#![cfg(feature = "xlsx")]

use std::fs;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::{
    common::{RULES, vaali_in},
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
        .replace("\"Ett rf\";\"\"", "\"Ett rf\";keep")
        .replace("\"ETT R.Y.\";\"\"", "\"ETT R.Y.\";same as 001");
    fs::write(board.join("decisions.csv"), &decided).unwrap();

    compare("import.txt", &vaali_in(dir.path(), &import));
    let read = |name: &str| fs::read_to_string(board.join(name)).unwrap();
    assert!(read("roll.csv").contains("\"001\";\"Ett rf\";\"1\";\"\";\"\";\"a.xlsx + b.csv\""));
    assert!(
        read("ballots.csv")
            .starts_with("voter;cast_at;marks\n\"001\";\"2026-03-05T07:00:02Z\";\"c1;c2\"\n")
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
    let counted = vaali_in(dir.path(), &["count", "board", "--json"]);
    assert!([0, 3].contains(&counted.code), "{}", counted.err);
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

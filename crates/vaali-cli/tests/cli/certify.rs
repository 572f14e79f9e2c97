//! The certified folder: written whole or not at all, verified, and found out when it was changed.

use std::{fs, path::Path};

use crate::common::{BALLOTS, Board, CANDIDATES, RULES, Ran, copy, root, vaali_in};

const FROZEN: [&str; 2] = ["--frozen-at", "2020-01-01 12:00"];

fn certified(board: &Board) -> Ran {
    board.run("certify", &FROZEN)
}

fn verify(board: &Board, args: &[&str]) -> Ran {
    board.run_at("verify", "board/certified", args)
}

/// Every file below a folder, by its path there.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for half in ["public", "sealed"] {
        let Ok(entries) = fs::read_dir(folder.join(half)) else { continue };
        found.extend(entries.map(|entry| entry.unwrap().path()));
    }
    found.sort();
    found
}

#[test]
fn the_folder_has_a_half_to_publish_and_a_half_to_keep() {
    let board = Board::new();
    let ran = certified(&board);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("The seal, for the minutes:"), "{}", ran.out);
    let folder = board.path().join("certified");
    let names: Vec<String> = files(&folder)
        .iter()
        .map(|path| path.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/"))
        .collect();
    let expected = [
        "public/README.txt",
        "public/SHA256SUMS",
        "public/minutes.en.html",
        "public/minutes.fi.html",
        "public/minutes.sv.html",
        "public/record.json",
        "public/result.en.html",
        "public/result.fi.html",
        "public/result.sv.html",
        "sealed/SHA256SUMS",
        "sealed/ballots.json",
        "sealed/voted.csv",
    ];
    assert_eq!(names, expected);
    let voted = fs::read_to_string(folder.join("sealed/voted.csv")).unwrap();
    assert_eq!(voted, "\u{feff}voter,name\r\nv1,One ry\r\nv2,Two ry\r\nv3,Three ry\r\n");
    let record = fs::read_to_string(folder.join("public/record.json")).unwrap();
    assert!(!record.contains("salt"));
    let minutes = fs::read_to_string(folder.join("public/minutes.sv.html")).unwrap();
    let seal = vaali::record::Record::from_json(&record).unwrap().seal().grouped().to_string();
    let seen: String = minutes.split_whitespace().collect::<Vec<_>>().join(" ");
    let last = seal.split_whitespace().next_back().unwrap();
    assert!(seen.contains("<html lang=\"sv\"") && seen.contains(last), "{minutes}");

    let whole = verify(&board, &[]);
    assert_eq!(whole.code, 0, "{whole:?}");
    assert!(whole.out.contains("The record is verified. The ballots were counted again."));
    let public = board.run_at("verify", "board/certified/public", &[]);
    assert_eq!(public.code, 0, "{public:?}");
    assert!(public.out.contains("Nothing is wrong as far as could be checked."), "{}", public.out);
    assert!(public.out.contains("V17"), "{}", public.out);
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_look_into_the_sealed_half() {
    use std::os::unix::fs::PermissionsExt;

    let board = Board::new();
    certified(&board);
    let mode = |path: &str| {
        let path = board.path().join("certified").join(path);
        fs::metadata(path).unwrap().permissions().mode() & 0o077
    };
    assert_eq!(mode("sealed"), 0);
    for file in ["ballots.json", "voted.csv", "SHA256SUMS"] {
        assert_eq!(mode(&format!("sealed/{file}")), 0, "{file}");
    }
    assert_ne!(mode("public/record.json"), 0);
}

#[test]
fn an_open_election_has_no_sealed_half() {
    let board = Board::with("election.toml", RULES.replace("\"secret\"", "\"open\""));
    let ran = certified(&board);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(!ran.out.contains("sealed"), "{}", ran.out);
    assert!(!board.path().join("certified/sealed").exists());
    let whole = verify(&board, &[]);
    assert_eq!(whole.code, 0);
    assert!(whole.out.contains("The ballots were counted again."), "{}", whole.out);
}

#[test]
fn what_was_certified_is_never_overwritten() {
    let board = Board::new();
    assert_eq!(certified(&board).code, 0);
    let folder = board.path().join("certified");
    let before: Vec<Vec<u8>> = files(&folder).iter().map(|path| fs::read(path).unwrap()).collect();
    let again = certified(&board);
    assert!(again.code == 2 && again.err.contains("K45"), "{again:?}");
    let after: Vec<Vec<u8>> = files(&folder).iter().map(|path| fs::read(path).unwrap()).collect();
    assert_eq!(before, after);
    // Nor is anything else.
    let onto = board.run("certify", &[&FROZEN[..], &["--to", "board/roll.csv"]].concat());
    assert!(onto.code == 2 && onto.err.contains("K46"), "{onto:?}");
    let other = board.run("certify", &[&FROZEN[..], &["--to", "elsewhere/a/b"]].concat());
    assert_eq!(other.code, 0, "{other:?}");
}

#[test]
fn a_folder_that_cannot_be_written_leaves_nothing_behind() {
    let board = Board::new();
    // A file where the parent should be.
    let ran = board.run("certify", &[&FROZEN[..], &["--to", "board/roll.csv/certified"]].concat());
    assert_eq!(ran.code, 1, "{ran:?}");
    let entries = || {
        let mut names: Vec<String> = fs::read_dir(board.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    assert_eq!(entries(), ["ballots.csv", "candidates.csv", "election.toml", "roll.csv"]);
    // What is refused leaves nothing either.
    board.write("ballots.csv", BALLOTS.replace("v2,a;b", "v2,a"));
    let lot = certified(&board);
    assert_eq!(lot.code, 3, "{lot:?}");
    assert!(lot.out.contains("seat/1"), "{}", lot.out);
    assert_eq!(entries(), ["ballots.csv", "candidates.csv", "election.toml", "roll.csv"]);
}

#[test]
fn p30_rules_that_were_never_frozen_or_were_changed_since_are_not_certified() {
    let board = Board::new();
    let never = board.run("certify", &[]);
    assert!(never.code == 2 && never.err.contains("K48"), "{never:?}");
    assert_eq!(board.run("freeze", &["--at", "2020-01-01 12:00"]).code, 0);
    board.write("candidates.csv", CANDIDATES.replace("Bo", "Bosse"));
    let changed = board.run("certify", &[]);
    assert!(changed.code == 2 && changed.err.contains("F55"), "{changed:?}");
    assert!(!board.path().join("certified").exists());
    board.write("candidates.csv", CANDIDATES);
    assert_eq!(board.run("certify", &[]).code, 0);
}

#[test]
fn p26_every_changed_file_is_named_and_every_stray_one() {
    let board = Board::new();
    certified(&board);
    let folder = board.path().join("certified");
    for path in files(&folder) {
        let sound = fs::read(&path).unwrap();
        let name = path.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/");
        for at in [0, sound.len() / 3, sound.len() / 2, sound.len() - 1] {
            let mut changed = sound.clone();
            changed[at] ^= 1;
            fs::write(&path, &changed).unwrap();
            let ran = verify(&board, &[]);
            assert_eq!(ran.code, 4, "{name} {at}");
            let half = name.split('/').next().unwrap();
            let said = if name.ends_with("SHA256SUMS") { half } else { &name };
            assert!(ran.out.contains(&format!("`{said}")), "{name} {at}: {}", ran.out);
        }
        fs::remove_file(&path).unwrap();
        let ran = verify(&board, &[]);
        assert_eq!(ran.code, 4, "{name}");
        assert!(ran.out.contains(&format!("`{name}` is missing")), "{name}: {}", ran.out);
        fs::write(&path, &sound).unwrap();
    }
    for stray in ["more.txt", "public/more.txt", "sealed/more.txt"] {
        fs::write(folder.join(stray), "x").unwrap();
        let ran = verify(&board, &[]);
        assert!(ran.code == 4 && ran.out.contains(&format!("`{stray}` is not listed")), "{ran:?}");
        fs::remove_file(folder.join(stray)).unwrap();
    }
    fs::create_dir(folder.join("public/inside")).unwrap();
    let ran = verify(&board, &[]);
    assert!(ran.code == 4 && ran.out.contains("`public/inside` is not listed"), "{ran:?}");
    fs::remove_dir(folder.join("public/inside")).unwrap();
    assert_eq!(verify(&board, &[]).code, 0);
}

#[test]
fn p26_a_published_hash_is_compared_however_it_is_written() {
    let board = Board::new();
    let json = board.run("certify", &[&FROZEN[..], &["--json"]].concat());
    let reply: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    for key in ["seal", "list_hash"] {
        let hash = reply["record"][key].as_str().unwrap();
        let grouped: Vec<String> =
            hash.as_bytes().chunks(4).map(|c| String::from_utf8_lossy(c).to_uppercase()).collect();
        for written in [hash.to_owned(), grouped.join(" ")] {
            let ran = verify(&board, &["--hash", &written]);
            assert_eq!(ran.code, 0, "{ran:?}");
            assert!(ran.out.contains("V18"), "{}", ran.out);
        }
        let record =
            board.run_at("verify", "board/certified/public/record.json", &["--hash", hash]);
        assert_eq!(record.code, if key == "seal" { 0 } else { 4 }, "{record:?}");
    }
    let other = verify(&board, &["--hash", &"0".repeat(64)]);
    assert!(other.code == 4 && other.out.contains("V18"), "{other:?}");
    let none = verify(&board, &["--hash", "abc"]);
    assert!(none.code == 2 && none.err.contains("K47"), "{none:?}");
}

#[test]
fn the_samples_are_certified_with_their_lots() {
    let dir = tempfile::tempdir().unwrap();
    for sample in ["founding-2020", "founding-2020-tie"] {
        copy(&root().join("examples").join(sample), &dir.path().join(sample));
        let run = |args: &[&str]| vaali_in(dir.path(), args);
        if sample.ends_with("tie") {
            assert_eq!(run(&["certify", sample]).code, 3);
            let lot = run(&["lot", sample, "--drawn", "c16", "--witness", "A", "--witness", "B"]);
            assert!([0, 3].contains(&lot.code), "{lot:?}");
        }
        let ran = run(&["certify", sample, "--to", &format!("{sample}-certified")]);
        assert_eq!(ran.code, 0, "{ran:?}");
        let verified = run(&["verify", &format!("{sample}-certified")]);
        assert_eq!(verified.code, 0, "{verified:?}");
        assert!(verified.out.contains("The record is verified."), "{}", verified.out);
    }
}

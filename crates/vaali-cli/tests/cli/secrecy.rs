//! P31 to P34 from outside: every command on a secret election, with canaries planted where an output could pick them up.

use std::{fs, path::Path};

use crate::common::{Board, CANDIDATES, ROLL, RULES, vaali_in};

/// Every output of every command that reads an election, and every file that is published.
///
/// The seal, the hashes and the salt differ with each certification; so do its times. They are cut out, and nothing else.
fn outputs(board: &Board) -> Vec<(String, String)> {
    let frozen = ["--frozen-at", "2020-01-01 12:00"];
    let mut found = Vec::new();
    for (to, json) in [("text", &[][..]), ("json", &["--json"])] {
        let public = format!("{to}/public");
        let ran = [
            ("check", board.run("check", json)),
            ("count", board.run("count", json)),
            ("lot", board.run("lot", &[json, &["--drawn", "a"]].concat())),
            ("decline", board.run("decline", &[json, &["--candidate", "nobody"]].concat())),
            ("certify", board.run("certify", &[json, &frozen, &["--to", to]].concat())),
            ("verify", board.run_at("verify", to, json)),
            ("verify of the published half", board.run_at("verify", &public, json)),
        ];
        found.extend(ran.map(|(what, ran)| {
            (format!("{what}, {to}"), format!("{} {}\n{}", ran.code, ran.out, ran.err))
        }));
        let tables = ["results", "figures", "rejected", "deputies", "lots", "offices", "seats"];
        let files: Vec<String> = tables.map(|table| format!("{to}-{table}.csv")).to_vec();
        let council = format!("{to}-council.json");
        let mut export: Vec<&str> = json.to_vec();
        export.extend(files.iter().map(String::as_str).chain([council.as_str()]));
        export.extend(tables.iter().flat_map(|table| ["--table", table]));
        export.extend(["--term-starts", "2030-06-01"]);
        let ran = board.run("export", &export);
        found.push((format!("export, {to}"), format!("{} {}\n{}", ran.code, ran.out, ran.err)));
        let published = ["record.json", "README.txt"].map(|name| format!("{public}/{name}"));
        for file in files.into_iter().chain([council]).chain(published) {
            let text = fs::read_to_string(board.beside(&file)).unwrap_or_default();
            found.push((file, text));
        }
    }
    found.into_iter().map(|(what, text)| (what, without_hashes(&text))).collect()
}

/// Runs of sixteen and more hexadecimal digits, in groups or not, and the time of certification.
fn without_hashes(text: &str) -> String {
    let mut kept = String::new();
    let mut run = String::new();
    for letter in text.chars().chain(['\n']) {
        if letter.is_ascii_hexdigit() || letter == ' ' {
            run.push(letter);
            continue;
        }
        let digits = run.chars().filter(char::is_ascii_hexdigit).count();
        kept.push_str(if digits >= 32 { " [hash] " } else { &run });
        run.clear();
        kept.push(letter);
    }
    let parts: Vec<&str> = kept.split("\"certified_at\":\"").collect();
    let rest =
        |part: &&str| part.split_once('"').map_or(String::new(), |(_, rest)| rest.to_owned());
    std::iter::once(parts[0].to_owned()).chain(parts[1..].iter().map(rest)).collect()
}

/// Four candidates, six voters, nobody tied.
fn board(ballots: &str) -> Board {
    let board = Board::with("candidates.csv", format!("{CANDIDATES}d,Daavid\n"));
    board.write("roll.csv", format!("{ROLL}v4,Four ry\nv5,Five ry\nv6,Six ry\n"));
    board.write("ballots.csv", format!("voter,cast_at,marks\n{ballots}"));
    board
}

fn same(left: &[(String, String)], right: &Board) {
    let right = outputs(right);
    assert_eq!(left.len(), 36);
    assert!(left.iter().all(|(_, text)| !text.is_empty()), "{left:?}");
    for ((what, left), (_, right)) in left.iter().zip(&right) {
        assert_eq!(left, right, "{what}");
    }
}

const SECRET: &str = "\
v1,2030-04-15 10:00,a;b
v2,2030-04-15 10:01,a;b
v3,2030-04-15 10:02,a;c
v4,2030-04-15 10:03,a;d
v5,2030-04-15 10:04,b
v6,2030-04-15 10:05,a;b
";

/// Who cast which ballot, in which row, and when: no output is another for it.
#[test]
fn p31_p33_no_output_depends_on_who_cast_a_ballot_in_which_row_or_when() {
    let sound = outputs(&board(SECRET));
    let other_voters = SECRET.replace("v1", "vx").replace("v5", "v1").replace("vx", "v5");
    let other_voters = other_voters.replace("v3", "vx").replace("v4", "v3").replace("vx", "v4");
    same(&sound, &board(&other_voters));
    let other_times =
        SECRET.replace("10:0", "13:5").replace("2030-04-15 13:52", "2030-04-16 01:00");
    same(&sound, &board(&other_times));
    let mut rows: Vec<&str> = SECRET.lines().collect();
    rows.rotate_left(2);
    rows.reverse();
    same(&sound, &board(&format!("{}\n", rows.join("\n"))));
    let other_order = SECRET.replace("a;b", "b;a").replace("a;d", "d;a");
    same(&sound, &board(&other_order));
}

/// The same votes for everybody from other pairs: no output is another for it, so none holds a pair count.
#[test]
fn p31_no_output_depends_on_which_candidates_were_marked_together() {
    let pairs = |first: &str, second: &str| {
        board(&format!("v1,,{first}\nv2,,{second}\nv3,,a;b\nv4,,a;b\nv5,,a\nv6,,a;b\n"))
    };
    same(&outputs(&pairs("a;b", "c;d")), &pairs("a;c", "b;d"));
    same(&outputs(&pairs("a;b", "c;d")), &pairs("a;d", "b;c"));
}

/// So that the tests above are not passed by showing nothing: a vote more is seen.
#[test]
fn outputs_do_depend_on_the_votes() {
    let (sound, other) = (outputs(&board(SECRET)), outputs(&board(&SECRET.replace("a;d", "a;c"))));
    for what in ["count, text", "count, json", "text/public/record.json"] {
        let of = |found: &[(String, String)]| {
            found.iter().filter(|(name, _)| name == what).cloned().collect::<Vec<_>>()
        };
        assert_ne!(of(&sound), of(&other), "{what}");
    }
}

const CANARY: &str = "kanarie-4711";
const ADDRESS: &str = "kanarie@example.org";

/// Every file below a folder, with what it holds.
fn everything_in(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            everything_in(&path, found);
        } else {
            let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
            found.push((path.display().to_string(), text));
        }
    }
}

/// What a rejected ballot says: texts that are no candidate, in every place where a ballot can have one.
#[test]
fn p34_what_a_rejected_ballot_says_shows_nowhere() {
    let planted = format!(
        "v1,2030-04-15 10:00,a;b\nv2,2030-04-15 10:01,a;{CANARY}\nv3,,{CANARY}\nnobody,,{CANARY};a\nv4,,a;a;{CANARY}\nv4,,b;{CANARY}\nv5,,b\nv6,,a;c\n"
    );
    let layouts = [
        format!("voter,cast_at,marks\n{planted}"),
        format!("ballot,voter,cast_at,candidate\n1,v1,,a\n1,v1,,{CANARY}\n2,v2,,b\n3,v3,,a\n"),
        format!("voter,a,b,c,d\nv1,1,1,0,0\nv2,{CANARY},0,1,0\nv3,0,1,0,0\n"),
    ];
    for ballots in layouts {
        let board = board("");
        board.write("ballots.csv", &ballots);
        for (what, text) in outputs(&board) {
            assert!(!text.contains(CANARY), "{what}: {text}");
        }
        let mut files = Vec::new();
        everything_in(&board.beside(""), &mut files);
        let holding: Vec<&String> =
            files.iter().filter(|(_, text)| text.contains(CANARY)).map(|(path, _)| path).collect();
        // The file that the secretary has, and no other.
        assert_eq!(holding.len(), 1, "{holding:?}");
    }
}

/// So that the canary is one: with open ballots, where what a ballot says may be told, it is.
#[test]
fn what_a_rejected_ballot_of_an_open_election_says_is_shown() {
    let board = board(&format!("v1,,a;b\nv2,,a;b\nv3,,{CANARY}\n"));
    board.write("election.toml", RULES.replace("\"secret\"", "\"open\""));
    assert!(outputs(&board).iter().any(|(_, text)| text.contains(CANARY)));
}

/// Addresses that lie in the files of an election, as form tools and member registers leave them there.
#[test]
fn p34_no_address_leaves_the_files_it_lies_in() {
    let board = board("");
    let with = |text: &str| {
        let mut lines = text.lines();
        let head = format!("{},email\n", lines.next().unwrap());
        let rows = lines.flat_map(|line| [line.to_owned(), format!(",{ADDRESS}\n")]);
        head + &rows.collect::<String>()
    };
    board.write("candidates.csv", with(&format!("{CANDIDATES}d,Daavid\n")));
    board.write("roll.csv", with(&format!("{ROLL}v4,Four ry\nv5,Five ry\nv6,Six ry\n")));
    board.write("ballots.csv", with(&format!("voter,cast_at,marks\n{SECRET}")));
    let mut certified = false;
    for (what, text) in outputs(&board) {
        assert!(!text.contains(ADDRESS), "{what}: {text}");
        certified |= what.ends_with("record.json") && !text.is_empty();
    }
    assert!(certified, "{:?}", board.run("count", &[]));
    let mut files = Vec::new();
    everything_in(&board.beside(""), &mut files);
    files.retain(|(_, text)| text.contains(ADDRESS));
    let names: Vec<&str> = files.iter().filter_map(|(path, _)| path.rsplit('/').next()).collect();
    assert_eq!(names.len(), 3, "{names:?}");
}

/// The export of a form tool, with an address in each row, sound and faulty.
#[test]
fn p34_no_address_of_a_form_export_is_imported_or_said() {
    for name in ["One ry", "Nobody ry", ADDRESS] {
        let dir = tempfile::tempdir().unwrap();
        let board = dir.path().join("board");
        fs::create_dir(&board).unwrap();
        fs::write(board.join("election.toml"), RULES).unwrap();
        fs::write(board.join("candidates.csv"), CANDIDATES).unwrap();
        let roll = format!("id,name,Sähköposti\nv1,One ry,{ADDRESS}\nv2,Two ry,{ADDRESS}\n");
        fs::write(dir.path().join("members.csv"), roll).unwrap();
        let export = format!(
            "ID,Start time,Completion time,Email,Name,Voter,Candidates\n\
            1,2026-03-05 8:58:01,2026-03-05 9:00:02,{ADDRESS},{ADDRESS},{name},Åsa;Bo;\n\
            2,2026-03-05 8:58:01,2026-03-05 9:00:02,{ADDRESS},N,Two ry,Åsa;{CANARY};\n"
        );
        fs::write(dir.path().join("export.csv"), export).unwrap();
        let args = ["import", "board", "--roll", "members.csv", "--ballots", "export.csv"];
        for json in [&[][..], &["--json"]] {
            let ran = vaali_in(dir.path(), &[&args, json].concat());
            let said = format!("{}{}", ran.out, ran.err);
            // What the export itself calls the voter is compared with the roll, and must be said if it is nobody.
            if name != ADDRESS {
                assert!(!said.contains(ADDRESS), "{said}");
            }
            assert!(!said.contains(CANARY), "{said}");
        }
        let mut files = Vec::new();
        everything_in(&board, &mut files);
        for (path, text) in files {
            let in_ballots = path.ends_with("ballots.csv");
            assert!(!text.contains(ADDRESS) || (in_ballots && name == ADDRESS), "{path}: {text}");
            assert!(!text.contains(CANARY) || in_ballots, "{path}: {text}");
        }
    }
}

/// Files that cannot be read at all: the message must not quote the line.
#[test]
fn p34_no_error_of_a_broken_file_quotes_a_ballot() {
    let broken = [
        format!("voter,cast_at,marks\nv1,{CANARY},a;b\n"),
        format!("voter,cast_at,marks\nv1,2030-04-15 10:00,\"a;{CANARY}\n"),
        format!("voter,cast_at,marks\nv1,2030-04-15 10:00,a,{CANARY}\n"),
        format!("voter,a,b\nv1,{CANARY},1\n"),
        format!("{CANARY}\n{CANARY};{CANARY}\n"),
    ];
    for (i, ballots) in broken.iter().enumerate() {
        let board = board("");
        board.write("ballots.csv", ballots);
        for (what, text) in outputs(&board) {
            // A time is no choice, and a head no ballot: they may be quoted, so that they can be mended.
            let quotable = i == 0 || i == 4;
            assert!(quotable || !text.contains(CANARY), "{i} {what}: {text}");
        }
    }
}

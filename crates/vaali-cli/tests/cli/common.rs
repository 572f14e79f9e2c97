//! Running the command as a person would.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// The root of the repository, where the samples are.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What a run printed, and the exit code.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs the command in a folder. What is refused, counted, checked or verified is said in Finnish and Swedish too, and nothing of it is left in English but what a library says.
pub(crate) fn vaali_in(dir: &Path, args: &[&str]) -> Ran {
    let ran = run_in(dir, args);
    let refused = ran.code == 2 && ran.err.contains("fix: ");
    let reads = args.first().is_some_and(|command| ["verify", "count", "check"].contains(command));
    let writes = args.iter().any(|option| ["--json", "--record"].contains(option));
    if (refused || reads && !writes) && !args.contains(&"--language") {
        for language in ["fi", "sv"] {
            let Ran { out, err, .. } = run_in(dir, &[args, &["--language", language]].concat());
            let said = format!("{out}{err}");
            assert!(!said.is_empty() && !said.contains("fix: "), "{args:?} in {language}: {said}");
            let marked = |line: &&str| {
                (line.contains("(englanniksi)") || line.contains("(på engelska)"))
                    && !LIBRARIES.iter().any(|code| line.contains(code))
            };
            assert_eq!(said.lines().find(marked), None, "{args:?} in {language}");
        }
    }
    ran
}

/// What the readers of TOML and JSON, of workbooks and the system say, nobody has translated.
const LIBRARIES: [&str; 5] = ["D01", "F02", "F18", "F51", "F70"];

fn run_in(dir: &Path, args: &[&str]) -> Ran {
    let Output { status, stdout, stderr } =
        Command::new(env!("CARGO_BIN_EXE_vaali")).args(args).current_dir(dir).output().unwrap();
    Ran {
        code: status.code().unwrap_or(-1),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

/// Copies the files of a folder.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

/// An election small enough to see through: two seats, at most two marks, ballots that name their voter.
pub(crate) struct Board {
    dir: tempfile::TempDir,
}

pub(crate) const RULES: &str = "\
format = 1
id = \"7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11\"
title = \"Board\"
[rules]
ballots = \"linked\"
secrecy = \"secret\"
marks = { min = 1, max = 2 }
seats = { min = 2, max = 2 }
ties = { seat = \"lot_manual\" }
offices = [{ id = \"chair\", name = \"chair\" }]
time_zone = \"Europe/Helsinki\"
";
pub(crate) const CANDIDATES: &str = "id,name\na,Åsa\nb,Bo\nc,Cäcilia\n";
pub(crate) const ROLL: &str = "id,name\nv1,One ry\nv2,Two ry\nv3,Three ry\n";
pub(crate) const BALLOTS: &str = "voter,marks\nv1,a;b\nv2,a;b\nv3,a;c\n";

impl Board {
    pub(crate) fn new() -> Self {
        let board = Self { dir: tempfile::tempdir().unwrap() };
        for (name, text) in [
            ("election.toml", RULES),
            ("candidates.csv", CANDIDATES),
            ("roll.csv", ROLL),
            ("ballots.csv", BALLOTS),
        ] {
            board.write(name, text);
        }
        board
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.dir.path().join("board")
    }

    /// A path beside the folder.
    pub(crate) fn beside(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::create_dir_all(self.path()).unwrap();
        fs::write(self.path().join(name), text).unwrap();
    }

    pub(crate) fn with(name: &str, text: impl AsRef<[u8]>) -> Self {
        let board = Self::new();
        board.write(name, text);
        board
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// Runs a subcommand on the folder, which is called `board`.
    pub(crate) fn run(&self, command: &str, args: &[&str]) -> Ran {
        self.run_at(command, "board", args)
    }

    /// Runs a subcommand on something beside or in the folder.
    pub(crate) fn run_at(&self, command: &str, path: &str, args: &[&str]) -> Ran {
        let all: Vec<&str> = [command, path].into_iter().chain(args.iter().copied()).collect();
        vaali_in(self.dir.path(), &all)
    }
}

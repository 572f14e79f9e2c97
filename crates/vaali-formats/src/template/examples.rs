//! The rows and the title that a new election is written with to show how: recognised as long as they are untouched, so that nobody elects an example.
//!
//! ```
//! use vaali_formats::{Files, folder, template::examples};
//!
//! let mut files = Files::default();
//! files.put(folder::ELECTION, &br#"
//! format = 1
//! id = "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11"
//! title = "Board"
//! [rules]
//! ballots = "anonymous"
//! secrecy = "secret"
//! marks = { min = 1, max = 2 }
//! seats = { min = 2, max = 2 }
//! ties = { seat = "lot_manual" }
//! "#[..]);
//! files.put(folder::CANDIDATES, examples::candidates_file(false, false).into_bytes());
//! let left = examples::left(&folder::read_files(files)?);
//! assert_eq!((left.len(), left[0].code.as_str(), left[0].row), (3, "F150", Some(2)));
//! # Ok::<(), vaali_formats::Findings>(())
//! ```

use vaali::definition::presets;

use crate::{Finding, Problem, Severity, folder::Folder};

/// An example candidate with their organisation and personal deputy.
struct Example {
    id: &'static str,
    name: &'static str,
    voter: &'static str,
    municipality: &'static str,
    deputy: &'static str,
}

/// The rows of candidates.csv.
const CANDIDATES: [Example; 3] = [
    Example {
        id: "c01",
        name: "Esteri Esimerkki",
        voter: "o001",
        municipality: "Turku",
        deputy: "Vara Esimerkki",
    },
    Example {
        id: "c02",
        name: "Erik Exempel",
        voter: "o002",
        municipality: "Pargas",
        deputy: "Viola Exempel",
    },
    Example {
        id: "c03",
        name: "Example Person",
        voter: "o003",
        municipality: "Salo",
        deputy: "Deputy Person",
    },
];

/// The rows of roll.csv: id, name, municipality.
const VOTERS: [(&str, &str, &str); 3] = [
    ("o001", "Esimerkki ry", "Turku"),
    ("o002", "Exempel rf", "Pargas"),
    ("o003", "Example Association", "Salo"),
];

/// The file roll.csv of a new election.
pub fn roll_file() -> String {
    let mut text = "id,name,suspended,municipality\n".to_owned();
    for (id, name, municipality) in VOTERS {
        text.extend([id, ",", name, ",no,", municipality, "\n"]);
    }
    text
}

/// The file candidates.csv of a new election, with the columns that its rules ask for: organisations, and personal deputies.
pub fn candidates_file(organisation: bool, pairs: bool) -> String {
    let mut text = String::from("id,name");
    let mut column = |name: &str, there: bool| {
        if there {
            text.push(',');
            text.push_str(name);
        }
    };
    column("organisation", organisation);
    column("municipality", true);
    column("personal_deputy", pairs);
    text.push('\n');
    for Example { id, name, voter, municipality, deputy } in CANDIDATES {
        text.extend([id, ",", name]);
        for cell in [
            Some(voter).filter(|_| organisation),
            Some(municipality),
            Some(deputy).filter(|_| pairs),
        ]
        .into_iter()
        .flatten()
        {
            text.push(',');
            text.push_str(cell);
        }
        text.push('\n');
    }
    text
}

/// Whether a file is to the letter one of these: then nothing of a person's is in it.
///
/// ```
/// use vaali_formats::template::examples::{is_untouched, roll_file};
///
/// assert!(is_untouched(roll_file().as_bytes()));
/// assert!(!is_untouched(b"id,name\n1,Aino ry\n"));
/// ```
pub fn is_untouched(file: &[u8]) -> bool {
    let all = [(true, true), (true, false), (false, true), (false, false)];
    let candidates = all.map(|(organisation, pairs)| candidates_file(organisation, pairs));
    file == roll_file().as_bytes() || candidates.iter().any(|text| file == text.as_bytes())
}

/// A warning for each example that is still in an election: its title, candidates, voters.
pub fn left(folder: &Folder) -> Vec<Finding> {
    let definition = &folder.definition;
    let mut findings = Vec::new();
    if presets::all().iter().any(|preset| preset.title == definition.title) {
        findings.push(warning(folder, "title", &Problem::PresetTitle));
    }
    for (place, candidate) in definition.candidates.iter().enumerate() {
        if CANDIDATES.iter().any(|example| example.name == candidate.name) {
            let problem = Problem::ExampleCandidate { name: candidate.name.clone() };
            findings.push(warning(folder, &format!("candidates[{place}]"), &problem));
        }
    }
    for (place, voter) in definition.roll.iter().enumerate() {
        let name = voter.name.in_language("en");
        if VOTERS.iter().any(|(_, example, _)| *example == name) {
            let problem = Problem::ExampleVoter { name: name.to_owned() };
            findings.push(warning(folder, &format!("roll[{place}]"), &problem));
        }
    }
    findings
}

/// The same as errors, where the examples would become part of a real election: it is neither frozen nor certified, and no minutes are written of it. A rehearsal may keep them: every output of it says TEST.
pub fn refused(folder: &Folder) -> Vec<Finding> {
    if folder.definition.test {
        return Vec::new();
    }
    let mut found = left(folder);
    for finding in &mut found {
        finding.severity = Severity::Error;
    }
    found
}

fn warning(folder: &Folder, path: &str, problem: &Problem) -> Finding {
    let (file, row) = folder.place_of(path);
    Finding { row, ..Finding::new(file, problem) }
}

#[cfg(test)]
mod tests {
    use vaali::definition::presets;

    use super::{candidates_file, left, refused, roll_file};
    use crate::{
        Files, Severity,
        folder::{self, Folder},
        template::{Head, election},
    };

    fn new_election(title: &str, test: bool, candidates: String, roll: String) -> Folder {
        let preset = &presets::all()[0];
        let head = Head {
            id: uuid::Uuid::nil(),
            title: &if title.is_empty() { preset.title.clone() } else { title.into() },
            test,
            preset: &preset.id,
            about: &[],
        };
        let mut files = Files::default();
        files.put(folder::ELECTION, election(&head, &preset.rules).into_bytes());
        files.put(folder::CANDIDATES, candidates.into_bytes());
        files.put(folder::ROLL, roll.into_bytes());
        folder::read_files(files).unwrap()
    }

    #[test]
    fn every_example_is_named_with_its_file_and_row() {
        let folder = new_election("", false, candidates_file(true, false), roll_file());
        let rows = |file: &str| -> Vec<u64> {
            let found = left(&folder).into_iter().filter(|finding| finding.file == file);
            found.filter_map(|finding| finding.row).collect()
        };
        assert_eq!(rows("election.toml"), [7]);
        assert_eq!(rows("candidates.csv"), [2, 3, 4]);
        assert_eq!(rows("roll.csv"), [2, 3, 4]);
    }

    #[test]
    fn one_example_among_real_rows_is_found_and_nothing_else() {
        let candidates = "id,name,organisation\n1,Aino,o1\n2,Erik Exempel,o1\n".to_owned();
        let folder = new_election("Board of Ry", false, candidates, "id,name\no1,Ry\n".to_owned());
        let found = left(&folder);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].code.as_str(), found[0].row), ("F150", Some(3)));
        assert_eq!(found[0].severity, Severity::Warning);
    }

    #[test]
    fn a_real_election_is_refused_with_them_and_a_rehearsal_is_not() {
        let files = || (candidates_file(true, false), roll_file());
        let of = |test| new_election("Board of Ry", test, files().0, files().1);
        let errors = refused(&of(false));
        assert_eq!(errors.len(), 6);
        assert!(errors.iter().all(|found| found.is_error() && found.fix.contains("test = true")));
        assert_eq!(refused(&of(true)), []);
        assert_eq!(left(&of(true)).len(), 6);
    }
}

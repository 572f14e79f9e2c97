//! P26, P27: whatever is changed in a certified folder is found, and the file is named.

use vaali::record::{
    BALLOTS_FILE, CertifiedFolder, Files, Finding, Half, Hash, LIST, PUBLIC, RECORD_FILE, Report,
    SEALED, Status, VOTED_FILE, list_of_files, verify_folder,
};
use vaali_tests::certified::{self, certified};

/// A half of a folder: names and contents, the list at the end.
type Contents = Vec<(String, Vec<u8>)>;

#[derive(Clone)]
struct Folder {
    public: Contents,
    sealed: Option<Contents>,
}

fn hashes(contents: &Contents) -> Files {
    let files = contents.iter().filter(|(name, _)| name != LIST);
    files.map(|(name, bytes)| (name.clone(), Hash::of_bytes(bytes))).collect()
}

fn with_list(files: &[(&str, &str)]) -> Contents {
    let mut contents: Contents =
        files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
    contents.push((LIST.to_owned(), list_of_files(&hashes(&contents)).into_bytes()));
    contents
}

fn bytes<'a>(contents: &'a Contents, name: &str) -> Option<&'a [u8]> {
    contents.iter().find(|(known, _)| known == name).map(|(_, bytes)| bytes.as_slice())
}

impl Folder {
    fn of(files: &certified::Files) -> Self {
        let public = with_list(&[(RECORD_FILE, &files.record), ("README.txt", "for people\n")]);
        let sealed = files
            .sealed
            .as_ref()
            .map(|sealed| with_list(&[(BALLOTS_FILE, sealed), (VOTED_FILE, "voter,name\r\n")]));
        Self { public, sealed }
    }

    fn verify(&self) -> Report {
        let (public, sealed) = (hashes(&self.public), self.sealed.as_ref().map(hashes));
        verify_folder(&CertifiedFolder {
            public: Half { list: bytes(&self.public, LIST), files: &public },
            record: bytes(&self.public, RECORD_FILE).unwrap_or_default(),
            sealed: self
                .sealed
                .as_ref()
                .zip(sealed.as_ref())
                .map(|(contents, files)| Half { list: bytes(contents, LIST), files }),
            ballots: self.sealed.as_ref().and_then(|sealed| bytes(sealed, BALLOTS_FILE)),
            strays: &[],
        })
    }

    /// Every half with the name it has.
    fn halves(&mut self) -> Vec<(&'static str, &mut Contents)> {
        let sealed = self.sealed.as_mut().map(|sealed| (SEALED, sealed));
        std::iter::once((PUBLIC, &mut self.public)).chain(sealed).collect()
    }

    fn head(&self) -> Hash {
        Hash::of_bytes(bytes(&self.public, LIST).unwrap())
    }
}

/// Files that V17 names.
fn named(report: &Report) -> Vec<String> {
    let check = report.checks.iter().find(|check| check.code == "V17").unwrap();
    let Status::Failed { findings } = &check.status else { return Vec::new() };
    let name = |finding: &Finding| match finding {
        Finding::FileMissing { file }
        | Finding::FileNotListed { file }
        | Finding::FileChanged { file }
        | Finding::ListLine { file, .. } => file.clone(),
        other => panic!("{other}"),
    };
    findings.iter().map(name).collect()
}

/// Open and secret, each with no lot, one, and several.
fn folders() -> Vec<(String, Folder)> {
    let mut found: Vec<(String, Folder)> = Vec::new();
    for case in 0..2000 {
        let Some(files) = certified(26, case) else { continue };
        let lots = files.record.matches("\"drawn\":[").count().min(4) / 2;
        let kind =
            format!("{} with {lots} lots", if files.sealed.is_some() { "secret" } else { "open" });
        let small = files.record.len() < 6000;
        if small && !found.iter().any(|(known, _)| *known == kind) {
            found.push((kind, Folder::of(&files)));
        }
    }
    assert!(found.len() >= 6, "{:?}", found.iter().map(|(kind, _)| kind).collect::<Vec<_>>());
    found
}

#[test]
fn p26_a_changed_bit_of_any_file_is_found_and_the_file_is_named() {
    for (kind, sound) in folders() {
        let report = sound.verify();
        assert!(report.passed() && report.recounted, "{kind}: {report}");
        let mut copy = sound.clone();
        for half in 0..copy.halves().len() {
            for file in 0..copy.halves()[half].1.len() {
                let (folder, contents) = &copy.halves()[half];
                let path = format!("{folder}/{}", contents[file].0);
                let (length, is_list) = (contents[file].1.len(), contents[file].0 == LIST);
                // All bits of the short lists, one in every few bytes of the rest.
                for at in (0..length).step_by(if is_list { 1 } else { 5 }) {
                    for bit in if is_list { 0..8 } else { at % 8..at % 8 + 1 } {
                        copy.halves()[half].1[file].1[at] ^= 1 << bit;
                        let report = copy.verify();
                        copy.halves()[half].1[file].1[at] ^= 1 << bit;
                        let named = named(&report);
                        let half_named =
                            named.iter().any(|name| name.starts_with(folder_of(&path)));
                        assert!(half_named, "{kind}: {path} byte {at} bit {bit}");
                        if !is_list {
                            assert_eq!(named, std::slice::from_ref(&path), "{kind}: byte {at}");
                        }
                    }
                }
            }
        }
        assert!(copy.verify().passed());
    }
}

fn folder_of(path: &str) -> &str {
    path.split('/').next().unwrap_or_default()
}

#[test]
fn p26_a_file_dropped_added_swapped_or_cut_is_found_and_named() {
    for (kind, sound) in folders() {
        let halves = sound.clone().halves().len();
        for half in 0..halves {
            let files = sound.clone().halves()[half].1.len();
            for file in 0..files {
                let mut copy = sound.clone();
                let (folder, contents) = &mut copy.halves()[half];
                let (name, _) = contents.remove(file);
                let path = format!("{folder}/{name}");
                assert_eq!(named(&copy.verify()), std::slice::from_ref(&path), "{kind}: dropped");

                let mut copy = sound.clone();
                let bytes = &mut copy.halves()[half].1[file].1;
                bytes.truncate(bytes.len() - 1);
                let found = named(&copy.verify());
                assert!(found.contains(&path), "{kind}: cut {path}: {found:?}");
            }
            let mut copy = sound.clone();
            let (folder, contents) = &mut copy.halves()[half];
            contents.push(("more".to_owned(), Vec::new()));
            let path = format!("{folder}/more");
            assert_eq!(named(&copy.verify()), [path], "{kind}: added");

            let mut copy = sound.clone();
            let (folder, contents) = &mut copy.halves()[half];
            let (first, second) = (contents[0].1.clone(), contents[1].1.clone());
            (contents[0].1, contents[1].1) = (second, first);
            let mut paths = [0, 1].map(|i| format!("{folder}/{}", contents[i].0));
            paths.sort();
            let mut found = named(&copy.verify());
            found.sort();
            assert_eq!(found, paths, "{kind}: swapped");
        }
    }
}

#[test]
fn p26_lines_of_the_list_dropped_doubled_swapped_or_spelled_otherwise_are_found() {
    for (kind, sound) in folders() {
        let list = String::from_utf8(bytes(&sound.public, LIST).unwrap().to_vec()).unwrap();
        let lines: Vec<&str> = list.lines().collect();
        let others = [
            String::new(),
            format!("{}\n", lines[0]),
            format!("{}\n{}\n", lines[1], lines[0]),
            format!("{list}{}\n", lines[0]),
            format!("{list}\n"),
            format!("# list\n{list}"),
            list.to_uppercase(),
            list.replace("  ", " *"),
            list.replace('\n', "\r\n"),
            list.trim_end().to_owned(),
            format!("\u{feff}{list}"),
        ];
        for other in others {
            let mut copy = sound.clone();
            copy.public.last_mut().unwrap().1 = other.clone().into_bytes();
            assert!(!named(&copy.verify()).is_empty(), "{kind}: {other:?}");
        }
    }
}

/// Whoever changes a file and makes the list anew is found by the hash that was published before, and by nothing else.
#[test]
fn p26_a_folder_made_anew_is_found_by_the_hash_that_was_published() {
    let folders = folders();
    for (kind, sound) in &folders {
        let published = sound.head();
        assert!(sound.verify().against(published).passed(), "{kind}");
        let seal = sound.verify().seal.unwrap();
        assert!(sound.verify().against(seal).passed(), "{kind}");

        let mut copy = sound.clone();
        copy.public[1].1.push(b'!');
        copy.public.pop();
        copy.public.push((LIST.to_owned(), list_of_files(&hashes(&copy.public)).into_bytes()));
        assert!(copy.verify().passed());
        assert_eq!(copy.verify().against(published).failed(), ["V18"]);
        // The seal is that of the record, which is as it was.
        assert!(copy.verify().against(seal).passed());

        for (other, folder) in folders.iter().filter(|(other, _)| other != kind) {
            let report = folder.verify().against(published);
            assert_eq!(report.failed(), ["V18"], "{kind} for {other}");
            assert_eq!(folder.verify().against(seal).failed(), ["V18"], "{kind} for {other}");
        }
    }
}

/// A seal that the content does not have proves nothing, although it is the one that was published.
#[test]
fn p26_a_seal_that_was_only_kept_is_not_taken_for_the_published_one() {
    let (_, sound) = &folders()[0];
    let seal = sound.verify().seal.unwrap();
    let mut copy = sound.clone();
    let record = String::from_utf8(copy.public[0].1.clone()).unwrap();
    copy.public[0].1 = record.replace("Council", "Kouncil").into_bytes();
    let report = copy.verify().against(seal);
    assert_eq!(report.seal, Some(seal));
    assert!(report.failed().contains(&"V18"), "{report}");
}

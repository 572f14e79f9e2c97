use super::*;

fn part(path: PathBuf, text: &str, replace: bool) -> Part {
    Part { path, bytes: text.as_bytes().to_vec(), replace }
}

fn files(dir: &Path) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

fn file(name: &str, text: &str) -> (String, String) {
    (name.to_owned(), text.to_owned())
}

#[test]
fn several_files_replace_what_may_be_replaced_and_leave_nothing_beside() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name);
    fs::write(path("a"), "old a").unwrap();
    all(&[part(path("a"), "new a", true), part(path("b"), "new b", false)]).unwrap();
    assert_eq!(files(dir.path()), [file("a", "new a"), file("b", "new b")]);
}

#[test]
fn where_one_finds_no_place_all_is_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name);
    fs::write(path("a"), "old a").unwrap();
    fs::write(path("c"), "old c").unwrap();
    let parts = [
        part(path("a"), "new a", true),
        part(path("b"), "new b", false),
        part(path("c"), "new c", false),
    ];
    assert!(matches!(all(&parts), Err(Stop::Machine { .. })));
    assert_eq!(files(dir.path()), [file("a", "old a"), file("c", "old c")]);
}

#[test]
fn where_one_cannot_be_written_none_is() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name);
    fs::write(path("a"), "old a").unwrap();
    let parts = [part(path("a"), "new a", true), part(path("no such folder/b"), "new b", false)];
    assert!(matches!(all(&parts), Err(Stop::Machine { .. })));
    assert_eq!(files(dir.path()), [file("a", "old a")]);
}

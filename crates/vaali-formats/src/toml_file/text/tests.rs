use super::*;

const TEXT: &str = "title = \"Hallitus – Äänekoski\"\n";

fn utf16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    ["\u{feff}", text].concat().encode_utf16().flat_map(bytes_of).collect()
}

fn read(bytes: &[u8]) -> Result<(String, Vec<String>), Vec<String>> {
    let mut findings = Vec::new();
    let said = |found: Vec<Finding>| found.iter().map(ToString::to_string).collect();
    match text_of(bytes, "x.toml", &mut findings) {
        Ok(text) => Ok((text.into_owned(), said(findings))),
        Err(Findings(found)) => Err(said(found)),
    }
}

#[test]
fn each_encoding_of_an_editor_gives_the_same_text_and_is_named() {
    let marked = [UTF_8_MARK, TEXT.as_bytes()].concat();
    for bytes in [TEXT.as_bytes(), &marked] {
        assert_eq!(read(bytes), Ok((TEXT.to_owned(), Vec::new())));
    }
    let others = [
        ("UTF-16", utf16(TEXT, u16::to_le_bytes)),
        ("UTF-16", utf16(TEXT, u16::to_be_bytes)),
        ("Windows-1252", WINDOWS_1252.encode(TEXT).0.into_owned()),
    ];
    for (encoding, bytes) in others {
        let (text, told) = read(&bytes).unwrap();
        assert_eq!((text.as_str(), told.len()), (TEXT, 1));
        let said = format!("x.toml: F130 the file is not UTF-8 and was read as {encoding}; ");
        assert!(told[0].starts_with(&said), "{told:?}");
    }
}

#[test]
fn a_damaged_file_is_refused_and_nothing_guessed_where_nobody_is_told() {
    let mut damaged = TEXT.as_bytes().to_vec();
    damaged.extend(b"# \xE4");
    let refused = read(&damaged).unwrap_err();
    assert!(
        refused[0].starts_with("x.toml:2: F28 the text is broken: it is not UTF-8; "),
        "{refused:?}"
    );
    let mut odd = utf16(TEXT, u16::to_le_bytes);
    odd.push(0);
    assert!(read(&odd).unwrap_err()[0].contains("it is not UTF-16"));
    let promised = [UTF_8_MARK, b"# \xE4"].concat();
    assert!(read(&promised).unwrap_err()[0].contains("it is not UTF-8"));

    assert_eq!(certain(&utf16(TEXT, u16::to_be_bytes), "x.toml").unwrap(), TEXT);
    assert_eq!(certain(&WINDOWS_1252.encode(TEXT).0, "x.toml").unwrap_err().0[0].code, "F28");
}

//! What the fuzz targets of the files share: elections, tables as programs write them, and what every finding must hold.

pub mod datasets;

use std::sync::LazyLock;

use arbitrary::Arbitrary;
use vaali::definition::{Definition, Frozen};
use vaali_formats::Finding;

/// Codes about a file as a whole, an entry that is missing, or a label in many rows: all others name a row or a place.
const WITHOUT_ROW: [&str; 32] = [
    "F02", "F03", "F04", "F07", "F18", "F28", "F29", "F30", "F42", "F43", "F45", "F48", "F50",
    "F56", "F60", "F64", "F70", "F71", "F72", "F73", "F75", "F83", "F84", "F90", "F95", "F96",
    "F97", "F99", "F110", "F111", "F112", "F113",
];

/// Every finding names its file, its place, what is wrong and what to do.
///
/// # Panics
/// If one does not.
pub fn check_findings(findings: &[Finding]) {
    for finding in findings {
        assert!(!finding.file.is_empty() && !finding.message.is_empty(), "{finding:?}");
        assert!(!finding.fix.is_empty(), "{finding:?}");
        assert!(finding.row != Some(0), "{finding:?}");
        let placed = finding.row.is_some() || finding.column.is_some();
        assert!(placed || WITHOUT_ROW.contains(&finding.code.as_str()), "{finding:?}");
        assert!(finding.message.len() < 10_000, "a message grows with the input: {finding:?}");
    }
}

/// Findings of a reading that failed: at least one of them stops it.
///
/// # Panics
/// If none does, or one lacks what [`check_findings`] asks for.
pub fn check_refused(findings: &[Finding]) {
    check_findings(findings);
    assert!(findings.iter().any(Finding::is_error), "{findings:?}");
}

/// An election with five candidates, made once.
pub fn election(linked: bool) -> &'static Frozen {
    static ELECTIONS: LazyLock<[Frozen; 2]> = LazyLock::new(|| [frozen(false), frozen(true)]);
    &ELECTIONS[usize::from(linked)]
}

/// Candidates whose names hold what parts names elsewhere, and voters whose ids a spreadsheet would change.
fn frozen(linked: bool) -> Frozen {
    let (mode, roll) = if linked {
        (
            "linked",
            r#"[{"id": "007", "name": "Mor rf"}, {"id": "1-2", "name": "Bo ry"}, {"id": "9", "name": "Cia"}]"#,
        )
    } else {
        ("anonymous", "[]")
    };
    let text = format!(
        r#"{{"format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
        "rules": {{"ballots": "{mode}", "secrecy": "open", "marks": {{"min": 1, "max": 3}},
            "seats": {{"min": 2, "max": 2}}, "ties": {{"seat": "lot_manual"}}, "time_zone": "Europe/Helsinki"}},
        "candidates": [{{"id": "01", "name": "Virtanen, Matti"}}, {{"id": "02", "name": "\u00c5str\u00f6m \u00c5sa"}},
            {{"id": "03", "name": "Virtanen"}}, {{"id": "04", "name": "Salo; Jr / II"}}, {{"id": "05", "name": "Dag"}}],
        "roll": {roll}}}"#
    );
    Definition::from_json(&text).unwrap().freeze().unwrap()
}

/// What parts the cells of a table.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
}

/// A table as a program writes it: every cell in quotes.
///
/// ```
/// let table = vaali_fuzz::table(&["a"], [["1;\"2\""]].iter(), vaali_fuzz::Separator::Comma);
/// assert_eq!(table, "\"a\"\n\"1;\"\"2\"\"\"\n");
/// ```
pub fn table<'r, R: AsRef<[C]> + 'r, C: AsRef<str> + 'r>(
    header: &[&str],
    rows: impl Iterator<Item = &'r R>,
    separator: Separator,
) -> String {
    let separator = match separator {
        Separator::Comma => ",",
        Separator::Semicolon => ";",
        Separator::Tab => "\t",
    };
    let line = |cells: Vec<String>| cells.join(separator) + "\n";
    let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
    let mut text = line(header.iter().map(|cell| quoted(cell)).collect());
    for row in rows {
        text += &line(row.as_ref().iter().map(|cell| quoted(cell.as_ref())).collect());
    }
    text
}

/// The parts of an input, which lines `~` part.
pub fn parts(bytes: &[u8]) -> Vec<&[u8]> {
    const MARK: &[u8] = b"\n~\n";
    let mut parts = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(MARK.len()).position(|window| window == MARK) {
        parts.push(&rest[..at]);
        rest = &rest[at + MARK.len()..];
    }
    parts.push(rest);
    parts
}

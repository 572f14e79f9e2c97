//! Arguments that cannot be read, with what a person may have meant beside what the library says.

use std::path::Path;

use clap::{
    Error,
    error::{ContextKind, ContextValue, ErrorKind},
};
use vaali_report::Language;

/// Says what is wrong and ends; help and version are printed and end well.
pub(crate) fn refuse(error: &Error) -> ! {
    let _ = error.print();
    if let Some(tip) = tip(error) {
        eprintln!("\n  tip: {tip}");
    }
    std::process::exit(error.exit_code())
}

fn tip(error: &Error) -> Option<String> {
    let said = match error.get(ContextKind::InvalidArg)? {
        ContextValue::String(one) => one.clone(),
        ContextValue::Strings(several) => several.join(" "),
        _ => return None,
    };
    match error.kind() {
        ErrorKind::MissingRequiredArgument if said.contains("<DIR") => Some(
            "DIR is the folder of the election, which holds election.toml; where you are in it, write a dot"
                .to_owned(),
        ),
        // The second half of a list with blanks in it.
        ErrorKind::UnknownArgument if said.parse::<Language>().is_ok() => {
            Some("several languages stand without blanks between them: --language fi,sv".to_owned())
        }
        ErrorKind::UnknownArgument if is_a_file(&said) => {
            // Of which command it is stands in its usage alone.
            let usage = error.get(ContextKind::Usage).map(ToString::to_string).unwrap_or_default();
            let what = if usage.contains("vaali import") {
                "before a file to import stands what it is: --roll, --nominations, --ballots or --voted"
            } else {
                "before a file to write stands --to"
            };
            Some(what.to_owned())
        }
        // The second half of a name that holds a space.
        ErrorKind::UnknownArgument if !said.starts_with('-') => {
            Some("a name that holds spaces stands in quotes: \"Board 2030\"".to_owned())
        }
        _ => None,
    }
}

/// Whether a word is called as files are that go in or come out.
fn is_a_file(word: &str) -> bool {
    const ENDINGS: [&str; 10] =
        ["csv", "xlsx", "xls", "ods", "txt", "docx", "html", "md", "svg", "png"];
    let ending = Path::new(word).extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)))
}

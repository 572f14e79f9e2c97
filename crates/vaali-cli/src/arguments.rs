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
        ErrorKind::UnknownArgument if !said.starts_with('-') => {
            // Of which command it is stands in the usage alone.
            let usage = error.get(ContextKind::Usage).map(ToString::to_string).unwrap_or_default();
            Some(one_too_many(&said, &usage).to_owned())
        }
        _ => None,
    }
}

/// What a word is that no option stands before: mostly the second half of something that holds a space.
fn one_too_many(said: &str, usage: &str) -> &'static str {
    let is_of = |command: &&str| usage.contains(&format!("vaali {command} "));
    if said.parse::<Language>().is_ok() {
        "several languages stand without blanks between them: --language fi,sv"
    } else if is_a_file(said) && is_of(&"import") {
        "before a file to import stands what it is: --roll, --nominations, --ballots or --voted"
    } else if is_a_file(said) && ["minutes", "page", "booklet", "chart"].iter().any(is_of) {
        "before a file to write stands --to"
    } else if is_of(&"lot") {
        "a name that holds spaces stands in quotes, and each of several has its option: --witness \"Aino A\" --witness \"Bo B\""
    } else if is_of(&"certify") {
        "a name that holds spaces stands in quotes, and each of several has its option: --teller \"Aino A\" --teller \"Bo B\""
    } else {
        "a name that holds spaces stands in quotes: \"Board 2030\""
    }
}

/// Whether a word is called as files are that go in or come out.
fn is_a_file(word: &str) -> bool {
    const ENDINGS: [&str; 10] =
        ["csv", "xlsx", "xls", "ods", "txt", "docx", "html", "md", "svg", "png"];
    let ending = Path::new(word).extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)))
}

//! Arguments that cannot be read, with what a person may have meant beside what the library says.

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
        // The second half of a name that holds a space.
        ErrorKind::UnknownArgument if !said.starts_with('-') => {
            Some("a name that holds spaces stands in quotes: \"Board 2030\"".to_owned())
        }
        _ => None,
    }
}

//! How few ballots could have changed a result, in words.

use vaali::count::Margin;

use crate::{language::Language, message, numbers::whole};

/// A least number of ballots, in words.
pub(crate) fn margin(margin: Margin, language: Language) -> String {
    match margin {
        Margin::Exact(0) => message::margins::lot(language).to_owned(),
        Margin::Exact(ballots) => message::margins::exact(language, ballots),
        Margin::Between { at_least, at_most } => message::margins::between(
            language,
            &whole(language, at_least),
            &whole(language, at_most),
        ),
        Margin::AtLeast(ballots) => message::margins::at_least(language, ballots),
        Margin::Unchangeable => message::margins::never(language).to_owned(),
    }
}

//! The languages of the reports.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A language in which everything can be reported.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Language {
    /// Finnish, `fi`.
    #[default]
    #[serde(rename = "fi")]
    Finnish,
    /// Swedish as it is written in Finland, `sv`.
    #[serde(rename = "sv")]
    Swedish,
    /// English, `en`.
    #[serde(rename = "en")]
    English,
}

/// A language in which nothing can be reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLanguage(
    /// What was asked for.
    pub String,
);

impl fmt::Display for UnknownLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there are reports in `fi`, `sv` and `en`, but not in `{}`", self.0)
    }
}

impl std::error::Error for UnknownLanguage {}

impl Language {
    /// All languages, in the order in which they are listed.
    pub const ALL: [Self; 3] = [Self::Finnish, Self::Swedish, Self::English];

    /// The code of the language (BCP 47), for [`Text::in_language`](vaali::definition::Text::in_language) and the `lang` of a document.
    ///
    /// ```
    /// use vaali_report::Language;
    ///
    /// assert_eq!("sv".parse(), Ok(Language::Swedish));
    /// assert_eq!(Language::Swedish.code(), "sv");
    /// ```
    pub const fn code(self) -> &'static str {
        match self {
            Self::Finnish => "fi",
            Self::Swedish => "sv",
            Self::English => "en",
        }
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, UnknownLanguage> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == code)
            .ok_or_else(|| UnknownLanguage(code.to_owned()))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

//! What was found in files, as data for a page: with its place, in English, and in the module of the counting page in Finnish and Swedish too.

#[cfg(feature = "office")]
use std::collections::BTreeMap;

use serde::Serialize;
use vaali::values::Values;
use vaali_formats::Finding;
#[cfg(feature = "office")]
use vaali_report::{
    Language,
    findings::{self, Found, Said},
};

/// What was found in a file, and where.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FileFinding {
    /// How grave it is.
    #[cfg_attr(test, ts(type = "\"error\" | \"warning\" | \"note\""))]
    pub severity: vaali_formats::Severity,
    /// A stable code, such as `F08` or `B10`.
    pub code: String,
    /// The name of the file.
    pub file: String,
    /// The row as a person counts it, from 1.
    pub row: Option<u64>,
    /// The column by its header.
    pub column: Option<String>,
    /// What, in English.
    pub message: String,
    /// What to do about it, in English.
    pub fix: String,
    /// What it is about, by name: other languages are made from the code and these.
    #[cfg_attr(test, ts(type = "{ [name: string]: string | number | string[] }"))]
    pub values: Values,
    /// The same in Finnish and Swedish; only in the module of the counting page.
    #[cfg(feature = "office")]
    #[cfg_attr(
        test,
        ts(
            type = "{ [language: string]: { language: string, message: string, fix: string } }",
            optional
        )
    )]
    pub said: Option<InLanguages>,
}

/// What was found, by the codes of the languages that it is said in.
#[cfg(feature = "office")]
pub type InLanguages = BTreeMap<&'static str, Said>;

impl FileFinding {
    pub(crate) fn of(finding: Finding) -> Self {
        let Finding { severity, code, file, row, column, message, fix, values } = finding;
        #[cfg(feature = "office")]
        let said = in_languages(&code, &message, &fix, &values);
        Self {
            severity,
            code,
            file,
            row,
            column,
            message,
            fix,
            values,
            #[cfg(feature = "office")]
            said: Some(said),
        }
    }
}

/// What was found, in the languages beside English.
#[cfg(feature = "office")]
pub(crate) fn in_languages(code: &str, message: &str, fix: &str, values: &Values) -> InLanguages {
    let found = Found { code, message, fix, values };
    let other = |language: &Language| *language != Language::English;
    let languages = Language::ALL.into_iter().filter(other);
    languages.map(|language| (language.code(), findings::say(language, &found))).collect()
}

/// Findings in the order in which a person looks at them.
pub(crate) fn listed(mut findings: Vec<Finding>) -> Vec<FileFinding> {
    findings.sort_by_key(|finding| finding.severity);
    findings.into_iter().map(FileFinding::of).collect()
}

//! What a verification found, as data for a page; in the module of the counting page also in words.

#[cfg(feature = "office")]
use std::collections::BTreeMap;

use serde::Serialize;
use vaali::record::Report;
#[cfg(feature = "office")]
use vaali::record::{Check, Status};
#[cfg(feature = "office")]
use vaali_report::{Language, findings::phrase};

use crate::{json, problem::Thrown, record::written_hash};

/// A report with the words of its checks, in the order of the checks.
#[derive(Serialize)]
struct Told<'r> {
    #[serde(flatten)]
    report: &'r Report,
    #[cfg(feature = "office")]
    said: BTreeMap<&'static str, Vec<SaidCheck>>,
}

/// A check in words.
#[cfg(feature = "office")]
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SaidCheck {
    /// What it proves.
    pub proves: String,
    /// Why it was not made; empty where it was.
    pub needs: String,
    /// What it found, up to the first ten: one changed digit can contradict every place after it.
    pub findings: Vec<String>,
}

/// The report as JSON, compared with a hash that was published if there is one.
pub(crate) fn told(report: Report, hash: Option<&str>) -> Result<String, Thrown> {
    let report = match hash {
        Some(hash) => report.against(written_hash(hash)?),
        None => report,
    };
    json::write(&Told {
        #[cfg(feature = "office")]
        said: Language::ALL.map(|language| (language.code(), said(&report, language))).into(),
        report: &report,
    })
}

#[cfg(feature = "office")]
fn said(report: &Report, language: Language) -> Vec<SaidCheck> {
    const MOST_FINDINGS: usize = 10;
    let check = |Check { proves, status, .. }: &Check| SaidCheck {
        proves: phrase(language, proves),
        needs: match status {
            Status::NotRun { missing } => phrase(language, &format!("not made: needs {missing}")),
            _ => String::new(),
        },
        findings: match status {
            Status::Failed { findings } => findings
                .iter()
                .take(MOST_FINDINGS)
                .map(|finding| phrase(language, &finding.to_string()))
                .collect(),
            _ => Vec::new(),
        },
    };
    report.checks.iter().map(check).collect()
}

mod broken;
mod reading;
mod round_trip;

use super::*;

pub(super) fn read_text(name: &str, text: &str) -> Result<DataSet, Findings> {
    read_bytes(name, text.as_bytes(), &Options::default())
}

/// Codes and lines of what was found.
pub(super) fn found(findings: &[Finding]) -> Vec<(&str, Option<u64>)> {
    findings.iter().map(|finding| (finding.code.as_str(), finding.row)).collect()
}

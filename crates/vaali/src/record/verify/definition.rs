//! V05, V06, V07, V15: what was decided before the vote, when, and by which rules of counting.

use super::{Subject, Verdict, text};
use crate::{
    count::RULES_VERSION,
    definition::Severity,
    record::{Finding, Hash, RecordError, times},
};

pub(super) fn valid(subject: &Subject<'_>) -> Verdict {
    let faults = subject.written()?.definition.check();
    let errors = faults.into_iter().filter(|fault| fault.severity() == Severity::Error);
    Ok(errors
        .map(|fault| Finding::Definition {
            code: fault.fault.code(),
            problem: fault.fault.to_string(),
            path: fault.path,
        })
        .collect())
}

/// From the value as it stands, so that it works for forms we do not know.
pub(super) fn hash(subject: &Subject<'_>) -> Verdict {
    let value = subject.value()?;
    let Some(definition) = value.get("definition") else {
        let (path, field) = (String::new(), "definition".to_owned());
        return Ok(vec![Finding::Form { error: RecordError::MissingField { path, field } }]);
    };
    let computed = match (&subject.written, &subject.frozen) {
        (Ok(_), Some(frozen)) if subject.exact => Ok(frozen.hash()),
        (Ok(written), None) if subject.exact => Hash::of_canonical(&written.definition),
        _ => Hash::of_canonical(definition),
    };
    let Ok(computed) = computed else {
        return Ok(vec![Finding::Differs { path: "/definition_hash".to_owned() }]);
    };
    let places = ["/definition_hash", "/result/definition_hash"];
    Ok(places.iter().filter_map(|path| text::hash_findings(value, path, computed)).collect())
}

pub(super) fn times(subject: &Subject<'_>) -> Verdict {
    let written = subject.written()?;
    let voting = written.definition.rules.voting;
    let disorders = times::disorders(written.times, voting, &written.proceedings.lots);
    Ok(disorders.into_iter().map(|disorder| Finding::TimesOutOfOrder { disorder }).collect())
}

pub(super) fn rules_version(subject: &Subject<'_>) -> Verdict {
    let written = subject.written()?;
    let engines = [("/engine", &written.engine), ("/result/engine", &written.result.engine)];
    let unknown = engines.into_iter().filter(|(_, engine)| engine.rules_version != RULES_VERSION);
    let mut findings: Vec<Finding> = unknown
        .map(|(path, engine)| Finding::UnknownRulesVersion {
            path: format!("{path}/rules_version"),
            found: engine.rules_version,
            known: RULES_VERSION,
        })
        .collect();
    if written.engine != written.result.engine {
        findings.push(Finding::EnginesDiffer);
    }
    Ok(findings)
}

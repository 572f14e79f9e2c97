//! What a verification found: every check with its outcome, in a form for people and for programs.

use std::fmt;

use serde::Serialize;

use super::{Disorder, Hash, RecordError, SealedFault};
use crate::{
    count::{CountError, LotProblem, Mismatch},
    definition::CandidateId,
    profile::Votes,
};

/// What a verification found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Report {
    /// Every check, in order.
    pub checks: Vec<Check>,
    /// Whether the ballots were counted again, with whatever result.
    pub recounted: bool,
    /// The seal as the record has it, to be compared with the one in the minutes: a record that was changed and sealed again has another.
    pub seal: Option<Hash>,
    /// The hash of the list of the published files, where a folder was verified. Published elsewhere, it fixes every file of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list_hash: Option<Hash>,
}

/// One check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Check {
    /// Its stable code, such as `V04`.
    pub code: &'static str,
    /// Its name, such as `seal`.
    pub name: &'static str,
    /// What it proves.
    pub proves: &'static str,
    /// How it came out.
    #[serde(flatten)]
    pub status: Status,
}

/// How a check came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "CheckStatus"))]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Status {
    /// It was made, and nothing is wrong.
    Passed,
    /// It was made, and this is wrong.
    Failed {
        /// All that is wrong.
        findings: Vec<Finding>,
    },
    /// It could not be made.
    NotRun {
        /// What it would need.
        missing: Missing,
    },
    /// There is nothing of the kind to check.
    DoesNotApply,
}

/// What a check would need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Missing {
    /// A record that can be read as JSON.
    #[error("a record that can be read")]
    ReadableRecord,
    /// A record of the known form.
    #[error("a record of the known form")]
    KnownForm,
    /// A definition without errors.
    #[error("a definition without errors")]
    ValidDefinition,
    /// Lots that answer what is asked.
    #[error("lots that answer what the count asks")]
    AnsweredLots,
    /// The file of the sealed ballots.
    #[error("the file of the sealed ballots")]
    SealedBallots,
    /// Ballots that can be counted.
    #[error("ballots that can be counted")]
    CountableBallots,
    /// The voter of each ballot, which nobody keeps.
    #[error("the voter of each ballot, which a secret election does not keep")]
    Voters,
}

/// Something that is wrong. It names no choice of a ballot.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "finding", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Finding {
    /// The record cannot be read, or not as one of the known form.
    #[error("{error}")]
    Form {
        /// Why.
        error: RecordError,
    },
    /// A field that the form writes otherwise, or does not have.
    #[error("`{path}` is not as the form writes it")]
    Spelling {
        /// Where.
        path: String,
    },
    /// The bytes are not canonical.
    #[error("not canonical from byte {byte} on")]
    NotCanonical {
        /// The first byte that is otherwise, from 0.
        byte: usize,
    },
    /// A hash that is not that of what it names.
    #[error("`{path}` is not the hash of what it names, {computed}")]
    HashDiffers {
        /// Where the hash stands.
        path: String,
        /// What it should be.
        computed: Hash,
    },
    /// An error of the definition.
    #[error("{code} {path}: {problem}")]
    Definition {
        /// The code of the fault.
        code: &'static str,
        /// Where in the definition.
        path: String,
        /// In words.
        problem: String,
    },
    /// Times in the wrong order.
    #[error("{disorder}")]
    TimesOutOfOrder {
        /// The two times.
        disorder: Disorder,
    },
    /// Two figures that must be equal and are not.
    #[error("{mismatch}")]
    Mismatch {
        /// The figures.
        mismatch: Mismatch,
    },
    /// What is recorded does not follow from the rest.
    #[error("`{path}` does not follow from the rest")]
    Differs {
        /// Where.
        path: String,
    },
    /// The votes of the candidates add up to something else than recorded.
    #[error("the candidates' votes do not add up to the {recorded} recorded")]
    VotesDoNotAddUp {
        /// The sum recorded.
        recorded: Votes,
    },
    /// A candidate has more votes than all ballots weigh.
    #[error("`{candidate}` has {votes} votes of {weight}")]
    MoreVotesThanWeight {
        /// Who.
        candidate: CandidateId,
        /// With how many votes.
        votes: Votes,
        /// The weight of all accepted ballots.
        weight: Votes,
    },
    /// A lot that does not fit its request, the rules, or its seed.
    #[error("the lot `{label}` is not valid: {problem}")]
    InvalidLot {
        /// The lot.
        label: String,
        /// Why.
        problem: LotProblem,
    },
    /// A tie that no recorded lot settles.
    #[error("the lot `{label}` is needed, but not recorded")]
    LotMissing {
        /// The lot.
        label: String,
    },
    /// The count stops.
    #[error("{error}")]
    CountFails {
        /// Why.
        error: CountError,
    },
    /// Something that the secrecy of these rules forbids.
    #[error("the ballots are secret, but `{path}` holds some")]
    HoldsBallots {
        /// Where.
        path: String,
    },
    /// Neither the ballots nor the hash of their file, whichever the rules ask for.
    #[error("the record holds neither the ballots nor the hash of their file, as its rules ask")]
    BallotsMissing,
    /// A file of sealed ballots for a record that holds its ballots.
    #[error("a file of sealed ballots was given, but the record has none")]
    SealedNotExpected,
    /// Sealed ballots that cannot be those of this election.
    #[error("{fault}")]
    Sealed {
        /// Why.
        fault: SealedFault,
    },
    /// A version of the rules of counting that this version of vaali does not know.
    #[error("`{path}` is rules version {found}, only {known} is known")]
    UnknownRulesVersion {
        /// Where.
        path: String,
        /// The version found.
        found: u32,
        /// The version known.
        known: u32,
    },
    /// The one program certified what the other counted.
    #[error("the result was counted by another program than the one that certified")]
    EnginesDiffer,
    /// A file that is listed, or belongs into every folder, and is not there.
    #[error("`{file}` is missing")]
    FileMissing {
        /// Which, from the top of the folder.
        file: String,
    },
    /// A file that is there and not listed.
    #[error("`{file}` is not listed: it was added after certifying")]
    FileNotListed {
        /// Which, from the top of the folder.
        file: String,
    },
    /// A file that is not as it was listed.
    #[error("`{file}` is not as it was listed: it was changed after certifying, or the list was")]
    FileChanged {
        /// Which, from the top of the folder.
        file: String,
    },
    /// A line of a list that certifying does not write, or not there.
    #[error("`{file}` was changed: line {line} is not as certifying writes it")]
    ListLine {
        /// Which list.
        file: String,
        /// Which line, from 1.
        line: u64,
    },
    /// The hash that was published is another.
    #[error("the hash that was published is neither the seal nor the hash of the list of files")]
    PublishedHashDiffers,
}

impl Status {
    pub(super) fn of(findings: Vec<Finding>) -> Self {
        if findings.is_empty() { Self::Passed } else { Self::Failed { findings } }
    }
}

impl Report {
    /// The same with one more check, V18: whether this is what was published, by a hash that stood elsewhere.
    ///
    /// The hash may be that of the list of files, which fixes every published file, or the seal, which fixes the record. Whoever makes everything anew can give all files a new
    /// list and the record a new seal, but cannot change what was read aloud, printed or posted.
    #[must_use]
    pub fn against(mut self, published: Hash) -> Self {
        // The seal as written is the one of the content only where its own check passed.
        let sealed = self.checks.iter().any(|c| c.name == "seal" && c.status == Status::Passed);
        let known = [self.list_hash, self.seal.filter(|_| sealed)].contains(&Some(published));
        let finding = (!known).then_some(Finding::PublishedHashDiffers);
        self.checks.push(Check {
            code: "V18",
            name: "published_hash",
            proves: "the hash that was published is that of these files, or the seal of this record",
            status: Status::of(finding.into_iter().collect()),
        });
        self
    }

    /// Whether no check failed. Checks that were not run do not fail; see [`Self::complete`] and [`Self::recounted`].
    pub fn passed(&self) -> bool {
        !self.checks.iter().any(|check| matches!(check.status, Status::Failed { .. }))
    }

    /// Whether every check that applies was made.
    pub fn complete(&self) -> bool {
        !self.checks.iter().any(|check| matches!(check.status, Status::NotRun { .. }))
    }

    /// The codes of the checks that failed.
    pub fn failed(&self) -> Vec<&'static str> {
        let failed = |check: &&Check| matches!(check.status, Status::Failed { .. });
        self.checks.iter().filter(failed).map(|check| check.code).collect()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Check { code, name, status, .. } in &self.checks {
            match status {
                Status::Passed => writeln!(f, "{code} {name}: passed")?,
                Status::DoesNotApply => writeln!(f, "{code} {name}: does not apply")?,
                Status::NotRun { missing } => {
                    writeln!(f, "{code} {name}: not run, needs {missing}")?;
                }
                Status::Failed { findings } => {
                    writeln!(f, "{code} {name}: FAILED")?;
                    findings.iter().try_for_each(|finding| writeln!(f, "    {finding}"))?;
                }
            }
        }
        let outcome = match (self.passed(), self.complete()) {
            (false, _) => "FAILED",
            (true, true) => "passed",
            (true, false) => "passed as far as checked",
        };
        let recount = if self.recounted { "counted again" } else { "not counted again" };
        write!(f, "{outcome}; the ballots were {recount}")?;
        match self.seal {
            Some(seal) => write!(f, "; seal {seal}"),
            None => Ok(()),
        }
    }
}

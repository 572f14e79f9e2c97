//! `vaali explain`: why one candidate was elected or not.

use clap::Args;
use serde_json::json;
use vaali::definition::{Candidate, CandidateId};
use vaali_report::explain;

use crate::{
    counted::{From, InLanguage},
    output::Output,
    people,
    show::text::{clean, listed, quoted},
    stop::{Exit, Stop},
};

/// Say why a candidate was elected or not: votes, place, the gap to the last seat, lots, what would have changed it
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  vaali explain my-election c07\n  vaali explain my-election \"Aino Äijälä\" --language sv\n  vaali explain record.json c07 --language en"
)]
pub(crate) struct Explain {
    #[command(flatten)]
    from: From,
    /// Who, by id or by name
    #[arg(value_name = "CANDIDATE")]
    candidate: String,
    #[command(flatten)]
    language: InLanguage,
}

impl Explain {
    pub(crate) fn run(&self, output: Output) -> Result<Exit, Stop> {
        let election = self.from.read()?;
        let counted = election.counted();
        let candidate = found(counted.frozen.candidates(), &self.candidate)?;
        let Some(explanation) = explain::explain(&counted, &candidate, self.language.language)
        else {
            return Err(unknown(counted.frozen.candidates(), &self.candidate));
        };
        election.complain(output)?;
        if output.json() {
            output.value(&json!({ "explanation": explanation, "findings": election.findings }))?;
        } else {
            output.text(&explanation.text())?;
        }
        Ok(Exit::Done)
    }
}

fn found(candidates: &[Candidate], wanted: &str) -> Result<CandidateId, Stop> {
    if let Some(candidate) = candidates.iter().find(|candidate| candidate.id.as_str() == wanted) {
        return Ok(candidate.id.clone());
    }
    let named: Vec<&Candidate> = candidates
        .iter()
        .filter(|candidate| people::plain(&candidate.name) == people::plain(wanted))
        .collect();
    match named.as_slice() {
        [] => Err(unknown(candidates, wanted)),
        [one] => Ok(one.id.clone()),
        several => {
            let ids: Vec<String> =
                several.iter().map(|candidate| quoted(candidate.id.as_str())).collect();
            Err(Stop::input(
                "K70",
                format!("several candidates are named `{}`", clean(wanted)),
                format!("write the id of the one who is meant: {}", listed(&ids)),
            ))
        }
    }
}

/// Nobody of this id or name; the nearest are offered.
fn unknown(candidates: &[Candidate], wanted: &str) -> Stop {
    let fix = people::did_you_mean(candidates, wanted)
        .unwrap_or_else(|| "write the id or the name as in candidates.csv".to_owned());
    Stop::input("K71", format!("there is no candidate `{}`", clean(wanted)), fix)
}

//! `vaali explain`: why one candidate was elected or not.

use clap::Args;
use serde_json::json;
use vaali::definition::{Candidate, CandidateId};
use vaali_report::explain;

use crate::{
    counted::{From, InLanguage},
    output::Output,
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

/// So many near names are offered at most.
const MOST_OFFERED: usize = 3;

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

/// Names are compared without regard to capitals and to blanks at the ends or doubled.
fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn found(candidates: &[Candidate], wanted: &str) -> Result<CandidateId, Stop> {
    if let Some(candidate) = candidates.iter().find(|candidate| candidate.id.as_str() == wanted) {
        return Ok(candidate.id.clone());
    }
    let named: Vec<&Candidate> =
        candidates.iter().filter(|candidate| plain(&candidate.name) == plain(wanted)).collect();
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
    let wanted_plain = plain(wanted);
    let mut near: Vec<(f64, &Candidate)> = candidates
        .iter()
        .map(|candidate| {
            let name = plain(&candidate.name);
            // A surname alone is near its name.
            let words = name.split(' ').map(|word| strsim::jaro_winkler(word, &wanted_plain));
            let id = strsim::jaro_winkler(candidate.id.as_str(), wanted);
            let likeness =
                words.chain([strsim::jaro_winkler(&name, &wanted_plain), id]).fold(0.0, f64::max);
            (likeness, candidate)
        })
        .filter(|(likeness, _)| *likeness >= 0.8)
        .collect();
    near.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    let near: Vec<String> = near
        .iter()
        .take(MOST_OFFERED)
        .map(|(_, candidate)| {
            format!("{} ({})", clean(&candidate.name), clean(candidate.id.as_str()))
        })
        .collect();
    let fix = if near.is_empty() {
        "write the id or the name as in candidates.csv".to_owned()
    } else {
        format!("did you mean {}?", listed(&near).replace(" and ", " or "))
    };
    Stop::input("K71", format!("there is no candidate `{}`", clean(wanted)), fix)
}

//! `vaali count`: the result.

use std::path::{Path, PathBuf};

use clap::Args;
use vaali::{
    count::{CountError, Outcome},
    definition::CandidateId,
    record::Certification,
};
use vaali_formats::datasets::Format;
use vaali_report::{
    Language,
    terminal::{figures as say, recorded},
};

use super::{now, time_of};
use crate::{
    input::Election,
    output::Output,
    record::{self, Order, Places, Written},
    reply::{self, Reply},
    show::{
        View, findings, result,
        style::{CARE, heading, paint},
        text::quoted_path,
    },
    stop::{Exit, Stop},
};

/// Count an election and print the result
#[derive(Debug, Args)]
#[command(
    after_help = format!("Examples:\n  vaali count examples/founding-2020\n  vaali count published.pb --seats 15\n  vaali count my-election --record record.json --chair \"Aino A\" --teller \"Bo B\"\n\n{}", reply::HELP)
)]
pub(crate) struct Count {
    /// The folder of the election, or a file of published data: .pb, .abc.yaml, .cat, .toi, .blt, .cvotes, .json
    #[arg(value_name = "DIR|FILE")]
    from: PathBuf,
    /// How many are elected; for published data, most of which does not say it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    seats: Option<u32>,
    /// Certify the result and write the record here
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// Where the ballots of a secret election go, for the tellers; beside the record if not said
    #[arg(long, value_name = "FILE", requires = "record")]
    sealed: Option<PathBuf>,
    /// When the rules were frozen; what `vaali freeze` noted if not said
    #[arg(long, value_name = "TIME", requires = "record")]
    frozen_at: Option<String>,
    /// Chair of the meeting, for the record
    #[arg(long, value_name = "NAME", requires = "record")]
    chair: Option<String>,
    /// Secretary of the meeting, for the record
    #[arg(long, value_name = "NAME", requires = "record")]
    secretary: Option<String>,
    /// Who checks the minutes, for the record; once for each
    #[arg(long, value_name = "NAME", requires = "record")]
    checker: Vec<String>,
    /// Who counted, for the record; once for each
    #[arg(long, value_name = "NAME", requires = "record")]
    teller: Vec<String>,
}

impl Count {
    pub(crate) fn run(&self, output: Output) -> Result<Exit, Stop> {
        let mut reply = Reply::default();
        let ended = self.count(output, &mut reply);
        reply.end(ended, output)
    }

    fn count(&self, output: Output, reply: &mut Reply) -> Result<Exit, Stop> {
        let election = self.read()?;
        reply.findings.clone_from(&election.findings);
        let outcome = election.count()?;
        reply.outcome = Some(outcome.clone());
        print(&election, &outcome, output)?;
        if !output.json() {
            output.text(&published(&election, &outcome, output.language()))?;
        }
        // After the result: what keeps it from being certified is easier to see with the result above.
        if let Some(path) = &self.record {
            let written = self.certify(path, &election, &outcome, output.language())?;
            if !output.json() {
                output.text(&written.says)?;
            }
            reply.record = Some(written.json);
        }
        Ok(exit(&outcome))
    }

    fn read(&self) -> Result<Election, Stop> {
        if self.record.is_some() && is_data_set(&self.from) {
            return Err(Stop::input(
                "K22",
                "published data is counted, but not certified: it has no roll and nobody to stand for it",
                "leave --record out",
            ));
        }
        election(&self.from, self.seats)
    }

    fn certify(
        &self,
        path: &Path,
        election: &Election,
        outcome: &Outcome,
        language: Language,
    ) -> Result<Written, Stop> {
        let frozen_at = self
            .frozen_at
            .as_deref()
            .map(|text| time_of(Some(text), &election.frozen))
            .transpose()?;
        let certification = Certification {
            chair: self.chair.clone(),
            secretary: self.secretary.clone(),
            checkers: self.checker.clone(),
            tellers: self.teller.clone(),
        };
        let order = Order { frozen_at, certified_at: now(), certification };
        let places = Places { record: path, sealed: self.sealed.as_deref() };
        record::write(election, outcome, &order, places, language)
    }
}

fn data_set_format(from: &Path) -> Option<Format> {
    Format::of_path(from).filter(|_| !from.is_dir())
}

fn is_data_set(from: &Path) -> bool {
    data_set_format(from).is_some()
}

/// The election of a folder, or of a file of published data with so many seats.
pub(super) fn election(from: &Path, seats: Option<u32>) -> Result<Election, Stop> {
    let Some(format) = data_set_format(from) else {
        if seats.is_some() {
            return Err(Stop::input(
                "K09",
                "the seats of this election are in its election.toml",
                "leave --seats out, or change [rules.seats]",
            ));
        }
        return Election::of_folder(from);
    };
    if format != Format::Pabulib {
        return Election::of_data_set(from, seats);
    }
    let Some(seats) = seats else {
        return Err(Stop::input(
            "K10",
            "a Pabulib file does not say how many are elected",
            format!("say it with --seats, as in `vaali count {} --seats 15`", quoted_path(from)),
        ));
    };
    Election::of_pabulib(from, seats)
}

/// Whether the count gives the totals that a file of published data holds itself.
fn published(election: &Election, outcome: &Outcome, language: Language) -> String {
    let published = election.published();
    let known: Vec<(&CandidateId, u64)> =
        published.iter().filter_map(|(id, votes)| Some((id, (*votes)?))).collect();
    if known.is_empty() {
        return String::new();
    }
    let votes = |id: &CandidateId| {
        outcome
            .result()
            .candidates
            .iter()
            .find(|candidate| candidate.id == *id)?
            .votes
            .map(u64::from)
    };
    let mut text = heading(say::published(language));
    let differing: Vec<_> = known.iter().filter(|(id, total)| votes(id) != Some(*total)).collect();
    if differing.is_empty() {
        push!(text, "  {}\n", say::published_agree(language, known.len() as u64));
    }
    for (id, total) in differing {
        let counted =
            votes(id).map_or_else(|| say::nothing(language).to_owned(), |votes| votes.to_string());
        let line = say::published_differ(language, &counted, &id.to_string(), &total.to_string());
        push!(text, "  {line}\n");
    }
    text
}

/// Prints an outcome, with what was found while reading; as JSON both are in the [`Reply`].
pub(super) fn print(election: &Election, outcome: &Outcome, output: Output) -> Result<(), Stop> {
    if output.json() {
        return Ok(());
    }
    let text = with_view(election, outcome, output, |view| {
        let mut text = result::result(view);
        if !election.findings.is_empty() {
            text.push_str(&heading(say::found(output.language())));
            text.push_str(&findings::listed(&election.findings, output.language()));
        }
        text
    });
    output.text(&text)
}

/// Counts after the proceedings have changed, and prints the outcome. They stand as they are, whatever the count says to them.
pub(super) fn again(election: &Election, reply: &mut Reply, output: Output) -> Result<Exit, Stop> {
    let outcome = election.count_with(&election.proceedings).map_err(|error| {
        if matches!(error, CountError::StaleLot { .. }) && !output.json() {
            let stale = paint(CARE, recorded::lot_stale(output.language()));
            // The finding that follows says it again.
            let _ = output.complain(&format!("{stale}\n"));
        }
        election.refused(&error)
    })?;
    reply.outcome = Some(outcome.clone());
    print(election, &outcome, output)?;
    Ok(exit(&outcome))
}

/// Says something about an outcome.
pub(super) fn with_view(
    election: &Election,
    outcome: &Outcome,
    output: Output,
    say: impl FnOnce(&View<'_>) -> String,
) -> String {
    say(&View {
        frozen: &election.frozen,
        ballots: election.ballots(),
        outcome,
        line_of: &|ballot| election.line_of(ballot),
        from: &election.from,
        is_folder: election.folder.is_some(),
        width: output.width(),
        language: output.language(),
    })
}

/// What the shell is told of an outcome.
pub(super) fn exit(outcome: &Outcome) -> Exit {
    match outcome {
        Outcome::Complete { .. } => Exit::Done,
        Outcome::LotNeeded { .. } => Exit::LotNeeded,
    }
}

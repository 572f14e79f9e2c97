//! `vaali decline`: records that somebody does not take the seat or an office.

use std::path::PathBuf;

use clap::Args;
use vaali::{
    count::{CountError, Decline, Declined},
    definition::{CandidateId, Frozen, OfficeId, Text},
};
use vaali_formats::proceedings;
use vaali_report::{Language, terminal::recorded as say};

use super::{count, now, time_of};
use crate::{
    input::Election,
    output::Output,
    people,
    reply::{self, Reply},
    show::{
        named, office_name,
        style::{BOLD, paint},
        text::clean,
    },
    stop::{Exit, Stop},
};

/// Record that somebody declines the seat, or an office; or take that back
#[derive(Debug, Args)]
#[command(
    after_help = format!("Examples:\n  vaali decline my-election --candidate c07\n  vaali decline my-election --candidate c07 --office chair --note \"term ends in June\"\n  vaali decline my-election --candidate c07 --take-back\n\n--take-back is for what was recorded by mistake. A comment in proceedings.toml keeps that it was there.\n\n{}", reply::HELP)
)]
pub(crate) struct DeclineArgs {
    /// The folder of the election
    dir: PathBuf,
    /// Who declines, by id or by exact name
    #[arg(long, value_name = "ID|NAME")]
    candidate: String,
    /// Which office, by id or by exact name; the seat if not said
    #[arg(long, value_name = "ID|NAME")]
    office: Option<String>,
    /// When, such as 2030-04-15T19:10:00+03:00 or "2030-04-15 19:10"; now if not said
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// Why, if that is to be recorded
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Take back that this was recorded
    #[arg(long, conflicts_with_all = ["at", "note"])]
    take_back: bool,
}

impl DeclineArgs {
    pub(crate) fn run(&self, output: Output) -> Result<Exit, Stop> {
        let mut reply = Reply::default();
        let ended = self.record(output, &mut reply);
        reply.end(ended, output)
    }

    fn record(&self, output: Output, reply: &mut Reply) -> Result<Exit, Stop> {
        let mut election = Election::of_folder(&self.dir)?;
        reply.findings.clone_from(&election.findings);
        if self.take_back {
            return self.take_back(election, output, reply);
        }
        let (candidate, from) = self.meant(&election.frozen)?;
        let mut declines = election.proceedings.declines.iter();
        let known = declines.any(|known| known.candidate == candidate && known.from == from);
        let at = Some(time_of(self.at.as_deref(), &election.frozen)?);
        let decline = Decline { candidate, from, at, note: self.note.clone() };
        let language = output.language();
        if known {
            return Err(Stop::input(
                "K15",
                format!(
                    "it is recorded already: {}",
                    in_words(&election.frozen, &decline, Language::English, language)
                ),
                "nothing to do; `vaali count` prints the result",
            ));
        }
        let mut proceedings = election.proceedings.clone();
        proceedings.declines.push(decline.clone());
        // That somebody declines is a fact, whatever it does to earlier lots; another error means that it cannot be.
        if let Err(error) = election.count_with(&proceedings)
            && !matches!(error, CountError::StaleLot { .. })
        {
            return Err(election.refused(&error));
        }
        if let Some(file) = election.proceedings_file() {
            proceedings::append_decline(&file, &decline)?;
        }
        election.proceedings = proceedings;
        reply.recorded = serde_json::to_value(&decline).ok();
        says(say::in_proceedings(language), &election, &decline, output)?;
        count::again(&election, reply, output)
    }

    fn take_back(
        &self,
        mut election: Election,
        output: Output,
        reply: &mut Reply,
    ) -> Result<Exit, Stop> {
        // By the ids that stand there first: whoever is no candidate any more can be taken back too.
        let stands_there = |known: &&Decline| {
            let office = match &known.from {
                Declined::Seat => None,
                Declined::Office(office) => Some(office.as_str()),
            };
            known.candidate.as_str() == self.candidate && office == self.office.as_deref()
        };
        let by_ids = election.proceedings.declines.iter().find(stands_there).cloned();
        let decline = by_ids.map_or_else(|| self.recorded(&election, output), Ok)?;
        // A decline that stands there twice is taken back as a whole.
        let is_another =
            |known: &Decline| known.candidate != decline.candidate || known.from != decline.from;
        election.proceedings.declines.retain(is_another);
        if let Some(file) = election.proceedings_file() {
            proceedings::take_back_decline(&file, &decline, now())?;
        }
        reply.taken_back = serde_json::to_value(&decline).ok();
        says(say::taken_back(output.language()), &election, &decline, output)?;
        count::again(&election, reply, output)
    }

    /// The decline that stands in the proceedings, by who and what is meant.
    fn recorded(&self, election: &Election, output: Output) -> Result<Decline, Stop> {
        let (candidate, from) = self.meant(&election.frozen)?;
        let mut declines = election.proceedings.declines.iter();
        let known = declines.find(|known| known.candidate == candidate && known.from == from);
        known.cloned().ok_or_else(|| {
            let decline = Decline { candidate, from, at: None, note: None };
            not_recorded(election, &decline, output)
        })
    }

    /// Who declines, and what.
    fn meant(&self, frozen: &Frozen) -> Result<(CandidateId, Declined), Stop> {
        let from = match &self.office {
            None => Declined::Seat,
            Some(office) => Declined::Office(office_of(frozen, office)?),
        };
        Ok((candidate(frozen, &self.candidate)?, from))
    }
}

/// What became of the proceedings.
fn says(what: &str, election: &Election, decline: &Decline, output: Output) -> Result<(), Stop> {
    if output.json() {
        return Ok(());
    }
    let language = output.language();
    let decline = in_words(&election.frozen, decline, language, language);
    output.text(&format!("{}\n  {decline}\n\n", paint(BOLD, what)))
}

fn not_recorded(election: &Election, decline: &Decline, output: Output) -> Stop {
    let frozen = &election.frozen;
    let who = |decline: &Decline| match &decline.from {
        Declined::Seat => named(frozen, &decline.candidate),
        Declined::Office(office) => {
            format!("{}: {}", named(frozen, &decline.candidate), clean(office.as_str()))
        }
    };
    let declines = &election.proceedings.declines;
    Stop::input(
        "K74",
        format!(
            "it is not recorded: {}",
            in_words(frozen, decline, Language::English, output.language())
        ),
        if declines.is_empty() {
            "nothing to take back; `vaali count` prints the result".to_owned()
        } else {
            let recorded: Vec<String> = declines.iter().map(who).collect();
            format!("recorded are: {}", recorded.join(", "))
        },
    )
}

/// In the words of one language, with the names of offices in another: findings are put into words again, and names stay.
fn in_words(frozen: &Frozen, decline: &Decline, words: Language, names: Language) -> String {
    let name = named(frozen, &decline.candidate);
    let what = match &decline.from {
        Declined::Seat => say::declines_seat(words, &name),
        Declined::Office(office) => {
            say::declines_office(words, &name, &office_name(frozen, office, names))
        }
    };
    let why = decline.note.as_ref().map(|note| format!(" ({})", clean(note))).unwrap_or_default();
    format!("{what}{why}")
}

fn candidate(frozen: &Frozen, said: &str) -> Result<CandidateId, Stop> {
    let candidates = frozen.candidates();
    if let Some(candidate) = candidates.iter().find(|candidate| candidate.id.as_str() == said) {
        return Ok(candidate.id.clone());
    }
    let named: Vec<_> = candidates.iter().filter(|candidate| candidate.name == said).collect();
    match named.as_slice() {
        [] => Err(Stop::input(
            "K16",
            format!("there is no candidate `{}`", clean(said)),
            people::did_you_mean(candidates, said).unwrap_or_else(|| {
                "write the id, or the name to the letter as in candidates.csv".to_owned()
            }),
        )),
        [one] => Ok(one.id.clone()),
        several => {
            let ids: Vec<_> = several.iter().map(|candidate| candidate.id.as_str()).collect();
            Err(Stop::input(
                "K16",
                format!("several candidates are named `{}`", clean(said)),
                format!("write the id of the one who declines: {}", ids.join(", ")),
            ))
        }
    }
}

fn office_of(frozen: &Frozen, id: &str) -> Result<OfficeId, Stop> {
    let offices = frozen.offices();
    let is_called = |name: &Text| match name {
        Text::Plain(name) => name == id,
        Text::Languages(names) => names.values().any(|name| name == id),
    };
    let of_id = offices.iter().find(|office| office.id.as_str() == id);
    let mut of_name = offices.iter().filter(|office| is_called(&office.name));
    if let Some(office) = of_id.or_else(|| of_name.next().filter(|_| of_name.next().is_none())) {
        return Ok(office.id.clone());
    }
    let message = format!("there is no office `{}`", clean(id));
    let all: Vec<_> = offices.iter().map(|office| office.id.as_str()).collect();
    let fix = if all.is_empty() {
        "the rules have no office".to_owned()
    } else {
        format!("write one of: {}", all.join(", "))
    };
    Err(Stop::input("K16", message, fix))
}

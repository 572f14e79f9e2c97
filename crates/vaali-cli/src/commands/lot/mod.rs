//! `vaali lot`: records a draw that the count asks for, or takes one back, and nothing else.

mod drawn;

use std::path::PathBuf;

use clap::{ArgGroup, Args};
use vaali::{
    count::{CountError, Lot, LotMethod, LotRequest, Outcome},
    definition::TieRule,
};
use vaali_formats::{Finding, Severity, proceedings};
use vaali_report::terminal::recorded as say;

use super::{count, now, time_of};
use crate::{
    input::Election,
    output::Output,
    reply::{self, Reply},
    show::{
        self, View, lots,
        style::{BOLD, paint},
        text::{clean, quoted, quoted_path},
    },
    stop::{Exit, Stop},
};

/// Record a lot that the count asks for, or take one back
#[derive(Debug, Args)]
#[command(
    group(ArgGroup::new("outcome").required(true).args(["drawn", "seed", "key", "take_back"])),
    after_help = format!("Examples:\n  vaali lot examples/founding-2020-tie --drawn c07 --witness \"Aino A\" --witness \"Bo B\"\n  vaali lot my-election --seed \"4 8 15 16 23 42\"\n  vaali lot my-election --key \"9319./2.5.8.10.12./\"\n  vaali lot my-election --take-back seat/1\n\nOf several drawn, each stands in an option of its own (--drawn c07 --drawn c12), or all in one, with commas between them (--drawn c07,c12). An id or name may hold a comma itself (--drawn \"Virtanen, Aino\"); what can be read in two ways is refused.\n\n--take-back is for a lot that was recorded by mistake, or whose tie is another one since somebody declined. A comment in proceedings.toml keeps what was drawn.\n\n{}", reply::HELP)
)]
pub(crate) struct LotArgs {
    /// The folder of the election
    dir: PathBuf,
    /// The drawn, by id or by exact name, in the order drawn; once for each, or with commas between them
    #[arg(long, value_name = "ID|NAME")]
    drawn: Vec<String>,
    /// The seed, where the rules compute the lot by SHA-256
    #[arg(long, value_name = "TEXT")]
    seed: Option<String>,
    /// The key string, where the rules compute the lot by RFC 3797
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
    /// The drawn were chosen by a new ballot between the tied
    #[arg(long, requires = "drawn")]
    reballot: bool,
    /// Which lot, where the rules leave several open
    #[arg(long = "for", value_name = "LABEL")]
    label: Option<String>,
    /// Who watched; once for each
    #[arg(long, value_name = "NAME")]
    witness: Vec<String>,
    /// When it was drawn, such as "2030-04-15 19:10", "15.4.2030 klo 19.10" or 2030-04-15T19:10:00+03:00; now if not said
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// Anything else to record
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Take the recorded lot of this label back, such as seat/1
    #[arg(long, value_name = "LABEL", conflicts_with_all = ["reballot", "label", "witness", "at", "note"])]
    take_back: Option<String>,
}

impl LotArgs {
    pub(crate) fn run(&self, output: Output) -> Result<Exit, Stop> {
        let mut reply = Reply::default();
        let ended = match &self.take_back {
            Some(label) => self.take_back(label, output, &mut reply),
            None => self.record(output, &mut reply),
        };
        reply.end(ended, output)
    }

    fn record(&self, output: Output, reply: &mut Reply) -> Result<Exit, Stop> {
        let mut election = Election::of_folder(&self.dir)?;
        reply.findings.clone_from(&election.findings);
        let before = election.count()?;
        let request = self.request(&before, &election.proceedings.lots)?;
        let lot = self.lot(&election, &request)?;

        let mut proceedings = election.proceedings.clone();
        proceedings.lots.push(lot.clone());
        let outcome = match election.count_with(&proceedings) {
            Ok(outcome) => outcome,
            Err(error) => return Err(unfit(&election, &before, &request, &error, output)),
        };
        // Last: what does not fit the count at all is said first.
        if lot.method == LotMethod::Manual
            && !self.witness.iter().any(|witness| !witness.trim().is_empty())
        {
            return Err(Stop::input(
                "K28",
                "a lot drawn by hand needs a witness",
                "nothing was recorded; say who watched, with --witness \"NAME\" for each",
            ));
        }
        let odd = self.key.as_deref().and_then(|key| odd_key(key, &self.way_back(&request.label)));
        election.findings.extend(odd);
        if let Some(file) = election.proceedings_file() {
            proceedings::append_lot(&file, &lot)?;
        }
        election.proceedings = proceedings;
        reply.recorded = serde_json::to_value(&lot).ok();
        reply.findings.clone_from(&election.findings);
        reply.outcome = Some(outcome.clone());

        if !output.json() {
            output.text(&count::with_view(&election, &outcome, output, |view| {
                recorded(view, &lot)
            }))?;
        }
        count::print(&election, &outcome, output)?;
        Ok(count::exit(&outcome))
    }

    /// Takes a recorded lot out of the proceedings, and counts again.
    fn take_back(&self, label: &str, output: Output, reply: &mut Reply) -> Result<Exit, Stop> {
        let mut election = Election::of_folder(&self.dir)?;
        reply.findings.clone_from(&election.findings);
        let lots = &mut election.proceedings.lots;
        let Some(lot) = lots.iter().find(|lot| lot.request.label == label).cloned() else {
            return Err(Stop::input(
                "K74",
                format!("no lot `{}` is recorded", clean(label)),
                if lots.is_empty() {
                    "nothing to take back; `vaali count` prints the result".to_owned()
                } else {
                    format!("write --take-back with one of: {}", labels_of(lots))
                },
            ));
        };
        lots.retain(|lot| lot.request.label != label);
        if let Some(file) = election.proceedings_file() {
            proceedings::take_back_lot(&file, &lot, now())?;
        }
        reply.taken_back = serde_json::to_value(&lot).ok();
        if !output.json() {
            let language = output.language();
            let drawn: Vec<String> =
                lot.drawn.iter().map(|id| show::named(&election.frozen, id)).collect();
            let what = say::lot_drawn(language, &drawn.join(", "), &clean(label));
            let taken_back = paint(BOLD, say::taken_back(language));
            output.text(&format!("{taken_back}\n  {what}\n\n"))?;
        }
        count::again(&election, reply, output)
    }

    /// The command that takes a lot back.
    fn way_back(&self, label: &str) -> String {
        format!("vaali lot {} --take-back {}", quoted_path(&self.dir), quoted(label))
    }

    /// The lot that the count asks for, or one that the rules leave open.
    fn request(&self, outcome: &Outcome, recorded: &[Lot]) -> Result<LotRequest, Stop> {
        let asked: Vec<&LotRequest> =
            outcome.request().into_iter().chain(&outcome.result().open_lots).collect();
        let labels =
            || asked.iter().map(|request| request.label.as_str()).collect::<Vec<_>>().join(", ");
        let found = match &self.label {
            None => asked.first().copied(),
            Some(label) => asked.iter().find(|request| request.label == *label).copied(),
        };
        match (found, &self.label) {
            (Some(request), _) => Ok(request.clone()),
            (None, Some(label)) if !asked.is_empty() => Err(Stop::input(
                "K11",
                format!("the count asks for no lot `{}`", clean(label)),
                format!("write --for with one of: {}", labels()),
            )),
            (None, _) => Err(Stop::input(
                "K12",
                "the count asks for no lot: no tie is left that the result depends on",
                if recorded.is_empty() {
                    "nothing to record; `vaali count` prints the result".to_owned()
                } else {
                    let label = match recorded {
                        [one] => &one.request.label,
                        _ => "LABEL",
                    };
                    let command = self.way_back(label);
                    format!(
                        "`vaali count` prints the result; if a wrong draw was recorded, take it back with `{command}` and record the right one; recorded: {}",
                        labels_of(recorded)
                    )
                },
            )),
        }
    }

    fn lot(&self, election: &Election, request: &LotRequest) -> Result<Lot, Stop> {
        if self.seed.as_ref().or(self.key.as_ref()).is_some_and(|text| text.trim().is_empty()) {
            return Err(Stop::input(
                "K29",
                "the seed is empty: anybody could have chosen it",
                "write the seed or key as its source gave it",
            ));
        }
        let method = match (&self.seed, &self.key) {
            (Some(seed), _) => LotMethod::Seeded { seed: seed.clone() },
            (None, Some(key)) => LotMethod::Rfc3797 { key: key.clone() },
            (None, None) if self.reballot => LotMethod::Reballot,
            (None, None) => LotMethod::Manual,
        };
        let drawn = if self.drawn.is_empty() {
            request.draw(&method).map_err(|problem| {
                Stop::input(
                    "K13",
                    problem.to_string(),
                    "write the seed or key as its source gave it",
                )
            })?
        } else {
            drawn::read(&self.drawn, request, &election.frozen)?
        };
        Ok(Lot {
            request: request.clone(),
            drawn,
            method,
            drawn_at: Some(time_of(self.at.as_deref(), &election.frozen)?),
            witnesses: self.witness.clone(),
            note: self.note.clone(),
        })
    }
}

/// A warning where a key is not written as RFC 3797, section 4, writes it: whoever computes the draw again would write it so.
fn odd_key(key: &str, way_back: &str) -> Option<Finding> {
    let sources = key.strip_suffix('/').map(|key| key.split('/').collect::<Vec<_>>());
    let well_formed = |source: &str| {
        let numbers = source.strip_suffix('.').is_some_and(|numbers| {
            numbers
                .split('.')
                .all(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
        });
        // A source may also be a text, in capitals.
        let text = source.bytes().next().is_some_and(|b| b.is_ascii_uppercase());
        numbers || text
    };
    if sources.is_some_and(|sources| sources.iter().all(|source| well_formed(source))) {
        return None;
    }
    Some(Finding::own(
        Severity::Warning,
        "K30",
        format!("the key `{}` is not written as RFC 3797 writes it", clean(key)),
        format!(
            "each number is followed by `.` and each source by `/`, as in 9319./2.5.8.10.12./; if this one is wrong, take it back with `{way_back}` and record it again"
        ),
    ))
}

fn labels_of(lots: &[Lot]) -> String {
    let labels: Vec<_> = lots.iter().map(|lot| clean(&lot.request.label)).collect();
    labels.join(", ")
}

/// A lot that does not fit what was asked: nothing is recorded.
fn unfit(
    election: &Election,
    before: &Outcome,
    request: &LotRequest,
    error: &CountError,
    output: Output,
) -> Stop {
    if !output.json() {
        let _ = output.complain(&count::with_view(election, before, output, |view| {
            lots::asked(view, request)
        }));
    }
    let rule = lots::rule(&election.frozen, &request.purpose);
    let fix = match rule {
        TieRule::LotManual => {
            "nothing was recorded; write --drawn with exactly as many of the tied as there are places"
        }
        TieRule::Reballot => {
            "nothing was recorded; write --reballot --drawn with exactly as many of the tied as there are places"
        }
        TieRule::LotSeeded => "nothing was recorded; write --seed",
        TieRule::LotRfc3797 => "nothing was recorded; write --key",
    };
    Stop::input(error.code(), error.to_string(), fix)
}

fn recorded(view: &View<'_>, lot: &Lot) -> String {
    format!("{}\n{}\n", paint(BOLD, say::in_proceedings(view.language)), lots::one(view, lot))
}

//! `vaali freeze`: notes when the rules were frozen, so that a later change is seen.

use std::path::PathBuf;

use clap::Args;
use vaali::definition::Frozen;
use vaali_formats::{
    Finding, Severity,
    freeze::{self, FREEZE, Freeze},
    template::examples,
};

use super::{now, time_of};
use crate::{
    input::read_folder,
    output::Output,
    show::{
        findings,
        style::{BOLD, paint},
        time::Clock,
    },
    stop::{Exit, Stop},
};

/// Freeze the rules, the candidates and the roll: a later change is seen
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  vaali freeze my-election\n  vaali freeze my-election --at \"2030-04-01 12:00\"\n  vaali freeze my-election --again"
)]
pub(crate) struct FreezeArgs {
    /// The folder of the election
    dir: PathBuf,
    /// When they were frozen; now if not said
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// Freeze again what was changed after it was frozen
    #[arg(long)]
    again: bool,
}

impl FreezeArgs {
    pub(crate) fn run(&self, output: Output) -> Result<Exit, Stop> {
        let folder = read_folder(&self.dir)?;
        let frozen = folder.freeze()?;
        let examples = examples::refused(&folder);
        if !examples.is_empty() {
            return Err(Stop::Input(examples));
        }
        let frozen_at = time_of(self.at.as_deref(), &frozen)?;
        let freeze = Freeze::of(&frozen, frozen_at);
        if frozen_at > now() {
            return Err(Stop::input(
                "K27",
                format!("{} is in the future", Clock::of(frozen.rules()).show(frozen_at)),
                "write when the rules were frozen, or leave --at out to freeze them now",
            ));
        }
        if let Some(earlier) = freeze::read(&self.dir)? {
            if self.at.is_some() && !self.again {
                let at = Clock::of(frozen.rules()).show(earlier.frozen_at);
                return Err(Stop::input(
                    "K26",
                    format!("this election was frozen already, at {at}"),
                    "leave --at out; if the meeting froze it anew then, add --again: the earlier freeze stays noted",
                ));
            }
            if earlier.definition_hash == freeze.definition_hash && self.at.is_none() {
                return says(&frozen, &earlier, "Nothing has changed since the freeze.", output);
            }
            if let Some(changed) = earlier.changed(&frozen).filter(|_| !self.again) {
                return Err(Stop::Input(vec![Finding { severity: Severity::Error, ..changed }]));
            }
        }
        if let Some(opens) = freeze::too_late(&frozen, frozen_at) {
            let opens = Clock::of(frozen.rules()).show(opens);
            return Err(Stop::input(
                "K23",
                format!("voting opened at {opens}: it is too late to freeze the rules"),
                "if they were frozen in time, say when with --at TIME; else move rules.voting.opens",
            ));
        }
        freeze::write(&self.dir, &freeze)?;
        if !output.json() {
            let found = folder
                .findings
                .iter()
                .cloned()
                .chain(examples::left(&folder))
                .chain(folder.warnings(&frozen));
            output.text(&findings::listed(&found.collect::<Vec<_>>(), output.language()))?;
        }
        let earlier = freeze::earlier(&self.dir)?;
        let mut what = format!("Written to {FREEZE}.");
        for line in earlier {
            push!(what, " Noted there as earlier: {line}.");
        }
        says(&frozen, &freeze, &what, output)
    }
}

fn says(frozen: &Frozen, freeze: &Freeze, what: &str, output: Output) -> Result<Exit, Stop> {
    if output.json() {
        output.value(freeze)?;
    } else {
        let at = Clock::of(frozen.rules()).show(freeze.frozen_at);
        output.text(&format!(
            "{}\n  {}\n{what} From now on `check` and `count` say so if the rules, the candidates or the roll change.\n",
            paint(BOLD, &format!("Frozen at {at}, with the hash")),
            freeze.definition_hash.grouped()
        ))?;
    }
    Ok(Exit::Done)
}

//! `vaali freeze`: notes when the rules were frozen, so that a later change is seen.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;
use vaali::definition::Frozen;
use vaali_formats::{
    Finding, Severity,
    folder::{BALLOTS, Folder},
    freeze::{self, FREEZE, Freeze},
    template::examples,
};
use vaali_report::terminal::recorded as say;

use super::{now, time_of};
use crate::{
    input::read_folder,
    output::Output,
    progress,
    show::{
        findings,
        style::{BOLD, paint},
        text::quoted_path,
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
        let language = output.language();
        let shown = |time| Clock::of(frozen.rules()).show(time, language);
        let frozen_at = time_of(self.at.as_deref(), &frozen)?;
        let freeze = Freeze::of(&frozen, frozen_at);
        if frozen_at > now() {
            return Err(Stop::input(
                "K27",
                format!("{} is in the future", shown(frozen_at)),
                "write when the rules were frozen, or leave --at out to freeze them now",
            ));
        }
        if let Some(earlier) = freeze::read(&self.dir)? {
            if self.at.is_some() && !self.again {
                let at = shown(earlier.frozen_at);
                return Err(Stop::input(
                    "K26",
                    format!("this election was frozen already, at {at}"),
                    "leave --at out; if the meeting froze it anew then, add --again: the earlier freeze stays noted",
                ));
            }
            if earlier.definition_hash == freeze.definition_hash && self.at.is_none() {
                return says(&frozen, &earlier, say::frozen_before(language), &[], output);
            }
            if let Some(changed) = earlier.changed(&frozen).filter(|_| !self.again) {
                return Err(Stop::Input(vec![Finding { severity: Severity::Error, ..changed }]));
            }
        }
        if let Some(opens) = freeze::too_late(&frozen, frozen_at) {
            let opens = shown(opens);
            return Err(Stop::input(
                "K23",
                format!("voting opened at {opens}: it is too late to freeze the rules"),
                "if they were frozen in time, say when with --at TIME; else move rules.voting.opens",
            ));
        }
        let mut found = folder.findings.clone();
        found.extend(examples::left(&folder));
        found.extend(folder.warnings(&frozen));
        if self.at.is_none() && has_votes(&folder, &frozen) {
            found.push(after_the_vote(&self.dir));
        }
        freeze::write(&self.dir, &freeze)?;
        if !output.json() {
            output.text(&findings::listed(&found, language))?;
        }
        let earlier = freeze::earlier(&self.dir)?;
        let mut what = say::frozen_in(language, FREEZE);
        for line in earlier {
            push!(what, " {}", say::frozen_earlier(language, &line));
        }
        says(&frozen, &freeze, &what, &found, output)
    }
}

/// Whether somebody voted already. Ballots that cannot be read are there too.
fn has_votes(folder: &Folder, frozen: &Frozen) -> bool {
    folder.has_ballots()
        && progress::reading(|progress| folder.read_ballots(frozen, progress))
            .map_or(true, |read| read.ballots.rows() > 0)
}

/// Nobody can tell from a note of today that the rules are older than ballots that are there today.
fn after_the_vote(dir: &Path) -> Finding {
    let mut finding = Finding::own(
        Severity::Warning,
        "K75",
        "there are ballots already: this freeze does not show that the rules are older than the vote",
        format!(
            "if the meeting froze them before the vote, say when with `vaali freeze {} --again --at TIME`; else tell the meeting",
            quoted_path(dir)
        ),
    );
    BALLOTS.clone_into(&mut finding.file);
    finding
}

/// The note, and with it what was found.
#[derive(Serialize)]
struct Reply<'r> {
    #[serde(flatten)]
    freeze: &'r Freeze,
    findings: &'r [Finding],
}

fn says(
    frozen: &Frozen,
    freeze: &Freeze,
    what: &str,
    findings: &[Finding],
    output: Output,
) -> Result<Exit, Stop> {
    if output.json() {
        output.value(&Reply { freeze, findings })?;
    } else {
        let language = output.language();
        let at = Clock::of(frozen.rules()).show(freeze.frozen_at, language);
        output.text(&format!(
            "{}\n  {}\n{what} {}\n",
            paint(BOLD, &say::frozen(language, &at)),
            freeze.definition_hash.grouped(),
            say::frozen_means(language)
        ))?;
    }
    Ok(Exit::Done)
}

//! `vaali freeze`: notes when the definition was frozen, so that a later change is seen.

use std::path::PathBuf;

use clap::Args;
use vaali_formats::freeze::{self, FREEZE, Freeze};

use super::time_of;
use crate::{
    input::read_folder,
    output::Output,
    show::{
        style::{BOLD, paint},
        time::Clock,
    },
    stop::{Exit, Stop},
};

/// Note that rules, candidates and roll are frozen from now on
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  vaali freeze my-election\n\nDo it before voting opens, and put the hash into the minutes. Afterwards `vaali check`, `count` and `--record` say so if anything changed."
)]
pub(crate) struct FreezeArgs {
    /// The folder of the election
    dir: PathBuf,
    /// When it was frozen, such as 2030-04-01T12:00:00+03:00 or "2030-04-01 12:00"; now if not said
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// Freeze a changed definition anew: a new version with a new hash
    #[arg(long)]
    again: bool,
}

impl FreezeArgs {
    pub(crate) fn run(&self, output: Output) -> Result<Exit, Stop> {
        let frozen = read_folder(&self.dir)?.freeze()?;
        let clock = Clock::of(frozen.rules());
        if let Some(before) = freeze::read(&self.dir)?.filter(|_| !self.again) {
            let when = clock.show(before.frozen_at);
            let (message, fix) = if before.definition_hash == frozen.hash() {
                (format!("it is frozen since {when}, and nothing changed"), "nothing to do")
            } else {
                (
                    format!("it was frozen at {when}, and was changed since"),
                    "undo the change, or freeze the new version with --again and say so in the minutes",
                )
            };
            return Err(Stop::input("K23", message, fix));
        }
        let note = Freeze {
            frozen_at: time_of(self.at.as_deref(), &frozen)?,
            definition_hash: frozen.hash(),
        };
        freeze::write(&self.dir, &note)?;
        if output.json() {
            output.value(&note)?;
        } else {
            output.text(&format!(
                "Frozen at {}, noted in {FREEZE}. Put the hash into the minutes:\n  {}\n",
                clock.show(note.frozen_at),
                paint(BOLD, &note.definition_hash.grouped().to_string())
            ))?;
        }
        Ok(Exit::Done)
    }
}

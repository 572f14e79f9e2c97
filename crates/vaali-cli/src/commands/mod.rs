//! The subcommands, a file for each.

mod check;
mod count;
mod decline;
mod demo;
mod lot;
mod new;
mod presets;
mod verify;

use clap::Subcommand;

use crate::{
    output::Output,
    stop::{Exit, Stop},
};

/// What `vaali` can do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    New(new::New),
    Presets(presets::Presets),
    Check(check::Check),
    Count(count::Count),
    Lot(lot::LotArgs),
    Decline(decline::DeclineArgs),
    Verify(verify::Verify),
    Demo(demo::Demo),
}

impl Command {
    pub(crate) fn run(&self, output: &Output) -> Result<Exit, Stop> {
        match self {
            Self::New(command) => command.run(*output),
            Self::Presets(command) => command.run(*output),
            Self::Check(command) => command.run(*output),
            Self::Count(command) => command.run(*output),
            Self::Lot(command) => command.run(*output),
            Self::Decline(command) => command.run(*output),
            Self::Verify(command) => command.run(*output),
            Self::Demo(command) => command.run(*output),
        }
    }
}

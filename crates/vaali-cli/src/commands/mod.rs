//! The subcommands, a file for each.

mod booklet;
mod certify;
mod chart;
mod check;
mod convert;
mod count;
mod decline;
mod demo;
mod explain;
mod export;
mod freeze;
mod import;
mod lot;
mod minutes;
mod new;
mod news;
mod page;
mod presets;
mod verify;

use clap::Subcommand;
use jiff::{Timestamp, Unit};
use vaali::definition::Frozen;
use vaali_formats::Finding;

use crate::{
    output::Output,
    show::time::Clock,
    stop::{Exit, Stop},
};

/// What `vaali` can do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    New(new::New),
    Import(import::Import),
    Presets(presets::Presets),
    Check(check::Check),
    Freeze(freeze::FreezeArgs),
    Count(count::Count),
    Lot(lot::LotArgs),
    Minutes(minutes::Minutes),
    Decline(decline::DeclineArgs),
    Certify(certify::CertifyArgs),
    Export(export::Export),
    Verify(verify::Verify),
    Demo(demo::Demo),
    Convert(convert::Convert),
    Booklet(booklet::Booklet),
    Page(page::Page),
    Chart(chart::Chart),
    News(news::News),
    Explain(explain::Explain),
}

impl Command {
    pub(crate) fn run(&self, output: Output) -> Result<Exit, Stop> {
        match self {
            Self::New(command) => command.run(output),
            Self::Import(command) => command.run(output),
            Self::Presets(command) => command.run(output),
            Self::Check(command) => command.run(output),
            Self::Freeze(command) => command.run(output),
            Self::Count(command) => command.run(output),
            Self::Lot(command) => command.run(output),
            Self::Minutes(command) => command.run(output),
            Self::Decline(command) => command.run(output),
            Self::Certify(command) => command.run(output),
            Self::Export(command) => command.run(output),
            Self::Verify(command) => command.run(output),
            Self::Demo(command) => command.run(output),
            Self::Convert(command) => command.run(output),
            Self::Booklet(command) => command.run(output),
            Self::Page(command) => command.run(output),
            Self::Chart(command) => command.run(output),
            Self::News(command) => command.run(output),
            Self::Explain(command) => command.run(output),
        }
    }
}

/// A time that a person wrote, or now.
fn time_of(written: Option<&str>, frozen: &Frozen) -> Result<Timestamp, Stop> {
    match written {
        Some(text) => Clock::of(frozen.rules())
            .read(text)
            .map_err(|problem| Stop::Input(vec![Finding::new("", &problem)])),
        None => Ok(now()),
    }
}

/// The time, to the second: nobody draws a lot to the nanosecond.
#[expect(
    clippy::disallowed_methods,
    reason = "the engine has no clock; the command is the caller that has"
)]
fn now() -> Timestamp {
    let now = Timestamp::now();
    now.round(Unit::Second).unwrap_or(now)
}

//! The `vaali` command: elections of councils and boards from files to a result that anybody can recount.
//!
//! Every rule of elections is in the engine; here are files, words and exit codes. A file of [`commands`] for each subcommand, [`show`] for what is printed.

#[macro_use]
mod push;

mod certified;
mod commands;
mod counted;
mod demo;
mod input;
mod interrupt;
mod output;
mod progress;
mod record;
mod reply;
mod save;
mod show;
mod stop;

use std::process::ExitCode;

use clap::Parser;

use crate::{commands::Command, output::Output};

/// Elections of councils and boards, counted so that anybody can recount them.
#[derive(Debug, Parser)]
#[command(name = "vaali", version, after_help = AFTER_HELP, subcommand_required = true, arg_required_else_help = true)]
struct Cli {
    /// Print JSON instead of text.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

const AFTER_HELP: &str = "\
Exit codes:
  0  done
  1  something unexpected, such as a full disk
  2  bad input: every finding is printed with its place and a fix
  3  a lot is needed: who is tied and how to record the draw is printed
  4  verification failed

Example:
  vaali demo my-rehearsal --seed 7
  vaali count my-rehearsal";

fn main() -> ExitCode {
    let cli = Cli::parse();
    interrupt::listen();
    let output = Output::new(cli.json);
    match cli.command.run(output) {
        Ok(exit) => exit.into(),
        Err(stop) => stop.report(output).into(),
    }
}

//! The `vaali` command: elections of councils and boards from files to a result that anybody can recount.
//!
//! Every rule of elections is in the engine; here are files, words and exit codes. A file of [`commands`] for each subcommand, [`show`] for what is printed.

#[macro_use]
mod push;

mod arguments;
mod certified;
mod commands;
mod counted;
mod demo;
mod input;
mod interrupt;
mod nearby;
mod output;
mod people;
mod progress;
mod record;
mod reply;
mod save;
mod show;
mod stop;

use std::process::ExitCode;

use clap::{Arg, ArgMatches, CommandFactory, FromArgMatches, Parser, parser::ValueSource};
use vaali_report::Language;

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

Everything is said in the language of --language (fi, sv or en), of several in the first; in English where it is not said. Nothing else decides it, no LANG either: the same command prints the same everywhere.

Example:
  vaali demo my-rehearsal --seed 7
  vaali count my-rehearsal";

/// The name of the option that says a language, in every command.
const LANGUAGE: &str = "language";

/// The command, with an option for the language in which it speaks where a command has none for its documents.
fn command() -> clap::Command {
    Cli::command().mut_subcommands(|command| {
        if command.get_arguments().any(|option| option.get_id() == LANGUAGE) {
            return command;
        }
        let option = Arg::new(LANGUAGE).long(LANGUAGE).value_name("LANGUAGE").default_value("en");
        command.arg(
            option
                .value_parser(clap::value_parser!(Language))
                .help("The language in which it is said: fi, sv or en"),
        )
    })
}

/// The language in which everything is said: the first that was asked for.
fn language_of(matches: &ArgMatches) -> Language {
    let asked = matches.subcommand().and_then(|(_, command)| {
        let said = command.value_source(LANGUAGE) == Some(ValueSource::CommandLine);
        let first = command.get_raw(LANGUAGE).filter(|_| said)?.next()?.to_str()?;
        first.split(',').next()?.trim().parse().ok()
    });
    asked.unwrap_or(Language::English)
}

fn main() -> ExitCode {
    let matches = command().try_get_matches().unwrap_or_else(|error| arguments::refuse(&error));
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    interrupt::listen();
    let output = Output::new(cli.json, language_of(&matches));
    match cli.command.run(output) {
        Ok(exit) => exit.into(),
        Err(stop) => stop.report(output).into(),
    }
}

//! `vaali certify`: the folder with everything that proves a result.

use std::path::{Path, PathBuf};

use clap::Args;
use vaali::{
    count::Outcome,
    record::{BALLOTS_FILE, Certification, LIST, PUBLIC, RECORD_FILE, SEALED, VOTED_FILE},
};
use vaali_formats::meeting;
use vaali_report::{Language, Meeting, holds_address, published, terminal::recorded as say};

use super::{count, now, time_of};
use crate::{
    certified,
    input::Election,
    output::Output,
    record::{self, Order},
    reply::{self, Reply},
    show::{
        findings,
        style::{BOLD, CARE, heading, paint},
        text::{goes_on, quoted_path},
    },
    stop::{Exit, Stop},
};

/// The folder that is written where no other is named.
pub(super) const CERTIFIED: &str = "certified";

/// Certify the result: write the record and all that proves it into a new folder
#[derive(Debug, Args)]
#[command(
    after_help = format!("Examples:\n  vaali certify my-election --chair \"Aino A\" --teller \"Bo B\" --teller \"Cia C\"\n  vaali certify my-election --to /media/stick/board-2030\n\nThe folder has a part `public`, to be published whole, and for a secret election a part `sealed`, which the tellers keep.\nIt is written whole or not at all, and nothing is ever overwritten.\n\n{}\n  certify adds \"folder\" and \"list_hash\" to \"record\".", reply::HELP)
)]
pub(crate) struct CertifyArgs {
    /// The folder of the election
    dir: PathBuf,
    /// The folder to write; `certified` in the folder of the election if not said
    #[arg(long, value_name = "FOLDER")]
    to: Option<PathBuf>,
    /// When the rules were frozen, where `vaali freeze` did not note it
    #[arg(long, value_name = "TIME")]
    frozen_at: Option<String>,
    /// Chair of the meeting
    #[arg(long, value_name = "NAME")]
    chair: Option<String>,
    /// Secretary of the meeting
    #[arg(long, value_name = "NAME")]
    secretary: Option<String>,
    /// Who checks the minutes; once for each
    #[arg(long, value_name = "NAME")]
    checker: Vec<String>,
    /// Who counted; once for each
    #[arg(long, value_name = "NAME")]
    teller: Vec<String>,
    /// In which languages minutes and result are written: fi, sv, en, with commas between
    #[arg(long, value_name = "LANGUAGE", value_delimiter = ',', default_value = "fi,sv,en")]
    language: Vec<Language>,
}

impl CertifyArgs {
    pub(crate) fn run(&self, output: Output) -> Result<Exit, Stop> {
        let mut reply = Reply::default();
        let ended = self.certify(output, &mut reply);
        reply.end(ended, output)
    }

    fn certify(&self, output: Output, reply: &mut Reply) -> Result<Exit, Stop> {
        let to = self.to.clone().unwrap_or_else(|| self.dir.join(CERTIFIED));
        certified::must_be_new(&to)?;
        let election = Election::of_folder(&self.dir)?;
        reply.findings.clone_from(&election.findings);
        if self.frozen_at.is_none() && election.freeze.is_none() {
            return Err(never_frozen(&self.dir));
        }
        let outcome = election.count()?;
        reply.outcome = Some(outcome.clone());
        if let Outcome::LotNeeded { .. } = outcome {
            count::print(&election, &outcome, output)?;
            return Ok(Exit::LotNeeded);
        }
        let mut odd = Vec::new();
        let meeting = meeting::read(&self.dir, holds_address, &mut odd)?.unwrap_or_default();
        if !odd.is_empty() && !output.json() {
            output.complain(&findings::listed(&odd, output.language()))?;
        }
        reply.findings.extend(odd);
        let frozen_at = self.frozen_at.as_deref();
        let order = Order {
            frozen_at: frozen_at.map(|at| time_of(Some(at), &election.frozen)).transpose()?,
            certified_at: now(),
            certification: self.certification(&meeting),
        };
        let certified = record::certified(&election, &outcome, &order)?;
        let meeting = meeting.certified(certified.record.certification());
        let documents =
            published::of(&certified.record, &election.frozen, &meeting, &self.languages());
        let written = certified::write(&to, &election.frozen, &certified, documents)?;
        let seal = certified.record.seal();
        reply.record = Some(serde_json::json!({
            "folder": to, "path": to.join(PUBLIC).join(RECORD_FILE),
            "sealed": written.has_sealed.then(|| to.join(SEALED).join(BALLOTS_FILE)),
            "seal": seal, "list_hash": written.list_hash,
        }));
        if !output.json() {
            let language = output.language();
            let mut says = heading(say::certified(language));
            push!(says, "  {}\n", to.display());
            push!(says, "    {PUBLIC:<7} {}\n", say::public(language, LIST, RECORD_FILE));
            if written.has_sealed {
                let keep = paint(CARE, say::sealed(language));
                let files = say::sealed_files(language, BALLOTS_FILE, VOTED_FILE);
                push!(says, "    {SEALED:<7} {keep} {files}\n");
            }
            push!(says, "\n  {}\n    {}\n", paint(BOLD, say::seal_is(language)), seal.grouped());
            push!(
                says,
                "  {}\n    {}\n",
                paint(BOLD, say::list_hash_is(language)),
                written.list_hash.grouped()
            );
            let verify = format!("vaali verify {}", quoted_path(&to));
            let verify = paint(BOLD, &goes_on(&verify, language));
            push!(says, "\n  {}\n", say::anybody_checks(language, &verify));
            output.text(&says)?;
        }
        Ok(Exit::Done)
    }

    /// Who answers for the result: those named here, else those of `meeting.toml`.
    fn certification(&self, meeting: &Meeting) -> Certification {
        let people = |named: &[String], said: &[String]| {
            if named.is_empty() { said.to_vec() } else { named.to_vec() }
        };
        Certification {
            chair: self.chair.clone().or_else(|| meeting.chair.clone()),
            secretary: self.secretary.clone().or_else(|| meeting.secretary.clone()),
            checkers: people(&self.checker, &meeting.checkers),
            tellers: people(&self.teller, &meeting.tellers),
        }
    }

    fn languages(&self) -> Vec<Language> {
        Language::ALL.into_iter().filter(|language| self.language.contains(language)).collect()
    }
}

/// A record without a freeze would rest on the times of files, which a copy changes.
fn never_frozen(dir: &Path) -> Stop {
    Stop::input(
        "K48",
        "the rules were never frozen, so nothing shows that they are older than the vote",
        format!(
            "next time run `vaali freeze {}` before voting opens; if the meeting froze them in time, say when with --frozen-at TIME",
            quoted_path(dir)
        ),
    )
}

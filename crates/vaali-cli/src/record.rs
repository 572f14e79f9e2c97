//! Certifying a count: the record, and with secret ballots the file for the tellers.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use vaali::{
    count::Outcome,
    record::{Certification, CertifyError, Evidence, Salt, Times, certify},
};
use vaali_formats::{Finding, Severity};

use crate::{
    input::Election,
    save,
    show::style::{BOLD, heading, paint},
    stop::Stop,
};

/// Who and when, and where the files go.
#[derive(Clone, Debug)]
pub(crate) struct Order<'a> {
    pub(crate) record: &'a Path,
    pub(crate) sealed: Option<&'a Path>,
    pub(crate) frozen_at: Timestamp,
    pub(crate) certified_at: Timestamp,
    pub(crate) certification: Certification,
}

/// Certifies, writes, and says what was written.
pub(crate) fn write(
    election: &Election,
    outcome: &Outcome,
    order: Order<'_>,
) -> Result<String, Stop> {
    let (cast, roll_marks) = election.rows()?;
    let evidence = Evidence {
        frozen: &election.frozen,
        cast: &cast,
        roll_marks: &roll_marks,
        proceedings: &election.proceedings,
        outcome,
    };
    let times = Times { frozen_at: order.frozen_at, certified_at: order.certified_at };
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(|error| Stop::Machine {
        what: "get random bytes for the salt".to_owned(),
        error: error.into(),
    })?;
    let certified = certify(&evidence, times, order.certification, Some(Salt::from_random(random)))
        .map_err(|error| obstacles(&error))?;

    let json = |text: Result<String, vaali::record::canonical::CanonicalError>| {
        text.map_err(|error| Stop::Machine {
            what: "write the record".to_owned(),
            error: std::io::Error::other(error),
        })
    };
    let record = json(certified.record.to_json())?;
    let mut says = heading("Certified");
    let mut verify = format!("vaali verify {}", order.record.display());
    // The sealed ballots first: a record without them could never be counted again.
    if let Some(sealed) = &certified.sealed {
        let path = order.sealed.map_or_else(|| beside(order.record), Path::to_owned);
        fresh(&path)?;
        fresh(order.record)?;
        save::private(&path, &json(sealed.to_json())?)?;
        push!(
            says,
            "  sealed ballots  {}  (for the tellers only; never publish it)\n",
            path.display()
        );
        push!(verify, " --ballots {}", path.display());
    }
    fresh(order.record)?;
    save::text(order.record, &record)?;
    push!(says, "  record          {}\n", order.record.display());
    push!(says, "  seal            {}\n", certified.record.seal().grouped());
    push!(
        says,
        "  Put the seal into the minutes. Anybody can check with: {}\n",
        paint(BOLD, &verify)
    );
    Ok(says)
}

/// `record.json` has its ballots in `record.sealed.json`.
fn beside(record: &Path) -> PathBuf {
    record.with_extension("sealed.json")
}

fn fresh(path: &Path) -> Result<(), Stop> {
    if path.exists() {
        return Err(Stop::input(
            "K20",
            format!("`{}` is there already", path.display()),
            "name another file: a record is never overwritten",
        ));
    }
    Ok(())
}

fn obstacles(error: &CertifyError) -> Stop {
    Stop::Input(
        error
            .0
            .iter()
            .map(|obstacle| Finding {
                severity: Severity::Error,
                code: obstacle.code().to_owned(),
                file: String::new(),
                row: None,
                column: None,
                message: format!("not certified: {obstacle}"),
                fix: obstacle.fix().to_owned(),
            })
            .collect(),
    )
}

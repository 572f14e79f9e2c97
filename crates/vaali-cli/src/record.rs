//! Certifying a count: the record, and with secret ballots the file for the tellers.

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use anstyle::Style;
use jiff::Timestamp;
use vaali::{
    count::Outcome,
    record::{
        Certification, Certified, CertifyError, Evidence, Obstacle, Salt, Times,
        canonical::CanonicalError, certify,
    },
};
use vaali_formats::{Finding, Severity, folder};
use vaali_report::{Language, terminal::recorded as say};

use crate::{
    input::Election,
    save,
    show::{
        labels::labelled,
        style::{BOLD, heading, paint},
        text::{goes_on, quoted_path},
        time::Clock,
    },
    stop::Stop,
};

/// Who certifies, and when.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    pub(crate) frozen_at: Option<Timestamp>,
    pub(crate) certified_at: Timestamp,
    pub(crate) certification: Certification,
}

/// Where the files go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Places<'a> {
    pub(crate) record: &'a Path,
    pub(crate) sealed: Option<&'a Path>,
}

/// What was written.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    /// For the person.
    pub(crate) says: String,
    /// The same for a program.
    pub(crate) json: serde_json::Value,
}

/// Certifies a count: nothing is written yet.
pub(crate) fn certified(
    election: &Election,
    outcome: &Outcome,
    order: &Order,
) -> Result<Certified, Stop> {
    if !election.examples.is_empty() {
        return Err(Stop::Input(election.examples.clone()));
    }
    let (cast, roll_marks) = (election.cast()?, election.roll_marks()?);
    let evidence = Evidence {
        frozen: &election.frozen,
        cast: &cast,
        roll_marks: &roll_marks,
        proceedings: &election.proceedings,
        outcome,
    };
    let times = Times { frozen_at: frozen_at(election, order)?, certified_at: order.certified_at };
    let guessed = order.frozen_at.is_none() && election.freeze.is_none();
    certify(&evidence, times, order.certification.clone(), Some(salt()?))
        .map_err(|error| obstacles(&error, guessed))
}

/// From the operating system, for this record alone. It is kept nowhere but in the file of the sealed ballots.
fn salt() -> Result<Salt, Stop> {
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(|error| Stop::Machine {
        what: "get random bytes for the salt".to_owned(),
        error: error.into(),
    })?;
    Ok(Salt::from_random(random))
}

/// The text of a record or of sealed ballots.
pub(crate) fn json(text: Result<String, CanonicalError>) -> Result<String, Stop> {
    text.map_err(unwritten)
}

/// A record that has no canonical form: no election has.
pub(crate) fn unwritten(error: CanonicalError) -> Stop {
    Stop::Machine { what: "write the record".to_owned(), error: std::io::Error::other(error) }
}

/// The columns of the labels before what was written, at least.
const LABELS: usize = 15;

/// Certifies, writes the record and the sealed ballots as files, and says what was written.
pub(crate) fn write(
    election: &Election,
    outcome: &Outcome,
    order: &Order,
    places: Places<'_>,
    language: Language,
) -> Result<Written, Stop> {
    let certified = certified(election, outcome, order)?;
    let record = json(certified.record.to_json())?;
    let mut says = heading(say::certified(language));
    let verify = format!("vaali verify {}", quoted_path(places.record));
    let verify = paint(BOLD, &goes_on(&verify, language));
    let mut rows = Vec::new();
    let mut tellers = String::new();
    let mut sealed_path = None;
    // The sealed ballots first: a record without them could never be counted again.
    if let Some(sealed) = &certified.sealed {
        let path = places.sealed.map_or_else(|| beside(places.record), Path::to_owned);
        fresh(&path)?;
        fresh(places.record)?;
        save::private(&path, &json(sealed.to_json())?)?;
        let what = format!("{}  {}", path.display(), say::never_publish(language));
        rows.push((say::sealed_ballots(language), what));
        sealed_path = Some(path.clone());
        let option = paint(BOLD, &format!("--ballots {}", quoted_path(&path)));
        tellers = format!("  {}\n", say::tellers_add(language, &option));
    }
    fresh(places.record)?;
    save::text(places.record, &record)?;
    rows.push((say::record(language), places.record.display().to_string()));
    rows.push((say::seal(language), certified.record.seal().grouped().to_string()));
    says.push_str(&labelled(&rows, LABELS, Style::new()));
    push!(says, "  {}\n", say::seal_into_minutes(language, &verify));
    says.push_str(&tellers);
    if order.frozen_at.is_none() && election.freeze.is_none() {
        let clock = Clock::of(election.frozen.rules());
        let at = clock.show(certified.record.times().frozen_at, language);
        push!(says, "  {}\n", say::frozen_guessed(language, &at));
        push!(says, "  {}\n", say::freeze_notes_it(language));
    }
    let json = serde_json::json!({ "path": places.record, "sealed": sealed_path, "seal": certified.record.seal() });
    Ok(Written { says, json })
}

/// `record.json` has its ballots in `record.sealed.json`.
fn beside(record: &Path) -> PathBuf {
    record.with_extension("sealed.json")
}

fn fresh(path: &Path) -> Result<(), Stop> {
    // A folder, a device or a pipe: "another file" would be the wrong advice.
    if path.exists() && !path.is_file() {
        return Err(Stop::input(
            "K20",
            format!("`{}` is no file", path.display()),
            "name a new file, such as record.json in that folder",
        ));
    }
    if path.exists() {
        return Err(Stop::input(
            "K20",
            format!("`{}` is there already", path.display()),
            "name another file: a record is never overwritten",
        ));
    }
    Ok(())
}

/// As the person says, else as noted at the freeze, else the last change of the files.
fn frozen_at(election: &Election, order: &Order) -> Result<Timestamp, Stop> {
    match (order.frozen_at, &election.freeze) {
        (Some(said), _) => Ok(said),
        (None, Some(freeze)) => match freeze.changed(&election.frozen) {
            Some(changed) => {
                Err(Stop::Input(vec![Finding { severity: Severity::Error, ..changed }]))
            }
            None => Ok(freeze.frozen_at),
        },
        (None, None) => Ok(last_change(election, order.certified_at)),
    }
}

/// When the files of the definition were last changed: since then, at the latest, nothing in them changed.
fn last_change(election: &Election, now: Timestamp) -> Timestamp {
    let changed =
        |name: &str| fs::metadata(election.folder.as_ref()?.join(name)).ok()?.modified().ok();
    let last: Option<SystemTime> =
        [folder::ELECTION, folder::DEFINITION, folder::CANDIDATES, folder::ROLL]
            .into_iter()
            .filter_map(changed)
            .max();
    // To the second, as the other times are: a file written a moment ago must not be later than now.
    last.and_then(|time| Timestamp::try_from(time).ok())
        .and_then(|time| Timestamp::from_second(time.as_second()).ok())
        .unwrap_or(now)
}

fn obstacles(error: &CertifyError, guessed: bool) -> Stop {
    let finding = |obstacle: &Obstacle| {
        let fix = if obstacle.code() == "R05" && guessed {
            "freeze the rules with `vaali freeze` before voting opens, or say when they were frozen with --frozen-at TIME; without either, the last change of the files is taken".to_owned()
        } else if obstacle.code() == "R03" {
            // The engine knows no files.
            format!(
                "{}; ballots spoiled or not returned are said as `spoiled` and `unreturned` in proceedings.toml, and a wrong attendance is corrected as `attendance` there",
                obstacle.fix()
            )
        } else {
            obstacle.fix().to_owned()
        };
        let message = format!("not certified: {obstacle}");
        Finding::own(Severity::Error, obstacle.code(), message, fix)
    };
    Stop::Input(error.0.iter().map(finding).collect())
}

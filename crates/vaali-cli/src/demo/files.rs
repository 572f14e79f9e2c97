//! The invented election as the files that a secretary would have.

use std::{
    io::{self, Write},
    path::Path,
};

use vaali::definition::{Candidate, CandidateId, Definition, Text, Voter};
use vaali_formats::{
    folder,
    freeze::{self, Freeze},
    template::{self, Head},
};

use super::Demo;
use crate::{save, stop::Stop};

/// What is said in the files beside the data.
#[derive(Clone, Debug)]
pub(crate) struct Texts {
    /// The command that makes the same files again.
    pub(crate) command: String,
}

/// Writes the election into a folder, and says which files.
pub(crate) fn write(demo: &Demo, dir: &Path, texts: &Texts) -> Result<Vec<&'static str>, Stop> {
    let definition = demo.frozen.definition();
    let write = |name: &str, fill: &dyn Fn(&mut dyn Write) -> io::Result<()>| {
        save::file(&dir.join(name), |file| fill(file))
    };
    write(folder::ROLL, &|file| roll(file, &definition.roll))?;
    write(folder::CANDIDATES, &|file| candidates(file, &definition.candidates))?;
    write(folder::BALLOTS, &|file| ballots(file, demo))?;
    write(folder::PROCEEDINGS, &|file| proceedings(file, demo))?;
    if let Ok(frozen_at) = super::FROZEN.parse() {
        freeze::write(dir, &Freeze::of(&demo.frozen, frozen_at))?;
    }
    // Last: a folder without it is no election yet.
    write(folder::ELECTION, &|file| file.write_all(election(definition, texts).as_bytes()))?;
    Ok(vec![
        folder::ELECTION,
        folder::CANDIDATES,
        folder::ROLL,
        folder::BALLOTS,
        folder::PROCEEDINGS,
        freeze::FREEZE,
    ])
}

fn election(definition: &Definition, texts: &Texts) -> String {
    let made = format!("Made by: {}", texts.command);
    let about = [
        "TEST. Everything in this folder is invented by a program: people, organisations, votes. Only the names of municipalities are real.",
        "Resemblance to anybody is chance. The same seed makes the same files again.",
        &made,
    ];
    let head = Head {
        id: definition.id.0,
        title: &definition.title,
        test: definition.test,
        preset: definition.preset.as_deref().unwrap_or_default(),
        about: &about,
    };
    template::election(&head, &definition.rules)
}

fn language<'t>(text: &'t Text, code: &str) -> &'t str {
    match text {
        Text::Plain(text) => text,
        Text::Languages(texts) => texts.get(code).map_or("", String::as_str),
    }
}

fn roll(file: &mut dyn Write, roll: &[Voter]) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(file);
    rows.write_record(["id", "name_fi", "name_sv", "municipality"])?;
    for voter in roll {
        rows.write_record([
            voter.id.as_str(),
            language(&voter.name, "fi"),
            language(&voter.name, "sv"),
            voter.municipality.as_deref().unwrap_or_default(),
        ])?;
    }
    rows.flush()
}

fn candidates(file: &mut dyn Write, candidates: &[Candidate]) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(file);
    rows.write_record([
        "id",
        "name",
        "organisation",
        "position_fi",
        "position_sv",
        "municipality",
        "groups",
        "competence_fi",
        "competence_sv",
        "nominated_at",
    ])?;
    let both = |text: &Option<Text>| {
        let of = |code| text.as_ref().map_or(String::new(), |text| language(text, code).to_owned());
        [of("fi"), of("sv")]
    };
    for candidate in candidates {
        let [position_fi, position_sv] = both(&candidate.position);
        let [competence_fi, competence_sv] = both(&candidate.competence);
        rows.write_record([
            candidate.id.as_str(),
            &candidate.name,
            candidate.organisation.as_ref().map_or("", |id| id.as_str()),
            &position_fi,
            &position_sv,
            candidate.municipality.as_deref().unwrap_or_default(),
            &candidate.groups.join("|"),
            &competence_fi,
            &competence_sv,
            &candidate.nominated_at.map(|at| at.to_string()).unwrap_or_default(),
        ])?;
    }
    rows.flush()
}

/// The list layout: voter, time, marks. Written by hand: ids hold nothing to be quoted, and there may be ten million of them.
fn ballots(file: &mut dyn Write, demo: &Demo) -> io::Result<()> {
    let definition = demo.frozen.definition();
    let ids: Vec<&str> =
        definition.candidates.iter().map(|candidate| CandidateId::as_str(&candidate.id)).collect();
    file.write_all(b"voter,cast_at,marks\n")?;
    let mut line = String::new();
    for (n, (voter, marks)) in demo.votes.ballots().enumerate() {
        line.clear();
        line.push_str(definition.roll.get(voter as usize).map_or("", |voter| voter.id.as_str()));
        line.push(',');
        push_time(&mut line, n, demo.votes.voters.len());
        line.push(',');
        for (i, &mark) in marks.iter().enumerate() {
            if i > 0 {
                line.push(';');
            }
            line.push_str(ids.get(mark as usize).copied().unwrap_or_default());
        }
        line.push('\n');
        file.write_all(line.as_bytes())?;
    }
    Ok(())
}

/// The ballots come evenly over two hours and a half of the three in which they are taken.
fn push_time(line: &mut String, n: usize, of: usize) {
    let seconds = 300 + n * 9_000 / of.max(1);
    let (hour, minute, second) = (17 + seconds / 3600, seconds / 60 % 60, seconds % 60);
    push!(*line, "2020-09-17T{hour:02}:{minute:02}:{second:02}+03:00");
}

fn proceedings(file: &mut dyn Write, demo: &Demo) -> io::Result<()> {
    let attendance = demo.proceedings.attendance;
    writeln!(
        file,
        "# What happened at the meeting beside the ballots. `vaali lot` and `vaali decline` write here."
    )?;
    writeln!(file, "# TEST. Invented.")?;
    writeln!(file, "\n[attendance]")?;
    for (name, what, number) in [
        ("registered", "Voters who registered for the meeting.", attendance.registered),
        ("present", "Voters present.", attendance.present),
    ] {
        if let Some(number) = number {
            writeln!(file, "# {what}\n{name} = {number}")?;
        }
    }
    Ok(())
}

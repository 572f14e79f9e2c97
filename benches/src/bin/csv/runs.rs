//! Programs that read the same file, each time in a process of its own.

use std::{
    error::Error,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use super::election::Form;

/// What one run of a program told.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    name: String,
    /// Votes by candidate, as text in the order of the candidates.
    votes: String,
    seconds: f64,
    /// What all processors worked for it together.
    worked: f64,
    /// The greatest resident memory in kB.
    peak: u64,
}

/// A program and what it is told.
#[derive(Debug)]
pub(crate) struct Runner(PathBuf, Vec<String>);

impl Runner {
    /// This program.
    pub(crate) fn vaali(
        path: &Path,
        form: Form,
        mode: &str,
        ballots: u64,
    ) -> std::io::Result<Self> {
        let path = path.display().to_string();
        let arguments = ["--read", &path, form.name(), mode, &ballots.to_string()];
        Ok(Self(std::env::current_exe()?, arguments.map(str::to_owned).to_vec()))
    }

    /// A script, run by that Python.
    pub(crate) fn peer(
        python: &Path,
        scripts: &Path,
        call: &[&str],
        path: &Path,
        form: Form,
    ) -> Self {
        let mut arguments = Vec::new();
        if let Some((script, rest)) = call.split_first() {
            let paths = [scripts.join(script), path.to_owned()];
            arguments.extend(paths.map(|path| path.display().to_string()));
            arguments.push(form.name().to_owned());
            arguments.extend(rest.iter().map(|&word| word.to_owned()));
        }
        Self(python.to_owned(), arguments)
    }

    /// Runs it. The last line it prints has its time, its processor time, its peak memory and its name, the line before the votes.
    pub(crate) fn run(&self) -> Result<Run, Box<dyn Error>> {
        let Self(program, arguments) = self;
        let output = Command::new(program).args(arguments).stderr(Stdio::inherit()).output()?;
        let text = String::from_utf8(output.stdout)?;
        let mut lines = text.lines().rev();
        let (Some(figures), Some(votes), true) =
            (lines.next(), lines.next(), output.status.success())
        else {
            return Err(format!(
                "{} {arguments:?} ended with {}",
                program.display(),
                output.status
            )
            .into());
        };
        let mut figures = figures.splitn(4, ' ');
        let mut next = || figures.next().ok_or("a figure is missing");
        Ok(Run {
            seconds: next()?.parse()?,
            worked: next()?.parse()?,
            peak: next()?.parse()?,
            name: next()?.to_owned(),
            votes: votes.to_owned(),
        })
    }
}

/// Whether all programs found the same votes in every run.
pub(crate) fn compare(runs: &[Vec<Run>]) -> Result<(), Box<dyn Error>> {
    let mut all = runs.iter().flatten();
    let Some(ours) = all.next() else { return Ok(()) };
    match all.find(|run| run.votes != ours.votes) {
        None => Ok(()),
        Some(other) => Err(format!(
            "{} and {} differ:\n{}\n{}",
            ours.name, other.name, ours.votes, other.votes
        )
        .into()),
    }
}

/// Shows the medians of each program, and their ratios to the first.
pub(crate) fn show(runs: &[Vec<Run>]) {
    println!(
        "{:<24} {:>10} {:>7} {:>10} {:>14} {:>7} {:>9} {:>7}",
        "", "wall", "ratio", "best", "all processors", "ratio", "peak", "ratio"
    );
    let wall = |runs: &[Run]| median(runs, |run| run.seconds);
    let worked = |runs: &[Run]| median(runs, |run| run.worked);
    let peak = |runs: &[Run]| runs.iter().map(|run| run.peak).max().unwrap_or(0) as f64;
    let Some(ours) = runs.first() else { return };
    for runs in runs {
        let name = runs.first().map_or("", |run| run.name.as_str());
        let best = runs.iter().map(|run| run.seconds).fold(f64::INFINITY, f64::min);
        println!(
            "{name:<24} {:>7.1} ms {:>6.1}x {:>7.1} ms {:>11.1} ms {:>6.1}x {:>6.0} MB {:>6.1}x",
            wall(runs) * 1e3,
            wall(runs) / wall(ours),
            best * 1e3,
            worked(runs) * 1e3,
            worked(runs) / worked(ours),
            peak(runs) / 1024.0,
            peak(runs) / peak(ours),
        );
    }
}

fn median(runs: &[Run], figure: impl Fn(&Run) -> f64) -> f64 {
    let mut figures: Vec<f64> = runs.iter().map(figure).collect();
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}

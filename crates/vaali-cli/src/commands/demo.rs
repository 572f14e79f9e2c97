//! `vaali demo`: an invented election to try things out.

use std::{fs, path::PathBuf};

use clap::Args;
use vaali_report::{
    Language,
    terminal::{grouped, steps as say},
};

use crate::{
    demo::{self, Plan, Texts},
    output::Output,
    progress, save,
    show::{
        style::{BOLD, CARE, paint},
        text::{goes_on, quoted},
    },
    stop::{Exit, Stop},
};

/// Write an invented election to try things out, marked TEST
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  vaali demo my-rehearsal --seed 7\n  vaali demo my-tie --seed 7 --tie\n  vaali demo large --voters 1000000 --candidates 100"
)]
pub(crate) struct Demo {
    /// The folder to make; it must not exist, or be empty
    dir: PathBuf,
    /// The same seed makes the same files
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// How many ballots are cast
    #[arg(long, value_name = "N", default_value_t = 66, value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    voters: u32,
    /// How many candidates stand
    #[arg(long, value_name = "N", default_value_t = 26, value_parser = clap::value_parser!(u32).range(2..=10_000))]
    candidates: u32,
    /// How many organisations are on the roll; more than vote if not said
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=20_000_000))]
    roll: Option<u32>,
    /// How many candidates a ballot marks
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    marks: Option<u32>,
    /// The greatest number of seats; the least is four fifths of it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    seats: Option<u32>,
    /// How many of the ballots are blank
    #[arg(long, value_name = "N", default_value_t = 0)]
    blank: u32,
    /// How many of the ballots hold a mark too many
    #[arg(long, value_name = "N", default_value_t = 0)]
    rejected: u32,
    /// Tie the candidates at the last seat, so that a lot can be tried
    #[arg(long)]
    tie: bool,
    /// The title
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
}

impl Demo {
    pub(crate) fn run(&self, output: Output) -> Result<Exit, Stop> {
        let plan = self.plan()?;
        let was_there = self.dir.exists();
        save::new_folder(&self.dir)?;
        let texts = Texts { command: self.command(&plan) };
        let (demo, files) = progress::turning("inventing an election", |bar| {
            let demo = demo::invent(&plan, &|| bar.tick())?;
            bar.set_message("writing it");
            let files = demo::write(&demo, &self.dir, &texts)?;
            Ok::<_, Stop>((demo, files))
        })
        .inspect_err(|_| {
            // Only an empty folder goes: half an election may help to see what happened.
            if !was_there {
                let _ = fs::remove_dir(&self.dir);
            }
        })?;
        if output.json() {
            let id = demo.frozen.definition().id;
            output.value(&serde_json::json!({ "folder": self.dir, "files": files, "id": id, "test": true, "definition_hash": demo.frozen.hash() }))?;
        } else {
            output.text(&self.made(&plan, output.language()))?;
        }
        Ok(Exit::Done)
    }

    fn plan(&self) -> Result<Plan, Stop> {
        let candidates = self.candidates;
        // In the proportions of the founding case when there are fewer candidates than there.
        let scaled = |of_26: u32| (of_26 * candidates.min(26) / 26).clamp(1, candidates);
        if self.title.as_ref().is_some_and(|title| title.trim().is_empty()) {
            return Err(Stop::input(
                "K17",
                "the title is empty",
                "write a title, or leave --title out",
            ));
        }
        let seats = self.seats.unwrap_or_else(|| scaled(15));
        let marks = self.marks.unwrap_or_else(|| scaled(10));
        let too_many = |what: &str, number: u32, most: u32| {
            Err(Stop::input(
                "K17",
                format!("{number} {what} are more than fit {candidates} candidates"),
                format!("write at most {most}"),
            ))
        };
        if seats >= candidates {
            return too_many("seats", seats, candidates - 1);
        }
        if marks == candidates {
            return Err(Stop::input(
                "K17",
                format!("{marks} marks for {candidates} candidates make every ballot the same"),
                format!("write at most {}", candidates - 1),
            ));
        }
        if marks + u32::from(self.rejected > 0) > candidates {
            return too_many("marks", marks, candidates - u32::from(self.rejected > 0));
        }
        if u64::from(self.blank) + u64::from(self.rejected) > u64::from(self.voters) {
            return Err(Stop::input(
                "K17",
                "more blank and rejected ballots than ballots",
                "write more --voters",
            ));
        }
        let roll = self
            .roll
            .unwrap_or_else(|| if self.voters <= 700 { 912 } else { self.voters + self.voters / 4 })
            .max(candidates);
        if self.voters > roll {
            return Err(Stop::input(
                "K17",
                format!("{} voters of a roll of {roll}", self.voters),
                "write a larger --roll, or leave it out",
            ));
        }
        Ok(Plan {
            seed: self.seed,
            title: self.title.clone(),
            voters: self.voters as usize,
            candidates: candidates as usize,
            roll: roll as usize,
            marks,
            seats: ((seats * 4 / 5).max(1), seats),
            blank: self.blank as usize,
            rejected: self.rejected as usize,
            tie: self.tie,
        })
    }

    /// The command that makes the same files again, with every size in it.
    fn command(&self, plan: &Plan) -> String {
        let mut command = format!(
            "vaali demo DIR --seed {} --voters {} --candidates {} --roll {} --marks {} --seats {}",
            plan.seed, plan.voters, plan.candidates, plan.roll, plan.marks, plan.seats.1
        );
        for (option, number) in [("blank", plan.blank), ("rejected", plan.rejected)] {
            if number > 0 {
                push!(command, " --{option} {number}");
            }
        }
        if plan.tie {
            command.push_str(" --tie");
        }
        if let Some(title) = &self.title {
            push!(command, " --title \"{}\"", title.escape_default());
        }
        command
    }

    fn made(&self, plan: &Plan, language: Language) -> String {
        let folder = self.dir.display().to_string();
        let holds = say::holds(
            language,
            &grouped(plan.voters as u64),
            &grouped(plan.candidates as u64),
            &paint(BOLD, &folder),
            &grouped(plan.roll as u64),
        );
        let mut text = format!("{}\n{holds}", paint(CARE, say::invented(language)));
        if plan.tie {
            push!(text, "\n{}", say::tied(language));
        }
        push!(text, "\n\n{}\n", say::next(language));
        for command in ["check", "count"] {
            let command = format!("vaali {command} {}", quoted(&folder));
            push!(text, "  {}\n", paint(BOLD, &goes_on(&command, language)));
        }
        text
    }
}

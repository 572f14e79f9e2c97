//! `vaali new`: a commented election to fill in.

use std::path::PathBuf;

use clap::Args;
use uuid::Builder;
use vaali::definition::{
    BallotMode, Deputies,
    presets::{self, Preset},
};
use vaali_formats::{
    meeting,
    template::{self, Head, examples},
};

use vaali_report::{Language, terminal::steps as say};

use crate::{
    output::Output,
    save,
    show::{
        style::{BOLD, paint},
        text::{goes_on, padding, quoted},
    },
    stop::{Exit, Stop},
};

/// Write a commented election to fill in
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  vaali new council-2030 --preset founding_council")]
pub(crate) struct New {
    /// The folder to make; it must not exist, or be empty
    dir: PathBuf,
    /// The rule set to start from; `vaali presets` lists them
    #[arg(long, value_name = "ID", default_value = "founding_council")]
    preset: String,
}

impl New {
    pub(crate) fn run(&self, output: Output) -> Result<Exit, Stop> {
        let preset = find(&self.preset)?;
        let mut random = [0; 16];
        getrandom::fill(&mut random).map_err(|error| Stop::Machine {
            what: "make a random id".to_owned(),
            error: error.into(),
        })?;
        let id = Builder::from_random_bytes(random).into_uuid();
        let head =
            Head { id, title: &preset.title, test: false, preset: &preset.id, about: &ABOUT };

        save::new_folder(&self.dir)?;
        let with_roll = preset.rules.ballots != BallotMode::Anonymous;
        let pairs = preset.rules.deputies == Deputies::PersonalPair;
        let mut files = Vec::new();
        let mut write = |name: &str, text: &str| {
            files.push(name.to_owned());
            save::text(&self.dir.join(name), text)
        };
        if with_roll {
            write("roll.csv", &examples::roll_file())?;
        }
        write("candidates.csv", &examples::candidates_file(with_roll, pairs))?;
        write("proceedings.toml", PROCEEDINGS)?;
        write(meeting::MEETING, MEETING)?;
        // Last: a folder without it is no election yet.
        write("election.toml", &template::election(&head, &preset.rules))?;

        if output.json() {
            output.value(&serde_json::json!({ "folder": self.dir, "files": files, "id": id, "preset": preset.id }))?;
        } else {
            output.text(&next_steps(&self.dir.display().to_string(), preset, output.language()))?;
        }
        Ok(Exit::Done)
    }
}

fn find(id: &str) -> Result<&'static Preset, Stop> {
    presets::find(id).ok_or_else(|| {
        let nearest = presets::nearest(id).unwrap_or("founding_council");
        Stop::input(
            "K03",
            format!("there is no preset `{id}`"),
            format!("did you mean `{nearest}`? `vaali presets` lists all"),
        )
    })
}

const ABOUT: [&str; 7] = [
    "An election, to be filled in. Lines that begin with # are comments; a rule in a comment is not in force.",
    "1. Write the title and go through the rules: each says above it what it does.",
    "2. Put the candidates into candidates.csv and the voters into roll.csv; the rows there are examples.",
    "3. `vaali check` this folder: it lists what is wrong and reads the rules back in plain English.",
    "4. `vaali freeze` this folder before voting opens: a later change of the rules, the candidates or the roll is then seen.",
    "5. After the vote put the ballots into ballots.csv and `vaali count` this folder.",
    "Where nothing is in force the default is: no offices, no other seats, no times checked.",
];

// The two zeros are in force, and are what holds without them: what `vaali lot` adds then comes after them, and a comment that is taken away stays above it.
const PROCEEDINGS: &str = "\
# What happened at the meeting. Take the # away from a line to say it.
# `vaali lot` and `vaali decline` write their parts below; keep these lines above them.

# Who registered for the meeting, and who was present.
# attendance = { registered = 70, present = 66 }

# How many ballots there must be, from another source such as the counter of the form.
# ballots_expected = 66

# Where ballots are apart from the roll: ballots spoiled and replaced, ballots handed out that did not come back.
spoiled = 0
unreturned = 0
";

const MEETING: &str = "\
# What the minutes say of the meeting beside the election. Take the # away from a line to say it.
# What is not said becomes a line to fill in by pen. Names only, no e-mail addresses: minutes are kept for decades.
# After the count: vaali minutes DIR --language fi --to minutes.docx

# The body that met, and where.
# body = \"Spring meeting of Example ry\"
# place = \"Turku\"

# The day of the decision; the time to challenge it runs from here.
# date = 2030-04-15

# The number of the matter on the agenda.
# section = \"7\"

# Who led the meeting and who wrote the minutes.
# chair = \"Aino Aalto\"
# secretary = \"Bo Berg\"

# Who checks the minutes, and who counted.
# checkers = [\"Cia Castrén\", \"Daavid Dahl\"]
# tellers = [\"Eeva Ek\", \"Frej Falk\"]

# Anything else that the minutes shall say.
# remark = \"\"
";

fn next_steps(folder: &str, preset: &Preset, language: Language) -> String {
    let command =
        |name: &str| paint(BOLD, &goes_on(&format!("vaali {name} {}", quoted(folder)), language));
    let ballots = preset.rules.ballots;
    let mut steps = vec![say::rules(language).to_owned(), say::candidates(language).to_owned()];
    if ballots != BallotMode::Anonymous {
        steps.push(say::roll(language).to_owned());
    }
    let after = if ballots == BallotMode::Separate { say::ballots_and_voted } else { say::ballots };
    steps.extend([
        say::import_lists(language, &command("import")),
        say::check(language, &command("check")),
        say::freeze(language, &command("freeze")),
        after(language, &command("import")),
        say::count(language, &command("count")),
    ]);
    let mut text = format!(
        "{}\n\n{}\n",
        say::made(language, &paint(BOLD, folder), &preset.id),
        say::next(language)
    );
    for (number, step) in (1..).zip(steps) {
        push!(text, "  {number}. {step}\n");
    }
    push!(text, "\n{}\n{}", say::columns(language), layouts(ballots, language));
    if ballots == BallotMode::Separate {
        text.push_str("  voted.csv: voter,cast_at\n");
    }
    push!(text, "  {}\n  {}\n", say::proceedings(language), say::meeting(language));
    text
}

/// The ways in which ballots may lie in their file.
fn layouts(ballots: BallotMode, language: Language) -> String {
    let linked = if ballots == BallotMode::Linked { "voter,cast_at," } else { "" };
    let or = format!("{}{}", padding(say::or(language), 13), say::or(language));
    format!(
        "  ballots.csv: {linked}marks       {}\n{or} {linked}c01,c02,...  {}\n{or} ballot,{linked}candidate  {}\n",
        say::marks_listed(language, "c01;c02"),
        say::marks_wide(language),
        say::marks_long(language)
    )
}

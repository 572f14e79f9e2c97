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

use crate::{
    output::Output,
    save,
    show::{
        style::{BOLD, paint},
        text::quoted,
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
            output.text(&next_steps(&self.dir.display().to_string(), preset))?;
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

fn next_steps(folder: &str, preset: &Preset) -> String {
    let command = |name: &str| paint(BOLD, &format!("vaali {name} {}", quoted(folder)));
    let (with_roll, voted) = match preset.rules.ballots {
        BallotMode::Linked => (true, ""),
        BallotMode::Separate => (true, ", and voted.csv with who voted"),
        BallotMode::Anonymous => (false, ""),
    };
    let mut steps = vec![
        "election.toml: write the title, go through the rules; each says what it does.".to_owned(),
        "candidates.csv: a row for each candidate; the rows there are examples.".to_owned(),
    ];
    if with_roll {
        steps.push("roll.csv: a row for each voter; the rows there are examples.".to_owned());
    }
    steps.push(format!(
        "Or take them from the lists that are there: {} --roll LIST --nominations LIST",
        command("import")
    ));
    steps.push(format!("{}: lists what is wrong and reads the rules back.", command("check")));
    steps.push(format!("{} before voting opens: a later change is then seen.", command("freeze")));
    steps.push(format!(
        "After the vote: ballots.csv{voted}, or what the form tool exported: {} --ballots FILE",
        command("import")
    ));
    steps.push(format!("{}: the result.", command("count")));
    let linked = if preset.rules.ballots == BallotMode::Linked { "voter,cast_at," } else { "" };

    let mut text = format!(
        "{} is made, with the rules of the preset {}.\n\nNext:\n",
        paint(BOLD, folder),
        preset.id
    );
    for (number, step) in (1..).zip(steps) {
        push!(text, "  {number}. {step}\n");
    }
    push!(
        text,
        "\nThe columns:\n  ballots.csv: {linked}marks       a ballot is a row, its marks in one cell, as in c01;c02\n           or {linked}c01,c02,...  a column for each candidate, 1 for a mark\n           or ballot,{linked}candidate  a row for each mark, the same number on all rows of a ballot\n"
    );
    if preset.rules.ballots == BallotMode::Separate {
        text.push_str("  voted.csv: voter,cast_at\n");
    }
    text.push_str("  proceedings.toml: attendance, and what else happened at the meeting\n");
    text.push_str("  meeting.toml: place, day and people of the meeting, for `vaali minutes`\n");
    text
}

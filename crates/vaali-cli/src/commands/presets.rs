//! `vaali presets`: the rule sets to start from, with their sources.

use clap::Args;
use vaali::definition::presets::{self, Preset, Reading, Source};

use crate::{
    output::Output,
    show::{
        style::{BOLD, DIM, paint},
        text::wrapped,
    },
    stop::{Exit, Stop},
};

/// List the rule sets to start from, with their sources
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  vaali presets\n  vaali new my-election --preset association_board"
)]
pub(crate) struct Presets {}

impl Presets {
    #[expect(clippy::unused_self, reason = "every command is run in the same way")]
    pub(crate) fn run(&self, output: Output) -> Result<Exit, Stop> {
        if output.json() {
            output.value(&presets::all())?;
        } else {
            output.text(&listed(presets::all(), output))?;
        }
        Ok(Exit::Done)
    }
}

fn listed(presets: &[Preset], output: Output) -> String {
    let (language, width) = (output.language().code(), output.width());
    let mut text = String::new();
    for preset in presets {
        push!(text, "{}  {}\n", paint(BOLD, &preset.id), preset.title.in_language(language));
        text.push_str(&wrapped(preset.summary.in_language(language), "    ", width));
        for Source { name, says, read } in &preset.sources {
            let read = match read {
                Reading::Primary => "read in the primary text",
                Reading::Secondary => "read in a secondary source",
                Reading::Practice => "a published practice, no statute",
            };
            text.push_str(&wrapped(&format!("- {name}: {says} ({read})"), "      ", width));
        }
        text.push('\n');
    }
    text.push_str(&paint(DIM, "\"As in\" these sources, never \"complies with\": a preset is a start, and every rule can be changed."));
    text.push_str("\nStart one with: vaali new DIR --preset ID\n");
    text
}

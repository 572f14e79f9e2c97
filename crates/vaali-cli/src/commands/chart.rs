//! `vaali chart`: the votes as a chart.

use clap::Args;
use serde_json::json;
use vaali_report::{chart, terminal::recorded as say};

use crate::{
    counted::{From, InLanguage, To},
    output::Output,
    stop::{Exit, Stop},
};

/// Write the votes as a chart: SVG or PNG, by the ending of the file
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  vaali chart my-election --to votes.svg\n  vaali chart record.json --to votes.png --language sv"
)]
pub(crate) struct Chart {
    #[command(flatten)]
    from: From,
    #[command(flatten)]
    to: To,
    #[command(flatten)]
    language: InLanguage,
}

impl Chart {
    pub(crate) fn run(&self, output: Output) -> Result<Exit, Stop> {
        let picture = self.is_picture()?;
        let election = self.from.read()?;
        let counted = election.counted();
        let language = self.language.language;
        let bytes = if picture {
            png(&counted, language)?
        } else {
            chart::svg(&counted, language).into_bytes()
        };
        self.to.write(bytes)?;
        election.complain(output)?;
        let written = self.to.to.display().to_string();
        if output.json() {
            output.value(&json!({ "written": written, "findings": election.findings }))?;
        } else {
            output.text(&format!("{}\n", say::wrote(output.language(), &written)))?;
        }
        Ok(Exit::Done)
    }

    fn is_picture(&self) -> Result<bool, Stop> {
        let ending = self.to.to.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        match ending.to_ascii_lowercase().as_str() {
            "svg" => Ok(false),
            "png" => Ok(true),
            _ => Err(Stop::input(
                "K68",
                format!("the name `{}` tells no form of a chart", self.to.to.display()),
                "end it with .svg or .png",
            )),
        }
    }
}

#[cfg(feature = "png")]
fn png(
    counted: &vaali_report::Counted<'_>,
    language: vaali_report::Language,
) -> Result<Vec<u8>, Stop> {
    chart::png(counted, language)
        .map_err(|error| Stop::input("K69", error.to_string(), "write it as .svg"))
}

#[cfg(not(feature = "png"))]
fn png(_: &vaali_report::Counted<'_>, _: vaali_report::Language) -> Result<Vec<u8>, Stop> {
    Err(Stop::input(
        "K69",
        "this program was built without pictures",
        "write it as .svg, or build the command with its feature `png`",
    ))
}

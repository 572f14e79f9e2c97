//! `vaali news`: the result in three sentences.

use clap::Args;
use serde_json::json;
use vaali_report::news;

use crate::{
    counted::{From, InLanguage},
    output::Output,
    stop::{Exit, Stop},
};

/// Print the result in three sentences, for a news page, a letter or a post
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  vaali news my-election\n  vaali news record.json --language sv"
)]
pub(crate) struct News {
    #[command(flatten)]
    from: From,
    #[command(flatten)]
    language: InLanguage,
}

impl News {
    pub(crate) fn run(&self, output: Output) -> Result<Exit, Stop> {
        let election = self.from.read()?;
        let text = news::text(&election.counted(), self.language.language);
        election.complain(output)?;
        if output.json() {
            output.value(&json!({ "text": text, "findings": election.findings }))?;
        } else {
            output.text(&format!("{text}\n"))?;
        }
        Ok(Exit::Done)
    }
}

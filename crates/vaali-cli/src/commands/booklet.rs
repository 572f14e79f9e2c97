//! `vaali booklet`

use clap::Args;

use crate::{
    output::Output,
    stop::{Exit, Stop},
};

/// Write the booklet of candidates
#[derive(Debug, Args)]
pub(crate) struct Booklet {}

impl Booklet {
    pub(crate) fn run(&self, _: Output) -> Result<Exit, Stop> {
        Ok(Exit::Done)
    }
}

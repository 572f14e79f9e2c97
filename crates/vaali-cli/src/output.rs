//! Where text goes: standard output, in colour only on a terminal, quiet when nobody reads any more.

use std::io::{self, Write};

use serde::Serialize;
use terminal_size::Width;
use vaali::record::canonical;
use vaali_report::Language;

use crate::stop::Stop;

/// Narrower than this a table cannot be read whatever is cut; so nothing is.
const NARROWEST: usize = 60;

/// The way to the person at the keyboard, or to the program that asked for JSON.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Output {
    json: bool,
    language: Language,
}

#[expect(
    clippy::unused_self,
    reason = "who holds it may write: one way out, for tests and readers to find"
)]
impl Output {
    pub(crate) fn new(json: bool, language: Language) -> Self {
        Self { json, language }
    }

    /// The language in which everything is said. JSON is for programs, and the same in every language.
    pub(crate) fn language(self) -> Language {
        if self.json { Language::English } else { self.language }
    }

    /// Whether JSON was asked for.
    pub(crate) fn json(self) -> bool {
        self.json
    }

    /// The columns of the terminal; none where the text goes to a file or a pipe, which have no edge.
    pub(crate) fn width(self) -> Option<usize> {
        let (Width(columns), _) = terminal_size::terminal_size_of(io::stdout())?;
        Some(usize::from(columns)).filter(|&columns| columns >= NARROWEST)
    }

    /// Prints text; colours are taken out where they have no place (no terminal, `NO_COLOR`).
    pub(crate) fn text(self, text: &str) -> Result<(), Stop> {
        ended(write_to(anstream::stdout().lock(), text))
    }

    /// Prints a value as canonical JSON, on a line: equal results are equal bytes.
    pub(crate) fn value<T: Serialize>(self, value: &T) -> Result<(), Stop> {
        let json = canonical::to_string(value).map_err(|error| Stop::Machine {
            what: "write JSON".to_owned(),
            error: io::Error::other(error),
        })?;
        ended(write_to(io::stdout().lock(), &format!("{json}\n")))
    }

    /// Prints to standard error.
    pub(crate) fn complain(self, text: &str) -> Result<(), Stop> {
        ended(write_to(anstream::stderr().lock(), text))
    }
}

fn write_to(mut stream: impl Write, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

fn ended(written: io::Result<()>) -> Result<(), Stop> {
    written.map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Stop::NobodyReads,
        _ => Stop::Machine { what: "print".to_owned(), error },
    })
}

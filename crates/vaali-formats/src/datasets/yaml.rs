//! YAML as a stream of events: nothing is built that the file did not spell out, so that a small file cannot grow.
//!
//! Anchors and aliases are refused: no data set needs them, and a few lines of them can stand for a billion values.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle, StrInput};

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item<'t> {
    /// A value as it stands.
    Text(Cow<'t, str>),
    /// No value: `null`, `~` or nothing.
    Null,
    /// A list begins.
    List,
    /// A mapping begins: key, value, key, value.
    Map,
    /// The list or mapping ends.
    End,
    /// Nothing more.
    Over,
}

/// A line, and what is wrong with it.
pub(super) type Wrong = (u64, String);

pub(super) struct Events<'t> {
    parser: Parser<'t, StrInput<'t>>,
    line: u64,
    documents: u32,
}

impl<'t> Events<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { parser: Parser::new_from_str(text), line: 1, documents: 0 }
    }

    /// The line of the item read last.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    pub(super) fn wrong<T>(&self, expected: impl Into<String>) -> Result<T, Wrong> {
        Err((self.line, expected.into()))
    }

    pub(super) fn next(&mut self) -> Result<Item<'t>, Wrong> {
        loop {
            let (event, span) = match self.parser.next_event() {
                None => return Ok(Item::Over),
                Some(Ok(event)) => event,
                Some(Err(error)) => {
                    let what: String = error.info().chars().take(100).collect();
                    return Err((error.marker().line() as u64, format!("YAML ({what})")));
                }
            };
            self.line = span.start.line() as u64;
            let (anchor, tag) = match &event {
                Event::Alias(_) => (1, None),
                Event::Scalar(_, _, anchor, tag)
                | Event::SequenceStart(anchor, tag)
                | Event::MappingStart(anchor, tag) => (*anchor, tag.as_ref()),
                _ => (0, None),
            };
            if anchor != 0 {
                return self.wrong("YAML without anchors (&) and aliases (*)");
            }
            if tag.is_some_and(|tag| !tag.is_yaml_core_schema()) {
                return self.wrong("YAML without tags (!)");
            }
            return Ok(match event {
                Event::Nothing | Event::StreamStart | Event::DocumentEnd | Event::StreamEnd => {
                    continue;
                }
                Event::DocumentStart(_) => {
                    self.documents += 1;
                    if self.documents > 1 {
                        return self.wrong("YAML of one document");
                    }
                    continue;
                }
                Event::Scalar(text, ScalarStyle::Plain, _, _)
                    if matches!(&*text, "" | "~" | "null" | "Null" | "NULL") =>
                {
                    Item::Null
                }
                Event::Scalar(text, ..) => Item::Text(text),
                Event::SequenceStart(..) => Item::List,
                Event::MappingStart(..) => Item::Map,
                Event::SequenceEnd | Event::MappingEnd => Item::End,
                Event::Alias(_) => return self.wrong("YAML without aliases (*)"),
            });
        }
    }

    /// Passes over a value that began with `first`.
    pub(super) fn pass_over(&mut self, first: &Item<'t>) -> Result<(), Wrong> {
        let mut open = u64::from(matches!(first, Item::List | Item::Map));
        while open > 0 {
            match self.next()? {
                Item::List | Item::Map => open += 1,
                Item::End => open -= 1,
                Item::Over => return self.wrong("YAML whose lists end"),
                Item::Text(_) | Item::Null => {}
            }
        }
        Ok(())
    }
}

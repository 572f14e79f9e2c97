//! The documents that are published beside a record: minutes and pages in each language, and how to check them.
//!
//! Each is made of the certified record, so that anybody who has the record can make the same; only place, day and remarks of the meeting come from elsewhere.

use vaali::{
    count::Outcome,
    definition::Frozen,
    record::{LIST, PUBLIC, RECORD_FILE, Record},
};

use crate::{
    Counted, Language, Meeting,
    minutes::{self, Evidence},
    page::{self, Certified, Publication},
    text,
};

/// Stands above everything of a rehearsal that is in no language of its own.
pub const TEST: &str = "TEST - a rehearsal with invented ballots, not an election";

/// A file to publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its name in the published folder: letters, digits, `.`, `-` and `_`.
    pub name: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

impl Document {
    fn text(name: &str, text: String) -> Self {
        Self { name: name.to_owned(), content: text.into_bytes() }
    }
}

/// Every document of a certified election. They are written together with the record and its list of files, or nothing is.
pub fn of(
    record: &Record,
    frozen: &Frozen,
    meeting: &Meeting,
    languages: &[Language],
) -> Vec<Document> {
    let outcome = Outcome::Complete { result: Box::new(record.result().clone()) };
    let counted = Counted { frozen, outcome: &outcome, proceedings: record.proceedings() };
    let evidence = Evidence::of(record);
    let certified = Certified { at: record.times().certified_at, seal: record.seal() };
    let names: Vec<(Language, String)> =
        languages.iter().map(|&language| (language, format!("result.{language}.html"))).collect();
    let mut documents = vec![Document::text("README.txt", how_to_check(record))];
    for (language, name) in &names {
        let minutes = minutes::document(&counted, meeting, &evidence, *language);
        documents.push(Document::text(&format!("minutes.{language}.html"), minutes.to_html()));
        let others: Vec<(Language, &str)> = names
            .iter()
            .filter(|(other, _)| other != language)
            .map(|(other, name)| (*other, name.as_str()))
            .collect();
        let publication = Publication { certified: Some(certified), others: &others };
        documents.push(Document::text(name, page::html(&counted, *language, &publication)));
    }
    documents
}

/// For whoever finds the folder and has neither the program nor its guide at hand.
fn how_to_check(record: &Record) -> String {
    let definition = record.definition();
    let test = if definition.test { format!("{TEST}\n\n") } else { String::new() };
    format!(
        "{test}{title}\n\n\
        This folder is the published evidence of an election, certified with vaali.\n\n\
        {RECORD_FILE} is the record: the rules, the candidates, the roll, what happened at the meeting, and the result.\n\
        minutes.*.html are the minutes to be signed, result.*.html the result for everybody, in each language.\n\
        The record's seal must be the one in the signed minutes:\n\n  {seal}\n\n\
        {LIST} lists every file here. To see that none was changed since:\n\n  sha256sum -c {LIST}\n\n\
        To check the record itself, from this folder:\n\n  vaali verify .\n\n\
        Where ballots are secret, nothing here holds one; the tellers keep them apart, and count them again with\n`vaali verify` on the whole folder, of which this one is the part `{PUBLIC}`.\n",
        title = text::shown(Language::English, definition.title.in_language("en")),
        seal = record.seal().grouped(),
    )
}

//! `vaali page`: the result as a page of the web.

use std::{path::PathBuf, str::FromStr};

use clap::Args;
use serde_json::json;
use vaali_report::{
    Language,
    page::{self, Publication},
    terminal::recorded as say,
};

use crate::{
    counted::{self, From},
    output::Output,
    stop::{Exit, Stop},
};

/// Write the result as a web page: one file, readable on a phone and on paper, without script or connection
#[derive(Debug, Args)]
#[command(
    after_help = "With several languages there is a page for each, and they link to each other: result.fi.html, result.sv.html.\nWithout a certified record the page says that it is preliminary.\n\nExamples:\n  vaali page my-election --to result.html\n  vaali page record.json --to result.html --language fi,sv,en"
)]
pub(crate) struct Page {
    #[command(flatten)]
    from: From,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// The languages: fi, sv, en or several of them
    #[arg(long, value_name = "LANGUAGE", default_value = "fi", value_delimiter = ',', value_parser = Language::from_str)]
    language: Vec<Language>,
    /// Replace files that are there
    #[arg(long)]
    force: bool,
}

impl Page {
    pub(crate) fn run(&self, output: Output) -> Result<Exit, Stop> {
        let pages = self.pages();
        for (_, path) in &pages {
            counted::free(path, self.force)?;
        }
        let election = self.from.read()?;
        let mut documents = Vec::new();
        for (language, path) in &pages {
            let others: Vec<(Language, String)> = pages
                .iter()
                .filter(|(other, _)| other != language)
                .filter_map(|(other, path)| Some((*other, link(path.file_name()?.to_str()?))))
                .collect();
            let others: Vec<(Language, &str)> =
                others.iter().map(|(language, link)| (*language, link.as_str())).collect();
            let publication = Publication { certified: election.certified, others: &others };
            let html = page::html(&election.counted(), *language, &publication);
            documents.push((path.clone(), html.into_bytes()));
        }
        counted::write(documents, self.force)?;
        let written: Vec<String> =
            pages.iter().map(|(_, path)| path.display().to_string()).collect();
        election.complain(output)?;
        if output.json() {
            output.value(&json!({ "written": written, "findings": election.findings }))?;
        } else {
            output.text(&format!("{}\n", say::wrote(output.language(), &written.join(", "))))?;
        }
        Ok(Exit::Done)
    }

    /// A file for each language; its code is put before the ending where they are several.
    fn pages(&self) -> Vec<(Language, PathBuf)> {
        let wanted: Vec<Language> =
            Language::ALL.into_iter().filter(|language| self.language.contains(language)).collect();
        if let [only] = wanted.as_slice() {
            return vec![(*only, self.to.clone())];
        }
        let ending = self.to.extension().and_then(|ending| ending.to_str()).unwrap_or("html");
        wanted
            .into_iter()
            .map(|language| (language, self.to.with_extension(format!("{language}.{ending}"))))
            .collect()
    }
}

/// The name of a file as a link in the same folder (RFC 3986, 2.1 and 4.2).
fn link(name: &str) -> String {
    let mut link = "./".to_owned();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            link.push(char::from(byte));
        } else {
            push!(link, "%{byte:02X}");
        }
    }
    link
}

#[cfg(test)]
mod tests {
    use super::link;

    #[test]
    fn a_file_name_becomes_a_link_that_means_this_file_and_no_other() {
        assert_eq!(link("tulos.fi.html"), "./tulos.fi.html");
        assert_eq!(link("javascript:x?y#ä"), "./javascript%3Ax%3Fy%23%C3%A4");
    }
}

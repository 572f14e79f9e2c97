//! Which form tool wrote a file.

use serde::Serialize;

use super::{mapping::Role, times};
use crate::{
    sheets::Sheet,
    table::{fold, is_private},
};

/// What joins labels in the files of Typeform.
pub(super) const SLASH: &str = " / ";

/// Which tool wrote a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tool {
    /// Microsoft Forms: labels joined by `;`, with one at the end.
    MicrosoftForms,
    /// Google Forms, from its sheet: labels joined by `, `.
    GoogleSheet,
    /// Google Forms, its own download: labels joined by `;`, times with their offset.
    GoogleDownload,
    /// Typeform: labels joined by ` / `, or one column for each option.
    Typeform,
    /// vaali's own layouts.
    Plain,
    /// Any other.
    Other,
}

impl Tool {
    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::MicrosoftForms => "Microsoft Forms",
            Self::GoogleSheet => "the sheet of Google Forms",
            Self::GoogleDownload => "Google Forms",
            Self::Typeform => "Typeform",
            Self::Plain => "vaali's own layout",
            Self::Other => "no known tool",
        }
    }
}

/// How sure the recognition is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// By what the cells hold alone.
    Guess,
    /// By the place and the kind of the columns.
    Likely,
    /// By the tool's own headers.
    Certain,
}

/// A tool that was recognised, and what its own columns hold.
#[derive(Clone, Debug)]
pub(crate) struct Recognised {
    pub(crate) tool: Tool,
    pub(crate) confidence: Confidence,
    pub(crate) reason: &'static str,
    /// For each column that the tool adds by itself what it is.
    pub(crate) own: Vec<Option<Role>>,
    /// What joins labels; nothing where only the cells tell.
    pub(crate) separator: Option<&'static str>,
    /// Whether times are in UTC without saying so in the cell.
    pub(crate) utc: bool,
}

const ID: &[&str] = &["id", "tunnus", "tunniste"];
const START: &[&str] = &["start_time", "aloitusaika", "alkamisaika", "alkuaika", "starttid"];
const COMPLETION: &[&str] =
    &["completion_time", "valmistumisaika", "päättymisaika", "slutförandetid", "sluttid"];
const MODIFIED: &[&str] = &[
    "last_modified_time",
    "viimeksi_muokattu",
    "viimeisin_muokkausaika",
    "senast_ändrad",
    "tid_för_senaste_ändring",
];
const NAME: &[&str] = &["name", "nimi", "namn"];
const QUIZ: &[&str] = &["points_", "feedback_", "pisteet_", "palaute_", "poäng_"];
const QUIZ_TOTAL: &[&str] = &["total_points", "quiz_feedback", "pisteet_yhteensä", "totalpoäng"];
const TIMESTAMP: &[&str] = &["timestamp", "aikaleima", "tidsstämpel", "tidstämpel"];
const SUBMITTED: &[&str] = &["submit_date_(utc)", "submitted_at"];
const OTHER_TIMES: &[&str] = &["cast_at", "vastausaika", "vastattu", "svarstid", "besvarad"];

fn is(words: &[&str], header: Option<&String>) -> bool {
    header.is_some_and(|header| words.contains(&fold(header).as_str()))
}

/// Recognises the tool; there is always an answer, and its confidence says what it is worth.
pub(crate) fn recognise(sheet: &Sheet) -> Recognised {
    microsoft(sheet).or_else(|| google(sheet)).or_else(|| typeform(sheet)).unwrap_or_else(|| {
        let role = |header: &String| {
            if is(OTHER_TIMES, Some(header)) { Some(Role::Time) } else { private(header) }
        };
        Recognised {
            tool: Tool::Other,
            confidence: Confidence::Guess,
            reason: "some columns hold names or ids of candidates",
            own: sheet.header.iter().map(role).collect(),
            separator: None,
            utc: false,
        }
    })
}

fn private(header: &str) -> Option<Role> {
    is_private(header).then_some(Role::Private)
}

fn microsoft(sheet: &Sheet) -> Option<Recognised> {
    let header = |column: usize| sheet.header.get(column);
    let by_name = is(ID, header(0)) && is(START, header(1)) && is(COMPLETION, header(2));
    if !by_name && !microsoft_by_place(sheet) {
        return None;
    }
    let mut own: Vec<Option<Role>> = Vec::new();
    for (column, name) in sheet.header.iter().enumerate() {
        let folded = fold(name);
        own.push(match column {
            0 | 1 => Some(Role::Unused),
            2 => Some(Role::Time),
            3 => Some(Role::Private),
            4 if is(NAME, Some(name)) || !by_name => Some(Role::Private),
            _ if is(MODIFIED, Some(name)) => Some(Role::Time),
            _ if QUIZ.iter().any(|quiz| folded.starts_with(quiz)) => Some(Role::Unused),
            _ if QUIZ_TOTAL.contains(&folded.as_str()) => Some(Role::Unused),
            _ => private(name),
        });
    }
    let (confidence, reason) = if by_name {
        (Confidence::Certain, "the columns begin as those of Microsoft Forms")
    } else {
        (
            Confidence::Likely,
            "a number, two times and an address come first, as with Microsoft Forms",
        )
    };
    let tool = Tool::MicrosoftForms;
    Some(Recognised { tool, confidence, reason, own, separator: Some(";"), utc: false })
}

/// The word that Microsoft Forms writes where nobody is signed in, in any of its languages.
pub(crate) fn is_anonymous(cell: &str) -> bool {
    let folded = fold(cell);
    folded.starts_with("anonym") || folded.starts_with("anonyy")
}

/// In a language that is not known here: a running number, two times, and an address or the word for none.
fn microsoft_by_place(sheet: &Sheet) -> bool {
    let all = |column: usize, fits: fn(&str) -> bool| {
        let mut cells = sheet.filled(column).take(ROWS_LOOKED_AT).peekable();
        cells.peek().is_some() && cells.all(fits)
    };
    let anonymous = |cell: &str| cell.contains('@') || is_anonymous(cell);
    sheet.header.len() > 5
        && all(0, |cell| cell.trim().parse::<u32>().is_ok())
        && all(1, times::is_time)
        && all(2, times::is_time)
        && all(3, anonymous)
}

/// Enough to tell what a column holds.
pub(crate) const ROWS_LOOKED_AT: usize = 1000;

fn google(sheet: &Sheet) -> Option<Recognised> {
    if !is(TIMESTAMP, sheet.header.first()) {
        return None;
    }
    let download = sheet.filled(0).take(ROWS_LOOKED_AT).any(|cell| cell.contains("GMT"));
    let first = [Some(Role::Time)].into_iter();
    let own = first.chain(sheet.header.iter().skip(1).map(|name| private(name))).collect();
    let (tool, separator, reason) = if download {
        (
            Tool::GoogleDownload,
            ";",
            "a time stamp with its offset comes first, as with Google Forms",
        )
    } else {
        (Tool::GoogleSheet, ", ", "a time stamp comes first, as in the sheet of Google Forms")
    };
    let confidence = Confidence::Certain;
    Some(Recognised { tool, confidence, reason, own, separator: Some(separator), utc: false })
}

fn typeform(sheet: &Sheet) -> Option<Recognised> {
    let ends = |name: &String| is(SUBMITTED, Some(name)) || fold(name) == "network_id";
    if sheet.header.first().is_none_or(|first| first != "#") || !sheet.header.iter().any(ends) {
        return None;
    }
    let role = |name: &String| {
        let folded = fold(name);
        match folded.as_str() {
            "#" | "network_id" => Some(Role::Unused),
            _ if is(SUBMITTED, Some(name)) => Some(Role::Time),
            _ if folded.starts_with("start_date") => Some(Role::Unused),
            _ => private(name),
        }
    };
    Some(Recognised {
        tool: Tool::Typeform,
        confidence: Confidence::Certain,
        reason: "the columns begin and end as those of Typeform",
        own: sheet.header.iter().map(role).collect(),
        separator: Some(SLASH),
        utc: true,
    })
}

//! Reports for people in three languages: minutes, a page, a chart, the news, the rules in sentences. The words are those of `vaali-report`.

use jiff::Timestamp;
use serde::Deserialize;
use vaali::{
    count::{Outcome, Proceedings, count},
    record::Record,
};
use vaali_formats::datasets::export;
use vaali_report::{
    Counted, Language, Meeting, chart,
    document::Document,
    minutes,
    minutes::Evidence,
    news,
    page::{self, Certified, Publication},
    rules,
};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    ballots::CastBallots,
    election::Election,
    folder::without_examples,
    json,
    problem::{Own, Problem, Thrown},
};

/// How minutes are written.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MinutesFormat {
    /// A page that prints well and that word processors open.
    #[default]
    Html,
    /// Text with light marks.
    Markdown,
}

impl MinutesFormat {
    pub(crate) fn write(self, document: &Document) -> String {
        match self {
            Self::Html => document.to_html(),
            Self::Markdown => document.to_markdown(),
        }
    }
}

/// What minutes say beside the result.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields, default)]
pub struct MinutesOrder {
    /// The language. Default Finnish.
    #[cfg_attr(test, ts(type = "\"fi\" | \"sv\" | \"en\"", optional = nullable))]
    pub language: Language,
    /// The form. Default `html`.
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub format: MinutesFormat,
    /// The meeting; what is not said becomes a line to fill in by pen.
    #[cfg_attr(test, ts(type = "Meeting", optional = nullable))]
    pub meeting: Meeting,
    /// The text of the certified record, if there is one: its times, its seal and those who stand for it.
    #[cfg_attr(test, ts(optional))]
    pub record: Option<String>,
    /// When the rules were frozen, where no record says it.
    #[cfg_attr(test, ts(type = "string", optional = nullable))]
    pub frozen_at: Option<Timestamp>,
}

/// What a page says beside the result.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields, default)]
pub struct PageOrder {
    /// The language. Default Finnish.
    #[cfg_attr(test, ts(type = "\"fi\" | \"sv\" | \"en\"", optional = nullable))]
    pub language: Language,
    /// The same page in other languages: each language with a link relative to this page.
    #[cfg_attr(test, ts(type = "Array<[\"fi\" | \"sv\" | \"en\", string]>", optional = nullable))]
    pub others: Vec<(Language, String)>,
    /// The text of the certified record; a page without it says that it is preliminary.
    #[cfg_attr(test, ts(optional))]
    pub record: Option<String>,
}

/// The minutes, as a page or as text.
#[wasm_bindgen]
pub fn minutes(
    election: &Election,
    ballots: &CastBallots,
    proceedings: &str,
    order: &str,
) -> Result<String, Thrown> {
    let order: MinutesOrder = json::read_own(order, "order")?;
    let format = order.format;
    Ok(format.write(&minutes_document(election, ballots, proceedings, order)?))
}

pub(crate) fn minutes_document(
    election: &Election,
    ballots: &CastBallots,
    proceedings: &str,
    order: MinutesOrder,
) -> Result<Document, Thrown> {
    // Nobody should sign for the people of an example.
    without_examples(ballots)?;
    let record = order.record.as_deref().map(certified).transpose()?;
    with(election, ballots, proceedings, |counted| minutes_of(counted, order, record.as_ref()))
}

/// The minutes of a result, and of its record where there is one.
pub(crate) fn minutes_of(
    counted: &Counted<'_>,
    order: MinutesOrder,
    record: Option<&Record>,
) -> Document {
    let meeting = match record {
        Some(record) => order.meeting.certified(record.certification()),
        None => order.meeting,
    };
    let unsealed = || Evidence { frozen_at: order.frozen_at, ..Evidence::default() };
    let evidence = record.map_or_else(unsealed, Evidence::of);
    minutes::document(counted, &meeting, &evidence, order.language)
}

/// The result as a page of the web.
#[wasm_bindgen]
pub fn page(
    election: &Election,
    ballots: &CastBallots,
    proceedings: &str,
    order: &str,
) -> Result<String, Thrown> {
    let order: PageOrder = json::read_own(order, "order")?;
    let record = order.record.as_deref().map(certified).transpose()?;
    with(election, ballots, proceedings, |counted| page_of(counted, &order, record.as_ref()))
}

/// The page of a result, and of its record where there is one.
pub(crate) fn page_of(counted: &Counted<'_>, order: &PageOrder, record: Option<&Record>) -> String {
    let others: Vec<(Language, &str)> =
        order.others.iter().map(|(language, link)| (*language, link.as_str())).collect();
    let publication = Publication {
        certified: record
            .map(|record| Certified { at: record.times().certified_at, seal: record.seal() }),
        others: &others,
    };
    page::html(counted, order.language, &publication)
}

/// The votes as a chart, in SVG.
#[wasm_bindgen]
pub fn chart(
    election: &Election,
    ballots: &CastBallots,
    proceedings: &str,
    language: &str,
) -> Result<String, Thrown> {
    let language = known(language)?;
    with(election, ballots, proceedings, |counted| chart::svg(counted, language))
}

/// The result in three sentences.
#[wasm_bindgen]
pub fn news(
    election: &Election,
    ballots: &CastBallots,
    proceedings: &str,
    language: &str,
) -> Result<String, Thrown> {
    let language = known(language)?;
    with(election, ballots, proceedings, |counted| news::text(counted, language))
}

/// The result as a table for spreadsheets, CSV: the same as `vaali export`.
#[wasm_bindgen(js_name = resultCsv)]
pub fn result_csv(
    election: &Election,
    ballots: &CastBallots,
    proceedings: &str,
    language: &str,
) -> Result<String, Thrown> {
    let language = known(language)?;
    with(election, ballots, proceedings, |counted| table_of(counted, language))
}

/// The table of a result.
pub(crate) fn table_of(counted: &Counted<'_>, language: Language) -> String {
    let language = match language {
        Language::Finnish => export::Language::Finnish,
        Language::Swedish => export::Language::Swedish,
        Language::English => export::Language::English,
    };
    let tables = export::tables(counted.frozen, counted.outcome, language);
    let results = tables.iter().find(|table| table.kind == export::Kind::Results);
    results.map(export::Table::csv).unwrap_or_default()
}

/// The rules in sentences, as a JSON list.
#[wasm_bindgen]
pub fn rules(election: &Election, language: &str) -> Result<String, Thrown> {
    json::write(&rules::sentences(&election.0, known(language)?))
}

/// Counts, so that a report cannot say what the ballots do not.
pub(crate) fn with<T>(
    election: &Election,
    ballots: &CastBallots,
    proceedings: &str,
    write: impl FnOnce(&Counted<'_>) -> T,
) -> Result<T, Thrown> {
    let proceedings: Proceedings = json::read(proceedings, "proceedings")?;
    let outcome: Outcome = count(&election.0, &ballots.closed, &proceedings)?;
    Ok(write(&Counted { frozen: &election.0, outcome: &outcome, proceedings: &proceedings }))
}

fn certified(text: &str) -> Result<Record, Thrown> {
    Record::from_json(text)
        .map_err(|error| Problem::own(Own::Unreadable, "order.record", error.to_string()).into())
}

pub(crate) fn known(code: &str) -> Result<Language, Thrown> {
    code.parse().map_err(|error: vaali_report::UnknownLanguage| {
        Problem::own(Own::Unreadable, "language", error.to_string()).into()
    })
}

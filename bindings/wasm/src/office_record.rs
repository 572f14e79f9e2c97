//! Reports of a certified record that was dropped: as the command writes them of the file of a record.

use serde::Serialize;
use vaali::count::Outcome;
use vaali_formats::{
    Findings,
    certified::SoundRecord,
    meeting::{self, MEETING},
};
use vaali_report::{Counted, Meeting, chart, document::Document, holds_address, news};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    finding::{FileFinding, listed},
    folder::FileSet,
    json,
    problem::{Own, Problem, Thrown},
    reports::{MinutesOrder, PageOrder, known, minutes_of, page_of, table_of},
};

/// What a file says of the meeting beside a record.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MeetingReport {
    /// Everything found; with an error there is no meeting.
    pub findings: Vec<FileFinding>,
    /// The meeting, for minutes.
    #[cfg_attr(test, ts(type = "Meeting"))]
    pub meeting: Meeting,
}

/// Reads the file of the meeting among the files beside a record, as JSON: as the command does for its minutes.
#[wasm_bindgen(js_name = readMeeting)]
pub fn read_meeting(files: &FileSet) -> Result<String, Thrown> {
    let mut odd = Vec::new();
    let input = files.0.input(MEETING);
    let read = input.map(|input| meeting::read_input(&input, holds_address, &mut odd));
    let (meeting, findings) = match read.transpose() {
        Ok(meeting) => (meeting.unwrap_or_default(), odd),
        Err(Findings(findings)) => (Meeting::default(), findings),
    };
    json::write(&MeetingReport { findings: listed(findings), meeting })
}

/// A record that holds what was certified, as far as can be seen without the sealed ballots.
#[wasm_bindgen]
#[derive(Clone, Debug)]
pub struct CertifiedRecord {
    sound: SoundRecord,
    outcome: Outcome,
}

impl CertifiedRecord {
    fn counted(&self) -> Counted<'_> {
        let SoundRecord { record, frozen } = &self.sound;
        Counted { frozen, outcome: &self.outcome, proceedings: record.proceedings() }
    }

    fn document(&self, order: MinutesOrder) -> Document {
        minutes_of(&self.counted(), order, Some(&self.sound.record))
    }
}

#[wasm_bindgen]
impl CertifiedRecord {
    /// Reads and verifies a record: nothing is reported of one that was changed.
    pub fn read(record: &[u8]) -> Result<CertifiedRecord, Thrown> {
        let Some(sound) = SoundRecord::read(record) else {
            let message = "this is no record that holds what was certified";
            return Err(Problem::own(Own::Unsound, "", message).into());
        };
        Ok(Self { outcome: sound.outcome(), sound })
    }

    /// Those who stand for the record, as JSON: in its minutes they go before what is said otherwise.
    pub fn certification(&self) -> Result<String, Thrown> {
        json::write(self.sound.record.certification())
    }

    /// The minutes, as a page or as text.
    pub fn minutes(&self, order: &str) -> Result<String, Thrown> {
        let order: MinutesOrder = json::read_own(order, "order")?;
        let format = order.format;
        Ok(format.write(&self.document(order)))
    }

    /// The minutes as a document for word processors.
    #[wasm_bindgen(js_name = minutesDocx)]
    pub fn minutes_docx(&self, order: &str) -> Result<Vec<u8>, Thrown> {
        let document = self.document(json::read_own(order, "order")?);
        document
            .to_docx()
            .map_err(|error| Problem::own(Own::Unreadable, "", error.to_string()).into())
    }

    /// The result as a page of the web.
    pub fn page(&self, order: &str) -> Result<String, Thrown> {
        let order: PageOrder = json::read_own(order, "order")?;
        Ok(page_of(&self.counted(), &order, Some(&self.sound.record)))
    }

    /// The votes as a chart, in SVG.
    pub fn chart(&self, language: &str) -> Result<String, Thrown> {
        Ok(chart::svg(&self.counted(), known(language)?))
    }

    /// The result in three sentences.
    pub fn news(&self, language: &str) -> Result<String, Thrown> {
        Ok(news::text(&self.counted(), known(language)?))
    }

    /// The result as a table for spreadsheets, CSV.
    #[wasm_bindgen(js_name = resultCsv)]
    pub fn result_csv(&self, language: &str) -> Result<String, Thrown> {
        Ok(table_of(&self.counted(), known(language)?))
    }
}

//! What the minutes say of the meeting beside the election.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use vaali::record::Certification;

/// The meeting at which an election was held. What is not known becomes a line to fill in by pen.
///
/// Only names, never addresses: minutes are kept for decades and read by many.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Meeting {
    /// The body that met, such as `Spring meeting of Example ry`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Where it met.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// When it decided; the time to challenge the decision runs from this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The number of the matter on the agenda, such as `7`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Chair of the meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chair: Option<String>,
    /// Secretary of the meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secretary: Option<String>,
    /// Those who check the minutes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub checkers: Vec<String>,
    /// Those who counted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tellers: Vec<String>,
    /// Anything else that the minutes shall say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

impl Meeting {
    /// The meeting with those who stand for its record: they are certified, and go before what is said otherwise.
    /// ```
    /// use vaali::record::Certification;
    /// use vaali_report::Meeting;
    ///
    /// let said = Meeting { chair: Some("Bo".into()), secretary: Some("Cia".into()), ..Meeting::default() };
    /// let certified = Certification { chair: Some("Aino".into()), ..Certification::default() };
    /// let meeting = said.certified(&certified);
    /// assert_eq!((meeting.chair.as_deref(), meeting.secretary.as_deref()), (Some("Aino"), Some("Cia")));
    /// ```
    #[must_use]
    pub fn certified(self, by: &Certification) -> Self {
        let people = |certified: &[String], said: Vec<String>| {
            if certified.is_empty() { said } else { certified.to_vec() }
        };
        Self {
            chair: by.chair.clone().or(self.chair),
            secretary: by.secretary.clone().or(self.secretary),
            checkers: people(&by.checkers, self.checkers),
            tellers: people(&by.tellers, self.tellers),
            ..self
        }
    }
}

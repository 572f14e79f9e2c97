//! Elections to write minutes of: the samples, the corpus, and one that has everything.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::Deserialize;
use serde_json::Value;
use vaali::{
    ballot::{Ballot, Ballots, RollMark},
    count::{Lot, LotMethod, Outcome, Proceedings, count},
    definition::{Definition, Frozen},
};
use vaali_formats::folder;
use vaali_report::{
    Counted, Language, Meeting,
    document::Document,
    minutes::{self, Evidence},
};

/// An election that was counted.
pub(crate) struct Election {
    pub(crate) frozen: Frozen,
    pub(crate) outcome: Outcome,
    pub(crate) proceedings: Proceedings,
}

#[derive(Clone, Deserialize)]
struct Case {
    definition: Value,
    ballots: Vec<Ballot>,
    roll_marks: Vec<RollMark>,
    proceedings: Proceedings,
}

impl Case {
    fn read(path: &Path) -> Self {
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
    }

    fn counted(self) -> Election {
        let definition = Definition::from_value(self.definition).unwrap();
        Election::counted(definition, self.ballots, self.roll_marks, self.proceedings)
    }

    /// Settles the tie that stops the count.
    fn settle(&mut self, method: &LotMethod) {
        let request = self.clone().counted().outcome.request().unwrap().clone();
        let drawn = request.draw(method).unwrap_or_else(|_| {
            request.among.iter().rev().take(request.places as usize).cloned().collect()
        });
        self.proceedings.lots.push(Lot {
            request,
            drawn,
            method: method.clone(),
            drawn_at: Some("2030-11-30T11:15:00Z".parse().unwrap()),
            witnesses: vec![],
            note: None,
        });
    }
}

fn everything() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/elections/everything.json")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

impl Election {
    /// One of the samples.
    pub(crate) fn sample(name: &str) -> Self {
        Self::sample_with(name, &|_| {})
    }

    /// The sample with a tie after its lot.
    pub(crate) fn sample_drawn() -> Self {
        let request = Self::sample("founding-2020-tie").outcome.request().unwrap().clone();
        let lot = Lot {
            drawn: vec![request.among[1].clone()],
            request,
            method: LotMethod::Manual,
            drawn_at: Some("2020-09-17T17:30:00Z".parse().unwrap()),
            witnesses: vec!["Aino Äijälä".to_owned(), "Bo Öhman".to_owned()],
            note: Some("Liput hatussa / lapparna i en hatt.".to_owned()),
        };
        Self::sample_with("founding-2020-tie", &|proceedings| proceedings.lots.push(lot.clone()))
    }

    fn sample_with(name: &str, happened: &dyn Fn(&mut Proceedings)) -> Self {
        let mut folder = folder::read(&root().join("examples").join(name)).unwrap();
        happened(&mut folder.proceedings);
        let frozen = folder.freeze().unwrap();
        let ballots = folder.read_ballots(&frozen, &|_| {}).unwrap().ballots;
        let outcome = count(&frozen, &ballots, &folder.proceedings).unwrap();
        Self { frozen, outcome, proceedings: folder.proceedings }
    }

    /// An election of the corpus.
    pub(crate) fn corpus(name: &str) -> Self {
        Case::read(&root().join("tests/corpus").join(format!("{name}.json"))).counted()
    }

    /// An election that has everything.
    pub(crate) fn everything() -> Self {
        Case::read(&everything()).counted()
    }

    /// The same with its ties settled: an office by a new ballot, deputies by a computed lot.
    pub(crate) fn everything_settled() -> Self {
        let mut case = Case::read(&everything());
        case.settle(&LotMethod::Reballot);
        case.settle(&LotMethod::Rfc3797 {
            key: "9319./2.5.8.10.12./9.18.26.34.41.45./".to_owned(),
        });
        case.counted()
    }

    pub(crate) fn counted(
        definition: Definition,
        ballots: Vec<Ballot>,
        roll_marks: Vec<RollMark>,
        proceedings: Proceedings,
    ) -> Self {
        let frozen = definition.freeze().unwrap();
        let ballots = Ballots::of(&frozen, ballots, roll_marks);
        let outcome = count(&frozen, &ballots, &proceedings).unwrap();
        Self { frozen, outcome, proceedings }
    }

    pub(crate) fn minutes(
        &self,
        meeting: &Meeting,
        evidence: &Evidence,
        language: Language,
    ) -> Document {
        let counted = Counted {
            frozen: &self.frozen,
            outcome: &self.outcome,
            proceedings: &self.proceedings,
        };
        minutes::document(&counted, meeting, evidence, language)
    }
}

//! Who was drawn, as a person writes it: each in an option of its own, or all in one with commas between them. Ids and names may hold commas themselves.

use vaali::{
    count::LotRequest,
    definition::{CandidateId, Frozen},
};

use crate::{
    show::{self, text::clean},
    stop::Stop,
};

/// With more readings it is unclear what is meant, whatever they are.
const MOST: usize = 16;

/// The drawn in their order.
pub(super) fn read(
    said: &[String],
    request: &LotRequest,
    frozen: &Frozen,
) -> Result<Vec<CandidateId>, Stop> {
    let tied = Tied { request, frozen };
    if let [said] = said {
        return tied.all_of(said);
    }
    let mut drawn = Vec::new();
    for said in said {
        match tied.one(said) {
            Some(found) => drawn.push(found),
            None => drawn.extend(tied.all_of(said)?),
        }
    }
    Ok(drawn)
}

struct Tied<'t> {
    request: &'t LotRequest,
    frozen: &'t Frozen,
}

impl Tied<'_> {
    /// One of them by id or by name. Nobody is offered as meant: in a lot the wrong one must not be a keystroke away.
    fn one(&self, said: &str) -> Option<CandidateId> {
        let said = said.trim();
        let among = &self.request.among;
        if let Some(found) = among.iter().find(|among| among.as_str() == said) {
            return Some(found.clone());
        }
        let mut of_name = among.iter().filter(|id| self.name(id) == Some(said));
        of_name.next().filter(|_| of_name.next().is_none()).cloned()
    }

    fn name(&self, id: &CandidateId) -> Option<&str> {
        let candidate = self.frozen.candidates().iter().find(|candidate| candidate.id == *id);
        candidate.map(|candidate| candidate.name.as_str())
    }

    /// Those in one option: the only way in which all of it is ids and names, and as many as are drawn.
    fn all_of(&self, said: &str) -> Result<Vec<CandidateId>, Stop> {
        let readings = self.readings(said)?;
        let wanted = self.request.places as usize;
        let mut fitting = readings.iter().filter(|drawn| drawn.len() == wanted);
        match (fitting.next(), fitting.next()) {
            (Some(drawn), None) => Ok(drawn.clone()),
            // Too few or too many: the count says so.
            (None, _) => Ok(readings.into_iter().next().unwrap_or_default()),
            _ => Err(unclear(said)),
        }
    }

    /// Every way in which a text is a list of the tied, longer names first.
    fn readings(&self, said: &str) -> Result<Vec<Vec<CandidateId>>, Stop> {
        let parts: Vec<&str> = said.split(',').collect();
        let among = &self.request.among;
        let names = among.iter().filter_map(|id| self.name(id));
        let commas = names.chain(among.iter().map(CandidateId::as_str));
        let longest = commas.map(|text| text.split(',').count()).max().unwrap_or(1);
        // For each part the ways to read it and all after it; from the end.
        let mut ways: Vec<Vec<Vec<CandidateId>>> = vec![vec![Vec::new()]];
        for first in (0..parts.len()).rev() {
            let mut of_rest: Vec<Vec<CandidateId>> = Vec::new();
            for taken in (1..=longest.min(parts.len() - first)).rev() {
                let name = parts.get(first..first + taken).unwrap_or_default().join(",");
                let Some(found) = self.one(&name) else { continue };
                // The last that was put there is that of the part after this one.
                let after = ways.len().checked_sub(taken).and_then(|place| ways.get(place));
                for rest in after.into_iter().flatten().filter(|rest| rest.len() < among.len()) {
                    of_rest.push([&[found.clone()][..], rest].concat());
                }
            }
            if of_rest.len() > MOST {
                return Err(unclear(said));
            }
            ways.push(of_rest);
        }
        let readings = ways.pop().unwrap_or_default();
        if readings.is_empty() {
            return Err(self.nobody(said, &parts));
        }
        Ok(readings)
    }

    /// What is the name of nobody: the first of the parts that is none, or all of it where one is drawn.
    fn nobody(&self, said: &str, parts: &[&str]) -> Stop {
        let odd = parts.iter().copied().find(|part| self.one(part).is_none());
        let said = odd.filter(|_| self.request.places > 1).unwrap_or(said);
        let all: Vec<_> =
            self.request.among.iter().map(|id| show::named(self.frozen, id)).collect();
        Stop::input(
            "K14",
            format!("`{}` is not among the tied", clean(said.trim())),
            format!(
                "the lot {} is among {}: write the id or the whole name of the one drawn",
                self.request.label,
                all.join(", ")
            ),
        )
    }
}

fn unclear(said: &str) -> Stop {
    Stop::input(
        "K14",
        format!("`{}` can be read in two ways: ids or names hold commas", clean(said)),
        "nothing was recorded; write --drawn once for each of the drawn, with the id",
    )
}

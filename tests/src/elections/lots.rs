//! Lots for random elections: drawn as the rules say, and sometimes spoiled.

use vaali::{
    count::{Lot, LotMethod, LotRequest, Outcome, Purpose},
    definition::{CandidateId, Frozen, TieRule},
};

use super::Election;
use crate::dice::Dice;

/// The rule by which a request is answered.
pub fn rule_of(frozen: &Frozen, request: &LotRequest) -> TieRule {
    match request.purpose {
        Purpose::Seat => frozen.seat_ties(),
        Purpose::Office(_) => frozen.office_ties(),
        Purpose::Deputy => frozen.deputy_ties(),
    }
}

/// A lot with these drawn, by hand or by reballot.
pub fn entered(frozen: &Frozen, request: &LotRequest, drawn: Vec<CandidateId>) -> Lot {
    let method = match rule_of(frozen, request) {
        TieRule::Reballot => LotMethod::Reballot,
        _ => LotMethod::Manual,
    };
    lot(request, drawn, method)
}

fn lot(request: &LotRequest, drawn: Vec<CandidateId>, method: LotMethod) -> Lot {
    Lot { request: request.clone(), drawn, method, drawn_at: None, witnesses: vec![], note: None }
}

/// A valid lot.
pub fn draw(dice: &mut Dice, frozen: &Frozen, request: &LotRequest) -> Lot {
    let method = match rule_of(frozen, request) {
        TieRule::LotManual | TieRule::Reballot => {
            let mut drawn = request.among.clone();
            dice.shuffle(&mut drawn);
            drawn.truncate(request.places as usize);
            return entered(frozen, request, drawn);
        }
        TieRule::LotSeeded => LotMethod::Seeded { seed: format!("arpa {}", dice.any()) },
        TieRule::LotRfc3797 => {
            LotMethod::Rfc3797 { key: format!("{}./{}./", dice.below(9999), dice.below(40)) }
        }
    };
    let drawn = request.draw(&method).unwrap();
    lot(request, drawn, method)
}

impl Election {
    /// Draws every lot that the count waits for.
    pub(super) fn draw_all(&mut self, dice: &mut Dice) {
        while let (_, Ok(Outcome::LotNeeded { request, .. })) = self.count() {
            self.proceedings.lots.push(draw(dice, &self.frozen, &request));
        }
    }

    /// Draws lots until a random stage: awaited ones one after the other, and some of those that may wait.
    pub(super) fn draw_up_to_some_stage(&mut self, dice: &mut Dice) {
        let mut stages = if dice.one_in(3) { dice.below(3) } else { 99 };
        while stages > 0 {
            stages -= 1;
            let (_, Ok(outcome)) = self.count() else { return };
            let waiting = outcome.request().or_else(|| {
                let open = &outcome.result().open_lots;
                (!open.is_empty() && dice.one_in(2)).then(|| dice.pick(open))
            });
            let Some(request) = waiting else { return };
            let lot = draw(dice, &self.frozen, request);
            let place = dice.below(self.proceedings.lots.len() + 1);
            self.proceedings.lots.insert(place, lot);
        }
    }

    /// Makes the lots stale or invalid, or only looks as if.
    pub(super) fn spoil_lots(&mut self, dice: &mut Dice) {
        let candidates = self.frozen.candidates();
        if self.proceedings.lots.is_empty() {
            if !dice.one_in(4) {
                return;
            }
            // A lot that nobody asked for, unless by luck.
            let mut among: Vec<CandidateId> = candidates.iter().map(|c| c.id.clone()).collect();
            among.truncate(1 + dice.below(3));
            let request =
                LotRequest { purpose: Purpose::Seat, label: "seat/1".into(), places: 1, among };
            let invented = draw(dice, &self.frozen, &request);
            self.proceedings.lots.push(invented);
            return;
        }
        let somebody = dice.pick(candidates).id.clone();
        let which = dice.below(self.proceedings.lots.len());
        let other = dice.pick(&self.proceedings.lots).clone();
        let lot = &mut self.proceedings.lots[which];
        match dice.below(16) {
            0 => lot.request.places = (lot.request.places + 1) % 4,
            1 => lot.request.label.push('1'),
            2 => lot.request.among.reverse(),
            3 => lot.request.purpose = Purpose::Deputy,
            4 => lot.drawn.reverse(),
            5 => drop(lot.drawn.pop()),
            6 => lot.drawn.push(somebody),
            7 => lot.drawn[0] = somebody,
            8 => lot.method = LotMethod::Manual,
            9 => lot.method = LotMethod::Reballot,
            10 => lot.method = LotMethod::Seeded { seed: "another".into() },
            11 => lot.method = LotMethod::Rfc3797 { key: "1./".into() },
            12 => self.proceedings.lots.insert(dice.below(which + 1), other),
            13 => drop(self.proceedings.lots.remove(which)),
            14 => drop(self.ballots.pop()),
            _ => {
                lot.drawn = lot.request.among.clone();
                dice.shuffle(&mut lot.drawn);
                lot.drawn.truncate(lot.request.places as usize);
            }
        }
    }
}

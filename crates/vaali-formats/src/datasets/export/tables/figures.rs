//! Tables of figures: turnout and ballots, rejected ballots, seats, lots.

use vaali::{
    count::{LotMethod, LotRequest, Reconciliation, SeatsResult, Turnout},
    definition::SeatKind,
};

use super::{Cell, Source, Word};

impl Source<'_> {
    pub(super) fn figures(&self) -> (Vec<Word>, Vec<Vec<Cell>>) {
        let Turnout {
            roll,
            entitled,
            registered,
            present,
            voted,
            of_entitled,
            of_registered,
            of_present,
            ..
        } = &self.result.turnout;
        let ballots @ Reconciliation { expected, spoiled, unreturned, .. } =
            &self.result.reconciliation;
        let SeatsResult { min, max, filled, vacant, .. } = &self.result.seats;
        let figures = [
            (Word::Roll, Cell::or_empty(*roll)),
            (Word::Entitled, Cell::or_empty(*entitled)),
            (Word::Registered, Cell::or_empty(*registered)),
            (Word::Present, Cell::or_empty(*present)),
            (Word::Voted, Cell::or_empty(*voted)),
            (Word::OfEntitled, Cell::percent(of_entitled.as_deref())),
            (Word::OfRegistered, Cell::percent(of_registered.as_deref())),
            (Word::OfPresent, Cell::percent(of_present.as_deref())),
            (Word::BallotsRead, ballots.rows.into()),
            (Word::Accepted, ballots.accepted.into()),
            (Word::Blank, ballots.blank.into()),
            (Word::RejectedNumber, ballots.rejected.into()),
            (Word::Expected, Cell::or_empty(*expected)),
            (Word::Spoiled, Cell::or_empty(Some(*spoiled).filter(|number| *number > 0))),
            (Word::Unreturned, Cell::or_empty(Some(*unreturned).filter(|number| *number > 0))),
            (Word::VotesInAll, u64::from(ballots.votes).into()),
            (Word::SeatsMin, Cell::number(*min)),
            (Word::SeatsMax, Cell::number(*max)),
            (Word::SeatsFilled, Cell::number(*filled)),
            (Word::SeatsVacant, Cell::number(*vacant)),
            (Word::RulesVersion, Cell::number(self.result.engine.rules_version)),
            (Word::DefinitionHash, self.result.definition_hash.to_string().into()),
        ];
        // What is not known is no figure.
        let known = figures.into_iter().filter(|(_, cell)| *cell != Cell::Empty);
        let rows = known.map(|(word, cell)| vec![self.say(word), cell]).collect();
        (vec![Word::Figure, Word::Value], rows)
    }

    pub(super) fn rejected(&self) -> (Vec<Word>, Vec<Vec<Cell>>) {
        let rows = self.result.rejected.iter().map(|rejected| {
            let reason = Word::of_fault(&rejected.code)
                .map_or_else(|| rejected.reason.as_str().into(), |word| self.say(word));
            vec![rejected.code.as_str().into(), reason, rejected.ballots.into()]
        });
        (vec![Word::Code, Word::Reason, Word::Ballots], rows.collect())
    }

    pub(super) fn seats(&self) -> (Vec<Word>, Vec<Vec<Cell>>) {
        let kind = if self.result.acclamation { Word::ByAcclamation } else { Word::ByElection };
        let own = vec![
            Cell::Empty,
            self.say(kind),
            Cell::number(self.result.seats.filled),
            self.say(Word::Yes),
        ];
        let others = self.result.other_seats.iter().map(|seats| {
            let (how, whose) = match &seats.kind {
                SeatKind::AppointedBy(body) => (Word::AppointedBy, body),
                SeatKind::ExOfficio(office) => (Word::ExOfficio, office),
            };
            vec![
                self.in_language(&seats.name).into(),
                format!("{}: {}", self.word(how), self.in_language(whose)).into(),
                Cell::number(seats.number),
                self.say(if seats.voting { Word::Yes } else { Word::No }),
            ]
        });
        let rows = std::iter::once(own).chain(others).collect();
        (vec![Word::Name, Word::SeatKind, Word::Number, Word::Voting], rows)
    }

    pub(super) fn lots(&self) -> (Vec<Word>, Vec<Vec<Cell>>) {
        let header = vec![
            Word::Lot,
            Word::About,
            Word::Places,
            Word::Among,
            Word::Drawn,
            Word::Method,
            Word::DrawnAt,
            Word::Witnesses,
            Word::Note,
        ];
        let asked = |request: &LotRequest| {
            vec![
                request.label.as_str().into(),
                self.purpose(&request.purpose).into(),
                Cell::number(request.places),
                self.names(&request.among).into(),
            ]
        };
        let drawn = self.result.lots.iter().map(|lot| {
            let method = match &lot.method {
                LotMethod::Manual => self.say(Word::ByHand),
                LotMethod::Reballot => self.say(Word::Reballot),
                LotMethod::Seeded { seed } => format!("{}: {seed}", self.word(Word::Seeded)).into(),
                LotMethod::Rfc3797 { key } => format!("{}: {key}", self.word(Word::Rfc3797)).into(),
            };
            let mut row = asked(&lot.request);
            row.extend([
                self.names(&lot.drawn).into(),
                method,
                Cell::or_empty(lot.drawn_at.map(|time| time.to_string())),
                lot.witnesses.join("; ").into(),
                Cell::or_empty(lot.note.as_deref()),
            ]);
            row
        });
        let open = self.outcome.request().into_iter().chain(&self.result.open_lots);
        let open = open.map(|request| {
            let mut row = asked(request);
            row.push(self.say(Word::NotDrawnYet));
            row.resize(header.len(), Cell::Empty);
            row
        });
        let rows = drawn.chain(open).collect();
        (header.clone(), rows)
    }
}

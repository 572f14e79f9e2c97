//! Every tie that mattered: who was tied, for what, why votes did not settle it, and how it was settled, by whom and before whom.

use vaali::{
    count::{Lot, LotMethod, LotRequest, Purpose, Reason},
    definition::{CandidateId, Filled, OfficeId, TieRule},
};

use super::View;
use crate::{
    document::{Document, Figure},
    message::minutes as say,
    rules,
};

pub(crate) fn settled(view: &View<'_>, document: &mut Document) {
    let result = view.result();
    let whole = without_lot(view);
    let pending = view.counted.outcome.request();
    let nothing = whole.is_none() && result.lots.is_empty() && result.open_lots.is_empty();
    if nothing && pending.is_none() {
        return;
    }
    document.heading(say::ties(view.language));
    if let Some((tied, elected)) = whole {
        document.subheading(say::tie_seat(view.language));
        document.paragraph(who(view, &tied));
        document.paragraph(if elected {
            say::tie_extended(view.language)
        } else {
            say::tie_shrunk(view.language)
        });
    }
    for lot in &result.lots {
        begun(view, &lot.request, document);
        drawn(view, lot, document);
    }
    if let Some(request) = pending {
        begun(view, request, document);
        awaited(view, request, document);
    }
    for request in &result.open_lots {
        begun(view, request, document);
        document.paragraph(say::tie_open(view.language));
        document.figures(vec![label(view, request)]);
    }
}

/// Those who were tied at the last seat and were all elected, or all left out, without a lot.
fn without_lot(view: &View<'_>) -> Option<(Vec<CandidateId>, bool)> {
    let candidates = &view.result().candidates;
    let all = |of: fn(&Reason) -> bool| -> Vec<CandidateId> {
        let tied = candidates.iter().filter(|candidate| candidate.reasons.iter().any(of));
        tied.map(|candidate| candidate.id.clone()).collect()
    };
    let elected = all(|reason| matches!(reason, Reason::TieElected { .. }));
    if !elected.is_empty() {
        return Some((elected, true));
    }
    let left = all(|reason| matches!(reason, Reason::TieLeftOut { .. }));
    (!left.is_empty()).then_some((left, false))
}

/// Who was tied, and with how many votes.
fn who(view: &View<'_>, tied: &[CandidateId]) -> String {
    let names = view.names(tied);
    match tied.first().and_then(|id| view.votes(id)) {
        Some(votes) => say::tied_with(view.language, &names, votes),
        None => say::tied(view.language, &names),
    }
}

/// What the tie was about, and what the rules say of it.
fn begun(view: &View<'_>, request: &LotRequest, document: &mut Document) {
    let language = view.language;
    let frozen = view.counted.frozen;
    let places = u64::from(request.places);
    let (title, why, rule) = match &request.purpose {
        Purpose::Seat => (
            say::tie_seat(language).to_owned(),
            if nobody_above(view, request) {
                say::why_seat_first(language, places)
            } else {
                say::why_seat(language, places)
            },
            frozen.seat_ties(),
        ),
        Purpose::Office(first) => {
            let offices = offices(view, first, request);
            (
                say::tie_office(language, &view.said(view.counted.office(first, language))),
                say::why_office(language, offices.len() as u64, &view.listed(&offices)),
                frozen.office_ties(),
            )
        }
        Purpose::Deputy => (
            say::tie_deputy(language).to_owned(),
            say::why_deputy(language).to_owned(),
            frozen.deputy_ties(),
        ),
    };
    document.subheading(title);
    document.paragraph(format!(
        "{} {why} {}",
        who(view, &request.among),
        say::by_rule(language, rules::how(language, rule))
    ));
}

/// Whether the tied are the first in the order of votes.
fn nobody_above(view: &View<'_>, request: &LotRequest) -> bool {
    let first = request.among.first().and_then(|id| view.results.get(id)?.place);
    first.is_some_and(|place| place.first == 1)
}

/// The offices that a tie is about: those that the tied hold now, or while the tie is open those for which places are drawn.
fn offices(view: &View<'_>, first: &OfficeId, request: &LotRequest) -> Vec<String> {
    let from = view.result().offices.iter().skip_while(|office| office.office != *first);
    let by_votes = from.filter(|office| office.filled == Filled::ByVotes);
    let held: Vec<_> = by_votes
        .clone()
        .filter(|office| office.holder.as_ref().is_some_and(|id| request.among.contains(id)))
        .collect();
    let concerned =
        if held.is_empty() { by_votes.take(request.places as usize).collect() } else { held };
    concerned.into_iter().map(|office| view.text(&office.name)).collect()
}

fn figure(name: &str, value: Option<String>) -> Figure {
    Figure { name: name.to_owned(), value }
}

/// The name of the lot, under which the record has it.
fn label(view: &View<'_>, request: &LotRequest) -> Figure {
    figure(say::tie_label(view.language), Some(view.said(&request.label)))
}

/// How a tie was settled.
fn drawn(view: &View<'_>, lot: &Lot, document: &mut Document) {
    let language = view.language;
    let Lot { request, drawn, method, drawn_at, witnesses, note } = lot;
    let how = match method {
        LotMethod::Manual => say::done_manual(language),
        LotMethod::Reballot => say::done_reballot(language),
        LotMethod::Seeded { .. } => say::done_seeded(language),
        LotMethod::Rfc3797 { .. } => say::done_rfc3797(language),
    };
    let chosen = *method == LotMethod::Reballot;
    let result = match (chosen, drawn.len()) {
        (false, 0 | 1) => say::drawn(language),
        (false, _) => say::drawn_order(language),
        (true, 0 | 1) => say::chosen(language),
        (true, _) => say::chosen_order(language),
    };
    let names: Vec<String> = drawn.iter().map(|id| view.name(id)).collect();
    let mut figures = vec![
        figure(result, Some(names.join(", "))),
        figure(say::how_done(language), Some(how.to_owned())),
    ];
    let computed = match method {
        LotMethod::Manual | LotMethod::Reballot => None,
        LotMethod::Seeded { seed } => Some((say::seed(language), seed)),
        LotMethod::Rfc3797 { key } => Some((say::key(language), key)),
    };
    if let Some((name, sign)) = computed {
        figures.push(figure(name, Some(view.said(sign))));
        let source = view.counted.frozen.rules().ties.seed_source.as_ref();
        figures.push(figure(say::seed_source(language), source.map(|source| view.text(source))));
    }
    figures.push(figure(say::done_at(language), drawn_at.map(|at| view.time(at))));
    if *method == LotMethod::Manual {
        // The record has no place for the hand that drew.
        figures.push(figure(say::drawn_by(language), None));
    }
    let people: Vec<String> = witnesses.iter().map(|name| view.said(name)).collect();
    // Whoever can compute a lot needs no witness; by hand somebody must have watched.
    if !people.is_empty() || *method == LotMethod::Manual {
        let people = (!people.is_empty()).then(|| view.listed(&people));
        figures.push(figure(say::witnesses(language), people));
    }
    figures.extend(note.as_ref().map(|note| figure(say::note(language), Some(view.said(note)))));
    figures.push(label(view, request));
    document.figures(figures);
    if computed.is_some() {
        document.paragraph(say::recompute(language));
    }
}

/// Lines to fill in by pen as the tie is settled.
fn awaited(view: &View<'_>, request: &LotRequest, document: &mut Document) {
    let language = view.language;
    document.warning(say::tie_pending(language));
    let frozen = view.counted.frozen;
    let rule = match request.purpose {
        Purpose::Seat => frozen.seat_ties(),
        Purpose::Office(_) => frozen.office_ties(),
        Purpose::Deputy => frozen.deputy_ties(),
    };
    let open = |name: &str| figure(name, None);
    let several = request.places > 1;
    let mut figures = match rule {
        TieRule::Reballot if several => vec![open(say::chosen_order(language))],
        TieRule::Reballot => vec![open(say::chosen(language))],
        _ if several => vec![open(say::drawn_order(language))],
        _ => vec![open(say::drawn(language))],
    };
    match rule {
        TieRule::LotSeeded => figures.push(open(say::seed(language))),
        TieRule::LotRfc3797 => figures.push(open(say::key(language))),
        TieRule::LotManual | TieRule::Reballot => {}
    }
    figures.push(open(say::done_at(language)));
    if rule == TieRule::LotManual {
        figures.push(open(say::drawn_by(language)));
        figures.push(open(say::witnesses(language)));
    }
    figures.push(label(view, request));
    document.figures(figures);
}

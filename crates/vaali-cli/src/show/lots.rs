//! Ties and lots: who was tied, for what, why; how it was settled or how to settle it.

use vaali::{
    count::{Lot, LotMethod, LotRequest, Purpose},
    definition::{Deputies, Frozen, TieRule},
};

use vaali_report::{
    Language,
    terminal::{listed, lots as say},
};

use super::{
    View,
    style::{BOLD, CARE, heading, paint},
    text::{clean, goes_on, quoted, wrapped},
};

/// The lots that decided something.
pub(super) fn drawn(view: &View<'_>) -> String {
    let lots = &view.result().lots;
    if lots.is_empty() {
        return String::new();
    }
    let mut text = heading(say::settled(view.language));
    for lot in lots {
        text.push_str(&one(view, lot));
    }
    text
}

/// One lot: the tie, and how it was settled.
pub(crate) fn one(view: &View<'_>, lot: &Lot) -> String {
    let language = view.language;
    let mut text = format!("  {}\n", paint(BOLD, &clean(&lot.request.label)));
    let mut add = |sentence: &str| text.push_str(&wrapped(sentence, "    ", view.width));
    add(&why(view, &lot.request));
    let when = lot.drawn_at.map(|at| say::when(language, &view.time(at))).unwrap_or_default();
    let drawn = view.names(&lot.drawn);
    add(&match &lot.method {
        LotMethod::Manual => say::drawn_by_hand(language, &drawn, &when),
        LotMethod::Reballot => say::chosen_by_ballot(language, &drawn, &when),
        LotMethod::Seeded { seed } => say::drawn_from_seed(language, &drawn, &clean(seed), &when),
        LotMethod::Rfc3797 { key } => say::drawn_from_key(language, &clean(key), &drawn, &when),
    });
    if !lot.witnesses.is_empty() {
        add(&say::witnesses(language, &clean(&listed(language, &lot.witnesses))));
    }
    if let Some(note) = &lot.note {
        add(&say::note(language, &clean(note)));
    }
    text
}

/// Ties that the rules leave open.
pub(super) fn open(view: &View<'_>) -> String {
    let open = &view.result().open_lots;
    if open.is_empty() {
        return String::new();
    }
    let mut text = heading(say::open(view.language));
    for request in open {
        push!(text, "  {}\n", paint(BOLD, &clean(&request.label)));
        text.push_str(&wrapped(&why(view, request), "    ", view.width));
        if view.is_folder {
            let command = command(view, request, true);
            push!(text, "    {}\n", say::record_with(view.language, &command));
        }
    }
    text
}

/// The lot that stops the count, and the command that records it.
pub(super) fn needed(view: &View<'_>) -> String {
    view.outcome.request().map_or_else(String::new, |request| asked(view, request))
}

/// A lot that is asked for.
pub(crate) fn asked(view: &View<'_>, request: &LotRequest) -> String {
    let language = view.language;
    let needed = say::needed(language, &clean(&request.label));
    let mut text = format!("\n{}\n", paint(CARE, &needed));
    text.push_str(&wrapped(&why(view, request), "  ", view.width));
    if !view.is_folder {
        text.push_str(&wrapped(say::no_folder(language), "  ", view.width));
        return text;
    }
    let rule = rule(view.frozen, &request.purpose);
    let source = view.frozen.rules().ties.seed_source.as_ref();
    let source =
        source.map(|source| format!(" ({})", clean(view.text(source)))).unwrap_or_default();
    let ask = match rule {
        TieRule::LotManual => say::ask_hand(language).to_owned(),
        TieRule::LotSeeded => say::ask_seed(language, &source),
        TieRule::LotRfc3797 => say::ask_key(language, &source),
        TieRule::Reballot => say::ask_ballot(language).to_owned(),
    };
    text.push_str(&wrapped(&ask, "  ", view.width));
    push!(text, "\n    {}\n", paint(BOLD, &command(view, request, false)));
    if let Some(ids) = which_ids(language, rule, request) {
        push!(text, "\n{}", wrapped(&ids, "  ", view.width));
    }
    text
}

/// What stands for the ids in the command, where a person writes them.
fn which_ids(language: Language, rule: TieRule, request: &LotRequest) -> Option<String> {
    let ids: Vec<String> = request.among.iter().map(|id| clean(id.as_str())).collect();
    let (ids, places) = (ids.join(", "), request.places.to_string());
    match (rule, request.places) {
        (TieRule::LotManual, 1) => Some(say::id_drawn(language, &ids)),
        (TieRule::LotManual, _) => Some(say::ids_drawn(language, &ids, &places)),
        (TieRule::Reballot, 1) => Some(say::id_chosen(language, &ids)),
        (TieRule::Reballot, _) => Some(say::ids_chosen(language, &ids, &places)),
        (TieRule::LotSeeded | TieRule::LotRfc3797, _) => None,
    }
}

/// Beyond this many the pattern is clear.
const MOST_IDS: u32 = 10;

/// The rule that settles a tie.
pub(crate) fn rule(frozen: &Frozen, purpose: &Purpose) -> TieRule {
    match purpose {
        Purpose::Seat => frozen.seat_ties(),
        Purpose::Office(_) => frozen.office_ties(),
        Purpose::Deputy => frozen.deputy_ties(),
    }
}

/// The command that records a draw. Whoever copies it must put the drawn in: an example that could be sent as it stands would be a result.
fn command(view: &View<'_>, request: &LotRequest, say_which: bool) -> String {
    let drawn = vec!["ID"; request.places.min(MOST_IDS) as usize].join(",");
    let folder = quoted(view.from);
    let which =
        if say_which { format!(" --for {}", quoted(&request.label)) } else { String::new() };
    let drawn = match rule(view.frozen, &request.purpose) {
        TieRule::LotManual => {
            format!("--drawn {drawn} --witness \"NAME\" --witness \"NAME\"")
        }
        TieRule::LotSeeded => "--seed \"THE SEED\"".to_owned(),
        TieRule::LotRfc3797 => "--key \"9319./2.5.8.10.12./\"".to_owned(),
        TieRule::Reballot => format!("--reballot --drawn {drawn}"),
    };
    goes_on(&format!("vaali lot {folder}{which} {drawn}"), view.language)
}

/// Who is tied, for what, and why it matters.
pub(crate) fn why(view: &View<'_>, request: &LotRequest) -> String {
    let language = view.language;
    let tied = view.names(&request.among);
    let votes = request.among.first().and_then(|id| view.votes(id)).map_or_else(
        || say::votes_alike(language).to_owned(),
        |votes| say::votes_each(language, votes),
    );
    let chosen = rule(view.frozen, &request.purpose) == TieRule::Reballot;
    let order = if chosen { say::order_votes(language) } else { say::order_drawn(language) };
    let (places, group) = (u64::from(request.places), request.among.len().to_string());
    match &request.purpose {
        Purpose::Seat => say::seat(language, &group, places, &tied, &votes),
        Purpose::Office(first) if places == 1 => {
            let one = if chosen { say::office_chosen } else { say::office_drawn };
            one(language, &view.office(first), &tied, &votes)
        }
        Purpose::Office(first) => {
            let several = if chosen { say::offices_chosen } else { say::offices_drawn };
            several(language, &view.office(first), order, &tied, &votes)
        }
        Purpose::Deputy => {
            let ordered = matches!(view.frozen.rules().deputies, Deputies::NextInOrder(next) if next.order_matters);
            let order = if ordered { order } else { say::order_none(language) };
            let deputy = if chosen { say::deputy_chosen } else { say::deputy_drawn };
            deputy(language, &group, order, places, &tied, &votes)
        }
    }
}

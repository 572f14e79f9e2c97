//! Ties and lots: who was tied, for what, why; how it was settled or how to settle it.

use vaali::{
    count::{Lot, LotMethod, LotRequest, Purpose},
    definition::{Deputies, Frozen, TieRule},
};

use super::{
    LANGUAGE, View,
    style::{BOLD, CARE, heading, paint},
    text::{clean, counted, listed, quoted, wrapped},
};

/// The lots that decided something.
pub(super) fn drawn(view: &View<'_>) -> String {
    let lots = &view.result().lots;
    if lots.is_empty() {
        return String::new();
    }
    let mut text = heading("Ties and lots");
    for lot in lots {
        text.push_str(&one(view, lot));
    }
    text
}

/// One lot: the tie, and how it was settled.
pub(crate) fn one(view: &View<'_>, lot: &Lot) -> String {
    let mut text = format!("  {}\n", paint(BOLD, &clean(&lot.request.label)));
    let mut say = |sentence: &str| text.push_str(&wrapped(sentence, "    ", view.width));
    say(&why(view, &lot.request));
    let how = match &lot.method {
        LotMethod::Manual => "by hand".to_owned(),
        LotMethod::Reballot => "by a new ballot".to_owned(),
        LotMethod::Seeded { seed } => format!("computed from the seed `{}`", clean(seed)),
        LotMethod::Rfc3797 { key } => format!("computed by RFC 3797 from the key `{}`", clean(key)),
    };
    let when = lot.drawn_at.map(|at| format!(", {}", view.clock().show(at))).unwrap_or_default();
    // Nobody is drawn by a vote.
    let verb = if lot.method == LotMethod::Reballot { "Chosen" } else { "Drawn" };
    say(&format!("{verb} {how}{when}: {}.", view.names(&lot.drawn)));
    if !lot.witnesses.is_empty() {
        say(&format!("Witnesses: {}.", clean(&listed(&lot.witnesses))));
    }
    if let Some(note) = &lot.note {
        say(&format!("Note: {}", clean(note)));
    }
    text
}

/// Ties that the rules leave open.
pub(super) fn open(view: &View<'_>) -> String {
    let open = &view.result().open_lots;
    if open.is_empty() {
        return String::new();
    }
    let mut text = heading("Lots left open until a deputy is called");
    for request in open {
        push!(text, "  {}\n", paint(BOLD, &clean(&request.label)));
        text.push_str(&wrapped(&why(view, request), "    ", view.width));
        if view.is_folder {
            push!(text, "    record it with: {}\n", command(view, request, true));
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
    let mut text =
        format!("\n{}\n", paint(CARE, &format!("A lot is needed: {}", clean(&request.label))));
    text.push_str(&wrapped(&why(view, request), "  ", view.width));
    let rule = rule(view.frozen, &request.purpose);
    let (do_this, then) = match rule {
        TieRule::LotManual => {
            ("Draw it by hand, before witnesses", "with the ids of the drawn in the order drawn")
        }
        TieRule::LotSeeded => ("Take the seed from its source", "with the seed, to the letter"),
        TieRule::LotRfc3797 => {
            ("Take the numbers from their source", "with the key string of RFC 3797")
        }
        TieRule::Reballot => {
            ("Hold a new ballot between them", "with the ids of those chosen, most votes first")
        }
    };
    let source = view.frozen.rules().ties.seed_source.as_ref();
    let source = match (rule, source) {
        (TieRule::LotSeeded | TieRule::LotRfc3797, Some(source)) => {
            format!(" ({})", clean(source.in_language(LANGUAGE)))
        }
        _ => String::new(),
    };
    if view.is_folder {
        text.push_str(&wrapped(
            &format!("{do_this}{source}, then record it {then}:"),
            "  ",
            view.width,
        ));
        push!(text, "\n    {}\n", paint(BOLD, &command(view, request, false)));
        if matches!(rule, TieRule::LotManual | TieRule::Reballot) {
            let ids: Vec<String> = request.among.iter().map(|id| clean(id.as_str())).collect();
            let ids = ids.join(", ");
            let drawn = if rule == TieRule::Reballot { "chosen" } else { "drawn" };
            let which = match request.places {
                1 => format!("ID is the one {drawn} of {ids}."),
                places => format!("The IDs are the {places} {drawn} of {ids}."),
            };
            push!(text, "\n{}", wrapped(&which, "  ", view.width));
        }
    } else {
        text.push_str(&wrapped("A lot is recorded in an election's folder; a single file has no place for it. `vaali new DIR` makes a folder.", "  ", view.width));
    }
    text
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
    match rule(view.frozen, &request.purpose) {
        TieRule::LotManual => format!(
            "vaali lot {folder}{which} --drawn {drawn} --witness \"NAME\" --witness \"NAME\""
        ),
        TieRule::LotSeeded => format!("vaali lot {folder}{which} --seed \"THE SEED\""),
        TieRule::LotRfc3797 => format!("vaali lot {folder}{which} --key \"9319./2.5.8.10.12./\""),
        TieRule::Reballot => format!("vaali lot {folder}{which} --reballot --drawn {drawn}"),
    }
}

/// Who is tied, for what, and why it matters.
pub(crate) fn why(view: &View<'_>, request: &LotRequest) -> String {
    let tied = view.names(&request.among);
    let votes = request.among.first().and_then(|id| view.votes(id));
    let votes = votes.map_or_else(
        || "as many votes".to_owned(),
        |votes| format!("{} each", counted(votes, "vote", "votes")),
    );
    let chosen = rule(view.frozen, &request.purpose) == TieRule::Reballot;
    let (drawn, order) =
        if chosen { ("chosen", "most votes first") } else { ("drawn", "in the order drawn") };
    let (places, group) = (request.places, request.among.len());
    match &request.purpose {
        Purpose::Seat => {
            let left =
                if places == 1 { "1 seat is".to_owned() } else { format!("{places} seats are") };
            format!(
                "{tied} have {votes}. Everybody above them is elected; {left} left for these {group}."
            )
        }
        Purpose::Office(first) => {
            let first = view.office(first);
            let reach = if places == 1 {
                format!("the one {drawn} is {first}")
            } else {
                format!("the {drawn} take the offices from {first} on, {order}")
            };
            format!(
                "Of the elected, {tied} have {votes}, so votes do not say who is {first}; {reach}."
            )
        }
        Purpose::Deputy => {
            let ordered = matches!(view.frozen.rules().deputies, Deputies::NextInOrder(next) if next.order_matters);
            let next = if ordered { order } else { "without an order" };
            let left = if places == 1 {
                "1 place among the deputies is".to_owned()
            } else {
                format!("{places} places among the deputies are")
            };
            format!("{tied} have {votes}; {left} {drawn} among these {group}, {next}.")
        }
    }
}

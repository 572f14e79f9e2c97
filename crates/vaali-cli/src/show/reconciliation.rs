//! Where every row and every mark went, and what counted it.

use super::{
    View,
    style::{BAD, DIM, heading, paint},
    text::{clean, grouped, wrapped},
};

/// The figures that must agree, the hash of what was frozen, and the engine.
pub(super) fn in_words(view: &View<'_>) -> String {
    let result = view.result();
    let figures = &result.reconciliation;
    let mut text = heading("Reconciliation");
    let mismatches = figures.mismatches(&result.turnout);
    if mismatches.is_empty() {
        let rows = format!(
            "{} rows = {} accepted + {} blank + {} rejected; {} votes = {} marks.",
            grouped(figures.rows),
            grouped(figures.accepted),
            grouped(figures.blank),
            grouped(figures.rejected),
            grouped(figures.votes.get()),
            grouped(figures.marks.get())
        );
        text.push_str(&wrapped(&rows, "  ", view.width));
        if let (Some(voted), Some(not_voted), Some(entitled)) =
            (result.turnout.voted, figures.not_voted, result.turnout.entitled)
        {
            let roll = format!(
                "{} voted + {} did not = {} entitled.",
                grouped(voted),
                grouped(not_voted),
                grouped(entitled)
            );
            text.push_str(&wrapped(&roll, "  ", view.width));
        }
        if let Some(marks) = figures.roll_marks {
            let paper = format!(
                "{} marked on the roll = {} ballots + {} spoiled + {} unreturned.",
                grouped(marks),
                grouped(figures.rows),
                grouped(figures.spoiled),
                grouped(figures.unreturned)
            );
            text.push_str(&wrapped(&paper, "  ", view.width));
        }
    } else {
        for mismatch in &mismatches {
            push!(text, "  {}\n", paint(BAD, &clean(&mismatch.to_string())));
        }
        text.push_str("  Nothing is certified until these figures agree: find the missing or doubled ballots.\n");
    }
    text.push_str(&heading("What was counted"));
    text.push_str(&hash("definition", &result.definition_hash.grouped().to_string()));
    let engine = &result.engine;
    push!(
        text,
        "  counted by  {} {}, rules of counting {}\n",
        engine.name,
        engine.version,
        engine.rules_version
    );
    text
}

/// A hash in two lines of eight groups, so that it fits a page and can be read aloud.
pub(crate) fn hash(what: &str, grouped: &str) -> String {
    let (first, second) = grouped.split_at(grouped.len() / 2);
    format!(
        "  {what:<11} {}\n{}{}\n",
        paint(DIM, first.trim_end()),
        " ".repeat(14),
        paint(DIM, second.trim_start())
    )
}

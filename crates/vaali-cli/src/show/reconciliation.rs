//! Where every row and every mark went, and what counted it.

use anstyle::Style;
use vaali_report::{
    findings::phrase,
    terminal::{figures as say, grouped},
};

use super::{
    View,
    labels::{self, labelled},
    style::{BAD, DIM, heading, paint},
    text::{clean, wrapped},
};

/// The figures that must agree, the hash of what was frozen, and the engine.
pub(super) fn in_words(view: &View<'_>) -> String {
    let (result, language) = (view.result(), view.language);
    let figures = &result.reconciliation;
    let mut text = heading(say::reconciliation(language));
    let mismatches = figures.mismatches(&result.turnout);
    if mismatches.is_empty() {
        let mut add = |line: String| text.push_str(&wrapped(&line, "  ", view.width));
        add(say::rows_add_up(
            language,
            &grouped(figures.accepted),
            &grouped(figures.blank),
            &grouped(figures.marks.get()),
            &grouped(figures.rejected),
            &grouped(figures.rows),
            &grouped(figures.votes.get()),
        ));
        if let (Some(voted), Some(not_voted), Some(entitled)) =
            (result.turnout.voted, figures.not_voted, result.turnout.entitled)
        {
            let [entitled, not_voted, voted] = [entitled, not_voted, voted].map(grouped);
            add(say::entitled_add_up(language, &entitled, &not_voted, &voted));
        }
        if let Some(marks) = figures.roll_marks {
            add(say::roll_adds_up(
                language,
                &grouped(figures.rows),
                &grouped(marks),
                &grouped(figures.spoiled),
                &grouped(figures.unreturned),
            ));
        }
    } else {
        for mismatch in &mismatches {
            let mismatch = phrase(language, &mismatch.to_string());
            push!(text, "  {}\n", paint(BAD, &clean(&mismatch)));
        }
        push!(text, "  {}\n", say::disagree(language));
    }
    text.push_str(&heading(say::counted(language)));
    let engine = &result.engine;
    let rules = engine.rules_version.to_string();
    let hash = result.definition_hash.grouped().to_string();
    // In two lines of eight groups, so that it fits a page and can be read aloud.
    let (first, second) = hash.split_at(hash.len() / 2);
    let rows = [
        (say::definition(language), paint(DIM, first.trim_end())),
        ("", paint(DIM, second.trim_start())),
        (say::counted_by(language), say::engine(language, &engine.name, &rules, &engine.version)),
    ];
    text.push_str(&labelled(&rows, labels::LEAST, Style::new()));
    text
}

//! Whom a person may have meant by a name: a surname alone, other capitals, a letter amiss.

use vaali::definition::Candidate;

use crate::show::text::clean;

/// So many near names are offered at most.
const MOST_OFFERED: usize = 3;

/// How like a name must be, from 0 to 1.
const LIKE: f64 = 0.8;

/// A name without regard to capitals and to blanks at the ends or doubled.
pub(crate) fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The question whether one of the nearest is meant, by name and id; nothing where nobody is near.
pub(crate) fn did_you_mean(candidates: &[Candidate], wanted: &str) -> Option<String> {
    let wanted_plain = plain(wanted);
    let mut near: Vec<(f64, &Candidate)> = candidates
        .iter()
        .map(|candidate| {
            let name = plain(&candidate.name);
            // A surname alone is near its name.
            let words = name.split(' ').map(|word| strsim::jaro_winkler(word, &wanted_plain));
            let id = strsim::jaro_winkler(&plain(candidate.id.as_str()), &wanted_plain);
            let likeness =
                words.chain([strsim::jaro_winkler(&name, &wanted_plain), id]).fold(0.0, f64::max);
            (likeness, candidate)
        })
        .filter(|(likeness, _)| *likeness >= LIKE)
        .collect();
    near.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    let near: Vec<String> = near
        .iter()
        .take(MOST_OFFERED)
        .map(|(_, candidate)| {
            format!("{} ({})", clean(&candidate.name), clean(candidate.id.as_str()))
        })
        .collect();
    // No word of a language between them: they are data, whatever is said around them.
    (!near.is_empty()).then(|| format!("did you mean {}?", near.join(", ")))
}

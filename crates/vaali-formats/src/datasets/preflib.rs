//! `PrefLib`: the head that its formats share, and ballots as categories (`.cat`).
//!
//! Source: the description of the format at preflib.org. After lines `# KEY: value` each line is a number of voters, a colon, and groups: `13: {9,10},{1,2,3}`.

use std::{collections::BTreeMap, fmt::Write};

use super::{
    DataSet, Format, Group, Options, Written,
    builder::Builder,
    lines::{self, number, numbered},
    writer::{Holds, Writer, listed},
};
use crate::{
    Findings, Problem,
    table::{Input, shown},
};

/// What the head says beside the candidates.
#[derive(Debug, Default)]
pub(super) struct Head {
    categories: BTreeMap<u64, String>,
    /// The candidates by their numbers, until their number is known.
    names: Vec<(u64, u64, String)>,
    alternatives: Option<u64>,
    voters: Option<(u64, u64)>,
    number_of_categories: Option<u64>,
}

/// Reads the head, then gives every line of ballots with its number of voters and its groups.
pub(super) fn each_line(
    builder: &mut Builder<'_>,
    text: &str,
    mut each: impl FnMut(&mut Builder<'_>, &Head, u64, u64, Vec<Vec<u32>>),
) {
    let mut head = Head::default();
    let mut in_head = true;
    for (line, text) in numbered(text).filter(|(_, text)| !text.is_empty()) {
        if builder.is_hopeless() {
            return;
        }
        if let Some(entry) = text.strip_prefix('#') {
            if in_head {
                head.entry(builder, line, entry);
            } else {
                builder.wrong(line, "a line of ballots: the head comes before all of them");
            }
            continue;
        }
        if in_head {
            in_head = false;
            if !head.end(builder, line, text) {
                return;
            }
        }
        let voters_and_groups = text.split_once(':');
        let voters = voters_and_groups.and_then(|(voters, _)| number(voters.trim()));
        let groups = voters_and_groups.and_then(|(_, text)| groups(text));
        match (voters.filter(|&voters| voters > 0), groups) {
            (Some(voters), Some(groups)) => each(builder, &head, line, voters, groups),
            _ => builder.wrong(line, "a line of ballots such as `13: 6,{1,2}`: a number of voters, a colon, groups of candidates"),
        }
    }
    if in_head && !builder.is_hopeless() {
        head.end(builder, 1, "");
    }
    if let Some((line, published)) = head.voters {
        let found = builder.data.total_ballots();
        if published != found {
            let problem = Problem::CountDiffers { key: "NUMBER VOTERS", published, found };
            builder.at_key(line, "NUMBER VOTERS", &problem);
        }
    }
}

impl Head {
    fn entry(&mut self, builder: &mut Builder<'_>, line: u64, entry: &str) {
        let (key, value) = entry.split_once(':').unwrap_or((entry, ""));
        let (key, value) = (key.trim(), value.trim());
        let upper = lines::key(key).to_uppercase();
        let numbered = |begin: &str| upper.strip_prefix(begin).map(|rest| number(rest.trim()));
        let figure = |builder: &mut Builder<'_>| {
            let read = number(value);
            if read.is_none() {
                let problem = Problem::WrongCell { text: shown(value), expected: "a whole number" };
                builder.at_key(line, key, &problem);
            }
            read
        };
        if let Some(place) = numbered("ALTERNATIVE NAME") {
            match place {
                Some(place) => self.names.push((line, place, value.to_owned())),
                None => builder
                    .wrong(line, "the name of a candidate such as `# ALTERNATIVE NAME 1: Aino`"),
            }
        } else if let Some(place) = numbered("CATEGORY NAME") {
            match place {
                Some(place) => drop(self.categories.insert(place, value.to_owned())),
                None => {
                    builder.wrong(line, "the name of a category such as `# CATEGORY NAME 1: Yes`");
                }
            }
        } else {
            match upper.as_str() {
                // Room is made for them: once, however often a file says so.
                "NUMBER ALTERNATIVES" if self.alternatives.is_some() => {
                    builder.wrong(line, "an entry that the head has once");
                }
                "NUMBER ALTERNATIVES" => {
                    self.alternatives = figure(builder);
                    if let Some(number) = self.alternatives {
                        builder.number_candidates(line, 1, number);
                    }
                }
                "NUMBER VOTERS" => self.voters = figure(builder).map(|voters| (line, voters)),
                "NUMBER CATEGORIES" => self.number_of_categories = figure(builder),
                "NUMBER UNIQUE ORDERS" | "NUMBER UNIQUE PREFERENCES" | "DATA TYPE" => {}
                "TITLE" => builder.data.title = Some(value.to_owned()).filter(|t| !t.is_empty()),
                _ => builder.data.meta.push((key.to_owned(), value.to_owned())),
            }
        }
    }

    /// Names the candidates; says whether ballots can be read.
    fn end(&mut self, builder: &mut Builder<'_>, line: u64, text: &str) -> bool {
        if self.alternatives.is_none() {
            if number(text).is_some() {
                builder.wrong(
                    line,
                    "a line `# KEY: value`; this looks like the form that PrefLib used before 2022",
                );
            } else if !builder.is_hopeless() {
                builder.note(&Problem::MissingEntry {
                    entry: "the entry `# NUMBER ALTERNATIVES:`".to_owned(),
                });
            }
            return false;
        }
        for (line, place, name) in std::mem::take(&mut self.names) {
            let position = place.checked_sub(1).and_then(|place| usize::try_from(place).ok());
            match position.and_then(|position| builder.data.candidates.get_mut(position)) {
                Some(candidate) if !name.is_empty() => candidate.name = name,
                Some(_) => {}
                None => builder.wrong(
                    line,
                    "the name of one of the candidates, whose number `# NUMBER ALTERNATIVES:` says",
                ),
            }
        }
        !builder.data.candidates.is_empty()
    }

    /// The category that means approval, from 0.
    fn approved(&self, builder: &mut Builder<'_>, options: &Options) -> Option<usize> {
        let name_of = |place: u64| {
            self.categories.get(&place).map_or_else(|| place.to_string(), |name| shown(name))
        };
        if let Some(wanted) = &options.approved {
            let by_name =
                self.categories.iter().find(|(_, name)| name.eq_ignore_ascii_case(wanted));
            let place = by_name.map(|(&place, _)| place).or_else(|| number(wanted));
            let known = place.filter(|&place| {
                place > 0 && self.number_of_categories.is_none_or(|number| place <= number)
            });
            if known.is_none() {
                builder.note(&Problem::MissingEntry {
                    entry: format!("the category `{}`", shown(wanted)),
                });
            }
            return usize::try_from(known?.checked_sub(1)?).ok();
        }
        let first = name_of(1).to_lowercase();
        let others = self.number_of_categories.unwrap_or(2).saturating_sub(1);
        if others > 1 || ["no", "dis", "against"].iter().any(|begin| first.starts_with(begin)) {
            builder.interpreted(None, format!("the category `{}` is read as approval and the {others} others as none (--approved names another)", name_of(1)));
        }
        Some(0)
    }
}

/// Groups such as `6,{1,2},{}`, as positions from 0.
fn groups(text: &str) -> Option<Vec<Vec<u32>>> {
    let mut groups = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let after = if let Some(inside) = rest.strip_prefix('{') {
            let (inside, after) = inside.split_once('}')?;
            let members = inside.trim();
            let group = if members.is_empty() {
                Vec::new()
            } else {
                members.split(',').map(position).collect::<Option<Vec<u32>>>()?
            };
            groups.push(group);
            after.trim_start()
        } else {
            let end = rest.find(',').unwrap_or(rest.len());
            let (single, after) = rest.split_at_checked(end)?;
            groups.push(vec![position(single)?]);
            after
        };
        rest = match after.strip_prefix(',') {
            // A comma promises another group.
            Some(more) if more.trim().is_empty() => return None,
            Some(more) => more.trim_start(),
            None if after.is_empty() => after,
            None => return None,
        };
    }
    Some(groups)
}

/// A number from 1 as a position from 0; one that cannot be is nobody's, which the builder tells.
fn position(text: &str) -> Option<u32> {
    let number = number(text.trim())?;
    Some(
        number.checked_sub(1).and_then(|position| u32::try_from(position).ok()).unwrap_or(u32::MAX),
    )
}

pub(super) fn read(input: &Input<'_>, text: &str, options: &Options) -> Result<DataSet, Findings> {
    let mut builder = Builder::new(input, Format::PrefLibCategories);
    let mut approved = None;
    each_line(&mut builder, text, |builder, head, line, voters, mut groups| {
        let approved = *approved.get_or_insert_with(|| head.approved(builder, options));
        let Some(approved) = approved else { return };
        let expected = head.number_of_categories;
        if expected.is_some_and(|expected| expected != groups.len() as u64)
            || groups.len() <= approved
        {
            return builder
                .wrong(line, "a line with a group for each category; an empty one is written {}");
        }
        let mut all: Vec<u32> = groups.iter().flatten().copied().collect();
        all.sort_unstable();
        if all.windows(2).any(|pair| matches!(pair, [one, other] if one == other)) {
            return builder.at(line, &Problem::MarkTwice);
        }
        // Checked with the marks: a candidate whom nobody knows may stand in any group.
        if all.last().is_some_and(|&last| last as usize >= builder.data.candidates.len()) {
            return builder.at(line, &Problem::UnknownMark);
        }
        builder.ballots(line, groups.swap_remove(approved), voters, 1);
    });
    builder.finish()
}

pub(super) const HOLDS: Holds = Holds {
    numbers_of_voters: true,
    weights: false,
    seats: false,
    limits: false,
    ids: false,
    names: true,
    withdrawals: false,
    groups: false,
    published: false,
    committees: false,
    title: true,
    blank_ballots: true,
};

/// The head; `kind` is the data type, `unique` what its lines are called.
pub(super) fn write_head(out: &mut Writer<'_>, kind: &str, unique: &str, lines: usize) {
    let data = out.data;
    for (key, value) in out.own_meta() {
        let (key, value) = (out.flat(key), out.flat(value));
        out.line(format_args!("# {key}: {value}"));
    }
    let title = out.flat(data.title.as_deref().unwrap_or_default());
    out.line(format_args!("# TITLE: {title}\n# DATA TYPE: {kind}"));
    out.line(format_args!("# NUMBER ALTERNATIVES: {}", data.candidates.len()));
    out.line(format_args!("# NUMBER VOTERS: {}", data.total_ballots()));
    out.line(format_args!("# NUMBER UNIQUE {unique}: {lines}"));
}

pub(super) fn write_names(out: &mut Writer<'_>) {
    for (number, candidate) in (1_u64..).zip(&out.data.candidates) {
        let name = out.flat(&candidate.name);
        out.line(format_args!("# ALTERNATIVE NAME {number}: {name}"));
    }
}

/// Equal ballots as one, in the order of their first: a preference must not stand twice in these files.
pub(super) fn merged(ballots: &[Group]) -> Vec<(&[u32], u64)> {
    let mut places: BTreeMap<&[u32], usize> = BTreeMap::new();
    let mut merged: Vec<(&[u32], u64)> = Vec::new();
    for group in ballots {
        let place = *places.entry(&group.marks).or_insert(merged.len());
        match merged.get_mut(place) {
            Some((_, voters)) => *voters = voters.saturating_add(group.voters),
            None => merged.push((&group.marks, group.voters)),
        }
    }
    merged
}

pub(super) fn write(data: &DataSet) -> Result<Written, Findings> {
    let mut out = Writer::begin(data, Format::PrefLibCategories, HOLDS, 1)?;
    let lines = merged(&data.ballots);
    write_head(&mut out, "cat", "PREFERENCES", lines.len());
    out.push("# NUMBER CATEGORIES: 2\n# CATEGORY NAME 1: Yes\n# CATEGORY NAME 2: No\n");
    write_names(&mut out);
    let everybody = u32::try_from(data.candidates.len()).unwrap_or(u32::MAX);
    for (marks, voters) in lines {
        if out.is_full() {
            break;
        }
        let mut marked = marks.iter().peekable();
        let others: Vec<u32> =
            (0..everybody).filter(|c| marked.next_if(|&mark| mark == c).is_none()).collect();
        let (yes, no) = (group(marks), group(&others));
        out.line(format_args!("{voters}: {yes},{no}"));
    }
    out.finish()
}

/// A group as it is written: one candidate without braces.
pub(super) fn group(marks: &[u32]) -> String {
    let inside = listed(marks, 1, ",");
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = if marks.len() == 1 { write!(text, "{inside}") } else { write!(text, "{{{inside}}}") };
    text
}

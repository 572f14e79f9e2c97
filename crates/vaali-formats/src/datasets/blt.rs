//! BLT, the format of programs for the single transferable vote.
//!
//! Source: Hill, Wichmann and Woodall, Algorithm 123 (1987), with `=` for equal ranks and `#` for comments as later programs have them: `candidates seats`, withdrawn candidates
//! as `-n`, ballots as `voters 1=2 0`, a 0 alone, the names, the title. A ballot must end with its 0: a ballot without one, or over two lines, could be read as two.

use vaali::profile::ProfileBuilder;

use super::{
    DataSet, Format, Options, Written,
    builder::Builder,
    lines::number,
    writer::{Holds, Writer, listed},
};
use crate::{Finding, Findings, Problem, table::Input};

/// A word or a quoted text, with its line.
#[derive(Clone, Copy, Debug)]
struct Token<'t> {
    line: u64,
    text: &'t str,
    quoted: bool,
}

/// The words of a text, one by one.
struct Tokens<'t> {
    lines: std::iter::Zip<std::ops::RangeFrom<u64>, std::str::Lines<'t>>,
    line: u64,
    rest: &'t str,
}

impl<'t> Tokens<'t> {
    fn of(text: &'t str) -> Self {
        Self { lines: (1..).zip(text.lines()), line: 0, rest: "" }
    }

    /// The next word, or what is wrong with it.
    fn next(&mut self) -> Option<Result<Token<'t>, (u64, Problem)>> {
        loop {
            self.rest = self.rest.trim_start();
            if !self.rest.is_empty() && !self.rest.starts_with('#') {
                break;
            }
            (self.line, self.rest) = self.lines.next()?;
        }
        let line = self.line;
        let token = |text, quoted| Token { line, text, quoted };
        if let Some(inside) = self.rest.strip_prefix('"') {
            let Some((text, after)) = inside.split_once('"') else {
                self.rest = "";
                return Some(Err((line, Problem::UnclosedQuote)));
            };
            self.rest = after;
            if after.starts_with(|letter: char| !letter.is_whitespace() && letter != '#') {
                self.rest = "";
                return Some(Err((line, Problem::TextAfterQuote)));
            }
            return Some(Ok(token(text.trim(), true)));
        }
        let end = self.rest.find(|letter: char| letter.is_whitespace() || letter == '#');
        let (word, after) = self.rest.split_at_checked(end.unwrap_or(self.rest.len()))?;
        self.rest = after;
        Some(Ok(token(word, false)))
    }
}

struct Reader<'t, 'b, 'i> {
    tokens: Tokens<'t>,
    builder: &'b mut Builder<'i>,
    ranks_as_marks: bool,
    /// Bytes of the file.
    length: u64,
    /// Ballots from which a mark for a withdrawn candidate was left out, and the line of the first.
    without_withdrawn: (u64, Option<u64>),
}

pub(super) fn read(input: &Input<'_>, text: &str, options: &Options) -> Result<DataSet, Findings> {
    let mut builder = Builder::new(input, Format::Blt);
    let mut reader = Reader {
        tokens: Tokens::of(text),
        builder: &mut builder,
        ranks_as_marks: options.ranks_as_marks,
        length: text.len() as u64,
        without_withdrawn: (0, None),
    };
    // None says that a finding tells why the reading ended.
    let _ = reader.whole();
    if let (ballots, Some(line)) = reader.without_withdrawn {
        builder.interpreted(Some(line), format!("{ballots} ballots mark candidates who withdrew: these marks were passed over, as the format has it"));
    }
    builder.finish()
}

impl<'t> Reader<'t, '_, '_> {
    /// The next word, where there must be one.
    fn token(&mut self, expected: &str) -> Option<Token<'t>> {
        match self.tokens.next() {
            Some(Ok(token)) => Some(token),
            Some(Err((line, problem))) => {
                self.builder.at(line, &problem);
                None
            }
            None => {
                self.builder.note(&Problem::MissingEntry {
                    entry: format!("the file ends too early: {expected}"),
                });
                None
            }
        }
    }

    fn figure(&mut self, what: &str) -> Option<(u64, u64)> {
        let token = self.token(what)?;
        let value = number(token.text).filter(|_| !token.quoted);
        if value.is_none() {
            self.builder.wrong(token.line, what);
        }
        Some((token.line, value?))
    }

    fn whole(&mut self) -> Option<()> {
        let (line, candidates) = self.figure("the number of candidates")?;
        let (_, seats) = self.figure("the number of seats")?;
        let Ok(seats) = u32::try_from(seats) else {
            self.builder.wrong(line, "a number of seats below 4294967296");
            return None;
        };
        self.builder.data.seats = Some(seats);
        // Each of them needs a name: a few bytes must not make room for a million candidates.
        if (self.length..=ProfileBuilder::MOST_CANDIDATES as u64).contains(&candidates) {
            let entry = "a name for each candidate".to_owned();
            self.builder.at(line, &Problem::MissingEntry { entry });
            return None;
        }
        if !self.builder.number_candidates(line, 1, candidates) {
            return None;
        }
        let mut first = self.token("the ballots")?;
        while let Some(withdrawn) = first.text.strip_prefix('-') {
            let place =
                number(withdrawn).and_then(|place| usize::try_from(place.checked_sub(1)?).ok());
            match place.and_then(|place| self.builder.data.candidates.get_mut(place)) {
                Some(candidate) => candidate.withdrawn = true,
                None => self.builder.wrong(first.line, "a withdrawn candidate, such as -2"),
            }
            first = self.token("the ballots")?;
        }
        while first.text != "0" {
            if self.builder.is_hopeless() {
                return None;
            }
            self.ballot(first)?;
            first = self.token("a 0 on a line of its own after the ballots")?;
        }
        self.names()
    }

    fn ballot(&mut self, first: Token<'t>) -> Option<()> {
        let line = first.line;
        let Some(voters) = number(first.text).filter(|_| !first.quoted) else {
            self.builder.wrong(
                line,
                "a ballot such as `3 1=2 0`, which begins with a whole number of voters",
            );
            return None;
        };
        let (mut marks, mut ranks, mut joined, mut sound) = (Vec::new(), 0_u64, false, true);
        loop {
            let token = self.token("a ballot that ends with 0")?;
            if token.line != line {
                self.builder.wrong(line, "a ballot on one line that ends with 0");
                return None;
            }
            if token.text == "0" && !token.quoted {
                break;
            }
            for (i, piece) in token.text.split('=').enumerate() {
                joined |= i > 0;
                if piece.is_empty() {
                    continue;
                }
                match number(piece).filter(|_| !token.quoted) {
                    // A number that cannot be anybody's is told with the marks.
                    Some(place) => marks.push(
                        place
                            .checked_sub(1)
                            .and_then(|p| u32::try_from(p).ok())
                            .unwrap_or(u32::MAX),
                    ),
                    None => sound = false,
                }
                ranks += u64::from(!joined);
                joined = false;
            }
        }
        if !sound || joined {
            self.builder
                .wrong(line, "a ballot such as `3 1=2 0`: voters, candidates by their numbers, 0");
        } else if ranks > 1 && !self.ranks_as_marks {
            self.builder.at(line, &Problem::RanksNotApprovals);
        } else {
            self.marked(line, marks, voters);
        }
        Some(())
    }

    fn marked(&mut self, line: u64, mut marks: Vec<u32>, voters: u64) {
        let candidates = &self.builder.data.candidates;
        let before = marks.len();
        marks.retain(|&mark| {
            let candidate = usize::try_from(mark).ok().and_then(|mark| candidates.get(mark));
            candidate.is_none_or(|candidate| !candidate.withdrawn)
        });
        if marks.len() < before {
            self.without_withdrawn.0 = self.without_withdrawn.0.saturating_add(voters);
            self.without_withdrawn.1 = self.without_withdrawn.1.or(Some(line));
        }
        self.builder.ballots(line, marks, voters, 1);
    }

    fn names(&mut self) -> Option<()> {
        for place in 0..self.builder.data.candidates.len() {
            let token = self.token("a name for each candidate")?;
            if let Some(candidate) =
                self.builder.data.candidates.get_mut(place).filter(|_| !token.text.is_empty())
            {
                token.text.clone_into(&mut candidate.name);
            }
        }
        let mut rest = Vec::new();
        while let Some(token) = self.tokens.next() {
            match token {
                Ok(token) => rest.push(token),
                Err((line, problem)) => {
                    self.builder.at(line, &problem);
                    return None;
                }
            }
        }
        let mut rest = rest.into_iter();
        self.builder.data.title =
            rest.next().map(|token| token.text.to_owned()).filter(|title| !title.is_empty());
        // Some programs write where the data came from and a remark behind the title.
        for (key, token) in ["source", "comment"].into_iter().zip(rest.by_ref()) {
            self.builder.data.meta.push((key.to_owned(), token.text.to_owned()));
        }
        if let Some(token) = rest.next() {
            self.builder.wrong(token.line, "the end of the file: the names and the title are complete (a title of several words needs quotes)");
        }
        Some(())
    }
}

const HOLDS: Holds = Holds {
    numbers_of_voters: true,
    weights: false,
    seats: true,
    limits: false,
    ids: false,
    names: true,
    withdrawals: true,
    groups: false,
    published: false,
    committees: false,
    title: true,
    blank_ballots: true,
};

pub(super) fn write(data: &DataSet) -> Result<Written, Findings> {
    let mut out = Writer::begin(data, Format::Blt, HOLDS, 1)?;
    let Some(seats) = data.seats else {
        let problem = Problem::MissingEntry { entry: "the number of seats".to_owned() };
        return Err(Finding::new(data.name.clone(), &problem).into());
    };
    out.line(format_args!("{} {seats}", data.candidates.len()));
    for (number, candidate) in (1_u64..).zip(&data.candidates) {
        if candidate.withdrawn {
            out.line(format_args!("-{number}"));
        }
    }
    for group in &data.ballots {
        let marks = listed(&group.marks, 1, "=");
        let space = if marks.is_empty() { "" } else { " " };
        out.line(format_args!("{}{space}{marks} 0", group.voters));
    }
    out.push("0\n");
    let title = data.title.as_deref().unwrap_or_default();
    let meta = out.own_meta().iter().map(|(_, value)| value.as_str());
    let names = data.candidates.iter().map(|candidate| candidate.name.as_str());
    let texts: Vec<&str> = names.chain([title]).chain(meta).collect();
    let mut quotes = false;
    for text in texts {
        // The format has no way to write a quote inside quotes.
        quotes |= text.contains('"');
        let text = out.flat(text).replace('"', "\u{201d}");
        out.line(format_args!("\"{text}\""));
    }
    if quotes {
        out.not_kept("straight quotes in names, which were written as ” instead");
    }
    out.finish()
}

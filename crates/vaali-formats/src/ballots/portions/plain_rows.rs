//! The rows of a portion in which nothing is doubtful, as bytes that one worker can hand to another.

use crate::table::Edges;

/// Rows one below the other, without a line between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ballots) struct Run {
    /// Where they begin in the portion; they end where the next run begins.
    pub(in crate::ballots) from: usize,
    /// The line on which they begin, counted from 0 for the first whole row of the portion.
    pub(in crate::ballots) line: u64,
    /// How many; none where the rows are left to whoever has the file.
    pub(in crate::ballots) rows: usize,
}

/// The whole rows of a portion.
///
/// Little-endian numbers of 32 bits: the edges (five), the runs, the width of the marks in bytes, the rows; three for each run; the end of each row; then the marks of each row.
#[derive(Clone)]
pub(in crate::ballots) struct PlainRows {
    edges: Edges,
    runs: usize,
    width: usize,
    rows: usize,
    bytes: Vec<u8>,
}

impl std::fmt::Debug for PlainRows {
    /// Numbers only: no marks.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PlainRows").field("rows", &self.rows).finish_non_exhaustive()
    }
}

/// Numbers before the runs.
const HEAD: usize = 8;
/// Bytes of a number.
const NUMBER: usize = 4;
/// Numbers of a run.
const RUN: usize = 3;

/// Collects the rows of a portion.
#[derive(Debug)]
pub(super) struct Collected {
    pub(super) runs: Vec<Run>,
    pub(super) ends: Vec<u32>,
    pub(super) marks: Vec<u64>,
}

impl Collected {
    /// All as bytes; none where a number is too large.
    pub(super) fn into_bytes(self, edges: Edges, candidates: usize) -> Option<Vec<u8>> {
        let Self { runs, ends, marks } = self;
        let width = if candidates <= 32 { NUMBER } else { 2 * NUMBER };
        let number = |size: usize| u32::try_from(size).ok();
        let mut bytes = Vec::with_capacity(
            (HEAD + RUN * runs.len() + ends.len()) * NUMBER + marks.len() * width,
        );
        let sizes = [number(runs.len())?, number(width)?, number(ends.len())?];
        for number in edges.to_numbers()?.into_iter().chain(sizes) {
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        for run in runs {
            for number in [number(run.from)?, u32::try_from(run.line).ok()?, number(run.rows)?] {
                bytes.extend_from_slice(&number.to_le_bytes());
            }
        }
        for end in ends {
            bytes.extend_from_slice(&end.to_le_bytes());
        }
        for marks in marks {
            bytes.extend_from_slice(marks.to_le_bytes().get(..width)?);
        }
        Some(bytes)
    }
}

impl PlainRows {
    /// Reads the bytes. None if they are not what a reader gives.
    pub(super) fn of_bytes(bytes: Vec<u8>) -> Option<Self> {
        let (numbers, _) = bytes.as_chunks::<NUMBER>();
        let number = |place: usize| numbers.get(place).copied().map(u32::from_le_bytes);
        let edges = [number(0)?, number(1)?, number(2)?, number(3)?, number(4)?];
        let [runs, width, rows] = [number(5)? as usize, number(6)? as usize, number(7)? as usize];
        let length = runs
            .checked_mul(RUN)?
            .checked_add(HEAD)?
            .checked_add(rows)?
            .checked_mul(NUMBER)?
            .checked_add(rows.checked_mul(width)?)?;
        let right = bytes.len() == length && (width == NUMBER || width == 2 * NUMBER);
        let edges = Edges::of_numbers(edges).filter(|_| right)?;
        Some(Self { edges, runs, width, rows, bytes })
    }

    pub(super) fn edges(&self) -> Edges {
        self.edges
    }

    /// The runs in order, each with where it ends and its rows: their ends and their marks.
    pub(in crate::ballots) fn runs(
        &self,
    ) -> impl Iterator<Item = (Run, usize, impl Iterator<Item = (usize, u64)>)> {
        let (numbers, _) = self.bytes.as_chunks::<NUMBER>();
        let number = move |place: usize| numbers.get(place).copied().map_or(0, u32::from_le_bytes);
        let from = move |run: usize| number(HEAD + RUN * run) as usize;
        let first_end = HEAD + RUN * self.runs;
        let marks = self.bytes.get((first_end + self.rows) * NUMBER..).unwrap_or_default();
        let (narrow, wide) = (marks.as_chunks::<NUMBER>().0, marks.as_chunks::<8>().0);
        let is_narrow = self.width == NUMBER;
        let mut before = 0;
        (0..self.runs).map(move |place| {
            let [_, line, rows] = [0, 1, 2].map(|field| number(HEAD + RUN * place + field));
            let run = Run { from: from(place), line: u64::from(line), rows: rows as usize };
            let end = if place + 1 < self.runs { from(place + 1) } else { self.edges.tail };
            let all = before..before + run.rows;
            before = all.end;
            let ends = numbers.get(first_end + all.start..first_end + all.end).unwrap_or_default();
            let narrow = if is_narrow { narrow.get(all.clone()) } else { None };
            let wide = if is_narrow { None } else { wide.get(all) };
            let narrow =
                narrow.unwrap_or_default().iter().map(|b| u64::from(u32::from_le_bytes(*b)));
            let wide = wide.unwrap_or_default().iter().map(|bytes| u64::from_le_bytes(*bytes));
            let ends = ends.iter().map(|end| u32::from_le_bytes(*end) as usize);
            (run, end, ends.zip(narrow.chain(wide)))
        })
    }
}
